/* Orders from creation to payment or close. */
#include "checkout.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/db/audit.h"
#include "lib/db/campaigns.h"
#include "lib/db/collections.h"
#include "lib/db/outbox.h"

#include <string.h>

enum err checkout_tell(const struct checkout *k, uint64_t account,
    const char *template, int64_t fen)
{
	return outbox_add_account(k->db, account, template,
	    arena_printf(k->arena, "{\"amount\":\"%lld.%02lld\"}",
	    (long long)fen / 100, (long long)fen % 100), clock_now());
}

enum err checkout_audit(const struct checkout *k, uint64_t account,
    const char *action, const char *object, uint64_t id, const char *detail)
{
	return audit_add(k->db, k->actor, strcmp(k->actor, "student") ? 0 :
	    account, action, object, id, detail);
}

/* --- create ------------------------------------------------------------ */

struct create {
	const struct checkout *k;
	const struct checkout_wish *wish;
	struct collection collection;
	struct campaign campaign;
	const char *token;
};

static enum err add_address(struct db *db, const struct checkout_wish *wish,
    uint64_t *id)
{
	struct address ad = *wish->address;
	enum err e;

	ad.account_id = wish->account;
	*id = ad.id;
	e = ad.id ? address_used(db, wish->account, ad.id, clock_now()) :
	    address_add(db, &ad, id);
	if (e == OK && wish->mailing)
		e = consent_add(db, wish->account, wish->mailing, clock_now());
	return e;
}

/* At the prices of now. */
static enum err add_bill(const struct create *c, struct bill *out)
{
	const struct checkout_wish *wish = c->wish;
	struct price_list l;
	enum err e = bill_prices(c->k->db, c->k->arena, &c->campaign, &l);

	return e == OK ? bill_make(&l, wish->address ?
	    wish->address->region_code : NULL, wish->wanted,
	    wish->wanted_count, out) : e;
}

static enum err create(struct db *db, void *arg)
{
	struct create *c = arg;
	const struct checkout_wish *wish = c->wish;
	int64_t now = clock_now();
	struct order o = {
		.token = c->token, .account_id = wish->account,
		.prints = wish->address != NULL,
		.created_at = now, .expires_at = now + wish->minutes * 60
	};
	struct collection now_c;
	struct bill bill;
	enum err e = collection_move(db, c->collection.id, "photo_ready",
	    "ordered");

	/* Read after the move has locked it: a retake just before may have
	 * chosen another photo. */
	if (e == OK)
		e = collection_by_id(db, c->k->arena, c->collection.id,
		    &now_c);
	if (e != OK)
		return e;
	o.collection_id = now_c.id;
	o.photo_id = now_c.photo_id;
	e = add_bill(c, &bill);
	if (e == OK && wish->address)
		e = add_address(db, wish, &o.address_id);
	if (e != OK)
		return e;
	o.amount_fen = bill.total_fen;
	e = order_add(db, &o, &o.id);
	if (e == OK)
		e = bill_save(db, o.id, &bill);
	if (e == OK)
		e = checkout_audit(c->k, wish->account, "order.create",
		    "order", o.id, NULL);
	return e;
}

enum err checkout_create(const struct checkout *k,
    const struct checkout_wish *wish, char token[ID_SIZE])
{
	struct create c = { .k = k, .wish = wish };
	char fresh[ID_SIZE];
	struct order live;
	enum err e = collection_get(k->db, k->arena, wish->account,
	    wish->collection, &c.collection);

	if (e == OK)
		e = campaign_get(k->db, k->arena, c.collection.campaign_id,
		    &c.campaign);
	if (e != OK)
		return e;
	if (order_live(k->db, k->arena, wish->account, c.collection.id,
	    &live) == OK) {
		memcpy(token, live.token, ID_SIZE);
		return OK;
	}
	if (!campaign_open(&c.campaign, clock_now()))
		return ERR_DENIED;
	id_new(fresh);
	c.token = fresh;
	e = db_transaction(k->db, create, &c);
	if (e == OK) {
		memcpy(token, fresh, ID_SIZE);
		log_info("order %s created", fresh);
	} else if (e == ERR_CONFLICT && order_live(k->db, k->arena,
	    wish->account, c.collection.id, &live) == OK) {
		memcpy(token, live.token, ID_SIZE);
		e = OK;
	}
	return e;
}

