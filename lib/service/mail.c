/* A message as RFC 5322 and MIME want it: see mail_format in smtp.h. */
#include "smtp.h"

#include "lib/base/buf.h"
#include "lib/base/crypto.h"

#include <string.h>
#include <time.h>

#define LINE 57			/* bytes that make 76 characters */
#define WORD 39		/* bytes of an encoded word: 73 with its header */

static void add_base64(struct buf *b, const char *s, size_t n)
{
	char out[4 * ((LINE + 2) / 3) + 1];

	crypto_base64(s, n, out);
	buf_adds(b, out);
}

/* RFC 2047, in words that end between two characters. */
static void add_header(struct buf *b, const char *name, const char *s)
{
	size_t n = strlen(s), k;

	buf_printf(b, "%s:", name);
	while (n) {
		k = n > WORD ? WORD : n;
		while (k < n && k > 1 && ((unsigned char)s[k] & 0xc0) == 0x80)
			k--;
		buf_adds(b, " =?UTF-8?B?");
		add_base64(b, s, k);
		buf_adds(b, "?=");
		s += k;
		n -= k;
		buf_adds(b, n ? "\r\n" : "");
	}
	buf_adds(b, "\r\n");
}

static void add_date(struct buf *b, int64_t now)
{
	static const char days[] = "SunMonTueWedThuFriSat";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	time_t t = (time_t)now;
	struct tm tm;

	gmtime_r(&t, &tm);
	buf_printf(b, "Date: %.3s, %02d %.3s %d %02d:%02d:%02d +0000\r\n",
	    days + 3 * tm.tm_wday, tm.tm_mday, months + 3 * tm.tm_mon,
	    tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

char *mail_format(struct arena *a, const char *from, const char *to,
    const char *id, const char *subject, const char *text, int64_t now)
{
	const char *at = strchr(from, '@');
	size_t n = strlen(text), k;
	struct buf b = {0};
	char *out;

	buf_printf(&b, "From: <%s>\r\nTo: <%s>\r\n", from, to);
	add_header(&b, "Subject", subject);
	add_date(&b, now);
	buf_printf(&b, "Message-ID: <%s@%s>\r\n", id, at ? at + 1 : "gp");
	/* Holiday answers stay away. */
	buf_adds(&b, "Auto-Submitted: auto-generated\r\n"
	    "MIME-Version: 1.0\r\n"
	    "Content-Type: text/plain; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: base64\r\n\r\n");
	for (; n; n -= k, text += k) {
		k = n > LINE ? LINE : n;
		add_base64(&b, text, k);
		buf_adds(&b, "\r\n");
	}
	out = arena_strndup(a, b.p, b.n);
	buf_free(&b);
	return out;
}
