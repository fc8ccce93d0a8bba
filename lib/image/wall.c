/*
 * The wall: how smooth, how uniform, what colour. A real plain wall in real
 * light is a slow gradient, so it is compared with the best quadratic
 * surface; what is left over tells planks, flags and rooms from walls.
 */
#include "measure.h"

#include <math.h>
#include <string.h>

#define TERMS	6	/* 1 x y xx xy yy */
#define FAR	6	/* px from anything that may be person */
#define CLEAR	0.01f	/* so little of it, on average, is none */
#define NEAR	12	/* px: "beside" the outline */
#define CELL	4	/* px a side, for what is beside */
#define ALIKE	20	/* levels in every channel: no edge to follow */
#define LEAST	0.01	/* share of the picture */

struct fit {
	double a[TERMS][TERMS], b[3][TERMS];	/* normal equations */
	double sum[3], square[3], n;
};

/* A pixel's place, -0.5..0.5 both ways. */
static double place(int i, int n)
{
	return (double)i / n - 0.5;
}

/* Of one row: sums of the powers of x, of those times each channel, and of
 * the channels' squares. */
struct row_sums {
	double x[5], v[3][3], square[3];
};

/* Exponents of x and y in the terms. */
static const struct {
	int x, y;
} powers[TERMS] = { { 0, 0 }, { 1, 0 }, { 0, 1 }, { 2, 0 }, { 1, 1 },
    { 0, 2 } };

/* In a row y is the same for all, so a term's sum is that of a power of x. */
static void add_row(struct fit *f, const struct row_sums *s, double y)
{
	const double py[5] = { 1, y, y * y, y * y * y, y * y * y * y };
	int j, k, c;

	for (j = 0; j < TERMS; j++) {
		for (k = 0; k < TERMS; k++)
			f->a[j][k] += s->x[powers[j].x + powers[k].x] *
			    py[powers[j].y + powers[k].y];
		for (c = 0; c < 3; c++)
			f->b[c][j] += s->v[c][powers[j].x] * py[powers[j].y];
	}
	for (c = 0; c < 3; c++) {
		f->sum[c] += s->v[c][0];
		f->square[c] += s->square[c];
	}
	f->n += s->x[0];
}

static void fit_row(struct fit *f, const struct photo_image *im, int y,
    const float *near)
{
	const uint8_t *p = im->rgb + 3 * (size_t)y * (size_t)im->width;
	struct row_sums s;
	int i, c;

	memset(&s, 0, sizeof s);
	for (i = 0; i < im->width; i++, p += 3) {
		double x = place(i, im->width), xx = x * x;

		if (near[i] >= CLEAR)
			continue;
		s.x[0]++;
		s.x[1] += x;
		s.x[2] += xx;
		s.x[3] += xx * x;
		s.x[4] += xx * xx;
		for (c = 0; c < 3; c++) {
			s.v[c][0] += p[c];
			s.v[c][1] += x * p[c];
			s.v[c][2] += xx * p[c];
			s.square[c] += p[c] * p[c];
		}
	}
	if (s.x[0] > 0)
		add_row(f, &s, place(y, im->height));
}

/* Cholesky, in place: f->b become the surfaces' coefficients. A touch on the
 * diagonal keeps a wall seen in one corner only solvable. */
static void fit_solve(struct fit *f)
{
	double (*l)[TERMS] = f->a;
	int i, j, k, c;

	for (i = 0; i < TERMS; i++) {
		l[i][i] += 1e-6 * f->n;
		for (j = 0; j <= i; j++) {
			for (k = 0; k < j; k++)
				l[i][j] -= l[i][k] * l[j][k];
			l[i][j] = i == j ? sqrt(fmax(l[i][i], 1e-9)) :
			    l[i][j] / l[j][j];
		}
	}
	for (c = 0; c < 3; c++) {
		double *b = f->b[c];

		for (i = 0; i < TERMS; i++) {
			for (k = 0; k < i; k++)
				b[i] -= l[i][k] * b[k];
			b[i] /= l[i][i];
		}
		for (i = TERMS - 1; i >= 0; i--) {
			for (k = i + 1; k < TERMS; k++)
				b[i] -= l[k][i] * b[k];
			b[i] /= l[i][i];
		}
	}
}

/* Squares of what the surface leaves over, of one row. */
static double residual_row(const struct fit *f, const struct photo_image *im,
    int row, const float *near)
{
	const uint8_t *p = im->rgb + 3 * (size_t)row * (size_t)im->width;
	double y = place(row, im->height), k[3][3], sum = 0;
	int i, c;

	for (c = 0; c < 3; c++) {
		const double *b = f->b[c];

		k[c][0] = b[0] + y * (b[2] + y * b[5]);
		k[c][1] = b[1] + y * b[4];
		k[c][2] = b[3];
	}
	for (i = 0; i < im->width; i++, p += 3) {
		double x = place(i, im->width), v;

		if (near[i] >= CLEAR)
			continue;
		for (c = 0; c < 3; c++) {
			v = p[c] - k[c][0] - x * (k[c][1] + x * k[c][2]);
			sum += v * v / 3;
		}
	}
	return sum;
}

