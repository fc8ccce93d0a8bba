/* Comma-separated values: the encoding, then rows and fields. */
#include "csv.h"
#include "parse.h"

#include <iconv.h>
#include <string.h>

static enum csv_encoding
sniff(const unsigned char *p, size_t n)
{
	if (n >= 2 && ((p[0] == 0xff && p[1] == 0xfe) ||
	    (p[0] == 0xfe && p[1] == 0xff)))
		return CSV_UTF16;
	if (n >= 4 && !memcmp(p, "PK\3\4", 4))
		return CSV_ZIP;
	if (n >= 8 && !memcmp(p, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8))
		return CSV_OLE;
	if (n > CSV_BYTES || memchr(p, 0, n))
		return CSV_BINARY;
	return CSV_UTF8;
}

/* 1 where all of it is valid in `from`. Two bytes of GB18030 become three of
 * UTF-8 at most, four stay four. */
static int
convert(struct arena *a, const char *from, const char *p, size_t n,
    char **out)
{
	size_t room = n / 2 * 3 + 4, rc;
	char *in = (char *)p, *to;
	iconv_t cd = iconv_open("UTF-8", from);

	if (cd == (iconv_t)-1)
		return 0;
	*out = to = arena_alloc(a, room + 1);
	rc = iconv(cd, &in, &n, &to, &room);
	iconv_close(cd);
	*to = '\0';
	return rc != (size_t)-1 && n == 0;
}

/* Of a file that is not UTF-8 as a whole: 1 where a line is, with two Chinese
 * characters at least (U+4000 to U+9FFF). As GB18030 it would hardly ever be:
 * each third byte would begin a character of the extension GBK/3. */
static int
is_mixed(const char *s, size_t n)
{
	const char *end = s + n, *line;
	int chinese = 0;

	for (line = s; s < end; s++) {
		chinese += (unsigned char)*s >= 0xe4 &&
		    (unsigned char)*s <= 0xe9;
		if (*s != '\n' && *s != '\r' && s + 1 < end)
			continue;
		if (chinese >= 2 && parse_utf8(line, (size_t)(s - line) +
		    (*s != '\n' && *s != '\r')))
			return 1;
		line = s + 1;
		chinese = 0;
	}
	return 0;
}

enum err
csv_text(struct arena *a, const void *p, size_t n, char **out,
    enum csv_encoding *encoding)
{
	const char *s = p;
	char *text;

	*encoding = n ? sniff(p, n) : CSV_BINARY;
	if (*encoding != CSV_UTF8)
		return ERR_INPUT;
	if (n >= 3 && !memcmp(s, "\xef\xbb\xbf", 3)) {
		s += 3;
		n -= 3;
	}
	if (!convert(a, "UTF-8", s, n, &text)) {
		*encoding = is_mixed(s, n) ? CSV_MIXED : CSV_GB18030;
		if (*encoding == CSV_MIXED)
			return ERR_INPUT;
		if (!convert(a, "GB18030", s, n, &text)) {
			*encoding = CSV_BINARY;
			return ERR_INPUT;
		}
	}
	*out = text;
	return OK;
}

void
csv_begin(struct csv *c, char *text)
{
	c->at = text;
	c->line = 0;
	c->next_line = 1;
	c->why = NULL;
}

/* What is behind the opening quote, doubled ones made single, in place; c->at
 * is left behind the closing one. NULL: it never closes. */
static char *
quoted(struct csv *c)
{
	char *start = c->at, *to = c->at, *p;

	for (p = c->at; *p; p++) {
		if (*p == '"' && p[1] != '"') {
			c->at = p + 1;
			*to = '\0';
			return start;
		}
		if (*p == '"')
			p++;
		if (*p == '\n')
			c->next_line++;
		*to++ = *p;
	}
	return NULL;
}

/* The rest of a bad row is left out. */
static enum err
bad_row(struct csv *c, const char *why)
{
	c->why = why;
	c->at += strcspn(c->at, "\n");
	if (*c->at == '\n') {
		c->at++;
		c->next_line++;
	}
	return ERR_INPUT;
}

/* One field; *last is 1 at the end of the row. */
static enum err
next_field(struct csv *c, char **out, int *last)
{
	char *s, *end;

	if (*c->at == '"') {
		c->at++;
		s = quoted(c);
		if (!s) {
			c->at += strlen(c->at);
			c->why = "quote";
			return ERR_INPUT;
		}
		end = c->at;
		if (*end == '\r' && end[1] == '\n')
			end++;
		if (*end && *end != ',' && *end != '\n')
			return bad_row(c, "quote");
	} else {
		s = c->at;
		end = s + strcspn(s, ",\n");
	}
	*last = *end != ',';
	c->at = end + (*end != '\0');
	c->next_line += *end == '\n';
	if (*end)
		*end = '\0';
	parse_trim(s);
	*out = s;
	return OK;
}

static enum err
read_row(struct csv *c, char *field[CSV_COLUMNS], int *n)
{
	int i, last = 0, toolong = 0;
	enum err e;

	c->line = c->next_line;
	for (i = 0; !last; i++) {
		if (i == CSV_COLUMNS)
			return bad_row(c, "columns");
		e = next_field(c, &field[i], &last);
		if (e != OK)
			return e;
		toolong |= strnlen(field[i], CSV_FIELD + 1) > CSV_FIELD;
	}
	*n = i;
	if (toolong)
		c->why = "long";
	return toolong ? ERR_INPUT : OK;
}

/* Spreadsheets end with rows of nothing but commas. */
static int
is_blank(char *const field[CSV_COLUMNS], int n)
{
	while (n && !*field[n - 1])
		n--;
	return n == 0;
}

enum err
csv_row(struct csv *c, char *field[CSV_COLUMNS], int *n)
{
	enum err e = OK;

	do {
		if (!*c->at)
			return ERR_NOTFOUND;
		e = read_row(c, field, n);
	} while (e == OK && is_blank(field, *n));
	return e;
}
