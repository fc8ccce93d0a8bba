/*
 * Float planes and their box blur, whose cost does not depend on the radius.
 */
#include "plane.h"

#include "photo.h"

#include <stdlib.h>
#include <string.h>

int plane_new(int width, int height, struct plane *out)
{
	float *v = calloc((size_t)width * (size_t)height, sizeof *v);

	if (v == NULL)
		return PHOTO_ENOMEM;
	out->width = width;
	out->height = height;
	out->v = v;
	return PHOTO_OK;
}

void plane_free(struct plane *p)
{
	free(p->v);
	p->v = NULL;
}

static int clamp(int v, int max)
{
	return v < 0 ? 0 : v > max ? max : v;
}

float plane_at(const struct plane *p, double x, double y)
{
	/* + 1 keeps the truncation to int a floor just outside the edge */
	int x0 = (int)(x + 0.5) - 1, y0 = (int)(y + 0.5) - 1;
	float fx = (float)(x - 0.5 - x0), fy = (float)(y - 0.5 - y0);
	const float *top, *low;
	int x1 = clamp(x0 + 1, p->width - 1), y1 = clamp(y0 + 1,
	    p->height - 1);

	x0 = clamp(x0, p->width - 1);
	y0 = clamp(y0, p->height - 1);
	top = p->v + (size_t)y0 * (size_t)p->width;
	low = p->v + (size_t)y1 * (size_t)p->width;
	return (top[x0] * (1 - fx) + top[x1] * fx) * (1 - fy) +
	    (low[x0] * (1 - fx) + low[x1] * fx) * fy;
}

/* How many of the 2 * radius + 1 around i lie in 0..n-1, the other way up. */
static double share(int i, int radius, int n)
{
	int first = i - radius < 0 ? 0 : i - radius;
	int last = i + radius >= n ? n - 1 : i + radius;

	return 1.0 / (last - first + 1);
}

/* Running mean along one row; `in` and `out` differ. In the middle, which is
 * nearly all of it, nothing needs to be asked. */
static void blur_row(const float *in, int n, int radius, float *out)
{
	double sum = 0, all = 1.0 / (2 * radius + 1);
	int i;

	for (i = 0; i < radius && i < n; i++)
		sum += in[i];
	for (i = 0; i < n; i++) {
		for (; i > radius && i < n - radius; i++) {
			sum += (double)in[i + radius] - in[i - radius - 1];
			out[i] = (float)(sum * all);
		}
		if (i >= n)
			break;
		if (i + radius < n)
			sum += in[i + radius];
		if (i - radius - 1 >= 0)
			sum -= in[i - radius - 1];
		out[i] = (float)(sum * share(i, radius, n));
	}
}

/* sum gains one row and loses another, either of which may be missing. */
static void move_rows(double *restrict sum, const float *gained,
    const float *lost, int n)
{
	int i;

	if (gained != NULL && lost != NULL)
		for (i = 0; i < n; i++)
			sum[i] += (double)gained[i] - lost[i];
	else if (gained != NULL)
		for (i = 0; i < n; i++)
			sum[i] += gained[i];
	else if (lost != NULL)
		for (i = 0; i < n; i++)
			sum[i] -= lost[i];
}

/* The same down all columns at once, so that memory is read in order. */
static void blur_columns(const float *in, int w, int h, int radius,
    double *restrict sum, float *restrict out)
{
	int x, y;

	memset(sum, 0, (size_t)w * sizeof *sum);
	for (y = 0; y < radius && y < h; y++)
		move_rows(sum, in + (size_t)y * (size_t)w, NULL, w);
	for (y = 0; y < h; y++, out += w) {
		double part = share(y, radius, h);

		move_rows(sum, y + radius < h ? in + (size_t)(y + radius) *
		    (size_t)w : NULL, y - radius - 1 >= 0 ? in +
		    (size_t)(y - radius - 1) * (size_t)w : NULL, w);
		for (x = 0; x < w; x++)
			out[x] = (float)(sum[x] * part);
	}
}

int plane_blur(const struct plane *in, int radius, struct plane *out)
{
	int w = in->width, h = in->height, y;
	float *across = malloc(plane_size(in) * sizeof *across);
	double *sum = calloc((size_t)w, sizeof *sum);
	int err = PHOTO_ENOMEM;

	if (across != NULL && sum != NULL) {
		for (y = 0; y < h; y++)
			blur_row(in->v + (size_t)y * (size_t)w, w, radius,
			    across + (size_t)y * (size_t)w);
		blur_columns(across, w, h, radius, sum, out->v);
		err = PHOTO_OK;
	}
	free(across);
	free(sum);
	return err;
}
