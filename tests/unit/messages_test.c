/* Texts of messages, and the form of an e-mail. */
#include "lib/service/messages.h"
#include "lib/service/smtp.h"
#include "lib/base/crypto.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>

static const char *const langs[] = { "zh-CN", "en" };

static size_t characters(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

/* The places of a text, sorted into one string. */
static int has_place(const char *text, const char *name)
{
	const char *p = text;
	size_t n = strlen(name);

	while ((p = strchr(p, '{'))) {
		if (!strncmp(++p, name, n) && p[n] == '}')
			return 1;
	}
	return 0;
}

static size_t places_in(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += *s == '{';
	return n;
}

static void test_languages_agree(void **state)
{
	struct arena *a = arena_new();
	const char *places[MESSAGE_PLACES + 1], *name;
	int i, k, n;

	(void)state;
	for (i = 0; (name = message_name(i)); i++) {
		assert_int_equal(message_places(a, name, places), OK);
		for (k = 0; k < 2; k++) {
			for (n = 0; places[n]; n++)
				assert_true(has_place(message_pattern(name,
				    langs[k]), places[n]));
			assert_int_equal(places_in(message_pattern(name,
			    langs[k])), n);
		}
	}
	assert_true(i >= 12);
	arena_free(a);
}

/* Columns and providers have limits; texts hold no addresses. */
static void test_limits(void **state)
{
	const char *name, *zh;
	int i;

	(void)state;
	for (i = 0; (name = message_name(i)); i++) {
		zh = message_pattern(name, "zh-CN");
		assert_true(strlen(name) <= 20);
		assert_true(characters(zh) <= 61);
		assert_null(strstr(zh, "http"));
		assert_null(strstr(message_pattern(name, "en"), "http"));
		assert_null(strstr(zh, "【"));
	}
}

static void test_text(void **state)
{
	struct arena *a = arena_new();
	char *s = NULL;

	(void)state;
	assert_int_equal(message_text(a, "shipped", "en",
	    "{\"courier\":\"SF\",\"number\":\"{x}1\"}", &s), OK);
	assert_string_equal(s, "Your prints are on their way with SF, parcel "
	    "number {x}1.");
	assert_int_equal(message_text(a, "shipped", "de",
	    "{\"courier\":\"顺丰\",\"number\":\"1\"}", &s), OK);
	assert_string_equal(s, "您的冲印照片已由顺丰寄出，运单号 1。");
	s = NULL;
	assert_int_equal(message_text(a, "shipped", "en",
	    "{\"courier\":\"SF\"}", &s), ERR_INPUT);
	assert_int_equal(message_text(a, "shipped", "en",
	    "{\"courier\":\"SF\",\"number\":1}", &s), ERR_INPUT);
	assert_int_equal(message_text(a, "shipped", "en", "[", &s),
	    ERR_INPUT);
	assert_int_equal(message_text(a, "none", "en", "{}", &s), ERR_INPUT);
	assert_null(s);
	assert_null(message_pattern("none", "en"));
	arena_free(a);
}

static void test_values(void **state)
{
	struct arena *a = arena_new();
	const char *v[MESSAGE_PLACES + 1];

	(void)state;
	assert_int_equal(message_values(a, "rejected",
	    "{\"amount\":\"20.00\",\"more\":\"x\",\"reason\":\"光线太暗\"}",
	    v), OK);
	assert_string_equal(v[0], "光线太暗");
	assert_string_equal(v[1], "20.00");
	assert_null(v[2]);
	assert_int_equal(message_values(a, "test", "{}", v), OK);
	assert_null(v[0]);
	assert_int_equal(message_values(a, "code", "{\"code\":\"1\"}", v),
	    ERR_INPUT);
	assert_int_equal(message_values(a, "none", "{}", v), ERR_INPUT);
	arena_free(a);
}

static void test_mail(void **state)
{
	struct arena *a = arena_new();
	char *subject, *text;

	(void)state;
	assert_int_equal(message_mail(a, "refund", "zh-CN",
	    "{\"amount\":\"1.00\"}", NULL, &subject, &text), OK);
	assert_string_equal(subject, "退款已办理");
	assert_non_null(strstr(text, "退款 1.00 元"));
	assert_int_equal(message_mail(a, "refund", "en", "{}", NULL,
	    &subject, &text), ERR_INPUT);
	arena_free(a);
}

static void test_misfit(void **state)
{
	struct arena *a = arena_new();
	static const struct {
		const char *template, *body, *wrong;
	} cases[] = {
		{ "rejected", "{reason}, {amount}", NULL },
		{ "rejected", "{amount} {reason} {amount}", NULL },
		{ "rejected", "{reason}", "{amount}" },
		{ "paid", "{amount} {name}", "{name}" },
		{ "paid", "{amount} {}", "{}" },
		{ "paid", "{amount} {amoun}", "{amoun}" },
		{ "paid", "{amount} {amount", "{" },
		{ "paid", "{amount} {", "{" },
		{ "paid", "{{amount}", "{" },
		{ "paid", "{amount}}", "}" },
		{ "password", "no place", NULL },
		{ "password", "{amount}", "{amount}" },
		{ "none", "x", "" },
	};
	const char *wrong;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		wrong = message_misfit(a, cases[i].template, cases[i].body);
		if (cases[i].wrong)
			assert_string_equal(wrong, cases[i].wrong);
		else
			assert_null(wrong);
	}
	arena_free(a);
}

