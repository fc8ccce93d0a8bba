/* When a host is left alone, and when it is asked again. */
#include "tests/unit/unit.h"
#include "lib/base/arena.h"
#include "lib/service/http.h"

#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define REST 600000		/* ms: longer than the test */

/* A socket that is bound to a port and does not listen yet. */
static int taken(char url[40])
{
	struct sockaddr_in at = { .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof at;
	int s = socket(AF_INET, SOCK_STREAM, 0);

	assert_true(s >= 0);
	assert_int_equal(bind(s, (struct sockaddr *)&at, n), 0);
	assert_int_equal(getsockname(s, (struct sockaddr *)&at, &n), 0);
	snprintf(url, 40, "http://127.0.0.1:%d/", ntohs(at.sin_port));
	return s;
}

/* Somebody who answers once. */
static pid_t answer(int s)
{
	static const char ok[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"
	    "Connection: close\r\n\r\nok";
	pid_t pid = fork();
	char buf[2000];
	int c;

	assert_true(pid >= 0);
	if (pid)
		return pid;
	c = accept(s, NULL, NULL);
	_exit(c < 0 || read(c, buf, sizeof buf) < 1 ||
	    write(c, ok, sizeof ok - 1) != (ssize_t)sizeof ok - 1);
}

static enum err ask(struct http *h, const char *url, int timeout)
{
	const struct http_request q = { .method = "GET", .url = url,
	    .timeout_ms = timeout, .max = 1000 };
	struct http_answer s;
	struct arena *a = arena_new();
	enum err e = http_ask(h, a, &q, &s);

	arena_free(a);
	return e;
}

static void refused(void **state)
{
	struct http *h = http_new(1);
	char url[40];
	int s = taken(url), how;
	pid_t pid;

	(void)state;
	http_rest(h, REST);
	assert_int_equal(ask(h, url, 60000), ERR_UPSTREAM);
	assert_int_equal(listen(s, 1), 0);
	pid = answer(s);
	assert_int_equal(ask(h, url, 60000), OK);
	assert_int_equal(waitpid(pid, &how, 0), pid);
	assert_int_equal(how, 0);
	close(s);
	http_free(h);
}

static void hangs(void **state)
{
	struct http *h = http_new(1);
	char url[40];
	int s = taken(url), c;
	pid_t pid;

	(void)state;
	http_rest(h, REST);
	assert_int_equal(listen(s, 4), 0);
	assert_int_equal(ask(h, url, 50), ERR_UPSTREAM);
	c = accept(s, NULL, NULL);	/* the one that was given up */
	assert_true(c >= 0);
	close(c);
	pid = answer(s);	/* and yet nobody comes */
	assert_int_equal(ask(h, url, 60000), ERR_UPSTREAM);
	kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	close(s);
	http_free(h);
}

static void no_rest(void **state)
{
	struct http *h = http_new(1);
	char url[40];
	int s = taken(url), c, how;
	pid_t pid;

	(void)state;
	assert_int_equal(listen(s, 4), 0);
	assert_int_equal(ask(h, url, 50), ERR_UPSTREAM);
	c = accept(s, NULL, NULL);	/* the one that was given up */
	assert_true(c >= 0);
	close(c);
	pid = answer(s);
	assert_int_equal(ask(h, url, 60000), OK);
	assert_int_equal(waitpid(pid, &how, 0), pid);
	assert_int_equal(how, 0);
	close(s);
	http_free(h);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(refused),
		cmocka_unit_test(hangs),
		cmocka_unit_test(no_rest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
