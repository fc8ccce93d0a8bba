/* Names with values: sorted, joined, escaped and taken apart. */
#include "alipay.h"

#include "lib/base/buf.h"
#include "lib/base/clock.h"
#include "lib/base/parse.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

void alipay_time(int64_t t, char out[20])
{
	char s[26];

	clock_rfc3339(t, s);
	s[10] = ' ';
	memcpy(out, s, 19);
	out[19] = '\0';
}

enum err alipay_from_time(const char *s, int64_t *out)
{
	char full[26];

	/* Some answers have milliseconds. */
	if (!s || strlen(s) < 19 || (s[19] && s[19] != '.') || s[10] != ' ')
		return ERR_INPUT;
	memcpy(full, s, 19);
	full[10] = 'T';
	memcpy(full + 19, "+08:00", 7);
	return clock_from_rfc3339(full, out);
}

char *alipay_yuan(struct arena *a, int64_t fen)
{
	return arena_printf(a, "%lld.%02lld", (long long)fen / 100,
	    (long long)fen % 100);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct alipay_param *)a)->name,
	    ((const struct alipay_param *)b)->name);
}

char *alipay_content(struct arena *a, struct alipay_param *p, size_t n)
{
	struct buf b = {0};
	char *s;
	size_t i;

	qsort(p, n, sizeof *p, by_name);
	for (i = 0; i < n; i++)
		buf_printf(&b, "%s%s=%s", i ? "&" : "", p[i].name,
		    p[i].value);
	s = arena_strdup(a, b.p ? b.p : "");
	buf_free(&b);
	return s;
}

char *alipay_encode(struct arena *a, const struct alipay_param *p, size_t n)
{
	struct buf b = {0};
	char *s;
	size_t i;

	for (i = 0; i < n; i++) {
		buf_printf(&b, "%s%s=", i ? "&" : "", p[i].name);
		buf_add_escaped(&b, p[i].value);
	}
	s = arena_strdup(a, b.p ? b.p : "");
	buf_free(&b);
	return s;
}

static int hex(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *p = c ? strchr(digits, tolower((unsigned char)c)) : NULL;

	return p ? (int)(p - digits) : -1;
}

/* In place. ERR_INPUT: a broken escape, or no UTF-8. */
static enum err unescape(char *s)
{
	char *from = s, *to = s;

	for (; *from; from++) {
		if (*from == '%') {
			if (hex(from[1]) < 0 || hex(from[2]) < 0)
				return ERR_INPUT;
			*to++ = (char)(hex(from[1]) << 4 | hex(from[2]));
			from += 2;
		} else {
			*to++ = *from == '+' ? ' ' : *from;
		}
	}
	*to = '\0';
	return parse_utf8(s, (size_t)(to - s)) ? OK : ERR_INPUT;
}

const char *alipay_param(const struct alipay_param *p, size_t n,
    const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!strcmp(p[i].name, name))
			return p[i].value;
	return NULL;
}

enum err alipay_decode(struct arena *a, const char *body, size_t n,
    struct alipay_param p[ALIPAY_PARAMS], size_t *count)
{
	char *s, *next, *value;
	size_t k;

	if (!n || memchr(body, 0, n))
		return ERR_INPUT;
	s = arena_strndup(a, body, n);
	for (k = 0; s; s = next, k++) {
		next = strchr(s, '&');
		if (next)
			*next++ = '\0';
		value = strchr(s, '=');
		if (!value || k == ALIPAY_PARAMS)
			return ERR_INPUT;
		*value++ = '\0';
		if (unescape(s) != OK || unescape(value) != OK || !*s ||
		    s[strspn(s, "abcdefghijklmnopqrstuvwxyz_0123456789")] ||
		    alipay_param(p, k, s))
			return ERR_INPUT;
		p[k] = (struct alipay_param){ s, value };
	}
	*count = k;
	return OK;
}
