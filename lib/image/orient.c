/*
 * EXIF orientation: how the camera was held, not a manipulation. Rows go
 * straight to where they belong as they come from the decoder, a band at a
 * time: a turned picture written row by row would miss the cache on every
 * pixel.
 */
#include "internal.h"

#include <stdlib.h>

#define BAND 16

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

void orient_rows(const struct raw *r, int y, int rows, const uint8_t *in,
    uint8_t *out)
{
	const struct walk *w = &walks[r->orientation];
	/* of the stored picture, whether or not r already speaks of the
	 * upright one */
	int wide = r->upright && w->turned ? r->height : r->width;
	int high = r->upright && w->turned ? r->width : r->height;
	/* upright pixels from one stored pixel to the next */
	ptrdiff_t dx = w->turned ? high : 1, dy = w->turned ? 1 : wide, at;
	int x, i;

	at = (w->right ? (wide - 1) * dx : 0) +
	    (w->bottom ? (high - 1) * dy : 0);
	dx = w->right ? -dx : dx;
	dy = w->bottom ? -dy : dy;
	for (x = 0; x < wide; x++) {
		const uint8_t *p = in + (size_t)x * 3;
		uint8_t *to = out + (at + x * dx + y * dy) * 3;

		for (i = 0; i < rows; i++, p += (size_t)wide * 3,
		    to += dy * 3) {
			to[0] = p[0];
			to[1] = p[1];
			to[2] = p[2];
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
	im->half = NULL;
	im->rgb = r->px;
	r->px = NULL;
	*out = im;
	return PHOTO_OK;
}

int raw_orient(struct raw *r, struct photo_image **out)
{
	int turned = walks[r->orientation].turned;
	struct photo_image *im = NULL;
	int e, y, rows;

	if (r->orientation == 1 || r->upright)
		return take_upright(r, out);
	e = photo_image_new(turned ? r->height : r->width,
	    turned ? r->width : r->height, &im);
	if (e != PHOTO_OK)
		return e;
	for (y = 0; y < r->height; y += rows) {
		rows = r->height - y < BAND ? r->height - y : BAND;
		orient_rows(r, y, rows, r->px + (size_t)y *
		    (size_t)r->width * 3, im->rgb);
	}
	*out = im;
	return PHOTO_OK;
}
