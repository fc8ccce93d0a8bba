/* The file store: names, whole files only, and what is not there. */
#include "tests/unit/unit.h"
#include "lib/service/directory.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static char dir[] = "/tmp/gp-files-XXXXXX";
static struct files *files;
static struct arena *a;

static int setup(void **state)
{
	(void)state;
	a = arena_new();
	return !mkdtemp(dir) || directory_open(dir, &files) != OK;
}

static int teardown(void **state)
{
	char path[200];

	(void)state;
	snprintf(path, sizeof path, "%s/ba", dir);
	files->ops->free(files);
	arena_free(a);
	rmdir(path);
	return rmdir(dir);
}

static int entries(const char *path)
{
	struct dirent *e;
	DIR *d = opendir(path);
	int n = 0;

	assert_non_null(d);
	while ((e = readdir(d)))
		n += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
	closedir(d);
	return n;
}

static void test_put_get(void **state)
{
	char name[65], path[200];
	uint8_t *p;
	size_t n;
	int i;

	(void)state;
	for (i = 0; i < 2; i++) {	/* twice is fine */
		assert_int_equal(files->ops->put(files, "abc", 3, name), OK);
		assert_string_equal(name, ABC);
	}
	assert_int_equal(files->ops->get(files, a, ABC, &p, &n), OK);
	assert_int_equal(n, 3);
	assert_memory_equal(p, "abc", 3);
	snprintf(path, sizeof path, "%s/ba", dir);
	assert_int_equal(entries(path), 1);	/* nothing left aside */
}

/* A file cut short by a full disk is replaced by the next put. */
static void test_put_repairs(void **state)
{
	char name[65], path[200];
	uint8_t *p;
	size_t n;

	(void)state;
	snprintf(path, sizeof path, "%s/ba/%s", dir, &ABC[2]);
	assert_int_equal(truncate(path, 1), 0);
	assert_int_equal(files->ops->put(files, "abc", 3, name), OK);
	assert_int_equal(files->ops->get(files, a, ABC, &p, &n), OK);
	assert_int_equal(n, 3);
}

/* What the test wants said, and what can be seen while it is asked. */
struct asked {
	enum err say;
	int times, there, put;
};

static enum err answer(const char *sha256, void *arg)
{
	struct asked *q = arg;
	char name[65];
	uint8_t *p;
	size_t n;

	q->times++;
	assert_string_equal(sha256, ABC);
	q->there = files->ops->get(files, a, ABC, &p, &n) == OK;
	if (q->put)
		assert_int_equal(files->ops->put(files, "abc", 3, name), OK);
	return q->say;
}

static void test_names(void **state)
{
	uint8_t *p;
	size_t n;

	(void)state;
	assert_int_equal(files->ops->get(files, a, "../../etc/passwd", &p, &n),
	    ERR_NOTFOUND);
	assert_int_equal(files->ops->get(files, a,
	    "BA7816BF8F01CFEA414140DE5DAE2223"
	    "B00361A396177A9CB410FF61F20015AD", &p, &n), ERR_NOTFOUND);
	assert_int_equal(files->ops->remove(files, "", answer, &p),
	    ERR_NOTFOUND);
}

static int is_there(void)
{
	uint8_t *p;
	size_t n;

	return files->ops->get(files, a, ABC, &p, &n) == OK;
}

/* Somebody names it, or it can't be known: it is back. */
static void test_remove_wanted(void **state)
{
	struct asked q = { .say = OK };

	(void)state;
	assert_int_equal(files->ops->remove(files, ABC, answer, &q), OK);
	assert_int_equal(q.times, 1);
	assert_false(q.there);	/* whoever puts it now writes it */
	assert_true(is_there());
	q.say = ERR_INTERNAL;
	assert_int_equal(files->ops->remove(files, ABC, answer, &q),
	    ERR_INTERNAL);
	assert_true(is_there());
}

/* Put again while it is being removed: what was put stays. */
static void test_remove_put(void **state)
{
	struct asked q = { .say = ERR_NOTFOUND, .put = 1 };

	(void)state;
	assert_int_equal(files->ops->remove(files, ABC, answer, &q), OK);
	assert_true(is_there());
}

/* As a process leaves it that died while it asked. */
static void test_remove_died(void **state)
{
	char path[200], aside[200];
	struct asked q = { .say = OK };
	int i;

	(void)state;
	snprintf(path, sizeof path, "%s/ba/%s", dir, &ABC[2]);
	snprintf(aside, sizeof aside, "%s/ba/.gone-%s", dir, &ABC[2]);
	for (i = 0; i < 2; i++) {
		assert_int_equal(rename(path, aside), 0);
		q.say = i == 0 ? OK : ERR_NOTFOUND;
		assert_int_equal(files->ops->remove(files, ABC, answer, &q),
		    OK);
		assert_int_equal(is_there(), i == 0);
	}
}

static void test_remove(void **state)
{
	struct asked q = { .say = ERR_NOTFOUND };
	char name[65], path[200];

	(void)state;
	snprintf(path, sizeof path, "%s/ba", dir);
	assert_int_equal(files->ops->put(files, "abc", 3, name), OK);
	assert_int_equal(files->ops->remove(files, ABC, answer, &q), OK);
	assert_int_equal(files->ops->remove(files, ABC, answer, &q), OK);
	assert_int_equal(q.times, 1);	/* nothing was there the second time */
	assert_false(is_there());
	assert_int_equal(entries(path), 0);
}

static void test_no_directory(void **state)
{
	struct files *other = NULL;

	(void)state;
	assert_int_equal(directory_open("/nowhere/at/all", &other),
	    ERR_INTERNAL);
	assert_null(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_put_get),
		cmocka_unit_test(test_put_repairs),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_remove_wanted),
		cmocka_unit_test(test_remove_put),
		cmocka_unit_test(test_remove_died),
		cmocka_unit_test(test_remove),
		cmocka_unit_test(test_no_directory),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
