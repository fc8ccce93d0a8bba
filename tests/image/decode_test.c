/*
 * photo_decode: formats, colours, orientations, limits, and what it says of
 * files that lie or break off.
 */
#include "pictures.h"

#include "lib/image/internal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct jpeg_options plain = {0};

/* Decodes, takes the bytes away, and wants success. */
static struct photo_image *decode(struct bytes b, int side,
    struct photo_input *info, double *scale)
{
	struct photo_image *im = NULL;

	assert_int_equal(photo_decode(b.p, b.n, side, info, scale, &im),
	    PHOTO_OK);
	free(b.p);
	return im;
}

/* What a refusal says; nothing may have been given back. */
static int refusal(struct bytes b)
{
	struct photo_image *im = NULL;
	struct photo_input info;
	double scale = -1;
	int e = photo_decode(b.p, b.n, 0, &info, &scale, &im);

	if (e != PHOTO_OK) {
		assert_null(im);
		assert_true(scale == -1);
	}
	photo_image_free(im);
	return e;
}

static void assert_near(const struct photo_image *im, int x, int y, int red,
    int green, int blue, int tolerance)
{
	const uint8_t *p = im->rgb + ((size_t)y * (size_t)im->width +
	    (size_t)x) * 3;
	int ok = abs(p[0] - red) <= tolerance &&
	    abs(p[1] - green) <= tolerance && abs(p[2] - blue) <= tolerance;

	if (!ok)
		print_error("(%d,%d) is %d,%d,%d, not %d,%d,%d\n", x, y, p[0],
		    p[1], p[2], red, green, blue);
	assert_true(ok);
}

/* The four quarters of scene() where they belong. */
static void assert_scene(const struct photo_image *im, int tolerance)
{
	int x = im->width / 4, y = im->height / 4;

	assert_near(im, x, y, 220, 30, 30, tolerance);
	assert_near(im, 3 * x, y, 30, 200, 30, tolerance);
	assert_near(im, x, 3 * y, 30, 30, 220, tolerance);
	assert_near(im, 3 * x, 3 * y, 230, 220, 30, tolerance);
}

static void test_sha256(void **state)
{
	static const struct {
		const char *text, *hex;
	} nist[] = {
		{ "", "e3b0c44298fc1c149afbf4c8996fb924"
		    "27ae41e4649b934ca495991b7852b855" },
		{ "abc", "ba7816bf8f01cfea414140de5dae2223"
		    "b00361a396177a9cb410ff61f20015ad" },
		{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnop"
		    "nopq", "248d6a61d20638b8e5c026930c3e6039"
		    "a33ce45964ff2167f6ecedd419db06c1" },
		{ "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghij"
		    "klmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrst"
		    "nopqrstu", "cf5b16a778af8380036ce59e7b049237"
		    "0b249b11e8f07a51afac45037afee9d1" },
	};
	char hex[65];
	char *million = malloc(1000000);
	size_t i;

	(void)state;
	for (i = 0; i < sizeof nist / sizeof nist[0]; i++) {
		sha256_hex(nist[i].text, strlen(nist[i].text), hex);
		assert_string_equal(hex, nist[i].hex);
	}
	assert_non_null(million);
	memset(million, 'a', 1000000);
	sha256_hex(million, 1000000, hex);
	assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67"
	    "f1809a48a497200e046d39ccc7112cd0");
	free(million);
}

/* The same for processors that have no instructions for it: "abc". */
static void test_sha256_plain(void **state)
{
	uint32_t h[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
	    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };
	uint8_t b[64] = "abc\x80";

	(void)state;
	b[63] = 24;
	sha256_plain(h, b, 1);
	assert_int_equal(h[0], 0xba7816bf);
	assert_int_equal(h[3], 0x5dae2223);
	assert_int_equal(h[7], 0xf20015ad);
}

static void test_sniff(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		enum photo_format format;
	} cases[] = {
		{ "\xff\xd8\xff", 3, PHOTO_JPEG },
		{ "\xff\xd8", 2, PHOTO_UNKNOWN },
		{ "\x89PNG\r\n\x1a\n", 8, PHOTO_PNG },
		{ "RIFF\0\0\0\0WEBP", 12, PHOTO_WEBP },
		{ "RIFF\0\0\0\0WAVE", 12, PHOTO_UNKNOWN },
		{ "\0\0\0\x18" "ftypheic\0\0\0\0mif1heic", 24, PHOTO_HEIC },
		{ "\0\0\0\x18" "ftypmif1\0\0\0\0mif1avif", 24, PHOTO_AVIF },
		{ "\0\0\0\x10" "ftypmif1heicmif1heic", 24, PHOTO_UNKNOWN },
		{ "\xff\xff\xff\xff" "ftypmif1\0\0\0\0mif1", 20,
		    PHOTO_UNKNOWN },
		{ "%PDF-1.7 photo.jpg", 18, PHOTO_UNKNOWN },
		{ "", 0, PHOTO_UNKNOWN },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_int_equal(photo_sniff((const uint8_t *)cases[i].bytes,
		    cases[i].n), cases[i].format);
}

