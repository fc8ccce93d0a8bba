/* See serve.h. */
#include "serve.h"

#include "lib/base/clock.h"
#include "lib/base/id.h"
#include "lib/base/parse.h"
#include "lib/db/audit.h"
#include "lib/db/collections.h"

#include <string.h>

/* --- names of files ------------------------------------------- */

/* U+FF10.. and letters at full width are what they look like. Returns the
 * character's bytes, 0 where it is no digit or letter of a number. */
static size_t number_char(const char *s, char *out)
{
	const unsigned char *p = (const unsigned char *)s;
	unsigned c;

	if ((*s >= '0' && *s <= '9') || (*s >= 'A' && *s <= 'Z') ||
	    (*s >= 'a' && *s <= 'z')) {
		*out = *s;
		return 1;
	}
	if (p[0] != 0xef || (p[1] != 0xbc && p[1] != 0xbd))
		return 0;
	c = ((p[0] & 0x0fu) << 12) | ((p[1] & 0x3fu) << 6) | (p[2] & 0x3fu);
	c -= 0xfee0;
	if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z')))
		return 0;
	*out = (char)c;
	return 3;
}

static int is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The number that begins here, as long as it goes; *end: what follows. "":
 * none with a digit in it. */
static char *number_at(struct arena *a, const char *s, const char **end)
{
	char *out = arena_alloc(a, strlen(s) + 1);
	size_t n, k = 0;
	int digits = 0;
	char c;

	for (*end = s; (n = number_char(*end, &c)) > 0; *end += n) {
		out[k++] = c;
		digits += is_digit(c);
	}
	out[digits ? k : 0] = '\0';
	return out;
}

/* Blanks, dashes, dots and the like on both sides go. */
static char *bare(struct arena *a, const char *s, size_t n)
{
	static const char *const around[] = { " ", "_", "-", ".", "+", ",",
	    "\xe3\x80\x80", "\xef\xbc\xbf", "\xef\xbc\x8d", "\xe2\x80\x94",
	    "\xe2\x80\x93", "\xc2\xa0", "\xef\xbc\x8c", "\xef\xbc\x88",
	    "\xef\xbc\x89", "(", ")" };
	size_t i, k, before;

	do {
		before = n;
		for (i = 0; i < sizeof around / sizeof *around; i++) {
			k = strlen(around[i]);
			if (n >= k && !memcmp(s, around[i], k)) {
				s += k;
				n -= k;
			}
			if (n >= k && !memcmp(s + n - k, around[i], k))
				n -= k;
		}
	} while (n != before);
	return arena_strndup(a, s, n);
}

void serve_split(struct arena *a, const char *base, char **number,
    char **name)
{
	const char *dot = strrchr(base, '.'), *s, *end;
	char *stem = arena_strndup(a, base, dot && dot != base ?
	    (size_t)(dot - base) : strlen(base));

	parse_trim(stem);
	*number = number_at(a, stem, &end);
	if (**number) {
		*name = bare(a, end, strlen(end));
		return;
	}
	/* "姓名 学号": the number that ends the name. */
	for (s = stem; *s; s++) {
		if (((unsigned char)*s & 0xc0) == 0x80)
			continue;
		*number = number_at(a, s, &end);
		if (**number && !*end && is_digit(**number))
			break;
	}
	*name = bare(a, stem, (size_t)(s - stem));
	if (!*s)
		*number = arena_strdup(a, "");
}

/* --- handing in ------------------------------------------- */

struct handing {
	const struct served *s;
	struct photo *p;
	uint64_t staff;
};

static enum err hand(struct db *db, void *arg)
{
	const struct handing *h = arg;
	int64_t now = clock_now();
	uint64_t photo, collection = h->s->collection_id;
	char token[ID_SIZE];
	enum err e = OK;

	id_new(token);
	if (!collection)
		e = served_add(db, h->s, token, now, &collection);
	else
		e = collection_touch(db, collection);
	h->p->collection_id = collection;
	if (e == OK)
		e = photo_add(db, h->p, &photo);
	if (e == OK)
		e = served_submit(db, collection, photo, now);
	if (e == OK)
		e = audit_add(db, "staff", h->staff, "collect.serve",
		    "collection", collection, h->p->verdict);
	return e;
}

enum err serve_photo(struct db *db, const struct served *s, struct photo *p,
    uint64_t staff)
{
	struct handing h = { s, p, staff };

	return db_transaction(db, hand, &h);
}
