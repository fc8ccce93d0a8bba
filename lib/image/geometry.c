/*
 * Scale and shift by exhaustive search: two unknowns, a few thousand cheap
 * candidates, and every wish of the standard is one term of the cost.
 */
#include "geometry.h"

#include <math.h>

/* A pixel out of the standard's ranges outweighs any pixel cut off, that a
 * pixel too near a range's end, and that any distance from the middle. */
#define COST_RANGE	1e6
#define COST_CUT	1e3
#define COST_END	10

/* [M] the finished photo measures up to 3 px away from the plan. */
#define MARGIN		4.0
#define NOISE		0.5	/* ... and nearly always this much */

#define SCALES		120
#define EYE_STEP	1.0

/* Squared distance from the middle, 1 at either end of the range. */
static double off_middle(double v, double min, double max)
{
	double d = (2 * v - min - max) / (max - min);

	return d * d;
}

static double out_of_range(double v, double min, double max)
{
	return v < min ? min - v : v > max ? v - max : 0;
}

/* How much of the person the picture's own edges cut, in output px. */
static double missing(const struct placement *t, const struct frame *f,
    const struct photo_profile *p)
{
	double bottom = t->y + p->height / t->scale;
	double right = t->x + p->width / t->scale;
	double lost = fmax(0, bottom - f->height);

	if (t->x < 0 && f->touch_left < bottom)
		lost = fmax(lost, -t->x);
	if (right > f->width && f->touch_right < bottom)
		lost = fmax(lost, right - f->width);
	return lost * t->scale;
}

static void place(const struct head *h, double scale, double eye_y,
    const struct photo_profile *p, struct placement *t)
{
	t->scale = scale;
	t->x = h->centre_x - p->width / (2 * scale);
	t->y = h->eye_y - eye_y / scale;
	t->eye_y = eye_y;
	t->crown_y = eye_y - (h->eye_y - h->crown_y) * scale;
	t->width = h->width * scale;
}

static double wish(double v, double min, double max)
{
	return off_middle(v, min, max) +
	    COST_END * out_of_range(v, min + MARGIN, max - MARGIN) +
	    COST_RANGE * out_of_range(v, min + NOISE, max - NOISE);
}

static double cost(const struct placement *t, const struct photo_profile *p)
{
	return wish(t->eye_y, p->eye_y_min, p->eye_y_max) +
	    wish(t->crown_y, p->crown_y_min, p->crown_y_max) +
	    wish(t->width, p->face_width_min, p->face_width_max) +
	    COST_CUT * t->missing;
}

void geometry_place(const struct head *h, const struct frame *f,
    const struct photo_profile *p, struct placement *out)
{
	double low = p->face_width_min / h->width;
	double high = p->face_width_max / h->width;
	double best = INFINITY, eye;
	int i;

	for (i = 0; i <= SCALES; i++)
		for (eye = p->eye_y_min; eye <= p->eye_y_max;
		    eye += EYE_STEP) {
			struct placement t;
			double c;

			place(h, low + (high - low) * i / SCALES, eye, p, &t);
			t.missing = missing(&t, f, p);
			if ((c = cost(&t, p)) < best) {
				best = c;
				*out = t;
			}
		}
}
