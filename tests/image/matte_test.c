/*
 * The matte's promises on pictures whose alpha is known because they are
 * drawn: a dark head with a gap and single hairs before a lit wall. The mask
 * is what the network would give: coarse, and the gap is not in it.
 */
#include "lib/image/backdrop.h"
#include "lib/image/matte.h"
#include "lib/image/photo.h"
#include "lib/image/plane.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define WIDTH	240
#define HEIGHT	320

struct drawn {
	struct photo_image *im;
	struct plane alpha, mask;
};

static const float hair[3] = { 40, 34, 32 };

static float wall_at(int x, int y, int c)
{
	static const float colour[3] = { 214, 206, 196 };

	return colour[c] * (1 + 0.1f * ((float)x / WIDTH - 0.5f) - 0.08f *
	    ((float)y / HEIGHT - 0.5f));
}

/* A head of radius 80 with a hole of radius 9 near its edge, and hairs that
 * stand out of it; the person goes on below. */
static float alpha_at(int x, int y)
{
	float dx = (float)x - 120, dy = (float)y - 150;
	float d = sqrtf(dx * dx + dy * dy);
	float hole = sqrtf((dx - 55) * (dx - 55) + (dy + 20) * (dy + 20));

	if (hole < 9)
		return 0;
	if (y > 200 && fabsf(dx) < 100)
		return 1;
	if (d < 80)
		return 1;
	return d < 92 && y < 150 && x % 12 == 0 ? 0.8f : 0;
}

static void draw(struct drawn *t, int alike)
{
	int x, y, c;
	size_t i = 0;

	assert_int_equal(photo_image_new(WIDTH, HEIGHT, &t->im), PHOTO_OK);
	assert_int_equal(plane_new(WIDTH, HEIGHT, &t->alpha), PHOTO_OK);
	assert_int_equal(plane_new(WIDTH, HEIGHT, &t->mask), PHOTO_OK);
	for (y = 0; y < HEIGHT; y++)
		for (x = 0; x < WIDTH; x++, i++) {
			float dx = (float)x - 120, dy = (float)y - 150;
			float a = alpha_at(x, y);
			int grain = (x * 7 + y * 13) % 5 - 2;

			t->alpha.v[i] = a;
			t->mask.v[i] = (y > 200 && fabsf(dx) < 100) ||
			    dx * dx + dy * dy < 82 * 82;
			for (c = 0; c < 3; c++) {
				float wall = wall_at(x, y, c);
				float person = alike ? wall + 1 : hair[c];

				t->im->rgb[3 * i + (size_t)c] =
				    (uint8_t)(a * person + (1 - a) * wall +
				    (float)grain + 0.5f);
			}
		}
	assert_int_equal(plane_blur(&t->mask, 3, &t->mask), PHOTO_OK);
}

static void drawn_free(struct drawn *t)
{
	photo_image_free(t->im);
	plane_free(&t->alpha);
	plane_free(&t->mask);
}

static double mean_error(const struct plane *a, const struct plane *b)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < plane_size(a); i++)
		sum += fabs((double)(a->v[i] - b->v[i]));
	return sum / (double)plane_size(a);
}

static float at(const struct plane *p, int x, int y)
{
	return p->v[(size_t)y * (size_t)p->width + (size_t)x];
}

static void test_matte_follows_picture(void **state)
{
	struct plane out = { 0, 0, NULL };
	struct drawn t;

	(void)state;
	draw(&t, 0);
	assert_int_equal(matte_refine(t.im, &t.mask, &out), PHOTO_OK);
	assert_true(mean_error(&out, &t.alpha) <
	    0.5 * mean_error(&t.mask, &t.alpha));
	assert_true(at(&out, 175, 130) < 0.2f);	/* the gap is open */
	assert_true(at(&out, 120, 150) == 1);	/* the person is whole */
	assert_true(at(&out, 10, 10) == 0);	/* and the wall is gone */
	assert_true(at(&out, 120, 64) > 0.4f);	/* a single hair */
	assert_true(at(&out, 126, 64) < 0.2f);	/* and wall beside it */
	plane_free(&out);
	drawn_free(&t);
}

/* Nothing tells this person from the wall: the mask has to be believed. */
static void test_matte_falls_back(void **state)
{
	struct plane out = { 0, 0, NULL };
	struct drawn t;

	(void)state;
	draw(&t, 1);
	assert_int_equal(matte_refine(t.im, &t.mask, &out), PHOTO_OK);
	assert_true(at(&out, 120, 150) == 1);
	assert_true(at(&out, 20, 20) == 0);
	assert_true(mean_error(&out, &t.mask) < 0.03);
	plane_free(&out);
	drawn_free(&t);
}

