/*
 * From the student's picture to the finished file, in the order in which
 * the stages appear in struct photo_ms.
 */
#include "head.h"
#include "inspect.h"
#include "internal.h"
#include "matte.h"
#include "measure.h"
#include "pipeline.h"
#include "rules.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One picture on its way. Owners start NULL and are freed together. */
struct work {
	struct photo_engine *e;
	const uint8_t *data;
	size_t n;
	const struct photo_profile *p;
	struct photo_report *r;
	struct photo_image *im;		/* decoded, `scale` of full size */
	double scale;
	struct faces *faces;
	struct head head;		/* of its face, if it is one */
	struct frame frame;
	struct placement place;		/* of the crop, decoded px */
	struct region region;		/* the same for sampling */
	struct photo_image *crop;	/* output size, old background */
	struct plane mask, alpha;	/* output size */
	struct photo_image *person, *done;
};

static void work_free(struct work *w)
{
	photo_image_free(w->im);
	photo_image_free(w->crop);
	photo_image_free(w->person);
	photo_image_free(w->done);
	plane_free(&w->mask);
	plane_free(&w->alpha);
	free(w->faces);
}

static int decode(struct work *w, int side)
{
	double start = stage_ms();
	int err;

	/* Never two of them at once. */
	photo_image_free(w->im);
	w->im = NULL;
	err = image_decode(w->data, w->n, side, &w->r->input, &w->scale,
	    &w->im);
	w->r->ms.decode += stage_ms() - start;
	if (err == PHOTO_OK)
		w->r->phash = image_phash(w->im);
	return err;
}

static int find(struct work *w)
{
	double start = stage_ms();
	int err;

	free(w->faces);
	w->faces = NULL;
	err = sample_halve(w->im);
	if (err == PHOTO_OK)
		err = face_find(w->e, w->im, &w->faces);
	w->r->ms.find += stage_ms() - start;
	return err;
}

/* Where the crop goes, for the head as it is known. */
static void place(struct work *w)
{
	geometry_place(&w->head, &w->frame, w->p, &w->place);
	w->region.x = w->place.x;
	w->region.y = w->place.y;
	w->region.step = 1 / w->place.scale;
	w->region.width = w->p->width;
	w->region.height = w->p->height;
}

static int measure_and_place(struct work *w)
{
	double start = stage_ms();
	int err;

	err = head_measure(w->e, w->im, &w->faces->face[0], &w->head,
	    &w->frame);
	w->r->ms.segment += stage_ms() - start;
	if (err == PHOTO_OK)
		place(w);
	return err;
}

/*
 * The decoder made the picture small for speed. Where the head is a small
 * part of it that would cost detail the file has: decode again, closer.
 */
static int come_closer(struct work *w)
{
	double more = w->place.scale;
	int longer = w->im->width > w->im->height ? w->im->width :
	    w->im->height;
	int err;

	if (more <= 1 || w->scale >= 1)
		return PHOTO_OK;
	if ((err = decode(w, (int)(longer * fmin(more, 1 / w->scale)))) !=
	    PHOTO_OK || (err = find(w)) != PHOTO_OK)
		return err;
	return w->faces->count == 1 ? measure_and_place(w) : PHOTO_OK;
}

static void input_rules(struct work *w)
{
	const struct face *f = &w->faces->face[0];
	struct photo_report *r = w->r;

	r->crop_x = w->place.x / w->scale;
	r->crop_y = w->place.y / w->scale;
	r->crop_scale = w->place.scale * w->scale;
	report_add(r, w->p, RULE_INPUT_RESOLUTION, face_width(f) / w->scale);
	report_add(r, w->p, RULE_INPUT_COLOUR, measure_face_chroma(w->im, f));
	report_add(r, w->p, RULE_GEOMETRY_HEAD,
	    w->head.crown_y * w->place.scale);
	report_add(r, w->p, RULE_GEOMETRY_FRAME, w->place.missing);
}

