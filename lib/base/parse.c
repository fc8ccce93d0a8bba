/* Numbers, text, phone and e-mail. isdigit() and its kind are not used:
 * they ask the locale. */
#include "parse.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int is_alnum(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t span_digits(const char *s)
{
	return strspn(s, "0123456789");
}

enum err parse_u64(const char *s, uint64_t *out)
{
	uint64_t v = 0, d;

	if (!s || !*s)
		return ERR_INPUT;
	for (; *s; s++) {
		if (!is_digit(*s))
			return ERR_INPUT;
		d = (uint64_t)(*s - '0');
		if (v > (UINT64_MAX - d) / 10)
			return ERR_INPUT;
		v = v * 10 + d;
	}
	*out = v;
	return OK;
}

enum err parse_i64(const char *s, int64_t *out)
{
	uint64_t v, max = INT64_MAX;
	int minus = s && *s == '-';

	if (minus) {
		s++;
		max++;
	}
	if (parse_u64(s, &v) != OK || v > max)
		return ERR_INPUT;
	/* The negation is done unsigned: -INT64_MIN does not exist. */
	*out = minus ? (int64_t)(0 - v) : (int64_t)v;
	return OK;
}

/* [-]digits[.digits][e[+-]digits]: no "nan", "inf", hexadecimal. */
static int looks_decimal(const char *s)
{
	size_t n;

	if (*s == '-')
		s++;
	if (!(n = span_digits(s)))
		return 0;
	s += n;
	if (*s == '.') {
		if (!(n = span_digits(++s)))
			return 0;
		s += n;
	}
	if (*s == 'e' || *s == 'E') {
		s++;
		if (*s == '+' || *s == '-')
			s++;
		if (!(n = span_digits(s)))
			return 0;
		s += n;
	}
	return *s == '\0';
}

enum err parse_double(const char *s, double *out)
{
	locale_t c;
	double v;

	if (!s || !looks_decimal(s))
		return ERR_INPUT;
	/* strtod reads the decimal point of the process's locale. */
	c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	if (!c)
		return ERR_INTERNAL;
	v = strtod_l(s, NULL, c);
	freelocale(c);
	if (!isfinite(v))
		return ERR_INPUT;
	*out = v;
	return OK;
}

enum err parse_fen(const char *s, int64_t *out)
{
	int64_t v = 0;
	size_t whole, part = 0, i;

	if (!s)
		return ERR_INPUT;
	whole = span_digits(s);
	if (s[whole] == '.') {
		part = span_digits(s + whole + 1);
		if (part < 1 || part > 2 || s[whole + 1 + part])
			return ERR_INPUT;
	} else if (s[whole]) {
		return ERR_INPUT;
	}
	/* 14 digits of yuan are enough, and cannot overflow. */
	if (whole < 1 || whole > 14)
		return ERR_INPUT;
	for (i = 0; i < whole; i++)
		v = v * 10 + (s[i] - '0');
	for (i = 0; i < 2; i++)
		v = v * 10 + (i < part ? s[whole + 1 + i] - '0' : 0);
	*out = v;
	return OK;
}

/* Length of the character at s (n bytes are left), 0 where there is none:
 * too long a form, surrogate, above U+10FFFF, cut short. */
static size_t utf8_length(const unsigned char *s, size_t n)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t len, i;
	uint32_t c;

	if (s[0] < 0x80)
		return 1;
	len = s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : 2;
	if (s[0] < 0xc2 || s[0] > 0xf4 || len > n)
		return 0;
	c = s[0] & (0x7fu >> len);
	for (i = 1; i < len; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (s[i] & 0x3fu);
	}
	if (c < least[len] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		return 0;
	return len;
}

int parse_utf8(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t len;

	for (; n; p += len, n -= len)
		if (*p < 0x20 || !(len = utf8_length(p, n)))
			return 0;
	return 1;
}

/* Bytes of the blank at s, 0 where there is none. U+00A0 and U+3000 come
 * with text pasted from web pages, spreadsheets and Chinese input. */
static size_t blank(const char *s)
{
	if (*s && strchr(" \t\n\v\f\r", *s))
		return 1;
	if (!strncmp(s, "\xc2\xa0", 2))
		return 2;
	return strncmp(s, "\xe3\x80\x80", 3) ? 0 : 3;
}

void parse_trim(char *s)
{
	char *from = s, *to = s;
	int gap = 0;
	size_t n;

	while (*from) {
		if ((n = blank(from))) {
			gap = 1;
			from += n;
			continue;
		}
		if (gap && to > s)
			*to++ = ' ';
		gap = 0;
		*to++ = *from++;
	}
	*to = '\0';
}

