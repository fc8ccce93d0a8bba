/*
 * Light on dark hair, from above, has a pale wall's very colour: to the
 * refined matte it is a gap between curls, and the new background would show
 * in it. Real gaps there open to the outside or weaken the mask; so above
 * the eyes what is enclosed, and person by a sure mask, is closed.
 */
#include "matte.h"

#include <stdlib.h>

#define GAP	0.5f	/* alpha below is wall, to be walked through */
#define RIM	3	/* px along the outline that stay as they are */
#define UNSURE	0.7f	/* [M] of the mask: closed from here */
#define SURE	0.9f	/* to here, more and more */

/* Walks from the edges of the first `rows` through what is wall. */
static void walk(const struct plane *alpha, int rows, uint8_t *outside,
    int *todo)
{
	static const int dx[4] = { 1, -1, 0, 0 }, dy[4] = { 0, 0, 1, -1 };
	int w = alpha->width, n = 0, x, y, k, at;

	for (at = 0; at < w * rows; at++) {
		x = at % w;
		y = at / w;
		if ((x == 0 || y == 0 || x == w - 1 || y == rows - 1) &&
		    alpha->v[at] < GAP)
			outside[todo[n++] = at] = 1;
	}
	while (n > 0) {
		at = todo[--n];
		for (k = 0; k < 4; k++) {
			x = at % w + dx[k];
			y = at / w + dy[k];
			if (x < 0 || y < 0 || x >= w || y >= rows ||
			    outside[y * w + x] || alpha->v[y * w + x] >= GAP)
				continue;
			outside[todo[n++] = y * w + x] = 1;
		}
	}
}

static int by_outline(const uint8_t *outside, int w, int rows, int x, int y)
{
	int dx, dy;

	for (dy = -RIM; dy <= RIM; dy++)
		for (dx = -RIM; dx <= RIM; dx++)
			if (x + dx >= 0 && x + dx < w && y + dy >= 0 &&
			    y + dy < rows && outside[(y + dy) * w + x + dx])
				return 1;
	return 0;
}

int matte_gloss(const struct plane *mask, int brow, struct plane *alpha)
{
	int w = alpha->width, rows = brow < alpha->height ? brow :
	    alpha->height, at;
	uint8_t *outside;
	int *todo;

	if (rows <= 0)
		return PHOTO_OK;
	outside = calloc((size_t)w * (size_t)rows, 1);
	todo = malloc((size_t)w * (size_t)rows * sizeof *todo);
	if (outside != NULL && todo != NULL) {
		walk(alpha, rows, outside, todo);
		for (at = 0; at < w * rows; at++) {
			float sure = (mask->v[at] - UNSURE) / (SURE - UNSURE);

			if (alpha->v[at] < sure && !by_outline(outside, w,
			    rows, at % w, at / w))
				alpha->v[at] = sure < 1 ? sure : 1;
		}
	}
	at = outside != NULL && todo != NULL ? PHOTO_OK : PHOTO_ENOMEM;
	free(outside);
	free(todo);
	return at;
}
