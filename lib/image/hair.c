/*
 * Hair over brows and eyes: it comes down across them, so in the same column
 * the skin above and below is dark. A fringe that ends above the brows is
 * fine, and so are dark brows, lashes and shaded sockets on their own.
 */
#include "facial.h"
#include "patch.h"

#include <math.h>

#define COLUMNS	24
#define DARK	0.3	/* of the cheek's linear light; [M] */

/* Points of an eye, outer to inner, and bands beside them in widths of the
 * eye, downwards: just above the brow, between brow and lid, below the eye. */
struct band {
	int point[5];
	double from, to;
};

static const struct band bands[] = {
	{ { 64, 65, 66, 67, 68 }, -0.22, -0.08 },
	{ { 50, 51, 52, 53, 69 }, 0.06, 0.16 },
	{ { 1, 3, 4, 5, 7 }, 0.14, 0.28 },
};

/* y of the line through five points at column x. */
static double at(const struct photo_point *p, const int of[5], double x)
{
	const struct photo_point *l, *r;
	int i;

	for (i = 0; i < 3; i++)
		if ((p[of[i + 1]].x - x) * (p[of[4]].x - p[of[0]].x) >= 0)
			break;
	l = &p[of[i]];
	r = &p[of[i + 1]];
	return fabs(r->x - l->x) < 1e-6 ? l->y :
	    l->y + (r->y - l->y) * (x - l->x) / (r->x - l->x);
}

/* Mean light of a column between two rows as a share of `skin`. */
static double column(const struct photo_image *im, double x, double y0,
    double y1, double skin)
{
	double y, sum = 0, n = 0;

	for (y = y0; y <= y1; y++, n++) {
		struct light l = light_of(patch_pixel(im, x, y));

		sum += light_luma(&l);
	}
	return n > 0 ? sum / n / fmax(skin, 1e-3) : 1;
}

/* Share of the columns across a brow (all bands: across an eye) in which the
 * first `count` bands are all dark. */
static double crossed(const struct photo_image *im,
    const struct photo_point *p, double skin, int count)
{
	double w = hypot(p[EYE_INNER].x - p[EYE_OUTER].x,
	    p[EYE_INNER].y - p[EYE_OUTER].y), hits = 0;
	double x0 = count < 3 ? p[bands[0].point[0]].x : p[EYE_OUTER].x;
	double x1 = count < 3 ? p[bands[0].point[4]].x : p[EYE_INNER].x;
	int i, k;

	for (i = 0; i < COLUMNS; i++) {
		double x = x0 + (x1 - x0) * (i + 0.5) / COLUMNS;

		for (k = 0; k < count; k++) {
			double y = at(p, bands[k].point, x);

			if (column(im, x, y + bands[k].from * w,
			    y + bands[k].to * w, skin) >= DARK)
				break;
		}
		hits += k == count;
	}
	return hits / COLUMNS;
}

static double worse(const struct photo_image *im, const struct attention *a,
    const struct face *f, int count)
{
	double worst = 0;
	int eye;

	for (eye = 0; eye < 2; eye++) {
		struct light cheek = patch_cheek(im, f, eye);

		worst = fmax(worst, crossed(im, a->eye[eye],
		    light_luma(&cheek), count));
	}
	return worst;
}

double hair_over_brows(const struct photo_image *im,
    const struct attention *a, const struct face *f)
{
	return worse(im, a, f, 2);
}

double hair_over_eyes(const struct photo_image *im,
    const struct attention *a, const struct face *f)
{
	return worse(im, a, f, 3);
}
