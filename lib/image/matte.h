/*
 * From a picture to "how much of this pixel is the person", and the person's
 * own colour under a mixed pixel.
 */
#ifndef GP_IMAGE_MATTE_H
#define GP_IMAGE_MATTE_H

#include "face.h"
#include "photo.h"
#include "plane.h"
#include "sample.h"

/* The network's belief that a pixel is a person, over the samples of r:
 * coarse (1/256 of r's longer side), never sharp at hair. ENOMEM EMODEL */
int segment_region(struct photo_engine *e, const struct photo_image *im,
    const struct region *r, struct plane *out);

/* What matte_refine does, by name, for certificates: change both together. */
#define MATTE_METHOD \
	"guided filter, wall colour, matting Laplacian, gloss; 2026-11"

/* The matte from picture and mask of one size. ENOMEM */
int matte_refine(const struct photo_image *im, const struct plane *mask,
    struct plane *out);

/* Closes what looks like a gap in the hair above row `brow`, that of the
 * eyes, but is light on it (gloss.c). ENOMEM */
int matte_gloss(const struct plane *mask, int brow, struct plane *alpha);

/* Colours of the person where old wall shows through. ENOMEM */
int foreground_estimate(const struct photo_image *im,
    const struct plane *alpha, struct photo_image **out);

/* Person over a plain colour. ENOMEM */
int compose_flat(const struct photo_image *person, const struct plane *alpha,
    const uint8_t colour[3], struct photo_image **out);

#endif
