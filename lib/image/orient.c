/*
 * EXIF orientation: how the camera was held, not a manipulation. The picture
 * is written once, in tiles, since a turned 3 MP picture read by columns
 * would miss the cache on every pixel.
 */
#include "internal.h"

#include <stdlib.h>

#define TILE 32

struct walk {
	int right, bottom;	/* the stored corner that is the top left */
	int turned;		/* upright rows are stored columns */
};

static const struct walk walks[9] = {
	[1] = { 0, 0, 0 }, [2] = { 1, 0, 0 },
	[3] = { 1, 1, 0 }, [4] = { 0, 1, 0 },
	[5] = { 0, 0, 1 }, [6] = { 0, 1, 1 },
	[7] = { 1, 1, 1 }, [8] = { 1, 0, 1 },
};

/* Stored pixel (x, y) of the upright picture is in[x * dx + y * dy]. */
static void copy_tile(const struct photo_image *im, int x0, int y0,
    const uint8_t *in, ptrdiff_t dx, ptrdiff_t dy)
{
	int x1 = x0 + TILE < im->width ? x0 + TILE : im->width;
	int y1 = y0 + TILE < im->height ? y0 + TILE : im->height;
	int x, y;

	for (y = y0; y < y1; y++) {
		const uint8_t *p = in + (x0 * dx + y * dy) * 3;
		uint8_t *out = im->rgb + ((size_t)y * (size_t)im->width +
		    (size_t)x0) * 3;

		for (x = x0; x < x1; x++, p += dx * 3, out += 3) {
			out[0] = p[0];
			out[1] = p[1];
			out[2] = p[2];
		}
	}
}

static int take_upright(struct raw *r, struct photo_image **out)
{
	struct photo_image *im = malloc(sizeof *im);

	if (!im)
		return PHOTO_ENOMEM;
	im->width = r->width;
	im->height = r->height;
	im->rgb = r->px;
	r->px = NULL;
	*out = im;
	return PHOTO_OK;
}

int raw_orient(struct raw *r, struct photo_image **out)
{
	const struct walk *w = &walks[r->orientation];
	ptrdiff_t col = w->right ? -1 : 1;
	ptrdiff_t row = w->bottom ? -r->width : r->width;
	const uint8_t *start;
	struct photo_image *im = NULL;
	int e, x, y;

	if (r->orientation == 1)
		return take_upright(r, out);
	e = photo_image_new(w->turned ? r->height : r->width,
	    w->turned ? r->width : r->height, &im);
	if (e != PHOTO_OK)
		return e;
	start = r->px + ((size_t)(w->bottom ? r->height - 1 : 0) *
	    (size_t)r->width + (size_t)(w->right ? r->width - 1 : 0)) * 3;
	for (y = 0; y < im->height; y += TILE)
		for (x = 0; x < im->width; x += TILE)
			copy_tile(im, x, y, start, w->turned ? row : col,
			    w->turned ? col : row);
	*out = im;
	return PHOTO_OK;
}
