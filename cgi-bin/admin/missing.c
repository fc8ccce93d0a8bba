/* /admin/missing: who has not handed in a photo yet, and a word to them. */
#include "place.h"

#include "lib/base/clock.h"
#include "lib/base/csv.h"
#include "lib/base/parse.h"
#include "lib/db/audit.h"
#include "lib/domain/remind.h"

#include <inttypes.h>
#include <string.h>

#define PAGE 100
#define BLOCK 1000	/* rows of the table at a time */
#define CLASSES 300

static void wishes(struct req *r, const struct review_place *p,
    struct cohort_filter *f)
{
	enum stage stage = stage_of(place_value(r, "stage"));

	*f = (struct cohort_filter){ .campaign = p->campaign_id,
	    .department = p->department_id };
	f->class_key = place_value(r, "class");
	f->stage = stage <= STAGE_REJECTED ? (int)stage : -1;
	f->q = place_value(r, "q");
	f->by_class = !strcmp(place_value(r, "sort"), "class");
	f->after = place_value(r, "after");
	f->after_class = place_value(r, "after_class");
}

static const char *stage_wish(const struct cohort_filter *f)
{
	return f->stage < 0 ? "" : stage_word((enum stage)f->stage);
}

static int phones(const struct req *r)
{
	return !strcmp(place_value(r, "phones"), "1");
}

static const char *query(struct req *r, const struct review_place *p,
    const struct cohort_filter *f)
{
	return arena_printf(r->arena, "place=%s&class=%s&stage=%s&q=%s%s",
	    place_key(r, p), req_escape(r, f->class_key), stage_wish(f),
	    req_escape(r, f->q), phones(r) ? "&phones=1" : "");
}

/* Whole only where somebody asked for it: a list may lie open. */
static const char *phone(struct req *r, const char *number, int whole)
{
	char masked[24];

	if (whole || !*number)
		return number;
	parse_mask_phone(number, masked);
	return arena_strdup(r->arena, masked);
}

static const char *stage_text(struct req *r, enum stage s)
{
	return req_text(r, arena_printf(r->arena, "Text.Review.Stage.%s",
	    stage_word(s)));
}

static void show_student(struct req *r, int i,
    const struct cohort_student *s, int whole)
{
	req_set_item(r, "Students", i, "No", s->student_no);
	req_set_item(r, "Students", i, "Name", s->name);
	req_set_item(r, "Students", i, "Major", s->major);
	req_set_item(r, "Students", i, "Class", s->class_name);
	req_set_item(r, "Students", i, "Stage", stage_word(s->stage));
	req_set_item(r, "Students", i, "StageText", stage_text(r, s->stage));
	req_set_item(r, "Students", i, "Phone", phone(r, s->phone,
	    whole));
	req_set_item(r, "Students", i, "Reminded",
	    req_time(r, s->reminded_at));
}

static enum err show_classes(struct req *r, const struct cohort_filter *f)
{
	struct cohort *list = arena_alloc(r->arena, CLASSES * sizeof *list);
	int n = 0, i;
	int64_t all = 0;
	enum err e = cohort_counts(r->db, r->arena, r->account, f->campaign,
	    f->department, list, CLASSES, &n);

	for (i = 0; i < n; i++) {
		const char *key = cohort_class(r->arena, &list[i]);

		req_set_item(r, "Classes", i, "Key", key);
		req_set_item(r, "Classes", i, "Major", list[i].major);
		req_set_item(r, "Classes", i, "Class", list[i].class_name);
		if (!strcmp(key, f->class_key))
			req_set_item(r, "Classes", i, "Now", "1");
		all += list[i].n[STAGE_NONE] + list[i].n[STAGE_STARTED] +
		    list[i].n[STAGE_REJECTED];
	}
	req_setf(r, "Missing.All", "%" PRId64, all);
	return e;
}

/* How many of the list would get a reminder now. */
static enum err show_due(struct req *r, const struct cohort_filter *f)
{
	struct cohort_student *list = arena_alloc(r->arena,
	    REMIND_MAX * sizeof *list);
	struct cohort_filter due = *f;
	int n = 0;
	enum err e;

	due.after = due.after_class = "";
	due.silent_since = remind_since(r->db, clock_now());
	e = cohort_missing(r->db, r->arena, r->account, &due, list,
	    REMIND_MAX, &n);
	req_setf(r, "Missing.Due", "%d", n);
	if (remind_at(clock_now()) != clock_now())
		req_set(r, "Missing.Night", "1");
	return e;
}

