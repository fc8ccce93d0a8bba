/* Orders from creation to payment or close. */
#include "checkout.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/db/attempts.h"
#include "lib/db/audit.h"
#include "lib/db/campaigns.h"
#include "lib/db/collections.h"
#include "lib/db/outbox.h"

#include <jansson.h>

#include <stdlib.h>
#include <string.h>

enum err checkout_tell(const struct checkout *k, uint64_t account,
    const char *template, int64_t fen, const char *reason)
{
	json_t *j = json_pack("{s:s,s:s*}", "amount", arena_printf(k->arena,
	    "%lld.%02lld", (long long)fen / 100, (long long)fen % 100),
	    "reason", reason);
	char *text = j ? json_dumps(j, JSON_COMPACT) : NULL;
	enum err e = ERR_INPUT;	/* the reason is not UTF-8 */

	if (text)
		e = outbox_add_account(k->db, account, template, text,
		    clock_now());
	free(text);
	json_decref(j);
	return e;
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
	/* That one is free, and goes to the department. */
	if (e == OK && !strcmp(now_c.route, "department"))
		e = ERR_CONFLICT;
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

struct begin {
	const struct checkout *k;
	const struct checkout_payment *how;
	struct order order;
};

/* Noted before the provider knows of it: from now on it is asked. */
static enum err begin(struct db *db, void *arg)
{
	struct begin *b = arg;
	int64_t now = clock_now();
	enum err e = order_lock(db, b->k->arena, b->how->token, &b->order);

	if (e == OK && b->order.account_id != b->how->account)
		e = ERR_NOTFOUND;
	if (e == OK && (strcmp(b->order.state, "pending") ||
	    b->order.expires_at <= now))
		e = ERR_CONFLICT;
	if (e == OK)
		e = order_ask(db, b->order.id, now, 0);
	if (e == OK)
		e = attempt_add(db, b->order.id, b->how->pay->ops->name, now);
	return e;
}

enum err checkout_pay(const struct checkout *k,
    const struct checkout_payment *how, struct pay_begin *out)
{
	struct begin b = { .k = k, .how = how };
	struct pay_order p = {
		.description = how->description, .client_ip = how->client_ip,
		.way = how->way, .payer = how->payer,
		.return_url = how->return_url
	};
	enum err e = db_transaction(k->db, begin, &b);

	if (e != OK)
		return e;
	p.token = b.order.token;
	p.amount_fen = b.order.amount_fen;
	p.expires_at = b.order.expires_at;
	e = how->pay->ops->create(how->pay, k->arena, &p, out);
	log_info("order %s: payment begun with %s: %s", p.token,
	    how->pay->ops->name, err_name(e));
	if (e != ERR_CONFLICT)
		return e;
	/* The provider has it paid or closed: learn which. */
	checkout_ask(k, &b.order, 0);
	return ERR_CONFLICT;
}
