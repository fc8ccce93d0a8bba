/*
 * What of the photo core needs no picture: geometry, profiles, the rule
 * table, the shape of the report, sampling.
 */
#include "lib/image/geometry.h"
#include "lib/image/photo.h"
#include "lib/image/plane.h"
#include "lib/image/rules.h"
#include "lib/image/sample.h"

#include <jansson.h>

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* --- geometry ------------------------------------------------------ */

static void load(struct photo_profile *p)
{
	assert_int_equal(photo_profile_load(getenv("GRADPHOTO_PROFILES"),
	    PHOTO_PROFILE_DEFAULT, p, NULL), PHOTO_OK);
}

/* A head in the middle of a 1200 x 1600 picture, eyes at 700. */
static const struct head ordinary = { 700, 400, 600, 400, 500 };
static const struct frame roomy = { 1200, 1600, INFINITY, INFINITY };

static void assert_in_ranges(const struct placement *t,
    const struct photo_profile *p)
{
	assert_true(t->eye_y >= p->eye_y_min && t->eye_y <= p->eye_y_max);
	assert_true(t->crown_y >= p->crown_y_min &&
	    t->crown_y <= p->crown_y_max);
	assert_true(t->width >= p->face_width_min &&
	    t->width <= p->face_width_max);
}

static void test_place_ordinary(void **state)
{
	struct photo_profile p;
	struct placement t;

	(void)state;
	load(&p);
	geometry_place(&ordinary, &roomy, &p, &t);
	assert_in_ranges(&t, &p);
	assert_true(t.missing == 0);
	/* The mapping that the report promises. */
	assert_true(fabs((ordinary.eye_y - t.y) * t.scale - t.eye_y) < 1e-6);
	assert_true(fabs((ordinary.crown_y - t.y) * t.scale - t.crown_y) <
	    1e-6);
	assert_true(fabs((ordinary.centre_x - t.x) * t.scale - 240) < 1e-6);
}

static double share(double v, double min, double max)
{
	return fabs(2 * v - min - max) / (max - min);
}

/* The most margin: by hand, eyes 300 px below the crown of a face 400 wide
 * can be within 0.08 of the middle of every range, and no nearer. */
static void test_place_margin(void **state)
{
	struct photo_profile p;
	struct placement t;

	(void)state;
	load(&p);
	geometry_place(&ordinary, &roomy, &p, &t);
	assert_true(share(t.eye_y, p.eye_y_min, p.eye_y_max) < 0.1);
	assert_true(share(t.crown_y, p.crown_y_min, p.crown_y_max) < 0.1);
	assert_true(share(t.width, p.face_width_min, p.face_width_max) <
	    0.1);
}

/* The lower edge is near: it must zoom in, not show what isn't there. */
static void test_place_short_picture(void **state)
{
	struct frame f = roomy;
	struct photo_profile p;
	struct placement t;

	(void)state;
	load(&p);
	f.height = 1240;
	geometry_place(&ordinary, &f, &p, &t);
	assert_in_ranges(&t, &p);
	assert_true(t.missing <= 2);	/* the rule allows 3 */
	assert_true(t.y + (p.height - 2) / t.scale <= f.height);
	f.height = 900;		/* hopeless: says so, and how much */
	geometry_place(&ordinary, &f, &p, &t);
	assert_true(t.missing > 50);
}

static void test_place_touching_side(void **state)
{
	struct photo_profile p;
	struct placement t;
	struct frame f = { 650, 1600, INFINITY, 800 };

	(void)state;
	load(&p);
	geometry_place(&ordinary, &f, &p, &t);
	assert_true(t.missing > 3);	/* right shoulder is not there */
	f.touch_right = INFINITY;
	geometry_place(&ordinary, &f, &p, &t);
	assert_true(t.missing == 0);	/* only wall is missing */
}

