/*
 * The rules on the face itself: real people pass them, and the same people
 * disguised do not, for the right reason. Several portraits of the shared
 * set; without it the one that ./dev fetches.
 */
#include "disguise.h"
#include "pictures.h"

#include "lib/image/facial.h"
#include "lib/image/matte.h"
#include "lib/image/tflite_op.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MOST 4

struct fixture {
	struct photo_models *models;
	struct photo_engine *engine;
	struct photo_profile profile;
	int count;
	struct photo_image *done[MOST];	/* finished photos */
	struct wearer wearer[MOST];
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

/* The finished photo of a portrait, and whose face is in it. */
static void add(struct fixture *f, const char *path)
{
	struct photo_result *res;
	struct photo_input info;
	struct photo_image *im;
	struct wearer *w = &f->wearer[f->count];
	struct region all = { .step = 1 };
	struct faces *faces;
	double scale;
	size_t n = 0;
	uint8_t *data = slurp(path, &n);

	if (data == NULL)
		return;
	assert_int_equal(photo_make(f->engine, data, n, &f->profile, &res),
	    PHOTO_OK);
	assert_non_null(res->jpeg);
	assert_int_equal(photo_decode(res->jpeg, res->jpeg_len, 0, &info,
	    &scale, &im), PHOTO_OK);
	assert_int_equal(face_find(f->engine, im, &faces), PHOTO_OK);
	assert_int_equal(faces->count, 1);
	w->face = faces->face[0];
	all.width = im->width;
	all.height = im->height;
	assert_int_equal(segment_region(f->engine, im, &all, &w->mask),
	    PHOTO_OK);
	assert_int_equal(attention_look(f->engine, im, &w->face, &w->look),
	    PHOTO_OK);
	f->done[f->count++] = im;
	free(faces);
	photo_result_free(res);
	free(data);
}

static int setup(void **state)
{
	static const char *const names[MOST] = { "034", "067", "010", "142" };
	struct fixture *f = calloc(1, sizeof *f);
	const char *shared = getenv("GRADPHOTO_SHARED");
	const char *portrait = getenv("GRADPHOTO_PORTRAIT");
	char path[4096];
	int i;

	*state = f;
	assert_int_equal(photo_profile_load(getenv("GRADPHOTO_PROFILES"),
	    PHOTO_PROFILE_DEFAULT, &f->profile, NULL), PHOTO_OK);
	if (photo_models_open(getenv("GRADPHOTO_MODELS"), &f->models, NULL) !=
	    PHOTO_OK || photo_engine_new(f->models, &f->engine) != PHOTO_OK)
		return -1;
	for (i = 0; i < MOST && shared != NULL; i++) {
		snprintf(path, sizeof path,
		    "%s/data/portraits/lon_smile_%s.jpg", shared, names[i]);
		add(f, path);
	}
	if (f->count == 0 && portrait != NULL)
		add(f, portrait);
	if (f->count == 0)
		print_message("# no portrait: GRADPHOTO_SHARED or "
		    "GRADPHOTO_PORTRAIT would name one\n");
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;
	int i;

	for (i = 0; i < f->count; i++) {
		photo_image_free(f->done[i]);
		plane_free(&f->wearer[i].mask);
	}
	photo_engine_free(f->engine);
	photo_models_free(f->models);
	free(f);
	return 0;
}

static struct photo_image *again(const struct fixture *f, int i)
{
	const struct photo_image *im = f->done[i];
	struct photo_image *out;

	assert_int_equal(photo_image_new(im->width, im->height, &out),
	    PHOTO_OK);
	memcpy(out->rgb, im->rgb,
	    (size_t)im->width * (size_t)im->height * 3);
	return out;
}

/* What the check says of it as a file; takes the picture. */
static void check(const struct fixture *f, struct photo_image *take_im,
    struct photo_report *r)
{
	struct jpeg_options o = { .quality = 92 };
	struct bytes jpeg = jpeg_of(take_im, &o);

