/* Memory: the arena of a request and the growing buffer. */
#include "tests/unit/unit.h"
#include "lib/base/arena.h"
#include "lib/base/buf.h"

#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void zeroed_and_aligned(void **state)
{
	struct arena *a = arena_new();
	size_t n, i, round;
	unsigned char *p;

	(void)state;
	for (round = 0; round < 2; round++) {
		for (n = 0; n < 3000; n += 7) {
			p = arena_alloc(a, n);
			assert_true((uintptr_t)p % 16 == 0);
			for (i = 0; i < n; i++)
				assert_int_equal(p[i], 0);
			memset(p, 0xff, n);
		}
		arena_reset(a);
	}
	arena_free(a);
}

static void blocks_do_not_overlap(void **state)
{
	static const size_t size[] = { 1, 65536, 65537, 40000, 1 << 20, 30000,
	    64, 65520, 16, 200000 };
	enum { N = sizeof size / sizeof size[0] };
	struct arena *a = arena_new();
	unsigned char *p[N];
	size_t i, k;

	(void)state;
	for (i = 0; i < N; i++) {
		p[i] = arena_alloc(a, size[i]);
		memset(p[i], (int)i + 1, size[i]);
	}
	for (i = 0; i < N; i++)
		for (k = 0; k < size[i]; k++)
			assert_int_equal(p[i][k], i + 1);
	arena_free(a);
}

static void copies(void **state)
{
	struct arena *a = arena_new();
	char text[] = "abc", *s;

	(void)state;
	s = arena_strdup(a, text);
	text[0] = 'x';
	assert_string_equal(s, "abc");
	assert_null(arena_strdup(a, NULL));
	assert_null(arena_strndup(a, NULL, 3));
	assert_string_equal(arena_strndup(a, "abcdef", 3), "abc");
	assert_string_equal(arena_strndup(a, "ab", 3), "ab");
	assert_memory_equal(arena_dup(a, "a\0b", 3), "a\0b", 3);
	assert_non_null(arena_dup(a, NULL, 0));
	s = arena_printf(a, "%0*d|%s", 70000, 7, "end");
	assert_int_equal(strlen(s), 70004);
	assert_string_equal(s + 69999, "7|end");
	arena_free(a);
}

struct note {
	struct arena *a;
	char **to;
	char c;
};

static void note_down(void *p)
{
	struct note *n = p;

	*(*n->to)++ = n->c;
	/* What a destructor takes is good until the reset ends. */
	memset(arena_alloc(n->a, 100000), 1, 100000);
}

static void deferred_last_first(void **state)
{
	char seen[8] = "", *end = seen;
	struct arena *a = arena_new();
	struct note n[] = { { a, &end, 'a' }, { a, &end, 'b' },
	    { a, &end, 'c' } };

	(void)state;
	arena_defer(a, note_down, &n[0]);
	arena_defer(a, note_down, &n[1]);
	arena_reset(a);
	assert_string_equal(seen, "ba");
	arena_reset(a);
	assert_string_equal(seen, "ba");
	arena_defer(a, note_down, &n[2]);
	arena_free(a);
	assert_string_equal(seen, "bac");
	arena_free(NULL);
}

static void take_too_much(void)
{
	arena_alloc(arena_new(), SIZE_MAX - 8);
}

static void add_too_much(void)
{
	struct buf b = {0};

	buf_add(&b, "", SIZE_MAX / 2);
}

/* In a process of its own: the one that runs out of memory is aborted. */
static int signal_of(void (*fn)(void))
{
	pid_t pid = fork();
	int status = 0;

	assert_true(pid >= 0);
	if (pid == 0) {
		signal(SIGABRT, SIG_DFL);
		close(STDERR_FILENO);
		fn();
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void too_much_aborts(void **state)
{
	(void)state;
	assert_int_equal(signal_of(take_too_much), SIGABRT);
	assert_int_equal(signal_of(add_too_much), SIGABRT);
}

static void buffer(void **state)
{
	struct buf b = {0};
	size_t i;

	(void)state;
	buf_reset(&b);
	buf_add(&b, NULL, 0);
	assert_string_equal(b.p, "");
	for (i = 0; i < 1000; i++)
		buf_add(&b, "a\0b", 3);
	assert_int_equal(b.n, 3000);
	assert_memory_equal(b.p + 2997, "a\0b\0", 4);
	buf_reset(&b);
	assert_string_equal(b.p, "");
	buf_adds(&b, "x=");
	buf_printf(&b, "%0*d", 5000, 3);
	assert_int_equal(b.n, 5002);
	assert_string_equal(b.p + 5000, "03");
	assert_true(b.cap > b.n);
	buf_free(&b);
	assert_null(b.p);
	buf_free(&b);
}

/* Every length up to and over the first allocation: the NUL always fits. */
static void buffer_edges(void **state)
{
	struct buf b;
	size_t n;

	(void)state;
	for (n = 0; n < 600; n++) {
		b = (struct buf){0};
		buf_printf(&b, "%*s", (int)n, "");
		assert_int_equal(b.n, n);
		assert_int_equal(strlen(b.p), n);
		buf_adds(&b, "x");
		assert_int_equal(strlen(b.p), n + 1);
		buf_free(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(zeroed_and_aligned),
		cmocka_unit_test(blocks_do_not_overlap),
		cmocka_unit_test(copies),
		cmocka_unit_test(deferred_last_first),
		cmocka_unit_test(too_much_aborts), cmocka_unit_test(buffer),
		cmocka_unit_test(buffer_edges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
