/*
 * Open eyes that look at the camera, from the finer points of lids and
 * irises.
 */
#include "facial.h"
#include "patch.h"

#include <math.h>

#define DEGREE (3.14159265358979323846 / 180)
/* Width of an eye between its corners over the radius of the eyeball. */
#define EYE_BALL 2.5

static double apart(const struct photo_point *a, const struct photo_point *b)
{
	return hypot(a->x - b->x, a->y - b->y);
}

/* Across, and down: lids hide the ends of the second. */
static double iris_width(const struct attention *a, int eye)
{
	const struct photo_point *p = a->iris[eye];

	return (apart(&p[1], &p[3]) + apart(&p[2], &p[4])) / 2;
}

/* The middle three of the pairs along the lids. */
static double lid_gap(const struct attention *a, int eye)
{
	const struct photo_point *p = a->eye[eye];
	double sum = 0;
	int i;

	for (i = 2; i < 5; i++)
		sum += apart(&p[EYE_LOWER + i], &p[EYE_UPPER + i]);
	return sum / 3;
}

double eyes_open(const struct attention *a)
{
	double iris = (iris_width(a, 0) + iris_width(a, 1)) / 2;

	return fmin(lid_gap(a, 0), lid_gap(a, 1)) / fmax(iris, 1e-6);
}

/* Angle by which one eye is turned in the head, to the right as seen. */
static double turned(const struct attention *a, int eye)
{
	const struct photo_point *p = a->eye[eye], *c = &a->iris[eye][0];
	const struct photo_point *l = &p[eye == 0 ? EYE_OUTER : EYE_INNER];
	const struct photo_point *r = &p[eye == 0 ? EYE_INNER : EYE_OUTER];
	double w = fmax(apart(l, r), 1e-6);
	double along = ((c->x - (l->x + r->x) / 2) * (r->x - l->x) +
	    (c->y - (l->y + r->y) / 2) * (r->y - l->y)) / (w * w);

	return asin(fmax(-1, fmin(1, EYE_BALL * along))) / DEGREE;
}

double eyes_gaze(const struct attention *a, const struct face *f)
{
	return f->yaw + (turned(a, 0) + turned(a, 1)) / 2;
}

/* Light of one pupil and what of the iris is next to it, by the skin above
 * and below, or by the cheek where that is painted dark: the darkest quarter,
 * for neither a catchlight nor a pale iris counts. */
static double pupil(const struct photo_image *im, const struct attention *a,
    const struct face *f, int eye)
{
	static const int round[] = { 18, 19, 20, 26, 27, 28 };
	const struct photo_point *c = &a->iris[eye][0];
	double radius = 0.45 * iris_width(a, eye) / 2, skin = 0, x, y, v;
	int count[64] = { 0 }, n = 0, i, low;
	struct light l = patch_cheek(im, f, eye);
	double cheek = light_luma(&l);

	for (i = 0; i < 6; i++) {
		l = patch_disc(im, a->eye[eye][round[i]].x,
		    a->eye[eye][round[i]].y, 2);
		skin += light_luma(&l) / 6;
	}
	skin = fmax(skin, 0.7 * cheek);
	for (y = -floor(radius); y <= radius; y++)
		for (x = -floor(radius); x <= radius; x++) {
			l = light_of(patch_pixel(im, c->x + x, c->y + y));
			v = 32 * light_luma(&l) / fmax(skin, 1e-3);
			count[v < 63 ? (int)v : 63]++;
			n++;
		}
	for (i = 0, low = 0; i < 63 && 4 * (low + count[i]) < n; i++)
		low += count[i];
	return i / 32.0;
}

double eyes_bright(const struct photo_image *im, const struct attention *a,
    const struct face *f)
{
	return fmax(pupil(im, a, f, 0), pupil(im, a, f, 1));
}
