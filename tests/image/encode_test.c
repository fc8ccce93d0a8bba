/* photo_encode_jpeg, photo_encode_png, and photo_jpeg_read on their bytes and
 * on other people's. */
#include "pictures.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct photo_profile profile = {
	.dpi = 300, .quality_min = 60, .quality_max = 95, .bytes_max = 40960
};

/* The scene under grain: `strength` of 0 to 255. */
static struct photo_image *grainy(int width, int height, unsigned strength)
{
	struct photo_image *im = scene(width, height);
	size_t i, n = (size_t)width * (size_t)height * 3;
	unsigned noise = 7;

	for (i = 0; i < n; i++) {
		noise = noise * 1103515245 + 12345;
		im->rgb[i] = (uint8_t)((im->rgb[i] * (255 - strength) +
		    (noise >> 16 & 255) * strength) / 255);
	}
	return im;
}

static void test_fits(void **state)
{
	struct photo_image *im = grainy(480, 640, 12);
	struct photo_profile above = profile;
	struct photo_jpeg j;
	uint8_t *p = NULL, *again = NULL, *none = NULL;
	size_t n = 0, n2 = 0;
	int q = 0, q2 = 0;

	(void)state;
	assert_int_equal(photo_encode_jpeg(im, &profile, &p, &n, &q),
	    PHOTO_OK);
	assert_in_range(n, 20000, 40960);
	assert_in_range(q, 60, 94);
	above.quality_min = above.quality_max = q + 1;
	assert_int_equal(photo_encode_jpeg(im, &profile, &again, &n2, &q2),
	    PHOTO_OK);
	assert_int_equal(n, n2);
	assert_memory_equal(p, again, n);
	assert_int_equal(photo_jpeg_read(p, n, &j), PHOTO_OK);
	assert_int_equal(j.width, 480);
	assert_int_equal(j.height, 640);
	assert_int_equal(j.components, 3);
	assert_true(j.baseline);
	assert_int_equal(j.dpi_x, 300);
	assert_int_equal(j.dpi_y, 300);
	assert_int_equal(j.quality, q);
	assert_false(j.has_exif || j.has_xmp || j.has_icc || j.has_gps);
	assert_int_equal(j.trailing, 0);
	/* Full colour resolution: 1x1 for the first component of three. */
	assert_non_null(memmem(p, n, "\x03\x01\x11\0\x02\x11\x01", 7));
	/* One step up does not fit at full colour; halved it may. */
	if (photo_encode_jpeg(im, &above, &none, &n2, &q2) == PHOTO_OK)
		assert_non_null(memmem(none, n2,
		    "\x03\x01\x22\0\x02\x11\x01", 7));
	free(p);
	free(again);
	free(none);
	photo_image_free(im);
}

/* Smooth pictures get the best quality and stay as small as they are. */
static void test_smooth(void **state)
{
	static const uint8_t blue[3] = { 100, 197, 255 };
	struct photo_image *im = flat(480, 640, blue), *back = NULL;
	struct photo_input info;
	double scale;
	uint8_t *p = NULL;
	size_t n = 0;
	int q = 0;

	(void)state;
	assert_int_equal(photo_encode_jpeg(im, &profile, &p, &n, &q),
	    PHOTO_OK);
	assert_int_equal(q, 95);
	assert_in_range(n, 1000, 10000);
	assert_int_equal(photo_decode(p, n, 0, &info, &scale, &back),
	    PHOTO_OK);
	assert_in_range(back->rgb[0], 99, 101);
	assert_in_range(back->rgb[1], 196, 198);
	assert_in_range(back->rgb[2], 254, 255);
	photo_image_free(back);
	photo_image_free(im);
	free(p);
}

/* Whatever quality a plain background allows, its colour stays. */
static void test_keeps_colour(void **state)
{
	static const uint8_t colours[][3] = { { 100, 197, 255 },
	    { 67, 142, 219 }, { 30, 80, 160 }, { 200, 30, 40 },
	    { 240, 240, 240 }, { 0, 71, 187 } };
	struct photo_profile p = profile;
	struct photo_image *im, *back;
	struct photo_input info;
	double scale;
	uint8_t *jpeg;
	size_t i, n;
	int q, c, moved = 0;

	(void)state;
	for (i = 0; i < sizeof colours / sizeof *colours; i++) {
		im = flat(208, 208, colours[i]);
		memcpy(p.background, colours[i], 3);
		for (p.quality_max = 61; p.quality_max <= 95;
		    p.quality_max++) {
			assert_int_equal(photo_encode_jpeg(im, &p, &jpeg, &n,
			    &q), PHOTO_OK);
			moved += q != p.quality_max;
			assert_int_equal(photo_decode(jpeg, n, 0, &info,
			    &scale, &back), PHOTO_OK);
			for (c = 0; c < 3; c++)
				assert_in_range(back->rgb[c] + 2 -
				    colours[i][c], 0, 4);
			photo_image_free(back);
			free(jpeg);
		}
		photo_image_free(im);
	}
	assert_in_range(moved, 1, 10);
}

