/* Pictures seen from another side; see grey.h. */
#include "grey.h"

/* -1 to 1 over the longer side, from the middle. */
void grey_warp_point(const struct grey *g, const struct grey_warp *w,
    double *x, double *y)
{
	double half = (g->width > g->height ? g->width : g->height) / 2.0;
	double u = (*x - g->width / 2.0) / half;
	double v = (*y - g->height / 2.0) / half;
	double far = 1 + w->tilt_x * u + w->tilt_y * v;
	double bu = u + w->bend_x * v * v, bv = v + w->bend_y * u * u;

	*x = g->width / 2.0 + bu / far * half;
	*y = g->height / 2.0 + bv / far * half;
}

/* Between four pixels; what lies outside is the edge's. */
static uint8_t between(const struct grey *g, double x, double y)
{
	double mx = g->width - 1.02, my = g->height - 1.02;
	size_t w = (size_t)g->width;
	const uint8_t *p;
	int fx, fy;

	/* To the nearest 64th, not down. */
	x = x < 0 ? 0 : x > mx ? mx : x + 1 / 128.0;
	y = y < 0 ? 0 : y > my ? my : y + 1 / 128.0;
	p = g->p + (size_t)y * w + (size_t)x;
	fx = (int)((x - (int)x) * 64);
	fy = (int)((y - (int)y) * 64);
	return (uint8_t)(((p[0] * (64 - fx) + p[1] * fx) * (64 - fy) +
	    (p[w] * (64 - fx) + p[w + 1] * fx) * fy) >> 12);
}

int grey_warp(const struct grey *g, const struct grey_warp *w,
    struct grey *out)
{
	uint8_t *p;
	double sx, sy;
	int x, y;

	if (g->width < 2 || g->height < 2 ||
	    !grey_new(g->width, g->height, out))
		return 0;
	for (p = out->p, y = 0; y < g->height; y++)
		for (x = 0; x < g->width; x++) {
			sx = x;
			sy = y;
			grey_warp_point(g, w, &sx, &sy);
			*p++ = between(g, sx, sy);
		}
	return 1;
}
