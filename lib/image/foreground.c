/*
 * A pixel that is half hair, half old wall must bring its hair's colour to
 * the new wall, or a rim of the old one stays. The wall is known; the person
 * near a mixed pixel is the mean of the sure person, and that is corrected by
 * what the pixel shows (as blur fusion does, Forte and Pitie 2021). A second,
 * narrow round starts from the first one's colours.
 */
#include "backdrop.h"
#include "matte.h"
#include "moments.h"

#include <stdlib.h>
#include <string.h>

#define SURE	0.98f	/* alpha from here on shows no wall */
#define NARROW	5	/* px: the second round's window */

struct fore {
	const struct photo_image *im;
	const struct plane *alpha;
	struct backdrop wall;
	struct plane person[3];		/* 0..255, then times alpha */
	struct plane share;
	float *row;
};

static void fore_free(struct fore *f)
{
	int c;

	for (c = 0; c < 3; c++)
		plane_free(&f->person[c]);
	plane_free(&f->share);
	backdrop_free(&f->wall);
	free(f->row);
}

static int fore_new(struct fore *f, const struct photo_image *im,
    const struct plane *alpha)
{
	int c, err;

	memset(f, 0, sizeof *f);
	f->im = im;
	f->alpha = alpha;
	for (c = 0; c < 3; c++)
		if ((err = plane_new(im->width, im->height, &f->person[c])) !=
		    PHOTO_OK)
			return err;
	if ((err = plane_new(im->width, im->height, &f->share)) != PHOTO_OK)
		return err;
	f->row = calloc(6 * (size_t)im->width, sizeof *f->row);
	if (f->row == NULL)
		return PHOTO_ENOMEM;
	return backdrop_fit(im, alpha, &f->wall);
}

/* Mean colour of the sure person round each cell, wider where none is. */
static int begin(struct fore *f, struct plane mean[3])
{
	static const int radius[3] = { 2, 8, 32 };
	static const float gain[3] = { 1, 0.01f, 0.0001f };
	struct moments m;
	struct plane sure = { 0, 0, NULL }, count = { 0, 0, NULL };
	size_t i, n;
	int c, j, err;

	memset(&m, 0, sizeof m);
	err = plane_new(f->im->width, f->im->height, &sure);
	for (i = 0; err == PHOTO_OK && i < plane_size(&sure); i++)
		sure.v[i] = f->alpha->v[i] >= SURE;
	if (err == PHOTO_OK)
		err = moments_of(f->im, &sure, NULL, &m);
	if (err == PHOTO_OK)
		err = plane_new(m.m[0].width, m.m[0].height, &count);
	for (c = 0; c < 3 && err == PHOTO_OK; c++)
		err = plane_new(count.width, count.height, &mean[c]);
	n = err == PHOTO_OK ? plane_size(&count) : 0;
	for (j = 0; j < 3 && err == PHOTO_OK; j++) {
		for (c = M_N; c <= M_B && err == PHOTO_OK; c++)
			err = plane_blur(&m.m[c], radius[j], &m.m[c]);
		for (i = 0; i < n; i++) {
			count.v[i] += gain[j] * m.m[M_N].v[i];
			for (c = 0; c < 3; c++)
				mean[c].v[i] += gain[j] * m.m[M_R + c].v[i];
		}
	}
	for (i = 0; i < n; i++)
		for (c = 0; c < 3; c++)
			mean[c].v[i] *= 255 / (count.v[i] + 1e-12f);
	plane_free(&sure);
	plane_free(&count);
	moments_free(&m);
	return err;
}

static float correct(float person, float wall, float alpha, float seen)
{
	float v = person + alpha * (seen - alpha * person - (1 - alpha) *
	    wall);

	return v < 0 ? 0 : v > 255 ? 255 : v;
}

/* First round: person becomes colour times alpha, share becomes alpha. */
static void first(struct fore *f, const struct plane mean[3])
{
	int x, y, c, w = f->im->width;
	size_t i = 0;

	for (y = 0; y < f->im->height; y++) {
		for (c = 0; c < 3; c++) {
			backdrop_row(&f->wall.colour[c], BACKDROP_CELL, y, w,
			    f->row + c * w);
			backdrop_row(&mean[c], MOMENT_CELL, y, w, f->row +
			    (c + 3) * w);
		}
		for (x = 0; x < w; x++, i++) {
			float a = f->alpha->v[i];

			f->share.v[i] = a;
			for (c = 0; c < 3; c++) {
				float seen = f->im->rgb[3 * i + (size_t)c];

				if (a > 0 && a < SURE)
					seen = correct(f->row[(c + 3) * w +
					    x], f->row[c * w + x], a, seen);
				f->person[c].v[i] = a * seen;
			}
		}
	}
}

static void second(struct fore *f, struct photo_image *out)
{
	int x, y, c, w = f->im->width;
	size_t i = 0;

	for (y = 0; y < f->im->height; y++) {
		for (c = 0; c < 3; c++)
			backdrop_row(&f->wall.colour[c], BACKDROP_CELL, y, w,
			    f->row + c * w);
		for (x = 0; x < w; x++, i++) {
			float a = f->alpha->v[i];

			for (c = 0; c < 3; c++) {
				float v = f->im->rgb[3 * i + (size_t)c];

				if (a > 0 && a < SURE)
					v = correct(f->person[c].v[i] /
					    (f->share.v[i] + 1e-6f),
					    f->row[c * w + x], a, v);
				out->rgb[3 * i + (size_t)c] = (uint8_t)(v +
				    0.5f);
			}
		}
	}
}

int foreground_estimate(const struct photo_image *im,
    const struct plane *alpha, struct photo_image **out)
{
	struct plane mean[3];
	struct photo_image *to = NULL;
	struct fore f;
	int c, err;

	memset(mean, 0, sizeof mean);
	err = fore_new(&f, im, alpha);
	if (err == PHOTO_OK)
		err = begin(&f, mean);
	if (err == PHOTO_OK)
		first(&f, mean);
	for (c = 0; c < 3 && err == PHOTO_OK; c++)
		err = plane_blur(&f.person[c], NARROW, &f.person[c]);
	if (err == PHOTO_OK)
		err = plane_blur(&f.share, NARROW, &f.share);
	if (err == PHOTO_OK)
		err = photo_image_new(im->width, im->height, &to);
	if (err == PHOTO_OK) {
		second(&f, to);
		*out = to;
	}
	for (c = 0; c < 3; c++)
		plane_free(&mean[c]);
	fore_free(&f);
	return err;
}
