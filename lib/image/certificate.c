/* See certificate.h. */
#include "certificate.h"

#include "internal.h"
#include "matte.h"

#include <jansson.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define KIND	"gradphoto-certificate"
#define VERSION	1
#define KEY	32	/* bytes of a public key, RFC 8032 5.1.5 */
#define SIGN	64	/* bytes of a signature, 5.1.6 */

struct certificate_key {
	EVP_PKEY *pkey;
};

/* --- keys -------------------------------------------------------------- */

static struct certificate_key *key_read(FILE *f, int private)
{
	struct certificate_key *k = calloc(1, sizeof *k);

	if (k == NULL)
		return NULL;
	k->pkey = private ? PEM_read_PrivateKey(f, NULL, NULL, NULL) :
	    PEM_read_PUBKEY(f, NULL, NULL, NULL);
	if (k->pkey == NULL || !EVP_PKEY_is_a(k->pkey, "ED25519")) {
		certificate_key_free(k);
		return NULL;
	}
	return k;
}

static struct certificate_key *key_open(const char *path, int private,
    char why[160])
{
	struct certificate_key *k = NULL;
	struct stat st;
	FILE *f = fopen(path, "r");

	if (f == NULL || fstat(fileno(f), &st) != 0)
		snprintf(why, 160, "%.100s: %s", path, strerror(errno));
	else if (private && (st.st_mode & 077))
		snprintf(why, 160, "%.100s: others may read it: chmod 600",
		    path);
	else if ((k = key_read(f, private)) == NULL)
		snprintf(why, 160, "%.100s: no %s Ed25519 key in PEM form",
		    path, private ? "private" : "public");
	if (f != NULL)
		fclose(f);
	return k;
}

struct certificate_key *certificate_key_private(const char *path,
    char why[160])
{
	return key_open(path, 1, why);
}

struct certificate_key *certificate_key_public(const char *path,
    char why[160])
{
	return key_open(path, 0, why);
}

void certificate_key_free(struct certificate_key *k)
{
	if (k == NULL)
		return;
	EVP_PKEY_free(k->pkey);
	free(k);
}

/* --- texts ------------------------------------------------------------- */

/* RFC 8785 for what we write: ASCII names, whole numbers, texts. */
static char *canonical(const json_t *cert)
{
	return json_dumps(cert, JSON_SORT_KEYS | JSON_COMPACT);
}

static json_t *base64(const uint8_t *p, size_t n)
{
	char text[4 * ((SIGN + 2) / 3) + 1];

	EVP_EncodeBlock((unsigned char *)text, p, (int)n);
	return json_string(text);
}

/* 1: text is base64 of exactly n bytes. */
static int unbase64(const json_t *text, uint8_t *out, size_t n)
{
	uint8_t buf[3 * (SIGN / 3 + 1) + 3];
	const char *s = json_string_value(text);
	size_t len = s ? strlen(s) : 0;

	if (len != 4 * ((n + 2) / 3) ||
	    EVP_DecodeBlock(buf, (const unsigned char *)s, (int)len) < 0)
		return 0;
	memcpy(out, buf, n);
	return 1;
}

static json_t *decimal(double v)
{
	return json_sprintf("%.6f", v);
}

static json_t *utc(int64_t t)
{
	time_t at = (time_t)t;
	struct tm tm;
	char text[40];

	gmtime_r(&at, &tm);
	strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm);
	return json_string(text);
}

static json_t *steps(const struct photo_report *r,
    const struct photo_profile *p)
{
	const uint8_t *b = p->background;

	return json_pack("[{s:s, s:s, s:i, s:s}, {s:s, s:o, s:o, s:o},"
	    "{s:s, s:s}, {s:s, s:s}, {s:s, s:s, s:[i,i,i]},"
	    "{s:s, s:s, s:i, s:i}]",
	    "step", "decode", "format", photo_format_name(r->input.format),
	    "exif_orientation", r->input.orientation, "colours", "sRGB",
	    "step", "crop", "x", decimal(r->crop_x), "y", decimal(r->crop_y),
	    "scale", decimal(r->crop_scale),
	    "step", "segment", "model_sha256", r->segmenter,
	    "step", "matte", "method", MATTE_METHOD,
	    "step", "background",
	    "action", r->background_kept ? "kept" : "replaced",
	    "colour", b[0], b[1], b[2],
	    "step", "encode", "format", "jpeg", "quality", r->out_quality,
	    "dpi", r->out_dpi);
}

static json_t *unsigned_certificate(const struct photo_report *r,
    const struct photo_profile *p, int64_t made_at, const uint8_t key[KEY])
{
	return json_pack("{s:s, s:i, s:o, s:s, s:s, s:s,"
	    "s:{s:s, s:I, s:i, s:i, s:s}, s:{s:s, s:I, s:i, s:i},"
	    "s:o, s:b, s:b, s:b, s:o}",
	    "kind", KIND, "version", VERSION, "made_at", utc(made_at),
	    "rules_version", r->rules_version, "profile", r->profile,
	    "verdict", photo_verdict_name(r->verdict),
	    "original", "sha256", r->input.sha256,
	    "bytes", (json_int_t)r->input.bytes, "width", r->input.width,
	    "height", r->input.height,
	    "format", photo_format_name(r->input.format),
	    "result", "sha256", r->out_sha256,
	    "bytes", (json_int_t)r->out_bytes, "width", r->out_width,
	    "height", r->out_height,
	    "steps", steps(r, p), "mirrored", 0, "rotated", 0,
	    "retouched", 0, "key", base64(key, KEY));
}

