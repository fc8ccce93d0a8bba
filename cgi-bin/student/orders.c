/* /orders: all of them, one, its cancel, and taking it back. */
#include "cashier.h"
#include "collect.h"
#include "money.h"

#include "lib/base/clock.h"

#include <string.h>

#define ORDERS_MAX 50

static void show_item(struct req *r, int i, const struct order *o,
    const char *campaign)
{
	req_set_item(r, "Orders", i, "Token", o->token);
	req_set_item(r, "Orders", i, "Campaign", campaign);
	req_set_item(r, "Orders", i, "State", o->state);
	req_set_item(r, "Orders", i, "StateText",
	    money_order_state(r, o->state));
	req_set_item(r, "Orders", i, "At",
	    req_time(r, o->created_at));
	req_set_item(r, "Orders", i, "Amount", req_fen(r,
	    o->amount_fen));
	if (o->prints)
		req_set_item(r, "Orders", i, "Prints", "1");
	if (o->parcel_no && *o->parcel_no)
		req_set_item(r, "Orders", i, "Parcel", arena_printf(r->arena,
		    "%s %s", o->courier, o->parcel_no));
}

int order_list_page(struct req *r)
{
	struct order list[ORDERS_MAX];
	struct collection c;
	struct campaign campaign;
	int i, n = 0;
	enum err e = order_list(r->db, r->arena, r->account, list,
	    ORDERS_MAX, &n);

	for (i = 0; e == OK && i < n; i++) {
		e = collection_by_id(r->db, r->arena, list[i].collection_id,
		    &c);
		if (e == OK)
			e = campaign_get(r->db, r->arena, c.campaign_id,
			    &campaign);
		if (e == OK)
			show_item(r, i, &list[i],
			    work_campaign(r, &campaign));
	}
	return e == OK ? req_page(r, "student/orders") : req_fail(r, e);
}

static enum err show_address(struct req *r, const struct order *o)
{
	struct address ad;
	enum err e = address_get(r->db, r->arena, r->account, o->address_id,
	    &ad);

	if (e == ERR_NOTFOUND)	/* removed at the student's wish */
		return OK;
	if (e != OK)
		return e;
	req_set(r, "Order.Address.Recipient", ad.recipient);
	req_set(r, "Order.Address.Phone", ad.phone);
	req_set(r, "Order.Address.Region", ad.region);
	req_set(r, "Order.Address.Detail", ad.detail);
	req_set(r, "Order.Address.Postcode", ad.postcode);
	return OK;
}

static void show_shipment(struct req *r, const struct order *o)
{
	if (!o->shipment)
		return;
	req_set(r, "Order.Shipment", money_shipment_state(r, o->shipment));
	req_set(r, "Order.Courier", o->courier);
	req_set(r, "Order.Parcel", o->parcel_no);
}

/* Buttons to pay with, for the browser in front of us. */
static void show_tills(struct req *r)
{
	struct till list[PAY_MAX];
	int i, n = cashier_tills(r, list);
	enum browser b = cashier_browser(r);

	for (i = 0; i < n; i++) {
		req_set_item(r, "Tills", i, "Provider",
		    list[i].pay->ops->name);
		req_set_item(r, "Tills", i, "Label", cashier_label(r,
		    list[i].pay->ops->name));
	}
	if (n < r->svc->pays)	/* inside one app: not the other's money */
		req_set(r, b == BROWSER_ALIPAY ? "Order.InAlipay" :
		    "Order.InWechat", "1");
}

static void show_pending(struct req *r, const struct order *o)
{
	int64_t left = o->expires_at - clock_now();

	if (left <= 0) {
		req_set(r, "Page.Refresh", "5");
		return;
	}
	req_set_int(r, "Order.Left", left);
	req_setf(r, "Order.LeftText", "%lld:%02lld", (long long)left / 60,
	    (long long)left % 60);
	req_set_time(r, "Order.Expires", o->expires_at);
	show_tills(r);
}

/* Order.State of the template: pending is "expired" once its time is over,
 * until the worker has closed it. */
static void show_state(struct req *r, const struct purchase *p)
{
	const struct order *o = &p->o;
	int pending = !strcmp(o->state, "pending");

	req_set(r, "Order.State", pending && o->expires_at <= clock_now() ?
	    "expired" : o->state);
	req_set(r, "Order.StateText", money_order_state(r, o->state));
	if (pending)
		show_pending(r, o);
	/* After a cancel the photo waits to be ordered again or retaken. */
	if (p->c.live && !strcmp(p->c.state, "photo_ready"))
		req_set(r, "Order.Again", "1");
	if (p->c.submitted_at)
		req_set(r, "Order.Collection", p->c.token);
	if (!strcmp(o->state, "paid") && p->campaign.withdraw &&
	    !strcmp(p->c.state, "submitted") &&
	    (!o->shipment || !strcmp(o->shipment, "waiting")))
		req_set(r, "Order.Withdraw", "1");
}

/* Why the order's money goes back; a duplicate's order stays paid. */
static void show_reason(struct req *r, const struct trail *list, int n)
{
	int i;

	for (i = 0; i < n; i++)
		if (list[i].refund_token && strcmp(list[i].reason,
		    "duplicate"))
			req_set(r, "Order.Reason", list[i].reason);
	if (n)
		req_set(r, "Order.Receipt", "1");
}

int order_page(struct req *r)
{
	struct trail list[TRAIL_MAX];
	struct purchase p;
	int status = money_load(r, &p), n = 0;
	enum err e;

	if (status)
		return status;
	show_state(r, &p);
	req_set_time(r, "Order.CreatedAt", p.o.created_at);
	if (p.o.prints)
		req_set(r, "Order.Prints", "1");
	show_shipment(r, &p.o);
	e = money_items(r, &p.o);
	if (e == OK && p.o.address_id)
		e = show_address(r, &p.o);
	if (e == OK)
		e = trail_list(r->db, r->arena, p.o.id, list, &n);
	if (e == OK)
		e = timeline_show(r, &p, list, n);
	show_reason(r, list, n);
	return e == OK ? req_page(r, "student/order") : req_fail(r, e);
}

int order_cancel(struct req *r)
{
	const struct checkout k = money_checkout(r);
	const char *back = money_path(r, r->arg, "");
	struct order o;
	enum err e = order_get(r->db, r->arena, r->account, r->arg, &o);

	if (e == OK)
		e = checkout_close(&k, &o);
	if (e == OK)
		return req_redirect_flash(r, back,
		    "Text.Flash.OrderCancelled");
	if (e == ERR_CONFLICT)
		return req_redirect_flash(r, back, "Text.Flash.OrderIsPaid");
	if (e == ERR_UPSTREAM)
		return req_fail_text(r, e, "Text.Money.CancelUpstream");
	return req_fail(r, e);
}

int order_withdraw(struct req *r)
{
	const struct checkout k = money_checkout(r);
	enum err e = checkout_withdraw(&k, r->account, r->arg);

	if (e == OK)
		return req_redirect_flash(r, money_path(r, r->arg, ""),
		    "Text.Flash.OrderWithdrawn");
	/* The page may be old: the photo was reviewed meanwhile. */
	if (e == ERR_CONFLICT || e == ERR_DENIED)
		return req_fail_text(r, e, "Text.Money.WithdrawLate");
	return req_fail(r, e);
}
