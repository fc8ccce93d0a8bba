/*
 * The Laplacian as 13 planes of coefficients: a pixel's own and those of its
 * neighbours to the right and below, two pixels far; the matrix is symmetric,
 * so the others are the same numbers seen from the other side. Rows are done
 * in spans of open pixels, so that the inner loops run over plain arrays.
 */
#include "laplacian.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TAPS	13
#define EDGE	2	/* px round the picture: no index leaves the planes */
#define WINDOW	9
#define ENOUGH	1e-3	/* of the first residual, squared */
#define LANES	4	/* sums side by side, always the same four */

struct span {
	int y, x0, x1;		/* padded coordinates; x1 is past the end */
};

struct system {
	int width, height;	/* padded */
	float *rgb[3];		/* 0..1, padded */
	float *tap[TAPS];
	float *x, *r, *p, *ap, *inverse;
	uint8_t *open;
	struct span *span, *window;
	int spans, windows;
};

/* The tap of a neighbour dy below and dx to the right. */
static int tap_of(int dx, int dy)
{
	return dy == 0 ? dx : dy == 1 ? 5 + dx : 10 + dx;
}

static size_t tap_offset(const struct system *s, int k)
{
	return k < 3 ? (size_t)k : k < 8 ? (size_t)(s->width + k - 5) :
	    (size_t)(2 * s->width + k - 10);
}

static void system_free(struct system *s)
{
	int k;

	for (k = 0; k < 3; k++)
		free(s->rgb[k]);
	for (k = 0; k < TAPS; k++)
		free(s->tap[k]);
	free(s->x);
	free(s->r);
	free(s->p);
	free(s->ap);
	free(s->inverse);
	free(s->open);
	free(s->span);
	free(s->window);
}

static int system_new(struct system *s, int width, int height)
{
	float **plane[3 + TAPS + 5];
	size_t n, i;
	int k, count = 0;

	memset(s, 0, sizeof *s);
	s->width = width + 2 * EDGE;
	s->height = height + 2 * EDGE;
	n = (size_t)s->width * (size_t)s->height;
	for (k = 0; k < 3; k++)
		plane[count++] = &s->rgb[k];
	for (k = 0; k < TAPS; k++)
		plane[count++] = &s->tap[k];
	plane[count++] = &s->x;
	plane[count++] = &s->r;
	plane[count++] = &s->p;
	plane[count++] = &s->ap;
	plane[count++] = &s->inverse;
	for (i = 0; i < (size_t)count; i++)
		if ((*plane[i] = calloc(n, sizeof(float))) == NULL)
			return PHOTO_ENOMEM;
	s->open = calloc(n, 1);
	s->span = calloc(n / 2 + 1, sizeof *s->span);
	s->window = calloc(n / 2 + 1, sizeof *s->window);
	return s->open == NULL || s->span == NULL || s->window == NULL ?
	    PHOTO_ENOMEM : PHOTO_OK;
}

/* Picture, alpha and the open pixels, with EDGE of the nearest pixel. */
static void system_fill(struct system *s, const struct photo_image *im,
    const uint8_t *open, const struct plane *alpha)
{
	int x, y, c;

	for (y = 0; y < s->height; y++)
		for (x = 0; x < s->width; x++) {
			int u = x - EDGE, v = y - EDGE;
			size_t to = (size_t)y * (size_t)s->width + (size_t)x;
			size_t from;
			int inside = u >= 0 && v >= 0 && u < im->width &&
			    v < im->height;

			u = u < 0 ? 0 : u < im->width ? u : im->width - 1;
			v = v < 0 ? 0 : v < im->height ? v : im->height - 1;
			from = (size_t)v * (size_t)im->width + (size_t)u;
			for (c = 0; c < 3; c++)
				s->rgb[c][to] = im->rgb[3 * from + (size_t)c] /
				    255.0f;
			s->x[to] = alpha->v[from];
			s->open[to] = inside && open[from];
		}
}

/* Rows of pixels for which touch(near) holds: open ones (reach 0), or
 * windows that touch one (reach 1), never a window that leaves the picture. */
static int find_spans(const struct system *s, int reach, struct span *out)
{
	int x, y, i, j, count = 0, edge = reach ? EDGE + 1 : EDGE;

	for (y = edge; y < s->height - edge; y++) {
		int in = 0;

		for (x = edge; x <= s->width - edge; x++) {
			int on = 0;

			for (j = -reach; x < s->width - edge && j <= reach;
			    j++)
				for (i = -reach; i <= reach; i++)
					on |= s->open[(size_t)(y + j) *
					    (size_t)s->width + (size_t)(x +
					    i)];
			if (on && !in) {
				out[count].y = y;
				out[count].x0 = x;
			} else if (!on && in) {
				out[count++].x1 = x;
			}
			in = on;
		}
	}
	return count;
}

#define RUN 64	/* windows of a row done together */

/* Windows of one row side by side: the colours of their nine pixels less the
 * mean, then the same seen by the windows' own measure (whitened), so that
 * what two pixels share is a plain product. */
