/* /admin/roster/list: the graduates of a campaign, found, sorted, by the page
 * or as a table to take along. */
#include "place.h"
#include "registrar.h"

#include "lib/base/csv.h"
#include "lib/base/parse.h"
#include "lib/db/audit.h"
#include "lib/db/graduates.h"

#include <inttypes.h>
#include <string.h>

#define PAGE 100
#define BLOCK 1000		/* rows of the table at a time */
#define TABLE 200000		/* rows of it in all: IMPORT_ROWS */
#define CLASSES 500

static const char *const sorts[GRADUATE_SORTS] = {
	[GRADUATE_NUMBER] = "number", [GRADUATE_NAME] = "name",
	[GRADUATE_DEPARTMENT] = "department", [GRADUATE_CLASS] = "class",
};

static void wishes(struct req *r, const struct registrar_place *p,
    struct graduate_filter *f)
{
	enum stage stage = stage_of(place_value(r, "stage"));
	const char *sort = place_value(r, "sort");
	int i;

	*f = (struct graduate_filter){ .campaign = p->campaign.id,
	    .department = p->department, .q = place_value(r, "q"),
	    .major = place_value(r, "major"),
	    .class_name = place_value(r, "class"),
	    .after = place_value(r, "after"),
	    .after_key = place_value(r, "after_key") };
	f->stage = stage < STAGES ? (int)stage : -1;
	for (i = 0; i < GRADUATE_SORTS; i++)
		if (!strcmp(sort, sorts[i]))
			f->sort = (enum graduate_sort)i;
}

static const char *query(struct req *r, const struct registrar_place *p,
    const struct graduate_filter *f)
{
	return arena_printf(r->arena, "campaign=%s&department=%s&major=%s"
	    "&class=%s&stage=%s&q=%s", p->campaign.token, p->department ?
	    arena_printf(r->arena, "%" PRIu64, p->department) : "",
	    req_escape(r, f->major), req_escape(r, f->class_name),
	    f->stage < 0 ? "" : stage_word((enum stage)f->stage),
	    req_escape(r, f->q));
}

static const char *stage_text(struct req *r, enum stage s)
{
	return req_text(r, arena_printf(r->arena, "Text.Review.Stage.%s",
	    stage_word(s)));
}

static const char *sex_text(struct req *r, const char *sex)
{
	return !*sex ? "" : req_text(r, *sex == 'M' ? "Text.Correct.Male" :
	    "Text.Correct.Female");
}

/* Of a chosen department its majors and classes; a class of another one, as
 * an older address has it, is forgotten. */
static enum err show_places(struct req *r, struct graduate_filter *f)
{
	struct graduate_place *list = arena_alloc(r->arena,
	    CLASSES * sizeof *list);
	const char *major = "", *class_name = "", *last = "";
	int n = 0, i, majors = 0, classes = 0;
	enum err e = OK;

	if (f->department)
		e = graduate_places(r->db, r->arena, r->account,
		    f->campaign, f->department, list, CLASSES, &n);
	for (i = 0; i < n; i++)
		if (!strcmp(list[i].major, f->major))
			major = f->major;
	for (i = 0; i < n; i++) {
		if (strcmp(list[i].major, last) != 0) {
			last = list[i].major;
			req_set_item(r, "Majors", majors, "Name", last);
			if (!strcmp(last, major))
				req_set_item(r, "Majors", majors, "Now",
				    "1");
			majors++;
		}
		if (!*list[i].class_name || (*major && strcmp(major, last)))
			continue;
		req_set_item(r, "Classes", classes, "Name",
		    list[i].class_name);
		if (!strcmp(list[i].class_name, f->class_name)) {
			class_name = f->class_name;
			req_set_item(r, "Classes", classes, "Now", "1");
		}
		classes++;
	}
	f->major = major;
	f->class_name = class_name;
	return e;
}

static void show_stages(struct req *r, const struct graduate_filter *f)
{
	int s;

	for (s = 0; s < STAGES; s++) {
		req_set_item(r, "Stages", s, "Key",
		    stage_word((enum stage)s));
		req_set_item(r, "Stages", s, "Text", stage_text(r,
		    (enum stage)s));
		if (s == f->stage)
			req_set_item(r, "Stages", s, "Now", "1");
	}
}

static void show_one(struct req *r, int i, const struct graduate *g)
{
	req_set_item(r, "Students", i, "Id", arena_printf(r->arena,
	    "%" PRIu64, g->id));
	req_set_item(r, "Students", i, "No", g->student_no);
	req_set_item(r, "Students", i, "Name", g->name);
	req_set_item(r, "Students", i, "Sex", sex_text(r, g->sex));
	req_set_item(r, "Students", i, "Department", g->department);
	req_set_item(r, "Students", i, "Major", g->major);
	req_set_item(r, "Students", i, "Class", g->class_name);
	req_set_item(r, "Students", i, "Stage", stage_word(g->stage));
	req_set_item(r, "Students", i, "StageText", stage_text(r, g->stage));
	if (g->held)
		req_set_item(r, "Students", i, "Held", "1");
}

