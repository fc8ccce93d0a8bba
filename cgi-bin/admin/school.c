/* /admin/schools/ID: one school's names and contact, and its departments. */
#include "admin.h"

#include "cgi-bin/web/form.h"
#include "lib/base/parse.h"
#include "lib/domain/campaign_edit.h"
#include "lib/domain/school_edit.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#define DEPARTMENTS 500

struct wish {
	char *name_zh, *name_en, *contact, *version;
	char *name, *was, *what;	/* of a department */
};

static const struct field school_fields[] = {
	{ "NameZh", FORM_TEXT, 1, 480, offsetof(struct wish, name_zh),
	  "Text.Campaign.NameBad", NULL },
	{ "NameEn", FORM_TEXT, 1, 480, offsetof(struct wish, name_en),
	  "Text.Campaign.NameBad", NULL },
	{ "Contact", FORM_TEXT, 0, 600, offsetof(struct wish, contact),
	  "Text.School.ContactBad", NULL },
	{ "Version", FORM_TEXT, 1, 20, offsetof(struct wish, version),
	  "Text.School.Changed", NULL },
	{ 0 }
};

static const struct field department_fields[] = {
	{ "Name", FORM_TEXT, 1, 480, offsetof(struct wish, name),
	  "Text.School.DepartmentBad", NULL },
	{ "Was", FORM_TEXT, 0, 480, offsetof(struct wish, was),
	  "Text.School.DepartmentBad", NULL },
	{ "What", FORM_CHOICE, 0, 8, offsetof(struct wish, what),
	  "Text.School.DepartmentBad", "add|rename|remove" },
	{ 0 }
};

enum err school_told(struct req *r, const struct school *s)
{
	static const struct {
		enum school_fault fault;
		const char *field, *text;
	} told[] = {
		{ SCHOOL_CODE, "Code", "Text.School.CodeBad" },
		{ SCHOOL_NAME_ZH, "NameZh", "Text.Campaign.NameBad" },
		{ SCHOOL_NAME_EN, "NameEn", "Text.Campaign.NameBad" },
		{ SCHOOL_CONTACT, "Contact", "Text.School.ContactBad" },
	};
	unsigned wrong = school_faults(s);
	size_t i;

	for (i = 0; i < sizeof told / sizeof *told; i++)
		if (wrong & told[i].fault)
			form_error(r, told[i].field, told[i].text);
	return wrong ? ERR_INPUT : OK;
}

static void number(struct req *r, int i, const char *name, int64_t n)
{
	req_set_item(r, "Departments", i, name, arena_printf(r->arena,
	    "%" PRId64, n));
}

/* What was typed for one stays in its own row, where `wrong` says why. */
static void show_department(struct req *r, int i, const struct department *d,
    const char *wrong)
{
	const char *typed = wrong ? form_get(r, "Name") : NULL;

	number(r, i, "Id", (int64_t)d->id);
	req_set_item(r, "Departments", i, "Was", d->name);
	req_set_item(r, "Departments", i, "Name", typed ? typed : d->name);
	number(r, i, "Students", d->students);
	number(r, i, "Reviewers", d->reviewers);
	if (!d->students && !d->reviewers)
		req_set_item(r, "Departments", i, "Empty", "1");
	if (wrong)
		req_set_item(r, "Departments", i, "Error", req_text(r,
		    wrong));
}

static enum err departments(struct req *r, uint64_t school, uint64_t edited,
    const char *wrong)
{
	struct department *list = arena_alloc(r->arena,
	    DEPARTMENTS * sizeof *list);
	int n = 0, i;
	enum err e = departments_of_school(r->db, r->arena, school, list,
	    DEPARTMENTS, &n);

	for (i = 0; i < n; i++)
		show_department(r, i, &list[i], list[i].id == edited ? wrong :
		    NULL);
	return e;
}

