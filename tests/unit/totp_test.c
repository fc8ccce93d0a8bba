/* RFC 6238 appendix B (SHA-1; six digits are the last of its eight), the
 * steps beside, and what is no code. */
#include "tests/unit/unit.h"
#include "lib/base/totp.h"

#include <string.h>

static const struct {
	int64_t now;
	const char *code;
} vectors[] = {
	{ 59, "287082" },
	{ 1111111109, "081804" },
	{ 1111111111, "050471" },
	{ 1234567890, "005924" },
	{ 2000000000, "279037" },
	{ 20000000000, "353130" },
};

static char *key(struct arena *a)
{
	return totp_secret(a, (const uint8_t *)"12345678901234567890");
}

static void appendix_b(void **state)
{
	struct arena *a = arena_new();
	int64_t step;
	char code[7];
	size_t i;

	(void)state;
	assert_string_equal(key(a), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
	for (i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		totp_code(key(a), vectors[i].now, code);
		assert_string_equal(code, vectors[i].code);
		assert_int_equal(totp_check(key(a), code, vectors[i].now,
		    &step), OK);
		assert_int_equal(step, vectors[i].now / TOTP_STEP);
	}
	arena_free(a);
}

static void window(void **state)
{
	const int64_t now = 1234567890;
	struct arena *a = arena_new();
	int64_t step = 0;
	char code[7];
	int i;

	(void)state;
	for (i = -3; i <= 3; i++) {
		totp_code(key(a), now + i * TOTP_STEP, code);
		assert_int_equal(totp_check(key(a), code, now, &step),
		    i >= -1 && i <= 1 ? OK : ERR_INPUT);
		if (i >= -1 && i <= 1)
			assert_int_equal(step, now / TOTP_STEP + i);
	}
	arena_free(a);
}

static void no_code(void **state)
{
	static const char *const bad[] = { "", "28708", "2870822", "28708a",
	    " 28708", "-28708", "２８７０８２" };
	struct arena *a = arena_new();
	int64_t step = 7;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(totp_check(key(a), bad[i], 59, &step),
		    ERR_INPUT);
	assert_int_equal(step, 7);
	arena_free(a);
}

static void uri(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	assert_string_equal(totp_uri(a, "毕业 A&B", "wang.li@x", "ABCD"),
	    "otpauth://totp/%e6%af%95%e4%b8%9a%20A%26B:wang.li@x"
	    "?secret=ABCD&issuer=%e6%af%95%e4%b8%9a%20A%26B");
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(appendix_b),
		cmocka_unit_test(window),
		cmocka_unit_test(no_code),
		cmocka_unit_test(uri),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
