/*
 * The bytes of a QR code as text. Most codes say nothing of their character
 * set: what is UTF-8 by its form is, the rest is told apart by which bytes
 * come: Chinese phones write GB18030, Japanese codes Shift-JIS, and what the
 * standard means is Latin-1.
 */
#include "qr.h"

#include "lib/base/crypto.h"
#include "lib/base/parse.h"

#include <iconv.h>
#include <string.h>

static int between(unsigned char c, unsigned low, unsigned high)
{
	return c >= low && c <= high;
}

/* Half-width katakana with voice marks (de, df) where they can stand: read
 * as Chinese, hardly any text looks so. */
static int is_kana(const unsigned char *s, size_t n)
{
	size_t i, marks = 0;

	for (i = 0; i < n; i++) {
		if (s[i] < 0x80)
			continue;
		if (!between(s[i], 0xa1, 0xdf))
			return 0;
		if (s[i] < 0xde)
			continue;
		if (i == 0 || !(between(s[i - 1], 0xb6, 0xc4) ||
		    between(s[i - 1], 0xca, 0xce) || s[i - 1] == 0xb3))
			return 0;
		marks++;
	}
	return marks > 0;
}

/* Pairs of GB 2312 and ASCII. */
static int is_gb2312(const unsigned char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (s[i] < 0x80)
			continue;
		if (i + 1 == n || !between(s[i + 1], 0xa1, 0xfe) ||
		    !(between(s[i], 0xa1, 0xa9) || between(s[i], 0xb0, 0xf7)))
			return 0;
		i++;
	}
	return 1;
}

static int is_control(unsigned char c)
{
	return c == 0x7f || (c < 0x20 && !strchr("\t\r\n", c)) || c == 0;
}

/* A NUL, or many control characters: some phones' codes have a few. */
static int is_binary(const unsigned char *s, size_t n)
{
	size_t i, many = 0;

	for (i = 0; i < n; i++)
		many += (size_t)is_control(s[i]);
	return memchr(s, 0, n) || many > n / 4;
}

/* Printable in Latin-1. */
static int is_latin(const unsigned char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (between(s[i], 0x80, 0x9f))
			return 0;
	return 1;
}

static const char *convert(struct arena *a, const char *from,
    const char *bytes, size_t n)
{
	size_t room = 4 * n, left = room;
	char *out = arena_alloc(a, room + 1), *p = out, *s = (char *)bytes;
	iconv_t c = iconv_open("UTF-8", from);
	size_t bad;

	if (c == (iconv_t)-1)
		return NULL;
	bad = iconv(c, &s, &n, &p, &left);
	iconv_close(c);
	if (bad != 0)
		return NULL;
	*p = '\0';
	return out;
}

static const char *base64(struct arena *a, const char *bytes, size_t n)
{
	char *out = arena_alloc(a, 7 + 4 * ((n + 2) / 3) + 1);

	memcpy(out, "base64:", 7);
	crypto_base64(bytes, n, out + 7);
	return out;
}

const char *qr_text(struct arena *a, const char *bytes, size_t n)
{
	const unsigned char *s = (const unsigned char *)bytes;
	const char *text = NULL;
	char *flat = arena_strndup(a, bytes, n), *p;

	for (p = flat; *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			*p = ' ';
	if (is_binary(s, n))
		return base64(a, bytes, n);
	/* parse_utf8 takes no control characters, lines' ends neither. */
	if (parse_utf8(flat, n))
		return arena_strndup(a, bytes, n);
	if (is_kana(s, n))
		text = convert(a, "CP932", bytes, n);
	if (!text && is_gb2312(s, n))
		text = convert(a, "GB18030", bytes, n);
	if (!text)
		text = convert(a, "CP932", bytes, n);
	if (!text)
		text = convert(a, "GB18030", bytes, n);
	if (!text && is_latin(s, n))
		text = convert(a, "ISO-8859-1", bytes, n);
	return text ? text : base64(a, bytes, n);
}
