/* See handin.h. */
#include "handin.h"

#include "lib/base/clock.h"
#include "lib/db/audit.h"
#include "lib/db/tell.h"

#include <string.h>

struct handin {
	const struct desk *d;
	const char *token;			/* of the batch */
	uint64_t campaign, department;
	const char *photo;			/* NULL: all that are open */
	const struct desk_why *why;		/* NULL: accepted */
	int64_t now;
	int done;
};

static struct batch_item *items_new(const struct desk *d)
{
	return arena_alloc(d->arena, BATCH_MAX * sizeof (struct batch_item));
}

/* What was undone or taken meanwhile stays out. */
static enum err take(struct db *db, struct handin *h, uint64_t batch,
    const struct batch_item *i)
{
	enum err e = batch_take(db, batch, i->collection_id, h->now);

	if (e == ERR_CONFLICT)
		return OK;
	if (e == OK)
		e = audit_add(db, "staff", h->d->staff,
		    "collection.handed_in", "collection", i->collection_id,
		    h->token);
	h->done += e == OK;
	return e;
}

static enum err make(struct db *db, void *arg)
{
	struct handin *h = arg;
	struct batch_item *list = items_new(h->d);
	uint64_t batch = 0;
	int n = 0, i;
	enum err e = batch_approved(db, h->d->arena, h->d->staff, h->campaign,
	    h->department, list, BATCH_MAX, &n);

	h->done = 0;
	if (e == OK && n == 0)
		e = ERR_CONFLICT;
	if (e == OK)
		e = batch_add(db, h->token, h->campaign, h->department,
		    h->d->staff, h->now, &batch);
	for (i = 0; i < n && e == OK; i++)
		e = take(db, h, batch, &list[i]);
	if (e == OK && h->done == 0)
		e = ERR_CONFLICT;
	if (e == OK)
		e = audit_add(db, "staff", h->d->staff, "batch.handed_in",
		    "batch", batch, arena_printf(h->d->arena, "%d",
		    h->done));
	return e;
}

enum err handin_make(const struct desk *d, uint64_t campaign,
    uint64_t department, char token[ID_SIZE])
{
	struct handin h = { .d = d, .token = token, .campaign = campaign,
	    .department = department, .now = clock_now() };

	id_new(token);
	return db_transaction(d->db, make, &h);
}

/* --- the registrar -------------------------------------------------------- */

static enum err send_back(struct db *db, const struct handin *h,
    const struct batch_item *i)
{
	struct arena *a = h->d->arena;
	struct review r = { .collection_id = i->collection_id,
	    .photo_id = i->photo_id, .staff_id = h->d->staff,
	    .decision = "returned", .reasons = h->why->reasons,
	    .note = h->why->note, .created_at = h->now };
	struct tell t = { .tmpl = "returned", .now = h->now, .at = h->now,
	    .zh = desk_reason(a, h->why->zh),
	    .en = desk_reason(a, h->why->en) };
	enum err e = tell_roster(db, i->roster_id, &t, &r.sms_id,
	    &r.email_id);

	return e == OK ? review_add(db, &r) : e;
}

static enum err decide_one(struct db *db, struct handin *h, uint64_t batch,
    const struct batch_item *i)
{
	enum err e = h->why ?
	    batch_return(db, batch, i->collection_id, h->now) :
	    batch_accept(db, batch, i->collection_id, h->now);

	if (e == ERR_CONFLICT)
		return OK;
	if (e == OK && h->why)
		e = send_back(db, h, i);
	if (e == OK)
		e = audit_add(db, "staff", h->d->staff, h->why ?
		    "collection.returned" : "collection.accepted",
		    "collection", i->collection_id,
		    h->why ? h->why->reasons : NULL);
	h->done += e == OK;
	return e;
}

/* Closed with the last that was open. */
static enum err close_batch(struct db *db, const struct handin *h,
    const struct batch *before)
{
	struct batch b;
	enum err e = batch_of_registrar(db, h->d->arena, h->d->staff,
	    before->token, &b);

	if (e != OK || b.closed_at || b.accepted + b.returned < b.photos)
		return e;
	return batch_close(db, b.id, h->now);
}

static enum err decide(struct db *db, void *arg)
{
	struct handin *h = arg;
	struct batch_item *list = items_new(h->d);
	struct batch b;
	int n = 0, i, found = 0;
	enum err e = batch_of_registrar(db, h->d->arena, h->d->staff,
	    h->token, &b);

	h->done = 0;
	if (e == OK)
		e = batch_items(db, h->d->arena, b.id, list, BATCH_MAX, &n);
	for (i = 0; i < n && e == OK; i++) {
		if (h->photo && strcmp(h->photo, list[i].photo) != 0)
			continue;
		found = 1;
		e = decide_one(db, h, b.id, &list[i]);
	}
	if (e == OK && h->done == 0)
		e = h->photo && !found ? ERR_NOTFOUND : ERR_CONFLICT;
	return e == OK ? close_batch(db, h, &b) : e;
}

static enum err run(const struct desk *d, const char *batch,
    const char *photo, const struct desk_why *why, int *done)
{
	struct handin h = { .d = d, .token = batch, .photo = photo,
	    .why = why, .now = clock_now() };
	enum err e = db_transaction(d->db, decide, &h);

	*done = h.done;
	return e;
}

enum err handin_accept(const struct desk *d, const char *batch,
    const char *photo, int *done)
{
	return run(d, batch, photo, NULL, done);
}

enum err handin_return(const struct desk *d, const char *batch,
    const char *photo, const struct desk_why *why, int *done)
{
	return desk_why_ok(why) ? run(d, batch, photo, why, done) :
	    ERR_INPUT;
}
