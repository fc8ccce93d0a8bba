/*
 * The wall behind the person as a smooth surface, and how far it may be
 * trusted: coarse planes of colour and of what the surface does not explain.
 */
#ifndef GP_IMAGE_BACKDROP_H
#define GP_IMAGE_BACKDROP_H

#include "photo.h"
#include "plane.h"

#define BACKDROP_CELL 8		/* px a side */

/* Values are at the middle of each cell, 0..255. */
struct backdrop {
	struct plane colour[3];
	struct plane rough;	/* rms of the pixels from it */
	double known;		/* share of the picture that is surely wall */
};

/* From the pixels where `mask`, of the picture's size, says wall for sure
 * and all round it. Where there is none the surface goes on smoothly. What
 * the wall is not made of (a few stray hairs) hardly counts. ENOMEM */
int backdrop_fit(const struct photo_image *im, const struct plane *mask,
    struct backdrop *out);
void backdrop_free(struct backdrop *b);	/* what it holds, not the struct */

/* One row of pixels of a plane of cells, `cell` px a side (even). */
void backdrop_row(const struct plane *cells, int cell, int y, int width,
    float *out);

#endif
