/*
 * One request to Alipay's gateway, signed with our key, and its answer,
 * believed only where Alipay signed it: the signature is over the raw text of
 * the member "..._response", so that text is cut out, verified, and only then
 * read. A refusal counts like any answer: "no such trade" lets us close one.
 */
#include "alipay.h"

#include "http.h"
#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "rsa.h"

#include <jansson.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DONE "10000"
#define REFUSED "40004"

/* Common names with values, sorted, the signature last. */
static size_t sign(struct alipay *al, struct arena *a, const char *method,
    const char *content, const char *return_url, struct alipay_param *p)
{
	char *now = arena_alloc(a, 20), *text;
	const struct alipay_param all[] = {
		{ "alipay_root_cert_sn", al->root_sn ? al->root_sn : "" },
		{ "app_cert_sn", al->app_sn ? al->app_sn : "" },
		{ "app_id", al->app },
		{ "biz_content", content },
		{ "charset", "utf-8" },
		{ "format", "JSON" },
		{ "method", method },
		{ "notify_url", return_url ? al->notify_url : "" },
		{ "return_url", return_url ? return_url : "" },
		{ "sign_type", "RSA2" },
		{ "timestamp", now },
		{ "version", "1.0" }
	};
	size_t i, n = 0;

	alipay_time(clock_now(), now);
	/* What is empty is not part of the signed text, so it is not sent. */
	for (i = 0; i < sizeof all / sizeof *all; i++)
		if (*all[i].value)
			p[n++] = all[i];
	text = alipay_content(a, p, n);
	p[n++] = (struct alipay_param){ "sign", rsa_sign(a, al->key, text,
	    strlen(text)) };
	return n;
}

char *alipay_url(struct alipay *al, struct arena *a, const char *method,
    const char *content, const char *return_url)
{
	struct alipay_param p[ALIPAY_PARAMS];
	size_t n = sign(al, a, method, content, return_url, p);

	return arena_printf(a, "%s?%s", al->gateway, alipay_encode(a, p, n));
}

/* --- the answer's text ---------------------------------------------------- */

static const char *blanks(const char *s)
{
	return s + strspn(s, " \t\r\n");
}

/* Behind the string that begins at s; NULL where it does not end. */
static const char *string_end(const char *s)
{
	for (s++; *s && *s != '"'; s++)
		if (*s == '\\' && s[1])
			s++;
	return *s ? s + 1 : NULL;
}

/* Behind the value that begins at s. Whether it is good JSON is for the
 * parser, later; here it is only where it ends. */
static const char *value_end(const char *s)
{
	int depth = 0;

	if (*s == '"')
		return string_end(s);
	if (*s != '{' && *s != '[')
		return s + strcspn(s, " \t\r\n,}");
	do {
		s += strcspn(s, "\"{}[]");
		if (!*s)
			return NULL;
		if (*s == '"') {
			s = string_end(s);
			continue;
		}
		depth += *s == '{' || *s == '[' ? 1 : -1;
		s++;
	} while (s && depth);
	return s;
}

/* The raw value of a member of the outermost object. ERR_NOTFOUND: none;
 * ERR_INPUT: no object, or the member comes twice. */
static enum err raw_member(const char *s, const char *name,
    const char **value, size_t *n)
{
	const char *key, *end;
	size_t len = strlen(name);
	enum err e = ERR_NOTFOUND;

	s = blanks(s);
	if (*s != '{')
		return ERR_INPUT;
	for (s = blanks(s + 1); *s == '"'; s = blanks(s + 1)) {
		key = s + 1;
		end = string_end(s);
		s = end ? blanks(end) : "";
		if (*s != ':')
			return ERR_INPUT;
		s = blanks(s + 1);
		if ((size_t)(end - 1 - key) == len &&
		    !memcmp(key, name, len)) {
			if (e == OK)
				return ERR_INPUT;
			*value = s;
			e = OK;
		}
		end = value_end(s);
		if (!end)
			return ERR_INPUT;
		if (e == OK && *value == s)
			*n = (size_t)(end - s);
		s = blanks(end);
		if (*s != ',')
			break;
	}
	return *s == '}' && !*blanks(s + 1) ? e : ERR_INPUT;
}

static void json_free(void *j)
{
	json_decref(j);
}

/* A value of its own; freed with the arena. */
static json_t *json_of(struct arena *a, const char *s, size_t n)
{
	json_t *j = json_loadb(s, n, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES,
	    NULL);

	if (j)
		arena_defer(a, json_free, j);
	return j;
}

/* The text that was signed, where Alipay signed it. */
static enum err verified(struct alipay *al, struct arena *a,
    const char *body, const char *node, const char **text, size_t *n)
{
	const char *sign, *s;
	size_t len;

	if (raw_member(body, node, text, n) != OK ||
	    raw_member(body, "sign", &sign, &len) != OK)
		return ERR_UPSTREAM;
	s = json_string_value(json_of(a, sign, len));
	return s && rsa_verify(al->public, *text, *n, s) == OK ? OK :
	    ERR_DENIED;
}

