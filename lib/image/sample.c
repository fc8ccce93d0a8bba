/*
 * Resampling. The straight case is separable, row by row and then column by
 * column, with the kernel widened when it shrinks so that nothing aliases.
 */
#include "sample.h"

#include <math.h>
#include <stdlib.h>

/* Which source pixels make each sample of one axis, and by how much. */
struct taps {
	int count;		/* of each sample */
	int *index;		/* samples * count, all inside the source */
	float *weight;
};

static double kernel_at(enum kernel k, double d)
{
	d = fabs(d);
	if (k == KERNEL_LINEAR)
		return d < 1 ? 1 - d : 0;
	if (d < 1)
		return (1.5 * d - 2.5) * d * d + 1;
	return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
}

static void taps_free(struct taps *t)
{
	free(t->index);
	free(t->weight);
}

static void fill_sample(struct taps *t, int i, int first, double centre,
    double wide, int src, enum kernel k, enum outside o)
{
	int *index = t->index + (size_t)i * (size_t)t->count;
	float *weight = t->weight + (size_t)i * (size_t)t->count;
	double sum = 0;
	int j;

	for (j = 0; j < t->count; j++)
		sum += kernel_at(k, (first + j + 0.5 - centre) / wide);
	for (j = 0; j < t->count; j++) {
		int at = first + j;
		double w = kernel_at(k, (at + 0.5 - centre) / wide) / sum;

		if ((at < 0 || at >= src) && o == OUTSIDE_BLACK)
			w = 0;
		index[j] = at < 0 ? 0 : at >= src ? src - 1 : at;
		weight[j] = (float)w;
	}
}

static int taps_new(double start, double step, int n, int src, enum kernel k,
    enum outside o, struct taps *t)
{
	double wide = step > 1 ? step : 1;
	double radius = wide * (k == KERNEL_LINEAR ? 1 : 2);
	size_t all;
	int i;

	t->count = (int)ceil(2 * radius) + 1;
	all = (size_t)n * (size_t)t->count;
	t->index = calloc(all, sizeof *t->index);
	t->weight = calloc(all, sizeof *t->weight);
	if (t->index == NULL || t->weight == NULL)
		return PHOTO_ENOMEM;
	for (i = 0; i < n; i++) {
		double centre = start + (i + 0.5) * step;

		fill_sample(t, i, (int)floor(centre - radius), centre, wide,
		    src, k, o);
	}
	return PHOTO_OK;
}

/* One source row through the horizontal taps. */
static void shrink_row(const uint8_t *row, const struct taps *t, int n,
    float *out)
{
	const int *index = t->index;
	const float *weight = t->weight;
	int i, j;

	for (i = 0; i < n; i++, index += t->count, weight += t->count) {
		float r = 0, g = 0, b = 0;

		for (j = 0; j < t->count; j++) {
			const uint8_t *p = row + 3 * (size_t)index[j];

			r += weight[j] * p[0];
			g += weight[j] * p[1];
			b += weight[j] * p[2];
		}
		*out++ = r;
		*out++ = g;
		*out++ = b;
	}
}

/*
 * Rows shrunk horizontally, each made once: samples go down the source, so a
 * ring of as many rows as one sample has taps holds all that is still used.
 */
struct ring {
	const struct photo_image *im;
	int width;			/* floats in a row */
	const struct taps *across;
	int slots, *holds;	/* source row in each slot, -1: none */
	float *row;
};

static const float *ring_row(struct ring *r, int y)
{
	int slot = y % r->slots;
	float *row = r->row + (size_t)slot * (size_t)r->width;

	if (r->holds[slot] != y) {
		shrink_row(r->im->rgb + 3 * (size_t)y * (size_t)r->im->width,
		    r->across, r->width / 3, row);
		r->holds[slot] = y;
	}
	return row;
}

static int ring_new(struct ring *r, int slots)
{
	int i;

	r->slots = slots;
	r->holds = calloc((size_t)slots, sizeof *r->holds);
	r->row = calloc((size_t)slots * (size_t)r->width, sizeof *r->row);
	if (r->holds == NULL || r->row == NULL)
		return PHOTO_ENOMEM;
	for (i = 0; i < slots; i++)
		r->holds[i] = -1;
	return PHOTO_OK;
}

