/* Text from outside: what is taken, what is refused, and that a refusal
 * leaves the result alone. */
#include "tests/unit/unit.h"
#include "lib/base/clock.h"
#include "lib/base/parse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a)	(sizeof (a) / sizeof (a)[0])

static void u64(void **state)
{
	static const char *const bad[] = {
		NULL, "", " ", "+1", "-1", "1 ", " 1", "1.0", "7x", "0x10",
		"18446744073709551616", "99999999999999999999999",
	};
	uint64_t v = 0;
	size_t i;

	(void)state;
	assert_int_equal(parse_u64("0", &v), OK);
	assert_true(v == 0);
	assert_int_equal(parse_u64("007", &v), OK);
	assert_true(v == 7);
	assert_int_equal(parse_u64("18446744073709551615", &v), OK);
	assert_true(v == UINT64_MAX);
	for (i = 0; i < COUNT(bad); i++) {
		v = 5;
		assert_int_equal(parse_u64(bad[i], &v), ERR_INPUT);
		assert_true(v == 5);
	}
}

static void i64(void **state)
{
	static const char *const bad[] = {
		NULL, "", "-", "--1", "+1", "-1 ", "9223372036854775808",
		"-9223372036854775809",
	};
	int64_t v = 0;
	size_t i;

	(void)state;
	assert_int_equal(parse_i64("9223372036854775807", &v), OK);
	assert_true(v == INT64_MAX);
	assert_int_equal(parse_i64("-9223372036854775808", &v), OK);
	assert_true(v == INT64_MIN);
	assert_int_equal(parse_i64("-0", &v), OK);
	assert_true(v == 0);
	for (i = 0; i < COUNT(bad); i++) {
		v = 5;
		assert_int_equal(parse_i64(bad[i], &v), ERR_INPUT);
		assert_true(v == 5);
	}
}

static void decimal(void **state)
{
	static const char *const bad[] = {
		NULL, "", "-", ".", ".5", "5.", "+1", "1e", "1e+", "nan",
		"inf", "-inf", "0x1p3", "1,5", "1.5 ", " 1.5", "1.5.5", "1e999",
	};
	double v = 0;
	size_t i;

	(void)state;
	assert_int_equal(parse_double("-1.5", &v), OK);
	assert_true(v == -1.5);
	assert_int_equal(parse_double("25e-2", &v), OK);
	assert_true(v == 0.25);
	assert_int_equal(parse_double("3E+2", &v), OK);
	assert_true(v == 300);
	for (i = 0; i < COUNT(bad); i++) {
		v = 5;
		assert_int_equal(parse_double(bad[i], &v), ERR_INPUT);
		assert_true(v == 5);
	}
}

static void fen(void **state)
{
	static const struct { const char *s; int64_t fen; } good[] = {
		{ "0", 0 }, { "20", 2000 }, { "20.5", 2050 },
		{ "20.00", 2000 }, { "0.01", 1 }, { "007.10", 710 },
		{ "99999999999999.99", INT64_C(9999999999999999) },
	};
	static const char *const bad[] = {
		NULL, "", ".", ".5", "20.", "20.001", "-1", "+1", "1,5",
		"1e3", "20.5 ", " 20", "20.x", "2O", "100000000000000",
	};
	int64_t v;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(good); i++) {
		assert_int_equal(parse_fen(good[i].s, &v), OK);
		assert_true(v == good[i].fen);
	}
	for (i = 0; i < COUNT(bad); i++) {
		v = 5;
		assert_int_equal(parse_fen(bad[i], &v), ERR_INPUT);
		assert_true(v == 5);
	}
}

