/* See sms_code.h. */
#include "sms_code.h"

#include "lib/base/clock.h"
#include "lib/db/codes.h"
#include "lib/db/outbox.h"

#include <stdio.h>

static const struct code_counts most = { 1, 5, 10 };

static void hash_code(const struct keys *k, const char *purpose,
    const char *phone, const char *code, uint8_t out[CRYPTO_HASH])
{
	char text[80];

	snprintf(text, sizeof text, "%s/%s/%s", purpose, phone, code);
	keys_lookup(k, "code", text, out);
}

/* Each of a million codes is as likely as the others. */
static void random_code(char out[7])
{
	uint32_t v;

	do
		crypto_random(&v, sizeof v);
	while (v >= UINT32_MAX - UINT32_MAX % 1000000);
	snprintf(out, 7, "%06u", (unsigned)(v % 1000000));
}

struct sending {
	const struct sms_code *c;
	uint64_t message;
	char code[7];
	uint8_t hash[CRYPTO_HASH];
};

static enum err send_code(struct db *db, void *arg)
{
	struct sending *s = arg;
	const struct sms_code *c = s->c;
	struct code_counts sent;
	char params[64];
	int64_t now = clock_now();
	const struct outbox m = { .channel = "sms", .recipient = c->phone,
	    .lang = c->lang, .tmpl = OUTBOX_CODE, .params = params,
	    .created_at = now, .expires_at = now + c->minutes * 60 };
	enum err e = code_counts(db, c->phone, now, &sent);

	if (e == OK && (sent.minute >= most.minute ||
	    sent.hour >= most.hour || sent.day >= most.day))
		e = ERR_LIMIT;
	if (e == OK)
		e = code_add(db, c->phone, c->purpose, s->hash, now,
		    now + c->minutes * 60);
	if (e != OK || c->decoy)
		return e;
	snprintf(params, sizeof params,
	    "{\"code\":\"%s\",\"minutes\":\"%lld\"}", s->code,
	    (long long)c->minutes);
	return outbox_add(db, &m, &s->message);
}

enum err sms_code_send(struct db *db, const struct keys *k,
    const struct sms_code *c, uint64_t *message)
{
	struct sending s = { .c = c };
	enum err e;

	random_code(s.code);
	hash_code(k, c->purpose, c->phone, s.code, s.hash);
	e = db_transaction(db, send_code, &s);
	if (e == OK)
		*message = s.message;
	return e;
}

/* The mark in front keeps it apart from every phone. */
void sms_code_decoy(const struct keys *k, const char *typed, char out[21])
{
	uint8_t hash[CRYPTO_HASH];

	keys_lookup(k, "decoy", typed, hash);
	out[0] = '?';
	crypto_hex(hash, 9, out + 1);
}

enum err sms_code_check(struct db *db, struct arena *a, const struct keys *k,
    const char *purpose, const char *phone, const char *typed)
{
	uint8_t kept[CRYPTO_HASH], given[CRYPTO_HASH];
	uint64_t id;
	enum err e = code_try(db, a, phone, purpose, clock_now(), &id, kept);

	if (e != OK)
		return e;
	hash_code(k, purpose, phone, typed, given);
	if (!crypto_equal(kept, given, sizeof kept))
		return ERR_INPUT;
	e = code_use(db, id, clock_now());
	return e == ERR_CONFLICT ? ERR_LIMIT : e;
}
