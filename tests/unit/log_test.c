/* Log lines, and the two small things that stand in them: names of errors
 * and tokens. */
#include "tests/unit/unit.h"
#include "lib/base/err.h"
#include "lib/base/id.h"
#include "lib/base/log.h"
#include "lib/base/parse.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Standard error goes into a pipe for the time of one call. */
struct trap {
	int fd[2], keep;
};

static void trap_set(struct trap *t)
{
	assert_int_equal(pipe(t->fd), 0);
	t->keep = dup(STDERR_FILENO);
	dup2(t->fd[1], STDERR_FILENO);
}

static void trap_end(struct trap *t, char *out, size_t size)
{
	ssize_t n;

	dup2(t->keep, STDERR_FILENO);
	close(t->keep);
	close(t->fd[1]);
	n = read(t->fd[0], out, size - 1);
	assert_true(n >= 0);
	out[n] = '\0';
	close(t->fd[0]);
}

static void a_line(void **state)
{
	char s[256], want[64];
	struct trap t;

	(void)state;
	log_program("student");
	assert_string_equal(log_program_name(), "student");
	log_request("9f0c");
	trap_set(&t);
	log_info("order %s order=%d", "paid", 5);
	trap_end(&t, s, sizeof s);
	assert_int_equal(s[10], 'T');
	assert_int_equal(s[19], '.');
	snprintf(want, sizeof want,
	    "Z info student[%ld] 9f0c: order paid order=5\n", (long)getpid());
	assert_string_equal(s + 23, want);

	log_request(NULL);
	trap_set(&t);
	log_warn("between requests");
	trap_end(&t, s, sizeof s);
	snprintf(want, sizeof want, "Z warn student[%ld]: between requests\n",
	    (long)getpid());
	assert_string_equal(s + 23, want);
}

/* Callers log first and look at errno then. */
static void errno_is_kept(void **state)
{
	int keep = dup(STDERR_FILENO), after;

	(void)state;
	close(STDERR_FILENO);
	errno = ENOENT;
	log_info("nobody reads this");
	after = errno;
	dup2(keep, STDERR_FILENO);
	close(keep);
	assert_int_equal(after, ENOENT);
}

static void no_forged_line(void **state)
{
	char s[256];
	struct trap t;

	(void)state;
	trap_set(&t);
	log_error("name=%s", "a\r\nfake\x1b[2J\x7f\xc2\x9b" "张");
	trap_end(&t, s, sizeof s);
	assert_string_equal(strstr(s, "name="), "name=a??fake?[2J???张\n");
}

/* Long values are cut, between characters, and the line still ends. */
static void long_values(void **state)
{
	static char value[9001];
	char s[8192];
	struct trap t;
	size_t i, n;

	(void)state;
	for (i = 0; i < 9000; i += 3)
		memcpy(value + i, "张", 3);
	for (i = 0; i < 3; i++) {
		trap_set(&t);
		log_info("%.*s%s", (int)i, "xx", value);
		trap_end(&t, s, sizeof s);
		n = strlen(s);
		assert_in_range(n, 2040, 2048);
		assert_int_equal(s[n - 1], '\n');
		assert_true(parse_utf8(s, n - 1));
	}
}

static void errors(void **state)
{
	static const struct { enum err e; int http; const char *name; } t[] = {
		{ OK, 200, "ok" }, { ERR_INPUT, 422, "input" },
		{ ERR_DENIED, 403, "denied" },
		{ ERR_NOTFOUND, 404, "notfound" },
		{ ERR_CONFLICT, 409, "conflict" }, { ERR_LIMIT, 429, "limit" },
		{ ERR_UPSTREAM, 502, "upstream" },
		{ ERR_INTERNAL, 500, "internal" },
		{ (enum err)-99, 500, "unknown" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof t / sizeof t[0]; i++) {
		assert_int_equal(err_http(t[i].e), t[i].http);
		assert_string_equal(err_name(t[i].e), t[i].name);
	}
}

static void tokens(void **state)
{
	char a[ID_SIZE], b[ID_SIZE];

	(void)state;
	id_new(a);
	id_new(b);
	assert_int_equal(strlen(a), 32);
	assert_int_equal(strspn(a, "0123456789abcdef"), 32);
	assert_string_not_equal(a, b);
	assert_int_equal(a[12], '4');	/* version 4: random */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line), cmocka_unit_test(errno_is_kept),
		cmocka_unit_test(no_forged_line),
		cmocka_unit_test(long_values), cmocka_unit_test(errors),
		cmocka_unit_test(tokens),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
