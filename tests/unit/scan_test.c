/*
 * QR codes drawn here at awkward sizes, and, where it is there, the set of
 * public test pictures with their known texts.
 */
#include "tests/unit/unit.h"
#include "lib/scan/qr.h"
#include "lib/scan/qr_draw.h"
#include "lib/scan/scan.h"

#include <gd.h>
#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define TEXT "图像采集码 3F9C2A17-0B5D;v=1;的测试"

static uint8_t file[20 << 20];

/* `text` at `px` a module from (x, y) of a canvas; darks and lights grey. */
static void draw(gdImagePtr im, const char *text, int px, int x, int y,
    int dark, int light)
{
	QRcode *q = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
	int i, v, n;

	assert_non_null(q);
	n = q->width;
	gdImageFilledRectangle(im, x, y, x + (n + 8) * px - 1,
	    y + (n + 8) * px - 1, gdTrueColor(light, light, light));
	for (i = 0; i < n * n; i++) {
		v = q->data[i] & 1 ? dark : light;
		gdImageFilledRectangle(im, x + (i % n + 4) * px,
		    y + (i / n + 4) * px, x + (i % n + 5) * px - 1,
		    y + (i / n + 5) * px - 1, gdTrueColor(v, v, v));
	}
	QRcode_free(q);
}

static enum err scan_canvas(struct arena *a, gdImagePtr im,
    struct scan_code *list, int *n)
{
	int size;
	void *png = gdImagePngPtr(im, &size);
	enum err e = scan_qr(a, png, (size_t)size, list, 4, n);

	gdFree(png);
	gdImageDestroy(im);
	return e;
}

#define URL "https://photo.example.edu.cn/friend/" \
	"0123456789abcdef0123456789abcdef"

/* What qr_draw draws, as a browser would, can be read. */
static void test_draw(void **state)
{
	struct arena *a = arena_new();
	struct buf path = {0};
	struct scan_code list[4];
	const char *p;
	int side = 0, n = 0, x, y, w, used, px = 6;
	gdImagePtr im;

	(void)state;
	assert_int_equal(qr_draw(URL, &path, &side), OK);
	assert_true(side > 21 + 2 * QR_QUIET);
	im = gdImageCreateTrueColor(side * px, side * px);
	gdImageFilledRectangle(im, 0, 0, side * px, side * px, 0xffffff);
	for (p = path.p; *p; p += used) {
		used = 0;
		assert_int_equal(sscanf(p, "M%d %dh%dv1h-%*dz%n", &x, &y, &w,
		    &used), 3);
		assert_true(used > 0 && x >= QR_QUIET && y >= QR_QUIET &&
		    x + w <= side - QR_QUIET && y < side - QR_QUIET);
		gdImageFilledRectangle(im, x * px, y * px,
		    (x + w) * px - 1, (y + 1) * px - 1, 0);
	}
	assert_int_equal(scan_canvas(a, im, list, &n), OK);
	assert_int_equal(n, 1);
	assert_string_equal(list[0].text, URL);
	buf_free(&path);
	arena_free(a);
}

static void test_modules(void **state)
{
	struct arena *a = arena_new();
	struct scan_code list[4];
	uint8_t *dark = NULL;
	int side = 0, n = 0, i, x, y, px = 6;
	gdImagePtr im;

	(void)state;
	assert_int_equal(qr_modules(a, URL, &dark, &side), OK);
	im = gdImageCreateTrueColor((side + 8) * px, (side + 8) * px);
	gdImageFilledRectangle(im, 0, 0, (side + 8) * px, (side + 8) * px,
	    0xffffff);
	for (i = 0; i < side * side; i++) {
		x = (i % side + 4) * px;
		y = (i / side + 4) * px;
		if (dark[i])
			gdImageFilledRectangle(im, x, y, x + px - 1,
			    y + px - 1, 0);
	}
	assert_int_equal(scan_canvas(a, im, list, &n), OK);
	assert_int_equal(n, 1);
	assert_string_equal(list[0].text, URL);
	arena_free(a);
}

static void test_draw_too_long(void **state)
{
	static char text[4001];
	struct buf path = {0};
	int side;

	(void)state;
	memset(text, 'a', sizeof text - 1);
	assert_int_equal(qr_draw(text, &path, &side), ERR_INPUT);
	assert_int_equal(qr_modules(NULL, text, NULL, &side), ERR_INPUT);
	buf_free(&path);
}

