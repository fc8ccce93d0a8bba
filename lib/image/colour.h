/*
 * Single pixels: where they are, how light, and their place in a colour
 * space in which distances mean something.
 */
#ifndef GP_IMAGE_COLOUR_H
#define GP_IMAGE_COLOUR_H

#include "photo.h"

/* The pixel at (x, y); the edge goes on outside. */
const uint8_t *pixel_at(const struct photo_image *im, int x, int y);

/* 0..255 */
static inline double
pixel_luma(const uint8_t *p)
{
	return 0.299 * p[0] + 0.587 * p[1] + 0.114 * p[2];
}

struct lab {		/* CIE L*a*b*, D65 */
	double l, a, b;
};

double colour_linear(uint8_t level);	/* of sRGB: light, 0..1 */
struct lab lab_of_linear(const double rgb[3]);
struct lab lab_of(const uint8_t rgb[3]);
double lab_distance(struct lab x, struct lab y);	/* CIE 1976 */

#endif
