/* See shown.h. */
#include "shown.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

static int clamp(double v)
{
	return v < 0 ? 0 : v > 255 ? 255 : (int)(v + 0.5);
}

static void each(gdImagePtr im, double (*fn)(int v, double a, double b,
    uint64_t *seed), double a, double b)
{
	uint64_t seed = 88172645463325252ULL;
	int x, y, c;

	for (y = 0; y < gdImageSY(im); y++)
		for (x = 0; x < gdImageSX(im); x++) {
			c = gdImageTrueColorPixel(im, x, y);
			gdImageTrueColorPixel(im, x, y) = gdTrueColor(
			    clamp(fn(gdTrueColorGetRed(c), a, b, &seed)),
			    clamp(fn(gdTrueColorGetGreen(c), a, b, &seed)),
			    clamp(fn(gdTrueColorGetBlue(c), a, b, &seed)));
		}
}

static double level(int v, double low, double high, uint64_t *seed)
{
	(void)seed;
	return low + v * (high - low) / 255;
}

void shown_levels(gdImagePtr im, int low, int high)
{
	each(im, level, low, high);
}

/* xorshift64; the four bytes' sum is near enough to a bell. */
static double grain(int v, double sigma, double unused, uint64_t *seed)
{
	uint64_t s = *seed;

	(void)unused;
	s ^= s << 13;
	s ^= s >> 7;
	s ^= s << 17;
	*seed = s;
	return v + sigma * ((double)((s & 255) + (s >> 8 & 255) +
	    (s >> 16 & 255) + (s >> 24 & 255)) - 510) / 147.8;
}

void shown_noise(gdImagePtr im, double sigma)
{
	each(im, grain, sigma, 0);
}

void shown_blur(gdImagePtr im, int x0, int y0, int side)
{
	gdImagePtr from = gdImageCreateTrueColor(side + 2, side + 2);
	int x, y, i, c, r, g, b;

	gdImageCopy(from, im, 0, 0, x0 - 1, y0 - 1, side + 2, side + 2);
	for (y = 0; y < side; y++)
		for (x = 0; x < side; x++) {
			for (r = g = b = i = 0; i < 9; i++) {
				c = gdImageTrueColorPixel(from, x + i % 3,
				    y + i / 3);
				r += gdTrueColorGetRed(c);
				g += gdTrueColorGetGreen(c);
				b += gdTrueColorGetBlue(c);
			}
			gdImageTrueColorPixel(im, x0 + x, y0 + y) =
			    gdTrueColor(r / 9, g / 9, b / 9);
		}
	gdImageDestroy(from);
}

void shown_desk(gdImagePtr im)
{
	int x, y, v;

	for (y = 0; y < gdImageSY(im); y++)
		for (x = 0; x < gdImageSX(im); x++) {
			v = clamp(100 + 60.0 * x / gdImageSX(im) +
			    14 * sin(y / 23.0 + 3 * sin(x / 410.0)) +
			    9 * sin(y / 7.0 + x / 900.0));
			gdImageTrueColorPixel(im, x, y) = gdTrueColor(v,
			    v * 8 / 10, v * 6 / 10);
		}
}

#define PHOTO_W 1600
#define PHOTO_H 1200

/* Screen px (part of one) for a px of the photo: a plane seen at an angle. */
struct view {
	double zoom, turn, tilt_x, tilt_y, cx, cy;
};

static void place(const struct view *v, double x, double y, double *sx,
    double *sy)
{
	double u = (x - PHOTO_W / 2) * v->zoom;
	double w = (y - PHOTO_H / 2) * v->zoom;
	double far = 1 + (u * v->tilt_x + w * v->tilt_y) / 1000;

	*sx = v->cx + (u * cos(v->turn) - w * sin(v->turn)) / far;
	*sy = v->cy + (u * sin(v->turn) + w * cos(v->turn)) / far;
}

/* What a px of the screen shows of a channel at a place within it: its
 * stripe is a third of it, with a dark edge. */
static double lit(gdImagePtr screen, double x, double y, int channel)
{
	int ix = (int)floor(x), iy = (int)floor(y), c;
	double fx = x - ix - channel / 3.0, fy = y - iy;

	if (ix < 0 || iy < 0 || ix >= gdImageSX(screen) ||
	    iy >= gdImageSY(screen))
		return 30;
	c = gdImageTrueColorPixel(screen, ix, iy) >> (16 - 8 * channel) & 255;
	if (fx < 0 || fx > 0.30 || fy > 0.9)
		return c * 0.55;
	return c * 1.55;
}

static int exposed(gdImagePtr screen, const struct view *v, double x,
    double y, int channel, double blur)
{
	static const double at[][2] = { { 0, 0 }, { 1, 0.2 }, { -1, -0.2 },
		{ 0.2, 1 }, { -0.2, -1 }, { 0.7, 0.7 }, { -0.7, -0.7 },
		{ 0.7, -0.7 }, { -0.7, 0.7 } };
	double sx, sy, sum = 0;
	size_t i;

	for (i = 0; i < sizeof at / sizeof *at; i++) {
		place(v, x + at[i][0] * blur, y + at[i][1] * blur, &sx, &sy);
		sum += lit(screen, sx, sy, channel);
	}
	return clamp(12 + sum / 9 * 0.85);
}

gdImagePtr shown_photo(gdImagePtr screen, int k)
{
	struct view v = { .zoom = 0.72 + 0.09 * k, .turn = 0.06 * k,
	    .tilt_x = 0.12 * k, .tilt_y = -0.09 * k,
	    .cx = gdImageSX(screen) / 2.0, .cy = gdImageSY(screen) * 0.3 };
	gdImagePtr im = gdImageCreateTrueColor(PHOTO_W, PHOTO_H);
	double blur = 0.3 + 0.45 * k, glare;
	int x, y, i, c[3];

	for (y = 0; y < PHOTO_H; y++)
		for (x = 0; x < PHOTO_W; x++) {
			glare = 20 * k * exp(-((x - 600) * (x - 600) +
			    (y - 300) * (y - 300)) / 90000.0);
			for (i = 0; i < 3; i++)
				c[i] = clamp(exposed(screen, &v, x, y, i,
				    blur) + glare);
			gdImageTrueColorPixel(im, x, y) = gdTrueColor(c[0],
			    c[1], c[2]);
		}
	shown_noise(im, 2.5 * k);
	return im;
}
