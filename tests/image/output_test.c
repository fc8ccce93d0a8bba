/*
 * What comes out: a background that is the profile's colour, or is kept where
 * it was that already; prints on paper; certificates of origin.
 */
#include "lib/image/certificate.h"
#include "lib/image/internal.h"
#include "lib/image/matte.h"
#include "lib/image/measure.h"
#include "lib/image/print.h"
#include "lib/image/rules.h"
#include "pictures.h"

#include <jansson.h>

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static const char *const profiles[] = {
	"chsi-graduate-blue", "chsi-graduate-white", "chsi-graduate-grey",
	"new-student-white"
};

static void load(const char *name, struct photo_profile *p)
{
	assert_int_equal(photo_profile_load(getenv("GRADPHOTO_PROFILES"),
	    name, p, NULL), PHOTO_OK);
}

static struct photo_image *decoded(const uint8_t *data, size_t n)
{
	struct photo_image *im = NULL;
	struct photo_input info;
	double scale;

	assert_int_equal(photo_decode(data, n, 0, &info, &scale, &im),
	    PHOTO_OK);
	return im;
}

/* --- background ------------------------------------------------------ */

/* A dark person, 100 wide and down to the edge, in the middle of a colour. */
static void person_on(const uint8_t colour[3], struct photo_image **im,
    struct plane *alpha)
{
	int x, y;

	*im = flat(480, 640, colour);
	assert_int_equal(plane_new(480, 640, alpha), PHOTO_OK);
	for (y = 200; y < 640; y++)
		for (x = 190; x < 290; x++) {
			alpha->v[y * 480 + x] = 1;
			memset((*im)->rgb + 3 * (y * 480 + x), 30, 3);
		}
}

static void test_flat_counts(void **state)
{
	static const uint8_t blue[3] = { 100, 197, 255 };
	struct photo_image *im;
	struct plane alpha;
	double share;
	int i;

	(void)state;
	person_on(blue, &im, &alpha);
	assert_int_equal(measure_flat(im, &alpha, blue, &share), PHOTO_OK);
	assert_true(share == 1);
	/* Nearer than 16 px it doesn't count, further away it does. */
	for (i = 0; i < 100; i++)
		im->rgb[3 * ((300 + i) * 480 + 290 + 14)] += 3;
	measure_flat(im, &alpha, blue, &share);
	assert_true(share == 1);
	for (i = 0; i < 100; i++)
		im->rgb[3 * ((300 + i) * 480 + 290 + 17)] += 2;
	measure_flat(im, &alpha, blue, &share);
	assert_true(share == 1);
	for (i = 0; i < 100; i++)
		im->rgb[3 * ((300 + i) * 480 + 290 + 17)] += 1;
	measure_flat(im, &alpha, blue, &share);
	assert_true(share < 1 && share > 0.999);
	for (i = 0; i < 480 * 640; i++)
		alpha.v[i] = 1;
	measure_flat(im, &alpha, blue, &share);
	assert_true(isnan(share));
	photo_image_free(im);
	plane_free(&alpha);
}

/* Before encoding: where the matte is 0, the profile's colour and nothing of
 * the picture; where it is 1, the picture. */
static void test_exact_before_encoding(void **state)
{
	static const uint8_t wall[3] = { 13, 200, 77 };
	struct photo_image *im, *done;
	struct photo_profile p;
	struct plane alpha;
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof profiles / sizeof *profiles; i++) {
		load(profiles[i], &p);
		person_on(wall, &im, &alpha);
		assert_int_equal(compose_flat(im, &alpha, p.background,
		    &done), PHOTO_OK);
		for (k = 0; k < 480 * 640; k++)
			assert_memory_equal(done->rgb + 3 * k, alpha.v[k] > 0 ?
			    im->rgb + 3 * k : p.background, 3);
		photo_image_free(im);
		photo_image_free(done);
		plane_free(&alpha);
	}
}

