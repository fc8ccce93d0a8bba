/*
 * The photo core with its models, and with a real picture where one is at
 * hand: the same bytes come out twice, nothing is mirrored, and what is made
 * is what a check finds.
 */
#include "lib/image/photo.h"
#include "lib/image/sample.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void load(struct photo_profile *p)
{
	assert_int_equal(photo_profile_load(getenv("GRADPHOTO_PROFILES"),
	    PHOTO_PROFILE_DEFAULT, p, NULL), PHOTO_OK);
}

struct fixture {
	struct photo_models *models;
	struct photo_engine *engine;
	struct photo_profile profile;
	uint8_t *data;
	size_t n;
};

static uint8_t *slurp(const char *path, size_t *n)
{
	uint8_t *data = NULL;
	FILE *f = fopen(path, "rb");

	if (f == NULL)
		return NULL;
	assert_non_null(data = malloc(PHOTO_MAX_BYTES));
	*n = fread(data, 1, PHOTO_MAX_BYTES, f);
	fclose(f);
	return data;
}

/* A portrait of the shared set, else the one that ./dev fetches. */
static int setup(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	const char *shared = getenv("GRADPHOTO_SHARED");
	const char *portrait = getenv("GRADPHOTO_PORTRAIT");
	char path[4096], why[160];

	assert_non_null(f);
	*state = f;
	load(&f->profile);
	if (photo_models_open(getenv("GRADPHOTO_MODELS"), &f->models, why) !=
	    PHOTO_OK) {
		print_message("# %s\n", why);
		return -1;
	}
	if (photo_engine_new(f->models, &f->engine) != PHOTO_OK)
		return -1;
	snprintf(path, sizeof path, "%s/data/portraits/lon_smile_067.jpg",
	    shared != NULL ? shared : "");
	f->data = slurp(path, &f->n);
	if (f->data == NULL && portrait != NULL)
		f->data = slurp(portrait, &f->n);
	if (f->data == NULL)
		print_message("# no portrait: GRADPHOTO_SHARED or "
		    "GRADPHOTO_PORTRAIT would name one\n");
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	photo_engine_free(f->engine);
	photo_models_free(f->models);
	free(f->data);
	free(f);
	return 0;
}

/* NULL: no portrait, say so and return. cmocka's skip() would print "not
 * ok", which Automake counts as a failure. */
static struct fixture *with_portrait(void **state)
{
	struct fixture *f = *state;

	if (f->data == NULL)
		print_message("# not tried: no portrait\n");
	return f->data == NULL ? NULL : f;
}

static void test_models_missing(void **state)
{
	struct photo_models *m = NULL;
	char why[160] = "";

	(void)state;
	assert_int_equal(photo_models_open("/nonexistent", &m, why),
	    PHOTO_EMODEL);
	assert_null(m);
	assert_non_null(strstr(why, "fetch-models"));
}

/* Nobody on a plain wall: refused with a reason and without a photo. */
static void test_nobody(void **state)
{
	struct fixture *f = *state;
	struct photo_profile any = f->profile;
	struct photo_image *im;
	struct photo_result *res;
	uint8_t *jpeg;
	size_t n;
	int quality;

	assert_int_equal(photo_image_new(600, 800, &im), PHOTO_OK);
	memset(im->rgb, 180, 600 * 800 * 3);
	assert_int_equal(photo_encode_jpeg(im, &any, &jpeg, &n, &quality),
	    PHOTO_OK);
	assert_int_equal(photo_make(f->engine, jpeg, n, &f->profile, &res),
	    PHOTO_OK);
	assert_null(res->jpeg);
	assert_int_equal(res->report.verdict, PHOTO_FAIL);
	assert_string_equal(photo_report_first(&res->report)->rule->id,
	    "face.count");
	photo_result_free(res);
	photo_image_free(im);
	free(jpeg);
}