	assert_int_equal(photo_check(f->engine, jpeg.p, jpeg.n, &f->profile,
	    r), PHOTO_OK);
	free(jpeg.p);
	photo_image_free(take_im);
}

static const struct photo_finding *
finding(const struct photo_report *r, const char *id)
{
	int i;

	for (i = 0; i < r->finding_count; i++)
		if (strcmp(r->finding[i].rule->id, id) == 0)
			return &r->finding[i];
	fail_msg("no finding %s", id);
	return NULL;
}

static void expect(const struct photo_report *r, const char *id,
    enum photo_verdict want)
{
	const struct photo_finding *f = finding(r, id);

	if (f->verdict != want)
		fail_msg("%s is %s at %.3f, not %s", id,
		    photo_verdict_name(f->verdict), f->value,
		    photo_verdict_name(want));
}

/* --- the network's operations -------------------------------------- */

/* Room for a list of dimensions or tensors: struct op_ints, its numbers. */
#define INTS(...) ((const struct op_ints *)(const int[]){ __VA_ARGS__ })

#define MAP 48

struct stage {
	float point[3 * MESH_POINTS], matrix[16], map[MAP * MAP],
	    cut[16 * 16], before[4], after[4];
	struct op_tensor tensor[6];
	struct op_context context;
};

enum { POINT, MATRIX, MAPPED, CUT, BEFORE, AFTER };

static void stage_init(struct stage *s)
{
	static const int dims[6][5] = {
		[POINT] = { 3, 1, MESH_POINTS, 3 },
		[MATRIX] = { 3, 1, 4, 4 },
		[MAPPED] = { 4, 1, MAP, MAP, 1 },
		[CUT] = { 4, 1, 16, 16, 1 },
		[BEFORE] = { 3, 1, 2, 2 },
		[AFTER] = { 3, 1, 2, 2 },
	};
	float *data[6] = { s->point, s->matrix, s->map, s->cut, s->before,
	    s->after };
	int i;

	memset(s->tensor, 0, sizeof s->tensor);
	for (i = 0; i < 6; i++) {
		s->tensor[i].type = 1;
		s->tensor[i].data = data[i];
		s->tensor[i].dims = (const struct op_ints *)dims[i];
	}
	s->context = (struct op_context){ 6, NULL, s->tensor };
}

/* Lips as an ellipse round (20, 30), turned by 30 degrees. */
static void stage_lips(struct stage *s, void **user)
{
	const struct attention_part *p = &attention_parts[PART_LIPS];
	char options[300] = "subset_idxs";
	double angle = 30 * 3.14159265358979323846 / 180, t, u, v;
	int i, k;

	for (i = 0; i < p->count; i++) {
		t = 2 * 3.14159265358979323846 * i / 64;
		k = p->point[i];
		u = k == p->from ? -10 : k == p->to ? 10 : 10 * cos(t);
		v = k == p->from || k == p->to ? 0 : 4 * sin(t);
		s->point[3 * k] = (float)(20 + u * cos(angle) -
		    v * sin(angle));
		s->point[3 * k + 1] = (float)(30 + u * sin(angle) +
		    v * cos(angle));
	}
	memcpy(options + 15, p->point, 2 * (size_t)p->count);
	*user = attention_ops[0].init(NULL, options, sizeof options);
	assert_ptr_equal(*user, p);
	assert_null(attention_ops[0].init(NULL, options, 100));
}

static void assert_at(const float *m, double x, double y, double wx,
    double wy)
{
	assert_true(fabs(m[0] * x + m[1] * y + m[3] - wx) < 0.2);
	assert_true(fabs(m[4] * x + m[5] * y + m[7] - wy) < 0.2);
}

static void test_operations(void **state)
{
	static struct stage s;
	struct op_node node = { 0 };
	double x, y, co = sqrt(0.75), si = 0.5;
	int i;

	(void)state;
	stage_init(&s);
	stage_lips(&s, &node.user);
	node.in = INTS(1, POINT);
	node.out = INTS(1, MATRIX);
	assert_int_equal(attention_ops[0].invoke(&s.context, &node), 0);
	/* The middle, and 1.5 x the ellipse along its two axes. */
	assert_at(s.matrix, 8, 8, 20, 30);
	assert_at(s.matrix, 16, 8, 20 + 15 * co, 30 + 15 * si);
	assert_at(s.matrix, 8, 16, 20 - 6 * si, 30 + 6 * co);

	/* A plane is cut out as it is; beyond its edge is nothing. */
	for (i = 0; i < MAP * MAP; i++)
		s.map[i] = (float)(1 + i % MAP + 2 * (i / MAP));
	s.matrix[3] -= 14;
	node.in = INTS(2, MAPPED, MATRIX);
	node.out = INTS(1, CUT);
	assert_int_equal(attention_ops[1].invoke(&s.context, &node), 0);
	for (i = 0; i < 16 * 16; i++) {
		const float *m = s.matrix;
		double u = i % 16 + 0.5, v = i / 16 + 0.5;

		x = m[0] * u + m[1] * v + m[3] - 0.5;
		y = m[4] * u + m[5] * v + m[7] - 0.5;
		assert_true(fabs(s.cut[i] - (x < 0 || y < 0 ? 0 :
		    1 + x + 2 * y)) < 1e-3);
	}
	assert_true(s.cut[0] == 0 && s.cut[16 * 16 - 1] > 0);

	s.before[0] = 16;
	s.before[1] = s.before[2] = s.before[3] = 8;
	node.in = INTS(2, BEFORE, MATRIX);
	node.out = INTS(1, AFTER);
	assert_int_equal(attention_ops[2].invoke(&s.context, &node), 0);
	assert_at(s.matrix, 16, 8, s.after[0], s.after[1]);
	assert_at(s.matrix, 8, 8, s.after[2], s.after[3]);

	/* Other shapes are refused, not read past their ends. */
	node.in = INTS(2, CUT, BEFORE);
	assert_int_not_equal(attention_ops[1].invoke(&s.context, &node), 0);
	assert_int_not_equal(attention_ops[2].invoke(&s.context, &node), 0);
	node.in = INTS(1, MATRIX);
	assert_int_not_equal(attention_ops[0].invoke(&s.context, &node), 0);
	assert_int_not_equal(attention_ops[1].invoke(&s.context, &node), 0);
}

/* --- people -------------------------------------------------------- */

/* A head that fills the picture: nothing beyond its edges is read. */
static void test_all_person(void **state)
{
	struct fixture *f = *state;
	struct plane mask;
	size_t k;

	if (f->count == 0)
		return;
	assert_int_equal(plane_new(f->done[0]->width, f->done[0]->height,
	    &mask), PHOTO_OK);
	assert_true(isnan(cover_head(f->done[0], &mask,
	    &f->wearer[0].face)));
	for (k = 0; k < plane_size(&mask); k++)
		mask.v[k] = 1;
	/* Then the blue background is what covers the head. */
	assert_true(cover_head(f->done[0], &mask, &f->wearer[0].face) > 0.1);
	assert_true(ears_uneven(f->done[0], &mask, &f->wearer[0].face) < 1);
	plane_free(&mask);
}

static void test_bare_faces_pass(void **state)
{
	struct fixture *f = *state;
	struct photo_report r;
	int i, k;

	for (i = 0; i < f->count; i++) {
		check(f, again(f, i), &r);
		for (k = 0; k < r.finding_count; k++) {
			const struct photo_finding *p = &r.finding[k];
			const char *id = p->rule->id;

			if (strncmp(id, "eyes.", 5) == 0 ||
			    strncmp(id, "cover.", 6) == 0)
				expect(&r, id,
				    strcmp(id, "cover.declared") == 0 ?
				    PHOTO_SKIP : PHOTO_PASS);
		}
		expect(&r, "face.brows", PHOTO_PASS);
		expect(&r, "face.ears", PHOTO_PASS);
	}
}

/* The finer eyes lie where the mesh has them, both the right way round. */
static void test_attention_agrees(void **state)
{
	struct fixture *f = *state;
	int i, k;

	for (i = 0; i < f->count; i++) {
		const struct wearer *w = &f->wearer[i];
		double apart = w->face.eye[1].x - w->face.eye[0].x;

		assert_true(w->look.presence > 0.99);
		for (k = 0; k < 2; k++) {
			const struct photo_point *c = &w->look.iris[k][0];
			const struct photo_point *p = w->look.eye[k];

			assert_true(hypot(c->x - w->face.eye[k].x,
			    c->y - w->face.eye[k].y) < 0.1 * apart);
			assert_true(fabs((p[EYE_OUTER].x + p[EYE_INNER].x) /
			    2 - w->face.eye[k].x) < 0.1 * apart);
			assert_true((p[EYE_OUTER].x < p[EYE_INNER].x) ==
			    (k == 0));
			assert_true(p[EYE_UPPER + 3].y < c->y &&
			    c->y < p[EYE_LOWER + 3].y);
		}
		assert_true(fabs(w->look.lips[0].x - w->face.mesh[61].x) <
		    0.1 * apart);
	}
}

static void test_closed_eyes(void **state)
{
	struct fixture *f = *state;
	struct photo_image *im;
	struct photo_report r;
	int i;

	for (i = 0; i < f->count; i++) {
		disguise_lids(im = again(f, i), &f->wearer[i], 2, 1);
		check(f, im, &r);
		expect(&r, "eyes.open", PHOTO_FAIL);
		/* Nobody can say where a closed eye looks. */
		expect(&r, "eyes.gaze", PHOTO_SKIP);
	}
}

static void test_one_eye_closed(void **state)
{
	struct fixture *f = *state;
	struct photo_image *im;
	struct photo_report r;

	if (f->count == 0)
		return;
	disguise_lids(im = again(f, 0), &f->wearer[0], 0, 1);
	check(f, im, &r);
	expect(&r, "eyes.open", PHOTO_FAIL);
}

static void test_looking_aside(void **state)
{
	struct fixture *f = *state;
	struct photo_image *im;
	struct photo_report r;
	int i;

	for (i = 0; i < f->count; i++) {
		disguise_gaze(im = again(f, i), &f->wearer[i], 0.22);
		check(f, im, &r);
		expect(&r, "eyes.away", PHOTO_FAIL);
		assert_true(finding(&r, "eyes.away")->value > 0);
		disguise_gaze(im = again(f, i), &f->wearer[i], -0.22);
		check(f, im, &r);
		assert_true(finding(&r, "eyes.gaze")->value < -10);
		expect(&r, "eyes.gaze", PHOTO_WARN);
	}
}

static void test_lenses(void **state)
{
	static const uint8_t black[3] = { 15, 15, 18 };
	struct fixture *f = *state;
	struct photo_image *im;
	struct photo_report r;
	double last = 0;
	int i;

	for (i = 0; i < f->count; i++) {
		disguise_lenses(im = again(f, i), &f->wearer[i], black, 0.9);
		check(f, im, &r);
		expect(&r, "eyes.dark", PHOTO_FAIL);
		/* What lies behind is not guessed at. */
		expect(&r, "eyes.open", PHOTO_SKIP);
		expect(&r, "eyes.gaze", PHOTO_SKIP);
		last = finding(&r, "eyes.dark")->value;
		disguise_lenses(im = again(f, i), &f->wearer[i], black, 0.5);
		check(f, im, &r);
		expect(&r, "eyes.tint", PHOTO_WARN);
		assert_true(finding(&r, "eyes.tint")->value > last);
	}
}

static void test_glare(void **state)
{
	struct fixture *f = *state;
	struct photo_image *im;
	struct photo_report r;
	int i;

	for (i = 0; i < f->count; i++) {
		disguise_glare(im = again(f, i), &f->wearer[i], 1);
		check(f, im, &r);
		expect(&r, "eyes.glare", PHOTO_FAIL);
		expect(&r, "eyes.visible", PHOTO_FAIL);
		disguise_glare(im = again(f, i), &f->wearer[i], 0.4);
		check(f, im, &r);
		expect(&r, "eyes.glare", PHOTO_PASS);
		expect(&r, "eyes.shine", PHOTO_WARN);
	}
}

/* Only hair that is darker than the skin shows: the first has such. */
static void test_fringe(void **state)
{
	struct fixture *f = *state;
	struct photo_image *im;
	struct photo_report r;

	if (f->count < 2)
		return;
	disguise_fringe(im = again(f, 0), &f->wearer[0], 0);
	check(f, im, &r);
	expect(&r, "face.brows", PHOTO_WARN);
	expect(&r, "eyes.hair", PHOTO_PASS);
	expect(&r, "cover.face", PHOTO_PASS);
}

static void test_hats(void **state)
{
	static const uint8_t navy[3] = { 25, 35, 80 };
	static const uint8_t white[3] = { 235, 235, 235 };
	struct fixture *f = *state;
	struct photo_image *im;
	struct photo_report r;
	int i;

	for (i = 0; i < f->count; i++) {
		disguise_hat(im = again(f, i), &f->wearer[i], navy);
		check(f, im, &r);
		expect(&r, "cover.head", PHOTO_FAIL);
		/* White might be hair. */
		disguise_hat(im = again(f, i), &f->wearer[i], white);
		check(f, im, &r);
		expect(&r, "cover.head", PHOTO_PASS);
		expect(&r, "cover.hat", PHOTO_WARN);
	}
}

/* A declared cover is a warning, and the face must be free even so. */
static void test_declared_cover(void **state)
{
	static const uint8_t green[3] = { 40, 110, 70 };
	static const uint8_t black[3] = { 25, 25, 28 };
	struct fixture *f = *state;
	struct fixture declared = *f;
	struct photo_image *im;
	struct photo_report r;

	if (f->count == 0)
		return;
	assert_int_equal(photo_profile_set(&declared.profile, "head_cover",
	    "allowed"), PHOTO_OK);
	check(&declared, again(f, 0), &r);
	expect(&r, "cover.declared", PHOTO_PASS);
	disguise_hat(im = again(f, 0), &f->wearer[0], green);
	check(&declared, im, &r);
	expect(&r, "cover.declared", PHOTO_WARN);
	expect(&r, "cover.head", PHOTO_SKIP);
	expect(&r, "cover.hat", PHOTO_SKIP);
	disguise_mask(im = again(f, 0), &f->wearer[0], black);
	check(&declared, im, &r);
	expect(&r, "cover.face", PHOTO_FAIL);
}

static void test_masks(void **state)
{
	static const uint8_t colours[2][3] = { { 240, 240, 240 },
	    { 25, 25, 28 } };
	struct fixture *f = *state;
	struct photo_image *im;
	struct photo_report r;
	int i;

	for (i = 0; i < 2 && f->count > 0; i++) {
		disguise_mask(im = again(f, 0), &f->wearer[0], colours[i]);
		check(f, im, &r);
		expect(&r, "cover.face", PHOTO_FAIL);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_operations),
		cmocka_unit_test(test_all_person),
		cmocka_unit_test(test_bare_faces_pass),
		cmocka_unit_test(test_attention_agrees),
		cmocka_unit_test(test_closed_eyes),
		cmocka_unit_test(test_one_eye_closed),
		cmocka_unit_test(test_looking_aside),
		cmocka_unit_test(test_lenses),
		cmocka_unit_test(test_glare),
		cmocka_unit_test(test_fringe),
		cmocka_unit_test(test_hats),
		cmocka_unit_test(test_declared_cover),
		cmocka_unit_test(test_masks),
	};

	return cmocka_run_group_tests_name("image/facial", tests, setup,
	    teardown);
}
