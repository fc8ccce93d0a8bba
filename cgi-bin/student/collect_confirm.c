/* /collect/confirm: what the school says, beside what the code says; right,
 * or wrong and how. /collect/route: how the photo is taken. */
#include "collect.h"
#include "entry.h"

#include "cgi-bin/web/form.h"
#include "lib/base/parse.h"
#include "lib/scan/scan.h"

#include <string.h>

/* What the kept code says of its holder, all "" where an opaque one says
 * nothing, and the ID number to compare it with. ERR_NOTFOUND: no code. */
struct said {
	struct scan_person p;
	struct chsi_code code;
	char *id;
};

static enum err read_code(struct req *r, const struct work *w,
    struct said *out)
{
	static const struct scan_person nobody = { "", "", "", "" };
	const struct scan_scheme *s;
	struct scan_keys k;
	char *payload;
	enum err e = chsi_code_get(r->db, r->arena, w->e.id, &out->code);

	out->p = nobody;
	if (e == OK)
		e = keys_open(r->keys, r->arena, "chsi", out->code.sealed,
		    out->code.sealed_n, &payload);
	if (e == OK)
		e = keys_open(r->keys, r->arena, "id", w->e.roster.id_sealed,
		    w->e.roster.id_sealed_n, &out->id);
	if (e == OK)
		e = work_scan_keys(r, &k);
	if (e != OK)
		return e;
	s = scan_scheme_of(&k, payload);
	if (s->read && s->read(&k, r->arena, payload, &out->p) != OK)
		out->p = nobody;
	return OK;
}

/* Sets <name> and, where the school says something else, <name>Differs. The
 * school may have changed its list since the code was taken.  1: fits. */
static int compare(struct req *r, const char *name, const char *masked,
    const char *plain)
{
	int fits = scan_mask_fits(masked, plain);

	req_set(r, name, masked);
	if (!fits)
		req_set(r, arena_printf(r->arena, "%sDiffers", name), "1");
	return fits;
}

static int show_code(struct req *r, const struct work *w,
    const struct said *s)
{
	const struct roster *ro = &w->e.roster;
	int fits = 1;

	req_set_time(r, "Code.At", s->code.created_at);
	fits &= compare(r, "Code.Name", s->p.name, ro->name);
	fits &= compare(r, "Code.IdNo", s->p.id_no, s->id);
	fits &= compare(r, "Code.StudentNo", s->p.student_no,
	    ro->student_no);
	fits &= compare(r, "Code.SchoolCode", s->p.school_code,
	    w->campaign.school_code);
	if (!fits)
		req_set(r, "Code.Differs", "1");
	return fits;
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
	struct correction_said c = { .message = NULL };
	struct said s;
	enum err e = show_school(r, w);

	if (e == OK && w->graduate) {
		e = read_code(r, w, &s);
		if (e == ERR_NOTFOUND)
			return req_redirect(r, "/collect/code");
		if (e == OK)
			show_code(r, w, &s);
	}
	if (e == OK) {
		e = correction_latest(r->db, r->arena, w->e.id, &c);
		e = e == ERR_NOTFOUND ? OK : e;
	}
	if (e != OK)
		return req_fail(r, e);
	if (c.message) {
		req_set(r, "Info.Correction", c.message);
		req_set(r, "Info.CorrectionState", c.state);
		req_set(r, "Info.Answer", c.answer);
	}
	return req_page_status(r, status, "student/collect_confirm");
}

int collect_confirm_page(struct req *r)
{
	struct work w;
	int status = work_load(r, STEP_CONFIRM, &w);

	return status ? status : show(r, 200, &w);
}

/* Our own constant for what the form says, if there are pages for it and the
 * campaign allows it; or NULL. */
static const char *route_of(const struct work *w, const char *name)
{
	static const char *const routes[] = { "online", "onsite",
	    "department" };
	const char *s = w->campaign.routes;
	size_t n, i;

	for (i = 0; name && i < sizeof routes / sizeof *routes; i++)
		if (strcmp(routes[i], name) == 0)
			break;
	if (!name || i == sizeof routes / sizeof *routes)
		return NULL;
	for (; *s; s += n + (s[n] == ',')) {
		n = strcspn(s, ",");
		if (n == strlen(name) && memcmp(s, name, n) == 0)
			return routes[i];
	}
	return NULL;
}

int collect_confirm_post(struct req *r)
{
	struct said s;
	struct work w;
	int status = work_load(r, STEP_CONFIRM, &w);
	enum err e = OK;

	if (status)
		return status;
	if (w.graduate)
		e = read_code(r, &w, &s);
	if (e == ERR_NOTFOUND)
		return req_redirect(r, "/collect/code");
	if (e == OK && w.graduate && !show_code(r, &w, &s)) {
		form_error(r, NULL, "Text.Collect.ConfirmCodeDiffers");
		return show(r, 422, &w);
	}
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
	if (route_of(w, "online"))
		req_set(r, "Route.Online", "1");
	if (route_of(w, "onsite"))
		req_set(r, "Route.Onsite", "1");
	if (route_of(w, "department"))
		req_set(r, "Route.Department", "1");
	req_set(r, "Route.Chosen", w->c.route);
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
	const char *route;
	struct work w;
	int status = work_load(r, STEP_PHOTO, &w);
	enum err e;

	if (status)
		return status;
	if (!w.c.confirmed_at)
		return req_redirect(r, "/collect/confirm");
	route = route_of(&w, req_form(r, "Route"));
	if (!route) {
		form_error(r, NULL, "Text.Collect.ChooseRoute");
		return show_route(r, 422, &w);
	}
	e = collect_route(r->db, &w.c, route);
	if (e != OK)
		return req_fail(r, e);
	if (strcmp(route, "department") == 0)
		return req_redirect(r, "/collect/recent");
	return req_redirect(r, strcmp(route, "onsite") == 0 ?
	    "/collect/ticket" : "/collect/guide");
}
