#include "disguise.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static uint8_t *at(struct photo_image *im, int x, int y)
{
	x = x < 0 ? 0 : x >= im->width ? im->width - 1 : x;
	y = y < 0 ? 0 : y >= im->height ? im->height - 1 : y;
	return im->rgb + 3 * ((size_t)y * (size_t)im->width + (size_t)x);
}

static struct photo_image *copy(const struct photo_image *im)
{
	struct photo_image *out;

	if (photo_image_new(im->width, im->height, &out) != PHOTO_OK)
		abort();
	memcpy(out->rgb, im->rgb, (size_t)im->width * (size_t)im->height * 3);
	return out;
}

/* Between two pixels of a column. */
static void take(struct photo_image *from, double x, double y, uint8_t out[3])
{
	const uint8_t *a = at(from, (int)x, (int)floor(y));
	const uint8_t *b = at(from, (int)x, (int)floor(y) + 1);
	double t = y - floor(y);
	int i;

	for (i = 0; i < 3; i++)
		out[i] = (uint8_t)(a[i] + t * (b[i] - a[i]) + 0.5);
}

static void blend(uint8_t *p, const uint8_t colour[3], double opacity)
{
	int i;

	for (i = 0; i < 3; i++)
		p[i] = (uint8_t)(p[i] + opacity * (colour[i] - p[i]) + 0.5);
}

/* y of a lid at column x: corner, seven points, corner. */
static double lid(const struct photo_point *p, int first, double x)
{
	struct photo_point line[9];
	double dir = p[EYE_INNER].x > p[EYE_OUTER].x ? 1 : -1;
	int i;

	line[0] = p[EYE_OUTER];
	line[8] = p[EYE_INNER];
	for (i = 0; i < 7; i++)
		line[i + 1] = p[first + i];
	for (i = 0; i < 7; i++)
		if (dir * (line[i + 1].x - x) >= 0)
			break;
	if (fabs(line[i + 1].x - line[i].x) < 1e-6)
		return line[i].y;
	return line[i].y + (line[i + 1].y - line[i].y) *
	    (x - line[i].x) / (line[i + 1].x - line[i].x);
}

static void span(const struct photo_point *p, double *x0, double *x1)
{
	*x0 = fmin(p[EYE_OUTER].x, p[EYE_INNER].x);
	*x1 = fmax(p[EYE_OUTER].x, p[EYE_INNER].x);
}

static void shut_one(struct photo_image *im, const struct photo_point *p,
    double shut)
{
	static const uint8_t lash[3] = { 30, 22, 20 };
	struct photo_image *was = copy(im);
	double x0, x1, x, y;

	span(p, &x0, &x1);
	for (x = floor(x0); x <= x1; x++) {
		double up = lid(p, EYE_UPPER, x), low = lid(p, EYE_LOWER, x);
		double edge = up + shut * (low - up) + 1;
		double fold = up - 0.5 * (x1 - x0) * 0.4;

		for (y = floor(fold); y <= edge; y++) {
			double t = (y - fold) / (edge - fold);

			take(was, x, fold + t * (up - 2 - fold),
			    at(im, (int)x, (int)y));
		}
		blend(at(im, (int)x, (int)edge), lash, 0.8);
		blend(at(im, (int)x, (int)edge + 1), lash, 0.4);
	}
	photo_image_free(was);
}

void disguise_lids(struct photo_image *im, const struct wearer *w, int eye,
    double shut)
{
	int i;

	for (i = 0; i < 2; i++)
		if (eye == 2 || eye == i)
			shut_one(im, w->look.eye[i], shut);
}

void disguise_gaze(struct photo_image *im, const struct wearer *w,
    double aside)
{
	struct photo_image *was = copy(im);
	double x0, x1, x, y;
	int i;

	for (i = 0; i < 2; i++) {
		const struct photo_point *p = w->look.eye[i];

		span(p, &x0, &x1);
		for (x = x0 + 1; x < x1; x++) {
			double from = x - aside * (x1 - x0);

			from = fmin(fmax(from, x0 + 2), x1 - 2);
			for (y = ceil(lid(p, EYE_UPPER, x)) + 1;
			    y < lid(p, EYE_LOWER, x) - 1; y++)
				memcpy(at(im, (int)x, (int)y),
				    at(was, (int)from, (int)y), 3);
		}
	}
	photo_image_free(was);
}

