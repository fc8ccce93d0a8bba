/* /admin/roster: what the school supplied, and a new list as a job. */
#include "jobs.h"
#include "registrar.h"

#include "cgi-bin/web/form.h"
#include "lib/base/csv.h"
#include "lib/db/rosters.h"
#include "lib/domain/roster_row.h"
#include "lib/pack/table.h"

#include <jansson.h>
#include <stddef.h>
#include <string.h>

#define DEPARTMENTS 200
#define XLSX "application/vnd.openxmlformats-officedocument." \
	"spreadsheetml.sheet"
#define SHOWN 100		/* faults on the page; more are in the file */

struct wish {
	char *what;
	int skip, names, replace;
};

static const struct field fields[] = {
	{ "What", FORM_CHOICE, 1, 10, offsetof(struct wish, what),
	  "Text.Roster.WhatMissing", "dry|store" },
	{ "Skip", FORM_CHECK, 0, 4, offsetof(struct wish, skip), NULL,
	  NULL },
	{ "Names", FORM_CHECK, 0, 4, offsetof(struct wish, names), NULL,
	  NULL },
	{ "Replace", FORM_CHECK, 0, 4, offsetof(struct wish, replace), NULL,
	  NULL },
	{ 0 }
};

static enum err counts(struct req *r, const struct registrar_place *p)
{
	struct roster_count list[DEPARTMENTS];
	int64_t rows = 0, held = 0;
	int n = 0, i;
	enum err e = roster_counts(r->db, r->arena, r->account,
	    p->campaign.id, list, DEPARTMENTS, &n);

	for (i = 0; i < n; i++) {
		req_set_item(r, "Counts", i, "Name", list[i].department);
		req_set_item(r, "Counts", i, "Rows", arena_printf(r->arena,
		    "%lld", (long long)list[i].rows));
		req_set_item(r, "Counts", i, "Held", arena_printf(r->arena,
		    "%lld", (long long)list[i].held));
		rows += list[i].rows;
		held += list[i].held;
	}
	req_set_int(r, "Roster.Rows", rows);
	req_set_int(r, "Roster.Held", held);
	return e;
}

static int show(struct req *r, int status, const struct registrar_place *p)
{
	enum err e = counts(r, p);

	if (e != OK)
		return req_fail(r, e);
	if (r->method == GET)
		form_set(r, "What", "dry");
	return req_page_status(r, status, "admin/roster");
}

/* A fault of a job's result, in the words of the page. */
struct fault {
	int line;
	const char *column, *why, *detail;
};

static void read_fault(struct req *r, const json_t *one, struct fault *f)
{
	const char *column = json_string_value(json_object_get(one,
	    "Column"));

	f->line = (int)json_integer_value(json_object_get(one, "Line"));
	f->column = column && *column ? req_text(r, arena_printf(r->arena,
	    "Text.Roster.Columns.%s", column)) : "";
	f->why = req_text(r, arena_printf(r->arena, "Text.Roster.Fault.F%d",
	    (int)json_integer_value(json_object_get(one, "Fault"))));
	f->detail = json_string_value(json_object_get(one, "Detail"));
}

void roster_words(struct req *r, const char *result_json)
{
	json_t *all = json_loads(result_json, 0, NULL), *one;
	struct fault f;
	size_t i;

	json_array_foreach(json_object_get(all, "Faults"), i, one) {
		if (i == SHOWN)
			break;
		read_fault(r, one, &f);
		req_set_item(r, "Shown", (int)i, "Line", arena_printf(
		    r->arena, "%d", f.line));
		req_set_item(r, "Shown", (int)i, "Column", f.column);
		req_set_item(r, "Shown", (int)i, "Why", f.why);
		if (f.detail)
			req_set_item(r, "Shown", (int)i, "Detail",
			    arena_strdup(r->arena, f.detail));
	}
	json_decref(all);
}

/* --- files ---------------------------------------------------------------- */

/* What is wrong in a list, for who has to mend it. */
int roster_faults(struct req *r)
{
	const char *head[] = { req_text(r, "Text.Roster.Line"),
	    req_text(r, "Text.Roster.Column"), req_text(r,
	    "Text.Roster.Why"), req_text(r, "Text.Roster.Stored") };
	struct job j;
	struct fault f;
	struct buf b = {0};
	json_t *all, *one;
	size_t i;
	int status;
	enum err e = job_get(r->db, r->arena, r->account, r->arg, &j);

	if (e == OK && (strcmp(j.kind, "roster.import") || !j.result))
		e = ERR_NOTFOUND;
	if (e != OK)
		return req_fail(r, e);
	all = json_loads(j.result, 0, NULL);
	buf_adds(&b, "\xef\xbb\xbf");
	csv_put(&b, head, 4);
	json_array_foreach(json_object_get(all, "Faults"), i, one) {
		read_fault(r, one, &f);
		csv_put(&b, (const char *[]){ arena_printf(r->arena, "%d",
		    f.line), f.column, f.why, f.detail }, 4);
	}
	json_decref(all);
	status = staff_file(r, "roster-errors.csv", STAFF_CSV, &b);
	buf_free(&b);
	return status;
}

/* The first row of a list, and nothing else. */
int roster_template(struct req *r)
{
	struct table_column head[ROSTER_COLUMNS + 1] = { { 0 } };
	struct buf b = {0};
	int i, status;
	enum err e;

	for (i = 0; i < ROSTER_COLUMNS; i++) {
		head[i].name = strcmp(r->lang, "en") ? roster_column[i].zh :
		    roster_column[i].en;
		head[i].width = i == ROSTER_ID_NO ? 22 : 14;
	}
	e = table_blank(strcmp(r->lang, "en") ? "名单" : "Roster", head, &b);
	status = e == OK ? staff_file(r, "roster.xlsx", XLSX, &b) :
	    req_fail(r, e);
	buf_free(&b);
	return status;
}

/* --- the page ------------------------------------------------------------- */

int roster_show(struct req *r)
{
	struct registrar_place p;
	int status = registrar_load(r, &p);

	return status ? status : show(r, 200, &p);
}

static const char *word(int yes)
{
	return yes ? "true" : "false";
}

int roster_post(struct req *r)
{
	struct registrar_place p;
	struct wish w;
	struct job j = { .kind = "roster.import" };
	int status = registrar_load(r, &p);

	if (status)
		return status;
	if (form_read(r, fields, &w) != OK)
		return show(r, 422, &p);
	if (w.replace && w.skip) {
		form_error(r, "Replace", "Text.Roster.NotBoth");
		return show(r, 422, &p);
	}
	j.school_id = p.campaign.school_id;
	j.campaign_id = p.campaign.id;
	j.params = arena_printf(r->arena, "{\"dry\":%s,\"skip\":%s,"
	    "\"names\":%s,\"replace\":%s}", word(!strcmp(w.what, "dry")),
	    word(w.skip), word(w.names), word(w.replace));
	status = job_begin(r, &j, "File");
	if (status)
		return status;
	form_error(r, "File", "Text.Roster.FileMissing");
	return show(r, 422, &p);
}
