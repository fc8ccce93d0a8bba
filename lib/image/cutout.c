/*
 * photo_matte_input: alpha at the size of the oriented input, for reviewers
 * and for measuring the matte against known ones.
 */
#include "matte.h"
#include "pipeline.h"

#include <stdlib.h>

#define GUIDE_SIDE	800.0		/* px; mask detail is 1/256 anyway */
#define ROOM		1.1

/* The square that holds the person in a first mask, with some wall round
 * it: the network sees no more than 256 pixels, so spend them there. */
static int person_square(const struct plane *mask, struct region *r)
{
	int x, y, x0 = mask->width, x1 = -1, y0 = mask->height, y1 = -1;
	double side;

	for (y = 0; y < mask->height; y++)
		for (x = 0; x < mask->width; x++)
			if (mask->v[(size_t)y * (size_t)mask->width +
			    (size_t)x] > 0.5f) {
				x0 = x < x0 ? x : x0;
				x1 = x > x1 ? x : x1;
				y0 = y < y0 ? y : y0;
				y1 = y;
			}
	if (x1 < 0)
		return 0;
	side = ROOM * (x1 - x0 > y1 - y0 ? x1 - x0 + 1 : y1 - y0 + 1);
	r->x += r->step * ((x0 + x1 + 1) / 2.0 - side / 2);
	r->y += r->step * ((y0 + y1 + 1) / 2.0 - side / 2);
	r->step *= side / PERSON_SIDE;
	r->width = r->height = PERSON_SIDE;
	return 1;
}

/* Replaces the part of the mask that a closer look shows. */
static int look_closer(struct photo_engine *e, const struct photo_image *im,
    const struct region *all, struct plane *mask)
{
	struct region r = *all;
	struct plane close = { 0, 0, NULL };
	int x, y, err;

	if (!person_square(mask, &r))
		return PHOTO_OK;
	if ((err = segment_region(e, im, &r, &close)) != PHOTO_OK)
		return err;
	for (y = 0; y < mask->height; y++)
		for (x = 0; x < mask->width; x++) {
			double u = ((x + 0.5) * all->step - r.x) / r.step;
			double v = ((y + 0.5) * all->step - r.y) / r.step;

			if (u >= 0 && v >= 0 && u < PERSON_SIDE &&
			    v < PERSON_SIDE)
				mask->v[(size_t)y * (size_t)mask->width +
				    (size_t)x] = plane_at(&close, u, v);
		}
	plane_free(&close);
	return PHOTO_OK;
}

/* Mask and matte of the decoded picture, matte at its size. */
static int cut_out(struct photo_engine *e, const struct photo_image *im,
    struct plane *alpha)
{
	int longer = im->width > im->height ? im->width : im->height;
	double step = longer > GUIDE_SIDE ? longer / GUIDE_SIDE : 1;
	struct region all = { 0, 0, step, (int)(im->width / step),
	    (int)(im->height / step) };
	struct photo_image *guide = NULL;
	struct plane mask = { 0, 0, NULL };
	int err;

	err = sample_image(im, &all, KERNEL_LINEAR, &guide);
	if (err == PHOTO_OK)
		err = segment_region(e, im, &all, &mask);
	if (err == PHOTO_OK)
		err = look_closer(e, im, &all, &mask);
	if (err == PHOTO_OK)
		err = matte_refine(guide, &mask, alpha);
	photo_image_free(guide);
	plane_free(&mask);
	return err;
}

int photo_matte_input(struct photo_engine *e, const uint8_t *data, size_t n,
    struct photo_matte **out)
{
	struct plane alpha = { 0, 0, NULL };
	struct photo_image *im = NULL;
	struct photo_matte *m = NULL;
	struct photo_input info;
	double scale, kx, ky;
	uint8_t *to;
	int x, y, err;

	err = photo_decode(data, n, WORK_SIDE, &info, &scale, &im);
	if (err == PHOTO_OK)
		err = sample_halve(im);
	if (err == PHOTO_OK)
		err = cut_out(e, im, &alpha);
	if (err == PHOTO_OK)
		err = photo_matte_new(info.width, info.height, &m);
	if (err == PHOTO_OK) {
		kx = (double)alpha.width / info.width;
		ky = (double)alpha.height / info.height;
		to = m->alpha;
		for (y = 0; y < info.height; y++)
			for (x = 0; x < info.width; x++)
				*to++ = (uint8_t)(plane_at(&alpha,
				    (x + 0.5) * kx, (y + 0.5) * ky) * 255 +
				    0.5f);
		*out = m;
	}
	photo_image_free(im);
	plane_free(&alpha);
	return err;
}
