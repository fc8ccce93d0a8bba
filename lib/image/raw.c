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

void raw_flatten(struct raw *r)
{
	const uint8_t *in = r->px;
	uint8_t *out = r->px;
	size_t i, n;
	int c;

	if (r->kind != RAW_RGBA)
		return;
	n = (size_t)r->width * (size_t)r->height;
	for (i = 0; i < n; i++, in += 4, out += 3) {
		int a = in[3];

		for (c = 0; c < 3; c++)
			out[c] = (uint8_t)((in[c] * a + 255 * (255 - a) +
			    127) / 255);
	}
	r->kind = RAW_RGB;
}

/* Average of the k x k block whose first sample is p; the blocks of the last
 * column and row may be cut (w, h). */
static uint8_t block_mean(const uint8_t *p, size_t stride, int channels, int w,
    int h)
{
	unsigned sum = 0, count = (unsigned)(w * h);
	int x, y;

	for (y = 0; y < h; y++, p += stride)
		for (x = 0; x < w; x++)
			sum += p[x * channels];
	return (uint8_t)((sum + count / 2) / count);
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

int raw_reduce(struct raw *r, int side)
{
	int k = raw_denom(r, side), ch = raw_channels(r->kind);
	int width, height, x, y, c;
	size_t stride = (size_t)r->width * (size_t)ch;
	uint8_t *small, *out;

	if (r->denom != 1 || k == 1)
		return PHOTO_OK;
	width = (r->width + k - 1) / k;
	height = (r->height + k - 1) / k;
	out = small = malloc((size_t)width * (size_t)height * (size_t)ch);
	if (!small)
		return PHOTO_ENOMEM;
	for (y = 0; y < height; y++)
		for (x = 0; x < width; x++) {
			const uint8_t *p = r->px + (size_t)(y * k) * stride +
			    (size_t)(x * k * ch);
			int w = least(k, r->width - x * k);
			int h = least(k, r->height - y * k);

			for (c = 0; c < ch; c++)
				*out++ = block_mean(p + c, stride, ch, w, h);
		}
	free(r->px);
	r->px = small;
	r->width = width;
	r->height = height;
	r->denom = k;
	return PHOTO_OK;
}
