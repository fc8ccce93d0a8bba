/*
 * Open eyes that look at the camera, from the finer points of lids and
 * irises.
 */
#include "facial.h"

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
