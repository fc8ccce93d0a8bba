/* CGI variables, queries, cookies, urlencoded forms, language. */
#include "tests/unit/unit.h"
#include "cgi-bin/web/lang.h"
#include "cgi-bin/web/parse_request.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static int setup(void **state)
{
	*state = arena_new();
	return 0;
}

static int teardown(void **state)
{
	arena_free(*state);
	return 0;
}

static enum err parse(void **state, struct req *r, const char *const *vars)
{
	*r = (struct req){ .arena = *state };
	return request_parse(r, (char **)vars);
}

static void whole_request(void **state)
{
	static const char *const vars[] = {
		"REQUEST_METHOD=POST", "SCRIPT_NAME=/orders/x",
		"QUERY_STRING=a=1&b=%E4%B8%AD", "CONTENT_LENGTH=12",
		"HTTP_COOKIE=gp_session=abc; gp_lang=en", NULL
	};
	struct req r;

	assert_int_equal(parse(state, &r, vars), OK);
	assert_int_equal(r.method, POST);
	assert_string_equal(r.path, "/orders/x");
	assert_true(r.content_length == 12);
	assert_string_equal(req_query(&r, "b"), "\xe4\xb8\xad");
	assert_string_equal(req_cookie(&r, "gp_lang"), "en");
	assert_null(req_query(&r, "c"));
	assert_string_equal(r.accept_language, "");
}

static void path_info_first(void **state)
{
	static const char *const vars[] = {
		"REQUEST_METHOD=GET", "SCRIPT_NAME=/student.cgi",
		"PATH_INFO=/home", NULL
	};
	struct req r;

	assert_int_equal(parse(state, &r, vars), OK);
	assert_string_equal(r.path, "/home");
	assert_true(r.content_length == -1);
}

static void bad_requests(void **state)
{
	static const char *const bad[][3] = {
		{ "SCRIPT_NAME=home" },
		{ "SCRIPT_NAME=/a b" },
		{ "SCRIPT_NAME=/\xe4\xb8\xad" },
		{ "SCRIPT_NAME=/a\n" },
		{ "SCRIPT_NAME=" },
		{ "SCRIPT_NAME=/", "CONTENT_LENGTH=x" },
		{ "SCRIPT_NAME=/", "CONTENT_LENGTH=-1" },
		{ "SCRIPT_NAME=/", "CONTENT_LENGTH=99999999999999999999" },
		{ "SCRIPT_NAME=/", "QUERY_STRING=%" },
		{ "SCRIPT_NAME=/", "QUERY_STRING=a=%4" },
		{ "SCRIPT_NAME=/", "QUERY_STRING=a=%g0" },
		{ "SCRIPT_NAME=/", "QUERY_STRING=a=%00" },
		{ "SCRIPT_NAME=/", "QUERY_STRING=a=%c0%80" },
		{ "SCRIPT_NAME=/", "QUERY_STRING=%ff=a" },
		{ "SCRIPT_NAME=/", "QUERY_STRING=a=%1b" },
	};
	struct req r;
	size_t i;

	for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (parse(state, &r, bad[i]) != ERR_INPUT)
			fail_msg("%s %s", bad[i][0],
			    bad[i][1] ? bad[i][1] : "");
}

static void long_path(void **state)
{
	char s[700] = "SCRIPT_NAME=/";
	const char *const vars[] = { s, NULL };
	struct req r;

	memset(s + 13, 'a', 600);
	assert_int_equal(parse(state, &r, vars), ERR_INPUT);
}

static void methods(void **state)
{
	static const char *const head[] = {
		"REQUEST_METHOD=HEAD", "SCRIPT_NAME=/", NULL };
	static const char *const trace[] = {
		"REQUEST_METHOD=TRACE", "SCRIPT_NAME=/", NULL };
	struct req r;

	assert_int_equal(parse(state, &r, head), OK);
	assert_int_equal(r.method, GET);
	assert_int_equal(parse(state, &r, trace), OK);
	assert_int_equal(r.method, 0);
}

