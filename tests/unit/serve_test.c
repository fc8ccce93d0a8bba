/* Whose a photo is by its file's name. */
#include "tests/unit/unit.h"
#include "lib/domain/serve.h"

#define ZHANG "\xe5\xbc\xa0\xe4\xb8\x89"			/* 张三 */
#define WIDE "\xef\xbc\x92\xef\xbc\x92\xef\xbc\xa1"		/* ２２Ａ */
#define SPACE "\xe3\x80\x80"					/* U+3000 */
#define DOT "\xc2\xb7"						/* · */
#define ALI "\xe9\x98\xbf" DOT "\xe5\x8a\x9b"			/* 阿·力 */

static void split(void **state)
{
	static const struct { const char *base, *number, *name; } in[] = {
		{ "223001 " ZHANG ".jpg", "223001", ZHANG },
		{ "223001" ZHANG ".jpg", "223001", ZHANG },
		{ "223001_" ZHANG ".JPG", "223001", ZHANG },
		{ "223001-" ZHANG ".png", "223001", ZHANG },
		{ "223001" SPACE ZHANG ".jpeg", "223001", ZHANG },
		{ ZHANG " 223001.jpg", "223001", ZHANG },
		{ ZHANG "223001.jpg", "223001", ZHANG },
		{ "B22-01 " ZHANG ".jpg", "B22", "01 " ZHANG },
		{ "  223001   " ZHANG " .jpg", "223001", ZHANG },
		{ "223001.jpg", "223001", "" },
		{ WIDE " " ZHANG ".jpg", "22A", ZHANG },
		{ "223001 " ALI ".jpg", "223001", ALI },
		{ "223001 Ann Lee.jpg", "223001", "Ann Lee" },
		{ ZHANG ".jpg", "", ZHANG },
		{ "", "", "" },
	};
	struct arena *a = arena_new();
	char *number, *name;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof in / sizeof *in; i++) {
		serve_split(a, in[i].base, &number, &name);
		print_message("# %s\n", in[i].base);
		assert_string_equal(number, in[i].number);
		assert_string_equal(name, in[i].name);
	}
	arena_free(a);
}

int main(void)
{
	static const struct CMUnitTest tests[] = { cmocka_unit_test(split) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