/* A high bun: no scale satisfies crown and face width together. */
static void test_place_high_hair(void **state)
{
	struct head bun = ordinary;
	struct photo_profile p;
	struct placement t;

	(void)state;
	load(&p);
	bun.crown_y = bun.eye_y - 3 * bun.width;
	geometry_place(&bun, &roomy, &p, &t);
	/* Eyes and face are right, so it is the hair that is told of: at the
	 * smallest scale 540 px over the eyes, and there is room for 250. */
	assert_true(t.eye_y <= p.eye_y_max && t.width >= p.face_width_min);
	assert_true(fabs(t.crown_y - (p.crown_y_min - 290)) < 5);
}

/* --- profiles ------------------------------------------------------ */

static void test_profiles_shipped(void **state)
{
	static const char *const names[] = { "chsi-graduate-blue",
	    "chsi-graduate-white", "chsi-graduate-grey", "new-student-white"
	};
	struct photo_profile p;
	char why[160];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof names / sizeof *names; i++) {
		assert_int_equal(photo_profile_load(
		    getenv("GRADPHOTO_PROFILES"), names[i], &p, why),
		    PHOTO_OK);
		assert_string_equal(p.name, names[i]);
		assert_int_equal(p.width, 480);
		assert_int_equal(p.height, 640);
		assert_string_equal(p.rules_version, RULES_VERSION);
	}
	load(&p);
	assert_int_equal(p.background[0], 100);
	assert_int_equal(p.background[1], 197);
	assert_int_equal(p.background[2], 255);
}

/* Loads a copy of the default profile with one line more. */
static int load_with(const char *line, char why[160])
{
	char dir[] = "/tmp/profile.XXXXXX", path[64], from[4096], buf[4096];
	struct photo_profile p;
	FILE *in, *out;
	size_t n;
	int err;

	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/x.conf", dir);
	snprintf(from, sizeof from, "%s/%s.conf",
	    getenv("GRADPHOTO_PROFILES"), PHOTO_PROFILE_DEFAULT);
	assert_non_null(in = fopen(from, "r"));
	assert_non_null(out = fopen(path, "w"));
	n = fread(buf, 1, sizeof buf, in);
	fwrite(buf, 1, n, out);
	fprintf(out, "%s\n", line);
	fclose(in);
	fclose(out);
	err = photo_profile_load(dir, "x", &p, why);
	unlink(path);
	rmdir(dir);
	return err;
}

static void test_profile_errors(void **state)
{
	static const char *const bad[] = { "width", "widht = 480",
	    "width = 480x", "width = 480.5", "width = -1", "width = nan",
	    "background_rgb = 1,2", "background_rgb = 1,2,256",
	    "quality_min = 99", "eye_y_min = 300", "head_cover = maybe",
	    "file_name =" };
	struct photo_profile p, before;
	char why[160] = "", text[2000];
	size_t i;

	(void)state;
	assert_int_equal(load_with("# a comment", why), PHOTO_OK);
	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		why[0] = '\0';
		assert_int_equal(load_with(bad[i], why), PHOTO_EPROFILE);
		assert_true(strlen(why) > 10);
	}
	assert_int_equal(load_with("width = x", why), PHOTO_EPROFILE);
	assert_non_null(strstr(why, "line "));
	load(&p);
	before = p;
	assert_int_equal(photo_profile_load("/nonexistent", "x", &p, NULL),
	    PHOTO_EPROFILE);
	assert_int_equal(photo_profile_load("/etc", "../passwd", &p, why),
	    PHOTO_EPROFILE);
	assert_memory_equal(&p, &before, sizeof p);
	assert_int_equal(photo_profile_set(&p, "bytes_max", "1e9"),
	    PHOTO_EPROFILE);
	assert_int_equal(photo_profile_set(&p, "bytes_max", "50000"),
	    PHOTO_OK);
	assert_int_equal(p.bytes_max, 50000);
	assert_int_equal(p.head_cover, PHOTO_COVER_FORBIDDEN);
	assert_int_equal(photo_profile_set(&p, "head_cover", "allowed"),
	    PHOTO_OK);
	assert_int_equal(p.head_cover, PHOTO_COVER_ALLOWED);
	photo_profile_print(&p, text, sizeof text);
	assert_non_null(strstr(text, "head_cover = allowed\n"));
	assert_int_equal(photo_profile_over(&p, "", why), PHOTO_OK);
	assert_int_equal(photo_profile_over(&p,
	    "\n bytes_max=60000 \nwidth = 360", why), PHOTO_OK);
	assert_int_equal(p.bytes_max, 60000);
	assert_int_equal(p.width, 360);
	assert_int_equal(photo_profile_over(&p, "dpi = 350\nwide = 1\n",
	    why), PHOTO_EPROFILE);
	assert_non_null(strstr(why, "line 2: unknown name"));
	assert_int_equal(photo_profile_over(&p, "width", NULL),
	    PHOTO_EPROFILE);
	assert_int_equal(p.dpi, 350);
}

