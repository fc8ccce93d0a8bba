/* /admin/corrections: what students say is wrong in their information, taken
 * into the roster or answered. */
#include "place.h"
#include "registrar.h"

#include "cgi-bin/web/form.h"
#include "lib/base/parse.h"
#include "lib/db/audit.h"
#include "lib/domain/campaign_edit.h"
#include "lib/domain/correct.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#define PAGE 50

struct wish {
	char *version, *name, *sex, *major, *class_name, *level, *graduation;
	char *note;
};

#define TEXT(name, required, max, member, message) { name, FORM_TEXT, \
	required, max, offsetof(struct wish, member), \
	"Text.Correct." message, NULL }

static const struct field mend_fields[] = {
	TEXT("Version", 1, 20, version, "Changed"),
	TEXT("Name", 1, 480, name, "NameBad"),
	{ "Sex", FORM_CHOICE, 0, 1, offsetof(struct wish, sex),
	  "Text.Correct.SexBad", "M|F" },
	TEXT("Major", 0, 480, major, "MajorBad"),
	TEXT("Class", 0, 480, class_name, "ClassBad"),
	TEXT("Level", 0, 96, level, "LevelBad"),
	{ "Graduation", FORM_MONTH, 0, 64, offsetof(struct wish, graduation),
	  "Text.Correct.GraduationBad", NULL },
	TEXT("Note", 0, 4 * CORRECT_NOTE, note, "NoteBad"),
	{ 0 }
};

static const struct field answer_fields[] = {
	TEXT("Answer", 1, 4 * CORRECT_NOTE, note, "AnswerBad"),
	{ 0 }
};

/* --- the list ------------------------------------------------------------ */

static void show(struct req *r, int i, const struct correction *c)
{
	static const char list[] = "List";

	req_set_item(r, list, i, "Id", arena_printf(r->arena, "%" PRIu64,
	    c->id));
	req_set_item(r, list, i, "No", c->student_no);
	req_set_item(r, list, i, "Name", c->name);
	req_set_item(r, list, i, "Department", c->department);
	req_set_item(r, list, i, "Message", c->message);
	req_set_item(r, list, i, "State", c->state);
	req_set_item(r, list, i, "At", req_time(r, c->created_at));
	req_set_item(r, list, i, "By", c->by);
}

static void show_list(struct req *r, const struct correction_filter *f,
    const struct correction *list, int n)
{
	int i;

	for (i = 0; i < n && i < PAGE; i++)
		show(r, i, &list[i]);
	if (f->open)
		req_set(r, "Filter.Open", "1");
	if (f->department)
		req_setf(r, "Filter.Department", "%" PRIu64, f->department);
	if (f->after)
		req_set(r, "Filter.After", "1");
	if (n > PAGE)
		req_setf(r, "Filter.Next", "%" PRIu64, list[PAGE - 1].id);
}

int corrections_page(struct req *r)
{
	struct correction *list = arena_alloc(r->arena,
	    (PAGE + 1) * sizeof *list);
	struct correction_filter f = { .open = strcmp(place_value(r,
	    "state"), "over") != 0 };
	const char *after = place_value(r, "after");
	struct registrar_place p;
	int status = registrar_load(r, &p), n = 0;
	enum err e = OK;

	if (status)
		return status;
	f.campaign = p.campaign.id;
	f.department = p.department;
	if (*after)
		e = parse_u64(after, &f.after);
	if (e == OK)
		e = corrections_of_staff(r->db, r->arena, r->account, &f,
		    list, PAGE + 1, &n);
	if (e == OK)
		e = audit_add(r->db, "staff", r->account, "roster.view",
		    "campaign", f.campaign, "corrections");
	if (e != OK)
		return req_fail(r, e);
	show_list(r, &f, list, n);
	return req_page(r, "admin/corrections");
}

/* --- one ----------------------------------------------------------------- */

static int page(struct req *r, int status, const struct correction *c)
{
	req_setf(r, "Correction.Id", "%" PRIu64, c->id);
	req_set(r, "Correction.Campaign", c->campaign);
	req_set(r, "Correction.No", c->student_no);
	req_set(r, "Correction.Name", c->name);
	req_set(r, "Correction.Department", c->department);
	req_set(r, "Correction.Message", c->message);
	req_set(r, "Correction.State", c->state);
	req_set(r, "Correction.Answer", c->answer);
	req_set(r, "Correction.By", c->by);
	req_set(r, "Correction.At", req_time(r, c->created_at));
	req_set(r, "Correction.AnsweredAt", req_time(r, c->answered_at));
	return req_page_status(r, status, "admin/correction");
}

