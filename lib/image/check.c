/*
 * A finished file against the rules, from its bytes alone: nothing that the
 * making of it believed is trusted here.
 */
#include "facial.h"
#include "head.h"
#include "internal.h"
#include "matte.h"
#include "measure.h"
#include "pipeline.h"
#include "rules.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What the bytes say before any pixel is looked at. */
static void check_file(const struct photo_jpeg *j, size_t n,
    const struct photo_profile *p, struct photo_report *r)
{
	r->out_width = j->width;
	r->out_height = j->height;
	r->out_dpi = j->dpi_x == j->dpi_y ? j->dpi_x : 0;
	r->out_quality = j->quality;
	r->out_bytes = n;
	report_add(r, p, RULE_OUTPUT_WIDTH, j->width);
	report_add(r, p, RULE_OUTPUT_HEIGHT, j->height);
	report_add(r, p, RULE_OUTPUT_DPI, r->out_dpi);
	report_add(r, p, RULE_OUTPUT_FORMAT,
	    j->baseline && j->components == 3);
	report_add(r, p, RULE_OUTPUT_QUALITY, j->quality);
	report_add(r, p, RULE_OUTPUT_BYTES, (double)n);
	report_add(r, p, RULE_OUTPUT_SMALL, (double)n);
	report_add(r, p, RULE_OUTPUT_METADATA, j->has_exif + j->has_xmp +
	    j->has_icc + j->has_gps + (j->trailing > 0));
}

static void check_geometry(const struct photo_image *im, const struct face *f,
    const struct plane *mask, const struct photo_profile *p,
    struct photo_report *r)
{
	struct photo_point left = face_mark(f, PHOTO_CHEEK_LEFT);
	struct photo_point right = face_mark(f, PHOTO_CHEEK_RIGHT);
	double crown = head_crown(mask, face_mark(f, PHOTO_CROWN).y, left.x,
	    right.x);

	report_add(r, p, RULE_GEOMETRY_EYE_Y, face_eye_line(f));
	report_add(r, p, RULE_GEOMETRY_CROWN_Y, crown);
	report_add(r, p, RULE_GEOMETRY_FACE_WIDTH, face_width(f));
	report_add(r, p, RULE_GEOMETRY_CENTRE,
	    (left.x + right.x) / 2 - im->width / 2.0);
}

/* Rules of the finished picture that need its one face. */
static int check_face(struct photo_engine *e, const struct photo_image *im,
    const struct face *f, const struct photo_profile *p,
    struct photo_report *r)
{
	struct region all = { 0, 0, 1, im->width, im->height };
	struct plane mask = { 0, 0, NULL };
	struct wall wall;
	double detail, flat;
	int err;

	if ((err = segment_region(e, im, &all, &mask)) != PHOTO_OK)
		return err;
	check_geometry(im, f, &mask, p, r);
	report_add(r, p, RULE_LIGHT_DARK, measure_face_luma(im, f));
	report_add(r, p, RULE_LIGHT_BRIGHT, measure_face_hot(im, f));
	report_add(r, p, RULE_LIGHT_SIDE, measure_face_balance(im, f));
	report_add(r, p, RULE_LIGHT_BALANCE, measure_face_balance(im, f));
	report_add(r, p, RULE_LIGHT_CAST, measure_face_cast(im, f));
	report_add(r, p, RULE_POSE_SHOULDERS, measure_shoulders(&mask, f));
	report_add(r, p, RULE_CLOTHES_CONTRAST,
	    measure_clothes(im, &mask, f, p->background));
	err = report_facial(e, im, f, &mask, p, r);
	if (err == PHOTO_OK)
		err = measure_eye_detail(im, f, &detail);
	if (err == PHOTO_OK)
		err = measure_wall(im, &mask, &wall);
	if (err == PHOTO_OK)
		err = measure_flat(im, &mask, p->background, &flat);
	if (err == PHOTO_OK) {
		report_add(r, p, RULE_SHARPNESS_EYES, detail);
		report_add(r, p, RULE_BACKGROUND_COLOUR,
		    measure_off_colour(&wall, p->background));
		report_add(r, p, RULE_BACKGROUND_SPREAD, wall.spread);
		report_add(r, p, RULE_BACKGROUND_FLAT, flat);
	}
	plane_free(&mask);
	return err;
}

static int check_picture(struct photo_engine *e, const struct photo_image *im,
    double scale, const struct photo_profile *p, int with_faces,
    struct photo_report *r)
{
	struct faces *all = NULL;
	int err;

	if ((err = face_find(e, im, &all)) != PHOTO_OK)
		return err;
	report_faces_rules(r, p, all);
	if (with_faces)
		err = report_faces(e, im, all, scale, r);
	if (err == PHOTO_OK && all->count == 1)
		err = check_face(e, im, &all->face[0], p, r);
	free(all);
	return err;
}

int check_finished(struct photo_engine *e, const uint8_t *data, size_t n,
    const struct photo_profile *p, int with_faces, struct photo_report *r)
{
	/* A file of the right size is decoded whole; one of a wrong size has
	 * failed already and must only not cost much. */
	int side = p->width > p->height ? p->width : p->height, err;
	struct photo_image *im = NULL;
	struct photo_input info;
	struct photo_jpeg jpeg;
	double scale;

	if ((err = photo_jpeg_read(data, n, &jpeg)) != PHOTO_OK)
		return err;
	err = image_decode(data, n, side, &info, &scale, &im);
	if (err != PHOTO_OK)
		return err;
	check_file(&jpeg, n, p, r);
	sha256_hex(data, n, r->out_sha256);
	memcpy(info.sha256, r->out_sha256, sizeof info.sha256);
	if (with_faces)
		r->input = info;
	if (e != NULL)
		err = sample_halve(im);
	if (e != NULL && err == PHOTO_OK)
		err = check_picture(e, im, scale, p, with_faces, r);
	photo_image_free(im);
	return err;
}

int photo_check(struct photo_engine *e, const uint8_t *data, size_t n,
    const struct photo_profile *p, struct photo_report *out)
{
	struct photo_report *r;
	double start = stage_ms();
	int err;

	if ((r = malloc(sizeof *r)) == NULL)
		return PHOTO_ENOMEM;
	report_begin(r, p);
	err = check_finished(e, data, n, p, 1, r);
	if (err == PHOTO_OK) {
		report_finish(r, p);
		r->ms.check = r->ms.total = stage_ms() - start;
		*out = *r;
	}
	free(r);
	return err;
}