static void expect(int side, int px, int dark, int light)
{
	struct arena *a = arena_new();
	gdImagePtr im = gdImageCreateTrueColor(side, side);
	struct scan_code list[4];
	int n = 0;

	gdImageFilledRectangle(im, 0, 0, side - 1, side - 1,
	    gdTrueColor(light, light, light));
	draw(im, TEXT, px, 0, 0, dark, light);
	assert_int_equal(scan_canvas(a, im, list, &n), OK);
	assert_int_equal(n, 1);
	assert_string_equal(list[0].text, TEXT);
	arena_free(a);
}

static void test_sizes(void **state)
{
	(void)state;
	expect(120, 2, 0, 255);		/* a thumbnail */
	expect(400, 8, 0, 255);
	expect(4000, 80, 0, 255);	/* fills a 16 MP picture */
	expect(1200, 3, 0, 255);	/* in the corner of a screenshot */
}

static void test_contrast(void **state)
{
	(void)state;
	expect(400, 6, 110, 150);	/* a dim screen */
	expect(400, 6, 255, 0);		/* night mode */
}

static void test_several(void **state)
{
	struct arena *a = arena_new();
	gdImagePtr im = gdImageCreateTrueColor(800, 400);
	struct scan_code list[4];
	int n = 0;

	(void)state;
	draw(im, "first", 8, 10, 10, 0, 255);
	draw(im, "second", 8, 410, 10, 0, 255);
	assert_int_equal(scan_canvas(a, im, list, &n), OK);
	assert_int_equal(n, 2);
	im = gdImageCreateTrueColor(800, 400);
	draw(im, "same", 8, 10, 10, 0, 255);
	draw(im, "same", 8, 410, 10, 0, 255);
	assert_int_equal(scan_canvas(a, im, list, &n), OK);
	assert_int_equal(n, 1);
	arena_free(a);
}

/* Corners in px of the file, whatever was done to see the code. */
static void corner(gdImagePtr im, int x, int y, const char *text)
{
	struct arena *a = arena_new();
	struct scan_code list[4];
	int n = 0;

	assert_int_equal(scan_canvas(a, im, list, &n), OK);
	assert_int_equal(n, 1);
	assert_string_equal(list[0].text, text);
	assert_true(abs(list[0].at[0] - x) <= 12);
	assert_true(abs(list[0].at[1] - y) <= 12);
	arena_free(a);
}

static void test_corners_out(void **state)
{
	gdImagePtr im = gdImageCreateTrueColor(1500, 900);

	(void)state;
	draw(im, "where", 6, 900, 300, 0, 255);
	corner(im, 900 + 24, 300 + 24, "where");
	im = gdImageCreateTrueColor(1500, 900);
	draw(im, "where", 6, 900, 300, 0, 255);
	gdImageFlipHorizontal(im);
	corner(im, 1499 - 900 - 24, 300 + 24, "where");
	/* Twice as many px as are looked at. */
	im = gdImageCreateTrueColor(6000, 5000);
	draw(im, "where", 20, 4000, 3000, 0, 255);
	corner(im, 4080, 3080, "where");
}

/* A long screenshot isn't made so small that its code is lost. */
static void test_long(void **state)
{
	gdImagePtr im = gdImageCreateTrueColor(1080, 14000);

	(void)state;
	gdImageFilledRectangle(im, 0, 0, 1079, 13999, 0xffffff);
	draw(im, TEXT, 4, 300, 9000, 0, 255);
	corner(im, 316, 9016, TEXT);
}

/* Other people's bytes: the same text in what a code may be written in. */
static void test_text(void **state)
{
	static const struct {
		const char *bytes, *text;
	} t[] = {
		{ "\xe5\xbc\xa0", "张" },
		{ "\xd5\xc5\xcf\xfe\xf6\xa9", "张晓雯" },	/* GB 2312 */
		{ "\x81\x30\x84\x36", "¥" },		/* GB 18030 */
		{ "*\xc3\xde\xbb\xde\xb2\xddQR*", "*ﾃﾞｻﾞｲﾝQR*" },
		{ "\x83\x82\x83\x6f", "モバ" },		/* Shift-JIS */
		{ "a\\b", "a\\b" },
		{ "caf\xe9", "café" },
		{ "one\r\ntwo\tthree", "one\r\ntwo\tthree" },
		{ "\x01\x02", "base64:AQI=" },
		{ "\x01" "AD:SUB:\xb0\xa2;;", "\x01" "AD:SUB:阿;;" },
	};
	struct arena *a = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof t / sizeof *t; i++)
		assert_string_equal(qr_text(a, t[i].bytes,
		    strlen(t[i].bytes)), t[i].text);
	arena_free(a);
}

