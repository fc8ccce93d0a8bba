/*
 * SMS by Tencent Cloud (sms, 2021-01-11), signed with TC3-HMAC-SHA256.
 * SessionContext marks a message as ours, as OutId does at Aliyun.
 */
#include "sms.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "messages.h"

#include <jansson.h>

#include <stdlib.h>
#include <string.h>

#define ALGORITHM "TC3-HMAC-SHA256"
#define SERVICE_NAME "sms"
#define TYPE "application/json"
#define HEADERS "content-type;host"

static const struct sms_refusal refusals[] = {
	{ "LimitExceeded.PhoneNumber", ERR_LIMIT, "limit" },
	{ "LimitExceeded.DeliveryFrequencyLimit", ERR_LIMIT, "limit" },
	{ "LimitExceeded", ERR_DENIED, "account" },
	{ "InvalidParameterValue.IncorrectPhoneNumber", ERR_INPUT, "number" },
	{ "FailedOperation.PhoneNumberInBlacklist", ERR_INPUT, "number" },
	{ "UnsupportedOperation.", ERR_INPUT, "number" },
	{ "FailedOperation.InsufficientBalanceInSmsPackage", ERR_DENIED,
	    "account" },
	{ "FailedOperation.JsonParseFail", ERR_INPUT, "template" },
	{ "FailedOperation.", ERR_INPUT, "template" },
	{ "InvalidParameter", ERR_INPUT, "template" },
	{ "MissingParameter", ERR_INPUT, "template" },
	{ "AuthFailure", ERR_DENIED, "account" },
	{ "UnauthorizedOperation", ERR_DENIED, "account" },
	{ "RequestLimitExceeded", ERR_DENIED, "busy" },
	{ NULL, ERR_UPSTREAM, "busy" }
};

/* --- signature -------------------------------------------------------- */

char *sms_tencent_sign(struct arena *a, const struct sms *s, int64_t now,
    const char *body)
{
	char date[20], hex[2 * CRYPTO_HASH + 1], *text, *scope;
	const char *first = arena_printf(a, "TC3%s", s->secret);
	uint8_t mac[CRYPTO_HASH];

	clock_sql(now, date);
	date[10] = '\0';
	scope = arena_printf(a, "%s/" SERVICE_NAME "/tc3_request", date);
	text = arena_printf(a, "POST\n/\n\ncontent-type:" TYPE "\nhost:%s\n\n"
	    HEADERS "\n%s", s->name, sms_sha256_hex(a, body,
	    strlen(body)));
	text = arena_printf(a, ALGORITHM "\n%lld\n%s\n%s", (long long)now,
	    scope, sms_sha256_hex(a, text, strlen(text)));
	sms_hmac(first, strlen(first), date, mac);
	sms_hmac(mac, sizeof mac, SERVICE_NAME, mac);
	sms_hmac(mac, sizeof mac, "tc3_request", mac);
	sms_hmac(mac, sizeof mac, text, mac);
	crypto_hex(mac, sizeof mac, hex);
	return arena_printf(a, ALGORITHM " Credential=%s/%s, SignedHeaders="
	    HEADERS ", Signature=%s", s->key_id, scope, hex);
}

/* --- one call --------------------------------------------------------- */

/* Response of the answer, the caller's, or what its error means. */
static enum err response(struct arena *a, const struct http_answer *answer,
    struct message_answer *why, json_t **out)
{
	json_t *j = json_loadb(answer->body, answer->n, 0, NULL);
	json_t *r = json_object_get(j, "Response");
	const char *code = json_string_value(json_object_get(
	    json_object_get(r, "Error"), "Code"));
	enum err e = OK;

	if (code)
		e = sms_refused(refusals, "tencent", arena_strdup(a, code),
		    why);
	else if (!json_is_object(r))
		e = ERR_UPSTREAM;
	if (e == OK)
		*out = json_incref(r);
	else if (!code)
		log_error("tencent: %d without a response", answer->status);
	json_decref(j);
	return e;
}

static enum err call(const struct sms *s, struct arena *a,
    const char *action, json_t *take_body, struct message_answer *why,
    json_t **out)
{
	char *body = json_dumps(take_body, JSON_COMPACT);
	int64_t now = clock_now();
	struct http_answer answer;
	enum err e;

	json_decref(take_body);
	if (!body)
		log_abort("out of memory: tencent");
	const char *headers[] = {
		arena_printf(a, "Authorization: %s",
		    sms_tencent_sign(a, s, now, body)),
		"Content-Type: " TYPE,
		arena_printf(a, "X-TC-Action: %s", action),
		"X-TC-Version: 2021-01-11",
		arena_printf(a, "X-TC-Timestamp: %lld", (long long)now),
		arena_printf(a, "X-TC-Region: %s", s->region),
		arena_printf(a, "Host: %s", s->name),
		"Expect:",
		NULL
	};
	const struct http_request q = {
		.method = "POST", .url = arena_printf(a, "%s/", s->host),
		.headers = headers, .body = body, .n = strlen(body),
		.timeout_ms = s->timeout_ms, .max = SMS_ANSWER
	};
	e = http_ask(s->http, a, &q, &answer);
	free(body);
	return e == OK ? response(a, &answer, why, out) : e;
}

