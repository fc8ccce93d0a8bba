/* Callbacks: verified as raw bytes, opened, and read. */
#include "wechat.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"

#include <jansson.h>

#include <string.h>

static enum err state_of(const char *word, enum pay_state *out)
{
	static const struct {
		const char *word;
		enum pay_state state;
	} states[] = {
		{ "SUCCESS", PAY_PAID },
		{ "REFUND", PAY_REFUNDED },
		{ "NOTPAY", PAY_WAITING },
		{ "USERPAYING", PAY_WAITING },
		{ "PAYERROR", PAY_WAITING },	/* may be tried again */
		{ "CLOSED", PAY_CLOSED },
		{ "REVOKED", PAY_CLOSED }
	};
	size_t i;

	for (i = 0; word && i < sizeof states / sizeof *states; i++) {
		if (strcmp(states[i].word, word))
			continue;
		*out = states[i].state;
		return OK;
	}
	return ERR_UPSTREAM;
}

enum err wechat_result(struct arena *a, const json_t *t,
    struct pay_result *out)
{
	const char *order = NULL, *state = NULL, *merchant = NULL;
	const char *app = NULL, *number = NULL, *paid = NULL, *currency = NULL;
	json_int_t total = 0;
	struct pay_result r = {0};

	if (json_unpack((json_t *)t,
	    "{s:s,s:s,s?s,s?s,s?s,s?s,s?{s?I,s?s}}",
	    "out_trade_no", &order, "trade_state", &state,
	    "mchid", &merchant, "appid", &app, "transaction_id", &number,
	    "success_time", &paid, "amount", "total", &total,
	    "currency", &currency) || state_of(state, &r.state) != OK)
		return ERR_UPSTREAM;
	r.order_token = arena_strdup(a, order);
	r.merchant = arena_strdup(a, merchant);
	r.app = arena_strdup(a, app);
	r.transaction_no = arena_strdup(a, number);
	r.currency = arena_strdup(a, currency);
	r.amount_fen = (int64_t)total;
	if (paid && clock_from_rfc3339(paid, &r.paid_at) != OK)
		return ERR_UPSTREAM;
	if (r.state == PAY_PAID && (!number || !paid || !currency))
		return ERR_UPSTREAM;
	*out = r;
	return OK;
}

/* The sealed part of the notice. */
static enum err open_resource(struct wechat *w, struct arena *a, json_t *j,
    char **out)
{
	const char *nonce, *associated = "", *ciphertext;

	if (json_unpack(j, "{s:{s:s,s?s,s:s}}", "resource", "nonce", &nonce,
	    "associated_data", &associated, "ciphertext", &ciphertext))
		return ERR_INPUT;
	return wechat_open(a, w->api_key, nonce, associated, ciphertext, out);
}

/* What an event of this kind carries. Kinds we do not know are stored with
 * their text and nothing else. */
static enum err read_resource(struct arena *a, struct pay_event *ev)
{
	json_t *j = json_loads(ev->resource, 0, NULL);
	const char *order, *refund;
	enum err e = OK;

	if (!json_is_object(j)) {
		e = ERR_INPUT;
	} else if (!strncmp(ev->kind, "TRANSACTION.", 12)) {
		e = wechat_result(a, j, &ev->result);
	} else if (!strncmp(ev->kind, "REFUND.", 7)) {
		if (json_unpack(j, "{s:s,s:s}", "out_trade_no", &order,
		    "out_refund_no", &refund)) {
			e = ERR_INPUT;
		} else {
			ev->result.order_token = arena_strdup(a, order);
			ev->refund_token = arena_strdup(a, refund);
		}
	}
	json_decref(j);
	return e == OK ? OK : ERR_INPUT;
}

enum err wechat_event(struct pay *p, struct arena *a,
    const struct pay_signature *s, const void *body, size_t n,
    struct pay_event *out)
{
	struct wechat *w = (struct wechat *)p;
	struct pay_event ev = {0};
	const char *id, *kind;
	char *resource = NULL;
	json_t *j;
	enum err e = wechat_check_learn(w, a, s, body, n);

	if (e != OK)
		return e;
	j = json_loadb(body, n, 0, NULL);
	if (json_unpack(j, "{s:s,s:s}", "id", &id, "event_type", &kind))
		e = ERR_INPUT;
	else
		e = open_resource(w, a, j, &resource);
	if (e == OK) {
		ev.id = arena_strdup(a, id);
		ev.kind = arena_strdup(a, kind);
		ev.resource = resource;
		e = read_resource(a, &ev);
	}
	json_decref(j);
	if (e == OK)
		*out = ev;
	return e;
}