static int mask(struct work *w)
{
	double start = stage_ms();
	int err;

	plane_free(&w->mask);
	err = segment_region(w->e, w->im, &w->region, &w->mask);
	w->r->ms.segment += stage_ms() - start;
	return err;
}

/* No network looks at the whole picture after this. */
static int crop(struct work *w)
{
	double start = stage_ms();
	int err = sample_image(w->im, &w->region, KERNEL_CUBIC, &w->crop);

	photo_image_free(w->im->half);
	w->im->half = NULL;
	w->r->ms.segment += stage_ms() - start;
	return err;
}

/*
 * The crop's own mask sees the top of the hair finer than the first look
 * did. Where they differ, plan and mask once more: the standard's ranges are
 * narrow, and the finished photo will be measured as this mask is.
 */
static int settle(struct work *w)
{
	const struct face *f = &w->faces->face[0];
	const struct region *r = &w->region;
	double higher = w->place.crown_y - head_crown(&w->mask,
	    (face_mark(f, PHOTO_CROWN).y - r->y) / r->step,
	    (face_mark(f, PHOTO_CHEEK_LEFT).x - r->x) / r->step,
	    (face_mark(f, PHOTO_CHEEK_RIGHT).x - r->x) / r->step);

	if (fabs(higher) < 1)
		return PHOTO_OK;
	w->head.crown_y = fmax(w->head.crown_y - higher * r->step, 0);
	place(w);
	return mask(w);
}

static int matte(struct work *w)
{
	double start = stage_ms();
	int err;

	err = matte_refine(w->crop, &w->mask, &w->alpha);
	if (err == PHOTO_OK)
		err = matte_gloss(&w->mask, (int)w->place.eye_y, &w->alpha);
	w->r->ms.matte += stage_ms() - start;
	return err;
}

/* The old background, while it can still be seen. Does it comply already? */
static int judge_wall(struct work *w, int *complies)
{
	struct wall wall;
	double alike, flat;
	int err;

	err = measure_wall(w->crop, &w->alpha, &wall);
	if (err == PHOTO_OK)
		err = measure_outline(w->crop, &w->mask, &alike);
	if (err == PHOTO_OK)
		err = measure_flat(w->crop, &w->alpha, w->p->background,
		    &flat);
	if (err != PHOTO_OK)
		return err;
	*complies = flat >= FLAT_SHARE;
	if (w->p->ground == PHOTO_GROUND_KEEP)
		*complies = 1;
	report_add(w->r, w->p, RULE_BACKGROUND_MATTE,
	    *complies ? NAN : alike);
	report_add(w->r, w->p, RULE_BACKGROUND_PLAIN, wall.residual);
	report_add(w->r, w->p, RULE_BACKGROUND_EVEN, wall.residual);
	report_add(w->r, w->p, RULE_BACKGROUND_DARK, wall.luma);
	report_add(w->r, w->p, RULE_BACKGROUND_GRADIENT, wall.spread);
	return PHOTO_OK;
}

static int inspect(struct work *w)
{
	const struct scene s = { w->data, w->n, w->im, w->scale,
	    &w->faces->face[0], &w->region, w->crop, &w->mask };
	double start = stage_ms();
	int err = inspect_input(&s, w->p, w->r);

	w->r->ms.check += stage_ms() - start;
	return err;
}

static int compose(struct work *w)
{
	int complies = 0, err;
	double start = stage_ms();

	if ((err = judge_wall(w, &complies)) != PHOTO_OK)
		return err;
	w->r->background_kept = complies;
	if (complies) {
		w->done = w->crop;
		w->crop = NULL;
	} else {
		err = foreground_estimate(w->crop, &w->alpha, &w->person);
		if (err == PHOTO_OK)
			err = compose_flat(w->person, &w->alpha,
			    w->p->background, &w->done);
	}
	w->r->ms.compose += stage_ms() - start;
	return err;
}

