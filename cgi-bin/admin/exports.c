/* /admin/exports: what there is to take out, packages and checks as jobs, and
 * the packages so far. */
#include "jobs.h"
#include "registrar.h"

#include "cgi-bin/web/form.h"
#include "cgi-bin/web/profile.h"
#include "lib/base/parse.h"
#include "lib/db/packages.h"
#include "lib/pack/name.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define PAGE 30

struct wish {
	char *template, *what;
	int check;
};

static const struct field fields[] = {
	{ "Template", FORM_TEXT, 1, PACK_NAME_MAX,
	  offsetof(struct wish, template), "Text.Export.Template_1", NULL },
	{ "What", FORM_CHOICE, 1, 10, offsetof(struct wish, what),
	  "Text.Export.WhatWrong", "all|changed" },
	{ "Check", FORM_CHECK, 0, 4, offsetof(struct wish, check), NULL,
	  NULL },
	{ 0 }
};

static enum err counts(struct req *r, const struct registrar_place *p)
{
	struct package_filter f = {
		.campaign = p->campaign.id, .department = p->department
	};
	int64_t ready = 0, fresh = 0, people = 0;
	enum err e = package_people(r->db, r->account, f.campaign,
	    f.department, &people);

	if (e == OK)
		e = package_count(r->db, r->account, &f, &ready);
	f.changed = 1;
	if (e == OK)
		e = package_count(r->db, r->account, &f, &fresh);
	req_set_int(r, "Export.People", people);
	req_set_int(r, "Export.Ready", ready);
	req_set_int(r, "Export.Fresh", fresh);
	return e;
}

static void show_package(struct req *r, int i, const struct package *p)
{
	static const char list[] = "Packages";

	req_set_item(r, list, i, "Token", p->token);
	req_set_item(r, list, i, "At", req_time(r, p->done_at));
	req_set_item(r, list, i, "By", p->by);
	req_set_item(r, list, i, "Department", p->department);
	req_set_item(r, list, i, "Photos", arena_printf(r->arena,
	    "%" PRId64, p->photos));
	req_set_item(r, list, i, "Removed", arena_printf(r->arena,
	    "%" PRId64, p->removed));
	req_set_item(r, list, i, "Faulty", arena_printf(r->arena,
	    "%" PRId64, p->faulty));
	req_set_item(r, list, i, "Size", arena_printf(r->arena, "%.1f MB",
	    (double)p->bytes / 1e6));
	if (p->changed)
		req_set_item(r, list, i, "Changed", "1");
	if (p->staff_id == r->account)
		req_set_item(r, list, i, "Own", "1");
}

static enum err packages(struct req *r, const struct registrar_place *p)
{
	struct package list[PAGE];
	uint64_t before = 0;
	int n = 0, i;
	enum err e;

	parse_u64(req_query(r, "before"), &before);
	e = package_list(r->db, r->arena, r->account, p->campaign.id, before,
	    list, PAGE, &n);
	for (i = 0; i < n; i++)
		show_package(r, i, &list[i]);
	if (n == PAGE)
		req_setf(r, "Export.Before", "%" PRIu64, list[n - 1].id);
	return e;
}

/* What the campaign's photo profile asks for. */
static enum err usual_name(struct req *r, const struct registrar_place *p)
{
	struct photo_profile profile;
	struct campaign c;
	enum err e = campaign_get(r->db, r->arena, p->campaign.id, &c);

	if (e == OK)
		e = campaign_profile(r, &c, &profile);
	if (e == OK)
		form_set(r, "Template", arena_strdup(r->arena,
		    profile.file_name));
	return e;
}

static int show(struct req *r, int status, const struct registrar_place *p)
{
	enum err e = counts(r, p);

	if (e == OK)
		e = packages(r, p);
	if (e == OK && r->method == GET) {
		form_set(r, "What", "all");
		e = usual_name(r, p);
	}
	return e == OK ? req_page_status(r, status, "admin/exports") :
	    req_fail(r, e);
}

int exports_show(struct req *r)
{
	struct registrar_place p;
	int status = registrar_load(r, &p);

	return status ? status : show(r, 200, &p);
}

static int begin(struct req *r, const struct registrar_place *p,
    const char *kind, const struct wish *w)
{
	struct job j = { .kind = kind, .school_id = p->campaign.school_id,
	    .campaign_id = p->campaign.id };
	json_t *v = json_pack("{s:I,s:s,s:b,s:b,s:b}", "department",
	    (json_int_t)p->department, "template", w->template, "changed",
	    !strcmp(w->what, "changed"), "check", w->check, "en",
	    !strcmp(r->lang, "en"));
	char *text = v ? json_dumps(v, JSON_COMPACT) : NULL;

	json_decref(v);
	if (!text)
		return req_fail(r, ERR_INTERNAL);
	j.params = arena_strdup(r->arena, text);
	free(text);
	return job_begin(r, &j, NULL);
}

static int post(struct req *r, const char *kind)
{
	struct registrar_place p;
	struct wish w;
	enum pack_name_fault fault;
	int status = registrar_load(r, &p);

	if (status)
		return status;
	if (form_read(r, fields, &w) != OK)
		return show(r, 422, &p);
	fault = pack_name_check(w.template, NULL);
	if (fault) {
		form_error(r, "Template", arena_printf(r->arena,
		    "Text.Export.Template_%d", fault));
		return show(r, 422, &p);
	}
	return begin(r, &p, kind, &w);
}

int exports_post(struct req *r)
{
	return post(r, "export");
}

int exports_check_post(struct req *r)
{
	return post(r, "export.check");
}
