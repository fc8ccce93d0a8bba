/* The books of the providers, and ours. */
#include "reconcile.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/db/audit.h"

#include <string.h>

#define DAY 86400
#define WEEK 7			/* days that are still fetched */
#define READY (10 * 3600)	/* of the next day; providers say so */
#define AGAIN 3600
#define DIFFERENCES 200		/* of one kind and day; more is one fault */
/* Providers book by their clock: the last minutes of a day belong to the
 * next one, whose bill is not here yet. */
#define MIDNIGHT 300

void reconcile_day_of(int64_t at, char day[11])
{
	char text[17];

	clock_beijing(at, text);
	memcpy(day, text, 10);
	day[10] = '\0';
}

enum err reconcile_span(const char *day, int64_t *from, int64_t *to)
{
	char text[26];

	if (strlen(day) != 10)
		return ERR_INPUT;
	memcpy(text, day, 10);
	memcpy(text + 10, "T00:00:00+08:00", 16);
	if (clock_from_rfc3339(text, from) != OK)
		return ERR_INPUT;
	*to = *from + DAY;
	return OK;
}

enum err reconcile_plan(const struct checkout *k)
{
	int64_t now = clock_now(), first, from, to;
	char day[11];
	enum err e = bill_first(k->db, &first);
	int i, j;

	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	for (i = WEEK; e == OK && i > 0; i--) {
		reconcile_day_of(now - (int64_t)i * DAY, day);
		e = reconcile_span(day, &from, &to);
		if (e != OK || to <= first)
			continue;
		for (j = 0; e == OK && j < k->service->pays; j++)
			e = bill_day_want(k->db, k->service->pay[j]->ops->name,
			    day, to + READY);
	}
	return e;
}

/* --- fetch ------------------------------------------------------------ */

struct storing {
	const struct bill_day *d;
	const struct pay_bill *bill;
};

static enum err store(struct db *db, void *arg)
{
	const struct storing *s = arg;
	const struct bill_day *d = s->d;
	enum err e = bill_clear(db, d->provider, d->day);
	struct bill_line l;
	size_t i;

	for (i = 0; e == OK && i < s->bill->n; i++) {
		const struct pay_bill_row *r = &s->bill->rows[i];

		l = (struct bill_line){
			r->order_token, r->transaction_no, r->refund_token,
			r->amount_fen, r->at
		};
		e = bill_line_add(db, d->provider, d->day, (unsigned)i, &l);
	}
	return e == OK ? bill_day_fetched(db, d->provider, d->day,
	    clock_now()) : e;
}

/* A day that was compared before may agree by now. */
static enum err recheck(const struct checkout *k)
{
	struct bill_day list[4 * WEEK];
	int i, n = 0;
	enum err e = bill_day_recheck(k->db, k->arena, clock_now(), list,
	    4 * WEEK, &n);

	for (i = 0; e == OK && i < n; i++)
		e = reconcile_compare(k, list[i].provider, list[i].day);
	return e;
}

enum err reconcile_fetch(const struct checkout *k, const struct bill_day *d)
{
	struct pay *pay = service_pay(k->service, d->provider);
	struct pay_bill bill = {0};
	struct storing s = { .d = d, .bill = &bill };
	enum err e = bill_day_try(k->db, d, clock_now() + AGAIN);

	if (e == OK)
		e = pay ? pay->ops->bill(pay, k->arena, d->day, &bill) :
		    ERR_UPSTREAM;
	if (e == ERR_NOTFOUND)	/* nothing was paid that day */
		e = OK;
	if (e == OK)
		e = db_transaction(k->db, store, &s);
	if (e == OK) {
		log_info("books of %s, %s: %zu lines", d->provider, d->day,
		    bill.n);
		e = reconcile_compare(k, d->provider, d->day);
	}
	return e == OK ? recheck(k) : e;
}

/* --- compare ---------------------------------------------------------- */

/* Money that the books have and we missed, whatever became of its notice. */
static enum err settle_missed(const struct checkout *k,
    const struct difference_scope *s)
{
	struct bill_line *list = arena_alloc(k->arena, DIFFERENCES *
	    sizeof *list);
	struct pay *pay = service_pay(k->service, s->provider);
	struct pay_result r;
	enum settled how;
	int i, n = 0;
	enum err e = bill_unbooked(k->db, k->arena, s->provider, s->day,
	    list, DIFFERENCES, &n);

	for (i = 0; e == OK && pay && i < n; i++) {
		/* What can't be asked or settled stays a difference. */
		if (pay->ops->query(pay, k->arena, list[i].order_token,
		    &r) == OK && r.state == PAY_PAID &&
		    settle(k, pay, &r, 0, &how) == OK)
			log_warn("order %s: found in the books of %s",
			    list[i].order_token, s->provider);
	}
	return e;
}

static enum err find(const struct checkout *k, int kind,
    const struct difference_scope *s, int64_t now, int *found)
{
	struct difference *list = arena_alloc(k->arena, DIFFERENCES *
	    sizeof *list);
	int i, n = 0;
	enum err e = difference_find(k->db, k->arena, kind, s, list,
	    DIFFERENCES, &n);

	for (i = 0; e == OK && i < n; i++)
		e = difference_note(k->db, &list[i], now);
	*found += n;
	return e;
}

enum err reconcile_compare(const struct checkout *k, const char *provider,
    const char *day)
{
	struct difference_scope s = { .provider = provider, .day = day };
	int64_t now = clock_now();
	int kind, found = 0;
	enum err e = reconcile_span(day, &s.from, &s.to);

	s.from -= MIDNIGHT;
	s.to -= MIDNIGHT;
	if (e == OK)
		e = settle_missed(k, &s);
	if (e == OK)
		e = difference_begin(k->db, &s);
	for (kind = 0; e == OK && kind < DIFFERENCE_KINDS; kind++)
		e = find(k, kind, &s, now, &found);
	if (e == OK)
		e = difference_gone(k->db, &s, now);
	if (e == OK && found)
		log_warn("books of %s, %s: %d differences", provider, day,
		    found);
	return e;
}

/* --- explain ---------------------------------------------------------- */

struct explaining {
	const struct checkout *k;
	uint64_t id, staff;
	const char *note;
};

static enum err explain(struct db *db, void *arg)
{
	const struct explaining *x = arg;
	enum err e = difference_explain(db, x->id, x->note, clock_now());

	if (e == ERR_CONFLICT)
		return ERR_NOTFOUND;
	return e == OK ? audit_add(db, x->k->actor, x->staff,
	    "difference.explain", "difference", x->id, x->note) : e;
}

enum err reconcile_explain(const struct checkout *k, uint64_t id,
    const char *note, uint64_t staff)
{
	struct explaining x = { k, id, staff, note };

	return db_transaction(k->db, explain, &x);
}
