/* Times as the database, the pages and WeChat Pay write and read them. */
#include "tests/unit/unit.h"
#include "lib/base/clock.h"

#include <stdlib.h>
#include <time.h>

#define COUNT(a)	(sizeof (a) / sizeof (a)[0])
#define T	1795384897	/* 2026-11-22 22:01:37 UTC */

static void writes(void **state)
{
	char s[26];

	(void)state;
	clock_sql(T, s);
	assert_string_equal(s, "2026-11-22 22:01:37");
	clock_beijing(T, s);
	assert_string_equal(s, "2026-11-23 06:01");
	clock_rfc3339(T, s);
	assert_string_equal(s, "2026-11-23T06:01:37+08:00");
	clock_sql(0, s);
	assert_string_equal(s, "1970-01-01 00:00:00");
	clock_sql(-1, s);
	assert_string_equal(s, "1969-12-31 23:59:59");
}

static void writes_no_more_than_fits(void **state)
{
	char s[26];

	(void)state;
	clock_sql(INT64_MAX, s);
	assert_string_equal(s, "9999-12-31 23:59:59");
	clock_rfc3339(INT64_MAX, s);
	assert_string_equal(s, "9999-12-31T23:59:59+08:00");
	clock_sql(INT64_MIN, s);
	assert_string_equal(s, "1000-01-01 00:00:00");
}

static void reads_sql(void **state)
{
	static const char *const bad[] = {
		"", "2026-11-22", "2026-11-22 22:01", "2026-11-22T22:01:37",
		"2026-11-22 22:01:37.0", "2026-11-22 22:01:37 ",
		" 2026-11-22 22:01:37", "2026-1-22 22:01:37",
		"2026-13-01 00:00:00", "2026-00-01 00:00:00",
		"2026-11-31 00:00:00", "2026-11-00 00:00:00",
		"2025-02-29 00:00:00", "1900-02-29 00:00:00",
		"2026-11-22 24:00:00", "2026-11-22 22:60:00",
		"2026-11-22 22:01:60", "0000-00-00 00:00:00",
		"0999-12-31 23:59:59", "2026-11-22 -1:00:00",
		"2026-11-22 22:01:3x",
	};
	int64_t t = 5;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(bad); i++) {
		assert_int_equal(clock_from_sql(bad[i], &t), ERR_INPUT);
		assert_true(t == 5);
	}
	assert_int_equal(clock_from_sql("2026-11-22 22:01:37", &t), OK);
	assert_true(t == T);
	assert_int_equal(clock_from_sql("2000-02-29 23:59:59", &t), OK);
	assert_true(t == 951868799);
	assert_int_equal(clock_from_sql("1000-01-01 00:00:00", &t), OK);
	assert_true(t == INT64_C(-30610224000));
}

/* The first is the example of the WeChat Pay documents, the next three are
 * those of RFC 3339, section 5.8. */
static void reads_rfc3339(void **state)
{
	static const struct { const char *s; int64_t t; } good[] = {
		{ "2018-06-08T10:34:56+08:00", 1528425296 },
		{ "1985-04-12T23:20:50.52Z", 482196050 },
		{ "1996-12-19T16:39:57-08:00", 851042397 },
		{ "1937-01-01T12:00:27.87+00:20", -1041337173 },
		{ "2026-11-22T22:01:37Z", T },
	};
	static const char *const bad[] = {
		"", "2018-06-08T10:34:56", "2018-06-08 10:34:56+08:00",
		"2018-06-08T10:34:56+0800", "2018-06-08T10:34:56+08",
		"2018-06-08T10:34:56+08:60", "2018-06-08T10:34:56+24:00",
		"2018-06-08T10:34:56.+08:00", "2018-06-08T10:34:56Zx",
		"2018-06-08T10:34:56+08:00x", "2018-06-31T10:34:56+08:00",
		"2018-06-08T25:34:56+08:00", "2018-06-08T10:34:56*08:00",
	};
	int64_t t;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(good); i++) {
		assert_int_equal(clock_from_rfc3339(good[i].s, &t), OK);
		assert_true(t == good[i].t);
	}
	for (i = 0; i < COUNT(bad); i++) {
		t = 5;
		assert_int_equal(clock_from_rfc3339(bad[i], &t), ERR_INPUT);
		assert_true(t == 5);
	}
}

static void same_in_any_zone(void **state)
{
	char s[26];
	int64_t t;

	(void)state;
	setenv("TZ", "America/New_York", 1);
	tzset();
	clock_beijing(T, s);
	assert_string_equal(s, "2026-11-23 06:01");
	assert_int_equal(clock_from_sql("2026-07-22 22:01:37", &t), OK);
	clock_sql(t, s);
	assert_string_equal(s, "2026-07-22 22:01:37");
	unsetenv("TZ");
	tzset();
}

static void offset(void **state)
{
	int64_t before = (int64_t)time(NULL);
	double ms = clock_ms();

	(void)state;
	assert_in_range(clock_now() - before, 0, 2);
	clock_set_offset(86400);
	assert_in_range(clock_now() - before, 86400, 86402);
	clock_set_offset(0);
	assert_in_range(clock_now() - before, 0, 2);
	assert_true(clock_ms() >= ms && clock_ms() < ms + 2000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes),
		cmocka_unit_test(writes_no_more_than_fits),
		cmocka_unit_test(reads_sql), cmocka_unit_test(reads_rfc3339),
		cmocka_unit_test(same_in_any_zone), cmocka_unit_test(offset),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
