/* See money.h. */
#include "money.h"

#include "collect.h"

#include <string.h>

struct checkout money_checkout(struct req *r)
{
	return (struct checkout){ r->db, r->arena, r->svc, "student" };
}

const char *money_path(struct req *r, const char *token, const char *tail)
{
	return arena_printf(r->arena, "/orders/%s%s", token, tail);
}

int money_load(struct req *r, struct purchase *p)
{
	enum err e = order_get(r->db, r->arena, r->account, r->arg, &p->o);

	if (e == OK)
		e = collection_by_id(r->db, r->arena, p->o.collection_id,
		    &p->c);
	if (e == OK)
		e = campaign_get(r->db, r->arena, p->c.campaign_id,
		    &p->campaign);
	if (e == OK)
		e = photo_of(r->db, r->arena, p->c.id, p->o.photo_id,
		    &p->photo);
	if (e != OK)
		return req_fail(r, e);
	req_set(r, "Order.Token", p->o.token);
	req_set(r, "Order.Campaign", work_campaign(r, &p->campaign));
	req_set(r, "Order.School", work_school(r, &p->campaign));
	req_set_fen(r, "Order.Amount", p->o.amount_fen);
	if (!p->photo.removed_at)
		req_set(r, "Order.Photo", p->photo.token);
	return 0;
}

struct word {
	const char *state, *key;
};

/* A state that has no words yet is shown as the last of its table. */
static const char *word(struct req *r, const struct word *w,
    const char *state)
{
	while (w[1].state && strcmp(w->state, state))
		w++;
	return req_text(r, w->key);
}

const char *money_order_state(struct req *r, const char *state)
{
	static const struct word words[] = {
		{ "pending", "Text.Money.OrderPending" },
		{ "paid", "Text.Money.OrderPaid" },
		{ "refunding", "Text.Money.OrderRefunding" },
		{ "refunded", "Text.Money.OrderRefunded" },
		{ "closed", "Text.Money.OrderClosed" },
		{ NULL, NULL }
	};

	return word(r, words, state);
}

const char *money_collection_state(struct req *r, const char *state)
{
	static const struct word words[] = {
		{ "approved", "Text.Money.CollectionApproved" },
		{ "rejected", "Text.Money.CollectionRejected" },
		{ "handed_in", "Text.Money.CollectionHandedIn" },
		{ "accepted", "Text.Money.CollectionAccepted" },
		{ "returned", "Text.Money.CollectionReturned" },
		{ "delivered", "Text.Money.CollectionDelivered" },
		{ "confirmed", "Text.Money.CollectionConfirmed" },
		{ "submitted", "Text.Money.CollectionSubmitted" },
		{ NULL, NULL }
	};

	return word(r, words, state);
}

const char *money_shipment_state(struct req *r, const char *state)
{
	static const struct word words[] = {
		{ "printed", "Text.Money.ShipmentPrinted" },
		{ "shipped", "Text.Money.ShipmentShipped" },
		{ "received", "Text.Money.ShipmentReceived" },
		{ "waiting", "Text.Money.ShipmentWaiting" },
		{ NULL, NULL }
	};

	return word(r, words, state);
}
