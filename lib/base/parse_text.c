/* What people write on a parcel; see parse.h. */
#include "parse.h"

#include <string.h>

/* The character at *s, which is valid UTF-8; *s goes on to the next. */
static uint32_t next(const char **s)
{
	const unsigned char *p = (const unsigned char *)*s;
	int more = *p >= 0xf0 ? 3 : *p >= 0xe0 ? 2 : *p >= 0xc0;
	uint32_t c = more ? *p & (0x3fu >> more) : *p;

	for (p++; more--; p++)
		c = c << 6 | (*p & 0x3fu);
	*s = (const char *)p;
	return c;
}

struct range {
	uint32_t from, to;
};

static int within(const struct range *r, uint32_t c)
{
	for (; r->to; r++)
		if (c >= r->from && c <= r->to)
			return 1;
	return 0;
}

/* Pictures, what joins and colours them, marks that turn the direction of
 * writing, and code points that mean nothing to others. */
static const struct range not_written[] = {
	{ 0x00, 0x1f }, { 0x7f, 0x9f }, { 0xad, 0xad }, { 0x200b, 0x200f },
	{ 0x2028, 0x202e }, { 0x2060, 0x206f }, { 0x20d0, 0x20ff },
	{ 0x2190, 0x245f }, { 0x2500, 0x2bff }, { 0xe000, 0xf8ff },
	{ 0xfe00, 0xfe0f }, { 0xfeff, 0xfeff }, { 0xfff0, 0xffff },
	{ 0x1f000, 0x1ffff }, { 0x3fffe, 0x10ffff }, { 0, 0 }
};

/* Letters, as far as Chinese names and those of overseas students go. */
static const struct range letters[] = {
	{ 'A', 'Z' }, { 'a', 'z' }, { 0xc0, 0xd6 }, { 0xd8, 0xf6 },
	{ 0xf8, 0x2af }, { 0x300, 0x1fff }, { 0x3005, 0x3007 },
	{ 0x3040, 0x30ff }, { 0x3400, 0x9fff }, { 0xac00, 0xd7a3 },
	{ 0xf900, 0xfaff }, { 0x20000, 0x3fffd }, { 0, 0 }
};

/* Between the letters: blank, hyphen, apostrophes, dots. */
static const struct range joints[] = {
	{ ' ', ' ' }, { '\'', '\'' }, { '-', '.' }, { 0xb7, 0xb7 },
	{ 0x2018, 0x2019 }, { 0x2022, 0x2022 }, { 0x2027, 0x2027 },
	{ 0x30fb, 0x30fb }, { 0, 0 }
};

size_t parse_chars(const char *s)
{
	size_t n = 0;

	while (*s) {
		next(&s);
		n++;
	}
	return n;
}

int parse_written(const char *s)
{
	while (*s)
		if (within(not_written, next(&s)))
			return 0;
	return 1;
}

int parse_person(const char *s)
{
	uint32_t c;
	int n = 0;

	while (*s) {
		c = next(&s);
		if (within(letters, c))
			n++;
		else if (!n || !within(joints, c))
			return 0;
	}
	return n >= 2;
}