/* U+FF01..U+FF5E are ASCII at full width, EF BC 81..EF BD 9E. 0: not one. */
static char narrow(const char *s)
{
	const unsigned char *u = (const unsigned char *)s;
	int c;

	if (u[0] != 0xef || (u[1] != 0xbc && u[1] != 0xbd) || u[2] < 0x80)
		return 0;
	c = (u[1] - 0xbc) * 64 + u[2] - 0x80 + 0x20;
	return c > ' ' && c < 0x7f ? (char)c : 0;
}

/* U+200B..U+200F and U+FEFF come with text pasted from chats and files. */
static size_t no_width(const char *s)
{
	return (!strncmp(s, "\xe2\x80", 2) && (unsigned char)s[2] >= 0x8b &&
	    (unsigned char)s[2] <= 0x8f) || !strncmp(s, "\xef\xbb\xbf", 3) ?
	    3 : 0;
}

static void plain(char *s, int strip)
{
	char *from = s, *to = s, c;
	size_t n;

	while (*from) {
		if ((n = blank(from)) || (strip && (n = no_width(from)))) {
			from += n;
			continue;
		}
		c = narrow(from);
		*to++ = c ? c : *from;
		from += c ? 3 : 1;
	}
	*to = '\0';
}

void parse_plain(char *s)
{
	plain(s, 1);
}

void parse_number(char *s)
{
	char *from, *to = s;

	plain(s, 0);
	for (from = s; *from; from++)
		if (!strchr("-.()", *from))
			*to++ = *from;
	*to = '\0';
	if (!strncmp(s, "+86", 3) && strlen(s) == 14 && s[3] == '1')
		memmove(s, s + 3, 12);
}

/* Past "-", "/", "." or the character of so many bytes. */
static const char *past(const char *s, const char *character)
{
	size_t n = strlen(character);

	if (!strncmp(s, character, n))
		return s + n;
	return *s && strchr("-/.", *s) ? s + 1 : s;
}

enum err parse_month(const char *s, char out[8])
{
	size_t n = span_digits(s);
	int64_t year, month;
	char digits[7];

	if (n != 4 && n != 6 && n != 8)
		return ERR_INPUT;
	memcpy(digits, s, n < 6 ? n : 6);
	s += n;
	if (n == 4) {
		s = past(s, "\xe5\xb9\xb4");		/* 年 */
		n = span_digits(s);
		if (n < 1 || n > 2)
			return ERR_INPUT;
		digits[4] = n == 2 ? s[0] : '0';
		digits[5] = s[n - 1];
		s += n;
		s = past(s, "\xe6\x9c\x88");		/* 月 */
		s += span_digits(s);
		if (!strncmp(s, "\xe6\x97\xa5", 3))	/* 日 */
			s += 3;
	}
	digits[6] = '\0';
	month = strtol(digits + 4, NULL, 10);
	digits[4] = '\0';
	year = strtol(digits, NULL, 10);
	if (*s || year < 1950 || year > 2149 || month < 1 || month > 12)
		return ERR_INPUT;
	snprintf(out, 8, "%04d-%02d", (int)year % 10000, (int)month % 100);
	return OK;
}

enum err parse_phone(const char *s)
{
	size_t n;

	if (!s)
		return ERR_INPUT;
	if (*s == '+') {
		n = span_digits(++s);
		return s[n] || n < 8 || n > 15 || *s == '0' ? ERR_INPUT : OK;
	}
	n = span_digits(s);
	return s[n] || n != 11 || s[0] != '1' || s[1] < '3' ? ERR_INPUT : OK;
}

/* Labels of letters, digits and inner hyphens; at least two, and the last
 * one does not begin with a digit (that would be an address in numbers). */
static int is_host(const char *s)
{
	int labels = 0, tld = 0;
	size_t n, i;

	for (;; s++) {
		n = strcspn(s, ".");
		if (n < 1 || n > 63 || s[0] == '-' || s[n - 1] == '-')
			return 0;
		for (i = 0; i < n; i++)
			if (!is_alnum(s[i]) && s[i] != '-')
				return 0;
		labels++;
		tld = n > 1 && !is_digit(s[0]);
		s += n;
		if (!*s)
			return labels > 1 && tld;
	}
}

enum err parse_email(const char *s)
{
	const char *at = s ? strchr(s, '@') : NULL;
	const char *p;

	if (!at || at == s || at - s > 64 || strlen(s) > 254)
		return ERR_INPUT;
	if (s[0] == '.' || at[-1] == '.')
		return ERR_INPUT;
	for (p = s; p < at; p++)
		if (!is_alnum(*p) && !strchr("!#$%&'*+-/=?^_`{|}~.", *p))
			return ERR_INPUT;
		else if (*p == '.' && p[1] == '.')
			return ERR_INPUT;
	return is_host(at + 1) ? OK : ERR_INPUT;
}
