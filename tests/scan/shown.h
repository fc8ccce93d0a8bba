/* Between shown.c (pages with a code) and camera.c (what becomes of
 * them). Same input, same pixels. */
#ifndef GP_TESTS_SCAN_SHOWN_H
#define GP_TESTS_SCAN_SHOWN_H

#include <gd.h>
#include <qrencode.h>

struct shown {
	const char *name;
	gdImagePtr (*make)(const QRcode *q, const struct shown *s);
	double scale;		/* of a page 1080 px wide */
	double part;		/* of the width that the code takes */
	int k;
	int quality;		/* JPEG; 0: PNG */
};

/* Black becomes `low`, white `high`. */
void shown_levels(gdImagePtr im, int low, int high);
/* Sums of even noise, standard deviation `sigma`. */
void shown_noise(gdImagePtr im, double sigma);
/* A mean over 3x3 px in a square. */
void shown_blur(gdImagePtr im, int x, int y, int side);
/* Light from one side on wood. */
void shown_desk(gdImagePtr im);
/* A 1600 x 1200 photo of a screen: the screen's stripes of red, green and
 * blue against the camera's pixels (moire), a corner further away, light in
 * it, out of focus, noise; more of each with k (1 to 5). */
gdImagePtr shown_photo(gdImagePtr screen, int k);

#endif