static enum err show_list(struct req *r, const struct graduate_filter *f)
{
	struct graduate *list = arena_alloc(r->arena,
	    (PAGE + 1) * sizeof *list);
	int n = 0, i;
	enum err e = graduate_list(r->db, r->arena, r->account, f, list,
	    PAGE + 1, &n);

	for (i = 0; i < n && i < PAGE; i++)
		show_one(r, i, &list[i]);
	if (n > PAGE)
		req_set(r, "List.Next", arena_printf(r->arena,
		    "after=%s&after_key=%s",
		    req_escape(r, list[PAGE - 1].student_no),
		    req_escape(r, graduate_key(&list[PAGE - 1],
		    f->sort))));
	if (*f->after)
		req_set(r, "List.First", "1");
	return e;
}

/* The filter, with 0, or an answer already made. */
static int load(struct req *r, struct registrar_place *p,
    struct graduate_filter *f)
{
	int status = registrar_load(r, p);
	enum err e;

	if (status)
		return status;
	wishes(r, p, f);
	e = show_places(r, f);
	return e == OK ? 0 : req_fail(r, e);
}

int graduates_page(struct req *r)
{
	struct registrar_place p;
	struct graduate_filter f;
	int64_t all = 0;
	int status = load(r, &p, &f);
	enum err e;

	if (status)
		return status;
	e = show_list(r, &f);
	if (e == OK)
		e = graduate_count(r->db, r->account, &f, &all);
	if (e == OK)
		e = audit_add(r->db, "staff", r->account, "roster.view",
		    "campaign", f.campaign, "list");
	if (e != OK)
		return req_fail(r, e);
	show_stages(r, &f);
	req_set_int(r, "List.All", all);
	req_set(r, "List.Q", f.q);
	req_set(r, "List.Sort", sorts[f.sort]);
	req_set(r, "List.Query", query(r, &p, &f));
	return req_page(r, "admin/graduates");
}

/* --- the table ------------------------------------------------------------ */

static void put_head(struct req *r, struct buf *b)
{
	static const char *const key[] = { "student_no", "name", "sex",
	    "department", "major", "class", "level", "graduation" };
	const char *cell[9];
	size_t i;

	for (i = 0; i < 8; i++)
		cell[i] = req_text(r, arena_printf(r->arena,
		    "Text.Roster.Columns.%s", key[i]));
	cell[8] = req_text(r, "Text.Review.StageTitle");
	buf_adds(b, "\xef\xbb\xbf");
	csv_put(b, cell, 9);
}

static void put_rows(struct req *r, struct buf *b,
    const struct graduate *list, int n)
{
	int i;

	for (i = 0; i < n; i++)
		csv_put(b, (const char *[]){ list[i].student_no,
		    list[i].name, sex_text(r, list[i].sex),
		    list[i].department, list[i].major, list[i].class_name,
		    list[i].level, list[i].graduation,
		    stage_text(r, list[i].stage) }, 9);
}

/* Block after block, so that only the text of the table is held; the key of
 * the last row lives a block longer. */
static enum err put_table(struct req *r, struct buf *b,
    struct graduate_filter *f)
{
	struct graduate *list = arena_alloc(r->arena, BLOCK * sizeof *list);
	struct arena *now = arena_new(), *before = NULL;
	int n = BLOCK, rows;
	enum err e = OK;

	f->after = f->after_key = "";
	for (rows = 0; e == OK && n == BLOCK && rows < TABLE; rows += n) {
		e = graduate_list(r->db, now, r->account, f, list, BLOCK,
		    &n);
		if (e != OK)
			break;
		put_rows(r, b, list, n);
		if (n) {
			f->after = list[n - 1].student_no;
			f->after_key = graduate_key(&list[n - 1], f->sort);
		}
		arena_free(before);
		before = now;
		now = arena_new();
	}
	f->after = f->after_key = "";
	arena_free(before);
	arena_free(now);
	return e;
}

int graduates_csv(struct req *r)
{
	struct registrar_place p;
	struct graduate_filter f;
	struct buf b = {0};
	int status = load(r, &p, &f);
	enum err e;

	if (status)
		return status;
	put_head(r, &b);
	e = put_table(r, &b, &f);
	if (e == OK)
		e = audit_add(r->db, "staff", r->account, "roster.export",
		    "campaign", f.campaign, NULL);
	status = e == OK ? staff_file(r, "students.csv", STAFF_CSV, &b) :
	    req_fail(r, e);
	buf_free(&b);
	return status;
}
