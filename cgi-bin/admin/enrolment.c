/* /admin/roster/enrolment: 录取照片 that the school supplies, as a job. */
#include "jobs.h"
#include "registrar.h"

#include "cgi-bin/web/form.h"
#include "lib/db/enrolment_photos.h"

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

static int show(struct req *r, int status, const struct registrar_place *p)
{
	int64_t have = 0, all = 0;
	enum err e = enrolment_photo_count(r->db, r->account, p->campaign.id,
	    &have, &all);

	if (e != OK)
		return req_fail(r, e);
	req_set_int(r, "Enrolment.Have", have);
	req_set_int(r, "Enrolment.All", all);
	if (r->method == GET)
		form_set(r, "What", "dry");
	return req_page_status(r, status, "admin/enrolment");
}

int enrolment_page(struct req *r)
{
	struct registrar_place p;
	int status = registrar_load(r, &p);

	return status ? status : show(r, 200, &p);
}

int enrolment_post(struct req *r)
{
	struct registrar_place p;
	struct wish w;
	struct job j = { .kind = "enrolment.import" };
	int status = registrar_load(r, &p);

	if (status)
		return status;
	if (form_read(r, fields, &w) != OK)
		return show(r, 422, &p);
	j.school_id = p.campaign.school_id;
	j.campaign_id = p.campaign.id;
	j.params = arena_printf(r->arena, "{\"dry\":%s,\"by_number\":%s,"
	    "\"en\":%s}", strcmp(w.what, "dry") ? "false" : "true",
	    w.by_number ? "true" : "false",
	    strcmp(r->lang, "en") ? "false" : "true");
	status = job_begin(r, &j, "File");
	if (status)
		return status;
	form_error(r, "File", "Text.Uploads.FileMissing");
	return show(r, 422, &p);
}
