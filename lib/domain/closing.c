/*
 * What providers know of an order: asking about it, and closing it. An order
 * may have been begun with several; it closes here when none of them takes
 * money for it any more, and one that takes it later is closed there.
 */
#include "checkout.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/db/attempts.h"
#include "lib/db/collections.h"

#include <string.h>

/* Seconds after an order's time until a provider that knows nothing of it
 * will not hear of it either: clocks may be a few minutes apart. */
#define UNHEARD 300

/* Asks one provider, closes there when `closing`, settles what was paid.
 * *state is the provider's last word. A close that failed may have worked,
 * and one that worked may have come after a payment, so a query follows. */
static enum err ask_one(const struct checkout *k, const struct order *o,
    const char *provider, int closing, enum settled *settled,
    enum pay_state *state)
{
	struct pay *pay = service_pay(k->service, provider);
	struct pay_result r;
	enum err e;

	if (!pay) {
		log_error("order %s: begun with %s, which is not configured",
		    o->token, provider);
		return ERR_UPSTREAM;
	}
	pay->hurry_ms = k->hurry_ms;
	e = pay->ops->query(pay, k->arena, o->token, &r);
	if (e == OK && r.state == PAY_WAITING && closing) {
		pay->ops->close(pay, k->arena, o->token);
		e = pay->ops->query(pay, k->arena, o->token, &r);
		if (e == OK && r.state == PAY_WAITING)
			e = ERR_UPSTREAM;
	}
	pay->hurry_ms = 0;
	if (e != OK)
		return e;
	*state = r.state;
	if (r.state == PAY_PAID)
		return settle(k, pay, &r, 0, settled);
	/* Alipay knows an order only once somebody is about to pay it. */
	if (closing && (r.state != PAY_NONE ||
	    clock_now() > o->expires_at + UNHEARD))
		e = attempt_close(k->db, o->id, provider, clock_now());
	return e;
}

struct asking {
	struct attempt list[ATTEMPTS];
	int n, paid, mismatch;
};

/* All whose attempt is open. The first failure is the answer, after all
 * have been asked. */
static enum err ask_all(const struct checkout *k, const struct order *o,
    int closing, struct asking *as)
{
	enum pay_state state = PAY_NONE;
	enum settled s = SETTLED_KNOWN;
	enum err e = attempt_open(k->db, k->arena, o->id, as->list, &as->n);
	enum err one;
	int i;

	for (i = 0; e != ERR_INTERNAL && i < as->n; i++) {
		one = ask_one(k, o, as->list[i].provider, closing, &s,
		    &state);
		if (one != OK)
			e = e == OK ? one : e;
		else if (state == PAY_PAID) {
			as->paid = 1;
			as->mismatch |= s == SETTLED_MISMATCH;
		}
	}
	return e;
}

struct closing {
	const struct checkout *k;
	const char *token;
	const struct asking *as;
};

/* A payment that another phone has begun since we asked is asked first. */
static enum err none_new(struct db *db, const struct closing *c,
    const struct order *o)
{
	struct attempt now[ATTEMPTS];
	int i, j, n = 0;
	enum err e = attempt_open(db, c->k->arena, o->id, now, &n);

	for (i = 0; e == OK && i < n; i++) {
		for (j = 0; j < c->as->n; j++)
			if (c->as->list[j].id == now[i].id)
				break;
		if (j == c->as->n)
			e = ERR_UPSTREAM;
	}
	return e;
}

static enum err close_here(struct db *db, void *arg)
{
	struct closing *c = arg;
	const struct checkout *k = c->k;
	struct order o;
	enum err e = order_lock(db, k->arena, c->token, &o);

	if (e != OK)
		return e;
	if (strcmp(o.state, "pending"))
		return strcmp(o.state, "paid") ? OK : ERR_CONFLICT;
	e = none_new(db, c, &o);
	if (e == OK)
		e = order_close(db, o.id, clock_now());
	if (e == OK)
		e = collection_move(db, o.collection_id, "ordered",
		    "photo_ready");
	if (e == OK)
		e = checkout_audit(k, o.account_id, "order.close", "order",
		    o.id, NULL);
	return e;
}

enum err checkout_close(const struct checkout *k, const struct order *o)
{
	struct asking as = {0};
	struct closing c = { .k = k, .token = o->token, .as = &as };
	enum err e;

	if (!strcmp(o->state, "pending")) {
		/* Only notes the time: the state that counts is read under
		 * lock, after the providers' answers. */
		e = order_ask(k->db, o->id, clock_now(), 0);
		if (e == OK || e == ERR_CONFLICT)
			e = ask_all(k, o, 1, &as);
		/* Money that does not fit waits for staff. */
		if (as.paid)
			return as.mismatch ? ERR_INTERNAL : ERR_CONFLICT;
		if (e != OK)
			return e;
	}
	e = db_transaction(k->db, close_here, &c);
	if (e == OK)
		log_info("order %s closed", o->token);
	return e;
}

struct giving_up {
	const struct checkout *k;
	const char *token, *note;
};

static enum err give_up(struct db *db, void *arg)
{
	const struct giving_up *g = arg;
	const struct checkout *k = g->k;
	struct attempt list[ATTEMPTS];
	struct order o;
	int i, n = 0;
	enum err e = order_lock(db, k->arena, g->token, &o);

	if (e == OK && (strcmp(o.state, "pending") ||
	    o.expires_at > clock_now()))
		e = ERR_CONFLICT;
	if (e == OK)
		e = attempt_open(db, k->arena, o.id, list, &n);
	for (i = 0; e == OK && i < n; i++)
		e = attempt_close(db, o.id, list[i].provider, clock_now());
	if (e == OK)
		e = order_close(db, o.id, clock_now());
	if (e == OK)
		e = collection_move(db, o.collection_id, "ordered",
		    "photo_ready");
	if (e == OK)
		e = checkout_audit(k, o.account_id, "order.give_up", "order",
		    o.id, g->note);
	return e;
}

enum err checkout_give_up(const struct checkout *k, const char *token,
    const char *note)
{
	struct giving_up g = { k, token, note };

	return db_transaction(k->db, give_up, &g);
}

enum err checkout_ask(const struct checkout *k, const struct order *o,
    int pause)
{
	struct asking as = {0};
	enum err e;

	if (strcmp(o->state, "pending"))
		return OK;
	e = order_ask(k->db, o->id, clock_now(), pause);
	if (e != OK)
		return e == ERR_CONFLICT ? OK : e;
	return ask_all(k, o, 0, &as);
}

enum err checkout_leave(const struct checkout *k, const struct order *o)
{
	struct asking as = {0};
	enum err e = attempt_asked(k->db, o->id, clock_now());

	return e == OK ? ask_all(k, o, 1, &as) : e;
}