/* Every profile, every quality that its bytes may ask for: beyond 16 px from
 * the person the file has the profile's colour. */
static void test_every_quality(void **state)
{
	struct photo_image *im, *back;
	struct photo_profile p;
	struct plane alpha;
	double share;
	uint8_t *jpeg;
	size_t i, n;
	int q;

	(void)state;
	for (i = 0; i < sizeof profiles / sizeof *profiles; i++) {
		load(profiles[i], &p);
		person_on(p.background, &im, &alpha);
		p.bytes_max = 1 << 20;
		for (p.quality_max = 61; p.quality_max <= 95;
		    p.quality_max++) {
			assert_int_equal(photo_encode_jpeg(im, &p, &jpeg, &n,
			    &q), PHOTO_OK);
			back = decoded(jpeg, n);
			assert_int_equal(measure_flat(back, &alpha,
			    p.background, &share), PHOTO_OK);
			assert_true(share >= FLAT_SHARE);
			photo_image_free(back);
			free(jpeg);
		}
		photo_image_free(im);
		plane_free(&alpha);
	}
}

/* --- prints ---------------------------------------------------------- */

/* A finished photo to print: left half red, right half green, so that a
 * mirrored tile would show; the top rows are white. */
static struct bytes finished(void)
{
	struct photo_image *im;
	struct bytes b;
	int x, y;

	assert_int_equal(photo_image_new(480, 640, &im), PHOTO_OK);
	for (y = 0; y < 640; y++)
		for (x = 0; x < 480; x++) {
			uint8_t *px = im->rgb + 3 * (y * 480 + x);

			px[0] = x < 240 || y < 80 ? 220 : 20;
			px[1] = x >= 240 || y < 80 ? 220 : 20;
			px[2] = y < 80 ? 220 : 20;
		}
	b = jpeg_of(im, &(struct jpeg_options){ .quality = 95 });
	photo_image_free(im);
	return b;
}

static void test_layouts(void **state)
{
	/* facts of the trade: how many of a size a 6-inch sheet holds */
	static const struct { const char *name; int n, turned; } of[] = {
		{ "1inch", 10, 0 }, { "1inch-small", 12, 1 },
		{ "33x48", 4, 0 }, { "2inch", 4, 1 }, { "2inch-small", 6, 1 },
	};
	const struct print_paper *six = print_paper_find("6inch");
	const struct print_size *s;
	struct print_layout l;
	size_t i, n;

	(void)state;
	assert_non_null(six);
	for (i = 0; i < sizeof of / sizeof *of; i++) {
		s = print_size_find(of[i].name);
		assert_non_null(s);
		print_layout(s, six, &l);
		print_message("# %s: %d x %d%s\n", s->name, l.columns, l.rows,
		    l.turned ? ", turned" : "");
		assert_true(l.columns * l.rows >= of[i].n);
	}
	s = print_sizes(&n);
	assert_string_equal(s[0].name, "33x48");
	for (i = 0; i < n; i++) {
		/* 300 dpi, to the pixel that the trade rounds to */
		assert_true(fabs(s[i].mm_width / 25.4 * PRINT_DPI -
		    s[i].width) < 1);
		assert_true(fabs(s[i].mm_height / 25.4 * PRINT_DPI -
		    s[i].height) < 1);
		assert_true(s[i].width <= 480 && s[i].height <= 640);
	}
	assert_null(print_size_find("3inch"));
	assert_null(print_paper_find("letter"));
}

static const uint8_t *at(const struct photo_image *im, int x, int y)
{
	return im->rgb + 3 * (y * im->width + x);
}