/* --- rules and report ---------------------------------------------- */

static void test_rule_table(void **state)
{
	struct photo_report r;
	struct photo_profile p;
	int i, j;

	(void)state;
	load(&p);
	report_begin(&r, &p);
	report_finish(&r, &p);		/* one SKIP for each rule */
	assert_int_equal(r.finding_count, RULES);
	assert_true(RULES <= PHOTO_MAX_FINDINGS);
	assert_int_equal(r.verdict, PHOTO_PASS);
	for (i = 0; i < RULES; i++) {
		const struct photo_rule *a = r.finding[i].rule;

		assert_non_null(a->id);
		assert_non_null(strchr(a->id, '.'));
		assert_true(*a->unit && *a->source && *a->zh && *a->en);
		assert_true((unsigned char)a->zh[0] >= 0x80 ||
		    strncmp(a->zh, "JPEG", 4) == 0);
		assert_true(a->severity == PHOTO_WARN ||
		    a->severity == PHOTO_FAIL);
		assert_true(r.finding[i].min <= r.finding[i].max);
		assert_int_equal(r.finding[i].verdict, PHOTO_SKIP);
		assert_ptr_equal(photo_rule_find(a->id), a);
		for (j = 0; j < i; j++)
			assert_string_not_equal(a->id,
			    r.finding[j].rule->id);
	}
}

static void test_verdicts(void **state)
{
	struct photo_report r;
	struct photo_profile p;

	(void)state;
	load(&p);
	report_begin(&r, &p);
	report_add(&r, &p, RULE_GEOMETRY_EYE_Y, 200);
	report_add(&r, &p, RULE_OUTPUT_SMALL, 100);
	assert_int_equal(r.verdict, PHOTO_WARN);
	report_add(&r, &p, RULE_GEOMETRY_CROWN_Y, 110.5);
	report_add(&r, &p, RULE_FACE_COUNT, 1);
	assert_int_equal(r.verdict, PHOTO_FAIL);
	assert_int_equal(r.finding[0].verdict, PHOTO_PASS);
	assert_true(photo_finding_off(&r.finding[0]) == 0);
	assert_true(photo_finding_off(&r.finding[1]) == 100 - p.bytes_min);
	assert_true(photo_finding_off(&r.finding[2]) == 0.5);
	report_finish(&r, &p);
	assert_true(photo_finding_off(&r.finding[1]) == 0);	/* skipped */
	assert_string_equal(photo_report_first(&r)->rule->id,
	    "geometry.crown_y");
	assert_string_equal(r.finding[0].rule->id, "face.count");
}

static void assert_keys(const json_t *o, const char *const *keys)
{
	size_t n = 0;

	for (; keys[n] != NULL; n++)
		assert_non_null(json_object_get(o, keys[n]));
	assert_int_equal(json_object_size(o), n);
}