struct windows {
	float d[WINDOW][3][RUN];
	float m[6][RUN];	/* covariance, then the inverse of its root */
};

static void centre(const struct system *s, size_t at, int n,
    struct windows *w)
{
	int i, k, c;

	for (c = 0; c < 3; c++) {
		float mean[RUN] = { 0 };

		for (k = 0; k < WINDOW; k++) {
			const float *from = s->rgb[c] + at +
			    (size_t)((k / 3) * s->width + k % 3) -
			    (size_t)(s->width + 1);

			for (i = 0; i < n; i++) {
				w->d[k][c][i] = from[i];
				mean[i] += from[i];
			}
		}
		for (k = 0; k < WINDOW; k++)
			for (i = 0; i < n; i++)
				w->d[k][c][i] -= mean[i] * (1.0f / WINDOW);
	}
}

static void covariance(struct windows *w, int n, float epsilon)
{
	static const int pair[6][2] = { { 0, 0 }, { 0, 1 }, { 0, 2 },
	    { 1, 1 }, { 1, 2 }, { 2, 2 } };
	int i, j, k;

	for (j = 0; j < 6; j++) {
		float sum[RUN] = { 0 };
		int a = pair[j][0], b = pair[j][1];

		for (k = 0; k < WINDOW; k++)
			for (i = 0; i < n; i++)
				sum[i] += w->d[k][a][i] * w->d[k][b][i];
		for (i = 0; i < n; i++)
			w->m[j][i] = sum[i] * (1.0f / WINDOW) +
			    (a == b ? epsilon / WINDOW : 0);
	}
}

/*
 * By Cholesky's root, in place. The cofactors' way loses every digit of a
 * float on walls and hair, whose colours lie on a line; this one stays a
 * square, so the whole matrix stays one that can be solved.
 */
static void whiten(struct windows *w, int n)
{
	int i, k;

	for (i = 0; i < n; i++) {
		float a = 1 / sqrtf(w->m[0][i]);
		float ba = w->m[1][i] * a, ca = w->m[2][i] * a;
		float b = 1 / sqrtf(w->m[3][i] - ba * ba);
		float cb = (w->m[4][i] - ba * ca) * b;

		w->m[0][i] = a;
		w->m[1][i] = ba;
		w->m[2][i] = ca;
		w->m[3][i] = b;
		w->m[4][i] = cb;
		w->m[5][i] = 1 / sqrtf(w->m[5][i] - ca * ca - cb * cb);
	}
	for (k = 0; k < WINDOW; k++)
		for (i = 0; i < n; i++) {
			float r = w->d[k][0][i] * w->m[0][i];
			float g = (w->d[k][1][i] - w->m[1][i] * r) *
			    w->m[3][i];

			w->d[k][0][i] = r;
			w->d[k][1][i] = g;
			w->d[k][2][i] = (w->d[k][2][i] - w->m[2][i] * r -
			    w->m[4][i] * g) * w->m[5][i];
		}
}

static void add_pairs(const struct system *s, size_t at, int n,
    const struct windows *w)
{
	int a, b, i;

	for (a = 0; a < WINDOW; a++)
		for (b = a; b < WINDOW; b++) {
			int k = tap_of(b % 3 - a % 3, b / 3 - a / 3);
			float *to = s->tap[k] + at + (size_t)((a / 3) *
			    s->width + a % 3) - (size_t)(s->width + 1);
			float own = a == b ? 1 : 0;

			for (i = 0; i < n; i++)
				to[i] += own - (1 + w->d[a][0][i] *
				    w->d[b][0][i] + w->d[a][1][i] *
				    w->d[b][1][i] + w->d[a][2][i] *
				    w->d[b][2][i]) * (1.0f / WINDOW);
		}
}

static void build(struct system *s, float epsilon)
{
	struct windows w;
	int i, x, n;

	for (i = 0; i < s->windows; i++)
		for (x = s->window[i].x0; x < s->window[i].x1; x += n) {
			size_t at = (size_t)s->window[i].y *
			    (size_t)s->width + (size_t)x;

			n = s->window[i].x1 - x < RUN ? s->window[i].x1 - x :
			    RUN;
			centre(s, at, n, &w);
			covariance(&w, n, epsilon);
			whiten(&w, n);
			add_pairs(s, at, n, &w);
		}
}

/* out = Laplacian times v, on the open pixels. v may be set elsewhere. */
static void apply(const struct system *s, const float *v,
    float *restrict out)
{
	int i, j, k;

	for (i = 0; i < s->spans; i++) {
		int n = s->span[i].x1 - s->span[i].x0;
		size_t at = (size_t)s->span[i].y * (size_t)s->width +
		    (size_t)s->span[i].x0;
		float *restrict to = out + at;
		const float *own = s->tap[0] + at, *from = v + at;

		for (j = 0; j < n; j++)
			to[j] = own[j] * from[j];
		for (k = 1; k < TAPS; k += 2) {
			size_t o = tap_offset(s, k), q = tap_offset(s, k + 1);
			const float *a = s->tap[k] + at, *b = a - o;
			const float *d = s->tap[k + 1] + at, *e = d - q;
			const float *u = v + at;

			for (j = 0; j < n; j++)
				to[j] += a[j] * u[j + (int)o] + b[j] *
				    u[j - (int)o] + (d[j] * u[j + (int)q] +
				    e[j] * u[j - (int)q]);
		}
	}
}

