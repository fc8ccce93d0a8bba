/*
 * idphoto bench DIR --mattes: pictures with known alpha (NAME.jpg beside
 * NAME_alpha.png) are put before plain walls, matted as the product does it,
 * and by the plain guided filter beside it. Once as whole pictures, once as
 * the finished photo frames them. People fall into two halves by the digits
 * of their name: what was tuned was tuned on half A only.
 */
#include "tools/idphoto.h"
#include "lib/image/engine.h"
#include "lib/image/matte.h"
#include "lib/image/pipeline.h"
#include "tools/idphoto_scene.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WHOLE_SIDE	900	/* px, longer side of the whole pictures */
#define MAX_SCENES	1024
#define WORSE		1.10	/* times the baseline: what no picture may be */

/* What is measured of one matte against the truth. x 1000, levels for BLUE */
enum quantity { MAD, MSE, BAND_MAD, BAND_MSE, BLUE, BAND_BLUE, QUANTITIES };

static const char *const titles[QUANTITIES] = {
	"MAD", "MSE", "band MAD", "band MSE", "blue", "band blue"
};

enum view { WHOLE, FRAMED, VIEWS };

static const char *const views[VIEWS] = { "whole", "framed" };

struct scene {
	char name[64];
	int half;
	double ours[QUANTITIES], plain[QUANTITIES];
};

struct study {
	struct tool *t;
	int count[VIEWS];
	struct scene scene[VIEWS][MAX_SCENES];
};

/* One matte and the photo that it made. */
struct result {
	struct plane alpha;
	struct photo_image *blue;
};

static void result_free(struct result *r)
{
	plane_free(&r->alpha);
	photo_image_free(r->blue);
	r->blue = NULL;
}

/* Where the truth is neither wall nor person, and a little round it. */
static int find_band(const struct plane *truth, struct plane *band)
{
	size_t i;
	int err;

	err = plane_new(truth->width, truth->height, band);
	for (i = 0; err == PHOTO_OK && i < plane_size(truth); i++)
		band->v[i] = truth->v[i] > 0.02f && truth->v[i] < 0.98f;
	return err != PHOTO_OK ? err :
	    plane_blur(band, truth->height / 100, band);
}

static int measure(const struct result *r, const struct plane *truth,
    const struct photo_image *blue, double q[QUANTITIES])
{
	struct plane band = { 0, 0, NULL };
	size_t i, n = plane_size(truth), in = 0;
	int k, err;

	if ((err = find_band(truth, &band)) != PHOTO_OK)
		return err;
	memset(q, 0, QUANTITIES * sizeof *q);
	for (i = 0; i < n; i++) {
		double d = r->alpha.v[i] - truth->v[i], colour = 0;
		int c;

		for (c = 0; c < 3; c++)
			colour += abs(r->blue->rgb[3 * i + (size_t)c] -
			    blue->rgb[3 * i + (size_t)c]) / 3.0;
		q[MAD] += 1000 * fabs(d);
		q[MSE] += 1000 * d * d;
		q[BLUE] += colour;
		if (band.v[i] > 1e-4f) {
			in++;
			q[BAND_MAD] += 1000 * fabs(d);
			q[BAND_MSE] += 1000 * d * d;
			q[BAND_BLUE] += colour;
		}
	}
	for (k = 0; k < QUANTITIES; k++)
		q[k] /= (double)(k == MAD || k == MSE || k == BLUE ? n :
		    in > 0 ? in : 1);
	plane_free(&band);
	return PHOTO_OK;
}

/* Truth as the photo frames it. */
static int frame_truth(const struct plane *truth, const struct region *r,
    struct plane *out)
{
	struct photo_image *grey = NULL, *cut = NULL;
	size_t i;
	int err;

	err = photo_image_new(truth->width, truth->height, &grey);
	for (i = 0; err == PHOTO_OK && i < plane_size(truth); i++)
		memset(grey->rgb + 3 * i, (int)(truth->v[i] * 255 + 0.5f), 3);
	if (err == PHOTO_OK)
		err = sample_image(grey, r, KERNEL_CUBIC, &cut);
	if (err == PHOTO_OK)
		err = plane_new(r->width, r->height, out);
	for (i = 0; err == PHOTO_OK && i < plane_size(out); i++)
		out->v[i] = cut->rgb[3 * i] / 255.0f;
	photo_image_free(grey);
	photo_image_free(cut);
	return err;
}