static void cookies_of_others(void **state)
{
	static const char *const vars[] = { "SCRIPT_NAME=/",
	    "HTTP_COOKIE=;; novalue; odd=\xff\xfe;  a=b=c ;gp_lang=en", NULL };
	struct req r;

	assert_int_equal(parse(state, &r, vars), OK);
	assert_string_equal(req_cookie(&r, "gp_lang"), "en");
	assert_null(req_cookie(&r, "odd"));
	assert_null(req_cookie(&r, "novalue"));
}

static enum err form(void **state, struct req *r, const char *s, size_t n)
{
	*r = (struct req){ .arena = *state, .body = (const uint8_t *)s,
	    .body_len = n,
	    .content_type = "application/x-www-form-urlencoded; charset=utf-8" };
	return body_parse(r);
}

static void pairs(void **state)
{
	static const char s[] = "a=1+2&&b=%26%3D&c&=d&a=3&%61b=x%0D%0Ay";
	struct req r;

	assert_int_equal(form(state, &r, s, strlen(s)), OK);
	assert_int_equal(r.form_count, 6);
	assert_string_equal(req_form(&r, "a"), "1 2");
	assert_string_equal(req_form(&r, "b"), "&=");
	assert_string_equal(req_form(&r, "c"), "");
	assert_string_equal(req_form(&r, ""), "d");
	assert_string_equal(req_form(&r, "ab"), "x\r\ny");
	assert_int_equal(form(state, &r, "a\0b=1", 5), ERR_INPUT);
	assert_int_equal(form(state, &r, "a=1\0", 4), ERR_INPUT);
	assert_int_equal(form(state, &r, "%41%", 4), ERR_INPUT);
	assert_int_equal(form(state, &r, "", 0), OK);
}

static void as_many_as_fit(void **state)
{
	struct buf b = { 0 };
	struct req r;
	clock_t start;
	int i;

	for (i = 0; i < REQ_PAIRS; i++)
		buf_adds(&b, "k=1&");
	assert_int_equal(form(state, &r, b.p, b.n), OK);
	assert_int_equal(r.form_count, REQ_PAIRS);
	for (i = 0; i < 2000000; i++)
		buf_adds(&b, "k=1&");
	start = clock();
	assert_int_equal(form(state, &r, b.p, b.n), ERR_INPUT);
	assert_true(clock() - start < CLOCKS_PER_SEC / 2);
	buf_free(&b);
}

static void other_types_are_left_alone(void **state)
{
	struct req r = { .arena = *state, .content_type = "image/jpeg",
	    .body = (const uint8_t *)"\xff\xd8", .body_len = 2 };

	assert_int_equal(body_parse(&r), OK);
	assert_int_equal(r.form_count, 0);
	r.content_type = "application/x-www-form-urlencodedx";
	assert_int_equal(body_parse(&r), OK);
}

static void languages(void **state)
{
	(void)state;
	assert_string_equal(lang_choose(NULL, NULL, NULL), "zh-CN");
	assert_string_equal(lang_choose("en", "zh-CN", "zh"), "en");
	assert_string_equal(lang_choose("EN", "en", "zh"), "en");
	assert_string_equal(lang_choose("x", NULL, "en-GB"), "en");
	assert_string_equal(lang_choose(NULL, NULL, "fr, de;q=0.9"), "zh-CN");
	assert_string_equal(lang_choose(NULL, NULL, "zh;q=0.3, en;q=0.31"),
	    "en");
	assert_string_equal(lang_choose(NULL, NULL, "en;q=0,zh;q=0.001"),
	    "zh-CN");
	assert_string_equal(lang_choose(NULL, NULL, ",;q=,,en;q=0.5555555"),
	    "en");
	assert_string_equal(lang_choose(NULL, NULL, "zh-Hant, en;q=0.9"),
	    "zh-CN");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_request),
		cmocka_unit_test(path_info_first),
		cmocka_unit_test(bad_requests),
		cmocka_unit_test(long_path),
		cmocka_unit_test(methods),
		cmocka_unit_test(cookies_of_others),
		cmocka_unit_test(pairs),
		cmocka_unit_test(as_many_as_fit),
		cmocka_unit_test(other_types_are_left_alone),
		cmocka_unit_test(languages),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
