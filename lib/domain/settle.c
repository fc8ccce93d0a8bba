/* Payments become ours: once, whoever brings the news and how often. */
#include "checkout.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/db/attempts.h"
#include "lib/db/collections.h"

#include <string.h>

/* About a day, an hour apart at the end. */
#define EVENT_TRIES 30

struct settling {
	const struct checkout *k;
	struct pay *pay;
	const struct pay_result *r;
	uint64_t event;
	enum settled result;
};

static const char *const words[] = {
	[SETTLED_PAID] = "done",
	[SETTLED_KNOWN] = "done",
	[SETTLED_REFUND] = "done",
	[SETTLED_MISMATCH] = "mismatch",
	[SETTLED_UNKNOWN] = "unknown"
};

static int matches(const struct settling *s, const struct order *o)
{
	const struct pay_result *r = s->r;

	return r->amount_fen == o->amount_fen &&
	    !strcmp(r->currency, o->currency) &&
	    s->pay->ops->ours(s->pay, r) == OK;
}

static enum err pay_order(const struct settling *s, const struct order *o)
{
	struct db *db = s->k->db;
	int64_t now = clock_now();
	enum err e = order_paid(db, o->id, s->r->paid_at);

	if (e == OK)
		e = collection_move(db, o->collection_id, "ordered",
		    "submitted");
	if (e == OK && o->prints)
		e = shipment_add(db, o->id, now);
	if (e == OK)
		e = checkout_tell(s->k, o->account_id, "paid", o->amount_fen,
		    NULL);
	if (e == OK)
		e = checkout_audit(s->k, o->account_id, "order.paid", "order",
		    o->id, NULL);
	return e;
}

/* Money for an order that is closed (the student may have another one by
 * now) or paid already goes back. */
static enum err give_back(const struct settling *s, const struct order *o,
    uint64_t payment, const char *reason)
{
	struct db *db = s->k->db;
	char token[ID_SIZE];
	enum err e;

	id_new(token);
	e = refund_add(db, token, payment, s->r->amount_fen, reason,
	    clock_now());
	if (e == OK && !strcmp(o->state, "closed"))
		e = order_move(db, o->id, "closed", "refunding");
	if (e == OK)
		e = checkout_tell(s->k, o->account_id, reason,
		    s->r->amount_fen, NULL);
	if (e == OK)
		e = checkout_audit(s->k, o->account_id, "refund.create",
		    "order", o->id, reason);
	return e;
}

static enum err take(struct settling *s, const struct order *o)
{
	const struct pay_result *r = s->r;
	int closed = !strcmp(o->state, "closed");
	struct payment p = {
		.order_id = o->id, .provider = s->pay->ops->name,
		.transaction_no = r->transaction_no, .currency = r->currency,
		.amount_fen = r->amount_fen, .paid_at = r->paid_at,
		.late = closed
	};
	enum err e = payment_add(s->k->db, &p, &p.id);

	if (e == OK)
		e = attempt_close(s->k->db, o->id, p.provider, clock_now());
	if (e != OK)
		return e;
	if (!strcmp(o->state, "pending")) {
		s->result = SETTLED_PAID;
		return pay_order(s, o);
	}
	s->result = SETTLED_REFUND;
	return give_back(s, o, p.id, closed ? "late" : "duplicate");
}

static enum err settle_order(struct settling *s)
{
	const struct checkout *k = s->k;
	struct order o;
	enum err e = order_lock(k->db, k->arena, s->r->order_token, &o);

	if (e == ERR_NOTFOUND) {
		s->result = SETTLED_UNKNOWN;
		return OK;
	}
	if (e != OK)
		return e;
	if (!matches(s, &o)) {
		s->result = SETTLED_MISMATCH;
		return OK;
	}
	e = payment_known(k->db, s->pay->ops->name, s->r->transaction_no);
	if (e == ERR_NOTFOUND)
		return take(s, &o);
	s->result = SETTLED_KNOWN;
	return e;
}

static enum err run(struct db *db, void *arg)
{
	struct settling *s = arg;
	enum err e = settle_order(s);

	if (e == OK && s->event)
		e = event_done(db, s->event, words[s->result], clock_now());
	return e;
}