static int to_plane(const struct photo_matte *m, struct plane *out)
{
	size_t i;
	int err = plane_new(m->width, m->height, out);

	for (i = 0; err == PHOTO_OK && i < plane_size(out); i++)
		out->v[i] = m->alpha[i] / 255.0f;
	return err;
}

/* A finished photo is a JPEG: compare like with like. */
static int through_jpeg(struct photo_image **im,
    const struct photo_profile *p)
{
	struct photo_image *back = NULL;
	struct photo_input info;
	uint8_t *jpeg = NULL;
	double scale;
	size_t n;
	int quality, err;

	err = photo_encode_jpeg(*im, p, &jpeg, &n, &quality);
	if (err == PHOTO_OK)
		err = photo_decode(jpeg, n, 0, &info, &scale, &back);
	if (err == PHOTO_OK) {
		photo_image_free(*im);
		*im = back;
	}
	free(jpeg);
	return err;
}

/* The baseline: one mask, the guided filter, foreground by blur fusion. */
static int make_plain(struct study *s, const struct photo_image *im,
    const struct region *r, enum view v, struct result *out)
{
	struct photo_image *crop = NULL, *person = NULL;
	struct plane mask = { 0, 0, NULL };
	int err;

	err = sample_image(im, r, KERNEL_CUBIC, &crop);
	if (err == PHOTO_OK)
		err = segment_region(s->t->engine, im, r, &mask);
	if (err == PHOTO_OK)
		err = guided_matte(crop, &mask, r->height / 55, &out->alpha);
	if (err == PHOTO_OK)
		err = foreground_estimate(crop, &out->alpha, &person);
	if (err == PHOTO_OK)
		err = compose_flat(person, &out->alpha,
		    s->t->profile.background, &out->blue);
	if (err == PHOTO_OK && v == FRAMED)
		err = through_jpeg(&out->blue, &s->t->profile);
	photo_image_free(crop);
	photo_image_free(person);
	plane_free(&mask);
	return err;
}

/* What the product makes of the whole picture. */
static int make_whole(struct study *s, const uint8_t *jpeg, size_t n,
    const struct photo_image *im, struct result *out)
{
	struct photo_matte *m = NULL;
	struct photo_image *person = NULL;
	int err;

	err = photo_matte_input(s->t->engine, jpeg, n, &m);
	if (err == PHOTO_OK)
		err = to_plane(m, &out->alpha);
	if (err == PHOTO_OK)
		err = foreground_estimate(im, &out->alpha, &person);
	if (err == PHOTO_OK)
		err = compose_flat(person, &out->alpha,
		    s->t->profile.background, &out->blue);
	photo_matte_free(m);
	photo_image_free(person);
	return err;
}

static void keep(struct study *s, enum view v, const char *name, int wall,
    const struct scene *sc)
{
	struct scene *to;
	const char *p;
	unsigned digits = 0;

	if (s->count[v] == MAX_SCENES)
		return;
	to = &s->scene[v][s->count[v]++];
	*to = *sc;
	for (p = name; *p != '\0'; p++)
		if (*p >= '0' && *p <= '9')
			digits = digits * 31 + (unsigned)(*p - '0');
	to->half = (digits ^ digits >> 3) & 1;
	snprintf(to->name, sizeof to->name, "%.40s/%s", name,
	    scene_wall_name(wall));
	printf("%-6s %-48s %c %6.2f %6.2f  %6.2f %6.2f %5.2f %5.2f\n",
	    views[v], to->name, 'A' + to->half, to->ours[MAD],
	    to->ours[MSE], to->plain[MAD], to->plain[MSE],
	    to->ours[MAD] / to->plain[MAD], to->ours[MSE] / to->plain[MSE]);
	fflush(stdout);
}