static void ellipse(struct photo_image *im, double cx, double cy, double rx,
    double ry, const uint8_t colour[3], double opacity)
{
	double x, y;

	for (y = floor(cy - ry); y <= cy + ry; y++)
		for (x = floor(cx - rx); x <= cx + rx; x++)
			if (hypot((x - cx) / rx, (y - cy) / ry) <= 1)
				blend(at(im, (int)x, (int)y), colour,
				    opacity);
}

static void over_eyes(struct photo_image *im, const struct wearer *w,
    double down, double rx, double ry, const uint8_t colour[3],
    double opacity)
{
	double x0, x1;
	int i;

	for (i = 0; i < 2; i++) {
		const struct photo_point *p = w->look.eye[i];

		span(p, &x0, &x1);
		ellipse(im, (x0 + x1) / 2, (p[EYE_OUTER].y +
		    p[EYE_INNER].y) / 2 + down * (x1 - x0), rx * (x1 - x0),
		    ry * (x1 - x0), colour, opacity);
	}
}

void disguise_lenses(struct photo_image *im, const struct wearer *w,
    const uint8_t colour[3], double opacity)
{
	over_eyes(im, w, 0.1, 0.85, 0.7, colour, opacity);
}

void disguise_glare(struct photo_image *im, const struct wearer *w,
    double size)
{
	static const uint8_t white[3] = { 255, 255, 255 };

	over_eyes(im, w, 0, size / 2, size / 2, white, 1);
}

/* A piece of hair from above the forehead, repeated downwards. */
void disguise_fringe(struct photo_image *im, const struct wearer *w,
    double depth)
{
	const struct point3 *m = w->face.mesh;
	struct photo_image *was = copy(im);
	int top = 0, hair, x, y, x0 = (int)m[54].x, x1 = (int)m[284].x;
	int middle = (int)m[10].x;
	double brow = fmax(m[52].y, m[282].y) + 0.04 * face_width(&w->face);
	double end = brow + depth * 0.28 * face_width(&w->face);

	while (top < im->height - 1 &&
	    w->mask.v[top * w->mask.width + middle] < 0.95f)
		top++;
	top += 6;
	hair = (int)((m[10].y - top) * 0.6);
	hair = hair < 6 ? 6 : hair;
	for (x = x0; x < x1; x++)
		for (y = (int)m[10].y - 4; y < end + x % 7; y++)
			memcpy(at(im, x, y), at(was, middle - 12 + x % 25,
			    top + (y - (int)m[10].y + 4) % hair), 3);
	photo_image_free(was);
}

void disguise_hat(struct photo_image *im, const struct wearer *w,
    const uint8_t colour[3])
{
	double brow = fmin(w->face.mesh[105].y, w->face.mesh[334].y) -
	    0.05 * face_width(&w->face);
	int x, y, i;

	for (y = 0; y < brow && y < im->height; y++)
		for (x = 0; x < im->width; x++) {
			uint8_t *p = at(im, x, y);
			int knit = (x % 4 + y % 3) * 5 - 12;

			if (w->mask.v[y * w->mask.width + x] < 0.5f)
				continue;
			for (i = 0; i < 3; i++) {
				int v = colour[i] + knit;

				p[i] = (uint8_t)(v < 0 ? 0 : v > 255 ? 255 :
				    v);
			}
		}
}

void disguise_mask(struct photo_image *im, const struct wearer *w,
    const uint8_t colour[3])
{
	const struct point3 *m = w->face.mesh;
	int x, y;

	for (y = (int)m[195].y; y < m[152].y; y++) {
		double t = (y - m[195].y) / (m[152].y - m[195].y);
		double half = (m[454].x - m[234].x) / 2 *
		    (1 - 0.45 * t * t);
		double cx = (m[454].x + m[234].x) / 2;

		for (x = (int)(cx - half); x < cx + half; x++)
			blend(at(im, x, y), colour, 0.95);
	}
}
