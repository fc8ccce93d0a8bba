/*
 * One float a pixel, mostly 0..1: masks, mattes and what filters make.
 */
#ifndef GP_IMAGE_PLANE_H
#define GP_IMAGE_PLANE_H

#include <stddef.h>

struct plane {
	int width, height;
	float *v;		/* width * height */
};

int plane_new(int width, int height, struct plane *out);	/* ENOMEM */
void plane_free(struct plane *p);	/* what it holds, not the struct */

static inline size_t
plane_size(const struct plane *p)
{
	return (size_t)p->width * (size_t)p->height;
}

/* Value between pixels at (x, y), where pixel (0, 0) covers 0..1; the edge
 * goes on outside. */
float plane_at(const struct plane *p, double x, double y);

/* Mean over the (2 * radius + 1) square round each pixel, as much of it as
 * lies inside. `out` may be `in`. ENOMEM */
int plane_blur(const struct plane *in, int radius, struct plane *out);

#endif
