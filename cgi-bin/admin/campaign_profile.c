/* /admin/campaigns/:token/profile: what photos to come must be, with a
 * drawing of it. Photos that are there keep the values they were made with. */
#include "campaigns.h"
#include "ranges.h"

#include "cgi-bin/web/form.h"
#include "cgi-bin/web/view.h"
#include "lib/base/log.h"
#include "lib/base/parse.h"
#include "lib/domain/campaign_edit.h"
#include "lib/pack/name.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

static const struct {
	const char *name, *text;
} bases[] = {
	{ "chsi-graduate-blue", "Text.Campaign.ProfileBlue" },
	{ "chsi-graduate-white", "Text.Campaign.ProfileWhite" },
	{ "chsi-graduate-grey", "Text.Campaign.ProfileGrey" },
	{ "new-student-white", "Text.Campaign.ProfileNew" },
};
#define BASES "chsi-graduate-blue|chsi-graduate-white|" \
	"chsi-graduate-grey|new-student-white"

struct wish {
	char *what, *version, *base, *file_name;
	char *text[RANGES][2];
};

#define SIDE(i, id, side, end) { id end, FORM_TEXT, 0, 10, \
	offsetof(struct wish, text) + ((i) * 2 + (side)) * sizeof(char *), \
	"Text.Ranges." id "Bad", NULL }
#define PAIR(i, id) SIDE(i, id, 0, "Min"), SIDE(i, id, 1, "Max")

static const struct field fields[] = {
	{ "What", FORM_CHOICE, 1, 8, offsetof(struct wish, what),
	  "Text.Ranges.WhatMissing", "look|save" },
	{ "Version", FORM_TEXT, 1, 20, offsetof(struct wish, version),
	  "Text.Campaign.Changed", NULL },
	{ "Base", FORM_CHOICE, 1, 48, offsetof(struct wish, base),
	  "Text.Campaign.ProfileMissing", BASES },
	PAIR(0, "Eye"), PAIR(1, "Crown"), PAIR(2, "Face"),
	SIDE(3, "Centre", 1, "Max"), SIDE(4, "Roll", 1, "Max"),
	SIDE(5, "Yaw", 1, "Max"), SIDE(6, "Pitch", 1, "Max"),
	PAIR(7, "Bytes"),
	{ "FileName", FORM_TEXT, 0, 95, offsetof(struct wish, file_name),
	  "Text.Ranges.FileBad", NULL },
	{ 0 }
};

/* The base as it is for this campaign: with what only an operator sets. */
static enum err load_base(struct req *r, const struct campaign *c,
    const char *name, struct photo_profile *out)
{
	char why[160];

	if (photo_profile_load(conf_text(r->conf, "profiles_dir"), name, out,
	    why) == PHOTO_OK && photo_profile_over(out, ranges_kept(r->arena,
	    c->profile_overrides), why) == PHOTO_OK)
		return OK;
	log_error("campaign %" PRIu64 ": %s", c->id, why);
	return ERR_INTERNAL;
}

static const char *number(struct req *r, double v)
{
	return arena_printf(r->arena, "%.10g", v);
}

/* --- the page ------------------------------------------------------------ */

/* What a script needs to follow the choice: the values in the order of the
 * form, and the colour. */
static void show_base(struct req *r, int i, const struct photo_profile *p,
    int now)
{
	const char *values = "", *limits = "";
	double lo, hi;
	int k, side;

	for (k = 0; k < RANGES; k++) {
		range_limits(p, &ranges[k], &lo, &hi);
		limits = arena_printf(r->arena, "%s%.10g %.10g ", limits, lo,
		    hi);
		for (side = !ranges[k].name[0]; side < 2; side++)
			values = arena_printf(r->arena, "%s%.10g ", values,
			    range_value(p, &ranges[k], side));
	}
	req_set_item(r, "Bases", i, "Name", bases[i].name);
	req_set_item(r, "Bases", i, "Text", req_text(r, bases[i].text));
	req_set_item(r, "Bases", i, "Values", values);
	req_set_item(r, "Bases", i, "Limits", limits);
	req_set_item(r, "Bases", i, "Rgb", arena_printf(r->arena,
	    "#%02x%02x%02x", p->background[0], p->background[1],
	    p->background[2]));
	if (now)
		req_set_item(r, "Bases", i, "Now", "1");
}

