/* Rules of accounts that need no database: passwords, names, the brake. */
#include "tests/unit/unit.h"
#include "lib/domain/enrol.h"
#include "lib/domain/login.h"
#include "lib/domain/password.h"
#include "lib/domain/sms_code.h"

#include <string.h>

#define COUNT(a)	(sizeof (a) / sizeof (a)[0])

static void passwords(void **state)
{
	static const struct {
		const char *password;
		int bad;
	} cases[] = {
		{ "Sommer-2027!", 0 },
		{ "Sommer2027", 0 },		/* 10, three kinds */
		{ "sommer-2027", 0 },		/* lower, digit, other */
		{ "\xe5\xa4\x8f\xe5\xa4\xa9\xe5\xa4\x8f\xe5\xa4\xa9"
		  "abc123", 0 },		/* 10 characters */
		{ "Somme2027", PASSWORD_SHORT },
		{ "\xe5\xa4\x8f\xe5\xa4\xa9" "ab1", PASSWORD_SHORT },
		{ "", PASSWORD_SHORT | PASSWORD_KINDS },
		{ "sommersommer", PASSWORD_KINDS },
		{ "sommer2027x", PASSWORD_KINDS },
		{ "Abc-040312xyz", PASSWORD_ID },
		{ "Abc-12002X.yz", PASSWORD_ID },
		{ "Abc-12002x.yz", PASSWORD_ID },	/* case is no help */
		{ "Abc-04031.xyz", 0 },		/* five in a row are not */
		{ "Abc-138000000", PASSWORD_PHONE },
		{ "Zhang-2027!!", PASSWORD_NAME },
		{ "zhANG-2027!!", PASSWORD_NAME },
		{ "San-12345678!", PASSWORD_NAME },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		assert_int_equal(password_check(cases[i].password,
		    "11010120040312002X", "13800000001", "Zhang San"),
		    cases[i].bad);
	assert_int_equal(password_check("\xe6\x9e\x97\xe6\x99\x93\xe9\x9b\xaf"
	    "-Abc123", NULL, "", "\xe6\x9e\x97\xe6\x99\x93\xe9\x9b\xaf"),
	    PASSWORD_NAME);
	assert_int_equal(password_check("Sommer-2027!", NULL, NULL, NULL), 0);
	/* "Li" would forbid every "light". */
	assert_int_equal(password_check("Light-2027!", NULL, NULL, "Li Wu"),
	    0);
}

static void long_password(void **state)
{
	char s[PASSWORD_MAX + 2];

	(void)state;
	memset(s, 'a', sizeof s);
	memcpy(s, "A1", 2);
	s[PASSWORD_MAX] = '\0';
	assert_int_equal(password_check(s, "", "", ""), 0);
	s[PASSWORD_MAX] = 'a';
	s[PASSWORD_MAX + 1] = '\0';
	assert_int_equal(password_check(s, "", "", ""), PASSWORD_LONG);
}

static void names(void **state)
{
	static const struct {
		const char *a, *b;
		int same;
	} cases[] = {
		{ "\xe5\xbc\xa0\xe4\xb8\x89", "\xe5\xbc\xa0\xe4\xb8\x89", 1 },
		{ "\xe5\xbc\xa0\xe4\xb8\x89", "\xe5\xbc\xa0\xe5\x9b\x9b", 0 },
		{ "\xe5\xbc\xa0\xe4\xb8\x89", "\xe5\xbc\xa0", 0 },
		{ "\xe5\xbc\xa0", "\xe5\xbc\xa0\xe4\xb8\x89", 0 },
		{ "Maria Silva", "MARIA  SILVA", 1 },
		{ "Maria Silva", "Maria-Silva ", 1 },
		{ "Maria Silva", "Silva Maria", 0 },
		/* The dots of U+00B7, U+2022 and U+30FB, and none. */
		{ "\xe4\xb9\xb0\xc2\xb7\xe8\x89\xbe",
		  "\xe4\xb9\xb0\xe2\x80\xa2\xe8\x89\xbe", 1 },
		{ "\xe4\xb9\xb0\xc2\xb7\xe8\x89\xbe",
		  "\xe4\xb9\xb0\xe3\x83\xbb\xe8\x89\xbe", 1 },
		{ "\xe4\xb9\xb0\xc2\xb7\xe8\x89\xbe",
		  "\xe4\xb9\xb0\xe8\x89\xbe", 1 },
		{ "", "", 0 },
		{ " . ", "-", 0 },
		{ "A", "", 0 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		assert_int_equal(!!enrol_same_name(cases[i].a, cases[i].b),
		    cases[i].same);
		assert_int_equal(!!enrol_same_name(cases[i].b, cases[i].a),
		    cases[i].same);
	}
}

static void waits(void **state)
{
	static const struct {
		int64_t failures, wait;
	} cases[] = {
		{ 0, 0 }, { 4, 0 }, { 5, 15 }, { 6, 30 }, { 7, 60 },
		{ 8, 120 }, { 9, 240 }, { 10, 480 }, { 11, 900 },
		{ 12, 900 }, { 1000000, 900 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		assert_int_equal(login_wait(cases[i].failures, 1000, 1000),
		    cases[i].wait);
	assert_int_equal(login_wait(5, 1000, 1014), 1);
	assert_int_equal(login_wait(5, 1000, 1015), 0);
	assert_int_equal(login_wait(5, 1000, 5000), 0);
}

static void decoys(void **state)
{
	struct keys k = { .lookup = { 1 } };
	char a[21], b[21];

	(void)state;
	sms_code_decoy(&k, "110101200403120028", a);
	sms_code_decoy(&k, "110101200403120028", b);
	assert_string_equal(a, b);
	assert_int_equal(a[0], '?');
	assert_true(strlen(a) <= 20);
	sms_code_decoy(&k, "110101200403120029", b);
	assert_string_not_equal(a, b);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(passwords),
		cmocka_unit_test(long_password),
		cmocka_unit_test(names),
		cmocka_unit_test(waits),
		cmocka_unit_test(decoys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
