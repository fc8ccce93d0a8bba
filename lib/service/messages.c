/*
 * SMS texts: short (70 characters with the signature are one message), and
 * without addresses, which providers refuse. What each is for:
 *
 *	code		code minutes	a one-time code
 *	paid		amount
 *	refund		amount		a refund is done
 *	late, duplicate	amount		money that we send back by ourselves
 *	withdrawn	amount		the student took the order back
 *	rejected	reason amount	by the studio, with refund
 *	returned	reason		by the department or the registrar
 *	corrected			the school has changed the details
 *	answered	reason		... or says why not
 *	missing		date		a reminder: no photo yet
 *	shipped		courier number
 *	proof		date		the 图像校对 at CHSI is open until then
 *	phone, password			somebody changed it: to the old phone
 *	test				by the operator
 */
#include "messages.h"

#include "lib/base/buf.h"

#include <jansson.h>

#include <stdlib.h>
#include <string.h>

static const struct entry {
	const char *name, *subject_zh, *subject_en, *zh, *en;
} messages[] = {
	{ "code", "验证码", "Your code",
	    "验证码 {code}，{minutes} 分钟内有效。"
	    "请勿告诉任何人，工作人员也不会索要。",
	    "Your code is {code}, valid for {minutes} minutes. "
	    "Never share it; our staff will not ask for it." },
	{ "paid", "已收到付款", "Payment received",
	    "已收到您的付款 {amount} 元，照片已提交审核。"
	    "可在“已完成采集”中查看。",
	    "We received your payment of CNY {amount}. "
	    "Your photo has been submitted for review." },
	{ "refund", "退款已办理", "Refund done",
	    "退款 {amount} 元已办理，将原路退回您的支付账户，"
	    "到账时间以支付平台为准。",
	    "Your refund of CNY {amount} is done. It goes "
	    "back the way you paid." },
	{ "late", "付款将自动退回", "Your payment is coming back",
	    "您的付款 {amount} 元到账时订单已关闭，"
	    "我们会自动原路退款，无需操作。",
	    "Your payment of CNY {amount} came after the "
	    "order had closed. We refund it automatically." },
	{ "duplicate", "多付的钱将自动退回", "Paid twice: a refund is coming",
	    "同一订单收到了两次付款，多付的 {amount} 元"
	    "会自动原路退回，无需操作。",
	    "Your order was paid twice. We refund the "
	    "extra CNY {amount} automatically." },
	{ "withdrawn", "已撤回提交", "Submission withdrawn",
	    "您已撤回提交，{amount} 元会自动原路退回。"
	    "重新拍摄后可以再次提交。",
	    "You withdrew your submission. We refund CNY {amount} "
	    "automatically. You can take a new photo and submit again." },
	{ "rejected", "照片未通过审核", "Photo not accepted",
	    "您的照片未通过审核：{reason}。{amount} 元会自动原路退回，"
	    "请登录后重新拍摄。",
	    "Your photo was not accepted: {reason}. We refund CNY {amount} "
	    "automatically. Please log in and take a new one." },
	{ "returned", "照片被退回", "Photo returned",
	    "您的照片被学校退回：{reason}。请登录后重新拍摄提交。",
	    "Your school returned your photo: {reason}. "
	    "Please log in, take a new one and submit it." },
	{ "corrected", "信息已更正", "Your details were changed",
	    "学校已按您的反映更正了您的信息，请登录核对。",
	    "Your school has changed your details as you asked. "
	    "Please log in and check them." },
	{ "answered", "学校答复了您反映的问题", "Your school's answer",
	    "您反映的信息问题，学校答复：{reason}。请登录查看。",
	    "Your school's answer on your details: {reason}. "
	    "Please log in to see it." },
	{ "missing", "请提交照片", "Your photo is missing",
	    "您还没有提交证件照，请在 {date} 前登录毕业生线上采集提交。",
	    "Your school does not have your photo yet. "
	    "Please log in and submit it by {date}." },
	{ "shipped", "照片已寄出", "Prints on their way",
	    "您的冲印照片已由{courier}寄出，运单号 {number}。",
	    "Your prints are on their way with {courier}, "
	    "parcel number {number}." },
	{ "proof", "请完成图像校对", "Please confirm your photo",
	    "您的照片已上传学信网，请于 {date} 前登录学信网完成图像校对。",
	    "Your photo is at CHSI. Please log in there and "
	    "confirm it by {date}." },
	{ "phone", "绑定手机已更换", "Phone number changed",
	    "您的账号已改用新的手机号登录。如果不是您本人操作，"
	    "请立即联系学校。",
	    "Your account now uses another phone number. If this was not "
	    "you, contact your school at once." },
	{ "password", "密码已修改", "Password changed",
	    "您的账号密码已修改，其他设备上的登录已退出。"
	    "如果不是您本人操作，请立即联系学校。",
	    "Your password was changed and other devices were logged out. "
	    "If this was not you, contact your school at once." },
	{ "test", "测试消息", "Test message",
	    "这是一条测试消息，收到说明发送正常。",
	    "This is a test message. Sending works." },
};

#define MESSAGES ((int)(sizeof messages / sizeof *messages))

static const struct entry *find(const char *name)
{
	int i;

	for (i = 0; i < MESSAGES; i++)
		if (!strcmp(messages[i].name, name))
			return &messages[i];
	return NULL;
}

static int english(const char *lang)
{
	return !strcmp(lang, "en");
}

