/* /admin/progress: how far the departments are, the majors of one, and the
 * classes of a major or of the department. */
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

/* Classes, sorted by major, to one row a major. */
static int by_major(struct cohort *list, int n)
{
	int i, s, k = 0;

	for (i = 1; i < n; i++) {
		if (strcmp(list[i].major, list[k].major)) {
			list[++k] = list[i];
			continue;
		}
		list[k].expected += list[i].expected;
		for (s = 0; s < STAGES; s++)
			list[k].n[s] += list[i].n[s];
	}
	for (i = 0; i < n; i++)
		list[i].class_name = "";
	return n ? k + 1 : 0;
}

/* What the address asks for, of all the classes of a department: &by=class
 * shows them, &major= those of one alone. ERR_NOTFOUND: no such major. */
static enum err narrow(struct req *r, struct cohort *list, int *n)
{
	const char *major = place_value(r, "major");
	int i, k = 0;

	if (strcmp(place_value(r, "by"), "class")) {
		*n = by_major(list, *n);
		req_set(r, "ByMajor", "1");
		return OK;
	}
	req_set(r, "Major.Link", req_escape(r, major));
	if (!*major)
		return OK;
	req_set(r, "Major.Name", major);
	for (i = 0; i < *n; i++)
		if (!strcmp(list[i].major, major))
			list[k++] = list[i];
	*n = k;
	return k ? OK : ERR_NOTFOUND;
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
		req_set_item(r, "Rows", i, "MajorLink",
		    req_escape(r, list[i].major));
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
	if (e == OK && p.department)
		e = narrow(r, list, &n);
	if (e != OK)
		return req_fail(r, e);
	if (p.department) {
		req_set(r, "Department.Name", p.department_name);
		req_setf(r, "Department.Id", "%" PRIu64, p.department);
	}
	show_rows(r, &p, list, n);
	return req_page(r, "admin/progress");
}
