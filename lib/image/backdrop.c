/*
 * A quadratic surface for each channel, fitted over cells of sure wall, plus
 * what is left over, spread from the known cells into the unknown ones: light
 * is slow, but shadows beside a head are not quadratic.
 */
#include "backdrop.h"

#include <math.h>
#include <string.h>

#define TERMS	6	/* 1 x y xx xy yy */
#define SURE	0.02f	/* of being a person: less is wall */
#define ROUNDS	3
#define FLOOR	1.5f	/* levels: no camera is better */

/* What the sure pixels of each cell add up to. */
struct cells {
	struct plane count, sum[3], square, weight;
};

static void cells_free(struct cells *c)
{
	int k;

	plane_free(&c->count);
	plane_free(&c->square);
	plane_free(&c->weight);
	for (k = 0; k < 3; k++)
		plane_free(&c->sum[k]);
}

static int cells_new(struct cells *c, int w, int h)
{
	int k, err;

	memset(c, 0, sizeof *c);
	if ((err = plane_new(w, h, &c->count)) != PHOTO_OK ||
	    (err = plane_new(w, h, &c->square)) != PHOTO_OK ||
	    (err = plane_new(w, h, &c->weight)) != PHOTO_OK)
		return err;
	for (k = 0; k < 3 && err == PHOTO_OK; k++)
		err = plane_new(w, h, &c->sum[k]);
	return err;
}

static void cells_add(struct cells *c, const struct photo_image *im,
    const struct plane *mask)
{
	int x, y, k;

	for (y = 0; y < im->height; y++) {
		size_t i = (size_t)y * (size_t)im->width;
		size_t row = (size_t)(y / BACKDROP_CELL) *
		    (size_t)c->count.width;

		for (x = 0; x < im->width; x++, i++) {
			size_t at = row + (size_t)(x / BACKDROP_CELL);

			if (mask->v[i] >= SURE)
				continue;
			c->count.v[at]++;
			for (k = 0; k < 3; k++) {
				float v = im->rgb[3 * i + (size_t)k];

				c->sum[k].v[at] += v;
				c->square.v[at] += v * v;
			}
		}
	}
}

/* Only cells that are wall throughout, and whose neighbours are, may speak:
 * the mask's own edge is soft, and hair goes beyond it. */
static void cells_choose(struct cells *c)
{
	int w = c->count.width, h = c->count.height, x, y, i, j;

	for (y = 0; y < h; y++)
		for (x = 0; x < w; x++) {
			float least = BACKDROP_CELL * BACKDROP_CELL;

			for (j = y > 0 ? -1 : 0; j <= 1 && y + j < h; j++)
				for (i = x > 0 ? -1 : 0; i <= 1 && x + i < w;
				    i++) {
					float v = c->count.v[(size_t)(y + j) *
					    (size_t)w + (size_t)(x + i)];

					least = v < least ? v : least;
				}
			c->weight.v[(size_t)y * (size_t)w + (size_t)x] =
			    least >= BACKDROP_CELL * BACKDROP_CELL / 4 ? 1 : 0;
		}
}

static void terms_at(const struct plane *p, size_t i, double t[TERMS])
{
	double x = ((double)(i % (size_t)p->width) + 0.5) / p->width - 0.5;
	double y = ((double)(i / (size_t)p->width) + 0.5) / p->height - 0.5;

	t[0] = 1;
	t[1] = x;
	t[2] = y;
	t[3] = x * x;
	t[4] = x * y;
	t[5] = y * y;
}

/* Cholesky, in place; b become the three surfaces' coefficients. A touch on
 * the diagonal keeps a wall seen in one corner only from bending. */
static void solve(double l[TERMS][TERMS], double b[3][TERMS], double n)
{
	int i, j, k, c;

	for (i = 0; i < TERMS; i++) {
		l[i][i] += (i == 0 ? 1e-9 : i < 3 ? 1e-6 : 1e-4) * n + 1e-9;
		for (j = 0; j <= i; j++) {
			for (k = 0; k < j; k++)
				l[i][j] -= l[i][k] * l[j][k];
			l[i][j] = i == j ? sqrt(fmax(l[i][i], 1e-12)) :
			    l[i][j] / l[j][j];
		}
	}
	for (c = 0; c < 3; c++) {
		for (i = 0; i < TERMS; i++) {
			for (k = 0; k < i; k++)
				b[c][i] -= l[i][k] * b[c][k];
			b[c][i] /= l[i][i];
		}
		for (i = TERMS - 1; i >= 0; i--) {
			for (k = i + 1; k < TERMS; k++)
				b[c][i] -= l[k][i] * b[c][k];
			b[c][i] /= l[i][i];
		}
	}
}