static void show_side(struct req *r, int i, const struct photo_profile *base,
    int side)
{
	static const char *const names[2][3] = {
		{ "Min", "MinBase", "MinBad" }, { "Max", "MaxBase", "MaxBad" }
	};
	const char *field = arena_printf(r->arena, "%s%s", ranges[i].id,
	    names[side][0]);
	const char *bad = hdf_get(r->hdf, arena_printf(r->arena,
	    "Form.%s.Error", field));

	req_set_item(r, "Ranges", i, names[side][0], form_get(r, field));
	req_set_item(r, "Ranges", i, names[side][1], number(r,
	    range_value(base, &ranges[i], side)));
	if (bad)
		req_set_item(r, "Ranges", i, names[side][2], "1");
}

static void show_range(struct req *r, int i, const struct photo_profile *base)
{
	const char *id = ranges[i].id;
	double lo, hi;

	range_limits(base, &ranges[i], &lo, &hi);
	req_set_item(r, "Ranges", i, "Id", id);
	req_set_item(r, "Ranges", i, "Text", req_text(r, arena_printf(
	    r->arena, "Text.Ranges.%s", id)));
	req_set_item(r, "Ranges", i, "Unit", req_text(r, arena_printf(
	    r->arena, "Text.Ranges.%sUnit", id)));
	req_set_item(r, "Ranges", i, "Lo", number(r, lo));
	req_set_item(r, "Ranges", i, "Hi", number(r, hi));
	if (ranges[i].name[0]) {
		req_set_item(r, "Ranges", i, "Pair", "1");
		show_side(r, i, base, 0);
	}
	show_side(r, i, base, 1);
}

static void place(struct req *r, const char *name, double v)
{
	req_setf(r, name, "%.1f", v);
}

/* The same sums as static/ranges.js: a head of the usual build, its eyes in
 * the middle of their range and as large as the ranges let it be. */
static void draw(struct req *r, const struct photo_profile *p)
{
	const double eye = (p->eye_y_min + p->eye_y_max) / 2;
	const double crown = (p->crown_y_min + p->crown_y_max) / 2;
	double scale = (eye - crown) / 180;

	if (scale > p->face_width_max / 212)
		scale = p->face_width_max / 212;
	if (scale < p->face_width_min / 212)
		scale = p->face_width_min / 212;
	req_setf(r, "Draw.Head", "translate(%.1f %.1f) scale(%.4f)",
	    240 - 240 * scale, eye - 260 * scale, scale);
	req_setf(r, "Draw.Rgb", "#%02x%02x%02x", p->background[0],
	    p->background[1], p->background[2]);
	place(r, "Draw.EyeY", p->eye_y_min);
	place(r, "Draw.EyeH", p->eye_y_max - p->eye_y_min);
	place(r, "Draw.CrownY", p->crown_y_min);
	place(r, "Draw.CrownH", p->crown_y_max - p->crown_y_min);
	place(r, "Draw.FaceY", eye - 38);
	place(r, "Draw.FaceX", 240 - p->face_width_max / 2);
	place(r, "Draw.FaceRightX", 240 + p->face_width_min / 2);
	place(r, "Draw.FaceW", (p->face_width_max - p->face_width_min) / 2);
	place(r, "Draw.CentreX", 240 - p->centre_tolerance);
	place(r, "Draw.CentreW", 2 * p->centre_tolerance);
}

static int page(struct req *r, int status, const struct campaign *c,
    const char *base, const struct photo_profile *p)
{
	struct photo_profile one;
	size_t i;
	int k;
	enum err e = OK;

	for (i = 0; i < sizeof bases / sizeof *bases && e == OK; i++) {
		e = load_base(r, c, bases[i].name, &one);
		if (e == OK)
			show_base(r, (int)i, &one, !strcmp(bases[i].name,
			    base));
	}
	if (e == OK)
		e = load_base(r, c, base, &one);
	if (e != OK)
		return req_fail(r, e);
	for (k = 0; k < RANGES; k++)
		show_range(r, k, &one);
	req_set(r, "Profile.FileName", one.file_name);
	req_set(r, "Profile.Kept", ranges_kept(r->arena,
	    c->profile_overrides));
	draw(r, p);
	return req_page_status(r, status, "admin/campaign_profile");
}

