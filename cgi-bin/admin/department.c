/* /admin/department: how far the students of a department are. */
#include "place.h"

#include "lib/db/batches.h"
#include "lib/db/cohort.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define CLASSES 300
#define BAR 1000		/* width of a bar in its own units */

static int64_t missing(const struct cohort *c)
{
	return c->n[STAGE_NONE] + c->n[STAGE_STARTED] +
	    c->n[STAGE_REJECTED];
}

static const char *number(struct req *r, int64_t n)
{
	return arena_printf(r->arena, "%" PRId64, n);
}

/* The parts of a bar, done first; what is missing stays empty. */
static void show_bar(struct req *r, const char *list, int i,
    const struct cohort *c)
{
	static const enum stage order[] = { STAGE_ACCEPTED, STAGE_HANDED_IN,
		STAGE_APPROVED, STAGE_OTHER, STAGE_WAITING, STAGE_REJECTED };
	double x = 0, w;
	size_t k, n = 0;

	for (k = 0; c->expected && k < sizeof order / sizeof *order; k++) {
		w = (double)BAR * (double)c->n[order[k]] /
		    (double)c->expected;
		if (w <= 0)
			continue;
		req_set_item(r, list, i, arena_printf(r->arena,
		    "Bar.%zu.Stage", n), stage_word(order[k]));
		req_set_item(r, list, i, arena_printf(r->arena,
		    "Bar.%zu.X", n), arena_printf(r->arena, "%.1f", x));
		req_set_item(r, list, i, arena_printf(r->arena,
		    "Bar.%zu.W", n++), arena_printf(r->arena, "%.1f", w));
		x += w;
	}
}

static void show_row(struct req *r, const char *list, int i,
    const struct cohort *c)
{
	int64_t done = c->expected - missing(c);
	int s;

	req_set_item(r, list, i, "Major", c->major);
	req_set_item(r, list, i, "Class", c->class_name);
	req_set_item(r, list, i, "Link", place_escape(r, c->class_name));
	req_set_item(r, list, i, "Expected", number(r, c->expected));
	req_set_item(r, list, i, "Missing", number(r, missing(c)));
	req_set_item(r, list, i, "Fresh", number(r, missing(c) -
	    c->n[STAGE_REJECTED]));
	req_set_item(r, list, i, "Done", number(r, done));
	req_set_item(r, list, i, "Percent", number(r, c->expected ?
	    100 * done / c->expected : 0));
	for (s = 0; s < STAGES; s++)
		req_set_item(r, list, i, arena_printf(r->arena, "N.%s",
		    stage_word((enum stage)s)), number(r, c->n[s]));
	show_bar(r, list, i, c);
}

static int by_missing(const void *a, const void *b)
{
	int64_t x = missing(a), y = missing(b);

	return (x < y) - (x > y);
}

static int by_percent(const void *a, const void *b)
{
	const struct cohort *x = a, *y = b;
	int64_t p = (x->expected - missing(x)) * y->expected;
	int64_t q = (y->expected - missing(y)) * x->expected;

	return (p > q) - (p < q);
}

/* How the table is sorted, as the address has it; else by major and class. */
static void sort(struct req *r, struct cohort *list, int n)
{
	const char *wish = place_value(r, "sort");

	if (!strcmp(wish, "missing"))
		qsort(list, (size_t)n, sizeof *list, by_missing);
	else if (!strcmp(wish, "percent"))
		qsort(list, (size_t)n, sizeof *list, by_percent);
	else
		wish = "class";
	req_set(r, "Sort", wish);
}

int department(struct req *r)
{
	struct cohort *list = arena_alloc(r->arena, CLASSES * sizeof *list);
	struct cohort all = { .major = "", .class_name = "" };
	struct review_place place;
	int64_t waiting = 0;
	int status = place_load(r, &place), n = 0, i, s;
	enum err e;

	if (status)
		return status;
	e = cohort_counts(r->db, r->arena, r->account, place.campaign_id,
	    place.department_id, list, CLASSES, &n);
	if (e == OK)
		e = batch_waiting(r->db, r->account, place.campaign_id,
		    place.department_id, &waiting);
	if (e != OK)
		return req_fail(r, e);
	sort(r, list, n);
	for (i = 0; i < n; i++) {
		show_row(r, "Rows", i, &list[i]);
		all.expected += list[i].expected;
		for (s = 0; s < STAGES; s++)
			all.n[s] += list[i].n[s];
	}
	show_row(r, "All", 0, &all);
	req_set(r, "HandIn", number(r, waiting));
	return req_page(r, "admin/department");
}
