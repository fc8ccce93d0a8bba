/*
 * See process.h. Signals are read like messages (sigtimedwait in the parent,
 * signalfd in a process): no handlers, so nothing is interrupted half-way.
 * The socket stays open in the parent while processes come and go, so that
 * connections wait in its queue instead of failing.
 */
#include "process.h"
#include "fcgi.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

/* nginx does not queue: with 1024 and 3,000 clients 99 % of them got 502. */
#define BACKLOG 4096

/* Processes that die young are not started again at once. */
#define YOUNG_MS 1000
#define PAUSE_MS 200
#define PAUSE_MAX_MS 5000

struct pool {
	const struct process *p;
	pid_t pid[PROCESSES_MAX];	/* 0: to be started */
	double started[PROCESSES_MAX];
	int failures;			/* early deaths in a row */
	double not_before;		/* of the next start, clock_ms */
	char old[PROCESSES_MAX];	/* SIGHUP: to be replaced */
	double last_start;
	int stopping;
};

int process_inherited(void)
{
	int listening = 0;
	socklen_t n = sizeof listening;

	if (getsockopt(STDIN_FILENO, SOL_SOCKET, SO_ACCEPTCONN, &listening,
	    &n) || !listening)
		return -1;
	return STDIN_FILENO;
}

int process_listen(const char *path)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd = -1, bound;
	mode_t mask;

	if (strlen(path) >= sizeof a.sun_path) {
		log_error("listen: %s is longer than a socket's path may be",
		    path);
		return -1;
	}
	memcpy(a.sun_path, path, strlen(path));
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		goto fail;
	unlink(path);
	mask = umask(0117);
	bound = bind(fd, (struct sockaddr *)&a, sizeof a);
	umask(mask);
	if (bound || listen(fd, BACKLOG))
		goto fail;
	return fd;
fail:
	log_error("listen: %s: %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}

static void signals(sigset_t *s)
{
	sigemptyset(s);
	sigaddset(s, SIGTERM);
	sigaddset(s, SIGINT);
	sigaddset(s, SIGHUP);
	sigaddset(s, SIGCHLD);
}

/* SIGTERM and SIGINT stay blocked: a running request is finished first. */
static int child(const struct process *p)
{
	sigset_t s;
	int fd;

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	signal(SIGHUP, SIG_IGN);
	sigemptyset(&s);
	sigaddset(&s, SIGCHLD);
	sigprocmask(SIG_UNBLOCK, &s, NULL);
	sigemptyset(&s);
	sigaddset(&s, SIGTERM);
	sigaddset(&s, SIGINT);
	fd = signalfd(-1, &s, SFD_CLOEXEC);
	if (fd < 0)
		log_abort("signalfd: %s", strerror(errno));
	return p->serve(p->arg, p->listen_fd, fd);
}

static void start(struct pool *l, int i)
{
	pid_t parent = getpid(), pid = fork();

	if (pid == 0) {
		/* The parent may have died before prctl was in force. */
		int status = getppid() == parent ? child(l->p) : 0;

		/* Not exit: what the parent registered is the parent's. */
		_exit(status);
	}
	if (pid < 0) {
		log_error("fork: %s", strerror(errno));
		l->not_before = clock_ms() + PAUSE_MAX_MS;
		return;
	}
	l->pid[i] = pid;
	l->started[i] = l->last_start = clock_ms();
}

static void start_missing(struct pool *l)
{
	int i;

	for (i = 0; i < l->p->count; i++)
		if (!l->pid[i] && clock_ms() >= l->not_before)
			start(l, i);
}

/* The longer the row of early deaths, the longer the pause. */
static void slow_down(struct pool *l, double age)
{
	int i, pause = PAUSE_MS;

	if (age >= YOUNG_MS) {
		l->failures = 0;
		return;
	}
	for (i = 0; i < l->failures && pause < PAUSE_MAX_MS; i++)
		pause *= 2;
	l->failures++;
	l->not_before = clock_ms() + (pause < PAUSE_MAX_MS ? pause :
	    PAUSE_MAX_MS);
}

static void ended(struct pool *l, int i, int status)
{
	long pid = l->pid[i];
	double age = clock_ms() - l->started[i];

	l->pid[i] = 0;
	l->old[i] = 0;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return;
	if (WIFEXITED(status) && WEXITSTATUS(status) == FCGI_EXIT_LATE) {
		log_warn("process %ld ended: a request over its time", pid);
		return;
	}
	log_error("process %ld died: %s %d", pid, WIFSIGNALED(status) ?
	    "signal" : "status", WIFSIGNALED(status) ? WTERMSIG(status) :
	    WEXITSTATUS(status));
	slow_down(l, age);
}

static void reap(struct pool *l)
{
	int status, i;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (i = 0; i < l->p->count; i++)
			if (l->pid[i] == pid)
				ended(l, i, status);
}

static int running(const struct pool *l)
{
	int i, n = 0;

	for (i = 0; i < l->p->count; i++)
		n += l->pid[i] != 0;
	return n;
}

static int first_old(const struct pool *l)
{
	int i;

	for (i = 0; i < l->p->count; i++)
		if (l->old[i])
			return i;
	return -1;
}

/* One old process at a time is asked to end, and only while the newest one
 * has proven itself: a template that does not parse stops the replacement
 * and not the service. */
static void replace_next(struct pool *l)
{
	int i = first_old(l);

	if (i < 0 || running(l) < l->p->count ||
	    clock_ms() - l->last_start < YOUNG_MS)
		return;
	kill(l->pid[i], SIGTERM);
}

static void stop(struct pool *l)
{
	int i;

	l->stopping = 1;
	for (i = 0; i < l->p->count; i++)
		if (l->pid[i])
			kill(l->pid[i], SIGTERM);
}

/* One message, or none for a while where something waits for its time. */
static void wait_message(struct pool *l, const sigset_t *s)
{
	static const struct timespec soon = { .tv_nsec = 100 * 1000000 };
	int pending = !l->stopping &&
	    (running(l) < l->p->count || first_old(l) >= 0);

	switch (sigtimedwait(s, NULL, pending ? &soon : NULL)) {
	case SIGTERM:
	case SIGINT:
		log_info("stopping");
		stop(l);
		break;
	case SIGHUP:
		log_info("replacing all processes");
		memset(l->old, 1, sizeof l->old);
		break;
	}
}

int process_run(const struct process *p)
{
	struct pool l = { .p = p };
	sigset_t s;

	signals(&s);
	sigprocmask(SIG_BLOCK, &s, NULL);
	signal(SIGPIPE, SIG_IGN);
	fcntl(p->listen_fd, F_SETFL,
	    fcntl(p->listen_fd, F_GETFL) | O_NONBLOCK);
	log_info("serving with %d processes", p->count);
	while (!l.stopping || running(&l)) {
		if (!l.stopping) {
			start_missing(&l);
			replace_next(&l);
		}
		wait_message(&l, &s);
		reap(&l);
	}
	log_info("stopped");
	return 0;
}
