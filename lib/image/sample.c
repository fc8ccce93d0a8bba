/*
 * Resampling. The straight case is separable: the rows that a row of samples
 * needs are mixed first, all columns at once, then the columns of that one
 * row; the kernel is widened when it shrinks so that nothing aliases. For the
 * networks a picture may bring halves of itself, and the nearest one serves.
 */
#include "sample.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Which source pixels make each sample of one axis, and by how much. */
struct taps {
	int count;		/* of each sample */
	int low, high;		/* all source pixels, some maybe outside */
	int *first;		/* one a sample, of `count` neighbours */
	float *weight;		/* samples * count */
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
	free(t->first);
	free(t->weight);
}

static void fill_sample(struct taps *t, int i, double centre, double wide,
    int src, enum kernel k, enum outside o)
{
	float *weight = t->weight + (size_t)i * (size_t)t->count;
	double sum = 0;
	int j;

	for (j = 0; j < t->count; j++)
		sum += kernel_at(k, (t->first[i] + j + 0.5 - centre) / wide);
	for (j = 0; j < t->count; j++) {
		int at = t->first[i] + j;

		weight[j] = (at < 0 || at >= src) && o == OUTSIDE_BLACK ? 0 :
		    (float)(kernel_at(k, (at + 0.5 - centre) / wide) / sum);
	}
}

static int taps_new(double start, double step, int n, int src, enum kernel k,
    enum outside o, struct taps *t)
{
	double wide = step > 1 ? step : 1;
	double radius = wide * (k == KERNEL_LINEAR ? 1 : 2);
	int i;

	t->count = (int)ceil(2 * radius) + 1;
	t->first = calloc((size_t)n, sizeof *t->first);
	t->weight = calloc((size_t)n * (size_t)t->count, sizeof *t->weight);
	if (t->first == NULL || t->weight == NULL)
		return PHOTO_ENOMEM;
	for (i = 0; i < n; i++) {
		double centre = start + (i + 0.5) * step;

		t->first[i] = (int)floor(centre - radius);
		fill_sample(t, i, centre, wide, src, k, o);
	}
	t->low = t->first[0];
	t->high = t->first[n - 1] + t->count;
	return PHOTO_OK;
}

/* A region on its way, sample row by sample row. */
struct sampler {
	const struct photo_image *im;
	int width;
	struct taps across, down;
	float *mixed;		/* columns low..high, and one float more */
};

static int clamp(int v, int max)
{
	return v < 0 ? 0 : v > max ? max : v;
}

static int sampler_new(struct sampler *s, const struct photo_image *im,
    const struct region *r, enum kernel k, enum outside o)
{
	double x = r->x, y = r->y, step = r->step;
	int err;

	while (k == KERNEL_LINEAR && step >= 2 && im->half != NULL) {
		im = im->half;
		x /= 2;
		y /= 2;
		step /= 2;
	}
	memset(s, 0, sizeof *s);
	s->im = im;
	s->width = r->width;
	err = taps_new(x, step, r->width, im->width, k, o, &s->across);
	if (err == PHOTO_OK)
		err = taps_new(y, step, r->height, im->height, k, o,
		    &s->down);
	if (err != PHOTO_OK)
		return err;
	s->mixed = calloc((size_t)(s->across.high - s->across.low) * 3 + 1,
	    sizeof *s->mixed);
	return s->mixed == NULL ? PHOTO_ENOMEM : PHOTO_OK;
}

static void sampler_free(struct sampler *s)
{
	taps_free(&s->across);
	taps_free(&s->down);
	free(s->mixed);
}

/* Two rows at a time: the sums are read and written half as often. */
static void add_rows(float *restrict out, const uint8_t *restrict a, float wa,
    const uint8_t *restrict b, float wb, int n)
{
	int i;

	for (i = 0; i < n; i++)
		out[i] += wa * a[i] + wb * b[i];
}

/* Rows of sample row i, mixed; the edge's pixels go on outside. */
static void mix_rows(struct sampler *s, int i)
{
	const struct photo_image *im = s->im;
	const struct taps *t = &s->down;
	const float *w = t->weight + (size_t)i * (size_t)t->count;
	int low = s->across.low, high = s->across.high, x, j;
	int from = clamp(low, im->width - 1);
	int to = clamp(high - 1, im->width - 1) + 1;
	float *inside = s->mixed + 3 * (from - low);

	memset(s->mixed, 0, (size_t)(high - low) * 3 * sizeof *s->mixed);
	for (j = 0; j < t->count; j += 2) {
		int last = j + 1 == t->count;
		int ya = clamp(t->first[i] + j, im->height - 1);
		int yb = clamp(t->first[i] + j + !last, im->height - 1);
		const uint8_t *at = im->rgb + 3 * (size_t)from;
		size_t row = 3 * (size_t)im->width;

		add_rows(inside, at + (size_t)ya * row, w[j],
		    at + (size_t)yb * row, last ? 0 : w[j + 1],
		    3 * (to - from));
	}
	for (x = low; x < from; x++)
		memcpy(s->mixed + 3 * (x - low), inside, 3 * sizeof(float));
	for (x = to; x < high; x++)
		memcpy(s->mixed + 3 * (x - low), inside + 3 * (to - from - 1),
		    3 * sizeof(float));
}

