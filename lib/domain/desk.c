/* See desk.h. */
#include "desk.h"

#include "lib/base/clock.h"
#include "lib/base/parse.h"
#include "lib/db/audit.h"
#include "lib/db/settings.h"
#include "lib/db/tell.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define LOOK 8		/* candidates of one look */
#define TELL_AFTER 90	/* seconds: surely after DESK_UNDO */

/* A photo on somebody's screen is theirs so long. */
static int64_t claim_until(struct db *db, int64_t now)
{
	return now + 60 * setting_number(db, SETTING_CLAIM_MINUTES);
}

/* --- on the screen ------------------------------------------------------- */

/* The first of the list that can be had. ERR_NOTFOUND: none, and *n = LOOK
 * says that there may be more. */
static enum err take_first(const struct desk *d,
    const struct review_filter *f, int64_t now, struct review_photo *list,
    int *n, struct review_photo *out)
{
	enum err e = review_list(d->db, d->arena, d->staff, f, now, list,
	    LOOK, n);
	int64_t until = claim_until(d->db, now);
	int i;

	for (i = 0; e == OK && i < *n; i++) {
		e = review_claim(d->db, d->staff, list[i].collection_id,
		    list[i].photo_id, now, until);
		if (e == OK) {
			*out = list[i];
			return OK;
		}
		if (e == ERR_CONFLICT)
			e = OK;
	}
	return e == OK ? ERR_NOTFOUND : e;
}

enum err desk_next(const struct desk *d, const struct review_filter *wanted,
    struct review_photo *out)
{
	struct review_photo *list;
	struct review_filter f = *wanted;
	int64_t now = clock_now();
	int n, wrapped = !f.after;
	enum err e;

	f.state = "submitted";
	f.free = 1;
	for (;;) {
		list = arena_alloc(d->arena, LOOK * sizeof *list);
		e = take_first(d, &f, now, list, &n, out);
		if (e != ERR_NOTFOUND)
			return e;
		if (n == LOOK)
			f.after = &list[n - 1];
		else if (wrapped)
			return ERR_NOTFOUND;
		else {
			f.after = NULL;
			wrapped = 1;
		}
	}
}

enum err desk_take(const struct desk *d, const char *photo,
    struct review_photo *out)
{
	int64_t now = clock_now();
	enum err e = review_find(d->db, d->arena, d->staff, photo, now, out);

	return e == OK ? review_claim(d->db, d->staff, out->collection_id,
	    out->photo_id, now, claim_until(d->db, now)) : e;
}

enum err desk_leave(const struct desk *d, const char *photo)
{
	struct review_photo p;
	enum err e = review_find(d->db, d->arena, d->staff, photo,
	    clock_now(), &p);

	return e == OK ? review_release(d->db, d->staff, p.collection_id) :
	    e;
}

/* --- decisions ------------------------------------------------------------ */

struct decision {
	const struct desk *d;
	const char *photo;
	const char *state;			/* approved, rejected */
	const struct desk_why *why;		/* NULL: approved */
	int64_t now;
	int clean;				/* 1: only without a warning */
};

const char *desk_reason(struct arena *a, const char *words)
{
	json_t *j = json_pack("{s:s}", "reason", words);
	char *s = j ? json_dumps(j, JSON_COMPACT) : NULL;
	const char *out = s ? arena_strdup(a, s) : "{}";

	free(s);
	json_decref(j);
	return out;
}

static enum err tell(const struct decision *k, const struct review_photo *p,
    struct review *r)
{
	struct arena *a = k->d->arena;
	struct tell t = {
		.tmpl = "returned", .now = k->now, .at = k->now + TELL_AFTER
	};

	if (!k->why)
		return OK;
	t.zh = desk_reason(a, k->why->zh);
	t.en = desk_reason(a, k->why->en);
	return tell_roster(k->d->db, p->roster_id, &t, &r->sms_id,
	    &r->email_id);
}

/* A lost answer makes a browser or a person send it once more. */
static enum err known(const struct decision *k, const struct review_photo *p)
{
	struct review own;
	enum err e = review_own(k->d->db, k->d->arena, k->d->staff, &own);

