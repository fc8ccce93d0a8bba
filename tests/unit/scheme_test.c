/* 采集码 schemes: who reads which code, and what the mask lets through. */
#include "tests/unit/unit.h"
#include "lib/base/crypto.h"
#include "lib/scan/scan.h"

#include <string.h>

static const uint8_t seed[CRYPTO_KEY] = { 1, 2, 3 };
static const struct scan_person who = { "*三", "110101********1234",
	"20210001", "10246" };

static struct scan_keys keys(void)
{
	struct scan_keys k = { .test = 1 };

	crypto_sign_public(seed, k.test_public);
	return k;
}

static const char *code(struct arena *a, const struct scan_person *p)
{
	const char *text = NULL;

	assert_int_equal(scan_test_code(a, seed, p, &text), OK);
	return text;
}

static void test_scheme_of(void **state)
{
	struct arena *a = arena_new();
	struct scan_keys k = keys(), none = { 0 };

	(void)state;
	assert_string_equal(scan_scheme_of(&k, code(a, &who))->name, "test");
	/* Without a key it is a code like any other. */
	assert_string_equal(scan_scheme_of(&none, code(a, &who))->name,
	    "opaque");
	assert_string_equal(scan_scheme_of(&k, "x")->name, "opaque");
	assert_null(scan_scheme_of(&k, "x")->read);
	arena_free(a);
}

static enum err read_with(const struct scan_keys *k, struct arena *a,
    const char *text, struct scan_person *p)
{
	return scan_scheme_test.read(k, a, text, p);
}

static void test_read(void **state)
{
	static const struct scan_person only = { "", "", "7", "" };
	struct scan_keys k = keys();
	struct arena *a = arena_new();
	struct scan_person p;

	(void)state;
	assert_int_equal(read_with(&k, a, code(a, &who), &p), OK);
	assert_string_equal(p.name, "*三");
	assert_string_equal(p.id_no, "110101********1234");
	assert_string_equal(p.student_no, "20210001");
	assert_string_equal(p.school_code, "10246");
	assert_int_equal(read_with(&k, a, code(a, &only), &p), OK);
	assert_string_equal(p.name, "");
	assert_string_equal(p.student_no, "7");
	arena_free(a);
}

/* As docs/SCAN.md has it: what others sign must stay readable. */
static void test_example(void **state)
{
	static const char text[] = "GPTEST2.bmFtZT0q5LiJO2lkPTExMDEwM"
	    "SoqKioqKioqMTIzNDtubz0yMDIxMDAwMTtzY2hvb2w9MTAyNDY.76xb9Ozrb"
	    "XnT8lp5SY8nYokw7ZjzprX6uMk_2oIwNVB0Odo3EDyQKxB4Tr9D6TZzk6som"
	    "iRe06TG7UeESrJmBw";
	struct scan_keys k = keys();
	struct arena *a = arena_new();
	struct scan_person p;

	(void)state;
	assert_string_equal(code(a, &who), text);
	assert_int_equal(read_with(&k, a, text, &p), OK);
	arena_free(a);
}

/* Every byte that is changed, and every end that is missing. */
static void test_forged(void **state)
{
	struct scan_keys k = keys();
	struct arena *a = arena_new();
	const char *good = code(a, &who);
	struct scan_person p = { .name = "untouched" };
	size_t i, n = strlen(good);
	char *bad;

	(void)state;
	for (i = strlen("GPTEST2."); i < n; i++) {
		bad = arena_strdup(a, good);
		bad[i] = bad[i] == 'A' ? 'B' : 'A';
		/* The last digit has bits that say nothing. */
		if (i + 1 < n)
			assert_int_equal(read_with(&k, a, bad, &p), ERR_INPUT);
		bad = arena_strndup(a, good, i);
		assert_int_equal(read_with(&k, a, bad, &p), ERR_INPUT);
	}
	assert_int_equal(read_with(&k, a, arena_printf(a, "%s=", good), &p),
	    ERR_INPUT);
	k.test_public[5] ^= 1;
	assert_int_equal(read_with(&k, a, good, &p), ERR_INPUT);
	assert_string_equal(p.name, "untouched");
	arena_free(a);
}

static void test_make_refuses(void **state)
{
	struct scan_person p = { "a;no=9", "", "7", "" };
	struct arena *a = arena_new();
	const char *text;

	(void)state;
	assert_int_equal(scan_test_code(a, seed, &p, &text), ERR_INPUT);
	p.name = p.student_no = "";
	assert_int_equal(scan_test_code(a, seed, &p, &text), ERR_INPUT);
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

static void test_kind(void **state)
{
	static const struct {
		const char *text;
		enum scan_kind kind;
	} t[] = {
		{ "wxp://f2f0abc", SCAN_PAYMENT },
		{ "HTTPS://QR.ALIPAY.COM/fkx1", SCAN_PAYMENT },
		{ "https://u.wechat.com/abc", SCAN_CONTACT },
		{ "BEGIN:VCARD", SCAN_CONTACT },
		{ "WIFI:S:home;;", SCAN_OTHER },
		{ "https://example.org/x", SCAN_WEB },
		{ "https://www.chsi.com.cn/x", SCAN_UNKNOWN },
		{ "https://chsi.com.cn", SCAN_UNKNOWN },
		{ "https://notchsi.com.cn/", SCAN_WEB },
		{ "https://chsi.com.cn.example.org/", SCAN_WEB },
		{ "https://x/", SCAN_WEB },
		{ "GPT1ABC", SCAN_TICKET },
		{ "GPTEST2.x.y", SCAN_UNKNOWN },
		{ "see wxp://", SCAN_UNKNOWN },
		{ "", SCAN_UNKNOWN },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof t / sizeof *t; i++)
		if (scan_kind_of(t[i].text) != t[i].kind)
			fail_msg("%s", t[i].text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scheme_of),
		cmocka_unit_test(test_read),
		cmocka_unit_test(test_example),
		cmocka_unit_test(test_forged),
		cmocka_unit_test(test_make_refuses),
		cmocka_unit_test(test_mask),
		cmocka_unit_test(test_mask_is_quick),
		cmocka_unit_test(test_kind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
