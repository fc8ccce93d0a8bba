/* See name.h. */
#include "name.h"

#include "lib/base/buf.h"
#include "lib/base/parse.h"

#include <string.h>
#include <strings.h>

#define PART_MAX 180		/* bytes; file systems take 255 */

enum variable {
	STUDENT_NO, NAME, ID_NO, DEPARTMENT, MAJOR, CLASS, VARIABLES
};

static const struct {
	const char *en, *zh;
} names[VARIABLES] = {
	[STUDENT_NO] = { "student_no", "学号" },
	[NAME] = { "name", "姓名" },
	[ID_NO] = { "id_no", "证件号码" },
	[DEPARTMENT] = { "department", "院系" },
	[MAJOR] = { "major", "专业" },
	[CLASS] = { "class", "班级" },
};

static int is(const char *word, const char *s, size_t n)
{
	return strlen(word) == n && !memcmp(word, s, n);
}

/* The variable at s, which begins with a brace; *n: its bytes with both.
 * VARIABLES: there is none of that name. */
static enum variable variable(const char *s, size_t *n)
{
	const char *end = strchr(s, '}');
	enum variable v = STUDENT_NO;

	if (!end)
		return VARIABLES;
	*n = (size_t)(end - s) + 1;
	while (v < VARIABLES && !is(names[v].en, s + 1, *n - 2) &&
	    !is(names[v].zh, s + 1, *n - 2))
		v++;
	return v;
}

static int bad_character(char c)
{
	return (unsigned char)c < ' ' || c == 0x7f ||
	    strchr("\\:*?\"<>|", c) != NULL;
}

/* Between two slashes: nothing that is empty, hidden or leads elsewhere. */
static int bad_part(const char *s)
{
	size_t n = strcspn(s, "/");

	return n == 0 || s[0] == '.' || s[0] == ' ' || s[n - 1] == ' ' ||
	    s[n - 1] == '.';
}

enum pack_name_fault pack_name_check(const char *template, int *ids)
{
	size_t len = strlen(template), n;
	int unique = 0, id = 0;
	enum variable v;
	const char *s;

	if (len == 0 || len > PACK_NAME_MAX || !parse_utf8(template, len))
		return PACK_NAME_LONG;
	if (bad_part(template))
		return PACK_NAME_PATH;
	for (s = template; *s; s += n) {
		n = 1;
		if (*s == '}')
			return PACK_NAME_VARIABLE;
		if (bad_character(*s) || (*s == '/' && bad_part(s + 1)))
			return PACK_NAME_PATH;
		if (*s == '/')
			unique = 0;
		if (*s != '{')
			continue;
		v = variable(s, &n);
		if (v == VARIABLES)
			return PACK_NAME_VARIABLE;
		unique |= v == STUDENT_NO || v == ID_NO;
		id |= v == ID_NO;
	}
	if (len < 5 || strcasecmp(template + len - 4, ".jpg") != 0)
		return PACK_NAME_END;
	if (!unique)
		return PACK_NAME_NUMBER;
	if (ids)
		*ids = id;
	return PACK_NAME_GOOD;
}

static const char *value(enum variable v, const struct pack_person *p)
{
	const char *const values[VARIABLES] = {
		[STUDENT_NO] = p->student_no, [NAME] = p->name,
		[ID_NO] = p->id_no, [DEPARTMENT] = p->department,
		[MAJOR] = p->major, [CLASS] = p->class_name,
	};

	return values[v] && *values[v] ? values[v] : "-";
}

static void add_value(struct buf *out, const char *s)
{
	for (; *s; s++)
		buf_add(out, bad_character(*s) || *s == '/' ? "_" : s, 1);
}

/* The longest beginning of n bytes at most that cuts no character. */
static size_t cut(const char *s, size_t n)
{
	while (n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80)
		n--;
	return n;
}

/* A part of the name; what follows its last dot, `tail` bytes, is kept. */
static void add_part(struct buf *out, const char *s, size_t n, size_t tail)
{
	size_t room = PART_MAX - tail, stem = n - tail;

	while (stem > 0 && (*s == '.' || *s == ' ')) {
		s++;
		stem--;
	}
	if (stem > room)
		stem = cut(s, room);
	while (stem > 0 && (s[stem - 1] == '.' || s[stem - 1] == ' '))
		stem--;
	buf_add(out, stem ? s : "-", stem ? stem : 1);
	if (tail)
		buf_add(out, ".jpg", tail);
}

/* Whole, with values, of which none has a slash. */
static char *tamed(struct arena *a, const struct buf *whole)
{
	struct buf out = { 0 };
	const char *s = whole->p;
	size_t n;
	char *name;

	for (;;) {
		n = strcspn(s, "/");
		add_part(&out, s, n, s[n] ? 0 : 4);
		if (!s[n])
			break;
		buf_add(&out, "/", 1);
		s += n + 1;
	}
	name = arena_strndup(a, out.p, out.n);
	buf_free(&out);
	return name;
}

char *pack_name(struct arena *a, const char *template,
    const struct pack_person *p)
{
	struct buf whole = { 0 };
	size_t n;
	char *name;

	for (; *template; template += n) {
		n = 1;
		if (*template == '{')
			add_value(&whole, value(variable(template, &n), p));
		else
			buf_add(&whole, template, 1);
	}
	name = tamed(a, &whole);
	buf_free(&whole);
	return name;
}
