/*
 * Pixels between pixels: parts of a picture at another size or turned.
 * Lengths are in pixels of the source; pixel (0, 0) covers 0..1.
 */
#ifndef GP_IMAGE_SAMPLE_H
#define GP_IMAGE_SAMPLE_H

#include "photo.h"

enum kernel {
	KERNEL_LINEAR,	/* triangle: quick, for the networks */
	KERNEL_CUBIC	/* Catmull-Rom: keeps detail, for what people see */
};

enum outside {
	OUTSIDE_EDGE,	/* the nearest pixel goes on */
	OUTSIDE_BLACK
};

/* A rectangle whose top left is (x, y), `step` source pixels a sample. */
struct region {
	double x, y, step;
	int width, height;		/* samples */
};

/* Gives the picture halves of itself, each the mean of 2 x 2 pixels, as far
 * as a network may want them; then KERNEL_LINEAR and sample_turned begin with
 * the one that is nearest. Sampling a network's input costs ten times as much
 * without. ENOMEM */
int sample_halve(struct photo_image *im);

/* Fills out[height][width][3] with values 0..255 (cubic: a little beyond).
 * Shrinking averages over all pixels that a sample covers. ENOMEM */
int sample_region(const struct photo_image *im, const struct region *r,
    enum kernel k, enum outside o, float *out);

/* The same into a new 8-bit picture, its edge going on outside. ENOMEM */
int sample_image(const struct photo_image *im, const struct region *r,
    enum kernel k, struct photo_image **out);

/* A square of n x n samples round (cx, cy), turned by `angle` (radians,
 * clockwise as seen), black outside. */
void sample_turned(const struct photo_image *im, double cx, double cy,
    double step, double angle, int n, float *out);

/* value * scale + bias over n floats */
void sample_scale(float *v, size_t n, float scale, float bias);

#endif