static int page(struct req *r, int status, const struct school *s,
    uint64_t edited, const char *wrong)
{
	enum err e = departments(r, s->id, edited, wrong);

	req_setf(r, "School.Id", "%" PRIu64, s->id);
	req_set(r, "School.Name", strcmp(r->lang, "en") ? s->name_zh :
	    s->name_en);
	req_set(r, "School.Code", s->code);
	if (r->staff->roles & STAFF_ADMINISTRATOR)
		req_set(r, "School.MayAdd", "1");
	return e == OK ? req_page_status(r, status, "admin/school") :
	    req_fail(r, e);
}

static void set_version(struct req *r, int64_t version)
{
	form_set(r, "Version", arena_printf(r->arena, "%" PRId64, version));
}

static void fill(struct req *r, const struct school *s)
{
	form_set(r, "NameZh", s->name_zh);
	form_set(r, "NameEn", s->name_en);
	form_set(r, "Contact", s->contact);
	set_version(r, s->version);
}

/* 0, or an answer already made. */
static int load(struct req *r, struct school *out)
{
	enum err e = school_kept(r->db, r->arena, r->account, r->arg_id, out);

	return e == OK ? 0 : req_fail(r, e);
}

int school_one(struct req *r)
{
	struct school s;
	int status = load(r, &s);

	if (status)
		return status;
	fill(r, &s);
	return page(r, 200, &s, 0, NULL);
}

static int saved(struct req *r, uint64_t school)
{
	return req_redirect_flash(r, arena_printf(r->arena,
	    "/admin/schools/%" PRIu64, school), "Text.Flash.SchoolSaved");
}

/* What was typed stays; saving it again is then meant. */
static int changed(struct req *r)
{
	struct school now;
	int status = load(r, &now);

	if (status)
		return status;
	form_error(r, NULL, "Text.School.Changed");
	set_version(r, now.version);
	return page(r, 409, &now, 0, NULL);
}

int school_post(struct req *r)
{
	struct school now, s;
	struct wish w = { .name = NULL };
	int status = load(r, &now);
	enum err e;

	if (status)
		return status;
	s = now;
	e = form_read(r, school_fields, &w);
	if (e == OK) {
		s.name_zh = w.name_zh;
		s.name_en = w.name_en;
		s.contact = w.contact;
		e = school_told(r, &s);
	}
	if (e == OK)
		e = parse_i64(w.version, &s.version);
	if (e != OK)
		return page(r, 422, &now, 0, NULL);
	e = school_change(r->db, &s, r->account);
	if (e == ERR_CONFLICT)
		return changed(r);
	return e == OK ? saved(r, s.id) : req_fail(r, e);
}

/* Adds one to the school; renames or removes one. */
static int edit(struct req *r, const struct school *s, struct department *d,
    enum department_edit what)
{
	struct wish w = { .name = NULL };
	const char *wrong = "Text.School.DepartmentBad";
	enum err e = form_read(r, department_fields, &w);

	fill(r, s);
	if (e == OK && w.what && !strcmp(w.what, "remove"))
		what = DEPARTMENT_DROP;
	if (e == OK && !campaign_fits(w.name, 120))
		e = ERR_INPUT;
	if (e == OK) {
		d->name = w.name;
		e = department_change(r->db, what, d, w.was, r->account);
	}
	if (e == ERR_CONFLICT)
		wrong = what == DEPARTMENT_DROP ? "Text.School.DepartmentHeld" :
		    "Text.School.DepartmentTaken";
	else if (e == ERR_NOTFOUND)
		wrong = "Text.School.DepartmentChanged";
	else if (e != ERR_INPUT)
		return e == OK ? saved(r, s->id) : req_fail(r, e);
	if (what == DEPARTMENT_NEW)
		req_set(r, "School.Wrong", req_text(r, wrong));
	return page(r, e == ERR_INPUT ? 422 : 409, s, d->id, wrong);
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
	enum err e = department_kept(r->db, r->arena, r->account, r->arg_id,
	    &d);

	if (e == OK)
		e = school_kept(r->db, r->arena, r->account, d.school_id, &s);
	return e == OK ? edit(r, &s, &d, DEPARTMENT_NAME) : req_fail(r, e);
}
