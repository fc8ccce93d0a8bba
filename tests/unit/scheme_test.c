/* 采集码 schemes: who reads which code, and what the mask lets through. */
#include "tests/unit/unit.h"
#include "lib/scan/scan.h"

#include <string.h>

#define CODE "GPTEST1;name=*三;id=110101********1234;no=20210001;school=10246"

static void test_scheme_of(void **state)
{
	(void)state;
	assert_string_equal(scan_scheme_of(CODE, 1)->name, "fixture");
	/* On a real site the fixture is a code like any other. */
	assert_string_equal(scan_scheme_of(CODE, 0)->name, "opaque");
	assert_string_equal(scan_scheme_of("x", 1)->name, "opaque");
	assert_null(scan_scheme_of("x", 1)->read);
}

static void test_fixture(void **state)
{
	struct arena *a = arena_new();
	struct scan_person p;
	const struct scan_scheme *s = scan_scheme_of(CODE, 1);

	(void)state;
	assert_int_equal(s->read(a, CODE, &p), OK);
	assert_string_equal(p.name, "*三");
	assert_string_equal(p.id_no, "110101********1234");
	assert_string_equal(p.student_no, "20210001");
	assert_string_equal(p.school_code, "10246");
	assert_int_equal(s->read(a, "GPTEST1;no=7", &p), OK);
	assert_string_equal(p.name, "");
	assert_int_equal(s->read(a, "GPTEST1;", &p), ERR_INPUT);
	assert_int_equal(s->read(a, "GPTEST1;no=", &p), ERR_INPUT);
	assert_int_equal(s->read(a, "GPTEST1;name=no=7;xno=3", &p),
	    ERR_INPUT);
	arena_free(a);
}

static void test_mask(void **state)
{
	static const struct {
		const char *mask, *plain;
		int fits;
	} t[] = {
		{ "*三", "张三", 1 },
		{ "*三", "张三丰", 0 },
		{ "张*", "张三丰", 1 },		/* one star for several */
		{ "张**", "张三丰", 1 },
		{ "*三", "三", 0 },		/* a star is someone */
		{ "110101********1234", "110101199003071234", 1 },
		{ "110101********1234", "110101199003071235", 0 },
		{ "110101********1234", "1101011234", 0 },
		{ "*hang San", "Zhang San", 1 },
		{ "*a*a*b", "xaxaaab", 1 },
		{ "*a*a*b", "xaxaaac", 0 },
		{ "", "anything", 1 },
		{ "*", "", 0 },
		{ "20210001", "20210001", 1 },
		{ "20210001", "2021000", 0 },
		{ "2021000", "20210001", 0 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof t / sizeof *t; i++)
		if (scan_mask_fits(t[i].mask, t[i].plain) != t[i].fits)
			fail_msg("%s against %s", t[i].mask, t[i].plain);
}

/* The naive matcher takes for ever on these. */
static void test_mask_is_quick(void **state)
{
	char mask[2001], plain[2001];
	int i;

	(void)state;
	for (i = 0; i < 2000; i++)
		mask[i] = i % 2 ? 'a' : '*';
	memset(plain, 'a', 2000);
	mask[2000] = plain[2000] = '\0';
	mask[1999] = 'b';
	assert_int_equal(scan_mask_fits(mask, plain), 0);
}

static void test_foreign(void **state)
{
	(void)state;
	assert_true(scan_is_foreign("wxp://f2f0abc"));
	assert_true(scan_is_foreign("WIFI:S:home;;"));
	assert_false(scan_is_foreign(CODE));
	assert_false(scan_is_foreign("see wxp://"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scheme_of),
		cmocka_unit_test(test_fixture),
		cmocka_unit_test(test_mask),
		cmocka_unit_test(test_mask_is_quick),
		cmocka_unit_test(test_foreign),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
