/*
 * Paying an order: start it, go to the provider, come back and wait. Coming
 * back proves nothing; the waiting page asks the provider.
 */
#include "collect.h"
#include "money.h"

#include "cgi-bin/web/session.h"

#include <string.h>

/* Seconds between two questions to the provider, whoever polls how often. */
#define ASK_EVERY 3

/* The address that create gave lives a few minutes; it waits in the session
 * under the order's number. */
static enum err keep_url(struct req *r, const char *token, const char *url)
{
	/* Whatever the provider says, a browser is sent to the web only. */
	if (strncmp(url, "https://", 8) && strncmp(url, "http://", 7))
		return ERR_UPSTREAM;
	return session_put(r, "pay", arena_printf(r->arena, "%s %s", token,
	    url));
}

int order_pay(struct req *r)
{
	const struct checkout k = money_checkout(r);
	struct checkout_payment how = {
		.account = r->account, .pay = r->svc->pay[0], .way = PAY_H5,
		.description = req_text(r, "Text.Money.Description"),
		.client_ip = r->remote_addr
	};
	struct pay_begin begin;
	struct purchase p;
	int status = money_load(r, &p);
	enum err e;

	if (status)
		return status;
	how.token = p.o.token;
	how.return_url = arena_printf(r->arena, "%s/orders/%s/wait",
	    conf_text(r->conf, "base_url"), p.o.token);
	e = checkout_pay(&k, &how, &begin);
	if (e == OK)
		e = keep_url(r, p.o.token, begin.text);
	if (e == OK)
		return req_redirect(r, money_path(r, p.o.token, "/pay"));
	if (e == ERR_CONFLICT)	/* paid, closed or out of time: it says so */
		return req_redirect(r, money_path(r, p.o.token, ""));
	if (e == ERR_UPSTREAM)
		return req_fail_text(r, e, "Text.Money.PayUpstream");
	return req_fail(r, e);
}

/* A page of ours between the form and the provider: a form may not lead to
 * another site (Content-Security-Policy: form-action), and WeChat wants to
 * see our address as the referrer. */
int order_pay_page(struct req *r)
{
	const char *kept = session_get(r, "pay"), *url;
	struct purchase p;
	int status = money_load(r, &p);
	size_t n;

	if (status)
		return status;
	n = strlen(p.o.token);
	if (strcmp(p.o.state, "pending") || !kept ||
	    strncmp(kept, p.o.token, n) || kept[n] != ' ')
		return req_redirect(r, money_path(r, p.o.token, ""));
	url = kept + n + 1;
	req_set(r, "Pay.Url", url);
	req_setf(r, "Page.Refresh", "2;url=%s", url);
	return req_page(r, "student/pay");
}

/* GET, though it may settle: it only takes note of what the provider says,
 * which happens anyway, by callback or worker, without this request. */
int order_wait(struct req *r)
{
	const struct checkout k = money_checkout(r);
	const char *s;
	struct purchase p;
	int status = money_load(r, &p);
	enum err e;

	if (status)
		return status;
	if (!strcmp(p.o.state, "pending")) {
		/* No answer is no news: the page keeps asking. */
		checkout_ask(&k, &p.o, ASK_EVERY);
		e = order_get(r->db, r->arena, r->account, r->arg, &p.o);
		if (e != OK)
			return req_fail(r, e);
	}
	if (req_wants_json(r)) {
		s = arena_printf(r->arena, "{\"state\":\"%s\"}\n", p.o.state);
		return req_send(r, 200, "application/json", s, strlen(s));
	}
	if (strcmp(p.o.state, "pending"))
		return req_redirect(r, money_path(r, p.o.token, ""));
	req_set(r, "Page.Refresh", "4");
	return req_page(r, "student/wait");
}
