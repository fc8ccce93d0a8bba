/*
 * Scale and shift by exhaustive search: two unknowns, a few thousand cheap
 * candidates, and every wish of the standard is one term of the cost.
 */
#include "geometry.h"

#include <math.h>

/* A pixel out of the standard's ranges, or nearer to an end of one than the
 * finished photo measures away from the plan, outweighs any pixel of the
 * person that is cut off; that outweighs how far the worst of the ranges is
 * from its middle; that the others. */
#define COST_RANGE	1e6
#define COST_CUT	1e3
#define COST_WORST	1e2

/* [M] px; nine of ten plans are kept better than this. */
#define NOISE		2.0
/* px of the person that may be missing: the rule on it allows 3. */
#define LOSS		2.0

#define SCALES		120
#define EYE_STEP	1.0

/* Distance from the middle, 1 at either end of the range. */
static double off_middle(double v, double min, double max)
{
	return fabs(2 * v - min - max) / (max - min);
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

/* What a narrow range (a campaign may have one) leaves of the noise. */
static double outside(double v, double min, double max)
{
	double noise = fmin(NOISE, (max - min) / 4);

	return out_of_range(v, min + noise, max - noise);
}

static double cost(const struct placement *t, const struct photo_profile *p)
{
	double eye = off_middle(t->eye_y, p->eye_y_min, p->eye_y_max);
	double crown = off_middle(t->crown_y, p->crown_y_min, p->crown_y_max);
	double width = off_middle(t->width, p->face_width_min,
	    p->face_width_max);

	return COST_RANGE * (outside(t->eye_y, p->eye_y_min, p->eye_y_max) +
	    outside(t->crown_y, p->crown_y_min, p->crown_y_max) +
	    outside(t->width, p->face_width_min, p->face_width_max)) +
	    COST_CUT * fmax(t->missing - LOSS, 0) +
	    COST_WORST * fmax(fmax(eye, crown), width) +
	    eye * eye + crown * crown + width * width;
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
