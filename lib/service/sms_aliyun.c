/*
 * SMS by Alibaba Cloud (dysmsapi, 2017-05-25), signed with ACS3-HMAC-SHA256.
 * SendSms is not idempotent: OutId marks a message as ours, so that after an
 * answer that got lost QuerySendDetails says whether it was taken.
 */
#include "sms.h"

#include "lib/base/buf.h"
#include "lib/base/clock.h"
#include "lib/base/id.h"
#include "lib/base/log.h"
#include "messages.h"

#include <jansson.h>

#include <stdlib.h>
#include <string.h>

#define ALGORITHM "ACS3-HMAC-SHA256"
#define VERSION "2017-05-25"
#define HEADERS "host;x-acs-action;x-acs-content-sha256;x-acs-date;" \
	"x-acs-signature-nonce;x-acs-version"

static const struct sms_refusal refusals[] = {
	{ "isv.BUSINESS_LIMIT_CONTROL", ERR_LIMIT, "limit" },
	{ "isv.MOBILE_NUMBER_ILLEGAL", ERR_INPUT, "number" },
	{ "isv.MOBILE_COUNT_OVER_LIMIT", ERR_INPUT, "number" },
	{ "isv.PHONENUMBER_BLACKLIST", ERR_INPUT, "number" },
	{ "isv.SMS_", ERR_INPUT, "template" },
	{ "isv.TEMPLATE_", ERR_INPUT, "template" },
	{ "isv.PARAM_", ERR_INPUT, "template" },
	{ "isv.INVALID_", ERR_INPUT, "template" },
	{ "isv.BLACK_KEY_CONTROL_LIMIT", ERR_INPUT, "template" },
	{ "isv.", ERR_DENIED, "account" },
	{ "isp.RAM_PERMISSION_DENY", ERR_DENIED, "account" },
	{ "SignatureDoesNotMatch", ERR_DENIED, "account" },
	{ "IncompleteSignature", ERR_DENIED, "account" },
	{ "InvalidAccessKeyId", ERR_DENIED, "account" },
	{ "InvalidTimeStamp", ERR_DENIED, "account" },
	{ "Forbidden", ERR_DENIED, "account" },
	{ "Throttling", ERR_DENIED, "busy" },
	{ NULL, ERR_UPSTREAM, "busy" }
};

/* --- signature -------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
	const struct sms_pair *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static char *canonical_query(struct arena *a, struct sms_pair *query)
{
	struct buf b = {0};
	size_t n = 0, i;
	char *out;

	while (query[n].name)
		n++;
	qsort(query, n, sizeof *query, by_name);
	for (i = 0; i < n; i++) {
		if (i)
			buf_adds(&b, "&");
		buf_add_escaped(&b, query[i].name);
		buf_adds(&b, "=");
		buf_add_escaped(&b, query[i].value);
	}
	out = arena_strndup(a, b.p ? b.p : "", b.n);
	buf_free(&b);
	return out;
}

char *sms_aliyun_sign(struct arena *a, const struct sms *s,
    const char *action, const char *date, const char *nonce,
    struct sms_pair *query, char **canonical)
{
	char *empty = sms_sha256_hex(a, "", 0), *text;
	uint8_t mac[CRYPTO_HASH];
	char hex[2 * CRYPTO_HASH + 1];

	*canonical = canonical_query(a, query);
	text = arena_printf(a, "POST\n/\n%s\nhost:%s\nx-acs-action:%s\n"
	    "x-acs-content-sha256:%s\nx-acs-date:%s\n"
	    "x-acs-signature-nonce:%s\nx-acs-version:" VERSION "\n\n"
	    HEADERS "\n%s", *canonical, s->name, action, empty, date,
	    nonce, empty);
	text = arena_printf(a, ALGORITHM "\n%s",
	    sms_sha256_hex(a, text, strlen(text)));
	sms_hmac(s->secret, strlen(s->secret), text, mac);
	crypto_hex(mac, sizeof mac, hex);
	return arena_printf(a, ALGORITHM " Credential=%s,SignedHeaders="
	    HEADERS ",Signature=%s", s->key_id, hex);
}

/* --- one call --------------------------------------------------------- */

/* "2026-11-22T22:01:37Z" */
static char *iso_now(struct arena *a)
{
	char t[20];

	clock_sql(clock_now(), t);
	t[10] = 'T';
	return arena_printf(a, "%sZ", t);
}

/* The answer's object, the caller's; ERR_UPSTREAM: there is none. */
static enum err call(const struct sms *s, struct arena *a,
    const char *action, struct sms_pair *query, json_t **out)
{
	char nonce[ID_SIZE], *date = iso_now(a), *sent, *authorization;
	struct http_request q = { .method = "POST", .body = "",
	    .timeout_ms = s->timeout_ms, .max = SMS_ANSWER };
	struct http_answer answer;
	enum err e;

	id_new(nonce);
	authorization = sms_aliyun_sign(a, s, action, date, nonce, query,
	    &sent);
	const char *headers[] = {
		arena_printf(a, "Authorization: %s", authorization),
		arena_printf(a, "x-acs-action: %s", action),
		arena_printf(a, "x-acs-content-sha256: %s",
		    sms_sha256_hex(a, "", 0)),
		arena_printf(a, "x-acs-date: %s", date),
		arena_printf(a, "x-acs-signature-nonce: %s", nonce),
		"x-acs-version: " VERSION,
		arena_printf(a, "Host: %s", s->name),
		/* Else curl adds one, which would have to be signed. */
		"Content-Type:",
		"Accept: application/json",
		NULL
	};
	q.headers = headers;
	q.url = arena_printf(a, "%s/?%s", s->host, sent);
	e = http_ask(s->http, a, &q, &answer);
	if (e != OK)
		return e;
	*out = json_loadb(answer.body, answer.n, 0, NULL);
	if (json_is_object(*out))
		return OK;
	json_decref(*out);
	log_error("aliyun: %s: %d without JSON", action, answer.status);
	return ERR_UPSTREAM;
}

