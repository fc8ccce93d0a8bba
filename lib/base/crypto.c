/*
 * The only user of OpenSSL outside lib/service: digests, sealing, passwords,
 * and the text forms of bytes that go with them (our own, because OpenSSL's
 * base64 takes what the RFC forbids).
 */
#include "crypto.h"
#include "log.h"
#include "parse.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define VERSION		1
#define NONCE		12
#define TAG		16

/* 32 MiB and about 0.1 s for one try: dear to guess, bearable at login. */
#define SCRYPT_N	32768
#define SCRYPT_R	8
#define SCRYPT_P	1
#define SCRYPT_MEMORY	(UINT64_C(256) << 20)
#define SALT		16
#define SALT_MAX	32

/* For calls that fail only without memory or entropy, or by a bug. */
static void must(int ok, const char *what)
{
	if (!ok)
		log_abort("openssl: %s failed", what);
}

void crypto_random(void *p, size_t n)
{
	must(n <= INT_MAX && RAND_bytes(p, (int)n) == 1, "random");
}

void crypto_sha256(const void *p, size_t n, uint8_t out[CRYPTO_HASH])
{
	must(EVP_Digest(p, n, out, NULL, EVP_sha256(), NULL), "sha256");
}

void crypto_hmac(const uint8_t key[CRYPTO_KEY], const void *p, size_t n,
    uint8_t out[CRYPTO_HASH])
{
	size_t got = 0;

	must(EVP_Q_mac(NULL, "HMAC", NULL, "SHA256", NULL, key, CRYPTO_KEY,
	    p, n, out, CRYPTO_HASH, &got) && got == CRYPTO_HASH, "hmac");
}

int crypto_equal(const void *a, const void *b, size_t n)
{
	return CRYPTO_memcmp(a, b, n) == 0;
}

void crypto_hex(const void *p, size_t n, char *out)
{
	static const char digit[] = "0123456789abcdef";
	const uint8_t *s = p, *end = s + n;

	for (; s < end; s++) {
		*out++ = digit[*s >> 4];
		*out++ = digit[*s & 15];
	}
	*out = '\0';
}

static int unhex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

enum err crypto_unhex(const char *s, void *out, size_t n)
{
	uint8_t *p = out;
	size_t i;

	for (i = 0; i < 2 * n; i++)
		if (unhex(s[i]) < 0)
			return ERR_INPUT;
	if (s[2 * n])
		return ERR_INPUT;
	for (i = 0; i < n; i++)
		p[i] = (uint8_t)(unhex(s[2 * i]) << 4 | unhex(s[2 * i + 1]));
	return OK;
}

static const char base64[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void crypto_base64(const void *p, size_t n, char *out)
{
	const uint8_t *s = p;
	uint32_t v;
	size_t i;

	for (i = 0; i < n; i += 3) {
		v = (uint32_t)s[i] << 16;
		if (n - i > 1)
			v |= (uint32_t)s[i + 1] << 8;
		if (n - i > 2)
			v |= s[i + 2];
		*out++ = base64[v >> 18];
		*out++ = base64[v >> 12 & 63];
		*out++ = n - i > 1 ? base64[v >> 6 & 63] : '=';
		*out++ = n - i > 2 ? base64[v & 63] : '=';
	}
	*out = '\0';
}

static uint32_t unbase64(char c)
{
	return (uint32_t)(strchr(base64, c) - base64);
}

/* All or nothing: one form only for the same bytes, so the bits that the
 * padding leaves over are zero. */
enum err crypto_unbase64(const char *s, void *out, size_t *n)
{
	size_t len = strlen(s), text = strspn(s, base64), i, k = 0;
	size_t pad = len - text;
	uint8_t *p = out;
	uint32_t v = 0;

	if (len % 4 || pad > 2 || strspn(s + text, "=") != pad)
		return ERR_INPUT;
	if (pad && unbase64(s[text - 1]) & (pad == 1 ? 3 : 15))
		return ERR_INPUT;
	for (i = 0; i < text; i++) {
		v = v << 6 | unbase64(s[i]);
		if (i % 4)
			p[k++] = (uint8_t)(v >> (6 - i % 4 * 2));
	}
	*n = k;
	return OK;
}

/* --- sealing -------------------------------------------------------- */

/* A context of AES-256-GCM with key, nonce and associated data set. */
static EVP_CIPHER_CTX *gcm(int encrypt, const uint8_t *key,
    const uint8_t *nonce, const char *what)
{
	EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
	int n;

	must(c && EVP_CipherInit_ex2(c, EVP_aes_256_gcm(), key, nonce,
	    encrypt, NULL), "gcm");
	must(EVP_CipherUpdate(c, NULL, &n, (const uint8_t *)what,
	    (int)strlen(what)), "gcm data");
	return c;
}

void crypto_seal(const uint8_t key[CRYPTO_KEY], const char *what,
    const void *p, size_t n, uint8_t *out)
{
	uint8_t *nonce = out + 1, *text = nonce + NONCE;
	EVP_CIPHER_CTX *c;
	int got = 0;

	out[0] = VERSION;
	crypto_random(nonce, NONCE);
	c = gcm(1, key, nonce, what);
	must(n <= INT_MAX && (!n || EVP_CipherUpdate(c, text, &got, p,
	    (int)n)), "gcm seal");
	must(EVP_CipherFinal_ex(c, text + n, &got) &&
	    EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_GET_TAG, TAG, text + n),
	    "gcm tag");
	EVP_CIPHER_CTX_free(c);
}

