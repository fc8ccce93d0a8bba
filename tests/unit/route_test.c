/* The site map: patterns, arguments, 404 and 405. */
#include "tests/unit/unit.h"
#include "cgi-bin/web/route.h"

#include <string.h>

static int nothing(struct req *r)
{
	return r->status;
}

static const struct route table[] = {
	{ GET, "/", PUBLIC, 0, 0, nothing },
	{ GET, "/orders", USER, 0, 0, nothing },
	{ POST, "/orders", USER, 0, 0, nothing },
	{ GET, "/orders/:token", USER, 0, 0, nothing },
	{ POST, "/orders/:token/pay", USER, 0, 0, nothing },
	{ GET, "/number/:id", USER, 0, 0, nothing },
	{ GET, "/number/:id/end", USER, 0, 0, nothing },
	{ 0 }
};

struct find {
	enum method method;
	const char *path;
	int status, row;
	const char *arg;
};

static const struct find finds[] = {
	{ GET, "/", 200, 0, NULL },
	{ POST, "/", 405, 0, NULL },
	{ GET, "/orders", 200, 1, NULL },
	{ POST, "/orders", 200, 2, NULL },
	{ 0, "/orders", 405, 0, NULL },
	{ GET, "/orders/", 404, 0, NULL },
	{ GET, "/order", 404, 0, NULL },
	{ GET, "/ordersx", 404, 0, NULL },
	{ GET, "/orders/aZ-_9", 200, 3, "aZ-_9" },
	{ GET, "/orders/a/b", 404, 0, NULL },
	{ GET, "/orders/a.b", 404, 0, NULL },
	{ GET, "/orders/a%20", 404, 0, NULL },
	{ POST, "/orders/x/pay", 200, 4, "x" },
	{ GET, "/orders/x/pay", 405, 0, NULL },
	{ POST, "/orders//pay", 404, 0, NULL },
	{ GET, "/number/0", 200, 5, "0" },
	{ GET, "/number/18446744073709551615", 200, 5,
	  "18446744073709551615" },
	{ GET, "/number/18446744073709551616", 404, 0, NULL },
	{ GET, "/number/123456789012345678901", 404, 0, NULL },
	{ GET, "/number/12x", 404, 0, NULL },
	{ GET, "/number/7/end", 200, 6, "7" },
	{ GET, "", 404, 0, NULL },
};

static void rows(void **state)
{
	struct arena *a = arena_new();
	const struct route *found;
	const struct find *f;
	size_t i;
	int status;

	(void)state;
	for (i = 0; i < sizeof finds / sizeof finds[0]; i++) {
		struct req r = { .arena = a };

		f = finds + i;
		found = route_find(table, f->method, f->path, &r, &status);
		if (status != f->status)
			fail_msg("%s: %d", f->path, status);
		if (status != 200) {
			assert_null(found);
			continue;
		}
		assert_ptr_equal(found, table + f->row);
		assert_ptr_equal(r.route, found);
		if (f->arg)
			assert_string_equal(r.arg, f->arg);
		else
			assert_null(r.arg);
	}
	arena_free(a);
}

static void token_of_64(void **state)
{
	char path[80] = "/orders/";
	int status;

	(void)state;
	memset(path + 8, 'a', 64);
	assert_non_null(route_find(table, GET, path, NULL, &status));
	path[72] = 'a';
	assert_null(route_find(table, GET, path, NULL, &status));
	assert_int_equal(status, 404);
}

static void id_is_a_number(void **state)
{
	struct arena *a = arena_new();
	struct req r = { .arena = a };
	int status;

	(void)state;
	route_find(table, GET, "/number/18446744073709551615", &r, &status);
	assert_true(r.arg_id == UINT64_MAX);
	arena_free(a);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows),
		cmocka_unit_test(token_of_64),
		cmocka_unit_test(id_is_a_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
