/* /admin/roster/list/:id: one row of the roster, to be mended. */
#include "admin.h"

#include "cgi-bin/web/form.h"
#include "lib/base/parse.h"
#include "lib/db/audit.h"
#include "lib/domain/campaign_edit.h"
#include "lib/domain/graduate_edit.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#define DEPARTMENTS 300

struct wish {
	char *version, *name, *sex, *department, *major, *class_name, *level,
	    *graduation, *phone, *email;
};

#define FIELD(name, kind, required, max, member, message) { name, kind, \
	required, max, offsetof(struct wish, member), message, NULL }

static const struct field fields[] = {
	FIELD("Version", FORM_TEXT, 1, 20, version, "Text.Correct.Changed"),
	FIELD("Name", FORM_TEXT, 1, 480, name, "Text.Correct.NameBad"),
	{ "Sex", FORM_CHOICE, 0, 1, offsetof(struct wish, sex),
	  "Text.Correct.SexBad", "M|F" },
	FIELD("Department", FORM_TEXT, 1, 20, department,
	    "Text.Graduate.DepartmentBad"),
	FIELD("Major", FORM_TEXT, 0, 480, major, "Text.Correct.MajorBad"),
	FIELD("Class", FORM_TEXT, 0, 480, class_name,
	    "Text.Correct.ClassBad"),
	FIELD("Level", FORM_TEXT, 0, 96, level, "Text.Correct.LevelBad"),
	FIELD("Graduation", FORM_MONTH, 0, 64, graduation,
	    "Text.Correct.GraduationBad"),
	FIELD("Phone", FORM_PHONE, 0, 40, phone, "Text.Graduate.PhoneBad"),
	FIELD("Email", FORM_EMAIL, 0, 254, email, "Text.Graduate.EmailBad"),
	{ 0 }
};

static const char *number(struct req *r, uint64_t n)
{
	return arena_printf(r->arena, "%" PRIu64, n);
}

/* Those that the student may be put into; *theirs: `wish` is one. */
static enum err departments(struct req *r, const struct graduate *g,
    uint64_t wish, int *theirs)
{
	struct graduate_department *list = arena_alloc(r->arena,
	    DEPARTMENTS * sizeof *list);
	int n = 0, i;
	enum err e = graduate_departments(r->db, r->arena, r->account,
	    g->school_id, list, DEPARTMENTS, &n);

	*theirs = 0;
	for (i = 0; i < n; i++) {
		req_set_item(r, "Choices", i, "Id", number(r, list[i].id));
		req_set_item(r, "Choices", i, "Name", list[i].name);
		if (list[i].id != wish)
			continue;
		req_set_item(r, "Choices", i, "Now", "1");
		*theirs = 1;
	}
	return e;
}

/* Of the row that a form is filled from: what was typed with a mistake keeps
 * the one that it came with. */
static void set_version(struct req *r, int64_t version)
{
	form_set(r, "Version", arena_printf(r->arena, "%" PRId64, version));
}

static int page(struct req *r, int status, const struct graduate *g)
{
	req_set(r, "Graduate.Id", number(r, g->id));
	req_set(r, "Graduate.Campaign", g->campaign);
	req_set(r, "Graduate.No", g->student_no);
	req_set(r, "Graduate.Name", g->name);
	req_set(r, "Graduate.Department", g->department);
	req_set(r, "Graduate.Stage", stage_word(g->stage));
	req_set(r, "Graduate.StageText", req_text(r, arena_printf(r->arena,
	    "Text.Review.Stage.%s", stage_word(g->stage))));
	if (g->held)
		req_set(r, "Graduate.Held", "1");
	req_set_time(r, "Graduate.At", g->updated_at);
	return req_page_status(r, status, "admin/graduate");
}

int graduate_one(struct req *r)
{
	struct graduate g;
	int theirs;
	enum err e = graduate_get(r->db, r->arena, r->account, r->arg_id,
	    &g);

	if (e == OK)
		e = departments(r, &g, g.department_id, &theirs);
	if (e == OK)
		e = audit_add(r->db, "staff", r->account, "roster.view",
		    "roster", g.id, "one");
	if (e != OK)
		return req_fail(r, e);
	set_version(r, g.updated_at);
	form_set(r, "Name", g.name);
	form_set(r, "Sex", g.sex);
	form_set(r, "Major", g.major);
	form_set(r, "Class", g.class_name);
	form_set(r, "Level", g.level);
	form_set(r, "Graduation", g.graduation);
	form_set(r, "Phone", g.phone);
	form_set(r, "Email", g.email);
	return page(r, 200, &g);
}

static int too_long(struct req *r, const char *field, const char *value,
    size_t max, const char *text)
{
	if (!*value || campaign_fits(value, max))
		return 0;
	form_error(r, field, text);
	return 1;
}

static enum err check(struct req *r, const struct wish *w,
    struct graduate *g)
{
	int bad = too_long(r, "Name", w->name, 120, "Text.Correct.NameBad");

	bad |= too_long(r, "Major", w->major, 120, "Text.Correct.MajorBad");
	bad |= too_long(r, "Class", w->class_name, 120,
	    "Text.Correct.ClassBad");
	bad |= too_long(r, "Level", w->level, 32, "Text.Correct.LevelBad");
	if (parse_i64(w->version, &g->updated_at) != OK) {
		form_error(r, NULL, "Text.Correct.Changed");
		bad = 1;
	}
	g->name = w->name;
	g->sex = w->sex;
	g->major = w->major;
	g->class_name = w->class_name;
	g->level = w->level;
	g->graduation = w->graduation;
	g->phone = w->phone;
	g->email = w->email;
	return bad ? ERR_INPUT : OK;
}

/* Somebody else changed it: what was typed stays, over the newest row. */
static int conflict(struct req *r, const struct graduate *was)
{
	struct graduate now;
	enum err e = graduate_get(r->db, r->arena, r->account, was->id,
	    &now);

	if (e != OK)
		return req_fail(r, e);
	set_version(r, now.updated_at);
	form_error(r, NULL, "Text.Correct.Changed");
	return page(r, 409, &now);
}

int graduate_post(struct req *r)
{
	struct wish w = { .version = NULL };
	struct graduate was, g;
	int theirs = 0;
	enum err read, e = graduate_get(r->db, r->arena, r->account,
	    r->arg_id, &was);

	if (e != OK)
		return req_fail(r, e);
	g = was;
	read = form_read(r, fields, &w);
	if (!w.department || parse_u64(w.department, &g.department_id) != OK)
		g.department_id = 0;
	e = departments(r, &was, g.department_id, &theirs);
	if (e != OK)
		return req_fail(r, e);
	if (read == OK && !theirs) {
		form_error(r, "Department", "Text.Graduate.DepartmentBad");
		read = ERR_INPUT;
	}
	if (read != OK || check(r, &w, &g) != OK)
		return page(r, 422, &was);
	e = graduate_edit(r->db, r->arena, r->account, &was, &g);
	if (e == ERR_CONFLICT)
		return conflict(r, &was);
	return e == OK ? req_redirect_flash(r, arena_printf(r->arena,
	    "/admin/roster/list/%" PRIu64, was.id),
	    "Text.Flash.GraduateSaved") : req_fail(r, e);
}
