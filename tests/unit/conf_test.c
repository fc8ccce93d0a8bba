/* Configuration files: what is read, and what stops a program at its start. */
#include "tests/unit/unit.h"
#include "lib/base/conf.h"
#include "lib/base/log.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(a)	(sizeof (a) / sizeof (a)[0])

static char path[] = "/tmp/gp-conf-XXXXXX";

static int setup(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	log_program("student");
	unsetenv("GRADPHOTO_CONF");
	return fd < 0 || close(fd) < 0;
}

static int teardown(void **state)
{
	(void)state;
	return unlink(path);
}

static void put_bytes(const char *text, size_t n)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

static void put(const char *text)
{
	put_bytes(text, strlen(text));
}

static void defaults(void **state)
{
	struct conf *c = NULL;
	char why[256];

	(void)state;
	put("");
	assert_int_equal(conf_load(path, &c, why), OK);
	assert_string_equal(conf_text(c, "base_url"), "http://127.0.0.1:8080");
	assert_string_equal(conf_text(c, "db_user"), "gp_student");
	assert_string_equal(conf_text(c, "notify_url"), "");
	assert_string_equal(conf_text(c, "models_dir"), PKGLIBDIR "/models");
	assert_int_equal(conf_int(c, "processes"), 2);
	assert_int_equal(conf_int(c, "wechat_timeout_ms"), 8000);
	assert_int_equal(conf_int(c, "clock_offset"), 0);
	assert_false(conf_yes(c, "demo"));
	conf_free(c);
	conf_free(NULL);
}

static void values(void **state)
{
	static const char text[] =
	    "# a comment\n"
	    "\n"
	    "   \t\n"
	    "  # indented comment = 5\r\n"
	    "base_url=https://photo.example.edu.cn/#a=b\n"
	    "\tlisten =  /run/%p/%p.sock \t\r\n"
	    "processes = 12\n"
	    "service_phone = \n"
	    "service_hours = 周一至周五  9:00-17:00\n"
	    "sms_spool_dir = 100%\n"
	    "clock_offset = -3600\n"
	    "demo = yes";		/* without a line feed */
	struct conf *c = NULL;
	char why[256];

	(void)state;
	put(text);
	assert_int_equal(conf_load(path, &c, why), OK);
	assert_string_equal(conf_text(c, "base_url"),
	    "https://photo.example.edu.cn/#a=b");
	assert_string_equal(conf_text(c, "listen"),
	    "/run/student/student.sock");
	assert_int_equal(conf_int(c, "processes"), 12);
	assert_string_equal(conf_text(c, "service_phone"), "");
	assert_string_equal(conf_text(c, "service_hours"),
	    "周一至周五  9:00-17:00");
	assert_string_equal(conf_text(c, "sms_spool_dir"), "100%");
	assert_int_equal(conf_int(c, "clock_offset"), -3600);
	assert_true(conf_yes(c, "demo"));
	conf_free(c);
}

static void refuses(void **state)
{
	static const struct { const char *text, *why; } bad[] = {
		{ "nonsense = 1\n", ":1: unknown name 'nonsense'" },
		{ "\n# x\nBase_url = x\n", ":3: unknown name 'Base_url'" },
		{ "= x\n", ":1: unknown name ''" },
		{ "processes\n", ":1: not 'name = value' in UTF-8" },
		{ "db_name = \xff\n", ":1: not 'name = value' in UTF-8" },
		{ "db_name = a\tb\n", ":1: not 'name = value' in UTF-8" },
		{ "processes = 0\n", ":1: processes: a number from 1 to 256" },
		{ "processes = 257\n",
		  ":1: processes: a number from 1 to 256" },
		{ "processes =\n", ":1: processes: a number from 1 to 256" },
		{ "processes = 2 # two\n",
		  ":1: processes: a number from 1 to 256" },
		{ "demo = Yes\n", ":1: demo: yes or no" },
		{ "demo =\n", ":1: demo: yes or no" },
		{ "demo = 1\n", ":1: demo: yes or no" },
		{ "db_port = 1\n\ndb_port = 1\n",
		  ":3: db_port: set before, in line 1" },
		{ "demo = no\nclock_offset = 5\n",
		  ":2: clock_offset needs demo = yes" },
		{ "clock_offset = 5\n", ":1: clock_offset needs demo = yes" },
	};
	struct conf *c = NULL;
	char why[256], want[256];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(bad); i++) {
		put(bad[i].text);
		assert_int_equal(conf_load(path, &c, why), ERR_INPUT);
		assert_null(c);
		snprintf(want, sizeof want, "%s%s", path, bad[i].why);
		assert_string_equal(why, want);
	}
	put_bytes("db_name = a\0b\n", 14);
	assert_int_equal(conf_load(path, &c, why), ERR_INPUT);
	assert_non_null(strstr(why, ":1: a NUL byte"));
}

