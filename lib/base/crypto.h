/*
 * What the product needs of OpenSSL, in its own words. Failures of OpenSSL
 * itself (no memory, no entropy) abort; ERR_INPUT means the data is not what
 * it should be (wrong tag, bad encoding).
 */
#ifndef GP_BASE_CRYPTO_H
#define GP_BASE_CRYPTO_H

#include "err.h"

#include <stddef.h>
#include <stdint.h>

#define CRYPTO_KEY 32		/* bytes of a key file (binary or 64 hex) */
#define CRYPTO_SEAL 29		/* a sealed value is this much longer */
#define CRYPTO_HASH 32

void crypto_random(void *p, size_t n);
void crypto_sha256(const void *p, size_t n, uint8_t out[CRYPTO_HASH]);
void crypto_hmac(const uint8_t key[CRYPTO_KEY], const void *p, size_t n,
    uint8_t out[CRYPTO_HASH]);
void crypto_hex(const void *p, size_t n, char *out);	/* 2n + 1 bytes */
enum err crypto_unhex(const char *s, void *out, size_t n);
int crypto_equal(const void *a, const void *b, size_t n);  /* constant time */

/* base64 (RFC 4648, padded). Output sizes: 4*((n+2)/3)+1 and 3*(strlen/4). */
void crypto_base64(const void *p, size_t n, char *out);
enum err crypto_unbase64(const char *s, void *out, size_t *n);

/* AES-256-GCM: version 1, nonce 12, text, tag 16. `what` (e.g.
 * "account.id_no") is authenticated with it, so that a value can't be moved
 * to another column. out: n + CRYPTO_SEAL bytes; opening gives n - CRYPTO_SEAL
 * and a NUL behind them, all zeros where it fails. */
void crypto_seal(const uint8_t key[CRYPTO_KEY], const char *what,
    const void *p, size_t n, uint8_t *out);
enum err crypto_open(const uint8_t key[CRYPTO_KEY], const char *what,
    const void *p, size_t n, uint8_t *out);

/* Ed25519 (RFC 8032). The seed is the private key; crypto_signed is 1 where
 * the signature is that of whoever has the seed of `public`. */
#define CRYPTO_SIGNATURE 64
void crypto_sign_public(const uint8_t seed[CRYPTO_KEY],
    uint8_t out[CRYPTO_KEY]);
void crypto_sign(const uint8_t seed[CRYPTO_KEY], const void *p, size_t n,
    uint8_t out[CRYPTO_SIGNATURE]);
int crypto_signed(const uint8_t public[CRYPTO_KEY], const void *p, size_t n,
    const uint8_t signature[CRYPTO_SIGNATURE]);

/* scrypt "$s1$N$r$p$salt$hash"; verify is constant time and also runs at
 * full cost when stored is NULL (an unknown account). */
#define CRYPTO_PASSWORD 128
void crypto_password_hash(const char *password, char out[CRYPTO_PASSWORD]);
int crypto_password_verify(const char *password, const char *stored);

/* Reads a CRYPTO_KEY key file; refuses one that others may read (mode & 077,
 * except root's own group). Logs why: ERR_NOTFOUND, ERR_DENIED (mode),
 * ERR_INPUT (not a key). */
enum err crypto_key_load(const char *path, uint8_t out[CRYPTO_KEY]);

#endif
