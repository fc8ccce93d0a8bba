/* See chart.h. */
#include "chart.h"

#include "place.h"

#include <inttypes.h>

#define BAR 1000		/* width of a bar in its own units */

int64_t chart_missing(const struct cohort *c)
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

void chart_row(struct req *r, const char *list, int i,
    const struct cohort *c)
{
	int64_t done = c->expected - chart_missing(c);
	int s;

	req_set_item(r, list, i, "Major", c->major);
	req_set_item(r, list, i, "Class", c->class_name);
	req_set_item(r, list, i, "Link", req_escape(r,
	    cohort_class(r->arena, c)));
	req_set_item(r, list, i, "Expected", number(r, c->expected));
	req_set_item(r, list, i, "Missing", number(r, chart_missing(c)));
	req_set_item(r, list, i, "Done", number(r, done));
	req_set_item(r, list, i, "Percent", number(r, c->expected ?
	    100 * done / c->expected : 0));
	for (s = 0; s < STAGES; s++)
		req_set_item(r, list, i, arena_printf(r->arena, "N.%s",
		    stage_word((enum stage)s)), number(r, c->n[s]));
	show_bar(r, list, i, c);
}
