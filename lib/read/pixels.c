/* From a file's bytes to what a network is shown. */
#include "pixels.h"

#include "lib/image/sample.h"

#include <gd.h>
#include <math.h>
#include <stdlib.h>

/* gd takes what the photo core finds too small: a scan or a crop of a card
 * may be 180 px high. The core has checked bytes and pixels by then. */
static enum err decode_tiny(const uint8_t *data, size_t n,
    struct photo_image **out)
{
	gdImagePtr im = NULL;
	enum err e = ERR_INPUT;
	uint8_t *p;
	int x, y, c;

	if (photo_sniff(data, n) == PHOTO_PNG)
		im = gdImageCreateFromPngPtr((int)n, (void *)data);
	else if (photo_sniff(data, n) == PHOTO_JPEG)
		im = gdImageCreateFromJpegPtr((int)n, (void *)data);
	if (!im)
		return ERR_INPUT;
	if (photo_image_new(gdImageSX(im), gdImageSY(im), out) == PHOTO_OK) {
		p = (*out)->rgb;
		for (y = 0; y < gdImageSY(im); y++)
			for (x = 0; x < gdImageSX(im); x++) {
				c = gdImageGetTrueColorPixel(im, x, y);
				*p++ = (uint8_t)gdTrueColorGetRed(c);
				*p++ = (uint8_t)gdTrueColorGetGreen(c);
				*p++ = (uint8_t)gdTrueColorGetBlue(c);
			}
		e = OK;
	}
	gdImageDestroy(im);
	return e;
}

enum err ocr_decode(const uint8_t *data, size_t n, int side,
    struct photo_image **out)
{
	struct photo_image *im = NULL;
	struct photo_input info;
	double scale;
	enum err e = OK;

	switch (photo_decode(data, n, side, &info, &scale, &im)) {
	case PHOTO_OK: break;
	case PHOTO_ETOOSMALL: e = decode_tiny(data, n, &im); break;
	case PHOTO_ETOOBIG: return ERR_LIMIT;
	case PHOTO_ENOMEM: return ERR_INTERNAL;
	default: return ERR_INPUT;
	}
	if (e == OK && sample_halve(im) != PHOTO_OK)
		e = ERR_INTERNAL;
	if (e == OK)
		*out = im;
	else
		photo_image_free(im);
	return e;
}

/* The pixel, or the nearest one of the edge. */
static const uint8_t *pixel(const struct photo_image *im, int x, int y)
{
	x = x < 0 ? 0 : x >= im->width ? im->width - 1 : x;
	y = y < 0 ? 0 : y >= im->height ? im->height - 1 : y;
	return im->rgb + 3 * ((size_t)y * (size_t)im->width + (size_t)x);
}

/* Between four pixels, in the order of the planes. Sixteen (Catmull-Rom) read
 * worse in pictures below 500 px, 86 % of numbers instead of 96: they keep
 * the noise as well. */
static void between(const struct photo_image *im, double x, double y,
    float v[3])
{
	double fx = floor(x - 0.5), fy = floor(y - 0.5);
	float u = (float)(x - 0.5 - fx), w = (float)(y - 0.5 - fy);
	const uint8_t *a = pixel(im, (int)fx, (int)fy);
	const uint8_t *b = pixel(im, (int)fx + 1, (int)fy);
	const uint8_t *c = pixel(im, (int)fx, (int)fy + 1);
	const uint8_t *d = pixel(im, (int)fx + 1, (int)fy + 1);
	int i;

	for (i = 0; i < 3; i++)
		v[2 - i] = (a[i] * (1 - u) + b[i] * u) * (1 - w) +
		    (c[i] * (1 - u) + d[i] * u) * w;
}

/* Coordinates come from boxes that a network drew: far out is the edge. */
static double tame(double v, double most)
{
	return v < -2 ? -2 : v > most + 2 ? most + 2 : v;
}

void pixels_sample(const struct photo_image *im, const struct ocr_box *box,
    int width, int height, int stride, const struct pixels_norm *norm,
    float *out)
{
	size_t plane = (size_t)stride * (size_t)height;
	double step = fmax(box->width / width, box->height / height);
	double level = 1, ux, uy, vx, vy, x, y;
	float v[3];
	int i, j, k;

	for (; im->half && step >= 1.8; step /= 2, level /= 2)
		im = im->half;
	ux = cos(box->angle) * box->width * level / width;
	uy = sin(box->angle) * box->width * level / width;
	vx = -sin(box->angle) * box->height * level / height;
	vy = cos(box->angle) * box->height * level / height;
	for (j = 0; j < height; j++)
		for (i = 0; i < width; i++) {
			x = box->x * level + ux * (i + 0.5 - width / 2.0) +
			    vx * (j + 0.5 - height / 2.0);
			y = box->y * level + uy * (i + 0.5 - width / 2.0) +
			    vy * (j + 0.5 - height / 2.0);
			between(im, tame(x, im->width), tame(y, im->height),
			    v);
			for (k = 0; k < 3; k++)
				out[(size_t)k * plane +
				    (size_t)j * (size_t)stride + (size_t)i] =
				    v[k] * norm->scale[k] + norm->bias[k];
		}
}
