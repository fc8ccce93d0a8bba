/* WeChat Pay v3: money that goes back. A retry has the same number. */
#include "wechat.h"

#include <jansson.h>

#include <string.h>

#define REFUNDS "/v3/refund/domestic/refunds"

static enum err state_of(int status, const json_t *j, enum refund_state *out)
{
	static const struct {
		const char *word;
		enum refund_state state;
	} states[] = {
		{ "SUCCESS", REFUND_SUCCESS },
		{ "PROCESSING", REFUND_PROCESSING },
		{ "ABNORMAL", REFUND_FAILED },
		{ "CLOSED", REFUND_FAILED }
	};
	const char *s = json_string_value(json_object_get(j, "status"));
	size_t i;

	if (status != 200 || !s)
		return ERR_UPSTREAM;
	for (i = 0; i < sizeof states / sizeof *states; i++) {
		if (strcmp(states[i].word, s))
			continue;
		*out = states[i].state;
		return OK;
	}
	return ERR_UPSTREAM;
}

/* An answer about this refund of that much money; state_of else. */
static enum err read_answer(const struct pay_refund *f, int status,
    const json_t *j, enum refund_state *out)
{
	const char *token = NULL;
	json_int_t fen = -1;

	if (status == 200 && (json_unpack((json_t *)j, "{s:s,s:{s:I}}",
	    "out_refund_no", &token, "amount", "refund", &fen) ||
	    strcmp(token, f->token) || fen != f->refund_fen))
		return ERR_UPSTREAM;
	return state_of(status, j, out);
}

/* The transaction where we know it: an order that was paid twice has two. */
static json_t *body_of(const struct wechat *w, const struct pay_refund *f)
{
	json_t *j = json_pack("{s:s,s:s,s:s,s:{s:I,s:I,s:s}}",
	    "out_refund_no", f->token, "reason", f->reason,
	    "notify_url", w->notify_url,
	    "amount", "refund", (json_int_t)f->refund_fen,
	    "total", (json_int_t)f->total_fen, "currency", "CNY");

	if (f->transaction_no)
		json_object_set_new(j, "transaction_id",
		    json_string(f->transaction_no));
	else
		json_object_set_new(j, "out_trade_no",
		    json_string(f->order_token));
	return j;
}

enum err wechat_refund(struct pay *p, struct arena *a,
    const struct pay_refund *f, enum refund_state *out)
{
	struct wechat *w = (struct wechat *)p;
	json_t *j;
	int status;
	enum err e = wechat_call(w, a, "POST", REFUNDS,
	    wechat_text(a, body_of(w, f)), &status, &j);

	if (e == OK) {
		e = read_answer(f, status, j, out);
		json_decref(j);
	}
	return e;
}

enum err wechat_refund_query(struct pay *p, struct arena *a,
    const struct pay_refund *f, enum refund_state *out)
{
	json_t *j;
	int status;
	enum err e = wechat_call((struct wechat *)p, a, "GET",
	    arena_printf(a, REFUNDS "/%s", f->token), NULL, &status, &j);

	if (e == OK) {
		e = status == 404 ? ERR_NOTFOUND :
		    read_answer(f, status, j, out);
		json_decref(j);
	}
	return e;
}
