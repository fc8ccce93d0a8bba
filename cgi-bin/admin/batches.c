/* /admin/batches: what a department hands in, with its list to print; what
 * the registrar accepts or returns. */
#include "place.h"
#include "why.h"

#include "lib/base/parse.h"
#include "lib/domain/handin.h"

#include <inttypes.h>
#include <string.h>

#define PAGE 50

static int english(const struct req *r)
{
	return !strcmp(r->lang, "en");
}

static void show_batch(struct req *r, int i, const struct batch *b)
{
	static const char list[] = "Batches";

	req_set_item(r, list, i, "Token", b->token);
	req_set_item(r, list, i, "Number", arena_printf(r->arena,
	    "%" PRId64, b->number));
	req_set_item(r, list, i, "Campaign", english(r) ? b->name_en :
	    b->name_zh);
	req_set_item(r, list, i, "Department", b->department);
	req_set_item(r, list, i, "School", english(r) ? b->school_en :
	    b->school_zh);
	req_set_item(r, list, i, "By", b->by);
	req_set_item(r, list, i, "At", req_time(r, b->created_at));
	req_set_item(r, list, i, "Photos", arena_printf(r->arena,
	    "%" PRId64, b->photos));
	req_set_item(r, list, i, "Accepted", arena_printf(r->arena,
	    "%" PRId64, b->accepted));
	req_set_item(r, list, i, "Returned", arena_printf(r->arena,
	    "%" PRId64, b->returned));
	req_set_item(r, list, i, "Left", arena_printf(r->arena, "%" PRId64,
	    b->photos - b->accepted - b->returned));
	req_set_item(r, list, i, "Closed", req_time(r, b->closed_at));
}

/* A reviewer's own place, and what can be handed in there. Who is a registrar
 * as well may do without. */
static int show_place(struct req *r, struct review_place *p)
{
	int64_t n;
	int status = r->staff->roles & STAFF_REGISTRAR ?
	    place_load_any(r, p) : place_load(r, p);
	enum err e;

	if (status || !p->campaign_id)
		return status;
	e = batch_waiting(r->db, r->account, p->campaign_id,
	    p->department_id, &n);
	if (e != OK)
		return req_fail(r, e);
	req_setf(r, "HandIn", "%" PRId64, n);
	return 0;
}

int batch_list_page(struct req *r)
{
	struct batch *list = arena_alloc(r->arena,
	    (PAGE + 1) * sizeof *list);
	struct review_place p = { 0 };
	uint64_t before = 0;
	int status = 0, n = 0, i;
	enum err e;

	/* Who is a registrar as well sees all of the school's. */
	if (r->staff->roles & STAFF_REVIEWER)
		status = show_place(r, &p);
	if (status)
		return status;
	if (r->staff->roles & STAFF_REGISTRAR)
		p.campaign_id = p.department_id = 0;
	if (*place_value(r, "before") &&
	    parse_u64(place_value(r, "before"), &before) != OK)
		return req_fail(r, ERR_NOTFOUND);
	e = batch_list(r->db, r->arena, r->account, p.campaign_id,
	    p.department_id, before, list, PAGE + 1, &n);
	if (e != OK)
		return req_fail(r, e);
	for (i = 0; i < n && i < PAGE; i++)
		show_batch(r, i, &list[i]);
	if (n > PAGE)
		req_setf(r, "Next", "%" PRIu64, list[PAGE - 1].id);
	if (before)
		req_set(r, "First", "1");
	return req_page(r, "admin/batches");
}

int batch_make(struct req *r)
{
	struct desk d = desk_of(r);
	struct review_place p;
	char token[ID_SIZE];
	int status = place_load(r, &p);
	enum err e;

	if (status)
		return status;
	e = handin_make(&d, p.campaign_id, p.department_id, token);
	if (e == ERR_CONFLICT)
		return req_redirect_flash(r, arena_printf(r->arena,
		    "/admin/batches?place=%s", place_key(r, &p)),
		    "Text.Flash.HandInNone");
	return e == OK ? req_redirect_flash(r, arena_printf(r->arena,
	    "/admin/batches/%s", token), "Text.Flash.HandedIn") :
	    req_fail(r, e);
}

