/* /admin/review/...: one photo on the screen, and what is decided about it.
 * static/review.js drives the same forms by keyboard. */
#include "review.h"
#include "why.h"

#include "cgi-bin/student/report.h"
#include "cgi-bin/web/reason.h"
#include "lib/base/clock.h"

#include <string.h>

/* --- one on the screen ---------------------------------------------------- */

static void show_remark(struct req *r, const struct review_photo *p)
{
	static const char *const known[][2] = {
		{ "edge", "Text.Remark.Edge" },
		{ "colour", "Text.Remark.Colour" },
		{ "shape", "Text.Remark.Shape" },
		{ "likeness", "Text.Remark.Likeness" },
	};
	const char *id;
	size_t k;
	int i;

	for (i = 0; (id = reason_id(r, p->remark_reasons, i)); i++)
		for (k = 0; k < sizeof known / sizeof *known; k++)
			if (!strcmp(id, known[k][0]))
				req_set_item(r, "Remarks", i, "Text",
				    req_text(r, known[k][1]));
	if (*p->remark)
		req_set(r, "One.Remark", p->remark);
}

static void show_person(struct req *r, const struct review_photo *p)
{
	req_set(r, "One.Token", p->photo);
	req_set(r, "One.No", p->student_no);
	req_set(r, "One.Name", p->name);
	req_set(r, "One.Major", p->major);
	req_set(r, "One.Class", p->class_name);
	req_set(r, "One.State", p->state);
	req_set(r, "One.StateText", req_text(r, arena_printf(r->arena,
	    "Text.Review.State.%s", p->state)));
	req_set(r, "One.Verdict", p->verdict);
	req_set_time(r, "One.At", p->submitted_at);
	if (p->head_cover)
		req_set(r, "One.HeadCover", "1");
	if (p->result_sha256)
		req_set(r, "One.Result", "1");
	if (p->enrolment_sha256)
		req_set(r, "One.Enrolment", "1");
	if (p->shown_sha256 || !strcmp(p->original_type, "jpeg"))
		req_set(r, "One.Original", "1");
}

/* Whose it is now: only who has it on the screen decides. */
static void show_claim(struct req *r, const struct review_photo *p)
{
	if (strcmp(p->state, "submitted") != 0)
		return;
	if (p->claimed_by == r->account)
		req_set(r, "One.Mine", "1");
	else if (p->claimed_by)
		req_set(r, "One.Claimed", p->claimed_name);
	else
		req_set(r, "One.Free", "1");
}

static enum err show_decision(struct req *r, const struct review_photo *p)
{
	struct review v;
	enum err e = review_last(r->db, r->arena, p->collection_id, &v);

	if (e == ERR_NOTFOUND)
		return OK;
	if (e != OK || !strcmp(v.decision, "approved"))
		return e;
	req_set(r, "One.Why", reason_words(r, r->lang, v.reasons, v.note, 0));
	return OK;
}

/* The place it belongs to, whatever the address says. */
static enum err place_of(struct req *r, const struct review_photo *p,
    struct review_place *out)
{
	struct review_place *list = arena_alloc(r->arena,
	    400 * sizeof *list);
	int n = 0, i;
	enum err e = review_places(r->db, r->arena, r->account, list, 400,
	    &n);

	for (i = 0; e == OK && i < n; i++)
		if (list[i].campaign_id == p->campaign_id &&
		    list[i].department_id == p->department_id) {
			*out = list[i];
			return OK;
		}
	return e == OK ? ERR_NOTFOUND : e;
}

static enum err load(struct req *r, struct review_photo *p,
    struct review_place *place, struct review_filter *f)
{
	enum err e = review_find(r->db, r->arena, r->account, r->arg,
	    clock_now(), p);

	if (e == OK)
		e = place_of(r, p, place);
	if (e == OK)
		review_wishes(r, place, f);
	return e;
}

static int show(struct req *r, int status, const struct review_photo *p,
    const struct review_place *place, const struct review_filter *f)
{
	enum err e = report_show(r, p->report);

	if (e == OK)
		e = show_decision(r, p);
	if (e != OK)
		return req_fail(r, e);
	show_person(r, p);
	show_claim(r, p);
	why_show(r);
	show_remark(r, p);
	req_set(r, "One.Place", place_key(r, place));
	req_set(r, "One.PlaceName", place_name(r, place));
	req_set(r, "One.Query", review_query(r, place, f));
	req_set(r, "One.InClass", f->class_key);
	req_set(r, "One.Clean", f->clean < 0 ? "" : f->clean ? "1" : "0");
	return req_page_status(r, status, "admin/review_one");
}

