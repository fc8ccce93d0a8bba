/* See colour.h. */
#include "colour.h"

#include <math.h>

const uint8_t *pixel_at(const struct photo_image *im, int x, int y)
{
	x = x < 0 ? 0 : x >= im->width ? im->width - 1 : x;
	y = y < 0 ? 0 : y >= im->height ? im->height - 1 : y;
	return im->rgb + 3 * ((size_t)y * (size_t)im->width + (size_t)x);
}

double colour_linear(uint8_t level)
{
	double v = level / 255.0;

	return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double curve(double t)
{
	return t > 216 / 24389.0 ? cbrt(t) : (24389 / 27.0 * t + 16) / 116;
}

struct lab lab_of_linear(const double rgb[3])
{
	double r = rgb[0], g = rgb[1], b = rgb[2];
	double x = curve((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
	double y = curve(0.2126 * r + 0.7152 * g + 0.0722 * b);
	double z = curve((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
	struct lab out = { 116 * y - 16, 500 * (x - y), 200 * (y - z) };

	return out;
}

struct lab lab_of(const uint8_t rgb[3])
{
	double light[3] = { colour_linear(rgb[0]), colour_linear(rgb[1]),
	    colour_linear(rgb[2]) };

	return lab_of_linear(light);
}

double lab_distance(struct lab x, struct lab y)
{
	return hypot(hypot(x.l - y.l, x.a - y.a), x.b - y.b);
}
