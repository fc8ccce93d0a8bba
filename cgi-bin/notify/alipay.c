/*
 * Notices of Alipay: forms, repeated for a day until the answer is "success"
 * and nothing else. Verify, store, settle, in that order; no question to the
 * provider on the way.
 */
#include "notify.h"

#include "lib/base/log.h"
#include "lib/domain/checkout.h"

#include <string.h>

static int answer(struct req *r, int status, const char *word)
{
	return req_send(r, status, "text/plain", word, strlen(word));
}

int notify_alipay(struct req *r)
{
	struct pay *pay = service_pay(r->svc, "alipay");
	const struct checkout k = { .db = r->db, .arena = r->arena,
	    .service = r->svc, .actor = "notify" };
	const struct pay_signature none = {0};
	struct pay_event ev;
	enum settled s;
	enum err e = ERR_NOTFOUND;

	if (pay)
		e = pay->ops->event(pay, r->arena, &none, r->body,
		    r->body_len, &ev);
	if (e == OK)
		e = settle_event(&k, pay, &ev, &s);
	if (e != OK) {
		log_warn("alipay notice refused: %s", err_name(e));
		return answer(r, err_http(e), "failure");
	}
	/* The money is not what we asked for, or for nothing we know: Alipay's
	 * list of failed notices is where staff will look. */
	if (s == SETTLED_MISMATCH)
		return answer(r, 422, "failure");
	if (s == SETTLED_UNKNOWN)
		return answer(r, 404, "failure");
	return answer(r, 200, "success");
}
