/* See kept.h. The cookie is of the browser that typed it, sealed because the
 * next person at the same browser is not to read it. */
#include "kept.h"
#include "parse_request.h"
#include "route.h"
#include "session.h"

#include "lib/base/clock.h"
#include "lib/base/crypto.h"
#include "lib/base/keys.h"
#include "lib/base/log.h"
#include "lib/base/parse.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define COOKIE "gp_kept"
#define OWNER "gp_owner"
#define SECONDS 900
#define OWNER_SIZE 33
/* Browsers take 4096 bytes of name and value. */
#define SEALED_MAX (4000 / 4 * 3)

/* Every FORM_SECRET of all forms; tests/page/web.t looks for others. */
static const char *const secrets[] = {
	"Password", "Again", "Current", "Last", "csrf",
};

static int keepable(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof secrets / sizeof *secrets; i++)
		if (strcmp(name, secrets[i]) == 0)
			return 0;
	return strlen(name) < 40 && name[0] >= 'A' && name[0] <= 'Z' &&
	    name[strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789")] == '\0';
}

int kept_same_origin(struct req *r)
{
	const char *site = req_http(r, "SEC_FETCH_SITE");
	const char *origin = req_http(r, "ORIGIN");

	if (site)
		return strcmp(site, "same-origin") == 0;
	return origin && strcmp(origin, conf_text(r->conf, "base_url")) == 0;
}

static void owner_of(const struct req *r, uint64_t account,
    char out[OWNER_SIZE])
{
	uint8_t mac[CRYPTO_HASH];
	char id[24];

	out[0] = '\0';
	if (!account)
		return;
	snprintf(id, sizeof id, "%" PRIu64, account);
	keys_lookup(r->keys, "kept.owner", id, mac);
	crypto_hex(mac, OWNER_SIZE / 2, out);
}

void kept_owner(struct req *r, uint64_t account)
{
	char owner[OWNER_SIZE];

	owner_of(r, account, owner);
	req_set_cookie(r, OWNER, owner, account ? 0 : -1);
}

/* Whose form it was: after the session its cookie is all there is. */
static const char *sender(struct req *r)
{
	char owner[OWNER_SIZE];
	const char *last = req_cookie(r, OWNER);

	if (!r->account && r->route->access == USER)
		return last ? last : "?";
	owner_of(r, r->account, owner);
	return arena_strdup(r->arena, owner);
}

/* "time\nowner\npath\nname=value..." with escapes as in a form. */
static void put_escaped(struct buf *b, const char *s)
{
	for (; *s; s++) {
		if (strchr("%&=+\n\r", *s))
			buf_printf(b, "%%%02X", (unsigned char)*s);
		else
			buf_add(b, s, 1);
	}
}

int kept_put(struct req *r, const char *path)
{
	struct buf b = {0};
	void *sealed;
	char *text;
	size_t n;
	int i, k = 0;

	if (!r->form_count || (!kept_same_origin(r) &&
	    !session_csrf_ok(r, req_form(r, "csrf"))))
		return 0;
	buf_printf(&b, "%" PRId64 "\n%s\n%s\n", clock_now(), sender(r), path);
	for (i = 0; i < r->form_count; i++) {
		if (!keepable(r->form[i].name) || !*r->form[i].value)
			continue;
		buf_printf(&b, "%s%s=", k++ ? "&" : "", r->form[i].name);
		put_escaped(&b, r->form[i].value);
	}
	if (k && b.n + CRYPTO_SEAL <= SEALED_MAX) {
		sealed = keys_seal(r->keys, r->arena, "kept", b.p, &n);
		text = arena_alloc(r->arena, 4 * ((n + 2) / 3) + 1);
		crypto_base64(sealed, n, text);
		req_set_cookie(r, COOKIE, text, SECONDS);
		log_info("%d entries kept", k);
	} else {
		k = 0;
	}
	buf_free(&b);
	return k;
}

static char *opened(struct req *r, const char *cookie)
{
	size_t n = strlen(cookie) / 4 * 3 + 1;
	char *sealed = arena_alloc(r->arena, n), *text;

	if (crypto_unbase64(cookie, sealed, &n) != OK ||
	    keys_open(r->keys, r->arena, "kept", sealed, n, &text) != OK)
		return NULL;
	return text;
}

/* 1: the form is for this page, this person and this time. */
static int fits(struct req *r, char **text)
{
	const char *when = strsep(text, "\n"), *who = strsep(text, "\n");
	const char *path = strsep(text, "\n");
	char owner[OWNER_SIZE];
	int64_t at;

	owner_of(r, r->account, owner);
	return *text && parse_i64(when, &at) == OK &&
	    clock_now() - at < SECONDS && strcmp(who, owner) == 0 &&
	    strcmp(path, r->path) == 0;
}

void kept_show(struct req *r)
{
	const char *cookie = req_cookie(r, COOKIE);
	char *text = cookie ? opened(r, cookie) : NULL;
	struct pair list[REQ_PAIRS];
	char name[64];
	int i, n;

	if (!text || !fits(r, &text) || pairs_parse(r->arena, text,
	    strlen(text), list, &n) != OK)
		return;
	for (i = 0; i < n; i++) {
		snprintf(name, sizeof name, "Form.%s.Value", list[i].name);
		req_set(r, name, list[i].value);
	}
	req_set_cookie(r, COOKIE, "", -1);
	if (!r->flash[0])
		snprintf(r->flash, sizeof r->flash, "Text.Flash.Kept");
}