/* Ours and the baseline's result for one part of a scene, against truth. */
static int compare(struct study *s, const struct photo_image *im,
    const struct region *r, enum view v, const struct subject *who,
    const struct result *ours, struct scene *out)
{
	struct plane truth = { 0, 0, NULL };
	struct photo_image *blue = NULL, *cut = NULL;
	struct result plain = { { 0, 0, NULL }, NULL };
	int err;

	err = scene_truth(who, s->t->profile.background, &blue);
	if (err == PHOTO_OK)
		err = sample_image(blue, r, KERNEL_CUBIC, &cut);
	if (err == PHOTO_OK)
		err = frame_truth(&who->alpha, r, &truth);
	if (err == PHOTO_OK)
		err = measure(ours, &truth, cut, out->ours);
	if (err == PHOTO_OK)
		err = make_plain(s, im, r, v, &plain);
	if (err == PHOTO_OK)
		err = measure(&plain, &truth, cut, out->plain);
	photo_image_free(blue);
	photo_image_free(cut);
	plane_free(&truth);
	result_free(&plain);
	return err;
}

static int study_whole(struct study *s, const char *name,
    const struct subject *who, int wall, const uint8_t *jpeg, size_t n,
    const struct photo_image *im)
{
	struct region all = { 0, 0, 1, im->width, im->height };
	struct result ours = { { 0, 0, NULL }, NULL };
	struct scene sc;
	int err;

	err = make_whole(s, jpeg, n, im, &ours);
	if (err == PHOTO_OK)
		err = compare(s, im, &all, WHOLE, who, &ours,
		    &sc);
	if (err == PHOTO_OK)
		keep(s, WHOLE, name, wall, &sc);
	result_free(&ours);
	return err;
}

/* Beyond the picture's edge there is no truth. */
static int inside(const struct region *r, const struct photo_image *im)
{
	return r->x > -2 && r->y > -2 &&
	    r->x + r->width * r->step < im->width + 2 &&
	    r->y + r->height * r->step < im->height + 2;
}

/* People whose face cannot be found, or not be framed, have no photo. */
static int study_framed(struct study *s, const char *name,
    const struct subject *who, int wall, const uint8_t *jpeg, size_t n,
    const struct photo_image *im)
{
	const struct photo_profile *p = &s->t->profile;
	struct photo_result *res = NULL;
	struct result ours = { { 0, 0, NULL }, NULL };
	struct photo_input info;
	struct scene sc;
	double scale;
	int err;

	err = photo_make(s->t->engine, jpeg, n, p, &res);
	if (err != PHOTO_OK || res->matte == NULL)
		goto out;
	err = photo_decode(res->jpeg, res->jpeg_len, 0, &info, &scale,
	    &ours.blue);
	if (err == PHOTO_OK)
		err = to_plane(res->matte, &ours.alpha);
	if (err == PHOTO_OK) {
		struct region r = { res->report.crop_x, res->report.crop_y,
		    1 / res->report.crop_scale, p->width, p->height };

		err = inside(&r, im) ? compare(s, im, &r, FRAMED, who, &ours,
		    &sc) : PHOTO_ETOOSMALL;
	}
	if (err == PHOTO_OK)
		keep(s, FRAMED, name, wall, &sc);
	else if (err == PHOTO_ETOOSMALL)
		err = PHOTO_OK;
out:
	result_free(&ours);
	photo_result_free(res);
	return err;
}

/* Walls are photographed: the picture that is matted went through JPEG. */
static int study_scene(struct study *s, const char *name,
    const struct subject *who, int wall, enum view v)
{
	struct photo_profile phone = { .dpi = 72, .quality_min = 92,
	    .quality_max = 92, .bytes_max = PHOTO_MAX_BYTES };
	struct photo_image *made = NULL, *im = NULL;
	struct photo_input info;
	uint8_t *jpeg = NULL;
	double scale;
	size_t n;
	int quality, err;

	err = scene_compose(who, wall, &made);
	if (err == PHOTO_OK)
		err = photo_encode_jpeg(made, &phone, &jpeg, &n, &quality);
	if (err == PHOTO_OK)
		err = photo_decode(jpeg, n, 0, &info, &scale, &im);
	if (err == PHOTO_OK)
		err = v == WHOLE ? study_whole(s, name, who, wall, jpeg, n, im)
		    : study_framed(s, name, who, wall, jpeg, n, im);
	free(jpeg);
	photo_image_free(made);
	photo_image_free(im);
	return err;
}

/* The wall for a person who gets only one. */
static int one_wall(const char *name)
{
	unsigned n = 0;

	while (*name != '\0')
		n = n * 31 + (unsigned char)*name++;
	return (int)(n % SCENE_WALLS);
}