/* Sample row i. The fourth value is the next pixel's red, and is dropped:
 * four at a time is what processors do. */
static void sampler_row(struct sampler *s, int i, float *out)
{
	const struct taps *t = &s->across;
	const float *w = t->weight;
	int x, j, c;

	mix_rows(s, i);
	for (x = 0; x < s->width; x++, w += t->count, out += 3) {
		const float *p = s->mixed + 3 * (t->first[x] - t->low);
		float sum[4] = { 0, 0, 0, 0 };

		for (j = 0; j < t->count; j++, p += 3)
			for (c = 0; c < 4; c++)
				sum[c] += w[j] * p[c];
		memcpy(out, sum, 3 * sizeof *out);
	}
}

int sample_region(const struct photo_image *im, const struct region *r,
    enum kernel k, enum outside o, float *out)
{
	struct sampler s;
	int i, err;

	err = sampler_new(&s, im, r, k, o);
	for (i = 0; err == PHOTO_OK && i < r->height; i++)
		sampler_row(&s, i, out + (size_t)i * (size_t)r->width * 3);
	sampler_free(&s);
	return err;
}

int sample_image(const struct photo_image *im, const struct region *r,
    enum kernel k, struct photo_image **out)
{
	struct photo_image *to = NULL;
	struct sampler s;
	int i, x, n = 3 * r->width, err;
	float *row = calloc((size_t)n, sizeof *row);

	err = sampler_new(&s, im, r, k, OUTSIDE_EDGE);
	if (err == PHOTO_OK)
		err = row == NULL ? PHOTO_ENOMEM :
		    photo_image_new(r->width, r->height, &to);
	for (i = 0; err == PHOTO_OK && i < r->height; i++) {
		uint8_t *px = to->rgb + (size_t)i * (size_t)n;

		sampler_row(&s, i, row);
		for (x = 0; x < n; x++) {
			float v = row[x] + 0.5f;

			v = v < 0 ? 0 : v;
			px[x] = (uint8_t)(int)(v > 255 ? 255 : v);
		}
	}
	if (err == PHOTO_OK)
		*out = to;
	free(row);
	sampler_free(&s);
	return err;
}

/* A pixel, or black outside. */
static const uint8_t *
pixel(const struct photo_image *im, int x, int y)
{
	static const uint8_t black[3];

	return x < 0 || y < 0 || x >= im->width || y >= im->height ? black :
	    im->rgb + 3 * ((size_t)y * (size_t)im->width + (size_t)x);
}

/* Adds what is at (x, y), blended from its four neighbours. */
static void add_point(const struct photo_image *im, float x, float y,
    float sum[3])
{
	const uint8_t *p[4];
	float fx, fy, ix, iy;
	int x0, y0, i, c;

	if (x < -0.5f || y < -0.5f || x > (float)im->width + 0.5f ||
	    y > (float)im->height + 0.5f)
		return;
	/* + 1 keeps the truncation to int a floor just outside the edge */
	x0 = (int)(x + 0.5f) - 1;
	y0 = (int)(y + 0.5f) - 1;
	fx = x - 0.5f - (float)x0;
	fy = y - 0.5f - (float)y0;
	ix = 1 - fx;
	iy = 1 - fy;
	for (i = 0; i < 4; i++)
		p[i] = pixel(im, x0 + (i & 1), y0 + (i >> 1));
	for (c = 0; c < 3; c++)
		sum[c] += iy * (ix * p[0][c] + fx * p[1][c]) +
		    fy * (ix * p[2][c] + fx * p[3][c]);
}

void sample_turned(const struct photo_image *im, double cx, double cy,
    double step, double angle, int n, float *out)
{
	double co, si;
	int sub, x, y, i, c;

	for (; step >= 1.5 && im->half != NULL; im = im->half) {
		cx /= 2;
		cy /= 2;
		step /= 2;
	}
	/* [M] the mesh sees no difference between two points a side and
	 * four, which take four times as long. */
	sub = step < 1.5 ? 1 : 2;
	co = cos(angle) * step / sub;
	si = sin(angle) * step / sub;
	for (y = 0; y < n; y++)
		for (x = 0; x < n; x++) {
			float sum[3] = { 0, 0, 0 };

			for (i = 0; i < sub * sub; i++) {
				double u = (x - n / 2.0) * sub + i % sub + .5;
				double v = (y - n / 2.0) * sub + i / sub + .5;

				add_point(im, (float)(cx + u * co - v * si),
				    (float)(cy + u * si + v * co), sum);
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
