/* /collect/confirm: what the school says, beside what the code says; right,
 * or wrong and how. /collect/route: how the photo is taken. */
#include "collect.h"
#include "entry.h"

#include "cgi-bin/web/form.h"
#include "lib/base/parse.h"
#include "lib/scan/scan.h"

#include <string.h>

/* What the kept code says of its holder; an opaque one says nothing. */
static enum err show_code(struct req *r, const struct work *w)
{
	const struct scan_scheme *s;
	struct scan_person p;
	struct chsi_code code;
	char *payload;
	enum err e = chsi_code_get(r->db, r->arena, w->e.id, &code);

	if (e == OK)
		e = keys_open(r->keys, r->arena, "chsi", code.sealed,
		    code.sealed_n, &payload);
	if (e != OK)
		return e;
	req_set_time(r, "Code.At", code.created_at);
	s = scan_scheme_of(payload, conf_yes(r->conf, "demo"));
	if (!s->read || s->read(r->arena, payload, &p) != OK)
		return OK;
	req_set(r, "Code.Name", p.name);
	req_set(r, "Code.IdNo", p.id_no);
	req_set(r, "Code.StudentNo", p.student_no);
	req_set(r, "Code.SchoolCode", p.school_code);
	return OK;
}

static enum err show_school(struct req *r, const struct work *w)
{
	const struct roster *ro = &w->e.roster;
	char *id, masked[33];
	enum err e = keys_open(r->keys, r->arena, "id", ro->id_sealed,
	    ro->id_sealed_n, &id);

	if (e != OK)
		return e;
	parse_mask_id(id, masked);
	req_set(r, "Info.School", work_school(r, &w->campaign));
	req_set(r, "Info.SchoolCode", w->campaign.school_code);
	req_set(r, "Info.Campaign", work_campaign(r, &w->campaign));
	req_set(r, "Info.Name", ro->name);
	req_set(r, "Info.Sex", ro->sex);
	req_set(r, "Info.IdNo", masked);
	req_set(r, "Info.StudentNo", ro->student_no);
	req_set(r, "Info.Department", ro->department);
	req_set(r, "Info.Major", ro->major);
	req_set(r, "Info.Class", ro->class_name);
	req_set(r, "Info.Level", ro->level);
	req_set(r, "Info.Graduation", ro->graduation);
	req_set(r, "Info.Contact", w->campaign.school_contact);
	return OK;
}

static int show(struct req *r, int status, const struct work *w)
{
	const char *message = NULL;
	enum err e = show_school(r, w);

	if (e == OK && w->graduate) {
		e = show_code(r, w);
		if (e == ERR_NOTFOUND)
			return req_redirect(r, "/collect/code");
	}
	if (e == OK) {
		e = correction_open(r->db, r->arena, w->e.id, &message);
		e = e == ERR_NOTFOUND ? OK : e;
	}
	if (e != OK)
		return req_fail(r, e);
	if (message)
		req_set(r, "Info.Correction", message);
	return req_page_status(r, status, "student/collect_confirm");
}

int collect_confirm_page(struct req *r)
{
	struct work w;
	int status = work_load(r, STEP_CONFIRM, &w);

	return status ? status : show(r, 200, &w);
}

/* 1: the campaign allows it; other routes come with their pages. */
static int online(const struct work *w)
{
	const char *s = w->campaign.routes;
	size_t n;

	for (; *s; s += n + (s[n] == ',')) {
		n = strcspn(s, ",");
		if (n == 6 && memcmp(s, "online", n) == 0)
			return 1;
	}
	return 0;
}

int collect_confirm_post(struct req *r)
{
	struct chsi_code code;
	struct work w;
	int status = work_load(r, STEP_CONFIRM, &w);
	enum err e = OK;

	if (status)
		return status;
	if (w.graduate)
		e = chsi_code_get(r->db, r->arena, w.e.id, &code);
	if (e == ERR_NOTFOUND)
		return req_redirect(r, "/collect/code");
	if (e == OK)
		e = collect_confirm(r->db, &w.c);
	return e == OK ? req_redirect(r, "/collect/route") : req_fail(r, e);
}

struct correction {
	char *message;
};

static const struct field correction_form[] = {
	{ "Message", FORM_TEXT, 1, 1000, offsetof(struct correction, message),
	  "Text.Collect.CorrectionMissing", NULL },
	{ 0 }
};

int collect_correction_post(struct req *r)
{
	struct correction f;
	struct work w;
	int status = work_load(r, STEP_CONFIRM, &w);
	enum err e;

	if (status)
		return status;
	if (form_read(r, correction_form, &f) != OK)
		return show(r, 422, &w);
	e = collect_correct(r->db, &w.c, f.message);
	return e == OK ? req_redirect_flash(r, "/collect/confirm",
	    "Text.Flash.CorrectionSent") : req_fail(r, e);
}

static int show_route(struct req *r, int status, const struct work *w)
{
	if (online(w))
		req_set(r, "Route.Online", "1");
	req_set_fen(r, "Route.Price", w->campaign.price_fen);
	req_set_fen(r, "Route.PricePrints", w->campaign.price_prints_fen);
	entry_set_deadline(r, "Route.Closes", w->campaign.closes_at);
	req_set(r, "Route.Contact", w->campaign.school_contact);
	return req_page_status(r, status, "student/collect_route");
}

int collect_route_page(struct req *r)
{
	struct work w;
	int status = work_load(r, STEP_PHOTO, &w);

	if (status)
		return status;
	return w.c.confirmed_at ? show_route(r, 200, &w) :
	    req_redirect(r, "/collect/confirm");
}

int collect_route_post(struct req *r)
{
	const char *route = req_form(r, "Route");
	struct work w;
	int status = work_load(r, STEP_PHOTO, &w);
	enum err e;

	if (status)
		return status;
	if (!w.c.confirmed_at)
		return req_redirect(r, "/collect/confirm");
	if (!route || strcmp(route, "online") != 0 || !online(&w)) {
		form_error(r, NULL, "Text.Collect.ChooseRoute");
		return show_route(r, 422, &w);
	}
	e = collect_route(r->db, &w.c, "online");
	return e == OK ? req_redirect(r, "/collect/guide") : req_fail(r, e);
}
