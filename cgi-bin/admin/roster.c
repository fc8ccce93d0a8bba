/* /admin/roster: what the school supplied, and a new list as a job. */
#include "jobs.h"
#include "registrar.h"

#include "cgi-bin/web/form.h"
#include "lib/db/rosters.h"

#include <jansson.h>
#include <stddef.h>
#include <string.h>

#define DEPARTMENTS 200

struct wish {
	char *what;
	int skip;
};

static const struct field fields[] = {
	{ "What", FORM_CHOICE, 1, 10, offsetof(struct wish, what),
	  "Text.Roster.WhatMissing", "dry|store" },
	{ "Skip", FORM_CHECK, 0, 4, offsetof(struct wish, skip), NULL,
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

void roster_words(struct req *r, const char *result_json)
{
	json_t *all = json_loads(result_json, 0, NULL), *one;
	const char *column;
	size_t i;

	json_array_foreach(json_object_get(all, "Faults"), i, one) {
		column = json_string_value(json_object_get(one, "Column"));
		req_set_item(r, "Result.Faults", (int)i, "Why", req_text(r,
		    arena_printf(r->arena, "Text.Roster.Fault.F%d",
		    (int)json_integer_value(json_object_get(one,
		    "Fault")))));
		if (column && *column)
			req_set_item(r, "Result.Faults", (int)i, "Column",
			    req_text(r, arena_printf(r->arena,
			    "Text.Roster.Columns.%s", column)));
	}
	json_decref(all);
}

int roster_show(struct req *r)
{
	struct registrar_place p;
	int status = registrar_load(r, &p);

	return status ? status : show(r, 200, &p);
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
	j.school_id = p.campaign.school_id;
	j.campaign_id = p.campaign.id;
	j.params = arena_printf(r->arena, "{\"dry\":%s,\"skip\":%s}",
	    strcmp(w.what, "dry") ? "false" : "true",
	    w.skip ? "true" : "false");
	status = job_begin(r, &j, "File");
	if (status)
		return status;
	form_error(r, "File", "Text.Roster.FileMissing");
	return show(r, 422, &p);
}
