/*
 * The picture between its container and sRGB: limits before allocation, and
 * reduction by whole factors, so that what follows works on few pixels.
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

void raw_free(struct raw *r)
{
	free(r->px);
	free(r->icc);
	r->px = r->icc = NULL;
}

int raw_channels(enum raw_kind kind)
{
	switch (kind) {
	case RAW_GREY: return 1;
	case RAW_RGB: return 3;
	case RAW_RGBA:
	case RAW_CMYK:
	case RAW_CMYK_INVERTED: return 4;
	}
	return 0;
}

int raw_size(struct raw *r, int64_t width, int64_t height)
{
	if (width <= 0 || height <= 0)
		return PHOTO_EDAMAGED;
	if (width > PHOTO_MAX_PIXELS / height)
		return PHOTO_ETOOBIG;
	if (width < PHOTO_MIN_SIDE || height < PHOTO_MIN_SIDE)
		return PHOTO_ETOOSMALL;
	r->full_width = (int)width;
	r->full_height = (int)height;
	return PHOTO_OK;
}

/* No overflow: width and height are no larger than what raw_size allowed. */
int raw_alloc(struct raw *r, int width, int height, enum raw_kind kind)
{
	uint8_t *px;

	px = calloc((size_t)width * (size_t)height, (size_t)raw_channels(kind));
	if (!px)
		return PHOTO_ENOMEM;
	free(r->px);
	r->px = px;
	r->width = width;
	r->height = height;
	r->kind = kind;
	return PHOTO_OK;
}

int raw_set_icc(struct raw *r, const void *icc, size_t n)
{
	uint8_t *copy;

	if (n == 0 || n > RAW_MAX_ICC)
		return PHOTO_OK;
	copy = malloc(n);
	if (!copy)
		return PHOTO_ENOMEM;
	memcpy(copy, icc, n);
	free(r->icc);
	r->icc = copy;
	r->icc_len = n;
	return PHOTO_OK;
}

int raw_denom(const struct raw *r, int side)
{
	int longer, denom;

	longer = r->full_width > r->full_height ? r->full_width :
	    r->full_height;
	denom = 8;
	while (denom > 1 && (side <= 0 || longer / denom < side))
		denom /= 2;
	return denom;
}

void raw_flatten(uint8_t *px, size_t n)
{
	const uint8_t *in = px;
	uint8_t *out = px;
	size_t i;
	int c;

	for (i = 0; i < n; i++, in += 4, out += 3) {
		int a = in[3];

		for (c = 0; c < 3; c++)
			out[c] = (uint8_t)((in[c] * a + 255 * (255 - a) +
			    127) / 255);
	}
}

int reducer_begin(struct reducer *d, struct raw *r, enum raw_kind kind,
    int side)
{
	int k = raw_denom(r, side), e;

	memset(d, 0, sizeof *d);
	d->r = r;
	d->kind = kind;
	d->n = (size_t)r->full_width * (size_t)raw_channels(kind);
	e = raw_alloc(r, (r->full_width + k - 1) / k,
	    (r->full_height + k - 1) / k, kind);
	if (e != PHOTO_OK)
		return e;
	r->denom = k;
	/* 8 x 8 samples of 255 fit 16 bits */
	d->sum = calloc(d->n, sizeof *d->sum);
	return d->sum ? PHOTO_OK : PHOTO_ENOMEM;
}

/* What is in sum becomes a row of px; its last block may be cut. */
static void reducer_flush(struct reducer *d)
{
	const struct raw *r = d->r;
	int k = r->denom, ch = raw_channels(d->kind), x, i, c;
	const uint16_t *p = d->sum;
	uint8_t *out = r->px + (size_t)d->at * (size_t)r->width * (size_t)ch;

	for (x = 0; x < r->width; x++, p += k * ch) {
		int wide = r->full_width - x * k;
		unsigned count;

		wide = wide < k ? wide : k;
		count = (unsigned)(wide * d->rows);
		for (c = 0; c < ch; c++) {
			unsigned sum = count / 2;

			for (i = 0; i < wide; i++)
				sum += p[i * ch + c];
			*out++ = (uint8_t)(sum / count);
		}
	}
	memset(d->sum, 0, d->n * sizeof *d->sum);
	d->rows = 0;
	d->at++;
}

void reducer_row(struct reducer *d, const uint8_t *row)
{
	const struct raw *r = d->r;
	uint16_t *sum = d->sum;
	size_t i, n = d->n;

	if (r->denom == 1) {
		memcpy(r->px + (size_t)d->at++ * n, row, n);
		return;
	}
	for (i = 0; i < n; i++)
		sum[i] = (uint16_t)(sum[i] + row[i]);
	if (++d->rows == r->denom)
		reducer_flush(d);
}

void reducer_end(struct reducer *d)
{
	if (d->sum && d->rows > 0)
		reducer_flush(d);
	free(d->sum);
	d->sum = NULL;
}

int raw_reduce(struct raw *r, int side)
{
	struct raw small = { .full_width = r->full_width,
	    .full_height = r->full_height, .denom = 1 };
	struct reducer d;
	int e, y;

	if (r->denom != 1 || raw_denom(r, side) == 1)
		return PHOTO_OK;
	e = reducer_begin(&d, &small, r->kind, side);
	for (y = 0; e == PHOTO_OK && y < r->height; y++)
		reducer_row(&d, r->px + (size_t)y * d.n);
	reducer_end(&d);
	if (e == PHOTO_OK) {
		free(r->px);
		r->px = small.px;
		r->width = small.width;
		r->height = small.height;
		r->denom = small.denom;
	} else {
		raw_free(&small);
	}
	return e;
}
