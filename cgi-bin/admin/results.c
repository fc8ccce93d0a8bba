/* /admin/results: who has confirmed the photo at CHSI (图像校对), a list from
 * there as a job, and reminders to those who have not. */
#include "jobs.h"
#include "place.h"
#include "registrar.h"

#include "cgi-bin/web/form.h"
#include "lib/base/clock.h"
#include "lib/base/parse.h"
#include "lib/db/proofs.h"
#include "lib/domain/remind.h"

#include <inttypes.h>
#include <jansson.h>
#include <stddef.h>
#include <string.h>

#define PAGE 100
#define DEPARTMENTS 300
#define BAR 1000		/* width of a bar in its own units */
#define BEIJING (8 * 3600)
#define LATEST (400 * 86400)	/* a date that is farther away is an error */

struct wish {
	char *what;
};

static const struct field import_form[] = {
	{ "What", FORM_CHOICE, 1, 10, offsetof(struct wish, what),
	  "Text.Results.WhatMissing", "dry|store" },
	{ 0 }
};

struct until {
	char *day;
};

static const struct field remind_form[] = {
	{ "Until", FORM_TEXT, 1, 10, offsetof(struct until, day),
	  "Text.Results.UntilWrong", NULL },
	{ 0 }
};

/* --- the page ------------------------------------------------------------- */

static void wishes(struct req *r, const struct registrar_place *p,
    struct proof_filter *f)
{
	enum proof_state s = proof_state_of(place_value(r, "state"));

	*f = (struct proof_filter){ .campaign = p->campaign.id,
	    .department = p->department, .q = place_value(r, "q"),
	    .after = place_value(r, "after"),
	    .by_department = !strcmp(place_value(r, "sort"),
	    "department") };
	f->state = s > PROOF_NONE && s < PROOF_STATES ? (int)s : -1;
	if (parse_u64(place_value(r, "after_department"),
	    &f->after_department) != OK)
		f->after_department = 0;
}

static const char *query(struct req *r, const struct registrar_place *p,
    const struct proof_filter *f)
{
	return arena_printf(r->arena, "campaign=%s&department=%s&state=%s"
	    "&q=%s", p->campaign.token, p->department ?
	    arena_printf(r->arena, "%" PRIu64, p->department) : "",
	    f->state < 0 ? "" : proof_word((enum proof_state)f->state),
	    req_escape(r, f->q));
}

static const char *number(struct req *r, int64_t n)
{
	return arena_printf(r->arena, "%" PRId64, n);
}

static void show_bar(struct req *r, const char *list, int i,
    const struct proof_count *c)
{
	static const struct {
		enum proof_state state;
		const char *colour;	/* of static/admin.css */
	} part[] = {
		{ PROOF_CONFIRMED, "accepted" }, { PROOF_OPEN, "waiting" },
		{ PROOF_REFUSED, "rejected" },
	};
	double x = 0, w;
	size_t k;

	for (k = 0; k < sizeof part / sizeof *part && c->students; k++) {
		w = (double)BAR * (double)c->n[part[k].state] /
		    (double)c->students;
		req_set_item(r, list, i, arena_printf(r->arena,
		    "Bar.%zu.Stage", k), part[k].colour);
		req_set_item(r, list, i, arena_printf(r->arena,
		    "Bar.%zu.X", k), arena_printf(r->arena, "%.1f", x));
		req_set_item(r, list, i, arena_printf(r->arena,
		    "Bar.%zu.W", k), arena_printf(r->arena, "%.1f", w));
		x += w;
	}
}

static void show_count(struct req *r, const char *list, int i,
    const struct proof_count *c)
{
	enum proof_state s;

	req_set_item(r, list, i, "Name", c->name);
	req_set_item(r, list, i, "Id", number(r, (int64_t)c->department));
	req_set_item(r, list, i, "Students", number(r, c->students));
	req_set_item(r, list, i, "Percent", number(r, c->students ?
	    100 * c->n[PROOF_CONFIRMED] / c->students : 0));
	for (s = PROOF_NONE; s < PROOF_STATES; s++)
		req_set_item(r, list, i, arena_printf(r->arena, "N.%s",
		    proof_word(s)), number(r, c->n[s]));
	show_bar(r, list, i, c);
}

static enum err show_counts(struct req *r, const struct proof_filter *f)
{
	struct proof_count *list = arena_alloc(r->arena,
	    DEPARTMENTS * sizeof *list);
	struct proof_count all = { .name = "" };
	int n = 0, i, shown = 0, s;
	enum err e = proof_counts(r->db, r->arena, r->account, f->campaign,
	    list, DEPARTMENTS, &n);

	for (i = 0; i < n; i++) {
		if (f->department && list[i].department != f->department)
			continue;
		show_count(r, "Counts", shown++, &list[i]);
		all.students += list[i].students;
		for (s = 0; s < PROOF_STATES; s++)
			all.n[s] += list[i].n[s];
	}
	show_count(r, "All", 0, &all);
	return e;
}

static void show_row(struct req *r, int i, const struct proof_row *s)
{
	req_set_item(r, "Students", i, "No", s->student_no);
	req_set_item(r, "Students", i, "Name", s->name);
	req_set_item(r, "Students", i, "Department", s->department);
	req_set_item(r, "Students", i, "Class", s->class_name);
	req_set_item(r, "Students", i, "State", proof_word(s->state));
	req_set_item(r, "Students", i, "StateText", req_text(r,
	    arena_printf(r->arena, "Text.Results.State.%s",
	    proof_word(s->state))));
	req_set_item(r, "Students", i, "Reason", s->reason);
	req_set_item(r, "Students", i, "At", req_time(r, s->proved_at));
	req_set_item(r, "Students", i, "Reminded",
	    req_time(r, s->reminded_at));
}

