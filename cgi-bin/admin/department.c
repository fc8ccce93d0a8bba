/* /admin/department: how far the students of a department are. */
#include "chart.h"
#include "place.h"

#include "lib/db/batches.h"
#include "lib/db/cohort.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define CLASSES 300

static int by_missing(const void *a, const void *b)
{
	int64_t x = chart_missing(a), y = chart_missing(b);

	return (x < y) - (x > y);
}

static int by_percent(const void *a, const void *b)
{
	const struct cohort *x = a, *y = b;
	int64_t p = (x->expected - chart_missing(x)) * y->expected;
	int64_t q = (y->expected - chart_missing(y)) * x->expected;

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
		chart_row(r, "Rows", i, &list[i]);
		all.expected += list[i].expected;
		for (s = 0; s < STAGES; s++)
			all.n[s] += list[i].n[s];
	}
	chart_row(r, "All", 0, &all);
	req_setf(r, "HandIn", "%" PRId64, waiting);
	return req_page(r, "admin/department");
}