static void fit(const struct cells *c, struct backdrop *out)
{
	double a[TERMS][TERMS], b[3][TERMS], t[TERMS], n = 0;
	size_t i, all = plane_size(&c->count);
	int j, k, ch;

	memset(a, 0, sizeof a);
	memset(b, 0, sizeof b);
	for (i = 0; i < all; i++) {
		double weight = c->weight.v[i];

		if (weight <= 0)
			continue;
		terms_at(&c->count, i, t);
		n += weight;
		for (j = 0; j < TERMS; j++) {
			for (k = 0; k < TERMS; k++)
				a[j][k] += weight * t[j] * t[k];
			for (ch = 0; ch < 3; ch++)
				b[ch][j] += weight * t[j] * c->sum[ch].v[i] /
				    c->count.v[i];
		}
	}
	solve(a, b, n);
	for (i = 0; i < all; i++) {
		terms_at(&c->count, i, t);
		for (ch = 0; ch < 3; ch++) {
			double v = 0;

			for (j = 0; j < TERMS; j++)
				v += t[j] * b[ch][j];
			out->colour[ch].v[i] = (float)v;
		}
	}
}

/* Mean square of a cell's pixels from the surface, per channel. */
static float off(const struct cells *c, const struct backdrop *b, size_t i)
{
	float n = c->count.v[i], sum = c->square.v[i];
	int k;

	for (k = 0; k < 3; k++)
		sum += b->colour[k].v[i] * (n * b->colour[k].v[i] -
		    2 * c->sum[k].v[i]);
	return sum > 0 ? sum / (3 * n) : 0;
}

/* Cells that fit badly count less in the next round. */
static void doubt(struct cells *c, const struct backdrop *b)
{
	size_t i, n = plane_size(&c->count);
	float mean = 0, sum = 0;

	for (i = 0; i < n; i++)
		if (c->weight.v[i] > 0) {
			mean += c->weight.v[i] * off(c, b, i);
			sum += c->weight.v[i];
		}
	mean = sum > 0 ? mean / sum + FLOOR * FLOOR : 1;
	for (i = 0; i < n; i++)
		if (c->weight.v[i] > 0) {
			float q = off(c, b, i) / (2 * mean);

			c->weight.v[i] = 1 / (1 + q * q) + 1e-3f;
		}
}

/* Known values spread into unknown cells, from near to far. */
static int spread(struct plane *v, const struct plane *weight)
{
	struct plane sum = { 0, 0, NULL }, all = { 0, 0, NULL };
	struct plane known = { 0, 0, NULL };
	size_t i, n = plane_size(v);
	int radius, w = v->width, h = v->height, err;

	if ((err = plane_new(w, h, &sum)) != PHOTO_OK ||
	    (err = plane_new(w, h, &all)) != PHOTO_OK ||
	    (err = plane_new(w, h, &known)) != PHOTO_OK)
		goto out;
	for (i = 0; i < n; i++)
		known.v[i] = weight->v[i];
	for (radius = 1; radius < w || radius < h; radius *= 2) {
		for (i = 0; i < n; i++)
			sum.v[i] = v->v[i] * known.v[i];
		if ((err = plane_blur(&sum, radius, &sum)) != PHOTO_OK ||
		    (err = plane_blur(&known, radius, &all)) != PHOTO_OK)
			goto out;
		for (i = 0; i < n; i++)
			if (radius == 1 ? all.v[i] > 0.1f :
			    known.v[i] <= 0 && all.v[i] > 1e-3f) {
				v->v[i] = sum.v[i] / all.v[i];
				known.v[i] = 0.1f * all.v[i] + 1e-3f;
			}
	}
out:
	plane_free(&sum);
	plane_free(&all);
	plane_free(&known);
	return err;
}

/* Adds what the surface leaves over to one channel, and to `rough` how much
 * that varies where it was taken from: an unknown cell is a guess. */
