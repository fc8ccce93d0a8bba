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

/*
 * The mask made to follow the picture's edges. `guide` and `mask` are of one
 * size; `fine` is the same part of the picture at any size and gives `out`
 * its size (it may be `guide`). ENOMEM
 */
int matte_guided(const struct photo_image *guide, const struct plane *mask,
    int radius, const struct photo_image *fine, struct plane *out);

/* Colours of the person where old background shows through. ENOMEM */
int foreground_estimate(const struct photo_image *im,
    const struct plane *alpha, struct photo_image **out);

/* Person over a plain colour. ENOMEM */
int compose_flat(const struct photo_image *person, const struct plane *alpha,
    const uint8_t colour[3], struct photo_image **out);

#endif