/* --- pay ------------------------------------------------------------ */

enum err checkout_pay(const struct checkout *k,
    const struct checkout_payment *how, struct pay_begin *out)
{
	int64_t now = clock_now();
	struct pay_order p = {
		.description = how->description, .client_ip = how->client_ip,
		.way = how->way, .payer = how->payer,
		.return_url = how->return_url
	};
	struct order o;
	enum err e = order_get(k->db, k->arena, how->account, how->token, &o);

	if (e != OK)
		return e;
	if (strcmp(o.state, "pending") || o.expires_at <= now)
		return ERR_CONFLICT;
	/* Noted before the provider knows of it: from now on it is asked. */
	e = order_ask(k->db, o.id, now, 0);
	if (e != OK)
		return e;
	p.token = o.token;
	p.amount_fen = o.amount_fen;
	p.expires_at = o.expires_at;
	e = how->pay->ops->create(how->pay, k->arena, &p, out);
	log_info("order %s: payment begun: %s", o.token, err_name(e));
	if (e != ERR_CONFLICT)
		return e;
	/* The provider has it paid or closed: learn which. */
	checkout_ask(k, &o, 0);
	return ERR_CONFLICT;
}

/* --- close ------------------------------------------------------------ */

struct closing {
	const struct checkout *k;
	const char *token;
};

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
	e = order_close(db, o.id, clock_now());
	if (e == OK)
		e = collection_move(db, o.collection_id, "ordered",
		    "photo_ready");
	if (e == OK)
		e = checkout_audit(k, o.account_id, "order.close", "order",
		    o.id, NULL);
	return e;
}

/* Closes at the provider; *state is what the provider says afterwards. A
 * close that failed may have worked, and one that worked may have come after
 * a payment, so the last word is a query. */
static enum err close_there(const struct checkout *k, const struct order *o,
    struct pay_result *r)
{
	struct pay *pay = k->service->pay[0];
	enum err e = pay->ops->query(pay, k->arena, o->token, r);

	if (e == OK && r->state == PAY_WAITING) {
		pay->ops->close(pay, k->arena, o->token);
		e = pay->ops->query(pay, k->arena, o->token, r);
		if (e == OK && r->state == PAY_WAITING)
			e = ERR_UPSTREAM;
	}
	return e;
}

enum err checkout_close(const struct checkout *k, const struct order *o)
{
	struct closing c = { .k = k, .token = o->token };
	struct pay_result r;
	enum settled s;
	enum err e;

	if (!strcmp(o->state, "pending")) {
		/* Only notes the time: the state that counts is read under
		 * lock, after the provider's answer. */
		e = order_ask(k->db, o->id, clock_now(), 0);
		if (e == OK || e == ERR_CONFLICT)
			e = close_there(k, o, &r);
		if (e == OK && r.state == PAY_PAID) {
			e = settle(k, k->service->pay[0], &r, 0, &s);
			if (e != OK)
				return e;
			/* Money that does not fit waits for staff. */
			return s == SETTLED_MISMATCH ? ERR_INTERNAL :
			    ERR_CONFLICT;
		}
		if (e != OK)
			return e;
	}
	e = db_transaction(k->db, close_here, &c);
	if (e == OK)
		log_info("order %s closed", o->token);
	return e;
}

/* --- ask ------------------------------------------------------------ */

enum err checkout_ask(const struct checkout *k, const struct order *o,
    int pause)
{
	struct pay *pay = k->service->pay[0];
	struct pay_result r;
	enum settled s;
	enum err e;

	if (strcmp(o->state, "pending"))
		return OK;
	e = order_ask(k->db, o->id, clock_now(), pause);
	if (e != OK)
		return e == ERR_CONFLICT ? OK : e;
	e = pay->ops->query(pay, k->arena, o->token, &r);
	if (e == OK && r.state == PAY_PAID)
		e = settle(k, pay, &r, 0, &s);
	return e;
}