/* --- signing ------------------------------------------------------------ */

static int sign(const struct certificate_key *k, const char *text,
    uint8_t out[SIGN])
{
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	size_t n = SIGN;
	int ok;

	ok = c != NULL &&
	    EVP_DigestSignInit(c, NULL, NULL, NULL, k->pkey) == 1 &&
	    EVP_DigestSign(c, out, &n, (const uint8_t *)text,
	    strlen(text)) == 1;
	EVP_MD_CTX_free(c);
	return ok;
}

static int signature_fits(EVP_PKEY *key, const char *text,
    const uint8_t sig[SIGN])
{
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	int ok;

	ok = c != NULL &&
	    EVP_DigestVerifyInit(c, NULL, NULL, NULL, key) == 1 &&
	    EVP_DigestVerify(c, sig, SIGN, (const uint8_t *)text,
	    strlen(text)) == 1;
	EVP_MD_CTX_free(c);
	return ok;
}

char *certificate_sign(const struct certificate_key *k,
    const struct photo_report *r, const struct photo_profile *p,
    int64_t made_at)
{
	uint8_t key[KEY], sig[SIGN];
	size_t n = sizeof key;
	json_t *cert;
	char *text, *out = NULL;

	if (r->out_bytes == 0 ||
	    EVP_PKEY_get_raw_public_key(k->pkey, key, &n) != 1)
		return NULL;
	cert = unsigned_certificate(r, p, made_at, key);
	text = cert ? canonical(cert) : NULL;
	if (text != NULL && sign(k, text, sig) &&
	    json_object_set_new(cert, "signature", base64(sig, SIGN)) == 0)
		out = json_dumps(cert, JSON_INDENT(1));
	free(text);
	json_decref(cert);
	return out;
}

/* --- checking ------------------------------------------------------------ */

static enum certificate_state signed_by(json_t *cert,
    const struct certificate_key *known)
{
	enum certificate_state s = CERTIFICATE_CHANGED;
	uint8_t key[KEY], sig[SIGN];
	EVP_PKEY *own = NULL;
	char *text = NULL;

	if (!unbase64(json_object_get(cert, "key"), key, KEY) ||
	    !unbase64(json_object_get(cert, "signature"), sig, SIGN))
		return CERTIFICATE_UNREADABLE;
	json_object_del(cert, "signature");
	text = canonical(cert);
	own = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key, KEY);
	if (text != NULL && own != NULL && signature_fits(own, text, sig))
		s = CERTIFICATE_GOOD;
	if (s == CERTIFICATE_GOOD && known != NULL &&
	    EVP_PKEY_eq(own, known->pkey) != 1)
		s = CERTIFICATE_FOREIGN;
	EVP_PKEY_free(own);
	free(text);
	return s;
}

/* 1: the member's sha256 is that of the data. */
static int is_of(const json_t *cert, const char *member,
    const uint8_t *data, size_t n)
{
	const char *said = json_string_value(json_object_get(
	    json_object_get(cert, member), "sha256"));
	char hex[65];

	sha256_hex(data, n, hex);
	return said != NULL && strcmp(said, hex) == 0;
}

enum certificate_state certificate_verify(const char *text, size_t n,
    const uint8_t *result, size_t result_len,
    const uint8_t *original, size_t original_len,
    const struct certificate_key *known)
{
	json_t *cert = json_loadb(text, n, JSON_REJECT_DUPLICATES, NULL);
	const char *kind = json_string_value(json_object_get(cert, "kind"));
	enum certificate_state s = CERTIFICATE_UNREADABLE;

	if (kind != NULL && strcmp(kind, KIND) == 0 &&
	    json_integer_value(json_object_get(cert, "version")) == VERSION)
		s = signed_by(cert, known);
	if (s == CERTIFICATE_GOOD && (!is_of(cert, "result", result,
	    result_len) || (original != NULL &&
	    !is_of(cert, "original", original, original_len))))
		s = CERTIFICATE_OTHER;
	json_decref(cert);
	return s;
}

const char *certificate_state_text(enum certificate_state s)
{
	static const char *const texts[] = {
		[CERTIFICATE_GOOD] = "the certificate is good",
		[CERTIFICATE_UNREADABLE] =
		    "this is no certificate that this version can read",
		[CERTIFICATE_CHANGED] =
		    "the certificate was changed after it was signed",
		[CERTIFICATE_FOREIGN] =
		    "the certificate was signed with another key",
		[CERTIFICATE_OTHER] =
		    "the certificate belongs to another file",
	};

	return texts[s];
}
