/* A list from CHSI compared with what is there, and stored. */
#include "proof_import.h"

#include "lib/base/clock.h"
#include "lib/base/parse.h"
#include "lib/db/audit.h"
#include "lib/db/collections.h"
#include "lib/db/tell.h"

#include <stdlib.h>
#include <string.h>

#define ROUND 50		/* rows in a transaction */
#define SMS_REASON 24		/* characters: with them a message is one */

struct store {
	const struct desk *d;
	uint64_t campaign;
	struct proof_import *im;
	struct proof_import before;	/* counts, at the round's beginning */
	struct arena *arena;		/* of a round */
	int first, dry;
	int64_t now;
};

static int at_chsi(const struct proof_student *s)
{
	return !strcmp(s->state, "accepted") ||
	    !strcmp(s->state, "delivered") || !strcmp(s->state, "confirmed");
}

/* 1: there is nothing to do any more. */
static int known(const struct proof_line *row, const struct proof_student *s)
{
	if (row->result == PROOF_CONFIRMED)
		return !strcmp(s->state, "confirmed");
	return !at_chsi(s) && !strcmp(s->outcome, "refused");
}

/* Without a time, a refusal in the same words is taken for the old one. */
static int of_earlier(const struct proof_line *row,
    const struct proof_student *s)
{
	if (row->at)
		return s->submitted_at && row->at < s->submitted_at;
	return row->result == PROOF_REFUSED &&
	    !strcmp(s->outcome, "refused") && !strcmp(s->reason, row->reason);
}

static enum proof_fault judge(const struct proof_line *row,
    const struct proof_student *s)
{
	if (*row->name && strcmp(row->name, s->name))
		return PROOF_NAME;
	if (known(row, s))
		return PROOF_GOOD;
	if (!at_chsi(s))
		return PROOF_EARLY;
	if (of_earlier(row, s))
		return PROOF_OLD;
	if (row->result == PROOF_REFUSED && strcmp(s->route, "department"))
		return PROOF_STUDIO;
	return PROOF_GOOD;
}

/* The first characters of it. */
static const char *shortened(struct arena *a, const char *s)
{
	size_t n = 0, chars = 0;

	if (parse_chars(s) <= SMS_REASON)
		return s;
	for (; s[n]; n++) {
		chars += ((unsigned char)s[n] & 0xc0) != 0x80;
		if (chars == SMS_REASON)
			break;
	}
	return arena_printf(a, "%.*s…", (int)n, s);
}

static enum err tell_refusal(struct db *db, const struct store *st,
    const struct proof_line *row, const struct proof_student *s)
{
	const char *why = shortened(st->arena, row->reason);
	struct review v = { .collection_id = s->collection_id,
	    .photo_id = s->photo_id, .staff_id = st->d->staff,
	    .decision = "returned", .reasons = "", .note =
	    arena_printf(st->arena, "学信网：%s", *row->reason ?
	    row->reason : "图像校对有误"), .created_at = st->now };
	struct tell t = { .tmpl = "returned", .now = st->now, .at = st->now,
	    .zh = desk_reason(st->arena, arena_printf(st->arena,
	    "学信网：%s", *why ? why : "图像校对有误")),
	    .en = desk_reason(st->arena, arena_printf(st->arena,
	    "CHSI: %s", *why ? why : "wrong")) };
	enum err e = tell_roster(db, s->roster_id, &t, &v.sms_id,
	    &v.email_id);

	return e == OK ? review_add(db, &v) : e;
}

static enum err apply(struct db *db, const struct store *st,
    const struct proof_line *row, const struct proof_student *s)
{
	int refused = row->result == PROOF_REFUSED;
	struct proof p = { .roster_id = s->roster_id,
	    .collection_id = s->collection_id, .staff_id = st->d->staff,
	    .outcome = refused ? "refused" : "confirmed",
	    .reason = refused ? row->reason : "", .proved_at = row->at,
	    .created_at = st->now };
	enum err e = refused ?
	    collection_end(db, s->collection_id, s->state, "returned") :
	    collection_move(db, s->collection_id, s->state, "confirmed");

	if (e == OK)
		e = proof_put(db, &p);
	if (e == OK && refused)
		e = tell_refusal(db, st, row, s);
	if (e == OK)
		e = audit_add(db, "staff", st->d->staff, refused ?
		    "collection.refused" : "collection.confirmed",
		    "collection", s->collection_id, NULL);
	return e;
}

static enum err one(struct db *db, struct store *st, struct proof_line *row)
{
	struct proof_import *im = st->im;
	struct proof_student s;
	enum err e = proof_student(db, st->arena, st->d->staff, st->campaign,
	    row->student_no, &s);
	enum proof_fault f;
	int *count;

	if (e == ERR_NOTFOUND) {
		proof_fault(im, row, PROOF_UNKNOWN);
		return OK;
	}
	if (e != OK)
		return e;
	f = row->result == PROOF_OPEN ? PROOF_GOOD : judge(row, &s);
	count = row->result == PROOF_OPEN ? &im->open : known(row, &s) ?
	    &im->already : row->result == PROOF_REFUSED ? &im->refused :
	    &im->confirmed;
	if (!f && !st->dry && count != &im->open && count != &im->already)
		e = apply(db, st, row, &s);
	if (e == ERR_CONFLICT) {	/* changed this moment */
		f = PROOF_EARLY;
		e = OK;
	}
	if (f)
		proof_fault(im, row, f);
	else
		++*count;
	return e;
}

/* It may be run a second time, when another transaction was in the way. */
static void begin(struct store *st, int last)
{
	struct proof_import *im = st->im;
	int i;

	for (i = st->first; i < last; i++)
		if (im->row[i].fault >= PROOF_UNKNOWN)
			im->row[i].fault = PROOF_GOOD;
	im->faults = st->before.faults;
	im->confirmed = st->before.confirmed;
	im->refused = st->before.refused;
	im->already = st->before.already;
	im->open = st->before.open;
}

static enum err round_of(struct db *db, void *arg)
{
	struct store *st = arg;
	struct proof_import *im = st->im;
	int last = st->first + ROUND < im->rows ? st->first + ROUND :
	    im->rows, i;
	enum err e = OK;

	begin(st, last);
	for (i = st->first; i < last && e == OK; i++)
		if (!im->row[i].fault)
			e = one(db, st, &im->row[i]);
	return e;
}

static int by_line(const void *a, const void *b)
{
	const struct proof_note *x = a, *y = b;

	return x->line - y->line;
}

enum err proof_store(const struct desk *d, uint64_t campaign,
    struct proof_import *im, int dry)
{
	struct store st = { .d = d, .campaign = campaign, .im = im,
	    .arena = arena_new(), .dry = dry, .now = clock_now() };
	enum err e = OK;

	if (im->unusable)
		goto out;
	for (; e == OK && st.first < im->rows; st.first += ROUND) {
		if (im->goes_on && !im->goes_on(im->going, st.first,
		    im->rows))
			e = ERR_LIMIT;
		st.before = *im;
		if (e == OK)
			e = db_transaction(d->db, round_of, &st);
		arena_reset(st.arena);
	}
	if (e == OK && !dry)
		e = audit_add(d->db, "staff", d->staff, "results.import",
		    "campaign", campaign, arena_printf(d->arena,
		    "confirmed %d, refused %d", im->confirmed, im->refused));
out:
	qsort(im->fault, (size_t)(im->faults < PROOF_FAULTS ? im->faults :
	    PROOF_FAULTS), sizeof *im->fault, by_line);
	arena_free(st.arena);
	return e;
}
