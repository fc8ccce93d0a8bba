/* What grey.h does with the mean of a window around each pixel. */
#include "grey.h"

#include <stdlib.h>

/* sum[y * (w + 1) + x]: of all pixels above and to the left. Sums may wrap:
 * their differences don't. */
static uint32_t *sums(const struct grey *g)
{
	size_t w = (size_t)g->width, h = (size_t)g->height, x, y;
	uint32_t *sum = calloc((w + 1) * (h + 1), sizeof *sum), row;

	for (y = 0; sum && y < h; y++)
		for (row = 0, x = 0; x < w; x++) {
			row += g->p[y * w + x];
			sum[(y + 1) * (w + 1) + x + 1] =
			    sum[y * (w + 1) + x + 1] + row;
		}
	return sum;
}

struct window {
	const uint32_t *above, *below;	/* rows of sums */
	uint32_t rows;
	int r, width;
};

static struct window window_row(const struct grey *g, const uint32_t *sum,
    int y, int r)
{
	int y0 = y > r ? y - r : 0;
	int y1 = y + r < g->height ? y + r + 1 : g->height;
	size_t stride = (size_t)g->width + 1;

	return (struct window){ sum + (size_t)y0 * stride,
	    sum + (size_t)y1 * stride, (uint32_t)(y1 - y0), r, g->width };
}

static int mean(const struct window *w, int x)
{
	int x0 = x > w->r ? x - w->r : 0;
	int x1 = x + w->r < w->width ? x + w->r + 1 : w->width;

	return (int)((w->below[x1] - w->above[x1] - w->below[x0] +
	    w->above[x0]) / (w->rows * (uint32_t)(x1 - x0)));
}

static uint8_t two(int v, int m, int amount)
{
	(void)amount;
	return v < m ? 0 : 255;
}

static uint8_t crisp(int v, int m, int amount)
{
	v += (v - m) * amount / 16;
	return (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
}

static uint8_t soft(int v, int m, int amount)
{
	(void)v;
	(void)amount;
	return (uint8_t)m;
}

static int each(struct grey *g, int r, int amount,
    uint8_t (*pixel)(int v, int mean, int amount))
{
	uint32_t *sum = sums(g);
	struct window w;
	uint8_t *p = g->p;
	int x, y;

	for (y = 0; sum && y < g->height; y++) {
		w = window_row(g, sum, y, r);
		for (x = 0; x < g->width; x++, p++)
			*p = pixel(*p, mean(&w, x), amount);
	}
	free(sum);
	return sum != NULL;
}

int grey_local(struct grey *g, int part)
{
	int side = g->width < g->height ? g->width : g->height;

	return each(g, side / part / 2 + 1, 0, two);
}

int grey_sharpen(struct grey *g, int r, int amount)
{
	return each(g, r, amount, crisp);
}

int grey_smooth(struct grey *g, int r)
{
	return each(g, r, 0, soft);
}