static void test_formats(void **state)
{
	static const enum photo_format heif[] = { PHOTO_HEIC, PHOTO_AVIF };
	struct photo_image *up = scene(301, 233), *im;
	struct photo_input info;
	double scale;
	size_t i;

	(void)state;
	im = decode(webp_of(up, 255), 0, &info, &scale);
	assert_scene(im, 0);
	assert_int_equal(info.format, PHOTO_WEBP);
	photo_image_free(im);
	for (i = 0; i < 2; i++) {
		struct bytes b = heif_of(up, heif[i], NULL);

		if (!b.p) {
			print_message("# skipped: no encoder for %s\n",
			    photo_format_name(heif[i]));
			continue;
		}
		im = decode(b, 0, &info, &scale);
		assert_scene(im, 6);
		assert_int_equal(im->width, 301);
		assert_int_equal(im->height, 233);
		assert_int_equal(info.format, heif[i]);
		photo_image_free(im);
	}
	photo_image_free(up);
}

static void test_png(void **state)
{
	struct photo_image *up = scene(301, 233), *im;
	struct photo_input info;
	double scale;

	(void)state;
	im = decode(png_of(up, 8, -1, 0, 0), 0, &info, &scale);
	assert_memory_equal(im->rgb, up->rgb, 301 * 233 * 3);
	photo_image_free(im);
	im = decode(png_of(up, 8, -1, 1, 0), 0, &info, &scale);
	assert_memory_equal(im->rgb, up->rgb, 301 * 233 * 3);
	photo_image_free(im);
	im = decode(png_of(up, 16, -1, 0, 0), 0, &info, &scale);
	assert_scene(im, 1);
	photo_image_free(im);
	im = decode(png_of(up, 8, -1, 0, 1), 0, &info, &scale);
	assert_near(im, 10, 10, 255, 0, 0, 0);
	assert_near(im, 290, 220, 255, 255, 0, 0);
	photo_image_free(im);
	photo_image_free(up);
}

/* Half-seen pixels are half white. */
static void test_alpha(void **state)
{
	struct photo_image *up = scene(220, 210), *im;
	struct photo_input info;
	double scale;

	(void)state;
	im = decode(png_of(up, 8, 128, 0, 0), 0, &info, &scale);
	assert_near(im, 10, 10, 237, 142, 142, 1);
	photo_image_free(im);
	im = decode(png_of(up, 16, 0, 0, 0), 0, &info, &scale);
	assert_near(im, 10, 10, 255, 255, 255, 1);
	photo_image_free(im);
	im = decode(webp_of(up, 128), 0, &info, &scale);
	assert_near(im, 10, 10, 237, 142, 142, 1);
	photo_image_free(im);
	photo_image_free(up);
}

static void test_orientations(void **state)
{
	struct photo_image *up = scene(301, 233), *in, *im;
	struct jpeg_options o = {0};
	struct photo_input info;
	double scale;

	(void)state;
	for (o.orientation = 1; o.orientation <= 8; o.orientation++) {
		in = stored(up, o.orientation);
		im = decode(jpeg_of(in, &o), 0, &info, &scale);
		assert_int_equal(info.orientation, o.orientation);
		assert_int_equal(info.width, 301);
		assert_int_equal(info.height, 233);
		assert_int_equal(im->width, 301);
		assert_int_equal(im->height, 233);
		assert_scene(im, 8);
		photo_image_free(im);
		photo_image_free(in);
	}
	o.orientation = 9;	/* nonsense is no orientation */
	im = decode(jpeg_of(up, &o), 0, &info, &scale);
	assert_int_equal(info.orientation, 1);
	assert_scene(im, 8);
	photo_image_free(im);
	photo_image_free(up);
}

