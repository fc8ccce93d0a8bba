/*
 * The certificate of origin: from which picture a finished photo was made,
 * by which rules and with which steps, signed, so that it can be checked
 * offline and by others.
 *
 * It is JSON (UTF-8) with these members: kind "gradphoto-certificate",
 * version 1, made_at (UTC, "2026-11-23T02:00:00Z"), rules_version, profile,
 * verdict, original and result (sha256, bytes, width, height, and what the
 * file says of itself), steps (every one, in order, with its parameters),
 * mirrored, rotated and retouched (always false: no such step exists; EXIF
 * orientation is applied, as every viewer does), key (the public key) and
 * signature.
 *
 * The signature is Ed25519 (RFC 8032) over the certificate without its
 * member "signature", as RFC 8785 writes JSON: members sorted by name, no
 * spaces. Numbers are whole; fractions are texts with six decimals. key and
 * signature are base64 of 32 and 64 bytes. With jq and OpenSSL:
 *
 *	jq -cjS 'del(.signature)' CERT >signed
 *	jq -r .signature CERT | base64 -d >signature
 *	openssl pkeyutl -verify -pubin -inkey PUBLIC.pem -rawin -in signed \
 *	    -sigfile signature
 */
#ifndef GP_IMAGE_CERTIFICATE_H
#define GP_IMAGE_CERTIFICATE_H

#include "photo.h"

/* An Ed25519 key out of a PEM file: private (PKCS #8) or public. */
struct certificate_key;

/* NULL where the file is missing, or not such a key: `why` says which. A
 * private key that others may read (mode & 077) is refused. */
struct certificate_key *certificate_key_private(const char *path,
    char why[160]);
struct certificate_key *certificate_key_public(const char *path,
    char why[160]);
void certificate_key_free(struct certificate_key *k);

/*
 * The certificate of a made photo; r is photo_make's report, p the profile
 * it was made with, made_at in seconds since 1970. NULL: no memory, or r has
 * no result. The caller frees.
 */
char *certificate_sign(const struct certificate_key *k,
    const struct photo_report *r, const struct photo_profile *p,
    int64_t made_at);

enum certificate_state {
	CERTIFICATE_GOOD,
	CERTIFICATE_UNREADABLE,	/* none, or of a later version */
	CERTIFICATE_CHANGED,	/* the signature does not fit the text */
	CERTIFICATE_FOREIGN,	/* signed, but not by the key that is known */
	CERTIFICATE_OTHER	/* of another photo, or another original */
};

/*
 * Checks a certificate against the finished file and, where it is given,
 * the original. known may be NULL: then only the certificate's own key is
 * used, which proves that nothing was changed, but not who signed.
 */
enum certificate_state certificate_verify(const char *text, size_t n,
    const uint8_t *result, size_t result_len,
    const uint8_t *original, size_t original_len,
    const struct certificate_key *known);
const char *certificate_state_text(enum certificate_state s);

#endif