static void test_find_one_face(void **state)
{
	struct fixture *f = with_portrait(state);
	const struct photo_face *face;
	struct photo_report r;

	if (f == NULL)
		return;
	assert_int_equal(photo_find(f->engine, f->data, f->n, &r), PHOTO_OK);
	assert_int_equal(r.face_count, 1);
	face = &r.face[0];
	assert_true(fabs(face->roll) < 8 && fabs(face->yaw) < 12);
	/* Left and right as seen; top to bottom in the order of a face. */
	assert_true(face->mark[PHOTO_CHEEK_LEFT].x <
	    face->mark[PHOTO_EYE_LEFT].x);
	assert_true(face->mark[PHOTO_EYE_LEFT].x <
	    face->mark[PHOTO_EYE_RIGHT].x);
	assert_true(face->mark[PHOTO_CROWN].y < face->mark[PHOTO_EYE_LEFT].y);
	assert_true(face->mark[PHOTO_EYE_LEFT].y < face->mark[PHOTO_NOSE].y);
	assert_true(face->mark[PHOTO_NOSE].y < face->mark[PHOTO_MOUTH].y);
	assert_true(face->mark[PHOTO_MOUTH].y < face->mark[PHOTO_CHIN].y);
}

/* The hash of the photo as another process makes it. */
static void made_elsewhere(const struct fixture *f, char hex[65])
{
	struct photo_engine *own = NULL;
	struct photo_result *r;
	int fd[2];
	ssize_t n;

	assert_int_equal(pipe(fd), 0);
	if (fork() == 0) {
		n = -1;
		if (photo_engine_new(f->models, &own) == PHOTO_OK &&
		    photo_make(own, f->data, f->n, &f->profile, &r) ==
		    PHOTO_OK)
			n = write(fd[1], r->report.out_sha256, 65);
		_exit(n != 65);
	}
	close(fd[1]);
	assert_int_equal(read(fd[0], hex, 65), 65);
	close(fd[0]);
	wait(NULL);
}

static void test_same_bytes_twice(void **state)
{
	struct fixture *f = with_portrait(state);
	struct photo_result *a, *b;
	struct photo_engine *second;
	char elsewhere[65];

	if (f == NULL)
		return;
	made_elsewhere(f, elsewhere);
	assert_int_equal(photo_engine_new(f->models, &second), PHOTO_OK);
	assert_int_equal(photo_make(f->engine, f->data, f->n, &f->profile,
	    &a), PHOTO_OK);
	assert_int_equal(photo_make(second, f->data, f->n, &f->profile, &b),
	    PHOTO_OK);
	assert_non_null(a->jpeg);
	assert_int_equal(a->jpeg_len, b->jpeg_len);
	assert_memory_equal(a->jpeg, b->jpeg, a->jpeg_len);
	assert_string_equal(a->report.out_sha256, b->report.out_sha256);
	assert_string_equal(a->report.out_sha256, elsewhere);
	photo_result_free(a);
	photo_result_free(b);
	photo_engine_free(second);
}

/* Share of the finished face that is nearer to the input as it is than to
 * its mirror image: light and hair are never quite symmetric. */
static void test_not_mirrored(void **state)
{
	struct fixture *f = with_portrait(state);
	struct photo_image *im, *crop, *done;
	struct photo_result *res;
	struct photo_input info;
	struct region r;
	double scale, as_is = 0, mirrored = 0;
	int x, y;

	if (f == NULL)
		return;
	assert_int_equal(photo_make(f->engine, f->data, f->n, &f->profile,
	    &res), PHOTO_OK);
	assert_int_equal(photo_decode(f->data, f->n, 0, &info, &scale, &im),
	    PHOTO_OK);
	r.x = res->report.crop_x;
	r.y = res->report.crop_y;
	r.step = 1 / res->report.crop_scale;
	r.width = 480;
	r.height = 640;
	assert_int_equal(sample_image(im, &r, KERNEL_CUBIC, &crop), PHOTO_OK);
	assert_int_equal(photo_decode(res->jpeg, res->jpeg_len, 0, &info,
	    &scale, &done), PHOTO_OK);
	for (y = 200; y < 400; y++)
		for (x = 160; x < 320; x++) {
			const uint8_t *d = done->rgb + 3 * (y * 480 + x);

			as_is += abs(d[1] - crop->rgb[3 * (y * 480 + x) + 1]);
			mirrored += abs(d[1] -
			    crop->rgb[3 * (y * 480 + 479 - x) + 1]);
		}
	/* The crop of the report is the one that was used, to the pixel. */
	assert_true(as_is < 160 * 200 * 4);
	assert_true(mirrored > 2 * as_is);
	photo_image_free(im);
	photo_image_free(crop);
	photo_image_free(done);
	photo_result_free(res);
}