enum err crypto_open(const uint8_t key[CRYPTO_KEY], const char *what,
    const void *p, size_t n, uint8_t *out)
{
	const uint8_t *in = p, *text;
	uint8_t tag[TAG];
	EVP_CIPHER_CTX *c;
	int got, good;

	if (n < CRYPTO_SEAL || n > INT_MAX || in[0] != VERSION)
		return ERR_INPUT;
	n -= CRYPTO_SEAL;
	text = in + 1 + NONCE;
	memcpy(tag, text + n, TAG);
	c = gcm(0, key, in + 1, what);
	must((!n || EVP_CipherUpdate(c, out, &got, text, (int)n)) &&
	    EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_SET_TAG, TAG, tag),
	    "gcm open");
	good = EVP_CipherFinal_ex(c, out + n, &got) > 0;
	EVP_CIPHER_CTX_free(c);
	/* GCM writes the text before it knows whether the tag is right. */
	if (!good)
		OPENSSL_cleanse(out, n);
	out[n] = '\0';
	return good ? OK : ERR_INPUT;
}

/* --- passwords ------------------------------------------------------ */

struct scrypt {
	uint64_t n, r, p;
	uint8_t salt[SALT_MAX];
	size_t salt_size;
	uint8_t hash[CRYPTO_HASH];
};

static int scrypt(const char *password, const struct scrypt *s,
    uint8_t out[CRYPTO_HASH])
{
	return EVP_PBE_scrypt(password, strlen(password), s->salt,
	    s->salt_size, s->n, s->r, s->p, SCRYPT_MEMORY, out,
	    CRYPTO_HASH) == 1;
}

static void scrypt_fresh(struct scrypt *s)
{
	*s = (struct scrypt){ .n = SCRYPT_N, .r = SCRYPT_R, .p = SCRYPT_P,
	    .salt_size = SALT };
	crypto_random(s->salt, SALT);
}

/* "$s1$N$r$p$salt$hash", salt and hash in hexadecimal. */
static enum err scrypt_read(const char *stored, struct scrypt *s)
{
	char copy[CRYPTO_PASSWORD], *rest = copy, *field[8];
	size_t n = strlen(stored), i;

	if (n >= sizeof copy)
		return ERR_INPUT;
	memcpy(copy, stored, n + 1);
	for (i = 0; i < 8; i++)
		field[i] = strsep(&rest, "$");
	if (!field[6] || field[7] || *field[0] || strcmp(field[1], "s1"))
		return ERR_INPUT;
	s->salt_size = strlen(field[5]) / 2;
	if (s->salt_size > SALT_MAX || parse_u64(field[2], &s->n) != OK ||
	    parse_u64(field[3], &s->r) != OK ||
	    parse_u64(field[4], &s->p) != OK ||
	    crypto_unhex(field[5], s->salt, s->salt_size) != OK ||
	    crypto_unhex(field[6], s->hash, CRYPTO_HASH) != OK)
		return ERR_INPUT;
	return OK;
}

