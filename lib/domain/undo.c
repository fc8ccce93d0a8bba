/* A paid order is taken back: by its student before the review, where the
 * campaign allows it, or by the studio that rejects the photo. All of the
 * money goes back. */
#include "checkout.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/base/parse.h"
#include "lib/db/audit.h"
#include "lib/db/campaigns.h"
#include "lib/db/collections.h"

#include <string.h>

/* Fits a text message, the audit trail and the outbox. */
#define REASON_MAX 100

struct undo {
	const struct checkout *k;
	const char *token;
	const char *word;		/* collection's new state, refund's
					 * reason, message's name */
	const char *reason;		/* for the message; NULL: none */
	uint64_t account;		/* whose order it must be; 0: any's */
	uint64_t actor_id;
};

/* Whether it may be, and by whom. */
static enum err admit(const struct undo *u, const struct order *o)
{
	const struct checkout *k = u->k;
	struct collection c;
	struct campaign campaign;
	enum err e;

	if (u->account && o->account_id != u->account)
		return ERR_NOTFOUND;
	if (strcmp(o->state, "paid"))
		return ERR_CONFLICT;
	if (!u->account)
		return OK;
	e = collection_by_id(k->db, k->arena, o->collection_id, &c);
	if (e == OK)
		e = campaign_get(k->db, k->arena, c.campaign_id, &campaign);
	return e == OK && !campaign.withdraw ? ERR_DENIED : e;
}

static enum err give_back(const struct undo *u, const struct order *o)
{
	const struct checkout *k = u->k;
	char token[ID_SIZE];
	struct payment p;
	enum err e = payment_kept(k->db, k->arena, o->id, &p);

	if (e == ERR_NOTFOUND) {
		log_error("order %s is paid, but without a payment that is "
		    "ours to give back", o->token);
		return ERR_INTERNAL;
	}
	id_new(token);
	if (e == OK)
		e = refund_add(k->db, token, p.id, p.amount_fen, u->word,
		    clock_now());
	if (e == OK)
		e = checkout_tell(k, o->account_id, u->word, p.amount_fen,
		    u->reason);
	return e;
}

static enum err undo(struct db *db, void *arg)
{
	const struct undo *u = arg;
	const struct checkout *k = u->k;
	struct order o;
	enum err e = order_lock(db, k->arena, u->token, &o);

	if (e == OK)
		e = admit(u, &o);
	if (e == OK)
		e = collection_end(db, o.collection_id, "submitted", u->word);
	if (e == OK && o.prints)
		e = shipment_cancel(db, o.id, clock_now());
	if (e == OK)
		e = order_undo(db, o.id);
	if (e == OK)
		e = give_back(u, &o);
	if (e == OK)
		e = audit_add(db, k->actor, u->actor_id,
		    arena_printf(k->arena, "order.%s", u->word), "order",
		    o.id, u->reason);
	return e;
}

static enum err run(struct undo *u)
{
	enum err e = db_transaction(u->k->db, undo, u);

	if (e == OK)
		log_info("order %.32s: %s, goes back", u->token, u->word);
	return e;
}

enum err checkout_withdraw(const struct checkout *k, uint64_t account,
    const char *token)
{
	struct undo u = {
		.k = k, .token = token, .word = "withdrawn",
		.account = account, .actor_id = account
	};

	return run(&u);
}

enum err checkout_reject(const struct checkout *k, const char *token,
    const char *reason, uint64_t staff)
{
	struct undo u = {
		.k = k, .token = token, .word = "rejected",
		.reason = reason, .actor_id = staff
	};

	if (!*reason || !parse_utf8(reason, strlen(reason)) ||
	    parse_chars(reason) > REASON_MAX)
		return ERR_INPUT;
	return run(&u);
}