static int64_t date_of(const struct http_answer *s)
{
	const char *text = http_header(s, "Date");
	struct tm tm = {0};

	return text && strptime(text, "%a, %d %b %Y %H:%M:%S GMT", &tm) ?
	    (int64_t)timegm(&tm) : 0;
}

/* Why there is no good answer, as far as anybody said. What is not signed is
 * good for a log line only. */
static const char *complaint(struct arena *a, const char *body,
    const char *node)
{
	const char *text, *code, *sub;
	size_t n;
	json_t *j;

	if (raw_member(body, node, &text, &n) != OK &&
	    raw_member(body, "error_response", &text, &n) != OK)
		return "the answer is not one of Alipay's gateway";
	j = json_of(a, text, n);
	code = json_string_value(json_object_get(j, "code"));
	sub = json_string_value(json_object_get(j, "sub_code"));
	return arena_printf(a, "%.40s %.60s", code ? code : "?",
	    sub ? sub : "");
}

/* Certificates are replaced every few years; whose turn it is says so. */
static const char *denied(struct alipay *al, struct arena *a,
    const char *body)
{
	const char *sn;
	size_t n;

	if (!al->public_sn ||
	    raw_member(body, "alipay_cert_sn", &sn, &n) != OK ||
	    (n == strlen(al->public_sn) + 2 &&
	    !memcmp(sn + 1, al->public_sn, n - 2)))
		return "its signature is not Alipay's";
	return arena_printf(a, "signed with another certificate of Alipay, "
	    "%.*s: fetch it", n < 40 ? (int)n : 40, sn);
}

static enum err read_answer(struct alipay *al, struct arena *a,
    const char *body, const char *node, struct alipay_answer *out)
{
	const char *text;
	size_t n;
	enum err e = verified(al, a, body, node, &text, &n);

	if (e != OK) {
		out->why = arena_printf(a, "%s, %s", complaint(a, body, node),
		    e == ERR_DENIED ? denied(al, a, body) : "not signed");
		return ERR_UPSTREAM;
	}
	out->j = json_of(a, text, n);
	out->code = alipay_text(out, "code");
	out->sub = alipay_text(out, "sub_code");
	if (out->code && (!strcmp(out->code, DONE) ||
	    (out->sub && !strcmp(out->code, REFUSED))))
		return OK;
	out->why = complaint(a, body, node);
	return ERR_UPSTREAM;
}

/* "alipay.trade.query" answers in "alipay_trade_query_response". */
static char *node_of(struct arena *a, const char *method)
{
	char *s = arena_printf(a, "%s_response", method), *p;

	for (p = s; (p = strchr(p, '.')) != NULL; )
		*p = '_';
	return s;
}

static enum err ask(struct alipay *al, struct arena *a, const char *method,
    const char *content, struct http_answer *out)
{
	static const char *const headers[] = {
		"Accept: application/json",
		"Content-Type: application/x-www-form-urlencoded;charset=utf-8",
		"Expect:",	/* else curl asks before it sends 1 KB */
		"User-Agent: gradphoto/" GP_VERSION,
		NULL
	};
	struct alipay_param p[ALIPAY_PARAMS];
	size_t n = sign(al, a, method, content, NULL, p);
	struct http_request q = {
		.method = "POST",
		/* The gateway wants to know how to read the form first. */
		.url = arena_printf(a, "%s?charset=utf-8", al->gateway),
		.headers = headers,
		.body = alipay_encode(a, p, n),
		.timeout_ms = al->pay.hurry_ms ? al->pay.hurry_ms :
		    al->timeout_ms,
		.max = ALIPAY_ANSWER
	};

	q.n = strlen(q.body);
	return http_ask(al->http, a, &q, out);
}

enum err alipay_call(struct alipay *al, struct arena *a, const char *method,
    const char *content, struct alipay_answer *out)
{
	struct http_answer s;
	enum err e = ask(al, a, method, content, &s);

	*out = (struct alipay_answer){ .why = "the gateway can't be reached" };
	if (e != OK)
		return e;
	out->date = date_of(&s);
	if (s.status != 200 || strlen(s.body) != s.n) {
		out->why = arena_printf(a, "HTTP status %d", s.status);
		e = ERR_UPSTREAM;
	} else {
		e = read_answer(al, a, s.body, node_of(a, method), out);
	}
	if (e != OK)
		log_error("alipay: %s: %s", method, out->why);
	else if (out->sub && !alipay_is(out, "ACQ.TRADE_NOT_EXIST"))
		log_warn("alipay: %s: %.60s", method, out->sub);
	return e;
}

int alipay_is(const struct alipay_answer *s, const char *sub)
{
	return s->sub && !strcmp(s->sub, sub);
}

const char *alipay_text(const struct alipay_answer *s, const char *name)
{
	return json_string_value(json_object_get(s->j, name));
}

char *alipay_json(struct arena *a, json_t *take_j)
{
	char *s = take_j ? json_dumps(take_j, JSON_COMPACT) : NULL;
	char *copy;

	if (!s)
		log_abort("out of memory: alipay");
	copy = arena_strdup(a, s);
	free(s);
	json_decref(take_j);
	return copy;
}
