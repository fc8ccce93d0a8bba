/*
 * Shoulders and clothes: where the outline of the shoulders runs, how level
 * it is, and how the cloth along it stands out.
 */
#include "measure.h"

#include "colour.h"

#include <math.h>
#include <string.h>

#define ASIDE	0.6	/* face widths from the middle: past the neck */
#define SURE	0.9f	/* of a mask: person */
#define EDGE	5	/* px below the outline that may still be mixed */
#define DEEP	40	/* px of cloth below it */
#define CHEST	0.8	/* face widths to each side */

static float mask_at(const struct plane *m, int x, int y)
{
	return m->v[(size_t)y * (size_t)m->width + (size_t)x];
}

/* Row where the shoulder begins in a column, going down from the mouth; -1
 * where hair hangs there or nothing begins. */
static int shoulder_row(const struct plane *mask, int x, int mouth)
{
	int y = mouth > 0 ? mouth : 0;

	if (y >= mask->height || mask_at(mask, x, y) > 0.1f)
		return -1;
	while (y < mask->height && mask_at(mask, x, y) < SURE)
		y++;
	return y < mask->height ? y : -1;
}

struct column {
	int x, y;
};

/* Columns with a shoulder on one side, from the neck outwards. */
static int shoulder_columns(const struct plane *mask, const struct face *f,
    int right, struct column *out, int max)
{
	int mouth = (int)face_mark(f, PHOTO_MOUTH).y;
	double middle = (face_mark(f, PHOTO_CHEEK_LEFT).x +
	    face_mark(f, PHOTO_CHEEK_RIGHT).x) / 2;
	int step = right ? 1 : -1, n = 0, y;
	int x = (int)(middle + step * ASIDE * face_width(f));

	for (; x >= 0 && x < mask->width && n < max; x += step)
		if ((y = shoulder_row(mask, x, mouth)) >= 0) {
			out[n].x = x;
			out[n++].y = y;
		}
	return n;
}

#define MOST 512	/* columns a side; a photo has 480 altogether */
#define LEAST 20

double measure_shoulders(const struct plane *mask, const struct face *f)
{
	struct column l[MOST], r[MOST];
	int nl = shoulder_columns(mask, f, 0, l, MOST);
	int nr = shoulder_columns(mask, f, 1, r, MOST), i, j, n = 0;
	double middle = (face_mark(f, PHOTO_CHEEK_LEFT).x +
	    face_mark(f, PHOTO_CHEEK_RIGHT).x) / 2, lower = 0, apart = 0;

	/* Pairs that lie equally far from the middle. */
	for (i = 0, j = 0; i < nl && j < nr;) {
		double a = middle - l[i].x, b = r[j].x - middle;

		if (fabs(a - b) < 1) {
			lower += r[j].y - l[i].y;
			apart += r[j].x - l[i].x;
			n++;
		}
		if (a < b)
			i++;
		else
			j++;
	}
	return n < LEAST ? NAN : atan2(lower, apart) * 180 / M_PI;
}

#define BINS 151

static int bin(double d)
{
	return d < BINS - 1 ? (int)d : BINS - 1;
}

/* This share of what is counted is at most the result. */
static double quantile(const int count[BINS], double share)
{
	int i, n = 0, sum = 0;

	for (i = 0; i < BINS; i++)
		n += count[i];
	for (i = 0; i < BINS && sum + count[i] < share * n; i++)
		sum += count[i];
	return n < 100 ? NAN : i;
}

/* Cloth under one column against a colour, or against the wall above it. */
static void column_contrast(const struct photo_image *im,
    const struct column *c, const struct lab *colour, int count[BINS])
{
	struct lab against;
	int y;

	if (colour != NULL)
		against = *colour;
	else
		against = lab_of(pixel_at(im, c->x, c->y - 2 * EDGE));
	for (y = c->y + EDGE; y < c->y + DEEP && y < im->height; y += 3)
		count[bin(lab_distance(lab_of(pixel_at(im, c->x, y)),
		    against))]++;
}

/*
 * All that is below the neck, where hair, the frame or a background of the
 * same colour hide the shoulders. Half of it may be skin, and the mask may
 * miss the rest, so neither is asked.
 */
static double chest_contrast(const struct photo_image *im,
    const struct face *f, struct lab colour)
{
	int y = (int)(face_mark(f, PHOTO_CHIN).y + 0.45 * f->height), x;
	double middle = (face_mark(f, PHOTO_CHEEK_LEFT).x +
	    face_mark(f, PHOTO_CHEEK_RIGHT).x) / 2;
	int from = (int)fmax(middle - CHEST * face_width(f), 0);
	int to = (int)fmin(middle + CHEST * face_width(f), im->width);
	int count[BINS] = { 0 };

	for (y = y > 0 ? y : 0; y < im->height; y += 2)
		for (x = from; x < to; x += 2)
			count[bin(lab_distance(lab_of(pixel_at(im, x, y)),
			    colour))]++;
	return quantile(count, 0.25);
}

static double contrast(const struct photo_image *im, const struct plane *mask,
    const struct face *f, const struct lab *colour)
{
	struct column c[MOST];
	int count[BINS] = { 0 }, side, i, n, all = 0;

	for (side = 0; side < 2; side++) {
		n = shoulder_columns(mask, f, side, c, MOST);
		for (i = 0; i < n; i += 2)
			column_contrast(im, &c[i], colour, count);
		all += n;
	}
	if (all >= LEAST)
		return quantile(count, 0.5);
	return colour != NULL ? chest_contrast(im, f, *colour) : NAN;
}

double measure_clothes(const struct photo_image *im, const struct plane *mask,
    const struct face *f, const uint8_t colour[3])
{
	struct lab to = lab_of(colour);

	return contrast(im, mask, f, &to);
}

double measure_clothes_wall(const struct photo_image *im,
    const struct plane *mask, const struct face *f)
{
	return contrast(im, mask, f, NULL);
}
