/* See money.h. */
#include "money.h"

#include "collect.h"

#include "lib/image/print.h"

#include <string.h>

struct checkout money_checkout(struct req *r)
{
	return (struct checkout){ .db = r->db, .arena = r->arena,
	    .service = r->svc, .actor = "student" };
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

const char *money_size(struct req *r, const char *size)
{
	const struct print_size *s = print_size_find(size);

	if (!s)
		return size;
	return arena_printf(r->arena, "%s %d × %d mm",
	    strcmp(r->lang, "en") == 0 ? s->en : s->zh, s->mm_width,
	    s->mm_height);
}

const char *money_item(struct req *r, const struct order_item *item,
    const char **note)
{
	static const struct {
		const char *kind, *key;
	} words[] = {
		{ "photo", "Text.Money.ItemPhoto" },
		{ "prints", "Text.Money.ItemPrints" },
		{ "extra", "Text.Money.ItemExtra" },
		{ "postage", "Text.Money.Postage" },
	};
	const char *text = item->kind;
	size_t i;

	*note = "";
	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].kind, item->kind) == 0)
			text = req_text(r, words[i].key);
	if (*item->size)
		*note = arena_printf(r->arena, "%s · %d %s × %d",
		    money_size(r, item->size), item->photos,
		    req_text(r, "Text.Money.PhotosASet"), item->sets);
	return text;
}

enum err money_items(struct req *r, const struct order *o)
{
	struct order_item list[ITEMS_MAX];
	const char *note;
	int i, n = 0;
	enum err e = order_items(r->db, r->arena, o->id, list, &n);

	for (i = 0; e == OK && i < n; i++) {
		req_set_item(r, "Items", i, "Text", money_item(r, &list[i],
		    &note));
		req_set_item(r, "Items", i, "Note", note);
		/* A second size of the set that is in the price. */
		if (list[i].amount_fen)
			req_set_item(r, "Items", i, "Amount", req_fen(r,
			    list[i].amount_fen));
	}
	return e;
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
		{ "withdrawn", "Text.Money.CollectionWithdrawn" },
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
		{ "cancelled", "Text.Money.ShipmentCancelled" },
		{ "waiting", "Text.Money.ShipmentWaiting" },
		{ NULL, NULL }
	};

	return word(r, words, state);
}
