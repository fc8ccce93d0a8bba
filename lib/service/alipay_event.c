/*
 * Notices: forms, verified before anything of them is read. The page that a
 * payer comes back to gets names with values signed by the same key, so a
 * notice must also look like one: it has a number, a kind and a state.
 */
#include "alipay.h"

#include "lib/base/log.h"
#include "lib/base/parse.h"
#include "rsa.h"

#include <jansson.h>

#include <string.h>
#include <strings.h>

/* What fits into our tables; nothing longer can be about us. */
#define ID 64
#define TOKEN 32

struct notice {
	struct alipay_param p[ALIPAY_PARAMS];
	size_t n;
};

static const char *get(const struct notice *f, const char *name)
{
	const char *s = alipay_param(f->p, f->n, name);

	return s ? s : "";
}

/* Signed without sign and sign_type, and RSA2 whatever the form says: the
 * older RSA is over SHA-1. */
static enum err check(struct alipay *al, struct arena *a,
    const struct notice *f)
{
	struct alipay_param p[ALIPAY_PARAMS];
	const char *text;
	size_t i, n = 0;

	if (strcmp(get(f, "sign_type"), "RSA2"))
		return ERR_DENIED;
	for (i = 0; i < f->n; i++)
		if (strcmp(f->p[i].name, "sign") &&
		    strcmp(f->p[i].name, "sign_type"))
			p[n++] = f->p[i];
	text = alipay_content(a, p, n);
	return rsa_verify(al->public, text, strlen(text), get(f, "sign"));
}

static int complete(const struct notice *f)
{
	static const char *const needed[] = {
		"notify_id", "app_id", "seller_id", "out_trade_no",
		"trade_no", "trade_status", "total_amount"
	};
	size_t i;

	for (i = 0; i < sizeof needed / sizeof *needed; i++)
		if (!*get(f, needed[i]))
			return 0;
	return !strcmp(get(f, "notify_type"), "trade_status_sync") &&
	    !strcasecmp(get(f, "charset"), "utf-8") &&
	    strlen(get(f, "notify_id")) <= ID &&
	    strlen(get(f, "trade_no")) <= ID &&
	    strlen(get(f, "out_trade_no")) <= TOKEN;
}

/* What is kept of it: nothing about who paid. */
static char *resource(struct arena *a, const struct notice *f)
{
	static const char *const kept[] = {
		"notify_id", "notify_time", "app_id", "seller_id",
		"out_trade_no", "trade_no", "trade_status", "total_amount",
		"receipt_amount", "gmt_create", "gmt_payment", "gmt_close",
		"gmt_refund", "refund_fee", "out_biz_no"
	};
	json_t *j = json_object();
	size_t i;

	for (i = 0; i < sizeof kept / sizeof *kept; i++)
		if (*get(f, kept[i]))
			json_object_set_new(j, kept[i],
			    json_string(get(f, kept[i])));
	return alipay_json(a, j);
}

/* The kinds of the other provider, so that nobody need know both. */
static const char *kind_of(const struct notice *f, enum pay_state s)
{
	static const char *const kinds[] = {
		[PAY_NONE] = "TRANSACTION.NONE",
		[PAY_WAITING] = "TRANSACTION.NOTPAY",
		[PAY_PAID] = "TRANSACTION.SUCCESS",
		[PAY_CLOSED] = "TRANSACTION.CLOSED",
		[PAY_REFUNDED] = "REFUND.SUCCESS"
	};

	/* Of a part: the trade is still a paid one. */
	return *get(f, "gmt_refund") ? kinds[PAY_REFUNDED] : kinds[s];
}

static enum err read_notice(struct arena *a, const struct notice *f,
    struct pay_event *out)
{
	struct pay_event ev = {
		.id = get(f, "notify_id"),
		.result = {
			.order_token = get(f, "out_trade_no"),
			.transaction_no = get(f, "trade_no"),
			.currency = "CNY",
			.merchant = get(f, "seller_id"),
			.app = get(f, "app_id")
		}
	};
	struct pay_result *r = &ev.result;

	if (!complete(f) ||
	    alipay_state(get(f, "trade_status"), get(f, "gmt_refund"),
	    &r->state) != OK ||
	    parse_fen(get(f, "total_amount"), &r->amount_fen) != OK)
		return ERR_INPUT;
	ev.kind = kind_of(f, r->state);
	if (*get(f, "gmt_refund")) {
		r->state = PAY_REFUNDED;
		if (*get(f, "out_biz_no"))
			ev.refund_token = get(f, "out_biz_no");
	}
	if (r->state == PAY_PAID &&
	    alipay_from_time(get(f, "gmt_payment"), &r->paid_at) != OK)
		return ERR_INPUT;
	ev.resource = resource(a, f);
	*out = ev;
	return OK;
}

enum err alipay_event(struct pay *p, struct arena *a,
    const struct pay_signature *s, const void *body, size_t n,
    struct pay_event *out)
{
	struct alipay *al = (struct alipay *)p;
	struct notice f;
	enum err e = alipay_decode(a, body, n, f.p, &f.n);

	(void)s;	/* it is part of the form */
	if (e == OK)
		e = check(al, a, &f);
	if (e == OK)
		e = read_notice(a, &f, out);
	return e;
}
