/* Money back through Alipay. */
#include "alipay.h"

#include "lib/base/log.h"
#include "lib/base/parse.h"

#include <jansson.h>

#include <string.h>

/* What no repetition will change; anything else is tried again with the same
 * number, which the gateway takes for the same refund. */
static int final_no(const struct alipay_answer *s)
{
	static const char *const subs[] = {
		"ACQ.TRADE_HAS_FINISHED",	/* too old */
		"ACQ.TRADE_HAS_CLOSE",		/* all of it went back */
		"ACQ.DISCORDANT_REPEAT_REQUEST",
		"ACQ.REASON_TRADE_REFUND_FEE_ERR",
		"ACQ.REFUND_AMT_NOT_EQUAL_TOTAL"
	};
	size_t i;

	for (i = 0; i < sizeof subs / sizeof *subs; i++)
		if (alipay_is(s, subs[i]))
			return 1;
	return 0;
}

static int same(const struct alipay_answer *s, const char *name,
    const char *want)
{
	const char *have = alipay_text(s, name);

	return have && !strcmp(have, want);
}

/* Done only where the money moved in this very call; else it may have moved
 * in an earlier one, which the next question will tell. */
enum err alipay_refund(struct pay *p, struct arena *a,
    const struct pay_refund *f, enum refund_state *out)
{
	struct alipay_answer s;
	enum err e = alipay_call((struct alipay *)p, a, "alipay.trade.refund",
	    alipay_json(a, json_pack("{s:s,s:s,s:s,s:s}",
	    "out_trade_no", f->order_token, "out_request_no", f->token,
	    "refund_amount", alipay_yuan(a, f->refund_fen),
	    "refund_reason", f->reason)), &s);

	if (e != OK)
		return e;
	if (s.sub) {
		if (!final_no(&s))
			return ERR_UPSTREAM;
		*out = REFUND_FAILED;
		return OK;
	}
	if (!same(&s, "out_trade_no", f->order_token))
		return ERR_UPSTREAM;
	*out = same(&s, "fund_change", "Y") ? REFUND_SUCCESS :
	    REFUND_PROCESSING;
	return OK;
}

/* An answer without the refund's number or without a state: "the request was
 * not received, or the refund failed". Alipay wants ten seconds between a
 * refund and this; asked too early it says so as well, and a refund that is
 * asked for again is still one. */
enum err alipay_refund_query(struct pay *p, struct arena *a,
    const struct pay_refund *f, enum refund_state *out)
{
	struct alipay_answer s;
	int64_t fen;
	enum err e = alipay_call((struct alipay *)p, a,
	    "alipay.trade.fastpay.refund.query", alipay_json(a, json_pack(
	    "{s:s,s:s}", "out_trade_no", f->order_token,
	    "out_request_no", f->token)), &s);

	if (e != OK)
		return e;
	if (alipay_is(&s, "ACQ.TRADE_NOT_EXIST"))
		return ERR_NOTFOUND;
	if (s.sub)
		return ERR_UPSTREAM;
	if (!alipay_text(&s, "out_request_no") &&
	    !alipay_text(&s, "refund_amount"))
		return ERR_NOTFOUND;
	if (!same(&s, "out_trade_no", f->order_token) ||
	    !same(&s, "out_request_no", f->token))
		return ERR_UPSTREAM;
	if (!alipay_text(&s, "refund_status"))
		return ERR_NOTFOUND;
	if (!same(&s, "refund_status", "REFUND_SUCCESS")) {
		*out = REFUND_PROCESSING;
		return OK;
	}
	if (parse_fen(alipay_text(&s, "refund_amount"), &fen) != OK ||
	    fen != f->refund_fen) {
		log_error("alipay: refund %.32s: not the amount we asked for",
		    f->token);
		return ERR_UPSTREAM;
	}
	*out = REFUND_SUCCESS;
	return OK;
}
