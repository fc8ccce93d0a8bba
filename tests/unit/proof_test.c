/* A list from CHSI: columns, words, dates, and what is no such list. */
#include "lib/base/clock.h"
#include "lib/domain/proof_import.h"
#include "unit.h"

#include <string.h>

static struct arena *arena;
static struct proof_import im;

static void read_text(const char *text)
{
	assert_int_equal(proof_read(arena, text, strlen(text), &im), OK);
}

/* What is wrong with a time. */
static enum proof_fault of_time(const char *time)
{
	read_text(arena_printf(arena, "学号,状态,时间\n1,已校对,%s\n", time));
	assert_int_equal(im.rows, 1);
	return im.row[0].fault;
}

static const char *utc(const char *time)
{
	static char out[20];

	assert_int_equal(of_time(time), PROOF_GOOD);
	clock_sql(im.row[0].at, out);
	return out;
}

static void test_times(void **state)
{
	static const char *const bad[] = { "yesterday", "2027", "2027-13-01",
		"2027-02-30", "2027-01-01 24:00", "2027-01-01 1", "1-1-2027",
		"2027-01-01 10:00 x", "-027-01-01" };
	size_t i;

	(void)state;
	assert_string_equal(utc("2027-01-05 12:30:11"),
	    "2027-01-05 04:30:11");
	assert_string_equal(utc("2027/1/5"), "2027-01-04 16:00:00");
	assert_string_equal(utc("2027年1月5日 8:05"),
	    "2027-01-05 00:05:00");
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(of_time(bad[i]), PROOF_TIME);
	assert_int_equal(of_time(""), PROOF_GOOD);
	assert_int_equal(im.row[0].at, 0);
}

static void test_rows(void **state)
{
	char *reason = arena_alloc(arena, PROOF_REASON + 2);

	(void)state;
	memset(reason, 'x', PROOF_REASON + 1);
	read_text(arena_printf(arena, "Student_No,姓名,RESULT,原因,其他\n"
	    "a1,张三,Confirmed,,x\n a2 ,,未校对,,\na3,,有误,糊,\n"
	    "A1,,有误,,\n,,有误,,\na4,,好,,\na5,,有误,%s,\n", reason));
	assert_int_equal(im.unusable, 0);
	assert_int_equal(im.rows, 7);
	assert_string_equal(im.ignored, "其他");
	assert_int_equal(im.row[0].result, PROOF_CONFIRMED);
	assert_string_equal(im.row[0].name, "张三");
	assert_int_equal(im.row[1].result, PROOF_OPEN);
	assert_string_equal(im.row[1].student_no, "a2");
	assert_int_equal(im.row[2].result, PROOF_REFUSED);
	assert_string_equal(im.row[2].reason, "糊");
	assert_int_equal(im.row[3].fault, PROOF_TWICE);
	assert_int_equal(im.row[4].fault, PROOF_NUMBER);
	assert_int_equal(im.row[5].fault, PROOF_RESULT);
	assert_int_equal(im.row[6].fault, PROOF_WHY);
	assert_int_equal(im.faults, 4);
}

static void test_files(void **state)
{
	char *long_list = arena_alloc(arena, 8 * (PROOF_LINES + 3)), *p;
	int i;

	(void)state;
	read_text("学号,原因\n1,x\n");
	assert_int_equal(im.fault[0].fault, PROOF_COLUMN);
	assert_int_equal(im.unusable, 1);
	read_text("学号,状态,结果\n1,已校对,已校对\n");
	assert_int_equal(im.fault[0].fault, PROOF_COLUMN_TWICE);
	read_text("学号,状态\n\"1,已校对\n");
	assert_int_equal(im.fault[0].fault, PROOF_FORM);
	p = stpcpy(long_list, "学号,状态\n");
	for (i = 0; i <= PROOF_LINES; i++)
		p = stpcpy(p, "1,x\n");
	read_text(long_list);
	assert_int_equal(im.rows, PROOF_LINES);
	assert_int_equal(im.unusable, 1);
	assert_int_equal(proof_read(arena, "\377\376x\0", 4, &im), ERR_INPUT);
	assert_int_equal(im.encoding, CSV_UTF16);
	assert_int_equal(proof_read(arena, "PK\003\004x", 5, &im), ERR_INPUT);
	assert_int_equal(im.encoding, CSV_ZIP);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_files),
	};
	int failed;

	arena = arena_new();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return failed;
}
