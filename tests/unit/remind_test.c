/* When a reminder may go. */
#include "lib/base/clock.h"
#include "lib/domain/remind.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>

/* Of a time in Beijing, "HH:MM" of the same or the next day. */
static const char *goes(const char *beijing)
{
	static char out[17];
	int64_t at;

	assert_int_equal(clock_from_sql(beijing, &at), OK);
	clock_beijing(remind_at(at - 8 * 3600), out);
	return out;
}

static void test_remind_at(void **state)
{
	(void)state;
	assert_string_equal(goes("2026-11-23 08:00:00"), "2026-11-23 08:00");
	assert_string_equal(goes("2026-11-23 14:30:00"), "2026-11-23 14:30");
	assert_string_equal(goes("2026-11-23 20:59:59"), "2026-11-23 20:59");
	assert_string_equal(goes("2026-11-23 21:00:00"), "2026-11-24 08:00");
	assert_string_equal(goes("2026-11-23 23:59:59"), "2026-11-24 08:00");
	assert_string_equal(goes("2026-11-23 00:00:00"), "2026-11-23 08:00");
	assert_string_equal(goes("2026-11-23 07:59:59"), "2026-11-23 08:00");
	assert_string_equal(goes("2026-12-31 22:00:00"), "2027-01-01 08:00");
}

static void test_why(void **state)
{
	struct desk_why why = { .reasons = "", .note = "" };
	char *many = malloc(202);

	(void)state;
	assert_non_null(many);
	assert_false(desk_why_ok(&why));
	why.note = "请看镜头";
	assert_true(desk_why_ok(&why));
	why.note = "\xff";
	assert_false(desk_why_ok(&why));
	why.note = "";
	memset(many, 'a', 201);
	many[201] = '\0';
	why.reasons = many;
	assert_false(desk_why_ok(&why));
	many[200] = '\0';
	assert_true(desk_why_ok(&why));
	free(many);
}

static void test_stages(void **state)
{
	enum stage s;

	(void)state;
	for (s = STAGE_NONE; s < STAGES; s++)
		assert_int_equal(stage_of(stage_word(s)), s);
	assert_int_equal(stage_of(""), STAGES);
}

static void test_remind_date(void **state)
{
	struct arena *a = arena_new();
	int64_t at;

	(void)state;
	assert_int_equal(clock_from_sql("2026-12-31 15:59:59", &at), OK);
	assert_string_equal(remind_date(a, at, 0),
	    "{\"date\":\"12月31日\"}");
	assert_string_equal(remind_date(a, at + 1, 1),
	    "{\"date\":\"1 Jan\"}");
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_remind_at),
		cmocka_unit_test(test_remind_date),
		cmocka_unit_test(test_why),
		cmocka_unit_test(test_stages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
