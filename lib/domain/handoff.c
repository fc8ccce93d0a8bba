/* See handoff.h. */
#include "handoff.h"

#include "collect.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/db/audit.h"

#include <ctype.h>
#include <string.h>

/* No 0 O 1 I L 2 Z 5 S 8 B G U: what one phone shows, another's holder reads
 * aloud. 23 to the eighth is 78 thousand million. */
static const char alphabet[] = "34679ACDEFHJKMNPQRTVWXY";

#define LETTERS (sizeof alphabet - 1)

enum handoff_status handoff_status(const struct handoff *h,
    const struct collection *c, int64_t now)
{
	if (!collect_open(c))
		return HANDOFF_CLOSED;
	if (strcmp(h->state, "done") == 0)
		return HANDOFF_DONE;
	if (!h->live || strcmp(h->state, "revoked") == 0)
		return HANDOFF_REVOKED;
	if (h->expires_at <= now)
		return HANDOFF_EXPIRED;
	return strcmp(h->state, "bound") == 0 ? HANDOFF_BOUND :
	    HANDOFF_WAITING;
}

const char *handoff_status_name(enum handoff_status s)
{
	static const char *const names[] = {
		"waiting", "bound", "done", "revoked", "expired", "closed"
	};

	return names[s];
}

static void derive(const struct keys *k, const char *what,
    const uint8_t nonce[HANDOFF_NONCE], uint8_t out[CRYPTO_HASH])
{
	char hex[2 * HANDOFF_NONCE + 1];

	crypto_hex(nonce, HANDOFF_NONCE, hex);
	keys_lookup(k, what, hex, out);
}

void handoff_secrets(const struct keys *k, const struct handoff *h,
    struct handoff_secrets *out)
{
	uint8_t mac[CRYPTO_HASH];
	uint64_t n;
	int i;

	derive(k, "handoff.token", h->nonce, mac);
	crypto_hex(mac, (HANDOFF_TOKEN - 1) / 2, out->token);
	derive(k, "handoff.code", h->nonce, mac);
	memcpy(&n, mac, sizeof n);
	for (i = 0; i < HANDOFF_CODE - 1; i++, n /= LETTERS)
		out->code[i] = alphabet[n % LETTERS];
	out->code[i] = '\0';
}

enum err handoff_find_token(struct db *db, const struct keys *k,
    struct arena *a, const char *token, struct handoff *out)
{
	uint8_t lookup[CRYPTO_HASH];

	if (strlen(token) != HANDOFF_TOKEN - 1)
		return ERR_NOTFOUND;
	keys_lookup(k, "handoff.by_token", token, lookup);
	return handoff_by_token(db, a, lookup, out);
}

/* As it was shown, or 0. */
static int tidy(const char *typed, char out[HANDOFF_CODE])
{
	int n = 0;

	for (; *typed; typed++) {
		if (*typed == ' ' || *typed == '-')
			continue;
		if (n == HANDOFF_CODE - 1)
			return 0;
		out[n] = (char)toupper((unsigned char)*typed);
		if (!strchr(alphabet, out[n++]))
			return 0;
	}
	out[n] = '\0';
	return n == HANDOFF_CODE - 1;
}

enum err handoff_find_code(struct db *db, const struct keys *k,
    struct arena *a, const char *typed, struct handoff *out)
{
	uint8_t lookup[CRYPTO_HASH];
	char code[HANDOFF_CODE];

	if (!tidy(typed, code))
		return ERR_NOTFOUND;
	keys_lookup(k, "handoff.by_code", code, lookup);
	return handoff_by_code(db, a, lookup, out);
}

enum err handoff_find_device(struct db *db, struct arena *a,
    const char *cookie, struct handoff *out)
{
	uint8_t hash[CRYPTO_HASH];

	crypto_sha256(cookie, strlen(cookie), hash);
	return handoff_by_device(db, a, hash, out);
}

/* --- transactions --------------------------------------------------- */

struct step {
	const struct keys *keys;
	const struct collection *c;
	const struct handoff *h;
	const char *cookie;
};

static enum err run(struct db *db, enum err (*fn)(struct db *, void *),
    struct step *s, const char *what)
{
	enum err e = db_transaction(db, fn, s);

	if (e == OK)
		log_info("handoff %s", what);
	return e;
}

static enum err start(struct db *db, void *arg)
{
	const struct step *s = arg;
	struct handoff h = { .collection_id = s->c->id };
	struct handoff_secrets secrets;
	uint8_t token[CRYPTO_HASH], code[CRYPTO_HASH];
	uint64_t id = 0;
	/* First, because it locks the collection. */
	enum err e = collection_touch(db, s->c->id);

	crypto_random(h.nonce, sizeof h.nonce);
	handoff_secrets(s->keys, &h, &secrets);
	keys_lookup(s->keys, "handoff.by_token", secrets.token, token);
	keys_lookup(s->keys, "handoff.by_code", secrets.code, code);
	if (e == OK)
		e = handoff_replace(db, s->c->id);
	if (e == OK)
		e = handoff_add(db, s->c->id, h.nonce, token, code,
		    clock_now() + HANDOFF_SECONDS, &id);
	return e != OK ? e : audit_add(db, "student", s->c->account_id,
	    "handoff.start", "handoff", id, NULL);
}

enum err handoff_start(struct db *db, const struct keys *k,
    const struct collection *c)
{
	struct step s = { .keys = k, .c = c };

	return run(db, start, &s, "started");
}

static enum err more(struct db *db, void *arg)
{
	const struct step *s = arg;
	enum err e = handoff_extend(db, s->h->id,
	    clock_now() + HANDOFF_SECONDS);

	return e != OK ? e : audit_add(db, "student", s->c->account_id,
	    "handoff.more", "handoff", s->h->id, NULL);
}

enum err handoff_more(struct db *db, const struct collection *c,
    const struct handoff *h)
{
	struct step s = { .c = c, .h = h };

	return run(db, more, &s, "prolonged");
}

static enum err revoke(struct db *db, void *arg)
{
	const struct step *s = arg;
	enum err e = handoff_replace(db, s->c->id);

	return e != OK ? e : audit_add(db, "student", s->c->account_id,
	    "handoff.revoke", "collection", s->c->id, NULL);
}

enum err handoff_revoke(struct db *db, const struct collection *c)
{
	struct step s = { .c = c };

	return run(db, revoke, &s, "revoked");
}

static enum err bind(struct db *db, void *arg)
{
	const struct step *s = arg;
	uint8_t hash[CRYPTO_HASH];
	enum err e;

	crypto_sha256(s->cookie, strlen(s->cookie), hash);
	e = handoff_bind_device(db, s->h->id, hash);
	return e != OK ? e : audit_add(db, "friend", s->h->id,
	    "handoff.bind", "handoff", s->h->id, NULL);
}

enum err handoff_bind(struct db *db, const struct handoff *h,
    const char *cookie)
{
	struct step s = { .h = h, .cookie = cookie };

	return run(db, bind, &s, "bound");
}

static enum err done(struct db *db, void *arg)
{
	const struct step *s = arg;
	enum err e = handoff_finish(db, s->h->id);

	return e != OK ? e : audit_add(db, "friend", s->h->id,
	    "handoff.done", "handoff", s->h->id, NULL);
}

enum err handoff_done(struct db *db, const struct handoff *h)
{
	struct step s = { .h = h };

	return strcmp(h->state, "done") == 0 ? OK :
	    run(db, done, &s, "done");
}