enum err settle(const struct checkout *k, struct pay *pay,
    const struct pay_result *r, uint64_t event, enum settled *out)
{
	static const char *const said[] = {
		[SETTLED_PAID] = "paid",
		[SETTLED_KNOWN] = "paid before",
		[SETTLED_REFUND] = "paid late or twice, goes back",
		[SETTLED_MISMATCH] = "amount, currency, merchant or app is "
		    "not ours, nothing done",
		[SETTLED_UNKNOWN] = "no such order, nothing done"
	};
	struct settling s = { .k = k, .pay = pay, .r = r, .event = event };
	enum err e = db_transaction(k->db, run, &s);

	if (e != OK) {
		log_error("order %.32s: payment not settled: %s",
		    r->order_token, err_name(e));
		return e;
	}
	if (s.result == SETTLED_MISMATCH || s.result == SETTLED_UNKNOWN)
		log_error("order %.32s: %s", r->order_token, said[s.result]);
	else
		log_info("order %.32s: %s", r->order_token, said[s.result]);
	*out = s.result;
	return OK;
}

/* Stored, with its number. Of a copy *before is what the first came to, ""
 * where that is still open. */
static enum err store(const struct checkout *k, const char *provider,
    const struct pay_event *ev, uint64_t *id, const char **before)
{
	struct payment_event row = {
		.provider = provider, .event_id = ev->id,
		.kind = ev->kind, .order_token = ev->result.order_token ?
		    ev->result.order_token : "", .body = ev->resource
	};
	enum err e = event_add(k->db, &row, clock_now(), id);

	*before = "";
	if (e != ERR_CONFLICT)
		return e;
	e = event_find(k->db, k->arena, row.provider, ev->id, &row);
	if (e == OK) {
		*id = row.id;
		*before = strcmp(row.outcome, "new") ? row.outcome : "";
	}
	return e;
}

enum err settle_event(const struct checkout *k, struct pay *pay,
    const struct pay_event *ev, enum settled *out)
{
	const char *before;
	uint64_t id;
	enum err e = store(k, pay->ops->name, ev, &id, &before);

	*out = SETTLED_KNOWN;
	if (e != OK)
		return e;
	if (*before) {
		if (!strcmp(before, words[SETTLED_MISMATCH]))
			*out = SETTLED_MISMATCH;
		if (!strcmp(before, words[SETTLED_UNKNOWN]))
			*out = SETTLED_UNKNOWN;
		return OK;
	}
	if (ev->result.state == PAY_PAID)
		return settle(k, pay, &ev->result, id, out);
	/* News of a refund only makes us ask sooner. */
	if (ev->refund_token)
		e = refund_hurry(k->db, ev->refund_token, clock_now());
	if (e == OK)
		e = event_done(k->db, id, "done", clock_now());
	return e;
}

/* What the provider says of it; a notice of a refund has been acted on when
 * it came. A provider that has told us of a payment and knows of none will
 * think better of it. */
static enum err take_up(const struct checkout *k, struct pay *pay,
    const struct payment_event *ev)
{
	struct pay_result r;
	enum settled s;
	enum err e = OK;

	if (!strncmp(ev->kind, "TRANSACTION.", 12)) {
		e = pay->ops->query(pay, k->arena, ev->order_token, &r);
		if (e == OK && r.state == PAY_PAID)
			return settle(k, pay, &r, ev->id, &s);
		if (e == OK && r.state != PAY_REFUNDED &&
		    !strcmp(ev->kind, "TRANSACTION.SUCCESS"))
			e = ERR_UPSTREAM;
	}
	if (e == OK)
		e = event_done(k->db, ev->id, "done", clock_now());
	return e;
}

enum err settle_again(const struct checkout *k,
    const struct payment_event *ev)
{
	struct pay *pay = service_pay(k->service, ev->provider);
	unsigned shift = ev->tries < 7 ? ev->tries : 7;
	enum err e = event_take(k->db, ev, clock_now() + (30 << shift));

	if (e == ERR_CONFLICT)
		return OK;
	if (e == OK)
		e = pay ? take_up(k, pay, ev) : ERR_UPSTREAM;
	if (e != OK && ev->tries >= EVENT_TRIES) {
		log_error("event %s: given up after %u tries", ev->event_id,
		    ev->tries + 1);
		event_done(k->db, ev->id, "dead", clock_now());
	}
	return e;
}
