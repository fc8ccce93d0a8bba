/*
 * Light of small parts of a picture, in linear light, where shade and tint
 * are factors.
 */
#include "patch.h"

#include <math.h>

double light_luma(const struct light *l)
{
	return 0.2126 * l->c[0] + 0.7152 * l->c[1] + 0.0722 * l->c[2];
}

static double linear(double v)
{
	v /= 255;
	return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

struct light light_of(const uint8_t rgb[3])
{
	struct light l = { { linear(rgb[0]), linear(rgb[1]),
	    linear(rgb[2]) } };

	return l;
}

const uint8_t *patch_pixel(const struct photo_image *im, double x, double y)
{
	int ix = (int)fmin(fmax(x, 0), im->width - 1);
	int iy = (int)fmin(fmax(y, 0), im->height - 1);

	return im->rgb + 3 * ((size_t)iy * (size_t)im->width + (size_t)ix);
}

struct light patch_disc(const struct photo_image *im, double cx, double cy,
    double radius)
{
	struct light sum = light_of(patch_pixel(im, cx, cy)), one;
	double x, y, n = 1;
	int i;

	for (y = -floor(radius); y <= radius; y++)
		for (x = -floor(radius); x <= radius; x++) {
			if (hypot(x, y) > radius)
				continue;
			one = light_of(patch_pixel(im, cx + x, cy + y));
			for (i = 0; i < 3; i++)
				sum.c[i] += one.c[i];
			n++;
		}
	for (i = 0; i < 3; i++)
		sum.c[i] /= n;
	return sum;
}

struct light patch_cheek(const struct photo_image *im, const struct face *f,
    int side)
{
	/* Beside the nose and on the cheekbone, below most glasses. */
	static const int skin[2][3] = { { 50, 205, 36 }, { 280, 425, 266 } };
	struct light sum = { { 0, 0, 0 } }, one;
	int i, k;

	for (i = 0; i < 3; i++) {
		const struct point3 *p = &f->mesh[skin[side][i]];

		one = patch_disc(im, p->x, p->y, 0.03 * face_width(f));
		for (k = 0; k < 3; k++)
			sum.c[k] += one.c[k] / 3;
	}
	return sum;
}

static double lab_curve(double t)
{
	return t > 216 / 24389.0 ? cbrt(t) : (24389 / 27.0 * t + 16) / 116;
}

void light_lab(const struct light *l, double lab[3])
{
	double r = l->c[0], g = l->c[1], b = l->c[2];
	double x = lab_curve((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
	double y = lab_curve(0.2126 * r + 0.7152 * g + 0.0722 * b);
	double z = lab_curve((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);

	lab[0] = 116 * y - 16;
	lab[1] = 500 * (x - y);
	lab[2] = 200 * (y - z);
}
