/* /admin/schools: those that one keeps, and one more. */
#include "admin.h"
#include "place.h"

#include "cgi-bin/web/form.h"
#include "lib/domain/school_edit.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#define PAGE 50

struct wish {
	char *code, *name_zh, *name_en, *contact;
};

static const struct field fields[] = {
	{ "Code", FORM_TEXT, 1, 16, offsetof(struct wish, code),
	  "Text.School.CodeBad", NULL },
	{ "NameZh", FORM_TEXT, 1, 480, offsetof(struct wish, name_zh),
	  "Text.Campaign.NameBad", NULL },
	{ "NameEn", FORM_TEXT, 1, 480, offsetof(struct wish, name_en),
	  "Text.Campaign.NameBad", NULL },
	{ "Contact", FORM_TEXT, 0, 600, offsetof(struct wish, contact),
	  "Text.School.ContactBad", NULL },
	{ 0 }
};

static void show_school(struct req *r, int i, const struct school *s)
{
	req_set_item(r, "Schools", i, "Id", arena_printf(r->arena,
	    "%" PRIu64, s->id));
	req_set_item(r, "Schools", i, "Code", s->code);
	req_set_item(r, "Schools", i, "Name", strcmp(r->lang, "en") ?
	    s->name_zh : s->name_en);
	req_set_item(r, "Schools", i, "Contact", s->contact);
}

int schools_page(struct req *r)
{
	const struct school_filter f = { .q = place_value(r, "q"),
	    .after = place_value(r, "after") };
	struct school *list = arena_alloc(r->arena,
	    (PAGE + 1) * sizeof *list);
	int n = 0, i;
	enum err e = schools_kept(r->db, r->arena, r->account, &f, list,
	    PAGE + 1, &n);

	if (e != OK)
		return req_fail(r, e);
	for (i = 0; i < n && i < PAGE; i++)
		show_school(r, i, &list[i]);
	req_set(r, "Filter.Q", f.q);
	req_set(r, "Filter.Query", req_escape(r, f.q));
	if (*f.after)
		req_set(r, "Filter.First", "1");
	if (n > PAGE)
		req_set(r, "Filter.Next", req_escape(r,
		    list[PAGE - 1].code));
	if (r->staff->roles & STAFF_ADMINISTRATOR)
		req_set(r, "School.MayAdd", "1");
	return req_page(r, "admin/schools");
}

int school_new(struct req *r)
{
	return req_page(r, "admin/school_new");
}

int schools_post(struct req *r)
{
	struct wish w = { .code = NULL };
	struct school s;
	uint64_t id = 0;
	enum err e = form_read(r, fields, &w);

	s = (struct school){ .code = w.code, .name_zh = w.name_zh,
	    .name_en = w.name_en, .contact = w.contact };
	if (e == OK)
		e = school_told(r, &s);
	if (e == OK)
		e = school_create(r->db, &s, "staff", r->account, &id);
	if (e == ERR_CONFLICT)
		form_error(r, "Code", "Text.School.CodeTaken");
	if (e == ERR_CONFLICT || e == ERR_INPUT)
		return req_page_status(r, e == ERR_INPUT ? 422 : 409,
		    "admin/school_new");
	return e == OK ? req_redirect_flash(r, arena_printf(r->arena,
	    "/admin/schools/%" PRIu64, id), "Text.Flash.SchoolAdded") :
	    req_fail(r, e);
}
