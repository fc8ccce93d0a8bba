/*
 * The test scheme, which docs/SCAN.md documents for those who issue codes of
 * it: GPTEST2.BODY.SIGNATURE, both parts base64url without padding. BODY is
 * "name=*三;id=110101********1234;no=20210001;school=10246", name and number
 * masked as CHSI masks them; every field but `no` may be missing. SIGNATURE
 * is Ed25519 over "GPTEST2.BODY".
 */
#include "scan.h"

#include "lib/base/buf.h"
#include "lib/base/crypto.h"
#include "lib/base/parse.h"

#include <string.h>

#define PREFIX "GPTEST2."

static int claims(const struct scan_keys *k, const char *payload)
{
	return k->test && strncmp(payload, PREFIX, strlen(PREFIX)) == 0;
}

/* --- base64url ---------------------------------------------------------- */

static char *encode(struct arena *a, const void *p, size_t n)
{
	char *out = arena_alloc(a, 4 * ((n + 2) / 3) + 1), *s;

	crypto_base64(p, n, out);
	for (s = out; *s && *s != '='; s++)
		*s = *s == '+' ? '-' : *s == '/' ? '_' : *s;
	*s = '\0';
	return out;
}

static enum err decode(struct arena *a, const char *text, size_t n,
    char **out, size_t *out_n)
{
	char *s = arena_alloc(a, n + 4), *p;
	size_t i;

	for (i = 0; i < n; i++) {
		if (!text[i] || strchr("+/=", text[i]))
			return ERR_INPUT;
		s[i] = text[i] == '-' ? '+' : text[i] == '_' ? '/' : text[i];
	}
	for (p = s + n; (p - s) % 4; p++)
		*p = '=';
	*p = '\0';
	*out = arena_alloc(a, 3 * (size_t)(p - s) / 4 + 1);
	if (crypto_unbase64(s, *out, out_n) != OK)
		return ERR_INPUT;
	(*out)[*out_n] = '\0';
	return OK;
}

/* --- reading ------------------------------------------------------------ */

/* The value of `key` ("no=") among the ';'-separated fields, or "". */
static const char *field(struct arena *a, const char *s, const char *key)
{
	for (; s; s = strchr(s, ';')) {
		s += *s == ';';
		if (strncmp(s, key, strlen(key)) == 0) {
			s += strlen(key);
			return arena_strndup(a, s, strcspn(s, ";"));
		}
	}
	return "";
}

static enum err read_code(const struct scan_keys *k, struct arena *a,
    const char *payload, struct scan_person *out)
{
	const char *body = payload + strlen(PREFIX);
	const char *dot = strchr(body, '.');
	struct scan_person p;
	char *text, *signature;
	size_t n = 0, text_n = 0;

	if (!dot || decode(a, dot + 1, strlen(dot + 1), &signature, &n) != OK)
		return ERR_INPUT;
	if (n != CRYPTO_SIGNATURE || !crypto_signed(k->test_public, payload,
	    (size_t)(dot - payload), (const uint8_t *)signature))
		return ERR_INPUT;
	if (decode(a, body, (size_t)(dot - body), &text, &text_n) != OK ||
	    !parse_utf8(text, text_n))
		return ERR_INPUT;
	p.name = field(a, text, "name=");
	p.id_no = field(a, text, "id=");
	p.student_no = field(a, text, "no=");
	p.school_code = field(a, text, "school=");
	if (!*p.student_no)
		return ERR_INPUT;
	*out = p;
	return OK;
}

const struct scan_scheme scan_scheme_test = { "test", claims, read_code };

/* --- making ------------------------------------------------------------- */

static void add(struct buf *b, const char *key, const char *value)
{
	if (value && *value)
		buf_printf(b, "%s%s=%s", b->n ? ";" : "", key, value);
}

static int tame(const char *s)
{
	return !s || !strchr(s, ';');
}

enum err scan_test_code(struct arena *a, const uint8_t seed[32],
    const struct scan_person *p, const char **out)
{
	uint8_t signature[CRYPTO_SIGNATURE];
	struct buf b = {0};
	char *signed_part;

	if (!p->student_no || !*p->student_no || !tame(p->student_no) ||
	    !tame(p->name) || !tame(p->id_no) || !tame(p->school_code))
		return ERR_INPUT;
	add(&b, "name", p->name);
	add(&b, "id", p->id_no);
	add(&b, "no", p->student_no);
	add(&b, "school", p->school_code);
	signed_part = arena_printf(a, PREFIX "%s", encode(a, b.p, b.n));
	buf_free(&b);
	crypto_sign(seed, signed_part, strlen(signed_part), signature);
	*out = arena_printf(a, "%s.%s", signed_part,
	    encode(a, signature, sizeof signature));
	return OK;
}