	if (e == OK && own.photo_id == p->photo_id &&
	    !strcmp(own.decision, k->state) && !strcmp(p->state, k->state))
		return OK;
	return e == OK || e == ERR_NOTFOUND ? ERR_CONFLICT : e;
}

static enum err decide(struct db *db, void *arg)
{
	const struct decision *k = arg;
	struct review_photo p;
	struct review r = { .staff_id = k->d->staff, .decision = k->state,
	    .reasons = k->why ? k->why->reasons : "",
	    .note = k->why ? k->why->note : "", .created_at = k->now };
	enum err e = review_find(db, k->d->arena, k->d->staff, k->photo,
	    k->now, &p);

	if (e != OK)
		return e;
	if (k->clean && !p.clean)
		return ERR_CONFLICT;
	r.collection_id = p.collection_id;
	r.photo_id = p.photo_id;
	e = review_decide(db, k->d->staff, &p, k->state, k->now);
	if (e == ERR_CONFLICT && !k->clean)
		return known(k, &p);
	if (e == OK)
		e = tell(k, &p, &r);
	if (e == OK)
		e = review_add(db, &r);
	if (e == OK)
		e = audit_add(db, "staff", k->d->staff, arena_printf(
		    k->d->arena, "collection.%s", k->state), "collection",
		    p.collection_id, r.reasons);
	return e;
}

enum err desk_accept(const struct desk *d, const char *photo)
{
	struct decision k = {
		.d = d, .photo = photo, .state = "approved",
		.now = clock_now()
	};

	return db_transaction(d->db, decide, &k);
}

int desk_why_ok(const struct desk_why *why)
{
	return (*why->reasons || *why->note) && strlen(why->reasons) <= 200 &&
	    parse_utf8(why->note, strlen(why->note)) &&
	    parse_chars(why->note) <= DESK_NOTE;
}

enum err desk_reject(const struct desk *d, const char *photo,
    const struct desk_why *why)
{
	struct decision k = {
		.d = d, .photo = photo, .state = "rejected", .why = why,
		.now = clock_now()
	};

	if (!desk_why_ok(why))
		return ERR_INPUT;
	return db_transaction(d->db, decide, &k);
}

enum err desk_accept_clean(const struct desk *d, const char *const *photos,
    int n, int *done)
{
	struct decision k = {
		.d = d, .state = "approved", .now = clock_now(), .clean = 1
	};
	enum err e;
	int i;

	*done = 0;
	for (i = 0; i < n; i++) {
		k.photo = photos[i];
		e = db_transaction(d->db, decide, &k);
		if (e == OK)
			++*done;
		else if (e != ERR_CONFLICT && e != ERR_NOTFOUND)
			return e;
	}
	return OK;
}

/* --- undo ---------------------------------------------------------------- */

struct undo {
	const struct desk *d;
	struct review_photo *photo;
	int64_t now;
};

static enum err undo(struct db *db, void *arg)
{
	const struct undo *u = arg;
	const struct desk *d = u->d;
	struct review r;
	enum err e = review_own(db, d->arena, d->staff, &r);

	if (e == OK)
		e = review_find(db, d->arena, d->staff, r.photo, u->now,
		    u->photo);
	if (e != OK)
		return e;
	if (strcmp(u->photo->state, r.decision) != 0 ||
	    (!strcmp(r.decision, "rejected") &&
	    u->now - r.created_at > DESK_UNDO))
		return ERR_CONFLICT;
	e = review_revert(db, d->staff, u->photo, u->now,
	    claim_until(db, u->now));
	if (e == OK)
		e = tell_back(db, r.sms_id, u->now);
	if (e == OK)
		e = tell_back(db, r.email_id, u->now);
	if (e == OK)
		e = review_undone(db, r.id, u->now);
	if (e == OK)
		e = audit_add(db, "staff", d->staff, "collection.undone",
		    "collection", u->photo->collection_id, r.decision);
	return e;
}

enum err desk_undo(const struct desk *d, struct review_photo *out)
{
	struct undo u = { .d = d, .photo = out, .now = clock_now() };

	return db_transaction(d->db, undo, &u);
}
