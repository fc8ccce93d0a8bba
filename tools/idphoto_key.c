/*
 * idphoto key IN OUT.png: alpha of a studio portrait by its flat wall alone,
 * pixel by pixel, to make more people for bench --mattes. What differs from
 * the smooth wall as much as the person nearby does is person; nothing is
 * smoothed, no Laplacian or guided filter has a part in it. Whether hair is
 * all there does not matter: put before another wall with this very alpha,
 * the alpha is the truth of that picture.
 */
#include "tools/idphoto.h"
#include "lib/image/backdrop.h"
#include "lib/image/matte.h"
#include "lib/image/pipeline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NOISE	0.06f	/* of the way to the person: still wall */
#define FULL	0.85f	/* of it: all person */
#define HAIR	0.5f	/* of the wall's light is missing in dark hair */
#define REACH	24	/* part of the height in which hair may fly */

/* Mean colour of the sure person near each pixel, wider where none is. */
static int person_near(const struct photo_image *im, const struct plane *sure,
    struct plane colour[3])
{
	struct plane weight = { 0, 0, NULL }, sum = { 0, 0, NULL };
	struct plane all = { 0, 0, NULL };
	size_t i, n = plane_size(sure);
	int c, radius, err;

	if ((err = plane_new(sure->width, sure->height, &weight)) != PHOTO_OK ||
	    (err = plane_new(sure->width, sure->height, &sum)) != PHOTO_OK ||
	    (err = plane_new(sure->width, sure->height, &all)) != PHOTO_OK)
		goto out;
	for (radius = 8; radius <= 128 && err == PHOTO_OK; radius *= 2) {
		if ((err = plane_blur(sure, radius, &weight)) != PHOTO_OK)
			break;
		for (c = 0; c < 3 && err == PHOTO_OK; c++) {
			for (i = 0; i < n; i++)
				sum.v[i] = sure->v[i] * im->rgb[3 * i +
				    (size_t)c];
			err = plane_blur(&sum, radius, &sum);
			for (i = 0; i < n; i++)
				if (all.v[i] <= 0 && weight.v[i] > 0.02f)
					colour[c].v[i] = sum.v[i] /
					    weight.v[i];
		}
		for (i = 0; i < n; i++)
			if (weight.v[i] > 0.02f)
				all.v[i] = 1;
	}
out:
	plane_free(&weight);
	plane_free(&sum);
	plane_free(&all);
	return err;
}

/* Share of the way from wall to person at each pixel. */
static void project(const struct photo_image *im, const struct backdrop *wall,
    const struct plane colour[3], float *row[3], struct plane *alpha,
    struct plane *dark)
{
	int x, y, c;
	size_t i = 0;

	for (y = 0; y < im->height; y++) {
		for (c = 0; c < 3; c++)
			backdrop_row(&wall->colour[c], BACKDROP_CELL, y,
			    im->width, row[c]);
		for (x = 0; x < im->width; x++, i++) {
			float along = 0, whole = 1, light = 1, missing = 0, a;

			for (c = 0; c < 3; c++) {
				float d = colour[c].v[i] - row[c][x];

				along += d * (im->rgb[3 * i + (size_t)c] -
				    row[c][x]);
				whole += d * d;
				light += row[c][x];
				missing -= d;
			}
			dark->v[i] = missing / light;
			a = (along / whole - NOISE) / (FULL - NOISE);
			alpha->v[i] = a < 0 ? 0 : a > 1 ? 1 : a;
		}
	}
}

/* Deep inside is person, but for gaps between hair that is far darker than
 * the wall; far outside is not. */
static int limit(const struct plane *mask, const struct plane *dark,
    struct plane *alpha)
{
	struct plane wide = { 0, 0, NULL };
	size_t i, n = plane_size(mask);
	int err;

	if ((err = plane_new(mask->width, mask->height, &wide)) != PHOTO_OK)
		return err;
	for (i = 0; i < n; i++)
		wide.v[i] = mask->v[i] < 0.9f;
	err = plane_blur(&wide, mask->height / 100, &wide);
	for (i = 0; i < n; i++)
		if (wide.v[i] <= 1e-4f && dark->v[i] < HAIR)
			alpha->v[i] = 1;
	for (i = 0; i < n; i++)
		wide.v[i] = mask->v[i] > 0.3f;
	if (err == PHOTO_OK)
		err = plane_blur(&wide, mask->height / REACH, &wide);
	for (i = 0; i < n; i++)
		if (wide.v[i] <= 1e-4f)
			alpha->v[i] = 0;
	plane_free(&wide);
	return err;
}

static int key(struct tool *t, const struct photo_image *im,
    struct plane *alpha)
{
	struct region all = { 0, 0, 1, im->width, im->height };
	struct plane mask = { 0, 0, NULL }, sure = { 0, 0, NULL };
	struct plane colour[3] = { { 0, 0, NULL }, { 0, 0, NULL },
	    { 0, 0, NULL } };
	struct backdrop wall = { .known = 0 };
	float *row[3] = { NULL, NULL, NULL };
	size_t i;
	int c, err;

	err = segment_region(t->engine, im, &all, &mask);
	if (err == PHOTO_OK)
		err = plane_new(im->width, im->height, &sure);
	for (i = 0; err == PHOTO_OK && i < plane_size(&mask); i++)
		sure.v[i] = mask.v[i] > 0.95f;
	if (err == PHOTO_OK)
		err = plane_new(im->width, im->height, alpha);
	for (c = 0; c < 3 && err == PHOTO_OK; c++) {
		err = plane_new(im->width, im->height, &colour[c]);
		row[c] = calloc((size_t)im->width, sizeof **row);
		if (row[c] == NULL)
			err = PHOTO_ENOMEM;
	}
	if (err == PHOTO_OK)
		err = backdrop_fit(im, &mask, &wall);
	if (err == PHOTO_OK)
		err = person_near(im, &sure, colour);
	if (err == PHOTO_OK) {
		/* sure has done its work */
		project(im, &wall, colour, row, alpha, &sure);
		err = limit(&mask, &sure, alpha);
	}
	for (c = 0; c < 3; c++) {
		plane_free(&colour[c]);
		free(row[c]);
	}
	backdrop_free(&wall);
	plane_free(&mask);
	plane_free(&sure);
	return err;
}

int key_run(struct tool *t)
{
	struct plane alpha = { 0, 0, NULL };
	struct photo_image *im = NULL;
	struct photo_matte *m = NULL;
	struct photo_input info;
	uint8_t *data = NULL, *png = NULL;
	double scale;
	size_t n, i;
	int err, code;

	if ((code = tool_read(t->in, &data, &n)) != EXIT_GOOD)
		return code;
	err = photo_decode(data, n, 0, &info, &scale, &im);
	if (err == PHOTO_OK)
		err = key(t, im, &alpha);
	if (err == PHOTO_OK)
		err = photo_matte_new(im->width, im->height, &m);
	for (i = 0; err == PHOTO_OK && i < plane_size(&alpha); i++)
		m->alpha[i] = (uint8_t)(alpha.v[i] * 255 + 0.5f);
	if (err == PHOTO_OK)
		err = photo_encode_png(m, &png, &n);
	code = err == PHOTO_OK ? tool_write(t->out, png, n) :
	    tool_explain(t->in, err);
	free(data);
	free(png);
	photo_image_free(im);
	photo_matte_free(m);
	plane_free(&alpha);
	return code;
}
