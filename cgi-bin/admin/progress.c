/* /admin/progress: how far the departments are, and the classes of one. */
#include "chart.h"
#include "place.h"
#include "registrar.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define ROWS 500

static int by_missing(const void *a, const void *b)
{
	int64_t x = chart_missing(a), y = chart_missing(b);

	return (x < y) - (x > y);
}

static void show_rows(struct req *r, const struct registrar_place *p,
    struct cohort *list, int n)
{
	struct cohort all = { .major = "", .class_name = "" };
	int i, s;

	if (!strcmp(place_value(r, "sort"), "missing")) {
		qsort(list, (size_t)n, sizeof *list, by_missing);
		req_set(r, "Sort", "missing");
	}
	for (i = 0; i < n; i++) {
		chart_row(r, "Rows", i, &list[i]);
		if (!p->department)
			req_set_item(r, "Rows", i, "Id", arena_printf(
			    r->arena, "%" PRIu64, list[i].department));
		all.expected += list[i].expected;
		for (s = 0; s < STAGES; s++)
			all.n[s] += list[i].n[s];
	}
	chart_row(r, "All", 0, &all);
}

int progress(struct req *r)
{
	struct cohort *list = arena_alloc(r->arena, ROWS * sizeof *list);
	struct registrar_place p;
	int status = registrar_load(r, &p), n = 0;
	enum err e;

	if (status)
		return status;
	e = cohort_progress(r->db, r->arena, r->account, p.campaign.id,
	    p.department, list, ROWS, &n);
	if (e != OK)
		return req_fail(r, e);
	if (p.department) {
		req_set(r, "Department.Name", p.department_name);
		req_setf(r, "Department.Id", "%" PRIu64, p.department);
	}
	show_rows(r, &p, list, n);
	return req_page(r, "admin/progress");
}
