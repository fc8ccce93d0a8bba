/* Where staff begin: what waits for them, what they may do, and where. */
#include "admin.h"

#include "lib/base/clock.h"
#include "lib/db/staff.h"
#include "lib/db/waiting.h"

#include <inttypes.h>
#include <string.h>

#define ROLES_MAX 50
#define LATE (60 * 86400)	/* a campaign that is over stays so long */

static enum err roles(struct req *r)
{
	struct staff_role list[ROLES_MAX];
	int n = 0, i;
	enum err e = staff_roles(r->db, r->arena, r->account, list, ROLES_MAX,
	    &n);

	for (i = 0; i < n; i++) {
		req_set_item(r, "Roles", i, "Kind", list[i].role);
		req_set_item(r, "Roles", i, "School", list[i].school);
		req_set_item(r, "Roles", i, "Department", list[i].department);
	}
	return e;
}

static void number(struct req *r, const char *list, int i, const char *name,
    int64_t value)
{
	req_set_item(r, list, i, name, arena_printf(r->arena, "%" PRId64,
	    value));
}

static void show(struct req *r, const char *to, const struct waiting *list,
    int n)
{
	const struct waiting *w;
	int i;

	for (i = 0; i < n; i++) {
		w = &list[i];
		req_set_item(r, to, i, "Place", w->department_id ?
		    arena_printf(r->arena, "%s-%" PRIu64, w->campaign,
		    w->department_id) : w->campaign);
		req_set_item(r, to, i, "Name", strcmp(r->lang, "en") ?
		    w->name_zh : w->name_en);
		req_set_item(r, to, i, "Department", w->department);
		req_set_item(r, to, i, "Closes", req_deadline(r,
		    w->closes_at));
		if (w->closes_at <= clock_now())
			req_set_item(r, to, i, "Over", "1");
		number(r, to, i, "Expected", w->expected);
		number(r, to, i, "Missing", w->missing);
		number(r, to, i, "Review", w->review);
		number(r, to, i, "Approved", w->approved);
		number(r, to, i, "Accepted", w->accepted);
		number(r, to, i, "Proofs", w->proofs);
		number(r, to, i, "Batches", w->batches);
		number(r, to, i, "Corrections", w->corrections);
	}
}

int home(struct req *r)
{
	struct waiting *list = arena_alloc(r->arena,
	    WAITING_MAX * sizeof *list);
	int64_t since = clock_now() - LATE;
	int n = 0;
	enum err e = roles(r);

	if (e == OK && r->staff->roles & STAFF_REVIEWER) {
		e = waiting_reviewer(r->db, r->arena, r->account, since, list,
		    &n);
		show(r, "Review", list, n);
	}
	n = 0;
	if (e == OK && r->staff->roles & STAFF_REGISTRAR) {
		e = waiting_registrar(r->db, r->arena, r->account, since,
		    list, &n);
		show(r, "Desk", list, n);
	}
	return e == OK ? req_page(r, "admin/home") : req_fail(r, e);
}
