/* Alipay, pages for phones (WAP) and desktops: what pay_ops promise. */
#include "alipay.h"

#include "http.h"
#include "lib/base/clock.h"
#include "lib/base/id.h"
#include "lib/base/log.h"
#include "lib/base/parse.h"
#include "rsa.h"

#include <jansson.h>
#include <openssl/evp.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A clock that is further off than this would make the gateway refuse. */
#define CLOCK 300

static struct alipay *self(struct pay *p)
{
	return (struct alipay *)p;
}

/* Some characters of a subject make the gateway refuse the order. */
static char *subject_of(struct arena *a, const char *description)
{
	char *s = arena_strdup(a, description), *p;

	for (p = s; *p; p++)
		if (strchr("/=&", *p))
			*p = ' ';
	return s;
}

/* No request: the payer takes our signed order to Alipay, which knows of no
 * trade until the payer is about to type the password. So the end of its time
 * is an absolute one, and it can't be said here that it is paid already. */
static enum err create(struct pay *p, struct arena *a,
    const struct pay_order *o, struct pay_begin *out)
{
	static const struct {
		const char *method, *product;
	} ways[] = {
		[PAY_H5] = { "alipay.trade.wap.pay", "QUICK_WAP_WAY" },
		[PAY_JSAPI] = { "alipay.trade.wap.pay", "QUICK_WAP_WAY" },
		[PAY_QR] = { "alipay.trade.page.pay",
		    "FAST_INSTANT_TRADE_PAY" }
	};
	const char *back = o->return_url ? o->return_url : "";
	char expires[20];
	json_t *j;

	alipay_time(o->expires_at, expires);
	j = json_pack("{s:s,s:s,s:s,s:s,s:s}",
	    "out_trade_no", o->token,
	    "total_amount", alipay_yuan(a, o->amount_fen),
	    "subject", subject_of(a, o->description),
	    "product_code", ways[o->way].product,
	    "time_expire", expires);
	if (j && *back && o->way != PAY_QR)
		json_object_set_new(j, "quit_url", json_string(back));
	*out = (struct pay_begin){ PAY_NEXT_URL, alipay_url(self(p), a,
	    ways[o->way].method, alipay_json(a, j), back) };
	return OK;
}

/* --- query ------------------------------------------------------------ */

enum err alipay_state(const char *word, const char *paid,
    enum pay_state *out)
{
	static const struct {
		const char *word;
		enum pay_state state;
	} states[] = {
		{ "WAIT_BUYER_PAY", PAY_WAITING },
		{ "TRADE_SUCCESS", PAY_PAID },
		{ "TRADE_FINISHED", PAY_PAID },	/* too old to be refunded */
		{ "TRADE_CLOSED", PAY_CLOSED }
	};
	size_t i;

	for (i = 0; word && i < sizeof states / sizeof *states; i++) {
		if (strcmp(states[i].word, word))
			continue;
		*out = states[i].state;
		/* A trade is closed too when all of it went back. */
		if (*out == PAY_CLOSED && *paid)
			*out = PAY_REFUNDED;
		return OK;
	}
	return ERR_UPSTREAM;
}

/* The answer names the trade that was asked for; nothing else in it says
 * that it is not another one's. */
static int about(const struct alipay_answer *s, const char *token)
{
	const char *number = alipay_text(s, "out_trade_no");

	return number && !strcmp(number, token);
}

static enum err result_of(struct alipay *al, const struct alipay_answer *s,
    const char *token, struct pay_result *out)
{
	const char *paid = alipay_text(s, "send_pay_date");
	const char *currency = alipay_text(s, "trans_currency");
	struct pay_result r = {
		.order_token = token,
		.transaction_no = alipay_text(s, "trade_no"),
		.currency = currency ? currency : "CNY",
		.merchant = al->seller, .app = al->app
	};

	if (!about(s, token) ||
	    alipay_state(alipay_text(s, "trade_status"), paid ? paid : "",
	    &r.state) != OK ||
	    parse_fen(alipay_text(s, "total_amount"), &r.amount_fen) != OK)
		return ERR_UPSTREAM;
	if (r.state == PAY_PAID && !r.transaction_no)
		return ERR_UPSTREAM;
	/* Not every product says when; that it is paid matters more. */
	if (alipay_from_time(paid, &r.paid_at) != OK && r.state == PAY_PAID)
		r.paid_at = clock_now();
	*out = r;
	return OK;
}

static enum err query(struct pay *p, struct arena *a, const char *token,
    struct pay_result *out)
{
	struct alipay_answer s;
	enum err e = alipay_call(self(p), a, "alipay.trade.query",
	    alipay_json(a, json_pack("{s:s}", "out_trade_no", token)), &s);