int review_one(struct req *r)
{
	struct review_place place;
	struct review_photo p;
	struct review_filter f;
	enum err e = load(r, &p, &place, &f);

	return e == OK ? show(r, 200, &p, &place, &f) : req_fail(r, e);
}

/* --- decisions ------------------------------------------------------------ */

/* What a decision answers: a script needs no page, it has the next one. */
static int decided(struct req *r, enum err e, const struct review_photo *p,
    const struct review_place *place, struct review_filter *f)
{
	if (e == ERR_CONFLICT && !req_wants_json(r))
		return req_redirect_flash(r, arena_printf(r->arena,
		    "/admin/review/%s?%s", p->photo,
		    review_query(r, place, f)), "Text.Flash.ReviewLost");
	if (e == ERR_CONFLICT)
		return req_fail_text(r, e, "Text.Flash.ReviewLost");
	if (e != OK)
		return req_fail(r, e);
	if (req_wants_json(r))
		return req_send(r, 200, "application/json", "{}", 2);
	return review_go_on(r, place, f, p);
}

int review_next(struct req *r)
{
	struct review_place place;
	struct review_filter f;
	int status = place_load(r, &place);

	if (status)
		return status;
	review_wishes(r, &place, &f);
	return review_go_on(r, &place, &f, f.after);
}

int review_take(struct req *r)
{
	struct desk d = desk_of(r);
	struct review_place place;
	struct review_photo p;
	struct review_filter f;
	enum err e = load(r, &p, &place, &f);
	const char *to;

	if (e == OK)
		e = desk_take(&d, r->arg, &p);
	if (e != OK && e != ERR_CONFLICT)
		return req_fail(r, e);
	to = arena_printf(r->arena, "/admin/review/%s?%s", r->arg,
	    review_query(r, &place, &f));
	return e == OK ? req_redirect(r, to) :
	    req_redirect_flash(r, to, "Text.Flash.ReviewLost");
}

int review_accept(struct req *r)
{
	struct desk d = desk_of(r);
	struct review_place place;
	struct review_photo p;
	struct review_filter f;
	enum err e = load(r, &p, &place, &f);

	if (e == OK)
		e = desk_accept(&d, r->arg);
	return decided(r, e, &p, &place, &f);
}

int review_reject(struct req *r)
{
	struct desk d = desk_of(r);
	struct review_place place;
	struct review_photo p;
	struct review_filter f;
	struct desk_why why;
	enum err e = load(r, &p, &place, &f);

	if (e != OK)
		return req_fail(r, e);
	if (why_read(r, &why) == OK)
		e = desk_reject(&d, r->arg, &why);
	else if (req_wants_json(r))
		return req_fail_text(r, ERR_INPUT, "Text.Review.NoReason");
	else
		return show(r, 422, &p, &place, &f);
	return decided(r, e, &p, &place, &f);
}

/* N: not now. Others may have it. */
int review_skip(struct req *r)
{
	struct desk d = desk_of(r);
	struct review_place place;
	struct review_photo p;
	struct review_filter f;
	enum err e = load(r, &p, &place, &f);

	if (e == OK)
		e = desk_leave(&d, r->arg);
	return decided(r, e, &p, &place, &f);
}

int review_undo(struct req *r)
{
	struct desk d = desk_of(r);
	struct review_place place;
	struct review_photo p;
	struct review_filter f;
	enum err e = desk_undo(&d, &p);
	int status;

	if (e == OK) {
		e = place_of(r, &p, &place);
		if (e != OK)
			return req_fail(r, e);
		review_wishes(r, &place, &f);
		return req_redirect(r, arena_printf(r->arena,
		    "/admin/review/%s?%s", p.photo,
		    review_query(r, &place, &f)));
	}
	if (e != ERR_NOTFOUND && e != ERR_CONFLICT)
		return req_fail(r, e);
	if (req_wants_json(r))
		return req_fail_text(r, e, "Text.Flash.UndoLate");
	status = place_load(r, &place);
	if (status)
		return status;
	review_wishes(r, &place, &f);
	return req_redirect_flash(r, arena_printf(r->arena,
	    "/admin/review?%s", review_query(r, &place, &f)),
	    "Text.Flash.UndoLate");
}
