/*
 * Paying an order: start it, go to the provider, come back and wait. Coming
 * back proves nothing; the waiting page asks the provider.
 */
#include "cashier.h"
#include "collect.h"
#include "money.h"

#include "cgi-bin/web/session.h"
#include "lib/base/clock.h"
#include "lib/scan/qr_draw.h"

#include <string.h>

/* Seconds between two questions to the provider, whoever polls how often. */
#define ASK_EVERY 3
/* It asks again soon: a provider that hangs must not hold the process. */
#define HURRY_MS 2000

/* --- begin ------------------------------------------------------------ */

/* What create gave lives a few minutes; until the page that leads on, it
 * waits in the session: "<order> <provider> <url|qr|script> <text>". */
static enum err keep(struct req *r, const char *token, const char *provider,
    const struct pay_begin *begin)
{
	static const char *const words[] = {
		[PAY_NEXT_URL] = "url", [PAY_NEXT_QR] = "qr",
		[PAY_NEXT_SCRIPT] = "script"
	};

	/* Whatever the provider says, a browser is sent to the web only. */
	if (begin->next == PAY_NEXT_URL &&
	    strncmp(begin->text, "https://", 8) &&
	    strncmp(begin->text, "http://", 7))
		return ERR_UPSTREAM;
	return session_put(r, "pay", arena_printf(r->arena, "%s %s %s %s",
	    token, provider, words[begin->next], begin->text));
}

/* Inside WeChat it wants to know who pays, which WeChat says on the way
 * through a page of its own. The state ties its answer to this session. */
static enum err ask_payer(struct req *r, const struct till *till,
    const char *token)
{
	struct pay_begin begin = { .next = PAY_NEXT_URL };
	char state[ID_SIZE];
	enum err e;

	id_new(state);
	e = session_put(r, "payer", arena_printf(r->arena, "%s %s", token,
	    state));
	if (e == OK)
		e = till->pay->ops->payer_url(till->pay, r->arena,
		    arena_printf(r->arena, "%s/orders/%s/payer",
		    conf_text(r->conf, "base_url"), token), state,
		    &begin.text);
	return e == OK ? keep(r, token, till->pay->ops->name, &begin) : e;
}

static enum err begin_payment(struct req *r, const struct till *till,
    const char *token)
{
	const struct checkout k = money_checkout(r);
	struct checkout_payment how = {
		.account = r->account, .token = token, .pay = till->pay,
		.way = till->way, .client_ip = r->remote_addr,
		.description = req_text(r, "Text.Money.Description"),
		.return_url = arena_printf(r->arena, "%s/orders/%s/wait",
		    conf_text(r->conf, "base_url"), token)
	};
	struct pay_begin begin;
	enum err e;

	if (till->way == PAY_JSAPI && till->pay->ops->payer) {
		how.payer = session_get(r, "openid");
		if (!how.payer)
			return ask_payer(r, till, token);
	}
	e = checkout_pay(&k, &how, &begin);
	return e == OK ? keep(r, token, till->pay->ops->name, &begin) : e;
}

/* Why there is no way to the provider, in words. */
static int refused(struct req *r, enum err e)
{
	switch (e) {
	case ERR_UPSTREAM:
		return req_fail_text(r, e, "Text.Money.PayUpstream");
	case ERR_DENIED:	/* begun on another device, say */
		return req_fail_text(r, ERR_CONFLICT,
		    "Text.Money.BegunElsewhere");
	case ERR_INPUT:
	case ERR_NOTFOUND:
		return req_fail_text(r, ERR_CONFLICT, "Text.Money.NoSuchWay");
	default:
		return req_fail(r, e);
	}
}

int order_pay(struct req *r)
{
	struct purchase p;
	struct till till;
	int status = money_load(r, &p);
	enum err e;

	if (status)
		return status;
	if (strcmp(p.o.state, "pending") || p.o.expires_at <= clock_now())
		return req_redirect(r, money_path(r, p.o.token, ""));
	if (!cashier_till(r, req_form(r, "Provider"), &till))
		return req_fail_text(r, ERR_INPUT, "Text.Money.NoSuchWay");
	e = begin_payment(r, &till, p.o.token);
	if (e == OK)
		return req_redirect(r, money_path(r, p.o.token, "/pay"));
	if (e == ERR_CONFLICT)	/* paid, closed or out of time: it says so */
		return req_redirect(r, money_path(r, p.o.token, ""));
	return refused(r, e);
}

