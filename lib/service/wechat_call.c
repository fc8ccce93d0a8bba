/*
 * One request to WeChat Pay, signed with the merchant's key, and its answer,
 * believed only where the provider signed it. A refusal is signed as well:
 * "no such order" lets us close one, so it must not come from anybody else.
 */
#include "wechat.h"

#include "http.h"
#include "lib/base/clock.h"
#include "lib/base/id.h"
#include "lib/base/log.h"
#include "rsa.h"

#include <jansson.h>

#include <stdlib.h>
#include <string.h>

#define SCHEME "WECHATPAY2-SHA256-RSA2048"
/* Without a User-Agent requests are refused. */
#define USER_AGENT "User-Agent: gradphoto/" GP_VERSION

static char *authorization(struct wechat *w, struct arena *a,
    const char *method, const char *path, const char *body)
{
	char nonce[ID_SIZE], *text, *signature;
	int64_t now = clock_now();

	id_new(nonce);
	text = arena_printf(a, "%s\n%s\n%lld\n%s\n%s\n", method, path,
	    (long long)now, nonce, body ? body : "");
	signature = rsa_sign(a, w->key, text, strlen(text));
	return arena_printf(a, "Authorization: " SCHEME " mchid=\"%s\","
	    "nonce_str=\"%s\",signature=\"%s\",timestamp=\"%lld\","
	    "serial_no=\"%s\"", w->merchant, nonce, signature,
	    (long long)now, w->serial);
}

enum err wechat_send(struct wechat *w, struct arena *a, const char *method,
    const char *path, const char *body, size_t max, struct http_answer *out)
{
	const char *headers[] = {
		authorization(w, a, method, path, body),
		"Accept: application/json",
		"Content-Type: application/json",
		/* Else curl asks before it sends 1 KB, and waits a second. */
		"Expect:",
		USER_AGENT,
		/* The key that the answer shall be signed with. */
		*w->public_id ? arena_printf(a, "Wechatpay-Serial: %s",
		    w->public_id) : NULL,
		NULL
	};
	struct http_request q = {
		.method = method,
		.url = arena_printf(a, "%s%s", w->host, path),
		.backup = *w->backup_host ? arena_printf(a, "%s%s",
		    w->backup_host, path) : NULL,
		.headers = headers,
		.body = body,
		.n = body ? strlen(body) : 0,
		.timeout_ms = w->pay.hurry_ms ? w->pay.hurry_ms :
		    w->timeout_ms,
		.max = max
	};

	return http_ask(w->http, a, &q, out);
}

struct pay_signature wechat_signature(const struct http_answer *s)
{
	return (struct pay_signature){
		.timestamp = http_header(s, "Wechatpay-Timestamp"),
		.nonce = http_header(s, "Wechatpay-Nonce"),
		.serial = http_header(s, "Wechatpay-Serial"),
		.signature = http_header(s, "Wechatpay-Signature")
	};
}

char *wechat_text(struct arena *a, json_t *take_j)
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

char *wechat_member(struct arena *a, const json_t *j, const char *name)
{
	return arena_strdup(a, json_string_value(json_object_get(j, name)));
}

static const char *code_of(const json_t *j)
{
	const char *s = json_string_value(json_object_get(j, "code"));

	return s ? s : "";
}

int wechat_has_code(const json_t *j, const char *code)
{
	return !strcmp(code_of(j), code);
}

/* 404 is what an order gets whose payment never began. */
static void log_refusal(const char *method, const char *path, int status,
    const json_t *body)
{
	if (status != 404)
		log_warn("wechat: %s %.90s: %d %.40s", method, path, status,
		    code_of(body));
}

enum err wechat_call(struct wechat *w, struct arena *a, const char *method,
    const char *path, const char *body, int *status, json_t **out)
{
	struct http_answer s;
	struct pay_signature sig;
	json_t *j = NULL;
	enum err e = wechat_send(w, a, method, path, body,
	    WECHAT_ANSWER, &s);

	if (e != OK)
		return e;
	sig = wechat_signature(&s);
	if (wechat_check_learn(w, a, &sig, s.body, s.n) != OK) {
		j = json_loadb(s.body, s.n, 0, NULL);
		log_error("wechat: %s %.60s: %d %.40s, answer not signed by "
		    "the provider", method, path, s.status, code_of(j));
		json_decref(j);
		return ERR_UPSTREAM;
	}
	if (s.n)
		j = json_loadb(s.body, s.n, 0, NULL);
	if (s.n && !json_is_object(j)) {
		json_decref(j);
		log_error("wechat: %s %.60s: answer is no JSON object",
		    method, path);
		return ERR_UPSTREAM;
	}
	if (s.status >= 300)
		log_refusal(method, path, s.status, j);
	*status = s.status;
	*out = j;
	return OK;
}
