/*
 * The department's route, which is free: /collect/recent takes a picture that
 * somebody made lately, /collect/submit hands the finished photo in,
 * /collections/:token/take-back takes it back before the review.
 */
#include "collect_preview.h"
#include "collection_files.h"

#include <string.h>

/* The route's pages are for it alone: 0, or an answer already made. */
static int load(struct req *r, struct work *w)
{
	int status = work_photo(r, w);

	return status || work_department(w) ? status : work_next(r, w);
}

int collect_recent_page(struct req *r)
{
	struct work w;
	int status = load(r, &w);

	if (status)
		return status;
	req_set(r, "Recent.Department", w.e.roster.department);
	req_set(r, "Recent.Keep", w.c.token);
	if (w.c.recolour)
		req_set(r, "Recent.Recolour", "1");
	if (w.c.photo_id)
		req_set(r, "Recent.HasPhoto", "1");
	return req_page(r, "student/collect_recent");
}

/* Whether the wall is to be replaced. */
int collect_recent_post(struct req *r)
{
	const char *on = req_form(r, "Recolour");
	struct work w;
	int status = load(r, &w);
	enum err e;

	if (status)
		return status;
	e = collect_recolour(r->db, &w.c, on && strcmp(on, "1") == 0);
	return e == OK ? req_redirect_flash(r, "/collect/recent",
	    "Text.Flash.RecentSaved") : req_fail(r, e);
}

int collect_submit_page(struct req *r)
{
	struct photo p;
	struct work w;
	int status = load(r, &w);
	enum err e;

	if (status)
		return status;
	if (!w.c.photo_id)
		return req_redirect(r, "/collect/recent");
	e = photo_of(r->db, r->arena, w.c.id, w.c.photo_id, &p);
	if (e != OK)
		return req_fail(r, e);
	req_set(r, "Photo.Token", p.token);
	req_set(r, "Photo.Verdict", p.verdict);
	req_set(r, "Info.Name", w.e.roster.name);
	req_set(r, "Info.StudentNo", w.e.roster.student_no);
	req_set(r, "Info.Department", w.e.roster.department);
	req_set(r, "Info.School", work_school(r, &w.campaign));
	return req_page(r, "student/collect_submit");
}

int collect_submit_post(struct req *r)
{
	struct work w;
	enum err e = collect_current(r, &w.c);
	int status;

	/* A second click finds it handed in: that is what was wanted. */
	if (e != OK || collect_open(&w.c)) {
		status = load(r, &w);
		if (status)
			return status;
	}
	e = collect_submit(r->db, r->arena, &w.c);
	if (e == ERR_CONFLICT)
		return req_redirect(r, "/collect/preview");
	return e == OK ? req_redirect_flash(r, arena_printf(r->arena,
	    "/collections/%s", w.c.token), "Text.Flash.RecentSubmitted") :
	    req_fail(r, e);
}

int collection_take_back_post(struct req *r)
{
	struct finished f;
	enum err e = finished_load(r, &f);

	if (e == OK)
		e = collect_take_back(r->db, &f.c);
	if (e == ERR_CONFLICT)
		return req_redirect_flash(r, arena_printf(r->arena,
		    "/collections/%s", r->arg), "Text.Flash.RecentLooked");
	return e == OK ? req_redirect_flash(r, "/home",
	    "Text.Flash.RecentTaken") : req_fail(r, e);
}
