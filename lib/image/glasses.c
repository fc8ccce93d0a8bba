/*
 * Glasses by what they do to the light: tinted lenses darken the skin behind
 * them, reflections burn it out. Clear glasses do neither and are allowed.
 */
#include "facial.h"
#include "patch.h"

#include <math.h>

/* Points of an eye inside any lens: below it, the lid, its opening. */
static const int below[] = { 18, 19, 20 }, lid[] = { 26, 27, 28 };
static const int inside[][2] = { { 2, 10 }, { 3, 11 }, { 4, 12 }, { 5, 13 },
	{ 6, 14 } };

/* The larger of two shares; of each, its darkest channel. */
static double clearer(const struct light *seen, const struct light *cheek,
    double than)
{
	double share = INFINITY;
	int k;

	for (k = 0; k < 3; k++)
		share = fmin(share, seen->c[k] / fmax(cheek->c[k], 1e-3));
	return fmax(share, than);
}

static struct light mean_at(const struct photo_image *im,
    const struct photo_point *eye, const int of[3], double radius)
{
	struct light sum = { { 0, 0, 0 } }, one;
	int i, k;

	for (i = 0; i < 3; i++) {
		one = patch_disc(im, eye[of[i]].x, eye[of[i]].y, radius);
		for (k = 0; k < 3; k++)
			sum.c[k] += one.c[k] / 3;
	}
	return sum;
}

double glasses_tint(const struct photo_image *im, const struct attention *a,
    const struct face *f)
{
	double worst = INFINITY, best, radius = 0.012 * face_width(f), t;
	struct light cheek, seen;
	int eye, i;

	for (eye = 0; eye < 2; eye++) {
		const struct photo_point *p = a->eye[eye];

		best = 0;
		cheek = patch_cheek(im, f, eye);
		seen = mean_at(im, p, below, radius);
		best = clearer(&seen, &cheek, best);
		seen = mean_at(im, p, lid, radius);
		best = clearer(&seen, &cheek, best);
		/* The white of the eye on either side of the iris. */
		for (i = 0; i < 5; i++)
			for (t = 0.35; t < 0.8; t += 0.1) {
				const struct photo_point *l = &p[inside[i][0]];
				const struct photo_point *u = &p[inside[i][1]];

				seen = patch_disc(im, l->x + t * (u->x - l->x),
				    l->y + t * (u->y - l->y), 1);
				best = clearer(&seen, &cheek, best);
			}
		worst = fmin(worst, best);
	}
	return worst;
}

#define BURNT 240	/* every channel; skin and sclera stay below */

double glasses_glare(const struct photo_image *im, const struct attention *a)
{
	double worst = 0, x, y;
	int eye;

	for (eye = 0; eye < 2; eye++) {
		const struct photo_point *l = &a->eye[eye][EYE_OUTER];
		const struct photo_point *r = &a->eye[eye][EYE_INNER];
		double half = hypot(r->x - l->x, r->y - l->y) / 2;
		double cx = (l->x + r->x) / 2, cy = (l->y + r->y) / 2;
		double n = 0, burnt = 0;

		for (y = -0.8 * half; y <= 0.8 * half; y++)
			for (x = -1.2 * half; x <= 1.2 * half; x++) {
				const uint8_t *p = patch_pixel(im, cx + x,
				    cy + y);

				n++;
				burnt += p[0] >= BURNT && p[1] >= BURNT &&
				    p[2] >= BURNT;
			}
		worst = fmax(worst, n > 0 ? burnt / n : 0);
	}
	return worst;
}
