/*
 * The same picture again: a hash of what it looks like, by the cosine
 * transform of a 32 x 32 copy, one bit for each of the 8 x 8 lowest waves
 * that go both ways. Sizes, encoders, light and small crops hardly change it.
 */
#include "pipeline.h"
#include "rules.h"

#include <math.h>
#include <stdlib.h>

#define SIDE	32
#define LOW	8
#define TAPS	8	/* samples a cell and way: enough against aliasing */

/* Mean luma of one cell of the SIDE x SIDE grid, in thousandths. */
static int64_t cell(const struct photo_image *im, int column, int row)
{
	int64_t sum = 0;
	int i, j;

	for (j = 0; j < TAPS; j++)
		for (i = 0; i < TAPS; i++) {
			int64_t x = (2 * (column * TAPS + i) + 1) *
			    (int64_t)im->width / (2 * SIDE * TAPS);
			int64_t y = (2 * (row * TAPS + j) + 1) *
			    (int64_t)im->height / (2 * SIDE * TAPS);
			const uint8_t *p = im->rgb + 3 * (y * im->width + x);

			sum += 299 * p[0] + 587 * p[1] + 114 * p[2];
		}
	return sum / (TAPS * TAPS);
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

uint64_t image_phash(const struct photo_image *im)
{
	double wave[LOW][SIDE], rows[SIDE][LOW] = { { 0 } };
	double low[LOW * LOW] = { 0 }, sorted[LOW * LOW], middle;
	uint64_t hash = 0;
	int x, y, k, l;

	for (k = 0; k < LOW; k++)
		for (x = 0; x < SIDE; x++)
			wave[k][x] = cos(M_PI * (k + 1) * (x + 0.5) / SIDE);
	for (y = 0; y < SIDE; y++)
		for (x = 0; x < SIDE; x++) {
			double v = (double)cell(im, x, y);

			for (k = 0; k < LOW; k++)
				rows[y][k] += v * wave[k][x];
		}
	for (l = 0; l < LOW; l++)
		for (k = 0; k < LOW; k++)
			for (y = 0; y < SIDE; y++)
				low[l * LOW + k] += rows[y][k] * wave[l][y];
	for (k = 0; k < LOW * LOW; k++)
		sorted[k] = low[k];
	qsort(sorted, LOW * LOW, sizeof *sorted, by_value);
	middle = (sorted[LOW * LOW / 2 - 1] + sorted[LOW * LOW / 2]) / 2;
	for (k = 0; k < LOW * LOW; k++)
		hash |= (uint64_t)(low[k] > middle) << k;
	return hash;
}

int photo_phash_distance(uint64_t a, uint64_t b)
{
	uint64_t differ = a ^ b;
	int n = 0;

	for (; differ != 0; differ &= differ - 1)
		n++;
	return n;
}

void photo_report_repeat(struct photo_report *r, const uint64_t *hashes,
    size_t n)
{
	int nearest = 64, d;
	size_t i;

	for (i = 0; i < n; i++) {
		d = photo_phash_distance(r->phash, hashes[i]);
		nearest = d < nearest ? d : nearest;
	}
	report_set(r, RULE_INPUT_REPEAT, nearest);
}
