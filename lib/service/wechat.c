/* WeChat Pay v3, H5: what pay_ops promise, as requests. */
#include "wechat.h"

#include "http.h"
#include "lib/base/clock.h"
#include "lib/base/log.h"

#include <jansson.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define H5 "/v3/pay/transactions/h5"
#define ORDER "/v3/pay/transactions/out-trade-no/"
#define REFUNDS "/v3/refund/domestic/refunds"

static struct wechat *self(struct pay *p)
{
	return (struct wechat *)p;
}

/* Serialises and frees j; the text is the arena's. */
static char *text_of(struct arena *a, json_t *take_j)
{
	char *s = take_j ? json_dumps(take_j, JSON_COMPACT) : NULL;
	char *copy;

	if (!s)
		log_abort("out of memory: wechat");
	copy = arena_strdup(a, s);
	free(s);
	json_decref(take_j);
	return copy;
}

/* Copies a text member; NULL where it is absent. */
static char *member(struct arena *a, const json_t *j, const char *name)
{
	return arena_strdup(a, json_string_value(json_object_get(j, name)));
}

static int has_code(const json_t *j, const char *code)
{
	const char *s = json_string_value(json_object_get(j, "code"));

	return s && !strcmp(s, code);
}

/* Their documents write it both ways. */
static int no_such_order(int status, const json_t *j)
{
	return status == 404 && (has_code(j, "ORDER_NOT_EXIST") ||
	    has_code(j, "ORDERNOTEXIST"));
}

static enum err create(struct pay *p, struct arena *a,
    const struct pay_order *o, struct pay_begin *out)
{
	struct wechat *w = self(p);
	char expires[26], *body, *h5;
	json_t *j;
	int status;
	enum err e;

	if (o->way != PAY_H5)
		return ERR_INPUT;
	clock_rfc3339(o->expires_at, expires);
	body = text_of(a, json_pack(
	    "{s:s,s:s,s:s,s:s,s:s,s:s,s:{s:I,s:s},s:{s:s,s:{s:s}}}",
	    "appid", w->app, "mchid", w->merchant,
	    "description", o->description, "out_trade_no", o->token,
	    "time_expire", expires, "notify_url", w->notify_url,
	    "amount", "total", (json_int_t)o->amount_fen, "currency", "CNY",
	    "scene_info", "payer_client_ip", o->client_ip,
	    "h5_info", "type", "Wap"));
	e = wechat_call(w, a, "POST", H5, body, &status, &j);
	if (e != OK)
		return e;
	h5 = status == 200 ? member(a, j, "h5_url") : NULL;
	if (h5)
		*out = (struct pay_begin){ PAY_NEXT_URL, h5 };
	else if (has_code(j, "ORDERPAID") || has_code(j, "ORDER_CLOSED"))
		e = ERR_CONFLICT;
	else
		e = ERR_UPSTREAM;
	json_decref(j);
	return e;
}

static enum err query(struct pay *p, struct arena *a, const char *token,
    struct pay_result *out)
{
	struct wechat *w = self(p);
	json_t *j;
	int status;
	enum err e = wechat_call(w, a, "GET", arena_printf(a,
	    ORDER "%s?mchid=%s", token, w->merchant), NULL, &status, &j);

	if (e != OK)
		return e;
	if (no_such_order(status, j))
		*out = (struct pay_result){ .state = PAY_NONE,
		    .order_token = token };
	else if (status == 200)
		e = wechat_result(a, j, out);
	else
		e = ERR_UPSTREAM;
	json_decref(j);
	return e;
}

/* OK when nobody can pay it any more; ERR_CONFLICT when it is paid. */
static enum err close_order(struct pay *p, struct arena *a, const char *token)
{
	struct wechat *w = self(p);
	char *body = text_of(a, json_pack("{s:s}", "mchid", w->merchant));
	json_t *j;
	int status;
	enum err e = wechat_call(w, a, "POST",
	    arena_printf(a, ORDER "%s/close", token), body, &status, &j);

	if (e != OK)
		return e;
	if (has_code(j, "ORDERPAID") || has_code(j, "ORDER_PAID"))
		e = ERR_CONFLICT;
	else if (status != 204 && !no_such_order(status, j) &&
	    !has_code(j, "ORDER_CLOSED"))
		e = ERR_UPSTREAM;
	json_decref(j);
	return e;
}

static enum err refund_of(int status, const json_t *j, enum refund_state *out)
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

static enum err refund(struct pay *p, struct arena *a,
    const struct pay_refund *f, enum refund_state *out)
{
	struct wechat *w = self(p);
	char *body = text_of(a, json_pack("{s:s,s:s,s:s,s:s,s:{s:I,s:I,s:s}}",
	    "out_trade_no", f->order_token, "out_refund_no", f->token,
	    "reason", f->reason, "notify_url", w->notify_url,
	    "amount", "refund", (json_int_t)f->refund_fen,
	    "total", (json_int_t)f->total_fen, "currency", "CNY"));
	json_t *j;
	int status;
	enum err e = wechat_call(w, a, "POST", REFUNDS, body, &status, &j);

	if (e == OK) {
		e = refund_of(status, j, out);
		json_decref(j);
	}
	return e;
}

static enum err refund_query(struct pay *p, struct arena *a,
    const struct pay_refund *f, enum refund_state *out)
{
	json_t *j;
	int status;
	enum err e = wechat_call(self(p), a, "GET",
	    arena_printf(a, REFUNDS "/%s", f->token), NULL, &status, &j);

	if (e == OK) {
		e = status == 404 ? ERR_NOTFOUND : refund_of(status, j, out);
		json_decref(j);
	}
	return e;
}

static enum err ours(struct pay *p, const struct pay_result *r)
{
	struct wechat *w = self(p);

	return r->merchant && r->app && !strcmp(r->merchant, w->merchant) &&
	    !strcmp(r->app, w->app) ? OK : ERR_DENIED;
}

static void wechat_free(struct pay *p)
{
	struct wechat *w = self(p);

	if (!w)
		return;
	http_free(w->http);
	wechat_keys_free(w);
	free(w->notify_url);
	free(w);
}

static const struct pay_ops ops = {
	.name = "wechat",
	.create = create,
	.query = query,
	.close = close_order,
	.refund = refund,
	.refund_query = refund_query,
	.event = wechat_event,
	.ours = ours,
	.free = wechat_free
};

static char *notify_url(const struct conf *c)
{
	const char *set = conf_text(c, "notify_url");
	const char *base = conf_text(c, "base_url");
	size_t n = strlen(set) + strlen(base) + sizeof "/notify/wechat";
	char *s = calloc(1, n);

	if (!s)
		log_abort("out of memory: wechat");
	snprintf(s, n, "%s%s", *set ? set : base, *set ? "" : "/notify/wechat");
	return s;
}

/* Texts of the configuration live as long as the process. */
enum err wechat_new(const struct conf *c, struct pay **out)
{
	struct wechat *w = calloc(1, sizeof *w);
	enum err e;

	if (!w)
		log_abort("out of memory: wechat");
	w->pay.ops = &ops;
	w->http = http_new(conf_yes(c, "demo"));
	w->host = conf_text(c, "wechat_host");
	w->app = conf_text(c, "wechat_appid");
	w->merchant = conf_text(c, "wechat_mchid");
	w->serial = conf_text(c, "wechat_serial");
	w->notify_url = notify_url(c);
	w->timeout_ms = (int)conf_int(c, "wechat_timeout_ms");
	e = wechat_keys_load(c, w);
	if (e == OK)
		*out = &w->pay;
	else
		wechat_free(&w->pay);
	return e;
}