static int keep_matte(const struct plane *alpha, struct photo_matte **out)
{
	struct photo_matte *m;
	size_t i;
	int err;

	err = photo_matte_new(alpha->width, alpha->height, &m);
	if (err != PHOTO_OK)
		return err;
	for (i = 0; i < plane_size(alpha); i++)
		m->alpha[i] = (uint8_t)(alpha->v[i] * 255 + 0.5f);
	*out = m;
	return PHOTO_OK;
}

/* Encodes, then measures what was encoded. */
static int finish(struct work *w, struct photo_result *out)
{
	double start = stage_ms();
	int quality, err;

	err = photo_encode_jpeg(w->done, w->p, &out->jpeg, &out->jpeg_len,
	    &quality);
	w->r->ms.encode += stage_ms() - start;
	start = stage_ms();
	if (err == PHOTO_OK)
		err = check_finished(w->e, out->jpeg, out->jpeg_len, w->p, 0,
		    w->r);
	w->r->ms.check += stage_ms() - start;
	return err;
}

/* No single sure face: say so, with all that was found. */
static int give_up(struct work *w)
{
	report_faces_rules(w->r, w->p, w->faces);
	return report_faces(w->e, w->im, w->faces, w->scale, w->r);
}

static int one_face(const struct work *w)
{
	return w->faces->count == 1 && rule_holds(RULE_FACE_PRESENCE, w->p,
	    w->faces->face[0].presence);
}

static int make(struct work *w, struct photo_result *out)
{
	int err;

	if ((err = decode(w, WORK_SIDE)) != PHOTO_OK ||
	    (err = find(w)) != PHOTO_OK)
		return err;
	if (one_face(w) && ((err = measure_and_place(w)) != PHOTO_OK ||
	    (err = come_closer(w)) != PHOTO_OK))
		return err;
	if (!one_face(w))
		return give_up(w);
	if ((err = mask(w)) != PHOTO_OK || (err = settle(w)) != PHOTO_OK ||
	    (err = crop(w)) != PHOTO_OK)
		return err;
	report_face(w->r, &w->faces->face[0], &w->head, w->scale);
	input_rules(w);
	if ((err = matte(w)) != PHOTO_OK || (err = inspect(w)) != PHOTO_OK ||
	    (err = compose(w)) != PHOTO_OK ||
	    (err = keep_matte(&w->alpha, &out->matte)) != PHOTO_OK)
		return err;
	return finish(w, out);
}

int photo_make(struct photo_engine *e, const uint8_t *data, size_t n,
    const struct photo_profile *p, struct photo_result **out)
{
	struct photo_result *res;
	struct photo_ms *ms;
	struct work w;
	int err, runs;
	double start = stage_ms(), wall = wall_ms();
	double spent = engine_spent(e, &runs);

	if ((res = calloc(1, sizeof *res)) == NULL)
		return PHOTO_ENOMEM;
	memset(&w, 0, sizeof w);
	w.e = e;
	w.data = data;
	w.n = n;
	w.p = p;
	w.r = &res->report;
	report_begin(&res->report, p);
	memcpy(res->report.segmenter, engine_segmenter(e),
	    sizeof res->report.segmenter);
	sha256_hex(data, n, res->report.input.sha256);
	err = make(&w, res);
	res->input = w.im;
	w.im = NULL;
	work_free(&w);
	if (err != PHOTO_OK) {
		photo_result_free(res);
		return err;
	}
	report_finish(&res->report, p);
	ms = &res->report.ms;
	ms->total = stage_ms() - start;
	ms->wall = wall_ms() - wall;
	ms->networks = engine_spent(e, &ms->runs) - spent;
	ms->runs -= runs;
	*out = res;
	return PHOTO_OK;
}

void photo_result_free(struct photo_result *r)
{
	if (r == NULL)
		return;
	free(r->jpeg);
	photo_matte_free(r->matte);
	photo_image_free(r->input);
	free(r);
}