/* --- one ------------------------------------------------------------------ */

static void show_item(struct req *r, int i, const struct batch_item *b)
{
	static const char list[] = "Items";

	req_set_item(r, list, i, "Row", arena_printf(r->arena, "%d", i + 1));
	req_set_item(r, list, i, "Photo", b->photo);
	req_set_item(r, list, i, "No", b->student_no);
	req_set_item(r, list, i, "Name", b->name);
	req_set_item(r, list, i, "Major", b->major);
	req_set_item(r, list, i, "Class", b->class_name);
	req_set_item(r, list, i, "State", b->state);
	req_set_item(r, list, i, "StateText", req_text(r, arena_printf(
	    r->arena, "Text.Review.State.%s", b->state)));
	/* Enough to compare by eye with a manifest. */
	if (b->sha256)
		req_set_item(r, list, i, "Sha", arena_printf(r->arena,
		    "%.4s %.4s %.4s %.4s", b->sha256, b->sha256 + 4,
		    b->sha256 + 8, b->sha256 + 12));
}

/* The photo that is looked at, of those of the batch. */
static void show_chosen(struct req *r, const struct batch_item *b)
{
	req_set(r, "Chosen.Photo", b->photo);
	req_set(r, "Chosen.No", b->student_no);
	req_set(r, "Chosen.Name", b->name);
	if (!strcmp(b->state, "handed_in"))
		req_set(r, "Chosen.Open", "1");
}

static int show(struct req *r, int status, const char *photo)
{
	struct batch_item *list = arena_alloc(r->arena,
	    BATCH_MAX * sizeof *list);
	struct batch b, mine;
	int n = 0, i, found = 0;
	enum err e = batch_get(r->db, r->arena, r->account, r->arg, &b);

	if (e == OK)
		e = batch_items(r->db, r->arena, b.id, list, BATCH_MAX, &n);
	for (i = 0; e == OK && i < n; i++) {
		show_item(r, i, &list[i]);
		if (!strcmp(list[i].photo, photo)) {
			show_chosen(r, &list[i]);
			found = 1;
		}
	}
	if (e == OK && *photo && !found)
		e = ERR_NOTFOUND;
	if (e != OK)
		return req_fail(r, e);
	show_batch(r, 0, &b);
	e = batch_of_registrar(r->db, r->arena, r->account, r->arg, &mine);
	if (e == OK && !b.closed_at) {
		req_set(r, "Decide", "1");
		why_show(r);
	}
	return req_page_status(r, status, "admin/batch");
}

int batch_page(struct req *r)
{
	return show(r, 200, place_value(r, "photo"));
}

static int decided(struct req *r, enum err e, const char *flash)
{
	const char *to = arena_printf(r->arena, "/admin/batches/%s", r->arg);

	if (e == ERR_CONFLICT)
		flash = "Text.Flash.BatchLost";
	else if (e != OK)
		return req_fail(r, e);
	return req_redirect_flash(r, to, flash);
}

static const char *photo_of(const struct req *r)
{
	const char *photo = place_value(r, "Photo");

	return *photo ? photo : NULL;
}

int batch_accept_post(struct req *r)
{
	struct desk d = desk_of(r);
	int done;

	return decided(r, handin_accept(&d, r->arg, photo_of(r), &done),
	    "Text.Flash.BatchAccepted");
}

int batch_return_post(struct req *r)
{
	struct desk d = desk_of(r);
	struct desk_why why;
	int done;

	if (why_read(r, &why) != OK)
		return show(r, 422, place_value(r, "Photo"));
	return decided(r, handin_return(&d, r->arg, photo_of(r), &why,
	    &done), "Text.Flash.BatchReturned");
}
