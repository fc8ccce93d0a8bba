/* What the words of a card can be, its number, and its plane. */
#include "tests/unit/unit.h"

#include "lib/base/clock.h"
#include "lib/read/card.h"
#include "lib/read/card_words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *cleaned(void (*clean)(char *), const char *s)
{
	static char out[256];

	snprintf(out, sizeof out, "%s", s);
	clean(out);
	return out;
}

static void test_name(void **state)
{
	char many[60 * 3 + 1];
	size_t i;

	(void)state;
	assert_string_equal(cleaned(words_name, "张璐曦"), "张璐曦");
	assert_string_equal(cleaned(words_name, " 欧阳 修1 "), "欧阳修");
	assert_string_equal(cleaned(words_name, "·阿依古丽·买买提·"),
	    "阿依古丽·买买提");
	assert_string_equal(cleaned(words_name, "阿依•买买提"), "阿依·买买提");
	assert_string_equal(cleaned(words_name, "Zhang 3"), "");
	for (i = 0; i + 1 < sizeof many; i++)
		many[i] = "长"[i % 3];
	many[i] = '\0';
	assert_true(strlen(cleaned(words_name, many)) <= 25 * 3);
}

static void test_sex(void **state)
{
	(void)state;
	assert_string_equal(cleaned(words_sex, "男"), "M");
	assert_string_equal(cleaned(words_sex, "别女"), "F");
	assert_string_equal(cleaned(words_sex, "男女"), "");
	assert_string_equal(cleaned(words_sex, "易"), "");
}

static void test_people(void **state)
{
	(void)state;
	assert_string_equal(cleaned(words_people, "汉"), "汉");
	assert_string_equal(cleaned(words_people, "族土家"), "土家");
	assert_string_equal(cleaned(words_people, "维吾尔"), "维吾尔");
	assert_string_equal(cleaned(words_people, "又"), "");
}

static void test_birth(void **state)
{
	(void)state;
	assert_string_equal(cleaned(words_birth, "1997年8月3日"),
	    "1997-08-03");
	assert_string_equal(cleaned(words_birth, "2004 年 2 月 29 日"),
	    "2004-02-29");
	assert_string_equal(cleaned(words_birth, "2003年2月29日"), "");
	assert_string_equal(cleaned(words_birth, "2997年2月2日"), "");
	assert_string_equal(cleaned(words_birth, "1997年8月"), "");
	assert_string_equal(cleaned(words_birth, "1 2 3 4"), "");
	assert_string_equal(cleaned(words_birth,
	    "99999999999999999999年8月3日"), "");
}

static void test_address(void **state)
{
	(void)state;
	assert_string_equal(cleaned(words_address, " 成都市　锦江区 5号"),
	    "成都市锦江区5号");
}

static void test_back(void **state)
{
	char until[16];

	(void)state;
	assert_true(words_back("中华人民共和国\n居民身份证\n有效期限\n"
	    "20180801-20380801\n", until));
	assert_string_equal(until, "2038-08-01");
	assert_true(words_back("居民身份证\n2010.08.01-长期\n", until));
	assert_string_equal(until, "长期");
	assert_true(words_back("签发机关\n江海市公安局\n", until));
	assert_string_equal(until, "");
	assert_false(words_back("居民身份证\n姓名\n公民身份号码\n", until));
	assert_false(words_back("会员卡\n20180801-20380801\n", until));
}

static void test_number(void **state)
{
	(void)state;
	assert_true(card_number_good("11010519491231002X"));
	assert_true(card_number_good("440524188001010014"));
	assert_false(card_number_good("110105194912310021"));
	assert_false(card_number_good("11010519491231002"));
	/* the digits of 17, 99 and 110071 check, the places don't exist */
	assert_false(card_number_good("170105194912310023"));
	assert_false(card_number_good("990105194912310026"));
	assert_false(card_number_good("110005194912310028"));
	assert_false(card_number_good(""));
}

/* A plane that a camera saw, found again from its labels. */
static void test_plane(void **state)
{
	static const double m[3][3] = {
		{ 9, 1.5, 200 }, { -1, 8, 150 }, { 0.001, -0.002, 1 }
	};
	static const double at[][2] = {
		{ 8, 8.2 }, { 8, 15.3 }, { 29, 15.3 }, { 8, 22.2 },
		{ 8, 29.2 }, { 13.6, 47 }, { 29.9, 47 }, { 77.5, 47 },
	};
	struct card_anchor list[9];
	struct card_plane p;
	struct read_point q;
	double k;
	int i;

	(void)state;
	for (i = 0; i < 8; i++) {
		k = m[2][0] * at[i][0] + m[2][1] * at[i][1] + 1;
		list[i] = (struct card_anchor){ at[i][0], at[i][1],
		    (m[0][0] * at[i][0] + m[0][1] * at[i][1] + m[0][2]) / k,
		    (m[1][0] * at[i][0] + m[1][1] * at[i][1] + m[1][2]) / k };
	}
	/* 民族 in somebody's address */
	list[8] = (struct card_anchor){ 29, 15.3, 500, 400 };
	assert_true(card_plane_fit(list, 9, 3, 0, &p));
	for (i = 0; i < 8; i++) {
		q = card_plane_from(&p, list[i].px, list[i].py);
		assert_true(hypot(q.x - at[i][0], q.y - at[i][1]) < 1.5);
		q = card_plane_to(&p, at[i][0], at[i][1]);
		assert_true(hypot(q.x - list[i].px, q.y - list[i].py) < 15);
	}
	assert_false(card_plane_fit(list, 2, 3, 0, &p));
	/* seen in a mirror */
	for (i = 0; i < 8; i++)
		list[i].px = -list[i].px;
	assert_false(card_plane_fit(list, 8, 3, 0, &p));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_name),
		cmocka_unit_test(test_sex),
		cmocka_unit_test(test_people),
		cmocka_unit_test(test_birth),
		cmocka_unit_test(test_address),
		cmocka_unit_test(test_back),
		cmocka_unit_test(test_number),
		cmocka_unit_test(test_plane),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