const char *message_name(int i)
{
	return i < MESSAGES ? messages[i].name : NULL;
}

const char *message_pattern(const char *template, const char *lang)
{
	const struct entry *m = find(template);

	return !m ? NULL : english(lang) ? m->en : m->zh;
}

const char *message_subject(const char *template, const char *lang)
{
	const struct entry *m = find(template);

	return !m ? NULL : english(lang) ? m->subject_en : m->subject_zh;
}

/* The name at "{name}", and the length of the place. */
static const char *place(struct arena *a, const char *s, size_t *len)
{
	size_t n = strcspn(s + 1, "}");

	*len = n + 2;
	return arena_strndup(a, s + 1, n);
}

static enum err fill(struct arena *a, const char *s, const char *params,
    char **out)
{
	json_t *j = json_loads(params, 0, NULL);
	struct buf b = {0};
	const char *value = "";
	size_t n;

	while (value && *s) {
		n = strcspn(s, "{");
		buf_add(&b, s, n);
		s += n;
		if (!*s)
			break;
		value = json_string_value(json_object_get(j,
		    place(a, s, &n)));
		buf_adds(&b, value ? value : "");
		s += n;
	}
	if (value)
		*out = arena_strndup(a, b.p, b.n);
	buf_free(&b);
	json_decref(j);
	return value ? OK : ERR_INPUT;
}

enum err message_text(struct arena *a, const char *template, const char *lang,
    const char *params, char **out)
{
	const char *s = message_pattern(template, lang);

	return s ? fill(a, s, params, out) : ERR_INPUT;
}

enum err message_mail(struct arena *a, const char *template, const char *lang,
    const char *params, const struct message_words *own, char **subject,
    char **text)
{
	const char *pattern = message_pattern(template, lang);
	char *s;
	enum err e;

	if (!pattern)
		return ERR_INPUT;
	if (own && message_misfit(a, template, own->body))
		own = NULL;
	e = fill(a, own ? own->body : pattern, params, &s);
	if (e != OK)
		return e;
	*subject = arena_strdup(a, own ? own->subject :
	    message_subject(template, lang));
	*text = english(lang) ?
	    arena_printf(a, "Hello,\n\n%s\n\nGraduate Photo Collection\n"
	    "Sent automatically; answers are not read.\n", s) :
	    arena_printf(a, "您好：\n\n%s\n\n毕业生线上采集\n"
	    "本邮件由系统自动发出，请勿回复。\n", s);
	return OK;
}

enum err message_places(struct arena *a, const char *template,
    const char *out[MESSAGE_PLACES + 1])
{
	const char *s = message_pattern(template, "zh-CN");
	size_t n;
	int i = 0;

	if (!s)
		return ERR_INPUT;
	while (*(s += strcspn(s, "{")) && i < MESSAGE_PLACES) {
		out[i++] = place(a, s, &n);
		s += n;
	}
	out[i] = NULL;
	return OK;
}

enum err message_values(struct arena *a, const char *template,
    const char *params, const char *out[MESSAGE_PLACES + 1])
{
	json_t *j = json_loads(params, 0, NULL);
	enum err e = message_places(a, template, out);
	const char *s;
	int i;

	for (i = 0; e == OK && out[i]; i++) {
		s = json_string_value(json_object_get(j, out[i]));
		if (s)
			out[i] = arena_strdup(a, s);
		else
			e = ERR_INPUT;
	}
	json_decref(j);
	return e;
}

/* 1: s, of n bytes, is one of the template's. */
static int is_place(const char *const *places, const char *s, size_t n)
{
	for (; *places; places++)
		if (strlen(*places) == n && !strncmp(*places, s, n))
			return 1;
	return 0;
}

const char *message_misfit(struct arena *a, const char *template,
    const char *body)
{
	const char *places[MESSAGE_PLACES + 1], *s = body, *name;
	size_t n;
	int i;

	if (message_places(a, template, places) != OK)
		return "";
	while (*(s += strcspn(s, "{}"))) {
		n = strcspn(s + 1, "{}");
		if (*s == '}' || s[n + 1] != '}')
			return arena_strndup(a, s, 1);
		if (!is_place(places, s + 1, n))
			return arena_strndup(a, s, n + 2);
		s += n + 2;
	}
	for (i = 0; places[i]; i++) {
		name = arena_printf(a, "{%s}", places[i]);
		if (!strstr(body, name))
			return name;
	}
	return NULL;
}

enum err message_sample(struct arena *a, const char *template,
    const char *lang, char **params)
{
	static const struct {
		const char *place, *zh, *en;
	} samples[] = {
		{ "code", "123456", "123456" },
		{ "minutes", "10", "10" },
		{ "amount", "20.00", "20.00" },
		{ "reason", "光线太暗", "too dark" },
		{ "date", "12月31日", "31 December" },
		{ "courier", "顺丰速运", "SF Express" },
		{ "number", "SF1234567890123", "SF1234567890123" },
	};
	size_t i;
	json_t *j;
	char *text;

	if (!find(template))
		return ERR_INPUT;
	j = json_object();
	for (i = 0; i < sizeof samples / sizeof *samples; i++)
		json_object_set_new(j, samples[i].place, json_string(
		    english(lang) ? samples[i].en : samples[i].zh));
	text = json_dumps(j, JSON_COMPACT);
	*params = arena_strdup(a, text ? text : "{}");
	free(text);
	json_decref(j);
	return OK;
}
