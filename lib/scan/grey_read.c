/* A grey picture from a file: through the photo core, which knows the limits
 * and the orientation. */
#include "grey.h"

#include "lib/image/photo.h"

#include <gd.h>

/* Luma in integers; 77 + 150 + 29 = 256. */
static uint8_t luma(int r, int g, int b)
{
	return (uint8_t)((77 * r + 150 * g + 29 * b) >> 8);
}

static int of_image(const struct photo_image *im, struct grey *g)
{
	const uint8_t *s = im->rgb;
	size_t i, n = (size_t)im->width * (size_t)im->height;

	if (!grey_new(im->width, im->height, g))
		return 0;
	for (i = 0; i < n; i++, s += 3)
		g->p[i] = luma(s[0], s[1], s[2]);
	return 1;
}

/* A code alone in its picture may be smaller than any photo: gd reads what
 * the photo core finds too small (it has checked the size by then). What is
 * transparent is paper. */
static enum err tiny(const uint8_t *data, size_t n, struct grey *g)
{
	gdImagePtr im = NULL;
	enum err e = ERR_INPUT;
	int x, y, c, a;

	if (photo_sniff(data, n) == PHOTO_PNG)
		im = gdImageCreateFromPngPtr((int)n, (void *)data);
	else if (photo_sniff(data, n) == PHOTO_JPEG)
		im = gdImageCreateFromJpegPtr((int)n, (void *)data);
	if (!im)
		return ERR_INPUT;
	if (grey_new(gdImageSX(im), gdImageSY(im), g)) {
		for (y = 0; y < g->height; y++)
			for (x = 0; x < g->width; x++) {
				c = gdImageGetTrueColorPixel(im, x, y);
				a = gdTrueColorGetAlpha(c) * 255 / gdAlphaMax;
				c = luma(gdTrueColorGetRed(c),
				    gdTrueColorGetGreen(c),
				    gdTrueColorGetBlue(c));
				g->p[y * g->width + x] = (uint8_t)
				    (c + (255 - c) * a / 255);
			}
		e = OK;
	}
	gdImageDestroy(im);
	return e;
}

enum err grey_read(const uint8_t *data, size_t n, int side, struct grey *g,
    double *scale)
{
	struct photo_image *im = NULL;
	struct photo_input info;
	int e;

	*scale = 1;
	e = photo_decode(data, n, side, &info, scale, &im);
	if (e == PHOTO_ETOOSMALL)
		return tiny(data, n, g);
	if (e == PHOTO_ETOOBIG)
		return ERR_LIMIT;
	if (e == PHOTO_OK && !of_image(im, g))
		e = PHOTO_ENOMEM;
	photo_image_free(im);
	return e == PHOTO_OK ? OK : e == PHOTO_ENOMEM ? ERR_INTERNAL :
	    ERR_INPUT;
}
