/*
 * Known degradations of a real face: what the rules on eyes, glasses, hair
 * and hats must see. Each changes the picture in place; coordinates come
 * from the face as it was.
 */
#ifndef GP_TESTS_IMAGE_DISGUISE_H
#define GP_TESTS_IMAGE_DISGUISE_H

#include "lib/image/attention.h"
#include "lib/image/plane.h"

struct wearer {
	struct face face;
	struct attention look;
	struct plane mask;	/* of the person */
};

/* Pulls the skin of the upper lids down: 1 shuts the eyes. One eye: 0 or 1;
 * both: 2. */
void disguise_lids(struct photo_image *im, const struct wearer *w, int eye,
    double shut);
/* Moves what lies between the lids aside by a share of the eye's width. */
void disguise_gaze(struct photo_image *im, const struct wearer *w,
    double aside);
/* Round lenses of one colour over both eyes; opacity 0..1. */
void disguise_lenses(struct photo_image *im, const struct wearer *w,
    const uint8_t colour[3], double opacity);
/* A white spot on each lens; size in widths of the eye. */
void disguise_glare(struct photo_image *im, const struct wearer *w,
    double size);
/* The wearer's own hair down to the brows (0), or to below the eyes (1). */
void disguise_fringe(struct photo_image *im, const struct wearer *w,
    double depth);
/* Knitted cloth of one colour from the brows up. */
void disguise_hat(struct photo_image *im, const struct wearer *w,
    const uint8_t colour[3]);
/* A cloth from the nose down to the chin. */
void disguise_mask(struct photo_image *im, const struct wearer *w,
    const uint8_t colour[3]);

#endif
