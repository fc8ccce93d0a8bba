/*
 * Certificate mode: requests name the certificates that go with the keys, by
 * a number that Alipay makes of issuer and serial number.
 */
#include "alipay.h"

#include "lib/base/crypto.h"
#include "lib/base/log.h"
#include "secret.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <string.h>

/* MD5 of the issuer, written backwards, and the decimal serial number. */
static char *serial(struct arena *a, X509 *x)
{
	BIO *bio = BIO_new(BIO_s_mem());
	BIGNUM *bn = ASN1_INTEGER_to_BN(X509_get0_serialNumber(x), NULL);
	char *dec = bn ? BN_bn2dec(bn) : NULL, *text, *hex;
	unsigned char md[EVP_MAX_MD_SIZE];
	unsigned n;

	if (!bio || !dec || X509_NAME_print_ex(bio, X509_get_issuer_name(x),
	    0, XN_FLAG_SEP_COMMA_PLUS | XN_FLAG_DN_REV | XN_FLAG_FN_SN |
	    ASN1_STRFLGS_UTF8_CONVERT) < 0 || BIO_puts(bio, dec) < 0)
		log_abort("out of memory: alipay");
	n = (unsigned)BIO_get_mem_data(bio, &text);
	if (EVP_Digest(text, n, md, &n, EVP_md5(), NULL) != 1)
		log_abort("alipay: no MD5");
	hex = arena_alloc(a, 2 * (size_t)n + 1);
	crypto_hex(md, n, hex);
	OPENSSL_free(dec);
	BN_free(bn);
	BIO_free(bio);
	return hex;
}

static int signed_by_rsa(const X509 *x)
{
	int key = 0;

	return OBJ_find_sigid_algs(X509_get_signature_nid(x), NULL, &key) &&
	    key == NID_rsaEncryption;
}

/* Of every certificate in the file, joined; the root file has others beside
 * those of RSA, which do not count. */
static enum err serials(const struct conf *c, const char *name, char **out)
{
	struct arena *a = arena_new();
	const char *sn = "";
	char *text;
	BIO *bio = NULL;
	X509 *x;
	enum err e = file_read(a, name, conf_text(c, name), &text);

	if (e == OK && !(bio = BIO_new_mem_buf(text, -1)))
		log_abort("out of memory: alipay");
	while (e == OK && (x = PEM_read_bio_X509(bio, NULL, NULL, NULL))) {
		if (signed_by_rsa(x))
			sn = arena_printf(a, "%s%s%s", sn, *sn ? "_" : "",
			    serial(a, x));
		X509_free(x);
	}
	if (e == OK && !*sn) {
		log_error("%s: no certificate (PEM, RSA)", name);
		e = ERR_INPUT;
	}
	if (e == OK && !(*out = strdup(sn)))
		log_abort("out of memory: alipay");
	BIO_free(bio);
	arena_free(a);
	return e;
}

enum err alipay_certificates(const struct conf *c, struct alipay *al)
{
	enum err e = serials(c, "alipay_certificate_file", &al->app_sn);

	if (e == OK)
		e = serials(c, "alipay_root_file", &al->root_sn);
	if (e == OK)
		e = serials(c, "alipay_public_key_file", &al->public_sn);
	return e;
}
