/* Signatures and sealed texts of WeChat Pay v3. */
#include "wechat.h"

#include "lib/base/buf.h"
#include "lib/base/clock.h"
#include "lib/base/crypto.h"
#include "lib/base/log.h"
#include "lib/base/parse.h"
#include "rsa.h"

#include <openssl/evp.h>

#include <string.h>

#define NONCE 12
#define TAG 16

/* 1 when data, decrypted into out, has this tag. */
static int gcm_open(EVP_CIPHER_CTX *c, const uint8_t *key, const char *nonce,
    const char *associated, uint8_t *data, int n, uint8_t *out)
{
	int k;

	return EVP_DecryptInit_ex(c, EVP_aes_256_gcm(), NULL, key,
	    (const unsigned char *)nonce) == 1 &&
	    EVP_DecryptUpdate(c, NULL, &k, (const unsigned char *)associated,
	    (int)strlen(associated)) == 1 &&
	    EVP_DecryptUpdate(c, out, &k, data, n) == 1 &&
	    EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_GCM_SET_TAG, TAG, data + n) == 1 &&
	    EVP_DecryptFinal_ex(c, out + n, &k) == 1;
}

enum err wechat_open(struct arena *a, const uint8_t key[WECHAT_API_KEY],
    const char *nonce, const char *associated, const char *ciphertext,
    char **out)
{
	size_t n = strlen(ciphertext);
	uint8_t *data;
	char *text;
	EVP_CIPHER_CTX *c;
	int ok;

	if (strlen(nonce) != NONCE || n > WECHAT_ANSWER)
		return ERR_DENIED;
	data = arena_alloc(a, n / 4 * 3 + 1);
	if (crypto_unbase64(ciphertext, data, &n) != OK || n < TAG)
		return ERR_DENIED;
	text = arena_alloc(a, n + 1);
	c = EVP_CIPHER_CTX_new();
	if (!c)
		log_abort("out of memory: wechat");
	ok = gcm_open(c, key, nonce, associated, data, (int)(n - TAG),
	    (uint8_t *)text);
	EVP_CIPHER_CTX_free(c);
	if (!ok)
		return ERR_DENIED;
	text[n - TAG] = '\0';
	*out = text;
	return OK;
}

static EVP_PKEY *ring_find(const struct wechat_ring *ring, const char *serial)
{
	const struct wechat_key *k = ring->keys;

	for (; k < ring->keys + ring->n; k++)
		if (!strcmp(k->serial, serial) &&
		    (!k->expires || clock_now() < k->expires))
			return k->key;
	return NULL;
}

static int in_time(const char *timestamp)
{
	int64_t t, off;

	if (parse_i64(timestamp, &t) != OK || t < 0)
		return 0;
	off = clock_now() - t;
	return off > -WECHAT_CLOCK && off < WECHAT_CLOCK;
}

enum err wechat_check(const struct wechat_ring *ring,
    const struct pay_signature *s, const char *body, size_t n)
{
	struct buf b = {0};
	EVP_PKEY *key;
	enum err e;

	if (!s->timestamp || !s->nonce || !s->serial || !s->signature ||
	    !in_time(s->timestamp))
		return ERR_DENIED;
	key = ring_find(ring, s->serial);
	if (!key)
		return ERR_NOTFOUND;
	buf_printf(&b, "%s\n%s\n", s->timestamp, s->nonce);
	buf_add(&b, body, n);
	buf_adds(&b, "\n");
	/* Their monitoring sends WECHATPAY/SIGNTEST/..., which no key made, to
	 * see whether a merchant verifies at all: refused like any other. */
	e = rsa_verify(key, b.p, b.n, s->signature);
	buf_free(&b);
	return e;
}
