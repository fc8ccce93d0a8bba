/* The books of the providers, and ours. */
#include "reconcile.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/db/audit.h"

#include <string.h>

#define DAY 86400
#define BACK 90			/* days that are still fetched: as long as
				 * providers keep them */
#define AGREE 8			/* days in which a day may stop agreeing */
#define RECHECK 100		/* days compared again at once */
#define READY (10 * 3600)	/* of the next day; providers say so */
#define AGAIN 3600
#define PAGE 200		/* rows read at once */
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

/* The days of a provider that nobody has asked for yet, up to yesterday. */
static enum err plan(const struct checkout *k, const char *provider,
    int64_t first)
{
	int64_t now = clock_now(), at = now - (int64_t)BACK * DAY, from, to;
	const char *last;
	char day[11], today[11];
	enum err e = bill_last(k->db, k->arena, provider, &last);

	if (e == OK)
		e = reconcile_span(last, &from, &first);
	else if (e == ERR_NOTFOUND)
		e = OK;
	if (first > at)
		at = first;
	reconcile_day_of(now, today);
	for (; e == OK; at += DAY) {
		reconcile_day_of(at, day);
		if (strcmp(day, today) >= 0)
			break;
		e = reconcile_span(day, &from, &to);
		if (e == OK)
			e = bill_day_want(k->db, provider, day, to + READY);
	}
	return e;
}

enum err reconcile_plan(const struct checkout *k)
{
	int64_t first;
	enum err e = bill_first(k->db, &first);
	int i;

	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	for (i = 0; e == OK && i < k->service->pays; i++)
		e = plan(k, k->service->pay[i]->ops->name, first);
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
			r->amount_fen, r->at, (unsigned)i
		};
		e = bill_line_add(db, d->provider, d->day, &l);
	}
	return e == OK ? bill_day_fetched(db, d->provider, d->day,
	    clock_now()) : e;
}

/* A day that was compared before may agree by now, or no longer: somebody
 * pays a refund back by hand that the provider has made. */
static enum err recheck(const struct checkout *k)
{
	struct bill_day list[RECHECK];
	int i, n = 0;
	enum err e = bill_day_recheck(k->db, k->arena,
	    clock_now() - AGREE * DAY, list, RECHECK, &n);

	for (i = 0; e == OK && i < n; i++)
		e = reconcile_compare(k, list[i].provider, list[i].day);
	return e;
}

enum err reconcile_again(const struct checkout *k)
{
	int64_t now = clock_now();
	struct bill_day list[RECHECK];
	int i, n = 0;
	enum err one, e = bill_day_stale(k->db, k->arena, now,
	    now - AGREE * DAY, list, RECHECK, &n);

	for (i = 0; i < n && (!k->goes_on || k->goes_on(k->going)); i++) {
		one = bill_day_try(k->db, &list[i], now + AGAIN);
		if (one == OK)
			one = reconcile_compare(k, list[i].provider,
			    list[i].day);
		if (one != OK && one != ERR_CONFLICT)
			e = one;
	}
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

/* What can't be asked or settled stays a difference, and so does what there
 * is no time for. 0: the time is over. */
static int settle_lines(const struct checkout *k, const char *provider,
    const struct bill_line *list, int n)
{
	struct pay *pay = service_pay(k->service, provider);
	struct pay_result r;
	enum settled how;
	int i;

	for (i = 0; pay && i < n; i++) {
		if (k->goes_on && !k->goes_on(k->going))
			return 0;
		if (pay->ops->query(pay, k->arena, list[i].order_token,
		    &r) == OK && r.state == PAY_PAID &&
		    settle(k, pay, &r, 0, &how) == OK)
			log_warn("order %s: found in the books of %s",
			    list[i].order_token, provider);
	}
	return 1;
}

/* Money that the books have and we missed, whatever became of its notice. */
static enum err settle_missed(const struct checkout *k,
    const struct difference_scope *s)
{
	struct bill_line *list = arena_alloc(k->arena, PAGE * sizeof *list);
	unsigned from = 0;
	int n = PAGE, more = 1;
	enum err e = OK;

	while (e == OK && more && n == PAGE) {
		n = 0;
		e = bill_unbooked(k->db, k->arena, s->provider, s->day, from,
		    list, PAGE, &n);
		if (n)
			from = list[n - 1].no + 1;
		if (e == OK)
			more = settle_lines(k, s->provider, list, n);
	}
	return e;
}

static enum err find(const struct checkout *k, int kind,
    const struct difference_scope *s, int64_t now, int *found)
{
	struct difference *list = arena_alloc(k->arena, PAGE * sizeof *list);
	const char *after = "";
	int i, n = PAGE;
	enum err e = OK;

	while (e == OK && n == PAGE) {
		n = 0;
		e = difference_find(k->db, k->arena, kind, s, after, list,
		    PAGE, &n);
		for (i = 0; e == OK && i < n; i++)
			e = difference_note(k->db, &list[i], now);
		if (n)
			after = list[n - 1].reference;
		*found += n;
	}
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