	if (e != OK)
		return e;
	if (alipay_is(&s, "ACQ.TRADE_NOT_EXIST"))
		*out = (struct pay_result){ .state = PAY_NONE,
		    .order_token = token };
	else
		e = s.sub ? ERR_UPSTREAM :
		    result_of(self(p), &s, token, out);
	if (e != OK && !s.sub)
		log_error("alipay: query of %.32s: an answer that makes no "
		    "sense", token);
	return e;
}

/* A trade that does not exist can't be closed: who has its address may still
 * pay until it expires, and is given the money back. */
static enum err close_order(struct pay *p, struct arena *a, const char *token)
{
	struct alipay_answer s;
	struct pay_result r;
	enum err e = alipay_call(self(p), a, "alipay.trade.close",
	    alipay_json(a, json_pack("{s:s}", "out_trade_no", token)), &s);

	if (e != OK || alipay_is(&s, "ACQ.TRADE_NOT_EXIST"))
		return e;
	if (!s.sub)
		return about(&s, token) ? OK : ERR_UPSTREAM;
	/* ACQ.TRADE_STATUS_ERROR and its like: not open, but which? */
	e = query(p, a, token, &r);
	if (e != OK || r.state == PAY_WAITING)
		return ERR_UPSTREAM;
	return r.state == PAY_PAID ? ERR_CONFLICT : OK;
}

static enum err ours(struct pay *p, const struct pay_result *r)
{
	struct alipay *al = self(p);

	return r->merchant && r->app && !strcmp(r->merchant, al->seller) &&
	    !strcmp(r->app, al->app) ? OK : ERR_DENIED;
}

/* Asks for a trade that can't be: the signed "no" shows that both keys fit
 * and that the application may ask. */
static enum err prove(struct pay *p, struct arena *a, const char **what)
{
	struct alipay *al = self(p);
	struct alipay_answer s;
	char token[ID_SIZE];
	int64_t off;
	enum err e;

	id_new(token);
	e = alipay_call(al, a, "alipay.trade.query", alipay_json(a,
	    json_pack("{s:s}", "out_trade_no", token)), &s);
	off = s.date ? clock_now() - s.date : 0;
	if (off > CLOCK || off < -CLOCK) {
		*what = arena_printf(a, "the clock is %lld s off",
		    (long long)off);
		return ERR_DENIED;
	}
	if (e == OK && !alipay_is(&s, "ACQ.TRADE_NOT_EXIST")) {
		s.why = s.sub ? s.sub : "an answer that makes no sense";
		e = ERR_UPSTREAM;
	}
	*what = e == OK ? arena_printf(a, "%s, keys and clock are good",
	    al->gateway) : s.why;
	return e;
}

/* --- from the configuration ---------------------------------------------- */

static void alipay_free(struct pay *p)
{
	struct alipay *al = self(p);

	if (!al)
		return;
	http_free(al->http);
	EVP_PKEY_free(al->key);
	EVP_PKEY_free(al->public);
	free(al->app_sn);
	free(al->root_sn);
	free(al->public_sn);
	free(al->notify_url);
	free(al);
}

static const struct pay_ops ops = {
	.name = "alipay",
	.create = create,
	.query = query,
	.close = close_order,
	.refund = alipay_refund,
	.refund_query = alipay_refund_query,
	.event = alipay_event,
	.bill = alipay_bill,
	.prove = prove,
	.ours = ours,
	.free = alipay_free
};

static enum err numbers(const struct conf *c)
{
	static const char *const names[] = {
		"alipay_app_id", "alipay_seller_id"
	};
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++) {
		if (*conf_text(c, names[i]))
			continue;
		log_error("%s: not set", names[i]);
		return ERR_INPUT;
	}
	return OK;
}

/* Texts of the configuration live as long as the process. */
enum err alipay_new(const struct conf *c, struct pay **out)
{
	struct alipay *al = calloc(1, sizeof *al);
	enum err e;

	if (!al)
		log_abort("out of memory: alipay");
	al->pay.ops = &ops;
	al->http = http_new(conf_yes(c, "demo"));
	http_rest(al->http, 1000 * (int)conf_int(c, "pay_rest_seconds"));
	al->gateway = conf_text(c, "alipay_gateway");
	al->app = conf_text(c, "alipay_app_id");
	al->seller = conf_text(c, "alipay_seller_id");
	al->timeout_ms = (int)conf_int(c, "alipay_timeout_ms");
	if (asprintf(&al->notify_url, "%s/notify/alipay",
	    conf_text(c, "base_url")) < 0)
		log_abort("out of memory: alipay");
	e = numbers(c);
	if (e == OK)
		e = rsa_private(c, "alipay_key_file", &al->key);
	if (e == OK)
		e = rsa_public(c, "alipay_public_key_file", &al->public);
	if (e == OK && *conf_text(c, "alipay_certificate_file"))
		e = alipay_certificates(c, al);
	if (e == OK)
		*out = &al->pay;
	else
		alipay_free(&al->pay);
	return e;
}
