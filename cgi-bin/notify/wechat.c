/*
 * Callbacks of WeChat Pay. They are repeated until we answer 2xx, and must
 * be answered within 5 s: verify, store, settle, in that order; no question
 * to the provider on the way, except for a certificate that is new to us.
 */
#include "notify.h"

#include "lib/base/log.h"
#include "lib/domain/checkout.h"

#include <string.h>

/* The protocol's own words, so no page and no language. */
static int answer(struct req *r, int status, const char *code,
    const char *message)
{
	const char *s = arena_printf(r->arena,
	    "{\"code\":\"%s\",\"message\":\"%s\"}", code, message);

	return req_send(r, status, "application/json", s, strlen(s));
}

static int refuse(struct req *r, enum err e)
{
	log_warn("wechat callback refused: %s", err_name(e));
	return answer(r, err_http(e), "FAIL", err_name(e));
}

int notify_wechat(struct req *r)
{
	struct pay *pay = service_pay(r->svc, "wechat");
	const struct checkout k = { .db = r->db, .arena = r->arena,
	    .service = r->svc, .actor = "notify" };
	const struct pay_signature sig = {
		.timestamp = req_http(r, "WECHATPAY_TIMESTAMP"),
		.nonce = req_http(r, "WECHATPAY_NONCE"),
		.serial = req_http(r, "WECHATPAY_SERIAL"),
		.signature = req_http(r, "WECHATPAY_SIGNATURE")
	};
	struct pay_event ev;
	enum settled s;
	enum err e = ERR_NOTFOUND;

	if (pay)
		e = pay->ops->event(pay, r->arena, &sig, r->body,
		    r->body_len, &ev);

	if (e == OK)
		e = settle_event(&k, pay, &ev, &s);
	if (e != OK)
		return refuse(r, e);
	/* The money is not what we asked for, or for nothing we know: the
	 * provider's list of failed notices is where staff will look. */
	if (s == SETTLED_MISMATCH)
		return answer(r, 422, "FAIL", "mismatch");
	if (s == SETTLED_UNKNOWN)
		return answer(r, 404, "FAIL", "unknown order");
	return answer(r, 200, "SUCCESS", "");
}
