/* /admin/review: the wall of photos, and those accepted at once. */
#include "review.h"

#include "lib/base/clock.h"
#include "lib/base/parse.h"
#include "lib/db/cohort.h"

#include <inttypes.h>
#include <string.h>

#define WALL 48			/* photos of a page; a form has 64 fields */
#define CLASSES 300

static const char *const states[] = {
	"submitted", "approved", "rejected", "handed_in"
};
#define STATES (sizeof states / sizeof *states)

static const char *state_of(const char *wish)
{
	size_t i;

	for (i = 0; i < STATES; i++)
		if (!strcmp(states[i], wish))
			return states[i];
	return states[0];
}

void review_wishes(struct req *r, const struct review_place *p,
    struct review_filter *f)
{
	const char *clean = place_value(r, "clean");
	const char *after = place_value(r, "after");
	struct review_photo *at;

	*f = (struct review_filter){ .campaign = p->campaign_id,
	    .department = p->department_id };
	f->state = state_of(place_value(r, "state"));
	f->class_key = place_value(r, "class");
	f->q = place_value(r, "q");
	f->clean = !strcmp(clean, "1") ? 1 : strcmp(clean, "0") ? -1 : 0;
	if (!*after)
		return;
	at = arena_alloc(r->arena, sizeof *at);
	if (review_find(r->db, r->arena, r->account, after, clock_now(),
	    at) == OK)
		f->after = at;
}

const char *review_query(struct req *r, const struct review_place *p,
    const struct review_filter *f)
{
	return arena_printf(r->arena, "place=%s&class=%s&clean=%s",
	    place_key(r, p), req_escape(r, f->class_key),
	    f->clean < 0 ? "" : f->clean ? "1" : "0");
}

int review_go_on(struct req *r, const struct review_place *p,
    struct review_filter *f, const struct review_photo *after)
{
	struct desk d = desk_of(r);
	struct review_photo next;
	enum err e;

	f->after = after;
	e = desk_next(&d, f, &next);
	if (e == ERR_NOTFOUND)
		return req_redirect_flash(r, arena_printf(r->arena,
		    "/admin/review?%s", review_query(r, p, f)),
		    "Text.Flash.ReviewNone");
	return e == OK ? req_redirect(r, arena_printf(r->arena,
	    "/admin/review/%s?%s", next.photo, review_query(r, p, f))) :
	    req_fail(r, e);
}

/* --- the wall ------------------------------------------------------------- */

static void show_photo(struct req *r, int i, const struct review_photo *p)
{
	req_set_item(r, "Photos", i, "Token", p->photo);
	req_set_item(r, "Photos", i, "No", p->student_no);
	req_set_item(r, "Photos", i, "Name", p->name);
	req_set_item(r, "Photos", i, "Class", p->class_name);
	req_set_item(r, "Photos", i, "Verdict", p->verdict);
	req_set_item(r, "Photos", i, "State", p->state);
	if (p->result_sha256)
		req_set_item(r, "Photos", i, "Result", "1");
	if (p->clean)
		req_set_item(r, "Photos", i, "Clean", "1");
	if (p->claimed_by && p->claimed_by != r->account)
		req_set_item(r, "Photos", i, "Claimed", p->claimed_name);
}

/* Classes to choose from, and how many photos wait. */
static enum err show_classes(struct req *r, const struct review_filter *f)
{
	struct cohort *list = arena_alloc(r->arena, CLASSES * sizeof *list);
	int64_t n[STATES] = { 0 };
	int count = 0, i;
	enum err e = cohort_counts(r->db, r->arena, r->account, f->campaign,
	    f->department, list, CLASSES, &count);

	for (i = 0; i < count; i++) {
		const char *key = cohort_class(r->arena, &list[i]);

		req_set_item(r, "Classes", i, "Key", key);
		req_set_item(r, "Classes", i, "Major", list[i].major);
		req_set_item(r, "Classes", i, "Class", list[i].class_name);
		if (!strcmp(key, f->class_key))
			req_set_item(r, "Classes", i, "Now", "1");
		n[0] += list[i].n[STAGE_WAITING];
		n[1] += list[i].n[STAGE_APPROVED];
		n[2] += list[i].n[STAGE_REJECTED];
		n[3] += list[i].n[STAGE_HANDED_IN] +
		    list[i].n[STAGE_ACCEPTED];
	}
	for (i = 0; i < (int)STATES; i++) {
		req_set_item(r, "States", i, "Word", states[i]);
		req_set_item(r, "States", i, "Text", req_text(r,
		    arena_printf(r->arena, "Text.Review.State.%s",
		    states[i])));
		req_set_item(r, "States", i, "Count", arena_printf(r->arena,
		    "%" PRId64, n[i]));
		if (f->state == states[i])
			req_set_item(r, "States", i, "Now", "1");
	}
	return e;
}

static void show_filter(struct req *r, const struct review_place *p,
    const struct review_filter *f)
{
	req_set(r, "Wall.State", f->state);
	if (!strcmp(f->state, "submitted"))
		req_set(r, "Wall.Waiting", "1");
	req_set(r, "Wall.Class", f->class_key);
	req_set(r, "Wall.Clean", f->clean < 0 ? "" : f->clean ? "1" : "0");
	req_set(r, "Wall.Q", f->q);
	req_set(r, "Wall.Query", arena_printf(r->arena, "%s&state=%s&q=%s",
	    review_query(r, p, f), f->state, req_escape(r, f->q)));
	if (f->after)
		req_set(r, "Wall.First", "1");
	if (!strcmp(place_value(r, "tick"), "1"))
		req_set(r, "Wall.Tick", "1");
}

/* How many were accepted at once, as the address has it. */
static void show_done(struct req *r)
{
	uint64_t n;

	if (parse_u64(place_value(r, "done"), &n) == OK && n <= WALL)
		req_setf(r, "Wall.Done", "%" PRIu64, n);
}

int review_wall(struct req *r)
{
	struct review_photo *list = arena_alloc(r->arena,
	    (WALL + 1) * sizeof *list);
	struct review_place place;
	struct review_filter f;
	int status = place_load(r, &place), n = 0, i;
	enum err e;

	if (status)
		return status;
	review_wishes(r, &place, &f);
	e = review_list(r->db, r->arena, r->account, &f, clock_now(), list,
	    WALL + 1, &n);
	if (e == OK)
		e = show_classes(r, &f);
	if (e != OK)
		return req_fail(r, e);
	for (i = 0; i < n && i < WALL; i++)
		show_photo(r, i, &list[i]);
	if (n > WALL)
		req_set(r, "Wall.Next", list[WALL - 1].photo);
	show_filter(r, &place, &f);
	show_done(r);
	return req_page(r, "admin/review");
}

/* --- accept what is ticked ------------------------------------------------ */

int review_accept_many(struct req *r)
{
	struct desk d = desk_of(r);
	struct review_place place;
	struct review_filter f;
	const char *photos[REQ_PAIRS];
	int status = place_load(r, &place), n = 0, i, done = 0;
	enum err e;

	if (status)
		return status;
	review_wishes(r, &place, &f);
	for (i = 0; i < r->form_count; i++)
		if (!strcmp(r->form[i].name, "Photo"))
			photos[n++] = r->form[i].value;
	e = desk_accept_clean(&d, photos, n, &done);
	return e == OK ? req_redirect(r, arena_printf(r->arena,
	    "/admin/review?%s&done=%d", review_query(r, &place, &f), done)) :
	    req_fail(r, e);
}
