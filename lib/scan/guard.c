/*
 * QR codes are looked for in a child process, with a limit on its time: zbar
 * compares what might be a corner of a code with all others, and 117 KB of
 * PNG full of corners took 28 s. The child also takes the fall where a
 * decoder crashes on a stranger's file. Costs a fork, 1 to 3 ms.
 */
#include "qr.h"

#include "lib/base/buf.h"
#include "lib/base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define LIMIT_MS 3000		/* 16 MP without a code take 1.2 s */
#define CODES_MAX 16
#define ANSWER_MAX (1u << 20)	/* 16 of 3 KB, 12 as UTF-8 */

/* What comes back: an int, then the codes: corners, text and a NUL. */
static void answer(int fd, int e, const struct scan_code *list, int count)
{
	struct buf b = {0};
	size_t done = 0;
	ssize_t k = 1;
	int i;

	buf_add(&b, &e, sizeof e);
	for (i = 0; i < count; i++) {
		buf_add(&b, list[i].at, sizeof list[i].at);
		buf_add(&b, list[i].text, strlen(list[i].text) + 1);
	}
	for (; done < b.n && k > 0; done += (size_t)k)
		k = write(fd, b.p + done, b.n - done);
	buf_free(&b);
}

/* _exit: the parent's buffers and handlers are none of the child's business.
 * The limit of processor time is for one whose parent is gone. */
static _Noreturn void child(int fd, const uint8_t *data, size_t n, int max)
{
	struct rlimit cpu = { LIMIT_MS / 1000 + 1, LIMIT_MS / 1000 + 1 };
	struct rlimit none = { 0, 0 };
	struct scan_code list[CODES_MAX];
	int count = 0, e;

	setrlimit(RLIMIT_CPU, &cpu);
	setrlimit(RLIMIT_CORE, &none);
	e = qr_read(arena_new(), data, n, list,
	    max < CODES_MAX ? max : CODES_MAX, &count);
	answer(fd, e, list, e == OK ? count : 0);
	_exit(0);
}

/* All that the child says until it ends; 0: it takes too long, or says more
 * than a sound one can. */
static int read_all(int fd, struct buf *out)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	double end = clock_ms() + LIMIT_MS, left;
	char piece[4096];
	ssize_t k = 1;

	while (k) {
		left = end - clock_ms();
		if (left <= 0)
			return 0;
		if (poll(&p, 1, (int)left + 1) <= 0)
			continue;
		k = read(fd, piece, sizeof piece);
		if (out->n + sizeof piece > ANSWER_MAX)
			return 0;
		if (k > 0)
			buf_add(out, piece, (size_t)k);
		else if (k < 0 && errno != EINTR)
			k = 0;
	}
	return 1;
}

static enum err take(struct arena *a, const struct buf *b,
    struct scan_code *list, int max, int *count)
{
	const char *p = b->p + sizeof(int), *end = b->p + b->n;
	int e, n = 0;

	memcpy(&e, b->p, sizeof e);
	if (e != OK)
		return (enum err)e;
	/* A child that fell while it wrote leaves half a code. */
	while (n < max && (size_t)(end - p) > sizeof list->at &&
	    memchr(p + sizeof list->at, 0,
	    (size_t)(end - p) - sizeof list->at)) {
		memcpy(list[n].at, p, sizeof list->at);
		p += sizeof list->at;
		list[n++].text = arena_strdup(a, p);
		p += strlen(p) + 1;
	}
	*count = n;
	return n > 0 ? OK : ERR_INPUT;
}

enum err scan_qr(struct arena *a, const uint8_t *data, size_t n,
    struct scan_code *list, int max, int *count)
{
	struct buf b = {0};
	int fd[2], in_time;
	enum err e;
	pid_t pid;

	if (pipe2(fd, O_CLOEXEC))
		return ERR_INTERNAL;
	pid = fork();
	if (pid == 0)
		child(fd[1], data, n, max);
	close(fd[1]);
	in_time = pid > 0 && read_all(fd[0], &b);
	close(fd[0]);
	if (pid > 0) {
		kill(pid, SIGKILL);
		while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
			;
	}
	if (pid < 0)
		e = ERR_INTERNAL;
	else if (!in_time)
		e = ERR_NOTFOUND;
	else
		e = b.n < sizeof(int) ? ERR_INPUT :
		    take(a, &b, list, max, count);
	buf_free(&b);
	return e;
}
