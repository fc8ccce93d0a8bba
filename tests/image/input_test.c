/*
 * What phones, scanners and printers write besides plain sRGB JPEG: wide
 * colour by profile and by number, ink, grey, and HEIC that says twice how
 * it is to be turned. Expected colours are worked out from the standards' own
 * matrices and curves.
 */
#include "pictures.h"

#include "lib/image/internal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Decodes and takes the bytes away; NULL where there are none, for want of an
 * encoder. */
static struct photo_image *decode(struct bytes b, struct photo_input *info)
{
	struct photo_image *im = NULL;
	double scale;

	if (b.p == NULL) {
		print_message("# skipped: no encoder\n");
		return NULL;
	}
	assert_int_equal(photo_decode(b.p, b.n, 0, info, &scale, &im),
	    PHOTO_OK);
	free(b.p);
	return im;
}

static void assert_near(const struct photo_image *im, int x, int y,
    const uint8_t want[3], int tolerance)
{
	const uint8_t *p = im->rgb + 3 * (y * im->width + x);
	int c;

	for (c = 0; c < 3; c++)
		if (abs(p[c] - want[c]) > tolerance) {
			print_error("(%d,%d) is %d,%d,%d, not %d,%d,%d\n", x,
			    y, p[0], p[1], p[2], want[0], want[1], want[2]);
			fail();
		}
}

/* One colour in, one colour out, whatever else the file may be. */
static void assert_becomes(struct bytes b, const uint8_t want[3],
    int tolerance)
{
	struct photo_input info;
	struct photo_image *im = decode(b, &info);

	if (im == NULL)
		return;
	assert_near(im, im->width / 2, im->height / 2, want, tolerance);
	photo_image_free(im);
}

static void test_profiles(void **state)
{
	static const uint8_t in[3] = { 180, 120, 90 };
	static const uint8_t adobe[3] = { 200, 121, 88 };
	struct jpeg_options o = { .icc = icc_adobe_rgb(), .quality = 100 };
	struct heif_options h = { .icc = o.icc };
	struct photo_image *up = flat(240, 200, in);

	(void)state;
	assert_becomes(jpeg_of(up, &o), adobe, 2);
	assert_becomes(heif_of(up, PHOTO_HEIC, &h), adobe, 4);
	free(o.icc.p);
	photo_image_free(up);
}

/* Neither ICC nor sRGB: code points only. The first row is what today's
 * phones write, the last ones are what is left of HDR on a print. */
static void test_codes(void **state)
{
	static const struct {
		int primaries, transfer;
		uint8_t in[3], want[3];
	} cases[] = {
		{ 12, 13, { 200, 100, 50 }, { 215, 93, 31 } },
		{ 1, 13, { 200, 100, 50 }, { 200, 100, 50 } },
		{ 9, 13, { 180, 120, 90 }, { 209, 110, 83 } },
		{ 9, 16, { 130, 130, 130 }, { 188, 188, 188 } },
		{ 9, 16, { 160, 160, 160 }, { 255, 255, 255 } },
		{ 9, 18, { 130, 130, 130 }, { 140, 140, 140 } },
	};
	static const enum photo_format formats[] = { PHOTO_HEIC, PHOTO_AVIF };
	struct photo_image *up;
	size_t i, f;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct heif_options o = { .primaries = cases[i].primaries,
		    .transfer = cases[i].transfer };

		up = flat(240, 200, cases[i].in);
		for (f = 0; f < 2; f++)
			assert_becomes(heif_of(up, formats[f], &o),
			    cases[i].want, 5);
		photo_image_free(up);
	}
}

static void test_ink(void **state)
{
	static const uint8_t in[3] = { 200, 100, 50 };
	struct photo_image *up = flat(240, 200, in);
	struct jpeg_options o = { .components = 4, .quality = 100 };

	(void)state;
	assert_becomes(jpeg_of(up, &o), in, 2);
	o.progressive = 1;
	assert_becomes(jpeg_of(up, &o), in, 2);
	o.ycck = 1;
	assert_becomes(jpeg_of(up, &o), in, 3);
	o.ycck = o.progressive = 0;
	o.not_adobe = 1;
	assert_becomes(jpeg_of(up, &o), in, 2);
	photo_image_free(up);
}

static void test_grey(void **state)
{
	static const uint8_t in[3] = { 20, 140, 250 }, want[3] = { 140, 140,
	    140 };
	struct photo_image *up = flat(240, 200, in);

	(void)state;
	assert_becomes(png_grey_of(up), want, 0);
	photo_image_free(up);
}

