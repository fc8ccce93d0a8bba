/* /admin/uploads: photos of many students of the own department at once, as a
 * job. */
#include "jobs.h"
#include "place.h"

#include "cgi-bin/web/form.h"

#include <inttypes.h>
#include <jansson.h>
#include <stddef.h>
#include <string.h>

struct wish {
	char *what;
	int by_number;
};

static const struct field fields[] = {
	{ "What", FORM_CHOICE, 1, 10, offsetof(struct wish, what),
	  "Text.Roster.WhatMissing", "dry|store" },
	{ "ByNumber", FORM_CHECK, 0, 4, offsetof(struct wish, by_number),
	  NULL, NULL },
	{ 0 }
};

int uploads_page(struct req *r)
{
	struct review_place p;
	int status = place_load(r, &p);

	if (status)
		return status;
	form_set(r, "What", "dry");
	return req_page(r, "admin/uploads");
}

int uploads_post(struct req *r)
{
	struct review_place p;
	struct wish w;
	struct job j = { .kind = "photos.import" };
	int status = place_load(r, &p);

	if (status)
		return status;
	if (form_read(r, fields, &w) != OK)
		return req_page_status(r, 422, "admin/uploads");
	j.campaign_id = p.campaign_id;
	j.params = arena_printf(r->arena, "{\"department\":%" PRIu64
	    ",\"dry\":%s,\"by_number\":%s,\"en\":%s}", p.department_id,
	    strcmp(w.what, "dry") ? "false" : "true",
	    w.by_number ? "true" : "false",
	    strcmp(r->lang, "en") ? "false" : "true");
	status = job_begin(r, &j, "File");
	if (status)
		return status;
	form_error(r, "File", "Text.Uploads.FileMissing");
	return req_page_status(r, 422, "admin/uploads");
}

void uploads_words(struct req *r, const char *result_json)
{
	json_t *all = json_loads(result_json, 0, NULL), *one;
	size_t i;

	json_array_foreach(json_object_get(all, "Rows"), i, one)
		req_set_item(r, "Result.Rows", (int)i, "Text", req_text(r,
		    arena_printf(r->arena, "Text.Uploads.Outcome.%s",
		    json_string_value(json_object_get(one, "Why")))));
	json_decref(all);
}
