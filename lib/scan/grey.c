/* See grey.h. */
#include "grey.h"

#include <stdlib.h>
#include <string.h>

int grey_new(int width, int height, struct grey *g)
{
	if (width < 1 || height < 1)
		return 0;
	g->width = width;
	g->height = height;
	g->p = malloc((size_t)width * (size_t)height);
	return g->p != NULL;
}

/* Where a new pixel lies in the old row: the first of `taps` neighbours and
 * the weight of each, of 256 in all. */
#define TAPS 4
struct tap {
	int at[TAPS], weight[TAPS];
};

static int clamp(int v, int max)
{
	return v < 0 ? 0 : v > max ? max : v;
}

/* Catmull-Rom. */
static void cubic(double t, int weight[TAPS])
{
	double w[TAPS];
	int i;

	w[0] = ((-t + 2) * t - 1) * t / 2;
	w[1] = ((3 * t - 5) * t * t + 2) / 2;
	w[2] = ((-3 * t + 4) * t + 1) * t / 2;
	w[3] = (t - 1) * t * t / 2;
	for (i = 0; i < TAPS; i++)
		weight[i] = (int)(w[i] * 256 + (w[i] < 0 ? -0.5 : 0.5));
	weight[1] += 256 - weight[0] - weight[1] - weight[2] - weight[3];
}

static struct tap *taps(int from, int n, int to)
{
	struct tap *t = malloc((size_t)to * sizeof *t);
	double at;
	int i, k, first;

	for (i = 0; t && i < to; i++) {
		at = (i + 0.5) * n / to - 0.5;
		first = (int)(at + 1) - 1;
		cubic(at - first, t[i].weight);
		for (k = 0; k < TAPS; k++)
			t[i].at[k] = from + clamp(first - 1 + k, n - 1);
	}
	return t;
}

static int larger(const struct grey *g, const struct grey_part *part,
    struct grey *out)
{
	struct tap *tx = taps(part->x, part->width, out->width);
	struct tap *ty = taps(part->y, part->height, out->height);
	size_t w = (size_t)g->width;
	int *row = malloc(w * sizeof *row);
	int x, y, k, v, ok = tx && ty && row;

	for (y = 0; ok && y < out->height; y++) {
		for (x = part->x; x < part->x + part->width; x++)
			for (row[x] = 0, k = 0; k < TAPS; k++)
				row[x] += ty[y].weight[k] *
				    g->p[(size_t)ty[y].at[k] * w + (size_t)x];
		for (x = 0; x < out->width; x++) {
			for (v = 0, k = 0; k < TAPS; k++)
				v += tx[x].weight[k] * row[tx[x].at[k]];
			out->p[(size_t)y * (size_t)out->width + (size_t)x] =
			    (uint8_t)clamp((v + 32768) / 65536, 255);
		}
	}
	free(tx);
	free(ty);
	free(row);
	return ok;
}

/* Sums of columns of the rows that fall together, then of their pieces. */
static int smaller(const struct grey *g, const struct grey_part *part,
    struct grey *out)
{
	uint32_t *column = malloc((size_t)part->width * sizeof *column), sum;
	const uint8_t *s;
	int x, y, i, x0, x1, y0, y1;

	for (y = 0; column && y < out->height; y++) {
		y0 = (int)((int64_t)y * part->height / out->height);
		y1 = (int)((int64_t)(y + 1) * part->height / out->height);
		memset(column, 0, (size_t)part->width * sizeof *column);
		for (i = y0; i < y1; i++) {
			s = g->p + (size_t)(part->y + i) * (size_t)g->width +
			    part->x;
			for (x = 0; x < part->width; x++)
				column[x] += s[x];
		}
		for (x = 0; x < out->width; x++) {
			x0 = (int)((int64_t)x * part->width / out->width);
			x1 = (int)((int64_t)(x + 1) * part->width /
			    out->width);
			for (sum = 0, i = x0; i < x1; i++)
				sum += column[i];
			out->p[(size_t)y * (size_t)out->width + (size_t)x] =
			    (uint8_t)(sum / (uint32_t)((x1 - x0) * (y1 - y0)));
		}
	}
	free(column);
	return column != NULL;
}

int grey_size(const struct grey *g, const struct grey_part *part, int width,
    int height, struct grey *out)
{
	int ok;

	if (!grey_new(width, height, out))
		return 0;
	ok = width <= part->width && height <= part->height ?
	    smaller(g, part, out) : larger(g, part, out);
	if (!ok) {
		free(out->p);
		out->p = NULL;
	}
	return ok;
}

void grey_invert(struct grey *g)
{
	size_t n = (size_t)g->width * (size_t)g->height, i;

	for (i = 0; i < n; i++)
		g->p[i] = (uint8_t)(255 - g->p[i]);
}

void grey_mirror(struct grey *g)
{
	uint8_t *l, *r, t;
	int y;

	for (y = 0; y < g->height; y++) {
		l = g->p + (size_t)y * (size_t)g->width;
		for (r = l + g->width - 1; l < r; l++, r--) {
			t = *l;
			*l = *r;
			*r = t;
		}
	}
}