static void show_list(struct req *r, const struct cohort_filter *f,
    const struct cohort_student *list, int n)
{
	const struct cohort_student *last = &list[PAGE - 1];
	int i, whole = phones(r);

	for (i = 0; i < n && i < PAGE; i++)
		show_student(r, i, &list[i], whole);
	if (whole)
		req_set(r, "Missing.Phones", "1");
	if (n > PAGE)
		req_set(r, "Missing.Next", arena_printf(r->arena,
		    "after=%s&after_class=%s",
		    req_escape(r, last->student_no),
		    f->by_class ? req_escape(r, last->class_name) : ""));
	if (*f->after)
		req_set(r, "Missing.First", "1");
}

static void show_filter(struct req *r, const struct review_place *p,
    const struct cohort_filter *f)
{
	req_set(r, "Missing.Class", f->class_key);
	req_set(r, "Missing.Stage", stage_wish(f));
	req_set(r, "Missing.Q", f->q);
	req_set(r, "Missing.Sort", f->by_class ? "class" : "number");
	req_set(r, "Missing.Query", query(r, p, f));
}

static enum err record(struct req *r, const char *action,
    const struct review_place *p)
{
	return audit_add(r->db, "staff", r->account, action, "department",
	    p->department_id, phones(r) ? "missing, with phone numbers" :
	    "missing");
}

int missing_list(struct req *r)
{
	struct cohort_student *list = arena_alloc(r->arena,
	    (PAGE + 1) * sizeof *list);
	struct review_place place;
	struct cohort_filter f;
	int status = place_load(r, &place), n = 0;
	enum err e;

	if (status)
		return status;
	wishes(r, &place, &f);
	e = cohort_missing(r->db, r->arena, r->account, &f, list, PAGE + 1,
	    &n);
	if (e == OK)
		e = show_classes(r, &f);
	if (e == OK)
		e = show_due(r, &f);
	if (e == OK)
		e = record(r, "roster.view", &place);
	if (e != OK)
		return req_fail(r, e);
	show_list(r, &f, list, n);
	show_filter(r, &place, &f);
	return req_page(r, "admin/missing");
}

/* --- the table ------------------------------------------------------------ */

static void put_head(struct req *r, struct buf *b)
{
	static const char *const key[] = { "Number", "Name", "Major", "Class",
	    "StageTitle", "Phone", "Reminded" };
	const char *cell[7];
	int i;

	for (i = 0; i < 7; i++)
		cell[i] = req_text(r, arena_printf(r->arena,
		    "Text.Review.%s", key[i]));
	buf_adds(b, "\xef\xbb\xbf");
	csv_put(b, cell, 7);
}

/* The whole list, whatever page of it was shown. */
static enum err put_rows(struct req *r, struct buf *b,
    struct cohort_filter *f)
{
	struct cohort_student *list = arena_alloc(r->arena,
	    BLOCK * sizeof *list), *s;
	int n = BLOCK;
	enum err e = OK;

	f->after = f->after_class = "";
	while (e == OK && n == BLOCK) {
		e = cohort_missing(r->db, r->arena, r->account, f, list,
		    BLOCK, &n);
		for (s = list; e == OK && s < list + n; s++) {
			csv_put(b, (const char *[]){ s->student_no, s->name,
			    s->major, s->class_name, stage_text(r, s->stage),
			    phone(r, s->phone, phones(r)),
			    req_time(r, s->reminded_at) }, 7);
			f->after = s->student_no;
			f->after_class = f->by_class ? s->class_name : "";
		}
	}
	return e;
}

int missing_csv(struct req *r)
{
	struct review_place place;
	struct cohort_filter f;
	struct buf b = {0};
	int status = place_load(r, &place);
	enum err e;

	if (status)
		return status;
	wishes(r, &place, &f);
	put_head(r, &b);
	e = put_rows(r, &b, &f);
	if (e == OK)
		e = record(r, "roster.export", &place);
	status = e == OK ? staff_file(r, "missing.csv", STAFF_CSV, &b) :
	    req_fail(r, e);
	buf_free(&b);
	return status;
}

/* --- reminders ------------------------------------------------------------ */

int missing_remind(struct req *r)
{
	struct desk d = desk_of(r);
	struct review_place place;
	struct cohort_filter f;
	int status = place_load(r, &place), sent;
	const char *to;
	enum err e;

	if (status)
		return status;
	wishes(r, &place, &f);
	to = arena_printf(r->arena, "/admin/missing?%s",
	    query(r, &place, &f));
	if (place.closes_at <= clock_now())
		return req_redirect_flash(r, to, "Text.Flash.RemindClosed");
	e = remind_missing(&d, &f,
	    remind_date(r->arena, place.closes_at - 1, 0),
	    remind_date(r->arena, place.closes_at - 1, 1), &sent);
	if (e != OK)
		return req_fail(r, e);
	return req_redirect_flash(r, to, sent ? "Text.Flash.Reminded" :
	    "Text.Flash.RemindNobody");
}