static int study_person(struct study *s, const char *picture,
    const char *alpha, const char *name)
{
	static const int sides[VIEWS] = { WHOLE_SIDE, WORK_SIDE };
	struct subject who;
	int v, wall, err = PHOTO_OK;

	for (v = 0; v < VIEWS && err == PHOTO_OK; v++) {
		if ((err = subject_read(picture, alpha, sides[v], &who)) !=
		    PHOTO_OK)
			break;
		for (wall = 0; wall < SCENE_WALLS && err == PHOTO_OK; wall++)
			if (s->t->walls == NULL || wall == one_wall(name))
				err = study_scene(s, name, &who, wall, v);
		subject_free(&who);
	}
	return err;
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Median and mean of one quantity over a half (2: all). */
static int summarise(const struct study *s, enum view v, int half, int plain,
    enum quantity q, double out[2])
{
	double all[MAX_SCENES], sum = 0;
	int i, n = 0;

	for (i = 0; i < s->count[v]; i++)
		if (half == 2 || s->scene[v][i].half == half) {
			all[n] = plain ? s->scene[v][i].plain[q] :
			    s->scene[v][i].ours[q];
			sum += all[n++];
		}
	qsort(all, (size_t)n, sizeof *all, ascending);
	out[0] = n ? (all[(n - 1) / 2] + all[n / 2]) / 2 : NAN;
	out[1] = n ? sum / n : NAN;
	return n;
}

static void print_worst(const struct study *s, enum view v)
{
	int i, over = 0;
	double most[2] = { 0, 0 };

	for (i = 0; i < s->count[v]; i++) {
		const struct scene *sc = &s->scene[v][i];
		double mad = sc->ours[MAD] / sc->plain[MAD];
		double mse = sc->ours[MSE] / sc->plain[MSE];

		most[0] = fmax(most[0], mad);
		most[1] = fmax(most[1], mse);
		over += mad > WORSE || mse > WORSE;
	}
	printf("%-6s worst ratio MAD %.2f MSE %.2f; %d of %d over %.2f\n",
	    views[v], most[0], most[1], over, s->count[v], WORSE);
}

static void print_summary(const struct study *s)
{
	static const char *const halves[] = { "A", "B", "all" };
	int v, half, q;

	printf("%-6s %-4s %-10s %5s  %15s  %15s  %11s\n", "view", "half",
	    "", "n", "ours med/mean", "plain med/mean", "ratio");
	for (v = 0; v < VIEWS; v++)
		for (half = 0; half < 3; half++)
			for (q = 0; q < QUANTITIES; q++) {
				double a[2], b[2];
				int n = summarise(s, v, half, 0, q, a);

				summarise(s, v, half, 1, q, b);
				printf("%-6s %-4s %-10s %5d  %7.2f %7.2f  "
				    "%7.2f %7.2f  %5.2f %5.2f\n", views[v],
				    halves[half], titles[q], n, a[0], a[1],
				    b[0], b[1], a[0] / b[0], a[1] / b[1]);
			}
	for (v = 0; v < VIEWS; v++)
		print_worst(s, v);
}

static int is_alpha(const struct dirent *d)
{
	const char *end = strstr(d->d_name, "_alpha.png");

	return end != NULL && end[10] == '\0';
}

int mattes_run(struct tool *t)
{
	struct study *s = calloc(1, sizeof *s);
	struct dirent **name = NULL;
	int i, n, err, code = EXIT_UNREADABLE;

	n = scandir(t->in, &name, is_alpha, alphasort);
	if (s == NULL || n <= 0) {
		fprintf(stderr, "idphoto: no NAME_alpha.png in %s\n", t->in);
		goto out;
	}
	s->t = t;
	code = EXIT_GOOD;
	for (i = 0; i < n && code == EXIT_GOOD; i++) {
		char stem[256], picture[4096], alpha[4096];
		size_t len = strlen(name[i]->d_name) - 10;

		snprintf(stem, sizeof stem, "%.*s", (int)len,
		    name[i]->d_name);
		snprintf(picture, sizeof picture, "%s/%s.jpg", t->in, stem);
		snprintf(alpha, sizeof alpha, "%s/%s", t->in,
		    name[i]->d_name);
		if ((err = study_person(s, picture, alpha, stem)) != PHOTO_OK)
			code = tool_explain(picture, err);
	}
	if (code == EXIT_GOOD)
		print_summary(s);
out:
	for (i = 0; i < n; i++)
		free(name[i]);
	free(name);
	free(s);
	return code;
}
