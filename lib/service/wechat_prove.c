/*
 * Is everything in place? One signed question that costs nothing, the list of
 * certificates, shows the merchant's key, its serial number, the APIv3 key,
 * the platform's key and both clocks.
 */
#include "wechat.h"

#include "http.h"
#include "lib/base/clock.h"
#include "lib/base/parse.h"

#include <jansson.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Signatures hold for WECHAT_CLOCK seconds; say so long before. */
#define CLOCK_GOOD 60

/* Seconds that our clock is ahead. ERR_NOTFOUND: the answer has no time. */
static enum err clock_off(const struct http_answer *s, int64_t *out)
{
	const char *stamp = http_header(s, "Wechatpay-Timestamp");
	const char *date = http_header(s, "Date");
	struct tm tm = {0};
	int64_t t;

	if (!stamp || parse_i64(stamp, &t) != OK) {
		if (!date || !strptime(date, "%a, %d %b %Y %H:%M:%S", &tm))
			return ERR_NOTFOUND;
		t = (int64_t)timegm(&tm);
	}
	*out = clock_now() - t;
	return OK;
}

static enum err refused(struct arena *a, const struct http_answer *s,
    const char **what)
{
	json_t *j = json_loadb(s->body, s->n, 0, NULL);
	char *code = wechat_member(a, j, "code");

	*what = arena_printf(a, "refused with %d %.40s: are wechat_mchid, "
	    "wechat_serial and wechat_key_file one merchant's?", s->status,
	    code ? code : "");
	json_decref(j);
	return ERR_DENIED;
}

/* Who has no platform certificate has the public key, and a signed 404. */
static enum err check_public(struct wechat *w, struct arena *a,
    const struct http_answer *s, const char **what)
{
	const struct pay_signature sig = wechat_signature(s);

	if (wechat_check(&w->ring, &sig, s->body, s->n) != OK) {
		*what = "the answer is not signed with the public key that "
		    "wechat_public_key_id and _file name";
		return ERR_DENIED;
	}
	*what = arena_printf(a, "merchant's key, public key and clock are "
	    "good; the APIv3 key is seen with the first callback");
	return OK;
}

static enum err check_list(struct wechat *w, struct arena *a,
    const struct http_answer *s, const char **what)
{
	int n = 0;
	enum err e = wechat_keys_take(w, a, s, &n);

	if (!n) {
		*what = "the certificates do not open: is wechat_apiv3_file "
		    "the merchant's APIv3 key?";
		return ERR_DENIED;
	}
	*what = e == OK ? arena_printf(a, "merchant's key, APIv3 key, %d "
	    "platform certificate%s and clock are good", n,
	    n == 1 ? "" : "s") : "the answer is not signed by the platform";
	return e;
}

enum err wechat_prove(struct pay *p, struct arena *a, const char **what)
{
	struct wechat *w = (struct wechat *)p;
	struct http_answer s;
	int64_t off = 0;
	char *secret;

	if (wechat_secret(w, a, &secret) == ERR_INPUT) {
		*what = "wechat_secret_file is not readable, see the line "
		    "above";
		return ERR_INPUT;
	}
	if (wechat_send(w, a, "GET", "/v3/certificates", NULL, WECHAT_ANSWER,
	    &s) != OK) {
		*what = arena_printf(a, "no answer from %s", w->host);
		return ERR_UPSTREAM;
	}
	if (clock_off(&s, &off) == OK && llabs(off) > CLOCK_GOOD) {
		*what = arena_printf(a, "the clock is %lld s %s",
		    llabs(off), off > 0 ? "fast" : "slow");
		return ERR_DENIED;
	}
	if (s.status == 200)
		return check_list(w, a, &s, what);
	if (s.status == 404 && *w->public_id)
		return check_public(w, a, &s, what);
	return refused(a, &s, what);
}
