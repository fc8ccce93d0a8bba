/*
 * photo_find, and how faces get into a report.
 */
#include "head.h"
#include "pipeline.h"
#include "rules.h"
#include "sample.h"

#include <math.h>
#include <stdlib.h>

void report_face(struct photo_report *r, const struct face *f,
    const struct head *head, double scale)
{
	struct photo_face *out = &r->face[r->face_count++];
	int i;

	out->score = f->score;
	out->x = f->x / scale;
	out->y = f->y / scale;
	out->width = f->width / scale;
	out->height = f->height / scale;
	out->yaw = f->yaw;
	out->pitch = f->pitch;
	out->roll = f->roll;
	for (i = 0; i < PHOTO_MARKS; i++) {
		struct photo_point p = face_mark(f, (enum photo_mark)i);

		if (i == PHOTO_CROWN)
			p.y = head->crown_y;
		if (i == PHOTO_HAIRLINE)
			p.y = head->hairline_y;
		out->mark[i].x = p.x / scale;
		out->mark[i].y = p.y / scale;
	}
}

int report_faces(struct photo_engine *e, const struct photo_image *im,
    const struct faces *all, double scale, struct photo_report *r)
{
	struct frame frame;
	struct head head;
	int i, err = PHOTO_OK;

	for (i = 0; i < all->count && err == PHOTO_OK; i++) {
		err = head_measure(e, im, &all->face[i], &head, &frame);
		if (err == PHOTO_OK)
			report_face(r, &all->face[i], &head, scale);
	}
	return err;
}

void report_faces_rules(struct photo_report *r, const struct photo_profile *p,
    const struct faces *all)
{
	const struct face *f = &all->face[0];
	int one = all->count == 1;

	report_add(r, p, RULE_FACE_COUNT, all->count);
	report_add(r, p, RULE_FACE_PRESENCE, one ? f->presence : NAN);
	report_add(r, p, RULE_FACE_MOUTH, one ? face_mouth_open(f) : NAN);
	report_add(r, p, RULE_FACE_EXPRESSION,
	    one ? face_mouth_open(f) : NAN);
	report_add(r, p, RULE_POSE_ROLL, one ? f->roll : NAN);
	report_add(r, p, RULE_POSE_YAW, one ? f->yaw : NAN);
	report_add(r, p, RULE_POSE_PITCH, one ? f->pitch : NAN);
}

int photo_find(struct photo_engine *e, const uint8_t *data, size_t n,
    struct photo_report *out)
{
	struct photo_image *im = NULL;
	struct photo_report *r;
	struct faces *all = NULL;
	double scale, start = stage_ms();
	int err;

	if ((r = malloc(sizeof *r)) == NULL)
		return PHOTO_ENOMEM;
	report_begin(r, NULL);
	err = photo_decode(data, n, WORK_SIDE, &r->input, &scale, &im);
	r->ms.decode = stage_ms() - start;
	if (err == PHOTO_OK) {
		r->phash = image_phash(im);
		err = sample_halve(im);
	}
	if (err == PHOTO_OK)
		err = face_find(e, im, &all);
	if (err == PHOTO_OK)
		err = report_faces(e, im, all, scale, r);
	if (err == PHOTO_OK) {
		report_faces_rules(r, NULL, all);
		report_finish(r, NULL);
		r->ms.total = stage_ms() - start;
		r->ms.find = r->ms.total - r->ms.decode;
		*out = *r;
	}
	photo_image_free(im);
	free(all);
	free(r);
	return err;
}
