/*
 * The short-range detector sees faces down to a tenth of its square, so a
 * second pass looks at overlapping quarters: a person further back would
 * otherwise be missed and "exactly one face" be wrong. Where the first pass
 * found a large face no smaller one counts, and there is no second. Where
 * nothing at all is found it looks closer still, and from further away for a
 * face that fills the picture. What the mesh does not confirm is not a face.
 */
#include "face.h"

#include "sample.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SCORE_MIN	0.5	/* [MP] */
#define PRESENCE_MIN	0.5	/* [M] 1.00 on faces, 0.001 from behind */
#define CANDIDATES	64
/* Someone far behind is not in the photo; [M] a third of the width is. */
#define SMALLEST	0.33
/* A first face so wide, of the square, leaves no smaller one to look for:
 * the first look has seen it if it counts. */
#define ENOUGH		0.3

struct candidates {
	int count;
	struct face *face;
};

static double sigmoid(double v)
{
	return 1 / (1 + exp(-v));
}

/* Centre of anchor i, 0..1: two on each of 16 x 16 cells, six on 8 x 8. */
static void anchor(int i, double *x, double *y)
{
	int grid = i < 512 ? 16 : 8;
	int cell = i < 512 ? i / 2 : (i - 512) / 6;

	*x = (cell % grid + 0.5) / grid;
	*y = (cell / grid + 0.5) / grid;
}

/* Intersection over the smaller box: also catches a part inside a whole. */
static double overlap(const struct face *a, const struct face *b)
{
	double w = fmin(a->x + a->width, b->x + b->width) - fmax(a->x, b->x);
	double h = fmin(a->y + a->height, b->y + b->height) -
	    fmax(a->y, b->y);

	if (w <= 0 || h <= 0)
		return 0;
	return w * h / fmin(a->width * a->height, b->width * b->height);
}

/* Adds f, or drops it or its rivals, whichever scored lower. */
static void keep_best(struct candidates *c, const struct face *f)
{
	int i, n = 0;

	for (i = 0; i < c->count; i++)
		if (overlap(&c->face[i], f) > 0.3 &&
		    c->face[i].score >= f->score)
			return;
	for (i = 0; i < c->count; i++)
		if (overlap(&c->face[i], f) <= 0.3)
			c->face[n++] = c->face[i];
	if (n < CANDIDATES)
		c->face[n++] = *f;
	c->count = n;
}

/* One square through the detector. */
static int look(struct photo_engine *e, const struct photo_image *im, double x,
    double y, double side, struct candidates *c)
{
	struct region r = { x, y, side / FACE_SIDE, FACE_SIDE, FACE_SIDE };
	float *in = engine_input(e, NET_FACE);
	const float *box, *logit;
	int i, err;

	err = sample_region(im, &r, KERNEL_LINEAR, OUTSIDE_BLACK, in);
	if (err != PHOTO_OK)
		return err;
	sample_scale(in, FACE_SIDE * FACE_SIDE * 3, 1 / 127.5f, -1);
	if ((err = engine_run(e, NET_FACE)) != PHOTO_OK)
		return err;
	box = engine_output(e, NET_FACE, 0);
	logit = engine_output(e, NET_FACE, 1);
	for (i = 0; i < FACE_ANCHORS; i++, box += FACE_VALUES) {
		double ax, ay, k = side / FACE_SIDE;
		struct face f = { .score = sigmoid(logit[i]) };

		if (f.score < SCORE_MIN)
			continue;
		anchor(i, &ax, &ay);
		ax = x + ax * side;
		ay = y + ay * side;
		f.width = box[2] * k;
		f.height = box[3] * k;
		f.x = ax + box[0] * k - f.width / 2;
		f.y = ay + box[1] * k - f.height / 2;
		/* The person's right eye comes first: the left one seen. */
		f.eye[0].x = ax + box[4] * k;
		f.eye[0].y = ay + box[5] * k;
		f.eye[1].x = ax + box[6] * k;
		f.eye[1].y = ay + box[7] * k;
		keep_best(c, &f);
	}
	return PHOTO_OK;
}

/* Squares of longer side / zoom, half overlapping, over the picture. */
static int look_all_over(struct photo_engine *e, const struct photo_image *im,
    double zoom, struct candidates *c)
{
	double side = fmax(im->width, im->height) / zoom;
	int nx = im->width > side ? (int)ceil(2 * im->width / side) - 1 : 1;
	int ny = im->height > side ? (int)ceil(2 * im->height / side) - 1 : 1;
	int i, err = PHOTO_OK;

	for (i = 0; err == PHOTO_OK && i < nx * ny; i++) {
		double fx = nx > 1 ? (double)(i % nx) / (nx - 1) : 0.5;
		double fy = ny > 1 ? (double)(i / nx) / (ny - 1) : 0.5;

		err = look(e, im, fx * (im->width - side),
		    fy * (im->height - side), side, c);
	}
	return err;
}

static int find_candidates(struct photo_engine *e, const struct photo_image *im,
    struct candidates *c)
{
	static const double closer[] = { 2, 0.6, 4 };
	double largest = 0;
	int i, err;

	err = look_all_over(e, im, 1, c);
	for (i = 0; i < c->count; i++)
		largest = fmax(largest, c->face[i].width);
	if (largest >= ENOUGH * fmax(im->width, im->height))
		return err;
	for (i = 0; i < 3 && err == PHOTO_OK && (i == 0 || c->count == 0); i++)
		err = look_all_over(e, im, closer[i], c);
	return err;
}

static int larger_first(const void *a, const void *b)
{
	double wa = ((const struct face *)a)->width;
	double wb = ((const struct face *)b)->width;

	return (wa < wb) - (wa > wb);
}

/* Candidates through the mesh, which has the last word. */
static int confirm(struct photo_engine *e, const struct photo_image *im,
    struct candidates *c, struct faces *out)
{
	struct candidates sure = { 0, NULL };
	int i, err = PHOTO_OK;

	if ((sure.face = calloc(CANDIDATES, sizeof *sure.face)) == NULL)
		return PHOTO_ENOMEM;
	for (i = 0; i < c->count && err == PHOTO_OK; i++) {
		err = face_mesh(e, im, &c->face[i]);
		if (err == PHOTO_OK && c->face[i].presence >= PRESENCE_MIN)
			keep_best(&sure, &c->face[i]);
	}
	qsort(sure.face, (size_t)sure.count, sizeof *sure.face, larger_first);
	for (i = 0; i < sure.count && out->count < PHOTO_MAX_FACES; i++) {
		if (sure.face[i].width < SMALLEST * sure.face[0].width)
			break;
		face_pose(&sure.face[i]);
		out->face[out->count++] = sure.face[i];
	}
	free(sure.face);
	return err;
}

int face_find(struct photo_engine *e, const struct photo_image *im,
    struct faces **out)
{
	struct candidates c = { 0, NULL };
	struct faces *found;
	int err = PHOTO_ENOMEM;

	found = calloc(1, sizeof *found);
	c.face = calloc(CANDIDATES, sizeof *c.face);
	if (found == NULL || c.face == NULL)
		goto out;
	err = find_candidates(e, im, &c);
	if (err == PHOTO_OK)
		err = confirm(e, im, &c, found);
	if (err == PHOTO_OK) {
		*out = found;
		found = NULL;
	}
out:
	free(c.face);
	free(found);
	return err;
}