static void test_same_matte_twice(void **state)
{
	struct plane a = { 0, 0, NULL }, b = { 0, 0, NULL };
	struct drawn t;

	(void)state;
	draw(&t, 0);
	assert_int_equal(matte_refine(t.im, &t.mask, &a), PHOTO_OK);
	assert_int_equal(matte_refine(t.im, &t.mask, &b), PHOTO_OK);
	assert_memory_equal(a.v, b.v, plane_size(&a) * sizeof *a.v);
	plane_free(&a);
	plane_free(&b);
	drawn_free(&t);
}

/* Half-covered pixels bring the hair's colour, not a rim of old wall. */
static void test_no_rim(void **state)
{
	static const uint8_t blue[3] = { 101, 197, 255 };
	struct photo_image *person = NULL, *made = NULL;
	struct drawn t;
	size_t i;
	int c;

	(void)state;
	draw(&t, 0);
	assert_int_equal(foreground_estimate(t.im, &t.alpha, &person),
	    PHOTO_OK);
	assert_int_equal(compose_flat(person, &t.alpha, blue, &made),
	    PHOTO_OK);
	for (i = 0; i < plane_size(&t.alpha); i++)
		for (c = 0; c < 3; c++) {
			float a = t.alpha.v[i];
			float want = a * hair[c] + (1 - a) * blue[c];

			assert_true(fabsf(want - made->rgb[3 * i +
			    (size_t)c]) < 12);
		}
	photo_image_free(person);
	photo_image_free(made);
	drawn_free(&t);
}

static void test_backdrop_goes_on(void **state)
{
	struct backdrop b;
	struct drawn t;
	float row[WIDTH];
	int x, y, c;

	(void)state;
	draw(&t, 0);
	assert_int_equal(backdrop_fit(t.im, &t.mask, &b), PHOTO_OK);
	assert_true(b.known > 0.2);
	for (y = 0; y < HEIGHT; y += 10)
		for (c = 0; c < 3; c++) {
			backdrop_row(&b.colour[c], BACKDROP_CELL, y, WIDTH,
			    row);
			for (x = 0; x < WIDTH; x += 10)
				assert_true(fabsf(row[x] - wall_at(x, y, c)) <
				    4);
		}
	backdrop_free(&b);
	drawn_free(&t);
}

/* Alpha with two holes, in a mask that is sure of one alone, and a notch that
 * is open to the outside: above row `brow` only the sure hole is light. */
static void test_gloss_is_no_gap(void **state)
{
	struct plane mask, alpha;
	int x, y;

	(void)state;
	assert_int_equal(plane_new(100, 100, &mask), PHOTO_OK);
	assert_int_equal(plane_new(100, 100, &alpha), PHOTO_OK);
	for (y = 0; y < 100; y++)
		for (x = 0; x < 100; x++) {
			int in = x > 10 && x < 90 && y > 10;
			size_t i = (size_t)(100 * y + x);

			mask.v[i] = in ? x > 55 && x < 75 ? 0.6f : 1 : 0;
			alpha.v[i] = in && !(y > 28 && y < 36 &&
			    ((x > 28 && x < 36) || (x > 60 && x < 68))) &&
			    !(y > 68 && y < 76 && x > 28 && x < 36) &&
			    !(x > 80 && y == 20);
		}
	assert_int_equal(matte_gloss(&mask, 60, &alpha), PHOTO_OK);
	assert_true(at(&alpha, 32, 32) == 1);	/* light on hair */
	assert_true(at(&alpha, 64, 32) == 0);	/* a gap: the mask doubts */
	assert_true(at(&alpha, 32, 72) == 0);	/* below the eyes */
	assert_true(at(&alpha, 85, 20) == 0);	/* between two wisps */
	assert_true(at(&alpha, 5, 5) == 0);
	plane_free(&mask);
	plane_free(&alpha);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_matte_follows_picture),
		cmocka_unit_test(test_matte_falls_back),
		cmocka_unit_test(test_same_matte_twice),
		cmocka_unit_test(test_no_rim),
		cmocka_unit_test(test_backdrop_goes_on),
		cmocka_unit_test(test_gloss_is_no_gap),
	};

	return cmocka_run_group_tests_name("image/matte", tests, NULL, NULL);
}
