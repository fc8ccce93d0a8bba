/*
 * The two keys that stay outside the database: one seals ID numbers and
 * 采集码 (AES-256-GCM), one makes them findable (HMAC-SHA256). Both are read
 * once at start from the files that the configuration names.
 */
#ifndef GP_BASE_KEYS_H
#define GP_BASE_KEYS_H

#include "arena.h"
#include "conf.h"
#include "crypto.h"

struct keys {
	uint8_t data[CRYPTO_KEY];
	uint8_t lookup[CRYPTO_KEY];
};

enum err keys_load(const struct conf *c, struct keys *out);
/* For a program that sees no ID number: data is a key nobody else has, so
 * that its process holds nothing worth stealing. */
enum err keys_load_lookup(const struct conf *c, struct keys *out);

/* HMAC of "what\0text": the same text in two columns gives two values. */
void keys_lookup(const struct keys *k, const char *what, const char *text,
    uint8_t out[CRYPTO_HASH]);
/* Sealed copy in the arena; *n is its length. */
void *keys_seal(const struct keys *k, struct arena *a, const char *what,
    const char *text, size_t *n);
/* The text again, or ERR_INPUT where it was tampered with. */
enum err keys_open(const struct keys *k, struct arena *a, const char *what,
    const void *sealed, size_t n, char **out);

#endif