static void add_row(float *out, const float *row, float weight, int n)
{
	int i;

	for (i = 0; i < n; i++)
		out[i] += weight * row[i];
}

int sample_region(const struct photo_image *im, const struct region *r,
    enum kernel k, enum outside o, float *out)
{
	struct taps across = { 0, NULL, NULL }, down = { 0, NULL, NULL };
	struct ring ring = { im, 3 * r->width, &across, 0, NULL, NULL };
	int i, j, n = 3 * r->width, err;

	err = taps_new(r->x, r->step, r->width, im->width, k, o, &across);
	if (err == PHOTO_OK)
		err = taps_new(r->y, r->step, r->height, im->height, k, o,
		    &down);
	if (err == PHOTO_OK)
		err = ring_new(&ring, down.count);
	for (i = 0; err == PHOTO_OK && i < r->height; i++) {
		const int *index = down.index + i * down.count;
		const float *weight = down.weight + i * down.count;
		float *to = out + (size_t)i * (size_t)n;

		for (j = 0; j < n; j++)
			to[j] = 0;
		for (j = 0; j < down.count; j++)
			if (weight[j] != 0)
				add_row(to, ring_row(&ring, index[j]),
				    weight[j], n);
	}
	taps_free(&across);
	taps_free(&down);
	free(ring.holds);
	free(ring.row);
	return err;
}

int sample_image(const struct photo_image *im, const struct region *r,
    enum kernel k, struct photo_image **out)
{
	size_t i, n = (size_t)r->width * (size_t)r->height * 3;
	struct photo_image *to = NULL;
	float *v;
	int err;

	if ((v = calloc(n, sizeof *v)) == NULL)
		return PHOTO_ENOMEM;
	err = sample_region(im, r, k, OUTSIDE_EDGE, v);
	if (err == PHOTO_OK)
		err = photo_image_new(r->width, r->height, &to);
	if (err == PHOTO_OK) {
		for (i = 0; i < n; i++)
			to->rgb[i] = (uint8_t)(v[i] < 0 ? 0 : v[i] > 255 ?
			    255 : v[i] + 0.5f);
		*out = to;
	}
	free(v);
	return err;
}

/* Adds the pixel at (x, y), blended from its four neighbours. */
static void add_bilinear(const struct photo_image *im, double x, double y,
    float sum[3])
{
	int x0 = (int)floor(x - 0.5), y0 = (int)floor(y - 0.5), i, c;
	float fx = (float)(x - 0.5 - x0), fy = (float)(y - 0.5 - y0);

	for (i = 0; i < 4; i++) {
		int px = x0 + (i & 1), py = y0 + (i >> 1);
		float w = (i & 1 ? fx : 1 - fx) * (i >> 1 ? fy : 1 - fy);
		const uint8_t *p;

		if (px < 0 || py < 0 || px >= im->width || py >= im->height)
			continue;
		p = im->rgb + 3 * ((size_t)py * (size_t)im->width +
		    (size_t)px);
		for (c = 0; c < 3; c++)
			sum[c] += w * p[c];
	}
}

void sample_turned(const struct photo_image *im, double cx, double cy,
    double step, double angle, int n, float *out)
{
	/* [M] the mesh sees no difference between two points a side and
	 * four, which take four times as long. */
	int sub = step <= 1 ? 1 : 2;
	double co = cos(angle) * step / sub, si = sin(angle) * step / sub;
	int x, y, i, c;

	for (y = 0; y < n; y++)
		for (x = 0; x < n; x++) {
			float sum[3] = { 0, 0, 0 };

			for (i = 0; i < sub * sub; i++) {
				double u = (x - n / 2.0) * sub + i % sub + .5;
				double v = (y - n / 2.0) * sub + i / sub + .5;

				add_bilinear(im, cx + u * co - v * si,
				    cy + u * si + v * co, sum);
			}
			for (c = 0; c < 3; c++)
				*out++ = sum[c] / (float)(sub * sub);
		}
}

void sample_scale(float *v, size_t n, float scale, float bias)
{
	size_t i;

	for (i = 0; i < n; i++)
		v[i] = v[i] * scale + bias;
}