static const char *text_of(const json_t *j, const char *name)
{
	const char *s = json_string_value(json_object_get(j, name));

	return s ? s : "";
}

static const char *e164(struct arena *a, const char *phone)
{
	return *phone == '+' ? phone : arena_printf(a, "+86%s", phone);
}

/* --- operations ------------------------------------------------------- */

static json_t *send_body(const struct sms *s, struct arena *a,
    const struct message *m, const char *code, const char *const *values)
{
	json_t *list = json_array();
	int i;

	for (i = 0; values[i]; i++)
		json_array_append_new(list, json_string(values[i]));
	return json_pack("{s:[s], s:s, s:s, s:s, s:o, s:s}",
	    "PhoneNumberSet", e164(a, m->to), "SmsSdkAppId", s->app,
	    "SignName", s->sign, "TemplateId", code,
	    "TemplateParamSet", list, "SessionContext", m->id);
}

static enum err send(struct sender *sender, struct arena *a,
    const struct message *m, struct message_answer *out)
{
	struct sms *s = (struct sms *)sender;
	const char *code = sms_number(s, a, m->template, m->lang);
	const char *values[MESSAGE_PLACES + 1];
	json_t *j = NULL, *one;
	enum err e;

	out->reason = "template";
	if (!code || message_values(a, m->template, m->params, values) != OK)
		return ERR_INPUT;
	out->reason = "busy";
	e = call(s, a, "SendSms", send_body(s, a, m, code, values), out, &j);
	if (e != OK)
		return e;
	one = json_array_get(json_object_get(j, "SendStatusSet"), 0);
	if (strcmp(text_of(one, "Code"), "Ok")) {
		e = sms_refused(refusals, "tencent", text_of(one, "Code"),
		    out);
	} else {
		out->provider_id = arena_strdup(a, text_of(one, "SerialNo"));
		out->receipt = 1;
	}
	json_decref(j);
	return e;
}

/* Only what has its final state is listed. */
static enum message_fate find_fate(struct arena *a, const json_t *j,
    const struct message *m, struct message_answer *out)
{
	const json_t *list = json_object_get(j, "PullSmsSendStatusSet"), *row;
	const char *serial;
	size_t i;

	json_array_foreach(list, i, row) {
		serial = text_of(row, "SerialNo");
		if (strcmp(text_of(row, "SessionContext"), m->id) &&
		    (!*m->provider_id || strcmp(serial, m->provider_id)))
			continue;
		out->provider_id = arena_strdup(a, serial);
		out->reason = "lost";
		if (!strcmp(text_of(row, "ReportStatus"), "SUCCESS"))
			return MESSAGE_ARRIVED;
		log_warn("tencent: not delivered: %.40s",
		    text_of(row, "Description"));
		return MESSAGE_LOST;
	}
	return *m->provider_id ? MESSAGE_UNDERWAY : MESSAGE_UNKNOWN;
}

/* At most seven days back. */
static enum err trace(struct sender *sender, struct arena *a,
    const struct message *m, enum message_fate *fate,
    struct message_answer *out)
{
	struct sms *s = (struct sms *)sender;
	json_t *j = NULL;
	enum err e = call(s, a, "PullSmsSendStatusByPhoneNumber",
	    json_pack("{s:s, s:s, s:I, s:i, s:i}",
	    "PhoneNumber", e164(a, m->to), "SmsSdkAppId", s->app,
	    "BeginTime", (json_int_t)(m->first_at - 60), "Offset", 0,
	    "Limit", 100), out, &j);

	if (e == OK)
		*fate = find_fate(a, j, m, out);
	json_decref(j);
	return e;
}

static enum err prove(struct sender *sender, struct arena *a, char **what)
{
	struct sms *s = (struct sms *)sender;
	const struct message m = { .id = "doctor", .to = "13000000000",
	    .first_at = clock_now(), .provider_id = "" };
	struct message_answer answer = { .reason = "no answer" };
	enum message_fate fate;
	enum err e = trace(sender, a, &m, &fate, &answer);

	*what = e == OK ? arena_strdup(a, s->host) : arena_printf(a, "%s: %s",
	    s->host, answer.reason);
	return e;
}

static const struct sender_ops ops = {
	.name = "tencent", .send = send, .trace = trace, .prove = prove,
	.free = sms_free
};

enum err sms_tencent_open(const struct conf *c, struct sender **out)
{
	struct sms *s;
	enum err e = sms_open(c, &ops, "https://sms.tencentcloudapi.com",
	    &s);

	if (e == OK)
		*out = &s->sender;
	return e;
}
