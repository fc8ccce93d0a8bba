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
#define LEAST	0.01	/* share of the picture */

struct fit {
	double a[TERMS][TERMS], b[3][TERMS];	/* normal equations */
	double sum[3], square[3], n;
};

static void
terms_at(const struct photo_image *im, size_t i, double t[TERMS])
{
	double x = (double)(i % (size_t)im->width) / im->width - 0.5;
	double y = (double)(i / (size_t)im->width) / im->height - 0.5;

	t[0] = 1;
	t[1] = x;
	t[2] = y;
	t[3] = x * x;
	t[4] = x * y;
	t[5] = y * y;
}

static void
fit_add(struct fit *f, const struct photo_image *im, size_t i)
{
	double t[TERMS];
	int j, k, c;

	terms_at(im, i, t);
	for (j = 0; j < TERMS; j++)
		for (k = 0; k < TERMS; k++)
			f->a[j][k] += t[j] * t[k];
	for (c = 0; c < 3; c++) {
		double v = im->rgb[3 * i + (size_t)c];

		for (j = 0; j < TERMS; j++)
			f->b[c][j] += t[j] * v;
		f->sum[c] += v;
		f->square[c] += v * v;
	}
	f->n++;
}

/* Cholesky, in place: f->b become the surfaces' coefficients. A touch on the
 * diagonal keeps a wall seen in one corner only solvable. */
static void
fit_solve(struct fit *f)
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

static double
residual_at(const struct fit *f, const struct photo_image *im, size_t i)
{
	double t[TERMS], sum = 0;
	int j, c;

	terms_at(im, i, t);
	for (c = 0; c < 3; c++) {
		double v = im->rgb[3 * i + (size_t)c];

		for (j = 0; j < TERMS; j++)
			v -= t[j] * f->b[c][j];
		sum += v * v / 3;
	}
	return sum;
}

static void
describe(const struct fit *f, double square, struct wall *out)
{
	double spread = 0;
	int c;

	for (c = 0; c < 3; c++) {
		double mean = f->sum[c] / f->n;

		out->mean[c] = mean;
		spread += (f->square[c] / f->n - mean * mean) / 3;
	}
	out->spread = sqrt(fmax(spread, 0));
	out->residual = sqrt(square / f->n) / 255;
}

int
measure_wall(const struct photo_image *im, const struct plane *alpha,
    struct wall *out)
{
	struct plane near = { 0, 0, NULL };
	struct fit f;
	double square = 0;
	size_t i, n = plane_size(alpha);
	int err;

	memset(&f, 0, sizeof f);
	if ((err = plane_new(im->width, im->height, &near)) != PHOTO_OK)
		return err;
	if ((err = plane_blur(alpha, FAR, &near)) != PHOTO_OK)
		goto out;
	for (i = 0; i < n; i++)
		if (near.v[i] < 0.01f)
			fit_add(&f, im, i);
	if (f.n < LEAST * (double)n) {
		out->residual = out->spread = NAN;
		out->mean[0] = out->mean[1] = out->mean[2] = NAN;
		goto out;
	}
	fit_solve(&f);
	for (i = 0; i < n; i++)
		if (near.v[i] < 0.01f)
			square += residual_at(&f, im, i);
	describe(&f, square, out);
out:
	plane_free(&near);
	return err;
}

double
measure_off_colour(const struct wall *w, const uint8_t colour[3])
{
	double worst = 0;
	int c;

	for (c = 0; c < 3; c++) {
		double d = fabs(w->mean[c] - colour[c]);

		worst = isnan(d) || d > worst ? d : worst;
	}
	return worst;
}

double
measure_disagreement(const struct plane *a, const struct plane *b)
{
	double differ = 0, area = 0;
	size_t i;

	for (i = 0; i < plane_size(a); i++) {
		differ += fabs(a->v[i] - b->v[i]);
		area += (a->v[i] + b->v[i]) / 2;
	}
	return area > 0 ? differ / area : NAN;
}