static void describe(const struct fit *f, double square, struct wall *out)
{
	double spread = 0;
	int c;

	for (c = 0; c < 3; c++) {
		double mean = f->sum[c] / f->n;

		out->mean[c] = mean;
		spread += (f->square[c] / f->n - mean * mean) / 3;
	}
	out->spread = sqrt(fmax(spread, 0));
	out->luma = 0.299 * out->mean[0] + 0.587 * out->mean[1] +
	    0.114 * out->mean[2];
	out->residual = sqrt(square / f->n) / 255;
}

int measure_wall(const struct photo_image *im, const struct plane *alpha,
    struct wall *out)
{
	struct plane near = { 0, 0, NULL };
	struct fit f;
	double square = 0;
	size_t w = (size_t)im->width;
	int y, err;

	memset(&f, 0, sizeof f);
	if ((err = plane_new(im->width, im->height, &near)) != PHOTO_OK)
		return err;
	if ((err = plane_blur(alpha, FAR, &near)) != PHOTO_OK)
		goto out;
	for (y = 0; y < im->height; y++)
		fit_row(&f, im, y, near.v + (size_t)y * w);
	if (f.n < LEAST * (double)plane_size(alpha)) {
		out->residual = out->spread = out->luma = NAN;
		out->mean[0] = out->mean[1] = out->mean[2] = NAN;
		goto out;
	}
	fit_solve(&f);
	for (y = 0; y < im->height; y++)
		square += residual_row(&f, im, y, near.v + (size_t)y * w);
	describe(&f, square, out);
out:
	plane_free(&near);
	return err;
}

double measure_off_colour(const struct wall *w, const uint8_t colour[3])
{
	double worst = 0;
	int c;

	for (c = 0; c < 3; c++) {
		double d = fabs(w->mean[c] - colour[c]);

		worst = isnan(d) || d > worst ? d : worst;
	}
	return worst;
}

/* Cells of sure person, then of sure wall: how many pixels, their colours. */
enum { COUNT, RED, GREEN, BLUE, SUMS };

struct sides {
	struct plane of[2][SUMS];
	int across;
};

static int sides_new(struct sides *s, int width, int height)
{
	int i, k, err = PHOTO_OK;

	memset(s, 0, sizeof *s);
	s->across = (width + CELL - 1) / CELL;
	for (i = 0; i < 2; i++)
		for (k = 0; k < SUMS && err == PHOTO_OK; k++)
			err = plane_new(s->across, (height + CELL - 1) / CELL,
			    &s->of[i][k]);
	return err;
}

static void sides_free(struct sides *s)
{
	int i, k;

	for (i = 0; i < 2; i++)
		for (k = 0; k < SUMS; k++)
			plane_free(&s->of[i][k]);
}

static size_t cell_of(const struct sides *s, int x, int y)
{
	return (size_t)(y / CELL) * (size_t)s->across + (size_t)(x / CELL);
}

/* Sums of the cells, then means of what is NEAR each. */
static int sides_fill(struct sides *s, const struct photo_image *im,
    const struct plane *mask)
{
	size_t i = 0;
	int x, y, k, side, err = PHOTO_OK;

	for (y = 0; y < im->height; y++)
		for (x = 0; x < im->width; x++, i++) {
			size_t at = cell_of(s, x, y);

			if (mask->v[i] <= 0.9f && mask->v[i] >= 0.1f)
				continue;
			side = mask->v[i] < 0.1f;
			s->of[side][COUNT].v[at]++;
			for (k = 0; k < 3; k++)
				s->of[side][RED + k].v[at] +=
				    im->rgb[3 * i + (size_t)k];
		}
	for (side = 0; side < 2; side++)
		for (k = 0; k < SUMS && err == PHOTO_OK; k++)
			err = plane_blur(&s->of[side][k], NEAR / CELL,
			    &s->of[side][k]);
	return err;
}

/* Both sides are near the cell; 1 if their colours are about the same. */
static int sides_alike(const struct sides *s, size_t at, int *both)
{
	float person = s->of[0][COUNT].v[at], wall = s->of[1][COUNT].v[at];
	float differ = 0;
	int k;

	*both = person > 0.05f * CELL * CELL && wall > 0.05f * CELL * CELL;
	if (!*both)
		return 0;
	for (k = RED; k < SUMS; k++)
		differ = fmaxf(differ, fabsf(s->of[0][k].v[at] / person -
		    s->of[1][k].v[at] / wall));
	return differ < ALIKE;
}

int measure_outline(const struct photo_image *im, const struct plane *mask,
    double *out)
{
	struct sides s;
	size_t i = 0, band = 0, alike = 0;
	int x, y, err;

	err = sides_new(&s, im->width, im->height);
	if (err == PHOTO_OK)
		err = sides_fill(&s, im, mask);
	for (y = 0; err == PHOTO_OK && y < im->height; y++)
		for (x = 0; x < im->width; x++, i++) {
			int same, both;

			if (mask->v[i] <= 0.2f || mask->v[i] >= 0.8f)
				continue;
			same = sides_alike(&s, cell_of(&s, x, y), &both);
			band += (size_t)both;
			alike += (size_t)same;
		}
	sides_free(&s);
	if (err == PHOTO_OK)
		*out = band > 0 ? (double)alike / (double)band : NAN;
	return err;
}
