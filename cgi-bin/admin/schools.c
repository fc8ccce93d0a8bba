/* /admin/schools: names and contact of the registrar's schools, and their
 * departments. */
#include "admin.h"

#include "cgi-bin/web/form.h"
#include "lib/domain/campaign_edit.h"
#include "lib/domain/school_edit.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#define SCHOOLS 50
#define DEPARTMENTS 500

struct wish {
	char *name_zh, *name_en, *contact, *name, *what;
};

static const struct field school_fields[] = {
	{ "NameZh", FORM_TEXT, 1, 480, offsetof(struct wish, name_zh),
	  "Text.Campaign.NameBad", NULL },
	{ "NameEn", FORM_TEXT, 1, 480, offsetof(struct wish, name_en),
	  "Text.Campaign.NameBad", NULL },
	{ "Contact", FORM_TEXT, 0, 600, offsetof(struct wish, contact),
	  "Text.School.ContactBad", NULL },
	{ 0 }
};

static const struct field department_fields[] = {
	{ "Name", FORM_TEXT, 1, 480, offsetof(struct wish, name),
	  "Text.School.DepartmentBad", NULL },
	{ "What", FORM_CHOICE, 0, 8, offsetof(struct wish, what),
	  "Text.School.DepartmentBad", "add|rename|remove" },
	{ 0 }
};

static void number(struct req *r, int i, const char *name, int64_t n)
{
	req_set_item(r, "Departments", i, name, arena_printf(r->arena,
	    "%" PRId64, n));
}

static enum err departments(struct req *r, uint64_t school)
{
	struct department *list = arena_alloc(r->arena,
	    DEPARTMENTS * sizeof *list);
	int n = 0, i;
	enum err e = departments_of_school(r->db, r->arena, school, list,
	    DEPARTMENTS, &n);

	for (i = 0; i < n; i++) {
		number(r, i, "Id", (int64_t)list[i].id);
		req_set_item(r, "Departments", i, "Name", list[i].name);
		number(r, i, "Students", list[i].students);
		number(r, i, "Reviewers", list[i].reviewers);
		if (!list[i].students && !list[i].reviewers)
			req_set_item(r, "Departments", i, "Empty", "1");
	}
	return e;
}

static int page(struct req *r, int status, const struct school *s)
{
	enum err e = departments(r, s->id);

	req_setf(r, "School.Id", "%" PRIu64, s->id);
	req_set(r, "School.Name", strcmp(r->lang, "en") ? s->name_zh :
	    s->name_en);
	req_set(r, "School.Code", s->code);
	return e == OK ? req_page_status(r, status, "admin/school") :
	    req_fail(r, e);
}

static void fill(struct req *r, const struct school *s)
{
	form_set(r, "NameZh", s->name_zh);
	form_set(r, "NameEn", s->name_en);
	form_set(r, "Contact", s->contact);
}

int schools_page(struct req *r)
{
	struct school *list = arena_alloc(r->arena, SCHOOLS * sizeof *list);
	int n = 0, i;
	enum err e = schools_of_staff(r->db, r->arena, r->account, list,
	    SCHOOLS, &n);

	if (e != OK)
		return req_fail(r, e);
	for (i = 0; i < n; i++) {
		req_set_item(r, "Schools", i, "Id", arena_printf(r->arena,
		    "%" PRIu64, list[i].id));
		req_set_item(r, "Schools", i, "Code", list[i].code);
		req_set_item(r, "Schools", i, "Name", strcmp(r->lang, "en") ?
		    list[i].name_zh : list[i].name_en);
		req_set_item(r, "Schools", i, "Contact", list[i].contact);
	}
	return req_page(r, "admin/schools");
}

/* 0, or an answer already made. */
static int load(struct req *r, struct school *out)
{
	enum err e = school_of_staff(r->db, r->arena, r->account, r->arg_id,
	    out);

	return e == OK ? 0 : req_fail(r, e);
}

int school_one(struct req *r)
{
	struct school s;
	int status = load(r, &s);

	if (status)
		return status;
	fill(r, &s);
	return page(r, 200, &s);
}

static int saved(struct req *r, uint64_t school)
{
	return req_redirect_flash(r, arena_printf(r->arena,
	    "/admin/schools/%" PRIu64, school), "Text.Flash.SchoolSaved");
}

int school_post(struct req *r)
{
	struct school s;
	struct wish w = { .name = NULL };
	int status = load(r, &s), good;
	enum err e;

	if (status)
		return status;
	good = form_read(r, school_fields, &w) == OK;
	if (good && !campaign_fits(w.name_zh, 120)) {
		form_error(r, "NameZh", "Text.Campaign.NameBad");
		good = 0;
	}
	if (good && !campaign_fits(w.name_en, 120)) {
		form_error(r, "NameEn", "Text.Campaign.NameBad");
		good = 0;
	}
	if (good && *w.contact && !campaign_fits(w.contact, 200)) {
		form_error(r, "Contact", "Text.School.ContactBad");
		good = 0;
	}
	if (!good)
		return page(r, 422, &s);
	s.name_zh = w.name_zh;
	s.name_en = w.name_en;
	s.contact = w.contact;
	e = school_change(r->db, &s, r->account);
	return e == OK ? saved(r, s.id) : req_fail(r, e);
}

/* Adds one to the school; renames or removes one. */
static int edit(struct req *r, const struct school *s, struct department *d,
    enum department_edit what)
{
	struct wish w = { .name = NULL };
	enum err e = form_read(r, department_fields, &w);

	fill(r, s);
	if (e == OK && w.what && !strcmp(w.what, "remove"))
		what = DEPARTMENT_DROP;
	if (e == OK && !campaign_fits(w.name, 120)) {
		form_error(r, "Name", "Text.School.DepartmentBad");
		e = ERR_INPUT;
	}
	if (e != OK)
		return page(r, 422, s);
	d->name = w.name;
	e = department_change(r->db, what, d, r->account);
	if (e == ERR_CONFLICT) {
		form_error(r, "Name", what == DEPARTMENT_DROP ?
		    "Text.School.DepartmentHeld" :
		    "Text.School.DepartmentTaken");
		return page(r, 409, s);
	}
	return e == OK ? saved(r, s->id) : req_fail(r, e);
}

int department_add_post(struct req *r)
{
	struct school s;
	struct department d = { .id = 0 };
	int status = load(r, &s);

	if (status)
		return status;
	d.school_id = s.id;
	return edit(r, &s, &d, DEPARTMENT_NEW);
}

int department_post(struct req *r)
{
	struct school s;
	struct department d;
	enum err e = department_of_staff(r->db, r->arena, r->account,
	    r->arg_id, &d);

	if (e == OK)
		e = school_of_staff(r->db, r->arena, r->account, d.school_id,
		    &s);
	return e == OK ? edit(r, &s, &d, DEPARTMENT_NAME) : req_fail(r, e);
}
