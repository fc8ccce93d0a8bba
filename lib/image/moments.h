/*
 * What the colours of small square cells add up to: from it follow means,
 * covariances and straight lines over any window, at a sixteenth of the work
 * that pixels would be.
 */
#ifndef GP_IMAGE_MOMENTS_H
#define GP_IMAGE_MOMENTS_H

#include "photo.h"
#include "plane.h"

#define MOMENT_CELL 4		/* px a side */

enum moment {
	M_N, M_R, M_G, M_B, M_RR, M_RG, M_RB, M_GG, M_GB, M_BB,
	M_COLOURS,		/* without what follows */
	M_P = M_COLOURS, M_RP, M_GP, M_BP,
	MOMENTS
};

struct moments {
	struct plane m[MOMENTS];	/* sums over a cell's pixels */
};

/* Colours 0..1, each pixel by its weight (0: not looked at), together with a
 * value of each pixel where p is not NULL. ENOMEM */
int moments_of(const struct photo_image *im, const struct plane *weight,
    const struct plane *p, struct moments *out);
void moments_free(struct moments *m);	/* what it holds, not the struct */

/* Sums become means over windows of `radius` cells, twice blurred where
 * `twice`. ENOMEM */
int moments_blur(struct moments *m, int radius, int twice);

#endif