static void test_own_words(void **state)
{
	struct arena *a = arena_new();
	struct message_words own = { "Money back", "All {amount} of it" };
	const char *params = "{\"amount\":\"1.00\"}";
	char *subject, *text;

	(void)state;
	assert_int_equal(message_mail(a, "refund", "en", params, &own,
	    &subject, &text), OK);
	assert_string_equal(subject, "Money back");
	assert_non_null(strstr(text, "Hello,\n\nAll 1.00 of it\n"));
	own.body = "All {sum} of it";
	assert_int_equal(message_mail(a, "refund", "en", params, &own,
	    &subject, &text), OK);
	assert_string_equal(subject, "Refund done");
	assert_non_null(strstr(text, "refund of CNY 1.00"));
	assert_int_equal(message_mail(a, "none", "en", params, &own,
	    &subject, &text), ERR_INPUT);
	arena_free(a);
}

/* Every text can be filled with them, and an own one as well. */
static void test_samples(void **state)
{
	struct arena *a = arena_new();
	const char *name;
	char *params, *text;
	int i, k;

	(void)state;
	for (i = 0; (name = message_name(i)); i++)
		for (k = 0; k < 2; k++) {
			assert_int_equal(message_sample(a, name, langs[k],
			    &params), OK);
			assert_int_equal(message_text(a, name, langs[k],
			    params, &text), OK);
			assert_null(strchr(text, '{'));
			assert_null(message_misfit(a, name,
			    message_pattern(name, langs[k])));
			assert_non_null(message_subject(name, langs[k]));
		}
	assert_int_equal(message_sample(a, "none", "en", &params), ERR_INPUT);
	assert_null(message_subject("none", "en"));
	arena_free(a);
}

/* Every line of it is plain and short; the text comes back whole. */
static void check_format(struct arena *a, const char *subject,
    const char *text)
{
	char *s = mail_format(a, "p@example.edu.cn", "l@example.org", "gp1",
	    subject, text, 1700000000), *p, *end;
	struct { char *p; size_t n; } b = { arena_alloc(a, strlen(s) + 1), 0 };
	size_t n;

	for (p = s; *p; p = end + 2) {
		end = strstr(p, "\r\n");
		assert_non_null(end);
		assert_true(end - p <= 76);
		for (n = 0; n < (size_t)(end - p); n++)
			assert_true(p[n] >= ' ' && p[n] <= '~');
	}
	p = strstr(s, "\r\n\r\n") + 4;
	for (; *p; p++)
		if (*p != '\r' && *p != '\n')
			b.p[b.n++] = *p;
	end = arena_alloc(a, b.n + 1);
	assert_int_equal(crypto_unbase64(b.p, end, &n), OK);
	assert_int_equal(n, strlen(text));
	assert_memory_equal(end, text, n);
}

static void test_format(void **state)
{
	struct arena *a = arena_new();
	char *s = mail_format(a, "p@example.edu.cn", "l@example.org", "gp1-2",
	    "Hi", "x", 1700000000);

	(void)state;
	assert_non_null(strstr(s, "Date: Tue, 14 Nov 2023 22:13:20 +0000\r\n"));
	assert_non_null(strstr(s, "Message-ID: <gp1-2@example.edu.cn>\r\n"));
	assert_non_null(strstr(s, "Subject: =?UTF-8?B?SGk=?=\r\n"));
	check_format(a, "", "");
	check_format(a, "退款已办理", "您好：\n\n退款 1.00 元\n");
	check_format(a, "照片未通过审核照片未通过审核照片未通过审核照片未通过",
	    "很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长");
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_languages_agree),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_mail),
		cmocka_unit_test(test_misfit),
		cmocka_unit_test(test_own_words),
		cmocka_unit_test(test_samples),
		cmocka_unit_test(test_format)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