static enum err show_list(struct req *r, const struct proof_filter *f)
{
	struct proof_row *list = arena_alloc(r->arena,
	    (PAGE + 1) * sizeof *list);
	int n = 0, i;
	enum err e = proof_list(r->db, r->arena, r->account, f, list,
	    PAGE + 1, &n);

	for (i = 0; i < n && i < PAGE; i++)
		show_row(r, i, &list[i]);
	if (n > PAGE)
		req_set(r, "Results.Next", arena_printf(r->arena,
		    "after=%s&after_department=%" PRIu64,
		    req_escape(r, list[PAGE - 1].student_no),
		    f->by_department ? list[PAGE - 1].department_id : 0));
	if (*f->after)
		req_set(r, "Results.First", "1");
	return e;
}

/* How many would get a reminder now. */
static enum err show_due(struct req *r, const struct proof_filter *f)
{
	struct proof_row *list = arena_alloc(r->arena,
	    REMIND_MAX * sizeof *list);
	struct proof_filter due = *f;
	int64_t now = clock_now();
	int n = 0;
	enum err e;

	due.state = PROOF_OPEN;
	due.after = "";
	due.after_department = 0;
	due.silent_since = remind_since(r->db, now);
	e = proof_list(r->db, r->arena, r->account, &due, list, REMIND_MAX,
	    &n);
	req_setf(r, "Results.Due", "%d", n);
	if (remind_at(now) != now)
		req_set(r, "Results.Night", "1");
	return e;
}

static int show(struct req *r, int status, const struct registrar_place *p)
{
	struct proof_filter f;
	enum err e;

	wishes(r, p, &f);
	e = show_counts(r, &f);
	if (e == OK)
		e = show_list(r, &f);
	if (e == OK)
		e = show_due(r, &f);
	if (e != OK)
		return req_fail(r, e);
	if (p->department)
		req_setf(r, "Results.Department", "%" PRIu64, p->department);
	req_set(r, "Results.State", f.state < 0 ? "" :
	    proof_word((enum proof_state)f.state));
	req_set(r, "Results.Q", f.q);
	req_set(r, "Results.Sort", f.by_department ? "department" :
	    "number");
	req_set(r, "Results.Query", query(r, p, &f));
	if (!form_get(r, "What"))
		form_set(r, "What", "dry");
	return req_page_status(r, status, "admin/results");
}

int results_show(struct req *r)
{
	struct registrar_place p;
	int status = registrar_load(r, &p);

	return status ? status : show(r, 200, &p);
}

/* --- a list --------------------------------------------------------------- */

int results_post(struct req *r)
{
	struct registrar_place p;
	struct wish w;
	struct job j = { .kind = "results.import" };
	int status = registrar_load(r, &p);

	if (status)
		return status;
	if (form_read(r, import_form, &w) != OK)
		return show(r, 422, &p);
	j.school_id = p.campaign.school_id;
	j.campaign_id = p.campaign.id;
	j.params = strcmp(w.what, "dry") ? "{\"dry\":false}" :
	    "{\"dry\":true}";
	status = job_begin(r, &j, "File");
	if (status)
		return status;
	form_error(r, "File", "Text.Results.FileMissing");
	return show(r, 422, &p);
}

void results_words(struct req *r, const char *result_json)
{
	json_t *all = json_loads(result_json, 0, NULL), *one;
	size_t i;

	json_array_foreach(json_object_get(all, "Faults"), i, one)
		req_set_item(r, "Result.Faults", (int)i, "Why", req_text(r,
		    arena_printf(r->arena, "Text.Results.Fault.F%d",
		    (int)json_integer_value(json_object_get(one,
		    "Fault")))));
	json_decref(all);
}

/* --- reminders ------------------------------------------------------------ */

/* The end of the day, in Beijing. */
static enum err read_day(struct req *r, const char *day, int64_t *out)
{
	int64_t now = clock_now(), at;
	enum err e = clock_from_sql(arena_printf(r->arena, "%s 23:59:59",
	    day), &at);

	if (e != OK || at - BEIJING < now || at - now > LATEST)
		return ERR_INPUT;
	*out = at - BEIJING;
	return OK;
}

int results_remind(struct req *r)
{
	struct desk d = desk_of(r);
	struct registrar_place p;
	struct proof_filter f;
	struct until u;
	int64_t until;
	int status = registrar_load(r, &p), sent;
	enum err e;

	if (status)
		return status;
	if (form_read(r, remind_form, &u) != OK)
		return show(r, 422, &p);
	if (read_day(r, u.day, &until) != OK) {
		form_error(r, "Until", "Text.Results.UntilWrong");
		return show(r, 422, &p);
	}
	wishes(r, &p, &f);
	e = remind_proof(&d, &f, remind_date(r->arena, until, 0),
	    remind_date(r->arena, until, 1), &sent);
	if (e != OK)
		return req_fail(r, e);
	return req_redirect_flash(r, arena_printf(r->arena,
	    "/admin/results?%s", query(r, &p, &f)), sent ?
	    "Text.Flash.Reminded" : "Text.Flash.RemindNobody");
}
