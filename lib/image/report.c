/*
 * The report as JSON. Its shape is a promise to pages, tools and operators:
 * extend it, never rename.
 */
#include "photo.h"

#include <jansson.h>

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const verdicts[] = {
	[PHOTO_PASS] = "pass", [PHOTO_WARN] = "warn", [PHOTO_FAIL] = "fail",
	[PHOTO_SKIP] = "skip",
};

static const char *const marks[PHOTO_MARKS] = {
	[PHOTO_EYE_LEFT] = "eye_left", [PHOTO_EYE_RIGHT] = "eye_right",
	[PHOTO_NOSE] = "nose", [PHOTO_MOUTH] = "mouth",
	[PHOTO_CHIN] = "chin", [PHOTO_CROWN] = "crown",
	[PHOTO_CHEEK_LEFT] = "cheek_left", [PHOTO_CHEEK_RIGHT] = "cheek_right",
	[PHOTO_HAIRLINE] = "hairline",
};

const char *photo_verdict_name(enum photo_verdict v)
{
	return verdicts[v];
}

/* Three decimals: finer is noise, and the same on every machine. */
static json_t *number(double v)
{
	if (!isfinite(v))
		return json_null();
	v = round(v * 1000) / 1000;
	if (v == floor(v) && fabs(v) < 1e15)
		return json_integer((json_int_t)v);
	return json_real(v);
}

static json_t *face_json(const struct photo_face *f)
{
	json_t *points = json_object();
	int i;

	for (i = 0; i < PHOTO_MARKS; i++)
		json_object_set_new(points, marks[i], json_pack("[o,o]",
		    number(f->mark[i].x), number(f->mark[i].y)));
	return json_pack("{s:o, s:[o,o,o,o], s:{s:o,s:o,s:o}, s:o}",
	    "score", number(f->score),
	    "box", number(f->x), number(f->y), number(f->width),
	    number(f->height),
	    "pose", "yaw", number(f->yaw), "pitch", number(f->pitch),
	    "roll", number(f->roll),
	    "landmarks", points);
}

double photo_finding_off(const struct photo_finding *f)
{
	if (f->value < f->min)
		return f->value - f->min;
	return f->value > f->max ? f->value - f->max : 0;
}

static json_t *finding_json(const struct photo_finding *f, int zh)
{
	return json_pack("{s:s, s:o, s:o, s:o, s:o, s:s, s:s, s:s}",
	    "id", f->rule->id, "value", number(f->value),
	    "min", number(f->min), "max", number(f->max),
	    "off", number(photo_finding_off(f)),
	    "unit", f->rule->unit, "verdict", verdicts[f->verdict],
	    "message", zh ? f->rule->zh : f->rule->en);
}

static json_t *ms_json(const struct photo_ms *t)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
	    "decode", number(t->decode), "find", number(t->find),
	    "segment", number(t->segment), "matte", number(t->matte),
	    "compose", number(t->compose), "encode", number(t->encode),
	    "check", number(t->check), "total", number(t->total));
}

static json_t *input_json(const struct photo_report *r)
{
	const struct photo_input *in = &r->input;
	char phash[17];

	snprintf(phash, sizeof phash, "%016" PRIx64, r->phash);
	return json_pack("{s:i, s:i, s:I, s:s, s:i, s:s, s:s}",
	    "width", in->width, "height", in->height,
	    "bytes", (json_int_t)in->bytes,
	    "format", photo_format_name(in->format),
	    "orientation", in->orientation, "sha256", in->sha256,
	    "phash", phash);
}

static json_t *output_json(const struct photo_report *r)
{
	if (r->out_bytes == 0)
		return json_null();
	return json_pack("{s:i, s:i, s:i, s:I, s:i, s:s, s:s}",
	    "width", r->out_width, "height", r->out_height,
	    "dpi", r->out_dpi, "bytes", (json_int_t)r->out_bytes,
	    "quality", r->out_quality, "sha256", r->out_sha256,
	    "background", r->background_kept ? "kept" : "replaced");
}

static json_t *crop_json(const struct photo_report *r)
{
	if (r->crop_scale == 0)
		return json_null();
	return json_pack("{s:o, s:o, s:f}", "x", number(r->crop_x),
	    "y", number(r->crop_y), "scale", r->crop_scale);
}

char *photo_report_json(const struct photo_report *r, int zh)
{
	json_t *faces = json_array(), *rules = json_array(), *top;
	char *text;
	int i;

	for (i = 0; i < r->face_count; i++)
		json_array_append_new(faces, face_json(&r->face[i]));
	for (i = 0; i < r->finding_count; i++)
		json_array_append_new(rules,
		    finding_json(&r->finding[i], zh));
	top = json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o}",
	    "rules_version", r->rules_version, "profile", r->profile,
	    "verdict", verdicts[r->verdict], "input", input_json(r),
	    "faces", faces, "crop", crop_json(r), "output", output_json(r),
	    "rules", rules, "ms", ms_json(&r->ms));
	/* A part that could not be made makes top NULL: no half reports. */
	text = top == NULL ? NULL :
	    json_dumps(top, JSON_INDENT(1) | JSON_REAL_PRECISION(9));
	json_decref(top);
	return text;
}
