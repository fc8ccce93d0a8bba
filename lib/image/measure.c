/*
 * Light and colour of a face.
 */
#include "measure.h"

#include "colour.h"

#include <math.h>

/* Calls `add` on every pixel of a disc. */
static void each_near(const struct photo_image *im, double cx, double cy,
    double radius, void (*add)(const uint8_t *, void *), void *to)
{
	int x, y;

	for (y = (int)floor(cy - radius); y <= cy + radius; y++)
		for (x = (int)floor(cx - radius); x <= cx + radius; x++)
			if (hypot(x + 0.5 - cx, y + 0.5 - cy) <= radius)
				add(pixel_at(im, x, y), to);
}

/* Skin that beards, hair and glasses mostly leave free, left then right. */
static const int skin[2][4] = {
	{ 50, 101, 118, 205 }, { 280, 330, 347, 425 },
};

#define SKIN_RADIUS 0.06	/* face widths */

struct sums {
	double luma, chroma, rgb[3], n;
};

static void add_light(const uint8_t *p, void *to)
{
	struct sums *s = to;
	int high = p[0] > p[1] ? p[0] : p[1], low = p[0] < p[1] ? p[0] : p[1];
	int c;

	high = high > p[2] ? high : p[2];
	low = low < p[2] ? low : p[2];
	s->luma += pixel_luma(p);
	s->chroma += (high - low) / 255.0;
	for (c = 0; c < 3; c++)
		s->rgb[c] += p[c];
	s->n++;
}

static struct sums side_sums(const struct photo_image *im,
    const struct face *f, int side)
{
	struct sums s = { 0, 0, { 0, 0, 0 }, 0 };
	int i;

	for (i = 0; i < 4; i++) {
		const struct point3 *p = &f->mesh[skin[side][i]];

		each_near(im, p->x, p->y, SKIN_RADIUS * face_width(f),
		    add_light, &s);
	}
	return s;
}

static struct sums face_sums(const struct photo_image *im, const struct face *f)
{
	struct sums l = side_sums(im, f, 0), r = side_sums(im, f, 1);
	int c;

	l.luma += r.luma;
	l.chroma += r.chroma;
	for (c = 0; c < 3; c++)
		l.rgb[c] += r.rgb[c];
	l.n += r.n;
	return l;
}

double measure_face_luma(const struct photo_image *im, const struct face *f)
{
	struct sums s = face_sums(im, f);

	return s.luma / s.n;
}

double measure_face_chroma(const struct photo_image *im, const struct face *f)
{
	struct sums s = face_sums(im, f);

	return s.chroma / s.n;
}

double measure_face_balance(const struct photo_image *im, const struct face *f)
{
	struct sums l = side_sums(im, f, 0), r = side_sums(im, f, 1);
	double a = l.luma / l.n, b = r.luma / r.n;

	return fabs(a - b) / fmax(fmax(a, b), 1);
}

double measure_face_cast(const struct photo_image *im, const struct face *f)
{
	struct sums s = face_sums(im, f);
	uint8_t mean[3];
	struct lab skin_lab;
	int c;

	for (c = 0; c < 3; c++)
		mean[c] = (uint8_t)(s.rgb[c] / s.n + 0.5);
	skin_lab = lab_of(mean);
	return atan2(skin_lab.b, skin_lab.a) * 180 / M_PI;
}

/* The outline of the face, clockwise from the forehead. */
static const int oval[] = {
	10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365,
	379, 378, 400, 377, 152, 148, 176, 149, 150, 136, 172, 58, 132, 93,
	234, 127, 162, 21, 54, 103, 67, 109
};

#define OVAL (int)(sizeof oval / sizeof *oval)

/* Where the outline crosses a row, first and last; 0: nowhere. */
static int oval_row(const struct face *f, double y, double *from, double *to)
{
	int i, n = 0;

	for (i = 0; i < OVAL; i++) {
		const struct point3 *a = &f->mesh[oval[i]];
		const struct point3 *b = &f->mesh[oval[(i + 1) % OVAL]];
		double x;

		if ((a->y > y) == (b->y > y))
			continue;
		x = a->x + (y - a->y) / (b->y - a->y) * (b->x - a->x);
		*from = n == 0 ? x : fmin(*from, x);
		*to = n == 0 ? x : fmax(*to, x);
		n++;
	}
	return n;
}

double measure_face_hot(const struct photo_image *im, const struct face *f)
{
	double from = 0, to = 0, hot = 0, n = 0;
	int x, y;

	for (y = (int)f->mesh[10].y; y < f->mesh[152].y; y++) {
		if (!oval_row(f, y + 0.5, &from, &to))
			continue;
		for (x = (int)from; x < to; x++) {
			const uint8_t *p = pixel_at(im, x, y);

			/* Light that has lost its colour, or nearly. */
			hot += (p[0] >= 250) + (p[1] >= 250) + (p[2] >= 250) >=
			    2 || pixel_luma(p) >= 245;
			n++;
		}
	}
	return n > 0 ? hot / n : NAN;
}