static void utf8(void **state)
{
	static const char *const good[] = {
		"", "Zhang San", "张三", "\xc2\x80", "\xed\x9f\xbf",
		"\xee\x80\x80", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf",
	};
	static const char *const bad[] = {
		"a\tb", "\n", "\x1f", "\x80", "\xbf", "\xc2", "\xc2x",
		"\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xe4\xbd", "\xe4\xbdx",
		"\xed\xa0\x80", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80",
		"\xf5\x80\x80\x80", "\xff", "\xd5\xc5\xc8\xfd",
	};
	size_t i;
	char *p;

	(void)state;
	for (i = 0; i < COUNT(good); i++)
		assert_true(parse_utf8(good[i], strlen(good[i])));
	for (i = 0; i < COUNT(bad); i++)
		assert_false(parse_utf8(bad[i], strlen(bad[i])));
	assert_false(parse_utf8("a\0b", 3));
	/* A character cut by the length: nothing behind it is looked at,
	 * which AddressSanitizer would tell. */
	p = malloc(2);
	assert_non_null(p);
	memcpy(p, "张", 2);
	assert_false(parse_utf8(p, 2));
	free(p);
}

static void trim(void **state)
{
	static const struct { const char *in, *out; } cases[] = {
		{ "", "" }, { " ", "" }, { "a", "a" },
		{ "  a \t\r\n b  ", "a b" },
		{ "\xe3\x80\x80张\xe3\x80\x80三\xe3\x80\x80", "张 三" },
		{ "\xc2\xa0" "12\xc2\xa0", "12" }, { "、a", "、a" },
	};
	char s[64];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		snprintf(s, sizeof s, "%s", cases[i].in);
		parse_trim(s);
		assert_string_equal(s, cases[i].out);
	}
}

static void phone(void **state)
{
	static const char *const good[] = {
		"13800138000", "19912345678", "+8613800138000", "+14155550100",
		"+12345678", "+123456789012345",
	};
	static const char *const bad[] = {
		NULL, "", "1380013800", "138001380000", "12800138000",
		"23800138000", "1380013800x", "138 0013 8000", "+", "+1234567",
		"+1234567890123456", "+0123456789", "++12345678", "110",
		"１３８００１３８０００",
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(good); i++)
		assert_int_equal(parse_phone(good[i]), OK);
	for (i = 0; i < COUNT(bad); i++)
		assert_int_equal(parse_phone(bad[i]), ERR_INPUT);
}

static void number(void **state)
{
	static const char *const pairs[][2] = {
		{ "138 0013 8000", "13800138000" },
		{ "138-0013-8000", "13800138000" },
		{ "+86 138 0013 8000", "13800138000" },
		{ "+1 (415) 555.0100", "+14155550100" },
		{ "110101 20040312\xc2\xa0" "002x", "11010120040312002x" },
		{ "１３８\xe3\x80\x80００１３８０００", "13800138000" },
		{ "＋８６13800138000", "13800138000" },
		{ "ＦＴ482915", "FT482915" },
		{ "+86 21 5555 0123", "+862155550123" },
		{ "", "" }, { " - ", "" }, { "\xef\xbc", "\xef\xbc" },
		{ "\xef\xbd\x9f", "\xef\xbd\x9f" }, { "林晓雯", "林晓雯" },
	};
	char s[64];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(pairs); i++) {
		snprintf(s, sizeof s, "%s", pairs[i][0]);
		parse_number(s);
		assert_string_equal(s, pairs[i][1]);
	}
}

static void email(void **state)
{
	static const char *const good[] = {
		"a@b.cn", "zhang.san+x@mail.example.edu.cn", "a_b@x-y.com",
		"1@qq.com", "a@xn--fiqs8s.xn--fiqs8s",
	};
	static const char *const bad[] = {
		NULL, "", "a", "@b.cn", "a@", "a@b", "a@localhost", "a@b.c",
		"a@.cn", "a@b.", "a@b..cn", "a@-b.cn", "a@b-.cn", "a@b_c.cn",
		".a@b.cn", "a.@b.cn", "a..b@c.cn", "a b@c.cn", "a@b@c.cn",
		"a@1.2.3.4", "a\r\nBcc: x@b.cn", "张@b.cn", "a@b.cn\n", "<a@b.cn>",
	};
	char s[300];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(good); i++)
		assert_int_equal(parse_email(good[i]), OK);
	for (i = 0; i < COUNT(bad); i++)
		assert_int_equal(parse_email(bad[i]), ERR_INPUT);

	snprintf(s, sizeof s, "%064d@b.cn", 1);
	assert_int_equal(parse_email(s), OK);
	snprintf(s, sizeof s, "%065d@b.cn", 1);
	assert_int_equal(parse_email(s), ERR_INPUT);
	snprintf(s, sizeof s, "a@%064d.cn", 1);
	assert_int_equal(parse_email(s), ERR_INPUT);
	snprintf(s, sizeof s, "%064d@%062d.%062d.%060d.cn", 1, 1, 1, 1);
	assert_int_equal(strlen(s), 254);
	assert_int_equal(parse_email(s), OK);
	snprintf(s, sizeof s, "%064d@%062d.%062d.%061d.cn", 1, 1, 1, 1);
	assert_int_equal(parse_email(s), ERR_INPUT);
}

