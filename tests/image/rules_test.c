/*
 * Each rule on a real picture made worse in one known way, twice: a little,
 * which must not matter, and clearly, which must be seen. And the same
 * picture sent again.
 */
#include "degrade.h"
#include "pictures.h"

#include "lib/image/photo.h"
#include "lib/image/rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct trial {
	const char *rule;
	enum degradation how;
	double little, clearly;
	int quality;		/* of the JPEG that is sent; 0: 92 */
} trials[] = {
	{ "input.resolution", SMALLER, 2.5, 3.5, 0 },
	{ "input.detail", ENLARGE, 1.5, 5, 0 },
	{ "input.colour", GREY, 0.5, 1, 0 },
	{ "input.blocks", RECOMPRESS, 60, 10, 0 },
	{ "input.noise", NOISE, 8, 30, 0 },
	{ "input.screen", MOIRE, 0.001, 0.06, 0 },
	{ "pose.roll", TURN, 3, 9, 0 },
	{ "pose.shoulders", LEAN, 3, 14, 0 },
	{ "geometry.head", CUT_TOP, 1, 0.5, 0 },
	{ "geometry.frame", CUT_SIDES, 1.4, 0.7, 0 },
	{ "background.dark", WALL_DARK, 0.6, 0.94, 0 },
	{ "background.plain", WALL_SHADOW, 20, 90, 0 },
	{ "background.even", WALL_SHADOW, 10, 50, 0 },
	{ "background.gradient", WALL_GRADIENT, 20, 120, 0 },
	{ "clothes.wall", CLOTHES_AS_WALL, 0, 0.8, 0 },
	{ "light.dark", DARKEN, 0.4, 0.85, 0 },
	{ "light.bright", HOT_SPOT, 0.08, 0.25, 0 },
	{ "light.side", SIDE_LIGHT, 0.5, 0.9, 0 },
	{ "light.balance", SIDE_LIGHT, 0.25, 0.6, 0 },
	{ "light.cast", CAST_BLUE, 0.1, 0.3, 0 },
	{ "light.cast", CAST_YELLOW, 0.1, 0.4, 0 },
	{ "light.cast", CAST_GREEN, 0.03, 0.2, 0 },
	{ "sharpness.eyes", EYES_BLUR, 0.4, 1.5, 0 },
	{ "sharpness.eyes", EYES_BLUR, 0.4, 5, 0 },
	{ "retouch.skin", SMOOTH_SKIN, 4, 40, 0 },
};

struct fixture {
	struct photo_models *models;
	struct photo_engine *engine;
	struct photo_profile blue, white;
	struct photo_image *im;		/* NULL: no picture at hand */
	struct photo_face face;
	struct photo_matte *matte;
};

static int shared_file(const char *name, struct bytes *out)
{
	const char *shared = getenv("GRADPHOTO_SHARED");
	char path[4096];
	FILE *f;

	snprintf(path, sizeof path, "%s/data/portraits/%s",
	    shared != NULL ? shared : "", name);
	if ((f = fopen(path, "rb")) == NULL) {
		print_message("# not tried: no %s\n", path);
		return 0;
	}
	assert_non_null(out->p = malloc(PHOTO_MAX_BYTES));
	out->n = fread(out->p, 1, PHOTO_MAX_BYTES, f);
	fclose(f);
	return 1;
}

static void load(const char *name, struct photo_profile *out)
{
	assert_int_equal(photo_profile_load(getenv("GRADPHOTO_PROFILES"),
	    name, out, NULL), PHOTO_OK);
}

static int setup(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	struct photo_input in;
	struct photo_report *r;
	struct bytes file;
	double scale;

	assert_non_null(*state = f);
	load("chsi-graduate-blue", &f->blue);
	load("chsi-graduate-white", &f->white);
	if (photo_models_open(getenv("GRADPHOTO_MODELS"), &f->models, NULL) ||
	    photo_engine_new(f->models, &f->engine))
		return -1;
	if (!shared_file("lon_smile_067.jpg", &file))
		return 0;
	assert_non_null(r = malloc(sizeof *r));
	assert_int_equal(photo_decode(file.p, file.n, 0, &in, &scale, &f->im),
	    PHOTO_OK);
	assert_int_equal(photo_find(f->engine, file.p, file.n, r), PHOTO_OK);
	assert_int_equal(photo_matte_input(f->engine, file.p, file.n,
	    &f->matte), PHOTO_OK);
	f->face = r->face[0];
	free(r);
	free(file.p);
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	photo_matte_free(f->matte);
	photo_image_free(f->im);
	photo_engine_free(f->engine);
	photo_models_free(f->models);
	free(f);
	return 0;
}

static const struct photo_finding *finding(const struct photo_report *r,
    const char *rule)
{
	int i;

	for (i = 0; i < r->finding_count; i++)
		if (strcmp(r->finding[i].rule->id, rule) == 0)
			return &r->finding[i];
	fail_msg("no %s in the report", rule);
	return NULL;
}

static struct photo_result *make(const struct fixture *f,
    const struct photo_profile *p, struct bytes b)
{
	struct photo_result *res;

	assert_int_equal(photo_make(f->engine, b.p, b.n, p, &res), PHOTO_OK);
	return res;
}

static struct bytes made_worse(const struct fixture *f, enum degradation how,
    double strength, int quality)
{
	struct jpeg_options o = { .quality = quality != 0 ? quality : 92 };
	struct photo_image *bad = degraded(f->im, &f->face, f->matte, how,
	    strength);
	struct bytes b = jpeg_of(bad, &o);

	photo_image_free(bad);
	return b;
}

