/* SMS texts: short (70 characters are one message), without addresses, which
 * providers refuse. */
#include "messages.h"

#include "lib/base/buf.h"

#include <jansson.h>

#include <string.h>

static const struct message {
	const char *name, *zh, *en;
} messages[] = {
	{ "code",
	    "【毕业生线上采集】验证码 {code}，{minutes} 分钟内有效。"
	    "请勿告诉任何人，工作人员也不会索要。",
	    "[Graduate Photo Collection] "
	    "Your code is {code}, valid for {minutes} "
	    "minutes. Never share it; our staff will not ask for it." },
	{ "paid",
	    "【毕业生线上采集】已收到您的付款 {amount} 元，照片已提交审核。"
	    "可在“已完成采集”中查看。",
	    "[Graduate Photo Collection] "
	    "We received your payment of CNY {amount}. "
	    "Your photo has been submitted for review." },
	{ "refund",
	    "【毕业生线上采集】退款 {amount} 元已办理，将原路退回您的支付账户，"
	    "到账时间以支付平台为准。",
	    "[Graduate Photo Collection] "
	    "Your refund of CNY {amount} is done. It goes "
	    "back the way you paid." },
	{ "late",
	    "【毕业生线上采集】您的付款 {amount} 元到账时订单已关闭，"
	    "我们会自动原路退款，无需操作。",
	    "[Graduate Photo Collection] "
	    "Your payment of CNY {amount} came after the "
	    "order had closed. We refund it automatically." },
	{ "duplicate",
	    "【毕业生线上采集】同一订单收到了两次付款，多付的 {amount} 元"
	    "会自动原路退回，无需操作。",
	    "[Graduate Photo Collection] "
	    "Your order was paid twice. We refund the "
	    "extra CNY {amount} automatically." },
};

static const char *find(const char *name, const char *lang)
{
	size_t i;

	for (i = 0; i < sizeof messages / sizeof *messages; i++)
		if (!strcmp(messages[i].name, name))
			return strcmp(lang, "en") ? messages[i].zh :
			    messages[i].en;
	return NULL;
}

/* {name} at s: its value, and the length of the place. */
static const char *place(const char *s, const json_t *params, size_t *len)
{
	char name[32];
	size_t n = strcspn(s + 1, "}");

	if (n >= sizeof name)
		return NULL;
	memcpy(name, s + 1, n);
	name[n] = '\0';
	*len = n + 2;
	return json_string_value(json_object_get(params, name));
}

enum err message_text(struct arena *a, const char *template, const char *lang,
    const char *params, char **out)
{
	const char *s = find(template, lang), *value = "";
	json_t *j = json_loads(params, 0, NULL);
	struct buf b = {0};
	size_t n;

	while (s && value && *s) {
		n = strcspn(s, "{");
		buf_add(&b, s, n);
		s += n;
		if (!*s)
			break;
		value = place(s, j, &n);
		if (value)
			buf_adds(&b, value);
		s += n;
	}
	if (s && value)
		*out = arena_strndup(a, b.p, b.n);
	buf_free(&b);
	json_decref(j);
	return s && value ? OK : ERR_INPUT;
}