/* The longer side stays >= side, and would not at half of that. */
static void test_scale(void **state)
{
	static const struct {
		int side, width, height;
		double scale;
	} cases[] = {
		{ 0, 1001, 601, 1 }, { 1600, 1001, 601, 1 },
		{ 501, 1001, 601, 1 }, { 500, 501, 301, 0.5 },
		{ 250, 251, 151, 0.25 }, { 1, 126, 76, 0.125 },
	};
	struct photo_image *up = scene(1001, 601), *im;
	struct photo_input info;
	double scale;
	size_t i;
	int png;

	(void)state;
	for (i = 0; i < 2 * sizeof cases / sizeof cases[0]; i++) {
		png = i & 1;
		im = decode(png ? png_of(up, 8, -1, 0, 0) :
		    jpeg_of(up, &plain), cases[i / 2].side, &info, &scale);
		assert_int_equal(info.width, 1001);
		assert_int_equal(info.height, 601);
		assert_int_equal(im->width, cases[i / 2].width);
		assert_int_equal(im->height, cases[i / 2].height);
		assert_true(scale == cases[i / 2].scale);
		assert_scene(im, 8);
		photo_image_free(im);
	}
	photo_image_free(up);
}

/* A Display P3 colour; the sRGB one is worked out by the standards' own
 * matrices and curves. Grey and CMYK have profiles rarely: without one. */
static void test_colour(void **state)
{
	static const uint8_t colour[3] = { 200, 100, 50 };
	struct photo_image *up = flat(240, 200, colour), *im;
	struct jpeg_options o = { .icc = icc_display_p3(), .quality = 100 };
	struct photo_input info;
	double scale;

	(void)state;
	im = decode(jpeg_of(up, &o), 0, &info, &scale);
	assert_near(im, 100, 100, 215, 93, 31, 2);
	photo_image_free(im);
	memset(o.icc.p + 100, 0xa5, o.icc.n - 100);	/* as if sRGB */
	im = decode(jpeg_of(up, &o), 0, &info, &scale);
	assert_near(im, 100, 100, 200, 100, 50, 2);
	photo_image_free(im);
	free(o.icc.p);
	o.icc.p = NULL;
	o.components = 4;
	im = decode(jpeg_of(up, &o), 0, &info, &scale);
	assert_near(im, 100, 100, 200, 100, 50, 3);
	photo_image_free(im);
	o.components = 1;
	im = decode(jpeg_of(up, &o), 0, &info, &scale);
	assert_near(im, 100, 100, 200, 200, 200, 2);
	photo_image_free(im);
	photo_image_free(up);
}

static void test_sizes(void **state)
{
	struct photo_image *small = scene(199, 400);
	struct bytes b = jpeg_of(small, &plain);

	(void)state;
	assert_int_equal(refusal(b), PHOTO_ETOOSMALL);
	free(b.p);
	b = png_of(small, 8, -1, 0, 0);
	assert_int_equal(refusal(b), PHOTO_ETOOSMALL);
	free(b.p);
	b.p = calloc(1, PHOTO_MAX_BYTES + 1);
	b.n = PHOTO_MAX_BYTES + 1;
	assert_non_null(b.p);
	assert_int_equal(refusal(b), PHOTO_ETOOBIG);
	free(b.p);
	photo_image_free(small);
}

static uint8_t *find(struct bytes b, const char *what, size_t n)
{
	uint8_t *p = memmem(b.p, b.n, what, n);

	assert_non_null(p);
	return p;
}

/* Headers that claim `side` pixels each way, of a JPEG and of a WebP. */
static void lie(unsigned side, int expected, int of_webp)
{
	struct photo_image *up = scene(300, 300);
	struct bytes b = jpeg_of(up, &plain);
	uint8_t *p = find(b, "\xff\xc0\0\x11\x08", 5) + 5;

	p[0] = p[2] = (uint8_t)(side >> 8);
	p[1] = p[3] = (uint8_t)side;
	assert_int_equal(refusal(b), expected);
	free(b.p);
	b = webp_of(up, 255);
	if (side <= 16384) {
		p = find(b, "VP8L", 4) + 9;	/* two numbers of 14 bits */
		p[0] = (uint8_t)(side - 1);
		p[1] = (uint8_t)(((side - 1) >> 8 & 0x3f) |
		    ((side - 1) & 3) << 6);
		p[2] = (uint8_t)((side - 1) >> 2);
		p[3] = (uint8_t)((p[3] & 0xf0) | (side - 1) >> 10);
		assert_int_equal(refusal(b), of_webp);
	}
	free(b.p);
	photo_image_free(up);
}