/* Red stays left of green, seen with the head, which is white, up. */
static void assert_not_mirrored(const struct photo_image *sheet, int x, int y,
    const struct print_size *s, int turned)
{
	int across = s->width / 4, down = s->height / 2;
	const uint8_t *left, *right, *top;

	if (turned) {		/* clockwise: the top is on the right */
		top = at(sheet, x + s->height - 10, y + across);
		left = at(sheet, x + s->height - down, y + across);
		right = at(sheet, x + s->height - down, y + s->width - across);
	} else {
		top = at(sheet, x + across, y + 10);
		left = at(sheet, x + across, y + down);
		right = at(sheet, x + s->width - across, y + down);
	}
	assert_true(top[0] > 190 && top[1] > 190 && top[2] > 190);
	assert_true(left[0] > 190 && left[1] < 50);
	assert_true(right[1] > 190 && right[0] < 50);
}

static void test_sheets(void **state)
{
	const struct print_paper *paper;
	const struct print_size *s;
	struct bytes photo = finished();
	struct photo_image *im;
	struct print_layout l;
	struct photo_jpeg j;
	size_t sizes, papers, i, k, n;
	uint8_t *out;
	int tile;

	(void)state;
	s = print_sizes(&sizes);
	paper = print_papers(&papers);
	for (i = 0; i < sizes; i++)
		for (k = 0; k < papers; k++) {
			assert_int_equal(print_jpeg(photo.p, photo.n, &s[i],
			    &paper[k], &out, &n), PHOTO_OK);
			assert_int_equal(photo_jpeg_read(out, n, &j),
			    PHOTO_OK);
			assert_int_equal(j.dpi_x, PRINT_DPI);
			assert_int_equal(j.width, paper[k].width > 0 ?
			    paper[k].width : s[i].width);
			im = decoded(out, n);
			print_layout(&s[i], &paper[k], &l);
			for (tile = 0; tile < l.columns * l.rows; tile++)
				assert_not_mirrored(im, l.x + tile %
				    l.columns * l.pitch_x, l.y + tile /
				    l.columns * l.pitch_y, &s[i], l.turned);
			/* A mark beside the first tile, white beyond it. */
			if (paper[k].width > 0) {
				assert_true(at(im, l.x - 10, l.y)[1] < 200);
				assert_true(at(im, l.x - 10, l.y + 12)[1] >
				    240);
				assert_true(at(im, 2, 2)[0] > 250);
			}
			photo_image_free(im);
			free(out);
		}
	free(photo.p);
}

static void test_pdf(void **state)
{
	const struct print_size *s = print_size_find("1inch");
	const struct print_paper *six = print_paper_find("6inch");
	struct bytes photo = finished();
	uint8_t *pdf, *again, *jpeg;
	size_t n, n2, n3;
	char *box;
	double w = 0, h = 0;

	(void)state;
	assert_int_equal(print_pdf(photo.p, photo.n, s, six, &pdf, &n),
	    PHOTO_OK);
	assert_int_equal(print_pdf(photo.p, photo.n, s, six, &again, &n2),
	    PHOTO_OK);
	assert_int_equal(n, n2);
	assert_memory_equal(pdf, again, n);
	assert_memory_equal(pdf, "%PDF-", 5);
	/* True to size: 152 x 102 mm in points; the JPEG is in it as it is. */
	assert_non_null(box = memmem(pdf, n, "/MediaBox [", 11));
	assert_int_equal(sscanf(box, "/MediaBox [ 0 0 %lf %lf", &w, &h), 2);
	assert_true(fabs(w - 152 * 72 / 25.4) < 0.01);
	assert_true(fabs(h - 102 * 72 / 25.4) < 0.01);
	assert_int_equal(print_jpeg(photo.p, photo.n, s, six, &jpeg, &n3),
	    PHOTO_OK);
	assert_non_null(memmem(pdf, n, jpeg, n3));
	assert_int_equal(print_pdf((const uint8_t *)"no", 2, s, six, &again,
	    &n2), PHOTO_EFORMAT);
	free(pdf);
	free(again);
	free(jpeg);
	free(photo.p);
}

/* --- certificates ---------------------------------------------------- */

