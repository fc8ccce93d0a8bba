/*
 * Where the card lies in the picture. Its outline is seldom clean (a white
 * desk, fingers, a case), but its printed labels are always at the same
 * places: a plane through those that were read is steadier, and needs no
 * more than three.
 */
#include "card.h"

#include <math.h>
#include <string.h>

#define ANCHORS_MOST	32
#define OFF_MOST	2.5	/* mm that a label may be away */
/* How much a bend must be worth: three labels in a column can't show any. */
#define STIFF		0.02

/* Unknowns of x' = (a x + b y + c) / (g x + h y + 1), the same for y'. */
#define UNKNOWNS	8

struct system {
	double a[UNKNOWNS][UNKNOWNS + 1];
};

static void system_add(struct system *s, const double row[UNKNOWNS],
    double right)
{
	int i, j;

	for (i = 0; i < UNKNOWNS; i++) {
		for (j = 0; j < UNKNOWNS; j++)
			s->a[i][j] += row[i] * row[j];
		s->a[i][UNKNOWNS] += row[i] * right;
	}
}

/* Gauss, with the largest pivot; 0: it has none. */
static int system_solve(struct system *s, double out[UNKNOWNS])
{
	double t;
	int i, j, k, best;

	for (i = 0; i < UNKNOWNS; i++) {
		for (best = i, k = i + 1; k < UNKNOWNS; k++)
			if (fabs(s->a[k][i]) > fabs(s->a[best][i]))
				best = k;
		if (fabs(s->a[best][i]) < 1e-12)
			return 0;
		for (j = i; j <= UNKNOWNS; j++) {
			t = s->a[i][j];
			s->a[i][j] = s->a[best][j];
			s->a[best][j] = t;
		}
		for (k = 0; k < UNKNOWNS; k++) {
			t = s->a[k][i] / s->a[i][i];
			for (j = i; k != i && j <= UNKNOWNS; j++)
				s->a[k][j] -= t * s->a[i][j];
		}
	}
	for (i = 0; i < UNKNOWNS; i++)
		out[i] = s->a[i][UNKNOWNS] / s->a[i][i];
	return 1;
}

static int inverse(double m[3][3], double out[3][3])
{
	double det = 0;
	int i, j;

	for (i = 0; i < 3; i++)
		det += m[0][i] * (m[1][(i + 1) % 3] * m[2][(i + 2) % 3] -
		    m[1][(i + 2) % 3] * m[2][(i + 1) % 3]);
	if (fabs(det) < 1e-12)
		return 0;
	for (i = 0; i < 3; i++)
		for (j = 0; j < 3; j++)
			out[j][i] = (m[(i + 1) % 3][(j + 1) % 3] *
			    m[(i + 2) % 3][(j + 2) % 3] -
			    m[(i + 1) % 3][(j + 2) % 3] *
			    m[(i + 2) % 3][(j + 1) % 3]) / det;
	return 1;
}

static struct read_point apply(const double (*m)[3], double x, double y)
{
	double k = m[2][0] * x + m[2][1] * y + m[2][2];

	k = fabs(k) < 1e-9 ? 1e-9 : k;
	return (struct read_point){
		(m[0][0] * x + m[0][1] * y + m[0][2]) / k,
		(m[1][0] * x + m[1][1] * y + m[1][2]) / k,
	};
}

struct read_point card_plane_to(const struct card_plane *p, double x,
    double y)
{
	return apply(p->to, x, y);
}

struct read_point card_plane_from(const struct card_plane *p, double x,
    double y)
{
	return apply(p->from, x, y);
}

/* The pixels are brought to about the size of millimetres first: unit, round
 * (cx, cy). A weak wish for a card that is neither sheared nor stretched, in
 * the direction of reading, settles what few anchors leave open. */
