/*
 * Light of small parts of a picture.
 */
#ifndef GP_IMAGE_PATCH_H
#define GP_IMAGE_PATCH_H

#include "colour.h"
#include "face.h"

/* Linear light of the three channels, 0..1 each. */
struct light {
	double c[3];
};

double light_luma(const struct light *l);
struct lab light_lab(const struct light *l);
struct light light_of(const uint8_t rgb[3]);
/* The pixel that (x, y) lies in; the edge goes on outside. */
const uint8_t *patch_pixel(const struct photo_image *im, double x, double y);
/* Mean over a disc, at least its middle pixel. */
struct light patch_disc(const struct photo_image *im, double x, double y,
    double radius);
/* Skin of one cheek (0 left as seen, 1 right), clear of eyes and glasses. */
struct light patch_cheek(const struct photo_image *im, const struct face *f,
    int side);

#endif