/* The two examples of GB 11643-1999, and what is wrong about the others. */
static void id_card(void **state)
{
	static const char *const bad[] = {
		NULL, "", "110105194912310021",	/* check digit */
		"11010519491231002",		/* short */
		"11010519491231002XX",		/* long */
		"110105491231002",		/* the 15 digits of old */
		"11010519490231001X",		/* 31 February, digit right */
		"110105194913310026",		/* month 13 */
		"110105194900310022",		/* month 0 */
		"1101051949123100XX",		/* X within */
		"010105194912310020",		/* no such region */
		" 1010519491231002X", "11010519491231002Ｘ",
		"123456789012345678901234567890123",
	};
	char out[33] = "untouched";
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(bad); i++) {
		assert_int_equal(parse_id(ID_CARD, bad[i], out), ERR_INPUT);
		assert_string_equal(out, "untouched");
	}
	assert_int_equal(parse_id(ID_CARD, "11010519491231002x", out), OK);
	assert_string_equal(out, "11010519491231002X");
	assert_int_equal(parse_id_sex(out), 'F');
	assert_int_equal(parse_id(ID_CARD, "440524188001010014", out), OK);
	assert_int_equal(parse_id_sex(out), 'M');
}

/* Gives an ID card number with these 17 digits its check digit, by trying. */
static enum err with_check(const char *digits, char out[33])
{
	char s[19];
	int c;

	for (c = 0; c < 11; c++) {
		snprintf(s, sizeof s, "%s%c", digits, "0123456789X"[c]);
		if (parse_id(ID_CARD, s, out) == OK)
			return OK;
	}
	return ERR_INPUT;
}

static void id_card_birth(void **state)
{
	char out[33];

	(void)state;
	assert_int_equal(with_check("11010520000229001", out), OK);
	assert_int_equal(with_check("11010519000229001", out), ERR_INPUT);
	assert_int_equal(with_check("11010529991231001", out), ERR_INPUT);
	/* No region begins with 0. */
	assert_int_equal(with_check("01010520000229001", out), ERR_INPUT);
	/* 2026-11-23 begins in Beijing at 16:00 UTC. */
	clock_set_offset(1795363198 - clock_now());
	assert_int_equal(with_check("11010520261123001", out), ERR_INPUT);
	clock_set_offset(0);
	clock_set_offset(1795363202 - clock_now());
	assert_int_equal(with_check("11010520261123001", out), OK);
	clock_set_offset(0);
}

static void other_ids(void **state)
{
	char out[33] = "untouched";

	(void)state;
	assert_int_equal(parse_id(ID_PASSPORT, "E123", out), ERR_INPUT);
	assert_int_equal(parse_id(ID_PASSPORT, "E1234 5678", out), ERR_INPUT);
	assert_int_equal(parse_id(ID_PASSPORT, "E1234-678", out), ERR_INPUT);
	assert_int_equal(parse_id(ID_PASSPORT, "ABCDEFGHIJ12345678", out),
	    ERR_INPUT);
	assert_int_equal(parse_id(ID_PERMIT, "H123456", out), ERR_INPUT);
	assert_int_equal(parse_id(ID_PERMIT, "H12345678901", out), ERR_INPUT);
	assert_int_equal(parse_id((enum id_type)9, "H12345678", out),
	    ERR_INPUT);
	assert_string_equal(out, "untouched");
	assert_int_equal(parse_id(ID_PASSPORT, "e12345678", out), OK);
	assert_string_equal(out, "E12345678");
	assert_int_equal(parse_id(ID_PASSPORT, "ABCDE", out), OK);
	assert_int_equal(parse_id(ID_PASSPORT, "ABCDEFGHIJ1234567", out), OK);
	assert_int_equal(parse_id(ID_PERMIT, "12345678", out), OK);
	assert_int_equal(parse_id(ID_PERMIT, "h1234567890", out), OK);
	assert_string_equal(out, "H1234567890");
}

