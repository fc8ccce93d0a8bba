/* WeChat Pay v3: orders begun, asked about and closed. */
#include "wechat.h"

#include "lib/base/buf.h"
#include "lib/base/clock.h"
#include "lib/base/id.h"
#include "lib/base/log.h"
#include "rsa.h"

#include <jansson.h>

#include <string.h>

#define PAY "/v3/pay/transactions/"
#define ORDER PAY "out-trade-no/"

/* Their documents write it both ways. */
static int no_such_order(int status, const json_t *j)
{
	return status == 404 && (wechat_has_code(j, "ORDER_NOT_EXIST") ||
	    wechat_has_code(j, "ORDERNOTEXIST"));
}

/* --- create ------------------------------------------------------------ */

/* What the three ways have in common. A number belongs to the words, the
 * amount, the time and the way that it was first sent with: all of it must
 * be the same in every try. */
static json_t *body_of(const struct wechat *w, const struct pay_order *o)
{
	char expires[26];

	clock_rfc3339(o->expires_at, expires);
	return json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:{s:I,s:s}}",
	    "appid", w->app, "mchid", w->merchant,
	    "description", o->description, "out_trade_no", o->token,
	    "time_expire", expires, "notify_url", w->notify_url,
	    "amount", "total", (json_int_t)o->amount_fen, "currency", "CNY");
}

static json_t *h5_body(const struct wechat *w, const struct pay_order *o)
{
	json_t *j = body_of(w, o);

	json_object_set_new(j, "scene_info", json_pack("{s:s,s:{s:s}}",
	    "payer_client_ip", o->client_ip, "h5_info", "type", "Wap"));
	return j;
}

static json_t *jsapi_body(const struct wechat *w, const struct pay_order *o)
{
	json_t *j = body_of(w, o);

	json_object_set_new(j, "payer", json_pack("{s:s}", "openid",
	    o->payer));
	return j;
}

/* Without it the payer stays at WeChat's page; with it he may be back before
 * he has paid. */
static const char *h5_text(const struct wechat *w, struct arena *a,
    const struct pay_order *o, char *url)
{
	struct buf b = {0};

	(void)w;
	buf_adds(&b, url);
	if (o->return_url) {
		buf_printf(&b, "%credirect_url=", strchr(url, '?') ?
		    '&' : '?');
		buf_add_escaped(&b, o->return_url);
	}
	url = arena_strdup(a, b.p);
	buf_free(&b);
	return url;
}

/* The four lines that the app verifies, signed with the merchant's key. */
static const char *jsapi_text(const struct wechat *w, struct arena *a,
    const struct pay_order *o, char *prepay)
{
	char *package = arena_printf(a, "prepay_id=%s", prepay);
	char *now = arena_printf(a, "%lld", (long long)clock_now());
	char nonce[ID_SIZE], *text;

	(void)o;
	id_new(nonce);
	text = arena_printf(a, "%s\n%s\n%s\n%s\n", w->app, now, nonce,
	    package);
	return wechat_text(a, json_pack("{s:s,s:s,s:s,s:s,s:s,s:s}",
	    "appId", w->app, "timeStamp", now, "nonceStr", nonce,
	    "package", package, "signType", "RSA",
	    "paySign", rsa_sign(a, w->key, text, strlen(text))));
}

static const char *qr_text(const struct wechat *w, struct arena *a,
    const struct pay_order *o, char *url)
{
	(void)w;
	(void)a;
	(void)o;
	return url;
}

static const struct way {
	const char *path, *answer;	/* the member that we want */
	json_t *(*body)(const struct wechat *, const struct pay_order *);
	const char *(*text)(const struct wechat *, struct arena *,
	    const struct pay_order *, char *);
	enum pay_next next;
} ways[] = {
	[PAY_H5] = { PAY "h5", "h5_url", h5_body, h5_text, PAY_NEXT_URL },
	[PAY_JSAPI] = { PAY "jsapi", "prepay_id", jsapi_body, jsapi_text,
	    PAY_NEXT_SCRIPT },
	[PAY_QR] = { PAY "native", "code_url", body_of, qr_text,
	    PAY_NEXT_QR }
};

static enum err refused(const json_t *j)
{
	static const struct {
		const char *code;
		enum err e;
	} codes[] = {
		{ "ORDERPAID", ERR_CONFLICT },
		{ "ORDER_PAID", ERR_CONFLICT },
		{ "ORDER_CLOSED", ERR_CONFLICT },
		{ "OUT_TRADE_NO_USED", ERR_DENIED }
	};
	size_t i;

	for (i = 0; i < sizeof codes / sizeof *codes; i++)
		if (wechat_has_code(j, codes[i].code))
			return codes[i].e;
	return ERR_UPSTREAM;
}

enum err wechat_create(struct pay *p, struct arena *a,
    const struct pay_order *o, struct pay_begin *out)
{
	struct wechat *w = (struct wechat *)p;
	const struct way *way = &ways[o->way];
	char *got = NULL;
	json_t *j;
	int status;
	enum err e;

	if (o->way == PAY_JSAPI && !o->payer)
		return ERR_INPUT;
	e = wechat_call(w, a, "POST", way->path,
	    wechat_text(a, way->body(w, o)), &status, &j);
	if (e != OK)
		return e;
	if (status == 200)
		got = wechat_member(a, j, way->answer);
	if (got) {
		out->next = way->next;
		out->text = way->text(w, a, o, got);
	} else {
		e = refused(j);
	}
	json_decref(j);
	return e;
}

/* --- query, close ------------------------------------------------------ */

enum err wechat_query(struct pay *p, struct arena *a, const char *token,
    struct pay_result *out)
{
	struct wechat *w = (struct wechat *)p;
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
	/* Another order's answer, however well signed, says nothing. */
	if (e == OK && strcmp(out->order_token, token)) {
		log_error("wechat: asked about one order, told of another");
		e = ERR_UPSTREAM;
	}
	json_decref(j);
	return e;
}

enum err wechat_close(struct pay *p, struct arena *a, const char *token)
{
	struct wechat *w = (struct wechat *)p;
	char *body = wechat_text(a, json_pack("{s:s}", "mchid",
	    w->merchant));
	json_t *j;
	int status;
	enum err e = wechat_call(w, a, "POST",
	    arena_printf(a, ORDER "%s/close", token), body, &status, &j);

	if (e != OK)
		return e;
	if (wechat_has_code(j, "ORDERPAID") ||
	    wechat_has_code(j, "ORDER_PAID"))
		e = ERR_CONFLICT;
	else if (status != 204 && !no_such_order(status, j) &&
	    !wechat_has_code(j, "ORDER_CLOSED"))
		e = ERR_UPSTREAM;
	json_decref(j);
	return e;
}