/* `why` is 256 bytes however long the name and the line are. */
static void refuses_long(void **state)
{
	char line[5000], name[400], why[256];
	struct conf *c = NULL;

	(void)state;
	memset(line, 'a', sizeof line);
	memcpy(line + 4000, " = ", 3);
	put_bytes(line, sizeof line);
	assert_int_equal(conf_load(path, &c, why), ERR_INPUT);
	snprintf(name, sizeof name, "/tmp/%0300d", 0);
	assert_int_equal(conf_load(name, &c, why), ERR_DENIED);
	assert_null(c);
}

static void which_file(void **state)
{
	struct conf *c = NULL;
	char why[256];

	(void)state;
	assert_int_equal(conf_load("/nonexistent", &c, why), ERR_NOTFOUND);
	assert_string_equal(why, "/nonexistent: No such file or directory");
	assert_int_equal(conf_load("/tmp", &c, why), ERR_INTERNAL);
	assert_null(c);

	/* Whatever a file installed here says, its absence is no error. */
	if (access(SYSCONFDIR "/gradphoto.conf", F_OK) < 0) {
		assert_int_equal(conf_load(NULL, &c, why), OK);
		assert_int_equal(conf_int(c, "processes"), 2);
		conf_free(c);
	}

	put("processes = 3\n");
	setenv("GRADPHOTO_CONF", path, 1);
	assert_int_equal(conf_load(NULL, &c, why), OK);
	assert_int_equal(conf_int(c, "processes"), 3);
	conf_free(c);
	setenv("GRADPHOTO_CONF", "/nonexistent", 1);
	c = NULL;
	assert_int_equal(conf_load(NULL, &c, why), ERR_NOTFOUND);
	assert_int_equal(conf_load(path, &c, why), OK);
	conf_free(c);
	unsetenv("GRADPHOTO_CONF");
}

/* What --print-config prints is itself a configuration, and the same one. */
static void prints_what_it_reads(void **state)
{
	char copy[] = "/tmp/gp-conf-XXXXXX", why[256];
	struct conf *c = NULL, *d = NULL;
	int fd = mkstemp(copy), keep = dup(STDOUT_FILENO);

	(void)state;
	put("processes = 7\ndemo = yes\nclock_offset = 9\n");
	assert_int_equal(conf_load(path, &c, why), OK);
	fflush(stdout);
	dup2(fd, STDOUT_FILENO);
	conf_print(c);
	fflush(stdout);
	dup2(keep, STDOUT_FILENO);
	/* One file serves all programs: the copy is another's as well. */
	log_program("other");
	assert_int_equal(conf_load(copy, &d, why), OK);
	log_program("student");
	assert_int_equal(conf_int(d, "processes"), 7);
	assert_int_equal(conf_int(d, "clock_offset"), 9);
	assert_string_equal(conf_text(d, "db_user"), "gp_other");
	conf_free(c);
	conf_free(d);
	close(fd);
	close(keep);
	unlink(copy);
}

/* In a process of its own: a name that is not in the table is a bug. */
static int aborts(const struct conf *c, const char *name)
{
	pid_t pid = fork();
	int status = 0;

	assert_true(pid >= 0);
	if (pid == 0) {
		signal(SIGABRT, SIG_DFL);
		close(STDERR_FILENO);
		conf_int(c, name);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void unknown_name_aborts(void **state)
{
	struct conf *c = NULL;
	char why[256];

	(void)state;
	put("");
	assert_int_equal(conf_load(path, &c, why), OK);
	assert_true(aborts(c, "no_such_name"));
	assert_true(aborts(c, "base_url"));	/* not a number */
	assert_false(aborts(c, "processes"));
	conf_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(defaults), cmocka_unit_test(values),
		cmocka_unit_test(refuses), cmocka_unit_test(refuses_long),
		cmocka_unit_test(which_file),
		cmocka_unit_test(prints_what_it_reads),
		cmocka_unit_test(unknown_name_aborts),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
