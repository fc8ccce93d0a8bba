/* See totp.h. */
#include "totp.h"
#include "crypto.h"
#include "log.h"

#include <liboath/oath.h>

#include <stdlib.h>
#include <string.h>

#define WINDOW 1	/* steps on either side */

char *totp_secret(struct arena *a, const uint8_t raw[TOTP_RAW])
{
	char *text, *s;
	size_t n;

	if (oath_base32_encode((const char *)raw, TOTP_RAW, &text, &n) !=
	    OATH_OK)
		log_abort("totp: base32");
	s = arena_strndup(a, text, n);
	free(text);
	return s;
}

/* What may stand in a label as it is. */
static int plain(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z') || strchr("-._~@", c);
}

static char *escaped(struct arena *a, const char *s)
{
	char *out = arena_alloc(a, 3 * strlen(s) + 1), *p = out;

	for (; *s; s++) {
		if (plain(*s)) {
			*p++ = *s;
			continue;
		}
		*p++ = '%';
		crypto_hex(s, 1, p);
		p += 2;
	}
	*p = '\0';
	return out;
}

char *totp_uri(struct arena *a, const char *issuer, const char *login,
    const char *secret)
{
	const char *from = escaped(a, issuer);

	return arena_printf(a, "otpauth://totp/%s:%s?secret=%s&issuer=%s",
	    from, escaped(a, login), secret, from);
}

static char *decoded(const char *secret, size_t *n)
{
	char *raw;

	if (oath_base32_decode(secret, strlen(secret), &raw, n) != OATH_OK)
		log_abort("totp: not a secret of ours");
	return raw;
}

enum err totp_check(const char *secret, const char *code, int64_t now,
    int64_t *step)
{
	size_t n;
	uint64_t counter = 0;
	char *raw;
	int rc;

	if (strlen(code) != 6 || strspn(code, "0123456789") != 6)
		return ERR_INPUT;
	raw = decoded(secret, &n);
	rc = oath_totp_validate3(raw, n, (time_t)now, TOTP_STEP, 0, WINDOW,
	    NULL, &counter, code);
	free(raw);
	if (rc < 0)
		return ERR_INPUT;
	*step = (int64_t)counter;
	return OK;
}

void totp_code(const char *secret, int64_t now, char out[7])
{
	size_t n;
	char *raw = decoded(secret, &n);

	if (oath_totp_generate(raw, n, (time_t)now, TOTP_STEP, 0, 6, out) !=
	    OATH_OK)
		log_abort("totp: generate");
	free(raw);
}
