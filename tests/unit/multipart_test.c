/* multipart/form-data: what browsers send, and what they never would. */
#include "tests/unit/unit.h"
#include "cgi-bin/web/parse_request.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char type[] = "multipart/form-data; boundary=x";

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

/* The body in memory of exactly its size, so that a sanitizer sees a read
 * beyond it. */
static enum err parse(void **state, struct req *r, const char *content_type,
    const void *body, size_t n)
{
	uint8_t *p = arena_dup(*state, body, n);

	*r = (struct req){ .arena = *state, .body = p, .body_len = n };
	return multipart_parse(r, content_type);
}

#define PART(name) "--x\r\nContent-Disposition: form-data; name=\"" name "\""

static void fields_and_files(void **state)
{
	static const char body[] =
	    PART("csrf") "\r\n\r\nabc\r\n"
	    PART("note") "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
	    "\xe4\xb8\xad\r\n\r\n--\r\n"
	    PART("photo") "; filename=\"a \\\"b\\\".jpg\"\r\n"
	    "content-type: image/jpeg\r\n\r\n"
	    "\xff\xd8\0\r\n--\r\n-x\r\n\r\n"
	    "--x--\r\n";
	const struct upload *u;
	struct req r;

	assert_int_equal(parse(state, &r, type, body, sizeof body - 1), OK);
	assert_int_equal(r.form_count, 2);
	assert_string_equal(req_form(&r, "csrf"), "abc");
	assert_string_equal(req_form(&r, "note"), "\xe4\xb8\xad\r\n\r\n--");
	u = req_upload(&r, "photo");
	assert_non_null(u);
	assert_string_equal(u->file_name, "a \"b\".jpg");
	assert_string_equal(u->type, "image/jpeg");
	assert_int_equal(u->n, 13);
	assert_memory_equal(u->data, "\xff\xd8\0\r\n--\r\n-x\r\n", 13);
	assert_null(req_upload(&r, "csrf"));
}

static void boundaries(void **state)
{
	static const char body[] = PART("a") "\r\n\r\n1\r\n--x--";
	static const struct {
		const char *type;
		enum err e;
	} list[] = {
		{ "multipart/form-data;boundary=\"x\"", OK },
		{ "multipart/form-data; charset=utf-8; BOUNDARY=x", OK },
		{ "multipart/form-data; a=\"; boundary=y\"; boundary=x", OK },
		{ "multipart/form-data", ERR_INPUT },
		{ "multipart/form-data;", ERR_INPUT },
		{ "multipart/form-data; boundary", ERR_INPUT },
		{ "multipart/form-data; boundary=", ERR_INPUT },
		{ "multipart/form-data; boundary=\"\"", ERR_INPUT },
		{ "multipart/form-data; boundary=\"x", ERR_INPUT },
		{ "multipart/form-data; a=\"; boundary=x", ERR_INPUT },
		{ "multipart/form-data; xboundary=x", ERR_INPUT },
	};
	struct req r;
	size_t i;

	for (i = 0; i < sizeof list / sizeof list[0]; i++)
		if (parse(state, &r, list[i].type, body, sizeof body - 1) !=
		    list[i].e)
			fail_msg("%s", list[i].type);
}

static void broken_bodies(void **state)
{
	static const char *const bad[] = {
		"", "x", "--", "--x", "--x\r", "--xy", "--x\r\n", "--x-",
		"\r\n" PART("a") "\r\n\r\n1\r\n--x--",
		PART("a"), PART("a") "\r\n", PART("a") "\r\n\r\n",
		PART("a") "\r\n\r\n1\r\n--x", PART("a") "\r\n\r\n1\r\n--y--",
		PART("a") "\r\n\r\n1--x--",
		PART("a") "\n\n1\r\n--x--",
		"--x\r\nContent-Type: a\r\n\r\n1\r\n--x--",
		"--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--",
		"--x\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n"
		    "--x--",
		PART("a\x01") "\r\n\r\n1\r\n--x--",
		PART("\xff") "\r\n\r\n1\r\n--x--",
		PART("a") "\r\n\r\n\xff\r\n--x--",
		PART("a") "\r\n\r\n1\r\n--x\r\n--x--",
	};
	struct req r;
	size_t i;

	for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (parse(state, &r, type, bad[i], strlen(bad[i])) !=
		    ERR_INPUT)
			fail_msg("%zu: %s", i, bad[i]);
	assert_int_equal(parse(state, &r, type, "--x--", 5), OK);
}

/* A cut anywhere is an error, never a read past the end. */
static void cut_anywhere(void **state)
{
	static const char body[] = PART("a") "\r\n\r\n1\r\n"
	    PART("f") "; filename=\"g\"\r\n\r\n\0\1\2\r\n--x--";
	struct req r;
	size_t n;

	for (n = 0; n < sizeof body - 1; n++)
		assert_int_equal(parse(state, &r, type, body, n), ERR_INPUT);
	assert_int_equal(parse(state, &r, type, body, n), OK);
}

static void repeated(struct buf *b, const char *part, int n)
{
	buf_reset(b);
	while (n--)
		buf_adds(b, part);
	buf_adds(b, "--x--\r\n");
}

static void limits(void **state)
{
	static const char field[] = PART("a") "\r\n\r\n1\r\n";
	static const char file[] = PART("f") "; filename=\"g\"\r\n\r\n1\r\n";
	static const char empty[] = PART("f") "; filename=\"\"\r\n\r\n\r\n";
	struct buf b = { 0 };
	struct req r;

	repeated(&b, field, REQ_PAIRS);
	assert_int_equal(parse(state, &r, type, b.p, b.n), OK);
	repeated(&b, field, REQ_PAIRS + 1);
	assert_int_equal(parse(state, &r, type, b.p, b.n), ERR_INPUT);
	repeated(&b, file, REQ_UPLOADS);
	assert_int_equal(parse(state, &r, type, b.p, b.n), OK);
	repeated(&b, file, REQ_UPLOADS + 1);
	assert_int_equal(parse(state, &r, type, b.p, b.n), ERR_INPUT);
	repeated(&b, empty, 1);
	assert_int_equal(parse(state, &r, type, b.p, b.n), OK);
	assert_null(req_upload(&r, "f"));
	buf_free(&b);
}

/* Twenty megabytes of what looks like the beginning of a delimiter. */
static void linear(void **state)
{
	enum { SIZE = 20 << 20 };
	char *p = malloc(SIZE);
	struct req r;
	clock_t start;
	size_t i;

	assert_non_null(p);
	for (i = 0; i < SIZE; i++)
		p[i] = "\r\n--"[i % 4];
	memcpy(p, "--x\r\n", 5);
	start = clock();
	assert_int_equal(parse(state, &r, type, p, SIZE), ERR_INPUT);
	memset(p + 5, '\n', SIZE - 5);
	assert_int_equal(parse(state, &r, type, p, SIZE), ERR_INPUT);
	assert_true(clock() - start < CLOCKS_PER_SEC);
	free(p);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_and_files),
		cmocka_unit_test(boundaries),
		cmocka_unit_test(broken_bodies),
		cmocka_unit_test(cut_anywhere),
		cmocka_unit_test(limits),
		cmocka_unit_test(linear),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