/* From full colour to halved colour to a refusal, as the grain grows. */
static void test_too_large(void **state)
{
	struct photo_image *im = grainy(480, 640, 255);
	uint8_t *p = NULL;
	size_t n = 7;
	int q = 8, halved = 0;
	unsigned strength;

	(void)state;
	assert_int_equal(photo_encode_jpeg(im, &profile, &p, &n, &q),
	    PHOTO_EENCODE);
	assert_null(p);
	assert_true(n == 7 && q == 8);
	photo_image_free(im);
	for (strength = 20; strength < 60; strength += 5) {
		im = grainy(480, 640, strength);
		if (photo_encode_jpeg(im, &profile, &p, &n, &q) == PHOTO_OK) {
			assert_in_range(n, 1, 40960);
			halved |= memmem(p, n, "\x03\x01\x22\0\x02\x11\x01",
			    7) != NULL;
			free(p);
			p = NULL;
		}
		photo_image_free(im);
	}
	assert_true(halved);
}

static void test_png(void **state)
{
	struct photo_matte *m = NULL;
	struct photo_image *back = NULL;
	struct photo_input info;
	double scale;
	uint8_t *p = NULL;
	size_t n = 0;
	int i;

	(void)state;
	assert_int_equal(photo_matte_new(301, 257, &m), PHOTO_OK);
	for (i = 0; i < 301 * 257; i++)
		m->alpha[i] = (uint8_t)(i * 7 / 3);
	assert_int_equal(photo_encode_png(m, &p, &n), PHOTO_OK);
	assert_int_equal(photo_decode(p, n, 0, &info, &scale, &back),
	    PHOTO_OK);
	assert_int_equal(back->width, 301);
	assert_int_equal(back->height, 257);
	for (i = 0; i < 301 * 257 * 3; i++)
		assert_int_equal(back->rgb[i], m->alpha[i / 3]);
	photo_image_free(back);
	photo_matte_free(m);
	free(p);
}

static struct photo_jpeg read_jpeg(struct bytes b)
{
	struct photo_jpeg j;

	assert_int_equal(photo_jpeg_read(b.p, b.n, &j), PHOTO_OK);
	free(b.p);
	return j;
}

static void test_read(void **state)
{
	struct photo_image *im = scene(300, 200);
	struct jpeg_options o = { .orientation = 6 };
	struct photo_jpeg j;
	struct bytes b;

	(void)state;
	j = read_jpeg(jpeg_of(im, &o));
	assert_true(j.has_exif && !j.has_gps && !j.has_icc && j.baseline);
	assert_int_equal(j.dpi_x, 0);
	o.gps = 1;
	o.icc = icc_display_p3();
	o.progressive = 1;
	j = read_jpeg(jpeg_of(im, &o));
	assert_true(j.has_exif && j.has_gps && j.has_icc && !j.baseline);
	free(o.icc.p);
	memset(&o, 0, sizeof o);
	o.xmp = 1;
	j = read_jpeg(jpeg_of(im, &o));
	assert_true(j.has_xmp && j.has_gps && !j.has_exif);
	o.xmp = 0;
	for (o.quality = 1; o.quality <= 100; o.quality++)
		assert_int_equal(read_jpeg(jpeg_of(im, &o)).quality,
		    o.quality);
	o.quality = 90;
	b = jpeg_of(im, &o);
	b.p = realloc(b.p, b.n + 1000);
	assert_non_null(b.p);
	memset(b.p + b.n, 0, 1000);
	memcpy(b.p + 13, "\2\0\x76\0\x76", 5);	/* 118 dots a cm */
	b.n += 1000;
	j = read_jpeg(b);
	assert_int_equal(j.trailing, 1000);
	assert_int_equal(j.dpi_x, 300);
	assert_int_equal(j.dpi_y, 300);
	photo_image_free(im);
}

static void test_read_damaged(void **state)
{
	static const uint8_t png[] = "\x89PNG\r\n\x1a\n";
	struct photo_image *im = scene(300, 200);
	struct jpeg_options o = { .orientation = 1 };
	struct bytes b = jpeg_of(im, &o);
	struct photo_jpeg j = { .width = 77 };
	size_t n;

	(void)state;
	for (n = 3; n < b.n; n++) {
		/* A block of exact size, so that a sanitizer sees the end. */
		uint8_t *p = malloc(n);

		assert_non_null(p);
		memcpy(p, b.p, n);
		assert_int_equal(photo_jpeg_read(p, n, &j), PHOTO_EDAMAGED);
		free(p);
	}
	assert_int_equal(j.width, 77);
	assert_int_equal(photo_jpeg_read(png, 8, &j), PHOTO_EFORMAT);
	free(b.p);
	photo_image_free(im);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fits),
		cmocka_unit_test(test_smooth),
		cmocka_unit_test(test_keeps_colour),
		cmocka_unit_test(test_too_large),
		cmocka_unit_test(test_png),
		cmocka_unit_test(test_read),
		cmocka_unit_test(test_read_damaged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
