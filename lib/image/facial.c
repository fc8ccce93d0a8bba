/*
 * The rules on the face itself, held against a finished picture.
 */
#include "facial.h"
#include "pipeline.h"

#include <math.h>

static void report_eyes(const struct photo_image *im,
    const struct attention *a, const struct face *f,
    const struct photo_profile *p, struct photo_report *r)
{
	double through = glasses_tint(im, a, f);
	/* Behind dark glasses lids and irises are only guessed. */
	int seen = rule_holds(RULE_EYES_DARK, p, through);
	double open = seen ? eyes_open(a) : NAN;
	/* A closed eye looks nowhere; in a turned head it cannot be told. */
	double gaze = seen && rule_holds(RULE_EYES_OPEN, p, open) &&
	    rule_holds(RULE_POSE_YAW, p, f->yaw) ? eyes_gaze(a, f) : NAN;
	double glare = seen ? glasses_glare(im, a) : NAN;
	double bright = seen ? eyes_bright(im, a, f) : NAN;

	report_add(r, p, RULE_EYES_DARK, through);
	report_add(r, p, RULE_EYES_TINT, through);
	report_add(r, p, RULE_EYES_OPEN, open);
	report_add(r, p, RULE_EYES_LIDS, open);
	report_add(r, p, RULE_EYES_AWAY, gaze);
	report_add(r, p, RULE_EYES_GAZE, gaze);
	report_add(r, p, RULE_EYES_GLARE, glare);
	report_add(r, p, RULE_EYES_SHINE, glare);
	report_add(r, p, RULE_EYES_VISIBLE, bright);
	report_add(r, p, RULE_EYES_CLEAR, bright);
	report_add(r, p, RULE_EYES_HAIR, hair_over_eyes(im, a, f));
	report_add(r, p, RULE_FACE_BROWS, hair_over_brows(im, a, f));
}

int report_facial(struct photo_engine *e, const struct photo_image *im,
    const struct face *f, const struct plane *mask,
    const struct photo_profile *p, struct photo_report *r)
{
	double hat = cover_head(im, mask, f);
	int declared = p->head_cover == PHOTO_COVER_ALLOWED;
	struct attention a;
	int err;

	if ((err = attention_look(e, im, f, &a)) != PHOTO_OK)
		return err;
	report_eyes(im, &a, f, p, r);
	report_add(r, p, RULE_FACE_EARS, ears_uneven(im, mask, f));
	report_add(r, p, RULE_COVER_FACE, cover_face(im, f));
	report_add(r, p, RULE_COVER_HEAD, declared ? NAN : hat);
	report_add(r, p, RULE_COVER_HAT, declared ? NAN : hat);
	report_add(r, p, RULE_COVER_DECLARED, declared ? hat : NAN);
	return PHOTO_OK;
}
