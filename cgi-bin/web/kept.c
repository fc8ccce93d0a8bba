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
#define HANDED "gp_handed"
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

	if (!r->account && route_access(r->route) != FORM)
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

/* What a form says, but for the names in `list`, which follow. */
static int put_form(struct req *r, struct buf *b, const struct pair *list,
    int n)
{
	int i, j, k = 0;

	for (i = 0; i < r->form_count; i++) {
		for (j = 0; j < n; j++)
			if (!strcmp(list[j].name, r->form[i].name))
				break;
		if (j < n || !keepable(r->form[i].name) ||
		    !*r->form[i].value)
			continue;
		buf_printf(b, "%s%s=", k++ ? "&" : "", r->form[i].name);
		put_escaped(b, r->form[i].value);
	}
	for (j = 0; j < n; j++) {
		buf_printf(b, "%s%s=", k++ ? "&" : "", list[j].name);
		put_escaped(b, list[j].value);
	}
	return k;
}

/* What photo.fcgi hands to student.fcgi is sealed with a key that both can
 * make: the first has none that opens what the database holds. */
static void key_of(const struct req *r, const char *cookie,
    uint8_t key[CRYPTO_KEY])
{
	if (strcmp(cookie, HANDED) == 0)
		keys_lookup(r->keys, "kept.key", "", key);
	else
		memcpy(key, r->keys->data, CRYPTO_KEY);
}

static void put_cookie(struct req *r, const char *cookie, const struct buf *b)
{
	size_t n = b->n + CRYPTO_SEAL;
	uint8_t *sealed = arena_alloc(r->arena, n), key[CRYPTO_KEY];
	char *text = arena_alloc(r->arena, 4 * ((n + 2) / 3) + 1);

	key_of(r, cookie, key);
	crypto_seal(key, cookie, b->p, b->n, sealed);
	crypto_base64(sealed, n, text);
	req_set_cookie(r, cookie, text, SECONDS);
}

static int keep(struct req *r, const char *cookie, const char *path,
    const struct pair *list, int n)
{
	struct buf b = {0};
	int k;

	buf_printf(&b, "%" PRId64 "\n%s\n%s\n", clock_now(), sender(r), path);
	k = put_form(r, &b, list, n);
	if (b.n + CRYPTO_SEAL > SEALED_MAX)
		k = 0;
	if (k)
		put_cookie(r, cookie, &b);
	buf_free(&b);
	return k;
}

int kept_put(struct req *r, const char *path)
{
	int k;

	if (!r->form_count || (!kept_same_origin(r) &&
	    !session_csrf_ok(r, req_form(r, "csrf"))))
		return 0;
	k = keep(r, COOKIE, path, NULL, 0);
	if (k)
		log_info("%d entries kept", k);
	return k;
}

int kept_hand(struct req *r, const char *path, const struct pair *list,
    int n)
{
	return keep(r, HANDED, path, list, n);
}

static char *opened(struct req *r, const char *cookie, const char *value)
{
	size_t n = strlen(value) / 4 * 3 + 1;
	uint8_t *sealed = arena_alloc(r->arena, n), key[CRYPTO_KEY];
	uint8_t *text;

	if (crypto_unbase64(value, sealed, &n) != OK || n < CRYPTO_SEAL)
		return NULL;
	key_of(r, cookie, key);
	text = arena_alloc(r->arena, n - CRYPTO_SEAL + 1);
	return crypto_open(key, cookie, sealed, n, text) == OK ?
	    (char *)text : NULL;
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

static void show(struct req *r, const struct pair *p)
{
	const char *part = strchr(p->name, '.') ? "" : ".Value";

	req_set(r, arena_printf(r->arena, "Form.%s%s", p->name, part),
	    p->value);
}

/* 1: there was something for this page. */
static int show_cookie(struct req *r, const char *cookie)
{
	const char *value = req_cookie(r, cookie);
	char *text = value ? opened(r, cookie, value) : NULL;
	struct pair list[REQ_PAIRS];
	int i, n;

	if (!text || !fits(r, &text) || pairs_parse(r->arena, text,
	    strlen(text), list, &n) != OK)
		return 0;
	for (i = 0; i < n; i++)
		show(r, &list[i]);
	req_set_cookie(r, cookie, "", -1);
	return 1;
}

void kept_show(struct req *r)
{
	if (show_cookie(r, COOKIE) && !r->flash[0])
		snprintf(r->flash, sizeof r->flash, "Text.Flash.Kept");
	show_cookie(r, HANDED);
}

void kept_again(struct req *r)
{
	int i;

	for (i = 0; i < r->form_count; i++)
		if (keepable(r->form[i].name))
			show(r, &r->form[i]);
}
