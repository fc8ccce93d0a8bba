/*
 * The head as hair makes it: the mesh ends at the forehead, the standard's
 * top of the head is the top of the hair, and only the mask sees that.
 */
#include "head.h"

#include "matte.h"
#include "patch.h"

#include <math.h>
#include <stdlib.h>

#define SIDE	3.2	/* face widths: hair, shoulders and some wall */
#define PERSON	0.5f

/* The hairline, in face widths: columns and their distance, step, spot. */
#define COLUMNS	5
#define APART	0.06
#define STEP	0.01
#define SPOT	0.015
#define UNLIKE	20	/* [M] CIE 1976 distance of hair from forehead */

/* Is row y still head between x0 and x1? A few stray hairs are not. */
static int is_head(const struct plane *mask, int y, double x0, double x1)
{
	int x, n = 0;

	for (x = (int)fmax(x0, 0); x < x1 && x < mask->width; x++)
		n += mask->v[(size_t)y * (size_t)mask->width + (size_t)x] >
		    PERSON;
	return n >= fmax(2, 0.1 * (x1 - x0));
}

double head_crown(const struct plane *mask, double forehead, double left,
    double right)
{
	double wide = 0.2 * (right - left);	/* high hair leans over */
	int y = (int)fmin(fmax(forehead, 0), mask->height - 1);

	while (y > 0 && is_head(mask, y - 1, left - wide, right + wide))
		y--;
	return y;
}

/* Up from the forehead in one column, to where two spots on end are no skin;
 * the top of the hair where there are none. */
static double skin_ends(const struct photo_image *im, double x, double y,
    double crown, double width)
{
	struct light l = patch_disc(im, x, y + 0.1 * width, 3 * SPOT * width);
	struct lab skin = light_lab(&l);
	int unlike = 0;

	for (; y > crown && unlike < 2; y -= STEP * width) {
		struct lab at;

		l = patch_disc(im, x, y, SPOT * width);
		at = light_lab(&l);
		unlike = lab_distance(skin, at) > UNLIKE ? unlike + 1 : 0;
	}
	return unlike < 2 ? crown : y + 2 * STEP * width;
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double hairline(const struct photo_image *im, const struct face *f,
    double crown)
{
	struct photo_point top = face_mark(f, PHOTO_HAIRLINE);
	double w = face_width(f), y[COLUMNS];
	int i;

	for (i = 0; i < COLUMNS; i++)
		y[i] = skin_ends(im, top.x + (i - COLUMNS / 2) * APART * w,
		    top.y, crown, w);
	qsort(y, COLUMNS, sizeof *y, ascending);
	return y[COLUMNS / 2];
}

/* The row from which the person touches picture column x. */
static double touches(const struct plane *mask, const struct region *r,
    double x)
{
	int at = (int)floor((x - r->x) / r->step), y;

	if (at < 0 || at >= mask->width)
		return INFINITY;
	for (y = 0; y < mask->height; y++)
		if (mask->v[(size_t)y * (size_t)mask->width + (size_t)at] >
		    PERSON)
			return r->y + y * r->step;
	return INFINITY;
}

int head_measure(struct photo_engine *e, const struct photo_image *im,
    const struct face *f, struct head *head, struct frame *frame)
{
	struct photo_point left = face_mark(f, PHOTO_CHEEK_LEFT);
	struct photo_point right = face_mark(f, PHOTO_CHEEK_RIGHT);
	struct photo_point forehead = face_mark(f, PHOTO_CROWN);
	double side = SIDE * face_width(f);
	struct region r = { .step = side / PERSON_SIDE, .width = PERSON_SIDE,
	    .height = PERSON_SIDE };
	struct plane mask = { 0, 0, NULL };
	int err;

	head->eye_y = face_eye_line(f);
	head->centre_x = (left.x + right.x) / 2;
	head->width = face_width(f);
	r.x = head->centre_x - side / 2;
	r.y = head->eye_y - 0.45 * side;
	if ((err = segment_region(e, im, &r, &mask)) != PHOTO_OK)
		return err;
	head->crown_y = r.y + r.step * head_crown(&mask,
	    (forehead.y - r.y) / r.step, (left.x - r.x) / r.step,
	    (right.x - r.x) / r.step);
	/* What the network sees above the picture is its own edge again. */
	head->crown_y = fmax(head->crown_y, 0);
	head->hairline_y = hairline(im, f, head->crown_y);
	frame->width = im->width;
	frame->height = im->height;
	frame->touch_left = touches(&mask, &r, 1);
	frame->touch_right = touches(&mask, &r, im->width - 1);
	plane_free(&mask);
	return PHOTO_OK;
}