static int solve(const struct card_anchor *list, int n, double angle,
    double cx, double cy, double unit, double v[UNKNOWNS])
{
	double c = cos(angle), s = sin(angle), x, y, px, py;
	struct system sys;
	int i;

	memset(&sys, 0, sizeof sys);
	for (i = 0; i < n; i++) {
		x = list[i].x;
		y = list[i].y;
		px = (list[i].px - cx) / unit;
		py = (list[i].py - cy) / unit;
		system_add(&sys, (double[]){ x, y, 1, 0, 0, 0, -px * x,
		    -px * y }, px);
		system_add(&sys, (double[]){ 0, 0, 0, x, y, 1, -py * x,
		    -py * y }, py);
	}
	/* along = turn of down by 90 degrees, of the same length */
	system_add(&sys, (double[]){ 3, 0, 0, 0, -3, 0, 0, 0 }, 0);
	system_add(&sys, (double[]){ 0, 3, 0, 3, 0, 0, 0, 0 }, 0);
	system_add(&sys, (double[]){ 3 * s, 0, 0, -3 * c, 0, 0, 0, 0 }, 0);
	system_add(&sys, (double[]){ 0, 0, 0, 0, 0, 0, 85.6 / STIFF, 0 }, 0);
	system_add(&sys, (double[]){ 0, 0, 0, 0, 0, 0, 0, 85.6 / STIFF }, 0);
	return system_solve(&sys, v);
}

static int fit(const struct card_anchor *list, int n, double angle,
    struct card_plane *out)
{
	double cx = 0, cy = 0, unit = 0, span = 0, v[UNKNOWNS];
	int i;

	for (i = 0; i < n; i++) {
		cx += list[i].px / n;
		cy += list[i].py / n;
	}
	for (i = 1; i < n; i++) {
		unit += hypot(list[i].px - list[0].px,
		    list[i].py - list[0].py);
		span += hypot(list[i].x - list[0].x, list[i].y - list[0].y);
	}
	if (unit < 1 || span < 1)
		return 0;
	unit /= span;
	if (!solve(list, n, angle, cx, cy, unit, v))
		return 0;
	for (i = 0; i < 3; i++) {
		out->to[2][i] = i < 2 ? v[6 + i] : 1;
		out->to[0][i] = v[i] * unit + cx * out->to[2][i];
		out->to[1][i] = v[3 + i] * unit + cy * out->to[2][i];
	}
	return inverse(out->to, out->from);
}

/* The anchor that is farthest from its place, and how far, in mm. */
static int worst(const struct card_anchor *list, int n,
    const struct card_plane *p, double *off)
{
	struct read_point q;
	double d;
	int i, k = 0;

	*off = -1;
	for (i = 0; i < n; i++) {
		q = card_plane_from(p, list[i].px, list[i].py);
		d = hypot(q.x - list[i].x, q.y - list[i].y);
		if (d > *off) {
			*off = d;
			k = i;
		}
	}
	return k;
}

/* Mirrored, or bent through infinity: not a card. */
static int sane(const struct card_plane *p)
{
	struct read_point a = card_plane_to(p, 0, 0);
	struct read_point b = card_plane_to(p, CARD_WIDTH, 0);
	struct read_point d = card_plane_to(p, 0, CARD_HEIGHT);
	struct read_point e = card_plane_to(p, CARD_WIDTH, CARD_HEIGHT);

	return (b.x - a.x) * (d.y - a.y) - (b.y - a.y) * (d.x - a.x) > 100 &&
	    (d.x - e.x) * (b.y - e.y) - (d.y - e.y) * (b.x - e.x) > 100 &&
	    p->to[2][0] * CARD_WIDTH > -0.8 &&
	    p->to[2][1] * CARD_HEIGHT > -0.8;
}

int card_plane_fit(const struct card_anchor *list, int n, int least,
    double angle, struct card_plane *out)
{
	struct card_anchor a[ANCHORS_MOST];
	double off;
	int k;

	n = n > ANCHORS_MOST ? ANCHORS_MOST : n;
	memcpy(a, list, (size_t)n * sizeof *a);
	while (n >= least) {
		if (!fit(a, n, angle, out))
			return 0;
		k = worst(a, n, out, &off);
		if (off <= OFF_MOST)
			return sane(out);
		memmove(a + k, a + k + 1, (size_t)(n - k - 1) * sizeof *a);
		n--;
	}
	return 0;
}

struct ocr_box card_plane_box(const struct card_plane *p, double x0,
    double y0, double x1, double y1)
{
	double xm = (x0 + x1) / 2, ym = (y0 + y1) / 2;
	struct read_point l = card_plane_to(p, x0, ym);
	struct read_point r = card_plane_to(p, x1, ym);
	struct read_point t = card_plane_to(p, xm, y0);
	struct read_point b = card_plane_to(p, xm, y1);

	return (struct ocr_box){
		.x = (l.x + r.x) / 2, .y = (l.y + r.y) / 2,
		.width = hypot(r.x - l.x, r.y - l.y),
		.height = hypot(b.x - t.x, b.y - t.y),
		.angle = atan2(r.y - l.y, r.x - l.x), .score = 1,
	};
}
