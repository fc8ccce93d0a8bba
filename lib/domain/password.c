/* See password.h. Compared without case, in ASCII: names of other scripts
 * have none that matters here. */
#include "password.h"

#include <string.h>
#include <strings.h>

#define PIECE		6	/* as long as the manual's default password */
#define NAME_MIN	3	/* bytes: one Chinese character, "Ann" */

static size_t characters(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

static int kinds(const char *s)
{
	int lower = 0, upper = 0, digit = 0, other = 0;

	for (; *s; s++) {
		if (*s >= 'a' && *s <= 'z')
			lower = 1;
		else if (*s >= 'A' && *s <= 'Z')
			upper = 1;
		else if (*s >= '0' && *s <= '9')
			digit = 1;
		else
			other = 1;
	}
	return lower + upper + digit + other;
}

/* 1: n bytes of s stand somewhere in text. */
static int contains(const char *text, const char *s, size_t n)
{
	for (; strlen(text) >= n; text++)
		if (!strncasecmp(text, s, n))
			return 1;
	return 0;
}

static int shares_piece(const char *password, const char *s)
{
	for (; s && strlen(s) >= PIECE; s++)
		if (contains(password, s, PIECE))
			return 1;
	return 0;
}

static int shares_word(const char *password, const char *name)
{
	size_t n;

	for (; name && *name; name += n + (name[n] == ' ')) {
		n = strcspn(name, " ");
		if (n >= NAME_MIN && contains(password, name, n))
			return 1;
	}
	return 0;
}

int password_check(const char *password, const char *number,
    const char *phone, const char *name)
{
	int bad = 0;

	if (characters(password) < PASSWORD_MIN)
		bad |= PASSWORD_SHORT;
	if (strlen(password) > PASSWORD_MAX)
		bad |= PASSWORD_LONG;
	if (kinds(password) < 3)
		bad |= PASSWORD_KINDS;
	if (shares_piece(password, number))
		bad |= PASSWORD_ID;
	if (shares_piece(password, phone))
		bad |= PASSWORD_PHONE;
	if (shares_word(password, name))
		bad |= PASSWORD_NAME;
	return bad;
}