static double dot(const struct system *s, const float *a, const float *b)
{
	double sum = 0;
	int i, k;

	for (i = 0; i < s->spans; i++) {
		size_t at = (size_t)s->span[i].y * (size_t)s->width +
		    (size_t)s->span[i].x0;
		size_t end = at + (size_t)(s->span[i].x1 - s->span[i].x0);
		float part[LANES] = { 0 };

		for (; at + LANES <= end; at += LANES)
			for (k = 0; k < LANES; k++)
				part[k] += a[at + (size_t)k] *
				    b[at + (size_t)k];
		for (; at < end; at++)
			part[0] += a[at] * b[at];
		for (k = 0; k < LANES; k++)
			sum += (double)part[k];
	}
	return sum;
}

/* Adds the wishes to the diagonal; the first residual and direction. */
static void begin(struct system *s, const struct plane *wish,
    const struct plane *firm)
{
	int i, j;

	for (i = 0; i < s->spans; i++) {
		const struct span *sp = &s->span[i];
		size_t at = (size_t)sp->y * (size_t)s->width +
		    (size_t)sp->x0;
		size_t from = (size_t)(sp->y - EDGE) * (size_t)wish->width +
		    (size_t)(sp->x0 - EDGE);
		int n = sp->x1 - sp->x0;

		for (j = 0; j < n; j++) {
			s->tap[0][at + (size_t)j] += firm->v[from +
			    (size_t)j];
			s->r[at + (size_t)j] = firm->v[from + (size_t)j] *
			    wish->v[from + (size_t)j];
		}
	}
	apply(s, s->x, s->ap);
	for (i = 0; i < s->spans; i++) {
		const struct span *sp = &s->span[i];
		size_t at = (size_t)sp->y * (size_t)s->width +
		    (size_t)sp->x0;
		size_t end = at + (size_t)(sp->x1 - sp->x0);

		for (; at < end; at++) {
			s->r[at] -= s->ap[at];
			s->inverse[at] = 1 / (s->tap[0][at] + 1e-6f);
			s->p[at] = s->inverse[at] * s->r[at];
		}
	}
}

/* Steps along p; the residual by its own measure goes to ap. */
static void step(struct system *s, float length)
{
	int i;

	for (i = 0; i < s->spans; i++) {
		size_t at = (size_t)s->span[i].y * (size_t)s->width +
		    (size_t)s->span[i].x0;
		size_t end = at + (size_t)(s->span[i].x1 - s->span[i].x0);
		float *restrict x = s->x, *restrict r = s->r;
		float *restrict ap = s->ap;

		for (; at < end; at++) {
			x[at] += length * s->p[at];
			r[at] -= length * ap[at];
			ap[at] = r[at] * s->inverse[at];
		}
	}
}

static void turn(struct system *s, float beta)
{
	int i;

	for (i = 0; i < s->spans; i++) {
		size_t at = (size_t)s->span[i].y * (size_t)s->width +
		    (size_t)s->span[i].x0;
		size_t end = at + (size_t)(s->span[i].x1 - s->span[i].x0);
		float *restrict p = s->p;

		for (; at < end; at++)
			p[at] = s->ap[at] + beta * p[at];
	}
}

static void iterate(struct system *s, int rounds)
{
	double first = dot(s, s->r, s->p), was = first;
	int i;

	for (i = 0; i < rounds && was > ENOUGH * first; i++) {
		double along, now;

		apply(s, s->p, s->ap);
		along = dot(s, s->p, s->ap);
		if (along <= 0)
			break;
		step(s, (float)(was / along));
		now = dot(s, s->r, s->ap);
		turn(s, (float)(now / was));
		was = now;
	}
}

int laplacian_solve(const struct photo_image *im, const uint8_t *open,
    const struct plane *wish, const struct plane *firm, double epsilon,
    int rounds, struct plane *alpha)
{
	struct system s;
	int i, x, err;

	err = system_new(&s, im->width, im->height);
	if (err == PHOTO_OK) {
		system_fill(&s, im, open, alpha);
		s.spans = find_spans(&s, 0, s.span);
		s.windows = find_spans(&s, 1, s.window);
		build(&s, (float)epsilon);
		begin(&s, wish, firm);
		iterate(&s, rounds);
		for (i = 0; i < s.spans; i++)
			for (x = s.span[i].x0; x < s.span[i].x1; x++) {
				float v = s.x[(size_t)s.span[i].y *
				    (size_t)s.width + (size_t)x];

				alpha->v[(size_t)(s.span[i].y - EDGE) *
				    (size_t)alpha->width + (size_t)(x - EDGE)]
				    = v < 0 ? 0 : v > 1 ? 1 : v;
			}
	}
	system_free(&s);
	return err;
}
