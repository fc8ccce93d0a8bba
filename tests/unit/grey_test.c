/* Grey pictures as the decoders of codes get them. */
#include "tests/unit/unit.h"
#include "lib/scan/grey.h"

#include <stdlib.h>
#include <string.h>

static struct grey ramp(int w, int h)
{
	struct grey g;
	int x, y;

	assert_true(grey_new(w, h, &g));
	for (y = 0; y < h; y++)
		for (x = 0; x < w; x++)
			g.p[y * w + x] = (uint8_t)(x * 255 / (w - 1));
	return g;
}

static void test_new(void **state)
{
	struct grey g = {0};

	(void)state;
	assert_false(grey_new(0, 5, &g));
	assert_false(grey_new(5, -1, &g));
}

/* Light is neither lost nor made, and what is even stays so. */
static void test_size(void **state)
{
	static const int sides[] = { 7, 31, 64, 100, 101, 233 };
	struct grey g = ramp(101, 20), out;
	struct grey_part all = { 0, 0, 101, 20 }, right = { 51, 2, 50, 10 };
	size_t i;
	int x;

	(void)state;
	for (i = 0; i < sizeof sides / sizeof *sides; i++) {
		assert_true(grey_size(&g, &all, sides[i], 20, &out));
		for (x = 1; x < sides[i]; x++)
			assert_true(out.p[x] >= out.p[x - 1]);
		x = sides[i] / 2;
		assert_true(abs(out.p[10 * sides[i] + x] - 128) < 255 /
		    sides[i] + 4);
		free(out.p);
	}
	assert_true(grey_size(&g, &right, 25, 5, &out));
	assert_true(out.p[0] > 125);
	free(out.p);
	assert_false(grey_size(&g, &all, 0, 4, &out));
	free(g.p);
}

static void test_in_place(void **state)
{
	struct grey g = ramp(200, 8);

	(void)state;
	grey_mirror(&g);
	assert_int_equal(g.p[0], 255);
	assert_int_equal(g.p[199], 0);
	grey_invert(&g);
	assert_int_equal(g.p[0], 0);
	assert_int_equal(g.p[1600 - 1], 255);
	assert_true(grey_smooth(&g, 3));
	assert_true(abs(g.p[100] - 128) <= 2);
	assert_true(grey_sharpen(&g, 2, 32));
	assert_true(abs(g.p[100] - 128) <= 2);
	free(g.p);
}

/* A step of ten levels on a slope of two hundred becomes black and white. */
static void test_local(void **state)
{
	struct grey g = ramp(400, 400);
	int x;

	(void)state;
	for (x = 0; x < 400 * 400; x++)
		g.p[x] = (uint8_t)(g.p[x] * 200 / 255 + (x / 10 % 2) * 20);
	assert_true(grey_local(&g, 10));
	for (x = 50; x < 350; x++) {
		assert_true(g.p[x] == 0 || g.p[x] == 255);
		if (x % 10 > 2 && x % 10 < 8)
			assert_int_equal(g.p[200 * 400 + x],
			    x / 10 % 2 ? 255 : 0);
	}
	free(g.p);
}

/* Where a pixel was is where its light comes from; without a tilt or a bend
 * nothing moves. */
static void test_warp(void **state)
{
	static const struct grey_warp none, some = { 0.3, -0.2, 0.05, 0.1 };
	struct grey g = ramp(200, 100), out;
	double x, y;
	int i;

	(void)state;
	assert_true(grey_warp(&g, &none, &out));
	assert_memory_equal(g.p, out.p, 199);
	free(out.p);
	assert_true(grey_warp(&g, &some, &out));
	for (i = 0; i < 200 * 100; i += 7) {
		x = i % 200;
		y = i / 200;
		grey_warp_point(&g, &some, &x, &y);
		if (x > 0 && x < 198)
			assert_true(abs((int)(x * 255 / 199) - out.p[i]) <= 3);
	}
	free(out.p);
	g.height = 1;
	assert_false(grey_warp(&g, &some, &out));
	free(g.p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_new),
		cmocka_unit_test(test_size),
		cmocka_unit_test(test_in_place),
		cmocka_unit_test(test_local),
		cmocka_unit_test(test_warp),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
