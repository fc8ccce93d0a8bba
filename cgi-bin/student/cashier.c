/* See cashier.h. */
#include "cashier.h"

#include <string.h>

enum browser cashier_browser(const struct req *r)
{
	static const struct {
		const char *word;
		enum browser browser;
	} words[] = {
		{ "MicroMessenger", BROWSER_WECHAT },
		{ "AlipayClient", BROWSER_ALIPAY },
		{ "Mobile", BROWSER_PHONE }, { "Android", BROWSER_PHONE },
		{ "iPhone", BROWSER_PHONE }, { "iPad", BROWSER_PHONE },
		{ "Phone", BROWSER_PHONE }, { "HarmonyOS", BROWSER_PHONE },
	};
	size_t i;

	if (!r->user_agent || !*r->user_agent)
		return BROWSER_PHONE;
	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (strstr(r->user_agent, words[i].word))
			return words[i].browser;
	return BROWSER_DESKTOP;
}

int cashier_tills(const struct req *r, struct till out[PAY_MAX])
{
	static const struct {
		const char *only;	/* NULL: everybody's money */
		enum pay_way way;
	} rules[] = {
		[BROWSER_PHONE] = { NULL, PAY_H5 },
		[BROWSER_WECHAT] = { "wechat", PAY_JSAPI },
		[BROWSER_ALIPAY] = { "alipay", PAY_H5 },
		[BROWSER_DESKTOP] = { NULL, PAY_QR },
	};
	const enum browser b = cashier_browser(r);
	const char *only = rules[b].only;
	struct pay *pay;
	int i, n = 0;

	for (i = 0; i < r->svc->pays; i++) {
		pay = r->svc->pay[i];
		if (!only || strcmp(pay->ops->name, only) == 0)
			out[n++] = (struct till){ pay, rules[b].way };
	}
	return n;
}

int cashier_till(const struct req *r, const char *name, struct till *out)
{
	struct till list[PAY_MAX];
	int i, n = cashier_tills(r, list);

	for (i = 0; i < n; i++)
		if (!name || !*name ||
		    strcmp(list[i].pay->ops->name, name) == 0) {
			*out = list[i];
			return 1;
		}
	return 0;
}

const char *cashier_name(struct req *r, const char *provider)
{
	return req_text(r, strcmp(provider, "alipay") ?
	    "Text.Money.Wechat" : "Text.Money.Alipay");
}

const char *cashier_label(struct req *r, const char *provider)
{
	return req_text(r, strcmp(provider, "alipay") ?
	    "Text.Money.PayWechat" : "Text.Money.PayAlipay");
}
