/* See rsa.h. */
#include "rsa.h"

#include "lib/base/crypto.h"
#include "lib/base/log.h"
#include "secret.h"

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <string.h>

char *rsa_sign(struct arena *a, EVP_PKEY *key, const char *text, size_t n)
{
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	unsigned char *raw;
	char *out;
	size_t len = 0;

	if (!c || EVP_DigestSignInit(c, NULL, EVP_sha256(), NULL, key) != 1 ||
	    EVP_DigestSign(c, NULL, &len, (const unsigned char *)text,
	    n) != 1)
		log_abort("cannot sign");
	raw = arena_alloc(a, len);
	if (EVP_DigestSign(c, raw, &len, (const unsigned char *)text, n) != 1)
		log_abort("cannot sign");
	EVP_MD_CTX_free(c);
	out = arena_alloc(a, 4 * ((len + 2) / 3) + 1);
	crypto_base64(raw, len, out);
	return out;
}

enum err rsa_verify(EVP_PKEY *key, const char *text, size_t n,
    const char *signature)
{
	unsigned char raw[1024];	/* RSA of 8192 bits */
	EVP_MD_CTX *c;
	size_t len;
	int ok;

	if (strlen(signature) / 4 * 3 > sizeof raw ||
	    crypto_unbase64(signature, raw, &len) != OK)
		return ERR_DENIED;
	c = EVP_MD_CTX_new();
	if (!c || EVP_DigestVerifyInit(c, NULL, EVP_sha256(), NULL, key) != 1)
		log_abort("cannot verify");
	ok = EVP_DigestVerify(c, raw, len, (const unsigned char *)text, n);
	EVP_MD_CTX_free(c);
	return ok == 1 ? OK : ERR_DENIED;
}

/* --- files ------------------------------------------------------------- */

static EVP_PKEY *key_of_certificate(BIO *bio)
{
	X509 *x = PEM_read_bio_X509(bio, NULL, NULL, NULL);
	EVP_PKEY *key = x ? X509_get_pubkey(x) : NULL;

	X509_free(x);
	return key;
}

static EVP_PKEY *key_of_pem(char *text, int secret)
{
	BIO *bio = BIO_new_mem_buf(text, -1);
	EVP_PKEY *key;

	if (!bio)
		log_abort("out of memory: rsa");
	if (secret)
		key = PEM_read_bio_PrivateKey(bio, NULL, NULL, NULL);
	else if (strstr(text, "BEGIN CERTIFICATE"))
		key = key_of_certificate(bio);
	else
		key = PEM_read_bio_PUBKEY(bio, NULL, NULL, NULL);
	BIO_free(bio);
	return key;
}

/* PKCS #8 or PKCS #1 and SubjectPublicKeyInfo, without their frame. */
static EVP_PKEY *key_of_base64(char *text, int secret)
{
	size_t n = 0, len = strlen(text);
	unsigned char *der = OPENSSL_zalloc(len + 1);
	const unsigned char *p = der;
	EVP_PKEY *key = NULL;
	char *s;

	if (!der)
		log_abort("out of memory: rsa");
	for (s = text; *s; s++)
		if (!strchr(" \t\r\n", *s))
			text[n++] = *s;
	text[n] = '\0';
	if (crypto_unbase64(text, der, &n) == OK)
		key = secret ? d2i_AutoPrivateKey(NULL, &p, (long)n) :
		    d2i_PUBKEY(NULL, &p, (long)n);
	OPENSSL_clear_free(der, len + 1);
	return key;
}

static enum err key_load(const struct conf *c, const char *name, int secret,
    EVP_PKEY **out)
{
	const char *path = conf_text(c, name);
	struct arena *a = arena_new();
	EVP_PKEY *key = NULL;
	char *text;
	enum err e;

	e = secret ? secret_text(a, name, path, &text) :
	    file_read(a, name, path, &text);
	if (e == OK) {
		key = strstr(text, "-----BEGIN") ?
		    key_of_pem(text, secret) : key_of_base64(text, secret);
		OPENSSL_cleanse(text, strlen(text));
	}
	if (e == OK && (!key || !EVP_PKEY_is_a(key, "RSA"))) {
		log_error("%s: not %s key (RSA)", name,
		    secret ? "a private" : "a public");
		EVP_PKEY_free(key);
		e = ERR_INPUT;
	}
	arena_free(a);
	if (e == OK)
		*out = key;
	return e;
}

enum err rsa_private(const struct conf *c, const char *name, EVP_PKEY **out)
{
	return key_load(c, name, 1, out);
}

enum err rsa_public(const struct conf *c, const char *name, EVP_PKEY **out)
{
	return key_load(c, name, 0, out);
}
