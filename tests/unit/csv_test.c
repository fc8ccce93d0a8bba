/* Comma-separated values as spreadsheets write them, and as they should not. */
#include "tests/unit/unit.h"
#include "lib/base/csv.h"

#include <stdio.h>
#include <string.h>

#define BYTES(s)	(s), sizeof (s) - 1

static struct arena *arena;

static int setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* Rows as "LINE:field|field;", an error as "LINE!why;". */
static const char *read_all(const char *text)
{
	char *field[CSV_COLUMNS], *copy = arena_strdup(arena, text);
	char *out = arena_strdup(arena, "");
	struct csv c;
	enum err e;
	int i, n;

	csv_begin(&c, copy);
	while ((e = csv_row(&c, field, &n)) != ERR_NOTFOUND) {
		if (e != OK) {
			assert_int_equal(e, ERR_INPUT);
			out = arena_printf(arena, "%s%d!%s;", out, c.line,
			    c.why);
			continue;
		}
		out = arena_printf(arena, "%s%d:", out, c.line);
		for (i = 0; i < n; i++)
			out = arena_printf(arena, "%s%s%s", out, i ? "|" : "",
			    field[i]);
		out = arena_printf(arena, "%s;", out);
	}
	return out;
}

static void rows(void **state)
{
	static const struct {
		const char *text, *want;
	} t[] = {
		{ "", "" },
		{ "a", "1:a;" },
		{ "a,b\r\nc,d\r\n", "1:a|b;2:c|d;" },
		{ "a,b\nc,d", "1:a|b;2:c|d;" },
		{ "\n\r\n , ,\nx,\n", "4:x|;" },
		{ ",a,,b,\n", "1:|a||b|;" },
		{ " a b ,\xe3\x80\x80\xe5\xbc\xa0 \xe4\xb8\x89\t\n",
		    "1:a b|\xe5\xbc\xa0 \xe4\xb8\x89;" },
		{ "\"a\",\"b,c\"\n", "1:a|b,c;" },
		{ "\"say \"\"hi\"\"\",\"\"\r\nz\n", "1:say \"hi\"|;2:z;" },
		{ "\"two\nlines\",b\nc\n", "1:two lines|b;3:c;" },
		{ "in\"side,b\n", "1:in\"side|b;" },
		{ "\"a\"b,c\nd\n", "1!quote;2:d;" },
		{ "a\n\"b,c\nd\n", "1:a;2!quote;" },
		{ "\"", "1!quote;" },
		{ "\"\"\"", "1!quote;" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof t / sizeof t[0]; i++)
		assert_string_equal(read_all(t[i].text), t[i].want);
}

static void bounds(void **state)
{
	char line[CSV_FIELD + 8], commas[CSV_COLUMNS + 4];

	(void)state;
	memset(line, 'x', CSV_FIELD);
	strncpy(line + CSV_FIELD, "\ny\n", 4);
	assert_non_null(strstr(read_all(line), "x;2:y;"));
	line[CSV_FIELD] = 'x';
	strncpy(line + CSV_FIELD + 1, "\ny\n", 4);
	assert_string_equal(read_all(line), "1!long;2:y;");
	memset(commas, ',', sizeof commas);
	commas[0] = 'a';
	strncpy(commas + CSV_COLUMNS, "\nb", 3);	/* one less: 64 fields */
	assert_int_equal(strncmp(read_all(commas), "1:a|", 4), 0);
	commas[CSV_COLUMNS] = ',';
	strncpy(commas + CSV_COLUMNS + 1, "\nb", 3);
	assert_string_equal(read_all(commas), "1!columns;2:b;");
}

static void take(const char *p, size_t n, enum err want, enum csv_encoding enc,
    const char *text)
{
	enum csv_encoding got;
	char *out = NULL;

	assert_int_equal(csv_text(arena, p, n, &out, &got), want);
	assert_int_equal(got, enc);
	if (want == OK)
		assert_string_equal(out, text);
	else
		assert_null(out);
}

static void encodings(void **state)
{
	(void)state;
	take(BYTES("a,b\n"), OK, CSV_UTF8, "a,b\n");
	take(BYTES("\xef\xbb\xbf" "\xe5\xad\xa6\xe5\x8f\xb7"), OK, CSV_UTF8,
	    "\xe5\xad\xa6\xe5\x8f\xb7");
	/* 学号,姓名 in GBK; 㐃 takes four bytes in GB18030, 𠀀 too */
	take(BYTES("\xd1\xa7\xba\xc5,\xd0\xd5\xc3\xfb"), OK, CSV_GB18030,
	    "\xe5\xad\xa6\xe5\x8f\xb7,\xe5\xa7\x93\xe5\x90\x8d");
	take(BYTES("\x81\x39\xef\x32\xd5\xc5\x95\x32\x82\x36"), OK,
	    CSV_GB18030, "\xe3\x90\x83\xe5\xbc\xa0\xf0\xa0\x80\x80");
	/* 学号 in UTF-8 and in GBK, in either order, at the end or not */
	take(BYTES("\xe5\xad\xa6\xe5\x8f\xb7\r\n\xd1\xa7\xba\xc5\n"),
	    ERR_INPUT, CSV_MIXED, NULL);
	take(BYTES("\xd1\xa7\xba\xc5\n\xe5\xad\xa6\xe5\x8f\xb7"), ERR_INPUT,
	    CSV_MIXED, NULL);
	take(BYTES("\xef\xbb\xbf\xd1\xa7\xba\xc5\n1,\xe5\xad\xa6\xe5\x8f\xb7\n"),
	    ERR_INPUT, CSV_MIXED, NULL);
	take("", 0, ERR_INPUT, CSV_BINARY, NULL);
	take(BYTES("\xff\xfe" "a\0"), ERR_INPUT, CSV_UTF16, NULL);
	take(BYTES("PK\3\4rest"), ERR_INPUT, CSV_ZIP, NULL);
	take(BYTES("a\0b"), ERR_INPUT, CSV_BINARY, NULL);
	take(BYTES("\x89PNG\xff"), ERR_INPUT, CSV_BINARY, NULL);
	/* cut in the middle of a character */
	take(BYTES("\xd1\xa7\xba"), ERR_INPUT, CSV_BINARY, NULL);
}

/* Nothing but the text is read or written, whatever it holds. */
static void any_bytes(void **state)
{
	static const char set[] = "a,\"\r\n ";
	char text[8];
	unsigned i, j, n;

	(void)state;
	for (i = 0; i < 6 * 6 * 6 * 6 * 6 * 6; i++) {
		for (j = 0, n = i; j < 6; j++, n /= 6)
			text[j] = set[n % 6];
		text[6] = '\0';
		read_all(text);
		arena_reset(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(rows, setup, teardown),
		cmocka_unit_test_setup_teardown(bounds, setup, teardown),
		cmocka_unit_test_setup_teardown(encodings, setup, teardown),
		cmocka_unit_test_setup_teardown(any_bytes, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