/* --- who pays --------------------------------------------------------- */

/* WeChat has sent the browser back. Nothing is begun by this GET: the page
 * has a form that goes on, by itself where scripts run. */
int order_payer(struct req *r)
{
	const char *kept = session_get(r, "payer"), *openid;
	const char *code = req_query(r, "code"), *state = req_query(r,
	    "state");
	struct purchase p;
	struct till till;
	int status = money_load(r, &p);
	enum err e;

	if (status)
		return status;
	if (!kept || !state || !code || strcmp(kept, arena_printf(r->arena,
	    "%s %s", p.o.token, state)) ||
	    !cashier_till(r, NULL, &till) || !till.pay->ops->payer)
		return req_redirect_flash(r, money_path(r, p.o.token, ""),
		    "Text.Flash.PayerUnknown");
	e = session_put(r, "payer", NULL);	/* a code works once */
	if (e == OK)
		e = till.pay->ops->payer(till.pay, r->arena, code, &openid);
	if (e != OK)
		return req_redirect_flash(r, money_path(r, p.o.token, ""),
		    "Text.Flash.PayerUnknown");
	e = session_put(r, "openid", openid);
	if (e != OK)
		return req_fail(r, e);
	req_set(r, "Pay.Provider", till.pay->ops->name);
	req_set(r, "Pay.Label", cashier_label(r, till.pay->ops->name));
	return req_page(r, "student/payer");
}

/* --- on the way -------------------------------------------------------- */

static enum err show_next(struct req *r, const char *kind, const char *text)
{
	struct buf path = {0};
	int side = 0;
	enum err e = OK;

	if (!strcmp(kind, "url")) {
		req_set(r, "Pay.Url", text);
		req_setf(r, "Page.Refresh", "2;url=%s", text);
	} else if (!strcmp(kind, "qr")) {
		e = qr_draw(text, &path, &side);
		if (e == OK) {
			req_set(r, "Qr.Path", path.p);
			req_set_int(r, "Qr.Side", side);
		}
		buf_free(&path);
		req_set(r, "Page.Refresh", "5");
	} else {
		req_set(r, "Pay.Script", text);
	}
	return e;
}

/* A page of ours between the form and the provider: a form may not lead to
 * another site (Content-Security-Policy: form-action), and WeChat wants to
 * see our address as the referrer. */
int order_pay_page(struct req *r)
{
	char *kept = arena_strdup(r->arena, session_get(r, "pay"));
	const char *token, *provider, *kind;
	struct purchase p;
	int status = money_load(r, &p);
	int64_t left;
	enum err e;

	if (status)
		return status;
	token = kept ? strsep(&kept, " ") : "";
	provider = kept ? strsep(&kept, " ") : "";
	kind = kept ? strsep(&kept, " ") : "";
	left = p.o.expires_at - clock_now();
	if (strcmp(p.o.state, "pending") || left <= 0 || !kept ||
	    strcmp(token, p.o.token))
		return req_redirect(r, money_path(r, p.o.token, ""));
	req_set(r, "Pay.Provider", provider);
	req_set(r, "Pay.Name", cashier_name(r, provider));
	req_set(r, "Pay.Label", cashier_label(r, provider));
	req_set_int(r, "Order.Left", left);
	req_setf(r, "Order.LeftText", "%lld:%02lld", (long long)left / 60,
	    (long long)left % 60);
	e = show_next(r, kind, kept);
	return e == OK ? req_page(r, "student/pay") : req_fail(r, e);
}

/* --- wait -------------------------------------------------------------- */

/* GET, though it may settle: it only takes note of what the provider says,
 * which happens anyway, by callback or worker, without this request. */
int order_wait(struct req *r)
{
	struct checkout k = money_checkout(r);
	const char *s;
	struct purchase p;
	int status = money_load(r, &p);
	enum err e;

	if (status)
		return status;
	if (!strcmp(p.o.state, "pending")) {
		/* No answer is no news: the page keeps asking. At the end of
		 * its time the worker asks and closes, which must not find
		 * that somebody has just asked, again and again. */
		k.hurry_ms = HURRY_MS;
		if (p.o.expires_at > clock_now())
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