static void fill(struct req *r, const struct photo_profile *p,
    const struct photo_profile *base)
{
	int i, side;

	for (i = 0; i < RANGES; i++)
		for (side = !ranges[i].name[0]; side < 2; side++)
			if (range_value(p, &ranges[i], side) !=
			    range_value(base, &ranges[i], side))
				form_set(r, arena_printf(r->arena, "%s%s",
				    ranges[i].id, side ? "Max" : "Min"),
				    number(r, range_value(p, &ranges[i],
				    side)));
	if (strcmp(p->file_name, base->file_name))
		form_set(r, "FileName", arena_strdup(r->arena,
		    p->file_name));
}

int campaign_profile_page(struct req *r)
{
	struct campaign c;
	struct photo_profile p, base;
	int status = campaign_load(r, &c);
	enum err e;

	if (status)
		return status;
	e = load_base(r, &c, c.profile_base, &base);
	p = base;
	if (e == OK && photo_profile_over(&p, c.profile_overrides, NULL) !=
	    PHOTO_OK)
		e = ERR_INTERNAL;
	if (e != OK)
		return req_fail(r, e);
	fill(r, &p, &base);
	form_set(r, "Base", c.profile_base);
	form_set(r, "Version", arena_printf(r->arena, "%" PRId64,
	    c.version));
	return page(r, 200, &c, c.profile_base, &p);
}

/* --- changing ------------------------------------------------------------ */

/* ERR_INPUT, with the fields' errors; what is right is in *p either way. */
static enum err take(struct req *r, const struct wish *w,
    const struct photo_profile *base, struct photo_profile *p)
{
	enum err e = OK;
	int i;

	*p = *base;
	for (i = 0; i < RANGES; i++) {
		const char *const text[2] = {
			ranges[i].name[0] ? w->text[i][0] : "",
			w->text[i][1]
		};

		if (range_set(p, base, &ranges[i], text))
			continue;
		form_error(r, arena_printf(r->arena, "%s%s", ranges[i].id,
		    ranges[i].name[0] && *text[0] ? "Min" : "Max"),
		    arena_printf(r->arena, "Text.Ranges.%sBad",
		    ranges[i].id));
		e = ERR_INPUT;
	}
	if (e == OK && !ranges_fit(p)) {
		form_error(r, "EyeMin", "Text.Ranges.NoHead");
		e = ERR_INPUT;
	}
	if (*w->file_name && (pack_name_check(w->file_name, NULL) ||
	    photo_profile_set(p, "file_name", w->file_name) != PHOTO_OK)) {
		form_error(r, "FileName", "Text.Ranges.FileBad");
		e = ERR_INPUT;
	}
	return e;
}

/* What was typed stays; sent once more it counts. */
static int overtaken(struct req *r, const char *base,
    const struct photo_profile *p)
{
	struct campaign now;
	int status = campaign_load(r, &now);

	if (status)
		return status;
	form_set(r, "Version", arena_printf(r->arena, "%" PRId64,
	    now.version));
	form_error(r, NULL, "Text.Campaign.Changed");
	return page(r, 409, &now, base, p);
}

static int save(struct req *r, struct campaign *c, const struct wish *w,
    const struct photo_profile *p, const struct photo_profile *base)
{
	enum err e = parse_i64(w->version, &c->version);

	if (e != OK)
		return req_fail(r, e);
	c->profile_base = w->base;
	c->profile_overrides = ranges_lines(r->arena, p, base,
	    ranges_kept(r->arena, c->profile_overrides));
	e = campaign_profile_save(r->db, c, r->account);
	if (e == ERR_CONFLICT)
		return overtaken(r, w->base, p);
	return e == OK ? req_redirect_flash(r, arena_printf(r->arena,
	    "/admin/campaigns/%s/profile", c->token),
	    "Text.Flash.ProfileSaved") : req_fail(r, e);
}

int campaign_profile_post(struct req *r)
{
	struct wish w = { .what = NULL };
	struct campaign c;
	struct photo_profile p, base;
	int status = campaign_load(r, &c);
	const char *name;
	enum err good, e;

	if (status)
		return status;
	good = form_read(r, fields, &w);
	name = good == OK ? w.base : c.profile_base;
	e = load_base(r, &c, name, &base);
	if (e != OK)
		return req_fail(r, e);
	p = base;
	if (good == OK)
		good = take(r, &w, &base, &p);
	if (good != OK)
		return page(r, 422, &c, name, &p);
	return strcmp(w.what, "save") ? page(r, 200, &c, name, &p) :
	    save(r, &c, &w, &p, &base);
}
