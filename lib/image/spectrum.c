/*
 * The waves in a window round the eyes: how fine the finest real detail is,
 * however many pixels it was stretched over, and whether one wave stands out
 * as no face makes it: the grid of a screen or of a print.
 */
#include "measure.h"

#include "colour.h"

#include <complex.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LARGE	256
#define SMALL	128

typedef float complex wave;

/* In place; n a power of two, values `step` apart, turn[k] is
 * e^(-2 pi i k / n). */
static void transform(wave *v, int n, int step, const wave *turn)
{
	int i, j, k, half, bit;

	for (i = 1, j = 0; i < n; i++) {
		for (bit = n >> 1; j & bit; bit >>= 1)
			j ^= bit;
		j ^= bit;
		if (i < j) {
			wave t = v[i * step];

			v[i * step] = v[j * step];
			v[j * step] = t;
		}
	}
	for (half = 1; half < n; half *= 2)
		for (i = 0; i < n; i += 2 * half)
			for (k = 0; k < half; k++) {
				wave *a = &v[(i + k) * step];
				wave *b = &v[(i + k + half) * step];
				wave t = turn[k * (n / 2 / half)] * *b;

				*b = *a - t;
				*a += t;
			}
}

/* Luma round a point under a window that fades out, waves by waves. */
static void window_waves(const struct photo_image *im, double cx, double cy,
    int n, wave *v)
{
	wave turn[LARGE / 2];
	float fade[LARGE];
	int x0 = (int)cx - n / 2, y0 = (int)cy - n / 2, x, y;
	double mean = 0;

	for (x = 0; x < n; x++)
		fade[x] = (float)(0.5 - 0.5 * cos(2 * M_PI * (x + 0.5) / n));
	for (x = 0; x < n / 2; x++)
		turn[x] = (float)cos(2 * M_PI * x / n) -
		    (float)sin(2 * M_PI * x / n) * I;
	for (y = 0; y < n; y++)
		for (x = 0; x < n; x++) {
			double l = pixel_luma(pixel_at(im, x0 + x, y0 + y));

			v[y * n + x] = (float)l;
			mean += l / n / n;
		}
	for (y = 0; y < n; y++)
		for (x = 0; x < n; x++)
			v[y * n + x] = (crealf(v[y * n + x]) - (float)mean) *
			    fade[x] * fade[y];
	for (y = 0; y < n; y++)
		transform(v + y * n, n, 1, turn);
	/* Real input: the right half says nothing new. */
	for (x = 0; x <= n / 2; x++)
		transform(v + x, n, n, turn);
}

/* power[y][x] for x 0..n/2 and y -n/2..n/2-1, y = 0 in the middle row */
static void power_of(const wave *v, int n, float *power)
{
	int x, y;

	for (y = 0; y < n; y++)
		for (x = 0; x <= n / 2; x++) {
			wave w = v[((y + n / 2) % n) * n + x];

			power[y * (n / 2 + 1) + x] = crealf(w) * crealf(w) +
			    cimagf(w) * cimagf(w);
		}
}

#define RINGS 64	/* of frequencies, 0 to half a wave a pixel */
#define SHARE 0.9
#define FLOOR 2	/* levels: noise, and what JPEG leaves of it */

static double floor_of(int n)
{
	double sum = 0.375 * n * FLOOR;

	return sum * sum;
}

/* Frequency below which SHARE of the edges' energy lies, waves a pixel. */
static double finest(const float *power, int n)
{
	double ring[RINGS] = { 0 }, all = 0, sum = 0;
	int x, y, i;

	for (y = 0; y < n; y++)
		for (x = 0; x <= n / 2; x++) {
			double f = hypot(x, y - n / 2) / n;
			double e = f * f * fmax(power[y * (n / 2 + 1) + x] -
			    floor_of(n), 0);

			if (f < 0.02 || f >= 0.5)
				continue;
			ring[(int)(f * 2 * RINGS)] += e;
			all += e;
		}
	for (i = 0; i < RINGS && sum + ring[i] < SHARE * all; i++)
		sum += ring[i];
	return i < RINGS && ring[i] > 0 ?
	    (i + (SHARE * all - sum) / ring[i]) / 2 / RINGS : 0.5;
}

#define ROUND	4	/* bins: what a wave is compared with */
#define CELLS	56	/* (2 * 4 + 1)^2 but for the 5 x 5 in the middle */

/* Mean power round a wave; at once something larger than `enough` where it
 * is more than that, which it nearly always is. */
static double around(const float *power, int n, int x, int y, double enough)
{
	double sum = 0;
	int i, j, count = 0;

	for (j = y - ROUND; j <= y + ROUND; j++) {
		for (i = x - ROUND; i <= x + ROUND; i++)
			if (j >= 0 && j < n && i >= 0 && i <= n / 2 &&
			    (abs(i - x) > 2 || abs(j - y) > 2)) {
				sum += power[j * (n / 2 + 1) + i];
				count++;
			}
		if (sum > enough * CELLS)
			return sum;
	}
	return sum / count;
}

/* Blocks of 8 pixels, or of 4 and 2 where the decoder halved them. */
static int on_block_grid(int n, int x, int y)
{
	int g = n / 8, dx = x % g, dy = (y + n) % g;

	return (dx <= 1 || dx >= g - 1) && (dy <= 1 || dy >= g - 1);
}

/* Power of the wave that stands out most, in those of its surroundings. */
static double peak(const float *power, int n)
{
	double most = 0;
	int x, y;

	for (y = 0; y < n; y++)
		for (x = 0; x <= n / 2; x++) {
			double f = hypot(x, y - n / 2) / n, p, near;

			if (f < 0.08 || f > 0.48 ||
			    on_block_grid(n, x, y - n / 2))
				continue;
			p = power[y * (n / 2 + 1) + x];
			near = around(power, n, x, y, p / fmax(most, 1));
			if (p > most * near)
				most = p / near;
		}
	return most;
}

int measure_spectrum(const struct photo_image *im, const struct face *f,
    struct spectrum *out)
{
	int n = face_width(f) < 1.2 * LARGE ? SMALL : LARGE;
	wave *v = malloc((size_t)n * (size_t)n * sizeof *v);
	float *power = malloc((size_t)n * (size_t)(n / 2 + 1) * sizeof *power);
	int err = PHOTO_ENOMEM;

	if (v != NULL && power != NULL) {
		window_waves(im, (f->eye[0].x + f->eye[1].x) / 2,
		    (f->eye[0].y + f->eye[1].y) / 2, n, v);
		power_of(v, n, power);
		out->finest = finest(power, n);
		out->peak = peak(power, n);
		err = PHOTO_OK;
	}
	free(v);
	free(power);
	return err;
}