static void masks(void **state)
{
	static const struct { const char *in, *out; } ids[] = {
		{ "110101199001011234", "110101********1234" },
		{ "E12345678", "E12****78" }, { "12345678", "12****78" },
		{ "ABCDE", "A***E" }, { "AB", "**" }, { "", "" },
		{ "1234567890123456789012345678901234567890",
		  "123456**********************7890" },
	}, phones[] = {
		{ "13800138000", "138****8000" },
		{ "+8613800138000", "+86*******8000" },
		{ "+12345678", "+12****78" }, { "", "" },
		{ "1234567890123456789012345", "123****************2345" },
	}, names[] = {
		{ "张三", "*三" }, { "Zhang San", "*hang San" },
		{ "李", "*" }, { "", "" },
	};
	char out[128], name[200];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(ids); i++) {
		parse_mask_id(ids[i].in, out);
		assert_string_equal(out, ids[i].out);
	}
	for (i = 0; i < COUNT(phones); i++) {
		parse_mask_phone(phones[i].in, out);
		assert_string_equal(out, phones[i].out);
	}
	for (i = 0; i < COUNT(names); i++) {
		parse_mask_name(names[i].in, out);
		assert_string_equal(out, names[i].out);
	}
	/* The longest that fits; one more is cut. */
	snprintf(name, sizeof name, "x%0126d", 0);
	parse_mask_name(name, out);
	assert_int_equal(strlen(out), 127);
	snprintf(name, sizeof name, "x%0127d", 0);
	parse_mask_name(name, out);
	assert_int_equal(strlen(out), 127);
	/* Cut between characters: 1 + 124 + 3 would not leave the NUL. */
	snprintf(name, sizeof name, "x%0124d三三", 0);
	parse_mask_name(name, out);
	assert_int_equal(strlen(out), 125);
	assert_true(parse_utf8(out, strlen(out)));
}

static void month(void **state)
{
	static const struct { const char *in, *out; } good[] = {
		{ "2027-06", "2027-06" }, { "2027-6", "2027-06" },
		{ "2027/6", "2027-06" }, { "2027.06", "2027-06" },
		{ "202706", "2027-06" }, { "20270630", "2027-06" },
		{ "2027-06-30", "2027-06" }, { "2027/6/30", "2027-06" },
		{ "2027\xe5\xb9\xb4""6\xe6\x9c\x88", "2027-06" },
		{ "2027\xe5\xb9\xb4""12\xe6\x9c\x88""1\xe6\x97\xa5",
		  "2027-12" },
	};
	static const char *const bad[] = { "", "2027", "2027-13", "2027-00",
	    "Jun-27", "27-06", "2027-06x", "2027-", "1800-01", "202713",
	    "2027-006" };
	char out[8];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof good / sizeof *good; i++) {
		assert_int_equal(parse_month(good[i].in, out), OK);
		assert_string_equal(out, good[i].out);
	}
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(parse_month(bad[i], out), ERR_INPUT);
}

static void plain(void **state)
{
	char s[] = "\xef\xbb\xbf" "B22-01 \xef\xbc\x93\xe2\x80\x8b""4";

	(void)state;
	parse_plain(s);
	assert_string_equal(s, "B22-0134");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(u64), cmocka_unit_test(i64),
		cmocka_unit_test(decimal), cmocka_unit_test(fen),
		cmocka_unit_test(utf8), cmocka_unit_test(trim),
		cmocka_unit_test(phone), cmocka_unit_test(number),
		 cmocka_unit_test(email),
		cmocka_unit_test(id_card), cmocka_unit_test(id_card_birth),
		cmocka_unit_test(other_ids), cmocka_unit_test(month),
		cmocka_unit_test(plain),
		cmocka_unit_test(masks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
