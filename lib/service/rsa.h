/*
 * RSA with SHA-256 (PKCS #1 v1.5), signatures in base64, and the files that
 * keys are in: what WeChat Pay and Alipay have in common.
 */
#ifndef GP_SERVICE_RSA_H
#define GP_SERVICE_RSA_H

#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/base/err.h"

#include <stddef.h>

struct evp_pkey_st;

/* The signature, the arena's. */
char *rsa_sign(struct arena *a, struct evp_pkey_st *key, const char *text,
    size_t n);
/* ERR_DENIED: the key did not make it. */
enum err rsa_verify(struct evp_pkey_st *key, const char *text, size_t n,
    const char *signature);

/* The key in the file that the configuration's `name` says: PEM, a public one
 * also as a certificate, or the bare base64 that Alipay's tools write. A
 * private key's file is one that only its owner and group may read. Logs what
 * is wrong: ERR_INPUT. The caller frees *out. */
enum err rsa_private(const struct conf *c, const char *name,
    struct evp_pkey_st **out);
enum err rsa_public(const struct conf *c, const char *name,
    struct evp_pkey_st **out);

#endif