static void try(const struct fixture *f, const struct trial *t,
    double strength, int quality, int good)
{
	struct bytes b = made_worse(f, t->how, strength, quality);
	struct photo_result *res = make(f, &f->blue, b);
	const struct photo_finding *found = finding(&res->report, t->rule);
	enum photo_verdict want = good ? PHOTO_PASS : found->rule->severity;

	print_message("# %s at strength %g: %.4g is %s\n", t->rule, strength,
	    found->value, photo_verdict_name(found->verdict));
	assert_int_equal(found->verdict, want);
	photo_result_free(res);
	free(b.p);
}

static void test_each_rule(void **state)
{
	const struct fixture *f = *state;
	size_t i;

	for (i = 0; f->im && i < sizeof trials / sizeof *trials; i++) {
		try(f, &trials[i], trials[i].little, 0, 1);
		try(f, &trials[i], trials[i].clearly, 0, 0);
	}
}

static void test_compression(void **state)
{
	static const struct trial t = {
		"input.compression", NOTHING, 0, 0, 0
	};
	const struct fixture *f = *state;

	if (f->im == NULL)
		return;
	try(f, &t, 0, 40, 1);
	try(f, &t, 0, 10, 0);
}

/* White shirts before white, also where half of the chest is skin. */
static void test_clothes(void **state)
{
	static const char *const names[] = { "lon_smile_067.jpg",
	    "lon_smile_034.jpg", "lon_smile_010.jpg" };
	const struct fixture *f = *state;
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++) {
		struct photo_result *res;
		struct bytes b;

		if (!shared_file(names[i], &b))
			return;
		res = make(f, &f->white, b);
		assert_int_equal(finding(&res->report, "clothes.contrast")->
		    verdict, PHOTO_FAIL);
		photo_result_free(res);
		res = make(f, &f->blue, b);
		assert_int_equal(finding(&res->report, "clothes.contrast")->
		    verdict, PHOTO_PASS);
		photo_result_free(res);
		free(b.p);
	}
}

static uint64_t hash_of(const struct fixture *f, struct bytes b)
{
	struct photo_report *r = malloc(sizeof *r);
	uint64_t hash;

	assert_non_null(r);
	assert_int_equal(photo_find(f->engine, b.p, b.n, r), PHOTO_OK);
	hash = r->phash;
	free(r);
	free(b.p);
	return hash;
}

static void test_same_picture(void **state)
{
	static const struct { enum degradation how; double s; int q; } copy[] =
	{
		{ NOTHING, 0, 30 }, { SMALLER, 1.5, 85 }, { SMALLER, 3, 60 },
		{ CROP, 0.005, 90 }, { DARKEN, 0.2, 90 }, { NOISE, 5, 80 },
	};
	const struct fixture *f = *state;
	struct bytes other;
	uint64_t own;
	size_t i;
	int d;

	if (f->im == NULL || !shared_file("lon_smile_105.jpg", &other))
		return;
	own = hash_of(f, made_worse(f, NOTHING, 0, 92));
	for (i = 0; i < sizeof copy / sizeof *copy; i++) {
		d = photo_phash_distance(own, hash_of(f, made_worse(f,
		    copy[i].how, copy[i].s, copy[i].q)));
		print_message("# copy %zu: %d bits\n", i, d);
		assert_true(d <= PHOTO_SAME_PICTURE);
	}
	d = photo_phash_distance(own, hash_of(f, other));
	print_message("# another person: %d bits\n", d);
	assert_true(d > PHOTO_SAME_PICTURE);
}

static void test_repeat(void **state)
{
	const struct fixture *f = *state;
	struct photo_result *res;
	uint64_t known[2] = { 0, 0 };
	struct bytes b;
	int n;

	if (f->im == NULL)
		return;
	b = made_worse(f, NOTHING, 0, 92);
	res = make(f, &f->blue, b);
	assert_int_equal(finding(&res->report, "input.repeat")->verdict,
	    PHOTO_SKIP);
	n = res->report.finding_count;
	photo_report_repeat(&res->report, known, 0);
	assert_true(finding(&res->report, "input.repeat")->value == 64);
	assert_int_equal(res->report.verdict, PHOTO_PASS);
	known[0] = ~res->report.phash;
	known[1] = res->report.phash ^ 0x11;
	photo_report_repeat(&res->report, known, 2);
	assert_true(finding(&res->report, "input.repeat")->value == 2);
	assert_int_equal(res->report.verdict, PHOTO_WARN);
	photo_report_repeat(&res->report, known, 1);
	assert_int_equal(res->report.verdict, PHOTO_PASS);
	assert_int_equal(res->report.finding_count, n);
	photo_result_free(res);
	free(b.p);
}

static void test_distance(void **state)
{
	(void)state;
	assert_int_equal(photo_phash_distance(5, 5), 0);
	assert_int_equal(photo_phash_distance(0, UINT64_MAX), 64);
	assert_int_equal(photo_phash_distance(1, 6), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_rule),
		cmocka_unit_test(test_compression),
		cmocka_unit_test(test_clothes),
		cmocka_unit_test(test_same_picture),
		cmocka_unit_test(test_repeat),
		cmocka_unit_test(test_distance),
	};

	return cmocka_run_group_tests_name("image/rules", tests, setup,
	    teardown);
}