/* Where it was taken is said twice, and is gone from what is made of it. */
static void test_place_is_dropped(void **state)
{
	struct photo_profile p = { .dpi = 300, .quality_min = 60,
	    .quality_max = 95, .bytes_max = 40000 };
	struct photo_image *up = scene(301, 233), *im;
	struct jpeg_options o = { .orientation = 1, .gps = 1, .xmp = 1 };
	struct photo_input info;
	struct photo_jpeg j;
	uint8_t *jpeg = NULL;
	size_t n;
	int q;

	(void)state;
	im = decode(jpeg_of(up, &o), &info);
	assert_int_equal(photo_encode_jpeg(im, &p, &jpeg, &n, &q), PHOTO_OK);
	assert_int_equal(photo_jpeg_read(jpeg, n, &j), PHOTO_OK);
	assert_false(j.has_exif || j.has_xmp || j.has_gps);
	assert_null(memmem(jpeg, n, "GPS", 3));
	photo_image_free(im);
	photo_image_free(up);
	free(jpeg);
}

/* irot and imir count; the EXIF beside them repeats them, or lies. */
static void test_heic_orientation(void **state)
{
	static const uint8_t quarter[4][3] = { { 220, 30, 30 },
	    { 30, 200, 30 }, { 30, 30, 220 }, { 230, 220, 30 } };
	struct photo_image *up = scene(302, 234), *in, *im;
	struct photo_input info;
	int o, i;

	(void)state;
	for (o = 1; o <= 8; o++) {
		struct heif_options h = { .orientation = o,
		    .exif_orientation = o % 2 ? o : 3 };

		in = stored(up, o);
		im = decode(heif_of(in, PHOTO_HEIC, &h), &info);
		photo_image_free(in);
		if (im == NULL)
			break;
		assert_int_equal(im->width, 302);
		assert_int_equal(im->height, 234);
		assert_int_equal(info.width, 302);
		assert_int_equal(info.orientation, 1);
		for (i = 0; i < 4; i++)
			assert_near(im, 75 + 150 * (i & 1),
			    60 + 115 * (i >> 1), quarter[i], 8);
		photo_image_free(im);
	}
	photo_image_free(up);
}

/* Turned while decoding, or after it: the same picture, at every scale. */
static void test_turned_and_scaled(void **state)
{
	struct photo_image *up = scene(901, 603), *in, *im[2];
	struct photo_input info;
	double scale;
	int o, i, side;

	(void)state;
	for (i = 0; i < 901 * 603 * 3; i++)
		up->rgb[i] = (uint8_t)(up->rgb[i] + i % 901 / 50);
	for (o = 2; o <= 8; o++)
		for (side = 0; side <= 400; side += 200) {
			struct jpeg_options j = { .orientation = o };
			struct bytes b;

			in = stored(up, o);
			b = jpeg_of(in, &j);
			assert_int_equal(photo_decode(b.p, b.n, side, &info,
			    &scale, &im[0]), PHOTO_OK);
			free(b.p);
			j.orientation = 0;
			b = jpeg_of(in, &j);
			assert_int_equal(photo_decode(b.p, b.n, side, &info,
			    &scale, &im[1]), PHOTO_OK);
			free(b.p);
			photo_image_free(in);
			in = stored(im[0], o);
			assert_int_equal(in->width, im[1]->width);
			assert_memory_equal(in->rgb, im[1]->rgb,
			    (size_t)in->width * (size_t)in->height * 3);
			photo_image_free(in);
			photo_image_free(im[0]);
			photo_image_free(im[1]);
		}
	photo_image_free(up);
}

/* The cap of several scans is memory; a baseline file of the size is fine. */
static void test_caps(void **state)
{
	static const uint8_t grey[3] = { 128, 128, 128 };
	struct photo_image *up = flat(7200, 6000, grey), *im = NULL;
	struct jpeg_options o = { .components = 4, .scans = 2 };
	struct photo_input info;
	struct bytes b = jpeg_of(up, &o);
	double scale;

	(void)state;
	assert_int_equal(photo_decode(b.p, b.n, 1600, &info, &scale, &im),
	    PHOTO_ETOOBIG);
	free(b.p);
	o.components = 1;
	b = jpeg_of(up, &o);
	assert_int_equal(photo_decode(b.p, b.n, 1600, &info, &scale, &im),
	    PHOTO_OK);
	photo_image_free(im);
	free(b.p);
	o.components = 4;
	o.scans = 0;
	b = jpeg_of(up, &o);
	assert_int_equal(photo_decode(b.p, b.n, 1600, &info, &scale, &im),
	    PHOTO_OK);
	photo_image_free(im);
	free(b.p);
	photo_image_free(up);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_profiles),
		cmocka_unit_test(test_codes),
		cmocka_unit_test(test_ink),
		cmocka_unit_test(test_grey),
		cmocka_unit_test(test_place_is_dropped),
		cmocka_unit_test(test_heic_orientation),
		cmocka_unit_test(test_turned_and_scaled),
		cmocka_unit_test(test_caps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