static const uint8_t result[] = "the photo", original[] = "the picture";

struct keys {
	char dir[32], private[48], public[48], other[48], why[160];
};

static void write_text(const char *path, const char *text, mode_t mode)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	assert_int_equal(chmod(path, mode), 0);
}

/* RFC 8032's own keys, 7.1 tests 1 and 2, as OpenSSL writes them. */
static int keys_setup(void **state)
{
	struct keys *k = calloc(1, sizeof *k);

	assert_non_null(k);
	snprintf(k->dir, sizeof k->dir, "/tmp/keys.XXXXXX");
	assert_non_null(mkdtemp(k->dir));
	snprintf(k->private, sizeof k->private, "%s/private", k->dir);
	snprintf(k->public, sizeof k->public, "%s/public", k->dir);
	snprintf(k->other, sizeof k->other, "%s/other", k->dir);
	write_text(k->private, "-----BEGIN PRIVATE KEY-----\n"
	    "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g"
	    "\n-----END PRIVATE KEY-----\n", 0600);
	write_text(k->public, "-----BEGIN PUBLIC KEY-----\n"
	    "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
	    "\n-----END PUBLIC KEY-----\n", 0644);
	write_text(k->other, "-----BEGIN PUBLIC KEY-----\n"
	    "MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw="
	    "\n-----END PUBLIC KEY-----\n", 0644);
	*state = k;
	return 0;
}

static int keys_teardown(void **state)
{
	struct keys *k = *state;

	unlink(k->private);
	unlink(k->public);
	unlink(k->other);
	rmdir(k->dir);
	free(k);
	return 0;
}

static char *signed_text(const struct keys *k)
{
	struct certificate_key *key;
	struct photo_report r;
	struct photo_profile p;
	char *text, why[160];

	load(profiles[0], &p);
	report_begin(&r, &p);
	r.input.format = PHOTO_HEIC;
	r.input.orientation = 6;
	r.input.width = 3000;
	r.input.height = 4000;
	r.input.bytes = sizeof original;
	sha256_hex(original, sizeof original, r.input.sha256);
	sha256_hex(result, sizeof result, r.out_sha256);
	r.out_bytes = sizeof result;
	r.out_width = 480;
	r.out_height = 640;
	r.out_quality = 84;
	r.out_dpi = 300;
	r.crop_x = -12.25;
	r.crop_scale = 0.125;
	key = certificate_key_private(k->private, why);
	assert_non_null(key);
	text = certificate_sign(key, &r, &p, 1800000000);
	r.out_bytes = 0;
	assert_null(certificate_sign(key, &r, &p, 1800000000));
	certificate_key_free(key);
	return text;
}

static enum certificate_state verify(const char *text, const uint8_t *photo,
    const uint8_t *from, const struct certificate_key *known)
{
	return certificate_verify(text, strlen(text), photo, sizeof result,
	    from, sizeof original, known);
}

static void test_certificate_says(void **state)
{
	char *text = signed_text(*state), *again = signed_text(*state);
	json_t *c, *steps, *s;
	size_t i;
	static const char *const order[] = { "decode", "crop", "segment",
	    "matte", "background", "encode" };

	/* Ed25519 signs the same text the same way. */
	assert_string_equal(text, again);
	assert_non_null(c = json_loads(text, 0, NULL));
	assert_string_equal(json_string_value(json_object_get(c, "made_at")),
	    "2027-01-15T08:00:00Z");
	assert_string_equal(json_string_value(json_object_get(c,
	    "rules_version")), RULES_VERSION);
	assert_true(json_is_false(json_object_get(c, "mirrored")));
	assert_true(json_is_false(json_object_get(c, "rotated")));
	assert_true(json_is_false(json_object_get(c, "retouched")));
	steps = json_object_get(c, "steps");
	assert_int_equal(json_array_size(steps), 6);
	for (i = 0; i < 6; i++)
		assert_string_equal(json_string_value(json_object_get(
		    json_array_get(steps, i), "step")), order[i]);
	s = json_array_get(steps, 1);
	assert_string_equal(json_string_value(json_object_get(s, "x")),
	    "-12.250000");
	s = json_array_get(steps, 0);
	assert_string_equal(json_string_value(json_object_get(s, "format")),
	    "heic");
	assert_int_equal(json_integer_value(json_object_get(s,
	    "exif_orientation")), 6);
	json_decref(c);
	free(text);
	free(again);
}

