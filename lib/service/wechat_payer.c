/*
 * Who pays inside WeChat: the app sends the browser back with a code that is
 * good once and for five minutes, and tells us the payer's openid for it.
 * snsapi_base: nothing is asked of the payer, and we learn nothing else.
 */
#include "wechat.h"

#include "http.h"
#include "lib/base/log.h"
#include "secret.h"

#include <jansson.h>

#include <string.h>

#define OPENID 128	/* WeChat's own limit of the field */

/* Read when it is needed: of all programs, only one has to have it. */
enum err wechat_secret(const struct wechat *w, struct arena *a, char **out)
{
	if (!*w->secret_file)
		return ERR_NOTFOUND;
	return secret_read(a, "wechat_secret_file", w->secret_file, out);
}

enum err wechat_payer_url(struct pay *p, struct arena *a, const char *back,
    const char *state, const char **url)
{
	struct wechat *w = (struct wechat *)p;
	struct buf b = {0};

	if (!*w->secret_file)
		return ERR_NOTFOUND;
	buf_printf(&b, "%s/connect/oauth2/authorize?appid=%s&redirect_uri=",
	    w->open_host, w->app);
	buf_add_escaped(&b, back);
	buf_adds(&b, "&response_type=code&scope=snsapi_base&state=");
	buf_add_escaped(&b, state);
	buf_adds(&b, "#wechat_redirect");
	*url = arena_strdup(a, b.p);
	buf_free(&b);
	return OK;
}

/* The answer is not signed: TLS alone says whose it is. */
static enum err read_openid(struct arena *a, const struct http_answer *s,
    const char **payer)
{
	json_t *j = json_loadb(s->body, s->n, 0, NULL);
	const char *id = json_string_value(json_object_get(j, "openid"));
	json_int_t code = json_integer_value(json_object_get(j, "errcode"));
	enum err e = OK;

	if (s->status == 200 && id && *id && strlen(id) <= OPENID)
		*payer = arena_strdup(a, id);
	/* 40029: no such code; 40163: used before; 41008: none. */
	else if (code == 40029 || code == 40163 || code == 41008)
		e = ERR_INPUT;
	else
		e = ERR_UPSTREAM;
	if (e != OK)
		log_warn("wechat: no openid: %d, error %lld", s->status,
		    (long long)code);
	json_decref(j);
	return e;
}

enum err wechat_payer(struct pay *p, struct arena *a, const char *code,
    const char **payer)
{
	struct wechat *w = (struct wechat *)p;
	struct http_request q = {
		.method = "GET", .timeout_ms = w->timeout_ms,
		.max = WECHAT_ANSWER
	};
	struct http_answer s;
	struct buf b = {0};
	char *secret;
	enum err e = wechat_secret(w, a, &secret);

	if (e != OK)
		return e == ERR_NOTFOUND ? e : ERR_INTERNAL;
	buf_printf(&b, "%s/sns/oauth2/access_token?appid=%s&secret=",
	    w->oauth_host, w->app);
	buf_add_escaped(&b, secret);
	buf_adds(&b, "&code=");
	buf_add_escaped(&b, code);
	buf_adds(&b, "&grant_type=authorization_code");
	q.url = b.p;
	e = http_ask(w->http, a, &q, &s);
	if (e == OK)
		e = read_openid(a, &s, payer);
	buf_free(&b);
	return e;
}