/* Of the row that a form is filled from: what was typed with a mistake keeps
 * the one that it came with. */
static void set_version(struct req *r, int64_t version)
{
	form_set(r, "Version", arena_printf(r->arena, "%" PRId64, version));
}

static void fill(struct req *r, const struct correction *c)
{
	set_version(r, c->updated_at);
	form_set(r, "Name", c->name);
	form_set(r, "Sex", c->sex);
	form_set(r, "Major", c->major);
	form_set(r, "Class", c->class_name);
	form_set(r, "Level", c->level);
	form_set(r, "Graduation", c->graduation);
}

static enum err load(struct req *r, struct correction *c)
{
	return correction_of_staff(r->db, r->arena, r->account, r->arg_id,
	    c);
}

int correction_one(struct req *r)
{
	struct correction c;
	enum err e = load(r, &c);

	if (e == OK)
		e = audit_add(r->db, "staff", r->account, "roster.view",
		    "roster", c.roster_id, "correction");
	if (e != OK)
		return req_fail(r, e);
	fill(r, &c);
	return page(r, 200, &c);
}

/* Somebody else was first, or the row has changed: what was typed stays. */
static int done(struct req *r, enum err e, const struct correction *c)
{
	struct correction now;

	if (e == OK)
		return req_redirect_flash(r, arena_printf(r->arena,
		    "/admin/corrections?campaign=%s", c->campaign),
		    "Text.Flash.CorrectionAnswered");
	if (e != ERR_CONFLICT)
		return req_fail(r, e);
	e = load(r, &now);
	if (e != OK)
		return req_fail(r, e);
	set_version(r, now.updated_at);
	form_error(r, NULL, strcmp(now.state, "open") ? "Text.Correct.Over" :
	    "Text.Correct.Changed");
	return page(r, 409, &now);
}

static enum err too_long(struct req *r, const char *field, const char *value,
    size_t max, const char *text)
{
	if (!*value || campaign_fits(value, max))
		return OK;
	form_error(r, field, text);
	return ERR_INPUT;
}

/* The row as the form has it. */
static enum err take(struct req *r, const struct wish *w,
    struct correction *c)
{
	enum err e = parse_i64(w->version, &c->updated_at);

	if (e != OK)
		form_error(r, NULL, "Text.Correct.Changed");
	if (too_long(r, "Name", w->name, 120, "Text.Correct.NameBad") != OK ||
	    too_long(r, "Major", w->major, 120, "Text.Correct.MajorBad") ||
	    too_long(r, "Class", w->class_name, 120,
	    "Text.Correct.ClassBad") ||
	    too_long(r, "Level", w->level, 32, "Text.Correct.LevelBad") ||
	    too_long(r, "Note", w->note, CORRECT_NOTE,
	    "Text.Correct.NoteBad"))
		e = ERR_INPUT;
	c->name = w->name;
	c->sex = w->sex;
	c->major = w->major;
	c->class_name = w->class_name;
	c->level = w->level;
	c->graduation = w->graduation;
	c->answer = w->note;
	return e;
}

int correction_mend_post(struct req *r)
{
	struct wish w = { .note = NULL };
	struct correction now, c;
	enum err e = load(r, &now);

	if (e != OK)
		return req_fail(r, e);
	c = now;
	if (form_read(r, mend_fields, &w) != OK || take(r, &w, &c) != OK)
		return page(r, 422, &now);
	return done(r, correct_roster(r->db, r->arena, r->account, &c), &now);
}

int correction_answer_post(struct req *r)
{
	struct wish w = { .note = NULL };
	struct correction c;
	enum err e = load(r, &c);

	if (e != OK)
		return req_fail(r, e);
	fill(r, &c);
	if (form_read(r, answer_fields, &w) != OK || too_long(r, "Answer",
	    w.note, CORRECT_NOTE, "Text.Correct.AnswerBad") != OK)
		return page(r, 422, &c);
	c.answer = w.note;
	return done(r, correct_answer(r->db, r->arena, r->account, &c), &c);
}