static int add_left(const struct cells *c, int k, struct backdrop *b)
{
	struct plane left = { 0, 0, NULL }, square = { 0, 0, NULL };
	size_t i, n = plane_size(&c->count);
	int err;

	if ((err = plane_new(c->count.width, c->count.height, &left)) !=
	    PHOTO_OK || (err = plane_new(c->count.width, c->count.height,
	    &square)) != PHOTO_OK)
		goto out;
	for (i = 0; i < n; i++) {
		left.v[i] = c->weight.v[i] > 0 ? c->sum[k].v[i] /
		    c->count.v[i] - b->colour[k].v[i] : 0;
		square.v[i] = left.v[i] * left.v[i];
	}
	if ((err = spread(&left, &c->weight)) != PHOTO_OK ||
	    (err = spread(&square, &c->weight)) != PHOTO_OK)
		goto out;
	for (i = 0; i < n; i++) {
		float varies = square.v[i] - left.v[i] * left.v[i];

		b->colour[k].v[i] += left.v[i];
		b->rough.v[i] += varies > 0 ? varies / 3 : 0;
	}
out:
	plane_free(&left);
	plane_free(&square);
	return err;
}

/* From the quadratic surfaces to the wall, and what that does not explain:
 * grain, measured where the wall is known, and the guesses. */
static int refine(const struct cells *c, struct backdrop *b)
{
	struct plane grain = { 0, 0, NULL };
	size_t i, n = plane_size(&c->count);
	int k, err;

	if ((err = plane_new(c->count.width, c->count.height, &grain)) !=
	    PHOTO_OK)
		return err;
	for (k = 0; k < 3 && err == PHOTO_OK; k++)
		err = add_left(c, k, b);
	for (i = 0; i < n; i++)
		grain.v[i] = c->weight.v[i] > 0 ? off(c, b, i) : 0;
	if (err == PHOTO_OK)
		err = spread(&grain, &c->weight);
	for (i = 0; i < n; i++)
		b->rough.v[i] = sqrtf(b->rough.v[i] + grain.v[i] + FLOOR *
		    FLOOR);
	plane_free(&grain);
	return err;
}

int backdrop_fit(const struct photo_image *im, const struct plane *mask,
    struct backdrop *out)
{
	int w = (im->width + BACKDROP_CELL - 1) / BACKDROP_CELL;
	int h = (im->height + BACKDROP_CELL - 1) / BACKDROP_CELL;
	struct cells c;
	size_t i;
	int k, err;

	memset(out, 0, sizeof *out);
	if ((err = cells_new(&c, w, h)) != PHOTO_OK ||
	    (err = plane_new(w, h, &out->rough)) != PHOTO_OK)
		goto out;
	for (k = 0; k < 3; k++)
		if ((err = plane_new(w, h, &out->colour[k])) != PHOTO_OK)
			goto out;
	cells_add(&c, im, mask);
	cells_choose(&c);
	for (i = 0; i < plane_size(&c.weight); i++)
		out->known += c.weight.v[i] / (double)plane_size(&c.weight);
	for (k = 0; k < ROUNDS; k++) {
		fit(&c, out);
		doubt(&c, out);
	}
	err = refine(&c, out);
out:
	cells_free(&c);
	if (err != PHOTO_OK)
		backdrop_free(out);
	return err;
}

void backdrop_free(struct backdrop *b)
{
	int k;

	for (k = 0; k < 3; k++)
		plane_free(&b->colour[k]);
	plane_free(&b->rough);
}

void backdrop_row(const struct plane *cells, int cell, int y, int width,
    float *out)
{
	float fy = ((float)y + 0.5f) / (float)cell - 0.5f;
	int y0 = fy < 0 ? 0 : (int)fy, x = 0, i, j;
	int y1 = y0 + 1 < cells->height ? y0 + 1 : y0;
	const float *top = cells->v + (size_t)y0 * (size_t)cells->width;
	const float *low = cells->v + (size_t)y1 * (size_t)cells->width;
	float left, right;

	fy = fy < 0 ? 0 : fy - (float)y0;
	left = top[0] * (1 - fy) + low[0] * fy;
	for (; x < cell / 2 && x < width; x++)
		out[x] = left;
	for (i = 1; x < width; i++, left = right) {
		int at = i < cells->width ? i : cells->width - 1;
		int n = width - x < cell ? width - x : cell;
		float step;

		right = top[at] * (1 - fy) + low[at] * fy;
		step = (right - left) / (float)cell;
		for (j = 0; j < n; j++)
			out[x + j] = left + step * ((float)j + 0.5f);
		x += n;
	}
}
