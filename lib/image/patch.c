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

struct light light_of(const uint8_t rgb[3])
{
	struct light l = { { colour_linear(rgb[0]), colour_linear(rgb[1]),
	    colour_linear(rgb[2]) } };

	return l;
}

struct lab light_lab(const struct light *l)
{
	return lab_of_linear(l->c);
}

const uint8_t *patch_pixel(const struct photo_image *im, double x, double y)
{
	return pixel_at(im, (int)floor(x), (int)floor(y));
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
