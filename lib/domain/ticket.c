/* See ticket.h. Eight bytes of collection, four of time, ten of HMAC. */
#include "ticket.h"

#include "collect.h"

#include <ctype.h>
#include <string.h>

#define SAID 12
#define MAC 10
#define BYTES (SAID + MAC)
#define DIGITS 36	/* of five bits: 180 for 176 */

static const char prefix[] = "GPT1";
static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void sign(const struct keys *k, const uint8_t said[SAID],
    uint8_t out[MAC])
{
	uint8_t mac[CRYPTO_HASH];
	char hex[2 * SAID + 1];

	crypto_hex(said, SAID, hex);
	keys_lookup(k, "ticket", hex, mac);
	memcpy(out, mac, MAC);
}

static void put(uint8_t *p, uint64_t v, int n)
{
	while (n--) {
		p[n] = (uint8_t)v;
		v >>= 8;
	}
}

static uint64_t got(const uint8_t *p, int n)
{
	uint64_t v = 0;

	while (n--)
		v = v << 8 | *p++;
	return v;
}

void ticket_text(const struct keys *k, uint64_t collection, int64_t expires,
    char out[TICKET_TEXT])
{
	uint8_t b[BYTES + 1] = { 0 };
	char *p = out + strlen(prefix);
	int i, bit, v;

	put(b, collection, 8);
	put(b + 8, (uint64_t)expires, 4);
	sign(k, b, b + SAID);
	memcpy(out, prefix, strlen(prefix));
	for (i = 0; i < DIGITS; i++) {
		bit = 5 * i;
		v = b[bit / 8] << 8;
		if (bit / 8 < BYTES)
			v |= b[bit / 8 + 1];
		if (i % 4 == 0)
			*p++ = '-';
		*p++ = alphabet[v >> (11 - bit % 8) & 31];
	}
	*p = '\0';
}

/* The next character that counts, as it was meant; 0: the end. */
static char next(const char **text)
{
	char c;

	while (**text == '-' || isspace((unsigned char)**text))
		(*text)++;
	if (!**text)
		return 0;
	c = (char)toupper((unsigned char)*(*text)++);
	return c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
}

/* 0: no ticket of ours. */
static int parse(const struct keys *k, const char *text, uint8_t b[BYTES])
{
	uint8_t all[BYTES + 1] = { 0 }, mac[MAC];
	const char *p = prefix, *at;
	int i, bit, v;
	char c;

	for (; *p; p++)
		if (next(&text) != *p)
			return 0;
	for (i = 0; i < DIGITS; i++) {
		c = next(&text);
		at = c ? strchr(alphabet, c) : NULL;
		if (!at)
			return 0;
		bit = 5 * i;
		v = (int)(at - alphabet) << (11 - bit % 8);
		all[bit / 8] |= (uint8_t)(v >> 8);
		if (bit / 8 < BYTES)
			all[bit / 8 + 1] |= (uint8_t)v;
	}
	sign(k, all, mac);
	memcpy(b, all, BYTES);
	/* The four bits left over are nobody's. */
	return next(&text) == 0 && all[BYTES] == 0 &&
	    crypto_equal(mac, b + SAID, MAC);
}

const char *ticket_verdict_name(enum ticket_verdict v)
{
	static const char *const names[] = {
		"good", "foreign", "expired", "closed"
	};

	return names[v];
}

enum err ticket_check(struct db *db, const struct keys *k, struct arena *a,
    const char *text, int64_t now, struct ticket *out)
{
	uint8_t b[BYTES];
	enum err e;

	memset(out, 0, sizeof *out);
	out->verdict = TICKET_FOREIGN;
	if (!parse(k, text, b))
		return OK;
	out->expires_at = (int64_t)got(b + 8, 4);
	out->verdict = TICKET_EXPIRED;
	if (out->expires_at <= now)
		return OK;
	e = collection_by_id(db, a, got(b, 8), &out->c);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	out->verdict = e == OK && collect_open(&out->c) &&
	    strcmp(out->c.route, "onsite") == 0 ? TICKET_GOOD :
	    TICKET_CLOSED;
	return OK;
}
