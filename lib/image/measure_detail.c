/*
 * Fine detail: in the eyes, where it must be; on the skin, where filters
 * take it away; on smooth skin, where it is noise; and along the grid of
 * eight pixels that hard compression leaves.
 */
#include "measure.h"

#include "colour.h"

#include <math.h>
#include <stdlib.h>

/* Luma of a rectangle, a plane of its own. ENOMEM */
static int luma_plane(const struct photo_image *im, int x0, int y0, int w,
    int h, struct plane *out)
{
	int x, y;

	if (plane_new(w, h, out) != PHOTO_OK)
		return PHOTO_ENOMEM;
	for (y = 0; y < h; y++)
		for (x = 0; x < w; x++)
			out->v[y * w + x] =
			    (float)pixel_luma(pixel_at(im, x0 + x, y0 + y));
	return PHOTO_OK;
}

static int eye_plane(const struct photo_image *im, const struct face *f,
    int eye, struct plane *out)
{
	double apart = hypot(f->eye[1].x - f->eye[0].x,
	    f->eye[1].y - f->eye[0].y);
	int w = (int)(0.6 * apart) + 1, h = (int)(0.36 * apart) + 1;

	return luma_plane(im, (int)(f->eye[eye].x - w / 2.0),
	    (int)(f->eye[eye].y - h / 2.0), w, h, out);
}

/* Squared differences between a plane and its blur. */
static int detail(const struct plane *p, int radius, double *sum)
{
	struct plane smooth = { 0, 0, NULL };
	size_t i;
	int err;

	if ((err = plane_new(p->width, p->height, &smooth)) != PHOTO_OK)
		return err;
	if ((err = plane_blur(p, radius, &smooth)) == PHOTO_OK)
		for (i = 0; i < plane_size(p); i++)
			*sum += (p->v[i] - smooth.v[i]) *
			    (p->v[i] - smooth.v[i]);
	plane_free(&smooth);
	return err;
}

int measure_eye_detail(const struct photo_image *im, const struct face *f,
    double *out)
{
	double fine = 0, coarse = 1;
	struct plane p;
	int eye, err = PHOTO_OK;

	for (eye = 0; eye < 2 && err == PHOTO_OK; eye++) {
		if ((err = eye_plane(im, f, eye, &p)) != PHOTO_OK)
			return err;
		err = detail(&p, 1, &fine);
		if (err == PHOTO_OK)
			err = detail(&p, 8, &coarse);
		plane_free(&p);
	}
	if (err == PHOTO_OK)
		*out = sqrt(fine / coarse);
	return err;
}

/* Cheeks and forehead: skin, with the least hair and shadow. */
static const int patches[] = { 50, 101, 280, 330, 108, 151, 337 };

#define PATCHES (int)(sizeof patches / sizeof *patches)
#define PATCH 0.12	/* face widths: their side */

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Root mean square of what is finer than 2 radius + 1 in one patch. */
static int patch_detail(const struct photo_image *im, const struct face *f,
    int point, int radius, double *out)
{
	int side = (int)(PATCH * face_width(f)) + 5, err;
	const struct point3 *c = &f->mesh[point];
	struct plane p;
	double sum = 0;

	err = luma_plane(im, (int)c->x - side / 2, (int)c->y - side / 2, side,
	    side, &p);
	if (err != PHOTO_OK)
		return err;
	if ((err = detail(&p, radius, &sum)) == PHOTO_OK)
		*out = sqrt(sum / (side * side));
	plane_free(&p);
	return err;
}

/* The middle one of the patches: neither stubble nor a lamp's spot. */
static int skin_detail(const struct photo_image *im, const struct face *f,
    int radius, int which, double *out)
{
	double v[PATCHES];
	int i, err = PHOTO_OK;

	for (i = 0; i < PATCHES && err == PHOTO_OK; i++)
		err = patch_detail(im, f, patches[i], radius, &v[i]);
	if (err != PHOTO_OK)
		return err;
	qsort(v, PATCHES, sizeof *v, by_value);
	*out = v[which];
	return PHOTO_OK;
}

int measure_skin_noise(const struct photo_image *im, const struct face *f,
    double *out)
{
	return skin_detail(im, f, 1, 0, out);
}

int measure_skin_texture(const struct photo_image *im, const struct face *f,
    double *out)
{
	double skin, eyes = 0;
	struct plane p;
	int eye, err = skin_detail(im, f, 2, PATCHES / 2, &skin);

	for (eye = 0; eye < 2 && err == PHOTO_OK; eye++) {
		double sum = 0;

		if ((err = eye_plane(im, f, eye, &p)) != PHOTO_OK)
			return err;
		err = detail(&p, 2, &sum);
		eyes += sqrt(sum / (double)plane_size(&p)) / 2;
		plane_free(&p);
	}
	if (err == PHOTO_OK)
		*out = skin / fmax(eyes, 1);
	return err;
}

/* Jumps over the eight places where a block may begin, by rows or columns. */
static void add_jumps(const struct photo_image *im, const struct face *f,
    int down, double sum[8], double n[8])
{
	int x0 = (int)f->x, y0 = (int)f->y, x, y;
	int x1 = (int)(f->x + f->width), y1 = (int)(f->y + f->height);

	x0 = x0 > 1 ? x0 : 1;
	y0 = y0 > 1 ? y0 : 1;
	x1 = x1 < im->width - 2 ? x1 : im->width - 2;
	y1 = y1 < im->height - 2 ? y1 : im->height - 2;
	for (y = y0; y < y1; y += down ? 1 : 5)
		for (x = x0; x < x1; x += down ? 5 : 1) {
			int dx = !down, dy = down, at = (down ? y : x) & 7;
			double a = pixel_luma(pixel_at(im, x - 2 * dx,
			    y - 2 * dy));
			double b = pixel_luma(pixel_at(im, x - dx, y - dy));
			double c = pixel_luma(pixel_at(im, x, y));
			double d = pixel_luma(pixel_at(im, x + dx, y + dy));

			/* What the slopes beside it don't foretell. */
			sum[at] += fabs(c - b - (b - a + d - c) / 2);
			n[at]++;
		}
}

double measure_blocks(const struct photo_image *im, const struct face *f)
{
	double worst = 1;
	int down, i;

	for (down = 0; down < 2; down++) {
		double sum[8] = { 0 }, n[8] = { 0 }, other = 0;

		add_jumps(im, f, down, sum, n);
		for (i = 0; i < 8; i++)
			if (n[i] == 0)
				return NAN;
		for (i = 1; i < 8; i++)
			other += sum[i] / n[i] / 7;
		worst = fmax(worst, sum[0] / n[0] / fmax(other, 0.1));
	}
	return worst;
}