static void test_nothing(void **state)
{
	struct arena *a = arena_new();
	gdImagePtr im = gdImageCreateTrueColor(300, 300);
	struct scan_code list[4];
	int n = 7;

	(void)state;
	assert_int_equal(scan_canvas(a, im, list, &n), ERR_NOTFOUND);
	assert_int_equal(scan_qr(a, (const uint8_t *)"%PDF-1.4 not a picture",
	    22, list, 4, &n), ERR_INPUT);
	assert_int_equal(scan_qr(a, (const uint8_t *)"", 0, list, 4, &n),
	    ERR_INPUT);
	assert_int_equal(n, 7);
	arena_free(a);
}

/* Corners of QR codes all over: zbar alone took 28 s. */
static void test_corners(void **state)
{
	gdImagePtr im = gdImageCreateTrueColor(3900, 3900);
	struct arena *a = arena_new();
	struct scan_code list[4];
	struct rusage used;
	int x, y, n = 0;

	(void)state;
	gdImageFilledRectangle(im, 0, 0, 3899, 3899, 0xffffff);
	for (y = 0; y < 3882; y += 18)
		for (x = 0; x < 3882; x += 18) {
			gdImageFilledRectangle(im, x, y, x + 13, y + 13, 0);
			gdImageFilledRectangle(im, x + 2, y + 2, x + 11,
			    y + 11, 0xffffff);
			gdImageFilledRectangle(im, x + 4, y + 4, x + 9,
			    y + 9, 0);
		}
	assert_int_equal(scan_canvas(a, im, list, &n), ERR_NOTFOUND);
	getrusage(RUSAGE_CHILDREN, &used);
	assert_true(used.ru_utime.tv_sec < 15);
	arena_free(a);
}

/* Bytes that are no text come as base64, not cut at a NUL. */
static void test_binary(void **state)
{
	static const unsigned char data[] = { 0xff, 0, 1, 0xfe };
	struct arena *a = arena_new();
	gdImagePtr im = gdImageCreateTrueColor(300, 300);
	QRcode *q = QRcode_encodeData(4, data, 0, QR_ECLEVEL_M);
	struct scan_code list[4];
	int i, n = 0;

	(void)state;
	gdImageFilledRectangle(im, 0, 0, 299, 299, gdTrueColor(255, 255, 255));
	for (i = 0; i < q->width * q->width; i++)
		if (q->data[i] & 1)
			gdImageFilledRectangle(im, 40 + i % q->width * 8,
			    40 + i / q->width * 8, 47 + i % q->width * 8,
			    47 + i / q->width * 8, 0);
	QRcode_free(q);
	assert_int_equal(scan_canvas(a, im, list, &n), OK);
	assert_string_equal(list[0].text, "base64:/wAB/g==");
	arena_free(a);
}

static int reads(const char *dir, const char *name)
{
	struct arena *a = arena_new();
	struct scan_code list[4];
	char path[400];
	size_t size;
	FILE *f;
	int n = 0;

	snprintf(path, sizeof path, "%s/data/qr/%s", dir, name);
	f = fopen(path, "rb");
	assert_non_null(f);
	size = fread(file, 1, sizeof file, f);
	fclose(f);
	n = scan_qr(a, file, size, list, 4, &n) == OK;
	arena_free(a);
	return n;
}

/* Measured: 53 of the 55 with a code, of which 6 are not meant to be read;
 * no code seen where there is none. */
static void test_public_set(void **state)
{
	const char *dir = getenv("GRADPHOTO_SHARED");
	char line[8192], path[400], *tab;
	int seen = 0, read = 0, wrong = 0, empty;
	FILE *f;

	(void)state;
	snprintf(path, sizeof path, "%s/data/qr/manifest.tsv",
	    dir ? dir : "");
	f = fopen(path, "r");
	if (!f) {
		print_message("# SKIPPED, no public pictures: %s\n", path);
		return;
	}
	assert_non_null(fgets(line, sizeof line, f));
	while (fgets(line, sizeof line, f)) {
		empty = strstr(line, "(no code present)") != NULL;
		tab = strchr(line, '\t');
		assert_non_null(tab);
		*tab = '\0';
		seen += !empty;
		read += !empty && reads(dir, line);
		wrong += empty && reads(dir, line);
	}
	fclose(f);
	print_message("# %d of %d public pictures read\n", read, seen);
	assert_int_equal(wrong, 0);
	assert_true(read * 100 >= seen * 95);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_draw),
		cmocka_unit_test(test_modules),
		cmocka_unit_test(test_draw_too_long),
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_contrast),
		cmocka_unit_test(test_several),
		cmocka_unit_test(test_corners_out),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_corners),
		cmocka_unit_test(test_binary),
		cmocka_unit_test(test_public_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