void crypto_password_hash(const char *password, char out[CRYPTO_PASSWORD])
{
	char salt[2 * SALT + 1], hash[2 * CRYPTO_HASH + 1];
	struct scrypt s;

	scrypt_fresh(&s);
	must(scrypt(password, &s, s.hash), "scrypt");
	crypto_hex(s.salt, SALT, salt);
	crypto_hex(s.hash, CRYPTO_HASH, hash);
	snprintf(out, CRYPTO_PASSWORD, "$s1$%d$%d$%d$%s$%s", SCRYPT_N,
	    SCRYPT_R, SCRYPT_P, salt, hash);
}

int crypto_password_verify(const char *password, const char *stored)
{
	uint8_t hash[CRYPTO_HASH];
	struct scrypt s;
	int known;

	known = stored && scrypt_read(stored, &s) == OK;
	if (stored && !known)
		log_error("a stored password is malformed");
	if (!known)
		scrypt_fresh(&s);
	if (!scrypt(password, &s, hash)) {
		log_error("scrypt: no memory, or parameters out of range");
		return 0;
	}
	return crypto_equal(hash, s.hash, CRYPTO_HASH) & known;
}

/* --- key files ------------------------------------------------------ */

/* Binary, or hexadecimal with or without a line feed. */
static enum err key_decode(char *s, size_t n, uint8_t out[CRYPTO_KEY])
{
	if (n == CRYPTO_KEY) {
		memcpy(out, s, n);
		return OK;
	}
	if (n && s[n - 1] == '\n')
		n--;
	s[n] = '\0';
	return crypto_unhex(s, out, CRYPTO_KEY);
}

static enum err key_read(int fd, const char *path, uint8_t out[CRYPTO_KEY])
{
	char s[2 * CRYPTO_KEY + 3];	/* one more than the longest good one */
	enum err e;
	struct stat st;
	ssize_t n;

	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
		log_error("key %s: not a file", path);
		return ERR_INPUT;
	}
	if (st.st_mode & (st.st_gid == 0 ? 007 : 077)) {
		log_error("key %s: others may read it; chmod 600", path);
		return ERR_DENIED;
	}
	n = read(fd, s, sizeof s - 1);
	e = n < 0 ? ERR_INPUT : key_decode(s, (size_t)n, out);
	OPENSSL_cleanse(s, sizeof s);
	if (e != OK)
		log_error("key %s: not %d bytes or %d hexadecimal digits",
		    path, CRYPTO_KEY, 2 * CRYPTO_KEY);
	return e;
}

enum err crypto_key_load(const char *path, uint8_t out[CRYPTO_KEY])
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	enum err e;

	if (fd < 0) {
		e = errno == ENOENT ? ERR_NOTFOUND : ERR_DENIED;
		log_error("key %s: %s", path, strerror(errno));
		return e;
	}
	e = key_read(fd, path, out);
	close(fd);
	return e;
}

static EVP_PKEY *signer(const uint8_t seed[CRYPTO_KEY])
{
	EVP_PKEY *k = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL,
	    seed, CRYPTO_KEY);

	must(k != NULL, "ed25519 key");
	return k;
}

void crypto_sign_public(const uint8_t seed[CRYPTO_KEY],
    uint8_t out[CRYPTO_KEY])
{
	EVP_PKEY *k = signer(seed);
	size_t n = CRYPTO_KEY;

	must(EVP_PKEY_get_raw_public_key(k, out, &n) == 1, "ed25519 public");
	EVP_PKEY_free(k);
}

void crypto_sign(const uint8_t seed[CRYPTO_KEY], const void *p, size_t n,
    uint8_t out[CRYPTO_SIGNATURE])
{
	EVP_PKEY *k = signer(seed);
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	size_t got = CRYPTO_SIGNATURE;

	must(c && EVP_DigestSignInit(c, NULL, NULL, NULL, k) == 1 &&
	    EVP_DigestSign(c, out, &got, p, n) == 1, "ed25519 sign");
	EVP_MD_CTX_free(c);
	EVP_PKEY_free(k);
}

int crypto_signed(const uint8_t public[CRYPTO_KEY], const void *p, size_t n,
    const uint8_t signature[CRYPTO_SIGNATURE])
{
	EVP_PKEY *k = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL,
	    public, CRYPTO_KEY);
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	int good;

	must(c != NULL, "digest");
	good = k && EVP_DigestVerifyInit(c, NULL, NULL, NULL, k) == 1 &&
	    EVP_DigestVerify(c, signature, CRYPTO_SIGNATURE, p, n) == 1;
	EVP_MD_CTX_free(c);
	EVP_PKEY_free(k);
	return good;
}
