/*
 * Sealing and look-up with the keys of the configuration.
 */
#include "keys.h"

#include "buf.h"

#include <string.h>

enum err keys_load_lookup(const struct conf *c, struct keys *out)
{
	struct keys k;
	enum err e = crypto_key_load(conf_text(c, "lookup_key_file"),
	    k.lookup);

	crypto_random(k.data, sizeof k.data);
	if (e == OK)
		*out = k;
	return e;
}

enum err keys_load(const struct conf *c, struct keys *out)
{
	struct keys k;
	enum err e = keys_load_lookup(c, &k);

	if (e == OK)
		e = crypto_key_load(conf_text(c, "key_file"), k.data);
	if (e == OK)
		*out = k;
	return e;
}

void keys_lookup(const struct keys *k, const char *what, const char *text,
    uint8_t out[CRYPTO_HASH])
{
	struct buf b = {0};

	buf_add(&b, what, strlen(what) + 1);
	buf_adds(&b, text);
	crypto_hmac(k->lookup, b.p, b.n, out);
	buf_free(&b);
}

void *keys_seal(const struct keys *k, struct arena *a, const char *what,
    const char *text, size_t *n)
{
	size_t len = strlen(text);
	uint8_t *out = arena_alloc(a, len + CRYPTO_SEAL);

	crypto_seal(k->data, what, text, len, out);
	*n = len + CRYPTO_SEAL;
	return out;
}

enum err keys_open(const struct keys *k, struct arena *a, const char *what,
    const void *sealed, size_t n, char **out)
{
	char *text;
	enum err e;

	if (n < CRYPTO_SEAL)
		return ERR_INPUT;
	text = arena_alloc(a, n - CRYPTO_SEAL + 1);
	e = crypto_open(k->data, what, sealed, n, (uint8_t *)text);
	if (e == OK)
		*out = text;
	return e;
}