static void test_report_shape(void **state)
{
	static const char *const top[] = { "rules_version", "profile",
	    "verdict", "input", "faces", "crop", "output", "rules", "ms",
	    NULL };
	static const char *const input[] = { "width", "height", "bytes",
	    "format", "orientation", "sha256", "phash", NULL };
	static const char *const face[] = { "score", "box", "pose",
	    "landmarks", NULL };
	static const char *const marks[] = { "eye_left", "eye_right", "nose",
	    "mouth", "chin", "crown", "cheek_left", "cheek_right", "hairline",
	    NULL };
	static const char *const output[] = { "width", "height", "dpi",
	    "bytes", "quality", "sha256", "background", NULL };
	static const char *const rule[] = { "id", "value", "min", "max",
	    "off", "unit", "verdict", "message", NULL };
	struct photo_report r;
	struct photo_profile p;
	json_t *j, *f;
	char *text;

	(void)state;
	load(&p);
	report_begin(&r, &p);
	r.face_count = 1;
	r.out_bytes = 30000;
	r.crop_scale = 0.5;
	report_add(&r, &p, RULE_OUTPUT_SMALL, 30000);
	assert_non_null(text = photo_report_json(&r, 1));
	assert_non_null(j = json_loads(text, 0, NULL));
	assert_keys(j, top);
	assert_keys(json_object_get(j, "input"), input);
	assert_keys(json_object_get(j, "output"), output);
	f = json_array_get(json_object_get(j, "faces"), 0);
	assert_keys(f, face);
	assert_keys(json_object_get(f, "landmarks"), marks);
	assert_int_equal(json_array_size(json_object_get(f, "box")), 4);
	f = json_array_get(json_object_get(j, "rules"), 0);
	assert_keys(f, rule);
	/* An open side is null: JSON has no infinity. */
	assert_true(json_is_null(json_object_get(f, "max")));
	assert_string_equal(json_string_value(json_object_get(f, "message")),
	    photo_rule_find("output.small")->zh);
	json_decref(j);
	free(text);
}

/* --- pixels -------------------------------------------------------- */

static void test_sample_keeps_place(void **state)
{
	struct region whole = { 0, 0, 1, 40, 30 }, half = { 0, 0, 2, 20, 15 };
	struct photo_image *im, *same, *small;
	int i;

	(void)state;
	assert_int_equal(photo_image_new(40, 30, &im), PHOTO_OK);
	for (i = 0; i < 40 * 30 * 3; i++)
		im->rgb[i] = (uint8_t)(i / 3 % 40 < 20 ? 10 : 200);
	assert_int_equal(sample_image(im, &whole, KERNEL_CUBIC, &same),
	    PHOTO_OK);
	assert_memory_equal(im->rgb, same->rgb, 40 * 30 * 3);
	assert_int_equal(sample_image(im, &half, KERNEL_LINEAR, &small),
	    PHOTO_OK);
	assert_int_equal(small->rgb[3 * 5], 10);
	assert_int_equal(small->rgb[3 * 15], 200);
	photo_image_free(im);
	photo_image_free(same);
	photo_image_free(small);
}

static void test_blur_is_a_mean(void **state)
{
	struct plane p;
	size_t i;

	(void)state;
	assert_int_equal(plane_new(9, 7, &p), PHOTO_OK);
	for (i = 0; i < plane_size(&p); i++)
		p.v[i] = 3;
	assert_int_equal(plane_blur(&p, 20, &p), PHOTO_OK);
	for (i = 0; i < plane_size(&p); i++)
		assert_true(fabs(p.v[i] - 3) < 1e-5);
	p.v[3 * 9 + 4] += 9;
	assert_int_equal(plane_blur(&p, 1, &p), PHOTO_OK);
	assert_true(fabs(p.v[2 * 9 + 3] - 4) < 1e-5);
	assert_true(fabs(p.v[2 * 9 + 2] - 3) < 1e-5);
	plane_free(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_place_ordinary),
		cmocka_unit_test(test_place_margin),
		cmocka_unit_test(test_place_short_picture),
		cmocka_unit_test(test_place_touching_side),
		cmocka_unit_test(test_place_high_hair),
		cmocka_unit_test(test_profiles_shipped),
		cmocka_unit_test(test_profile_errors),
		cmocka_unit_test(test_rule_table),
		cmocka_unit_test(test_verdicts),
		cmocka_unit_test(test_report_shape),
		cmocka_unit_test(test_sample_keeps_place),
		cmocka_unit_test(test_blur_is_a_mean),
	};

	return cmocka_run_group_tests_name("image/core", tests, NULL, NULL);
}