static void test_lies(void **state)
{
	(void)state;
	lie(65000, PHOTO_ETOOBIG, PHOTO_ETOOBIG);
	lie(16000, PHOTO_ETOOBIG, PHOTO_ETOOBIG);
	lie(7072, PHOTO_ETOOBIG, PHOTO_ETOOBIG);	/* just over 50 MP */
	lie(7000, PHOTO_EDAMAGED, PHOTO_ETOOBIG);	/* 40 MP of WebP */
	lie(6300, PHOTO_EDAMAGED, PHOTO_EDAMAGED);	/* the data ends */
	lie(0, PHOTO_EDAMAGED, PHOTO_EDAMAGED);
}

/* 16000 x 16000 in PNG and HEIF, whose headers carry checksums or boxes. */
static void test_lies_elsewhere(void **state)
{
	static const uint8_t ihdr[] = "\0\0\x3e\x80\0\0\x3e\x80\x08\2\0\0\0";
	static const uint8_t crc[] = "\xce\x1c\x48\x89";
	struct photo_image *up = scene(300, 300);
	struct bytes b = png_of(up, 8, -1, 0, 0);
	uint8_t *p = find(b, "IHDR", 4) + 4;

	(void)state;
	memcpy(p, ihdr, 13);
	memcpy(p + 13, crc, 4);
	assert_int_equal(refusal(b), PHOTO_ETOOBIG);
	free(b.p);
	b = heif_of(up, PHOTO_HEIC, NULL);
	if (b.p) {
		p = find(b, "ispe", 4) + 8;
		memcpy(p, ihdr, 8);
		assert_int_equal(refusal(b), PHOTO_ETOOBIG);
	}
	free(b.p);
	photo_image_free(up);
}

/* Cut anywhere, a file is damaged (or too short to be known). */
static void cut(struct bytes b, const char *what)
{
	size_t i, full = b.n;
	int e;

	for (i = 1; i < 40; i++) {
		b.n = full * i / 40;
		e = refusal(b);
		if (e != PHOTO_EDAMAGED)
			print_error("%s cut at %zu of %zu: %s\n", what, b.n,
			    full, photo_err_name(e));
		assert_int_equal(e, PHOTO_EDAMAGED);
	}
	free(b.p);
}

static void test_truncated(void **state)
{
	struct jpeg_options progressive = { .progressive = 1 };
	struct photo_image *up = scene(400, 300);
	size_t i;
	unsigned noise = 1;

	(void)state;
	for (i = 0; i < 400 * 300 * 3; i++) {
		noise = noise * 1103515245 + 12345;
		up->rgb[i] = (uint8_t)(up->rgb[i] + (noise >> 28));
	}
	cut(jpeg_of(up, &plain), "jpeg");
	cut(jpeg_of(up, &progressive), "progressive jpeg");
	cut(png_of(up, 8, -1, 0, 0), "png");
	cut(png_of(up, 8, -1, 1, 0), "interlaced png");
	cut(webp_of(up, 255), "webp");
	photo_image_free(up);
}

/* A small file whose many scans each walk over all of a large picture. */
static void test_scan_bomb(void **state)
{
	static const uint8_t grey[3] = { 128, 128, 128 };
	struct jpeg_options o = { .scans = 60, .components = 1 };
	struct photo_image *up = flat(7000, 7000, grey);
	struct bytes b = jpeg_of(up, &o);

	(void)state;
	assert_int_equal(refusal(b), PHOTO_ETOOBIG);
	free(b.p);
	photo_image_free(up);
	up = flat(400, 400, grey);
	b = jpeg_of(up, &o);
	assert_int_equal(refusal(b), PHOTO_OK);
	free(b.p);
	photo_image_free(up);
}

static void test_unsupported(void **state)
{
	struct jpeg_options o = { .arithmetic = 1 };
	struct photo_image *up = scene(300, 300);
	struct bytes b = jpeg_of(up, &o);

	(void)state;
	assert_int_equal(refusal(b), PHOTO_EFORMAT);
	free(b.p);
	b = jpeg_of(up, &plain);
	find(b, "\xff\xc0\0\x11\x08", 5)[4] = 12;
	assert_int_equal(refusal(b), PHOTO_EFORMAT);
	free(b.p);
	photo_image_free(up);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sha256),
		cmocka_unit_test(test_sha256_plain),
		cmocka_unit_test(test_sniff),
		cmocka_unit_test(test_formats),
		cmocka_unit_test(test_png),
		cmocka_unit_test(test_alpha),
		cmocka_unit_test(test_orientations),
		cmocka_unit_test(test_scale),
		cmocka_unit_test(test_colour),
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_lies),
		cmocka_unit_test(test_lies_elsewhere),
		cmocka_unit_test(test_truncated),
		cmocka_unit_test(test_scan_bomb),
		cmocka_unit_test(test_unsupported),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