static void test_certificate_holds(void **state)
{
	struct keys *k = *state;
	struct certificate_key *own, *other;
	char *text = signed_text(k), *quality;
	uint8_t wrong[sizeof result];

	assert_non_null(own = certificate_key_public(k->public, k->why));
	assert_non_null(other = certificate_key_public(k->other, k->why));
	assert_int_equal(verify(text, result, NULL, NULL), CERTIFICATE_GOOD);
	assert_int_equal(verify(text, result, original, own),
	    CERTIFICATE_GOOD);
	assert_int_equal(verify(text, result, NULL, other),
	    CERTIFICATE_FOREIGN);
	memcpy(wrong, result, sizeof wrong);
	wrong[3] ^= 1;
	assert_int_equal(verify(text, wrong, NULL, own), CERTIFICATE_OTHER);
	assert_int_equal(certificate_verify(text, strlen(text), result,
	    sizeof result, result, sizeof result, own), CERTIFICATE_OTHER);
	/* One digit of one step. */
	assert_non_null(quality = strstr(text, "\"quality\": 84"));
	quality[12] = '5';
	assert_int_equal(verify(text, result, NULL, own),
	    CERTIFICATE_CHANGED);
	quality[12] = '4';
	assert_int_equal(verify(text, result, NULL, own), CERTIFICATE_GOOD);
	certificate_key_free(own);
	certificate_key_free(other);
	free(text);
}

static void test_certificate_unreadable(void **state)
{
	static const char *const bad[] = { "", "{", "[]", "{}", "null",
	    "{\"kind\":\"gradphoto-certificate\",\"version\":2}",
	    "{\"kind\":\"gradphoto-certificate\",\"version\":1}",
	    "{\"kind\":\"gradphoto-certificate\",\"version\":1,"
	    "\"key\":\"AAAA\",\"signature\":\"AAAA\"}",
	    "{\"kind\":1,\"version\":1}" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(verify(bad[i], result, NULL, NULL),
		    CERTIFICATE_UNREADABLE);
	for (i = 0; i <= CERTIFICATE_OTHER; i++)
		assert_true(strlen(certificate_state_text(i)) > 10);
}

static void test_keys_refused(void **state)
{
	struct keys *k = *state;

	k->why[0] = '\0';
	assert_null(certificate_key_private("/nonexistent", k->why));
	assert_true(*k->why);
	assert_null(certificate_key_private(k->public, k->why));
	assert_null(certificate_key_public(k->private, k->why));
	assert_int_equal(chmod(k->private, 0640), 0);
	assert_null(certificate_key_private(k->private, k->why));
	assert_non_null(strstr(k->why, "chmod 600"));
	assert_int_equal(chmod(k->private, 0600), 0);
	certificate_key_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_flat_counts),
		cmocka_unit_test(test_exact_before_encoding),
		cmocka_unit_test(test_every_quality),
		cmocka_unit_test(test_layouts),
		cmocka_unit_test(test_sheets),
		cmocka_unit_test(test_pdf),
		cmocka_unit_test(test_certificate_says),
		cmocka_unit_test(test_certificate_holds),
		cmocka_unit_test(test_certificate_unreadable),
		cmocka_unit_test(test_keys_refused),
	};

	return cmocka_run_group_tests_name("image/output", tests, keys_setup,
	    keys_teardown);
}