static const char *text_of(const json_t *j, const char *name)
{
	const char *s = json_string_value(json_object_get(j, name));

	return s ? s : "";
}

/* Mainland numbers as they are, others with country code, without the +. */
static const char *number(const char *phone)
{
	return *phone == '+' ? phone + 1 : phone;
}

/* --- operations ------------------------------------------------------- */

static enum err send(struct sender *sender, struct arena *a,
    const struct message *m, struct message_answer *out)
{
	struct sms *s = (struct sms *)sender;
	const char *code = sms_number(s, a, m->template, m->lang);
	struct sms_pair query[] = {
		{ "PhoneNumbers", number(m->to) }, { "SignName", s->sign },
		{ "TemplateCode", code }, { "TemplateParam", m->params },
		{ "OutId", m->id }, { NULL, NULL }
	};
	json_t *j = NULL;
	char *text;
	enum err e;

	out->reason = "template";
	if (!code || message_text(a, m->template, m->lang, m->params,
	    &text) != OK)
		return ERR_INPUT;
	out->reason = "busy";
	e = call(s, a, "SendSms", query, &j);
	if (e == OK && strcmp(text_of(j, "Code"), "OK"))
		e = sms_refused(refusals, "aliyun", text_of(j, "Code"), out);
	if (e == OK) {
		out->provider_id = arena_strdup(a, text_of(j, "BizId"));
		out->receipt = 1;
	}
	json_decref(j);
	return e;
}

/* Status 1: on its way, 2: failed, 3: arrived. */
static enum message_fate fate_of(const json_t *row,
    struct message_answer *out)
{
	static const enum message_fate fates[] = {
		MESSAGE_UNDERWAY, MESSAGE_UNDERWAY, MESSAGE_LOST,
		MESSAGE_ARRIVED
	};
	json_int_t status = json_integer_value(json_object_get(row,
	    "SendStatus"));

	out->provider_id = "";		/* the list does not tell it */
	out->reason = "lost";
	if (status == 2)
		log_warn("aliyun: not delivered: %.40s",
		    text_of(row, "ErrCode"));
	return status >= 0 && status <= 3 ? fates[status] : MESSAGE_UNDERWAY;
}

static enum message_fate find_fate(const json_t *j, const struct message *m,
    struct message_answer *out)
{
	const json_t *list = json_object_get(json_object_get(j,
	    "SmsSendDetailDTOs"), "SmsSendDetailDTO");
	const json_t *row;
	size_t i;

	json_array_foreach(list, i, row)
		if (!strcmp(text_of(row, "OutId"), m->id))
			return fate_of(row, out);
	return MESSAGE_UNKNOWN;
}

/* Days are Beijing's, and a message may have gone out after midnight. */
static enum err ask_day(struct sms *s, struct arena *a,
    const struct message *m, int64_t when, enum message_fate *fate,
    struct message_answer *out)
{
	char t[17], *day;
	struct sms_pair query[] = {
		{ "PhoneNumber", number(m->to) }, { "SendDate", NULL },
		{ "PageSize", "50" }, { "CurrentPage", "1" }, { NULL, NULL }
	};
	json_t *j = NULL;
	enum err e;

	clock_beijing(when, t);
	day = arena_printf(a, "%.4s%.2s%.2s", t, t + 5, t + 8);
	query[1].value = day;
	e = call(s, a, "QuerySendDetails", query, &j);
	if (e == OK && strcmp(text_of(j, "Code"), "OK"))
		e = sms_refused(refusals, "aliyun", text_of(j, "Code"), out);
	if (e == OK)
		*fate = find_fate(j, m, out);
	json_decref(j);
	return e;
}

static enum err trace(struct sender *sender, struct arena *a,
    const struct message *m, enum message_fate *fate,
    struct message_answer *out)
{
	struct sms *s = (struct sms *)sender;
	int64_t now = clock_now();
	enum err e = ask_day(s, a, m, now, fate, out);

	if (e == OK && *fate == MESSAGE_UNKNOWN &&
	    (now + 28800) / 86400 != (m->first_at + 28800) / 86400)
		e = ask_day(s, a, m, m->first_at, fate, out);
	return e;
}

/* A question about a number that nobody has. */
static enum err prove(struct sender *sender, struct arena *a, char **what)
{
	struct sms *s = (struct sms *)sender;
	const struct message m = { .id = "doctor", .to = "13000000000",
	    .first_at = clock_now() };
	struct message_answer answer = { .reason = "no answer" };
	enum message_fate fate;
	enum err e = trace(sender, a, &m, &fate, &answer);

	*what = e == OK ? arena_strdup(a, s->host) : arena_printf(a, "%s: %s",
	    s->host, answer.reason);
	return e;
}

static const struct sender_ops ops = {
	.name = "aliyun", .send = send, .trace = trace, .prove = prove,
	.free = sms_free
};

enum err sms_aliyun_open(const struct conf *c, struct sender **out)
{
	struct sms *s;
	enum err e = sms_open(c, &ops, "https://dysmsapi.aliyuncs.com", &s);

	if (e == OK)
		*out = &s->sender;
	return e;
}