/* What make says of its bytes, check says of them too. */
static void test_check_agrees(void **state)
{
	struct fixture *f = with_portrait(state);
	struct photo_result *res;
	struct photo_report r;
	int i, k, seen = 0;

	if (f == NULL)
		return;
	assert_int_equal(photo_make(f->engine, f->data, f->n, &f->profile,
	    &res), PHOTO_OK);
	assert_int_equal(photo_check(f->engine, res->jpeg, res->jpeg_len,
	    &f->profile, &r), PHOTO_OK);
	assert_int_equal(r.out_width, 480);
	assert_int_equal(r.out_height, 640);
	assert_int_equal(r.out_dpi, 300);
	assert_true(r.out_bytes <= (size_t)f->profile.bytes_max);
	for (i = 0; i < r.finding_count; i++)
		for (k = 0; k < res->report.finding_count; k++)
			if (r.finding[i].rule == res->report.finding[k].rule &&
			    r.finding[i].verdict != PHOTO_SKIP) {
				assert_true(r.finding[i].value ==
				    res->report.finding[k].value);
				seen++;
			}
	assert_true(seen > 20);
	/* Without an engine the file's own rules remain. */
	assert_int_equal(photo_check(NULL, res->jpeg, res->jpeg_len,
	    &f->profile, &r), PHOTO_OK);
	assert_int_equal(r.verdict, PHOTO_PASS);
	photo_result_free(res);
}

/* The corner's colour of a finished photo. */
static void corner(const struct photo_result *res, uint8_t rgb[3])
{
	struct photo_image *im = NULL;
	double scale;
	struct photo_input info;

	assert_int_equal(photo_decode(res->jpeg, res->jpeg_len, 0, &info,
	    &scale, &im), PHOTO_OK);
	memcpy(rgb, im->rgb + 3 * (4 * (size_t)im->width + 4), 3);
	photo_image_free(im);
}

static int off(const uint8_t a[3], const uint8_t b[3])
{
	return abs(a[0] - b[0]) + abs(a[1] - b[1]) + abs(a[2] - b[2]);
}

/* A photo for the department: cropped, its wall left to the reviewer. */
static void test_wall_kept(void **state)
{
	struct fixture *f = with_portrait(state);
	struct photo_profile keep;
	struct photo_result *res = NULL;
	uint8_t rgb[3];
	int i;

	if (f == NULL)
		return;
	keep = f->profile;
	assert_int_equal(photo_profile_set(&keep, "background", "keep"),
	    PHOTO_OK);
	assert_int_equal(photo_make(f->engine, f->data, f->n, &f->profile,
	    &res), PHOTO_OK);
	corner(res, rgb);
	assert_true(off(rgb, f->profile.background) <= 6);
	photo_result_free(res);
	assert_int_equal(photo_make(f->engine, f->data, f->n, &keep, &res),
	    PHOTO_OK);
	corner(res, rgb);
	assert_true(off(rgb, f->profile.background) > 30);
	assert_true(res->report.background_kept);
	for (i = 0; i < res->report.finding_count; i++)
		if (strncmp(res->report.finding[i].rule->id, "background.",
		    11) == 0)
			assert_int_not_equal(res->report.finding[i].verdict,
			    PHOTO_FAIL);
	photo_result_free(res);
}

static void test_matte_of_input(void **state)
{
	struct fixture *f = with_portrait(state);
	struct photo_matte *m;
	struct photo_report r;
	const struct photo_point *nose;

	if (f == NULL)
		return;
	assert_int_equal(photo_find(f->engine, f->data, f->n, &r), PHOTO_OK);
	assert_int_equal(photo_matte_input(f->engine, f->data, f->n, &m),
	    PHOTO_OK);
	assert_int_equal(m->width, r.input.width);
	assert_int_equal(m->height, r.input.height);
	nose = &r.face[0].mark[PHOTO_NOSE];
	assert_true(m->alpha[(size_t)nose->y * (size_t)m->width +
	    (size_t)nose->x] > 250);
	assert_true(m->alpha[(size_t)m->width - 3 * (size_t)m->width / 8] <
	    5);
	photo_matte_free(m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_models_missing),
		cmocka_unit_test(test_nobody),
		cmocka_unit_test(test_find_one_face),
		cmocka_unit_test(test_same_bytes_twice),
		cmocka_unit_test(test_not_mirrored),
		cmocka_unit_test(test_check_agrees),
		cmocka_unit_test(test_wall_kept),
		cmocka_unit_test(test_matte_of_input),
	};

	return cmocka_run_group_tests_name("image/make", tests, setup,
	    teardown);
}
