/* See document.h. */
#include "document.h"

#include "lib/base/clock.h"
#include "lib/image/photo.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

struct reply {
	enum err e;
	char why[160];
	struct read_document d;
};

static enum err look(struct reader *rd, int passport, const uint8_t *data,
    size_t n, struct read_document *d)
{
	enum err e = OK;

	if (passport)
		e = read_mrz(rd, data, n, &d->mrz);
	if (e == OK && d->mrz.format == MRZ_NONE)
		e = read_id_card(rd, data, n, &d->card);
	if (e == OK && !passport && d->card.seen == READ_OTHER)
		e = read_mrz(rd, data, n, &d->mrz);
	return e;
}

/* The caller's timers and their handlers are not the child's; a runtime's
 * complaints are no line of the log; no core may hold the picture; and the
 * child goes when its parent does. */
static void settle_in(const struct read_limits *l)
{
	struct rlimit cpu = { (rlim_t)l->cpu_seconds,
	    (rlim_t)l->cpu_seconds + 1 };
	struct rlimit none = { 0, 0 };
	int fd = open("/dev/null", O_WRONLY | O_CLOEXEC);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGPROF, SIG_DFL);
	signal(SIGALRM, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	if (fd >= 0)
		dup2(fd, STDERR_FILENO);
	setrlimit(RLIMIT_CPU, &cpu);
	setrlimit(RLIMIT_CORE, &none);
	photo_limit_memory(l->bytes);
}

static _Noreturn void child(int fd, const char *dir,
    const struct read_limits *l, int passport, const uint8_t *data, size_t n)
{
	struct reply reply;
	const uint8_t *p = (const uint8_t *)&reply;
	struct reader *rd;
	size_t done = 0;
	ssize_t k = 1;

	memset(&reply, 0, sizeof reply);
	settle_in(l);
	rd = reader_new(dir);
	reply.e = reader_load(rd, reply.why);
	if (reply.e == OK)
		reply.e = look(rd, passport, data, n, &reply.d);
	for (; done < sizeof reply && k > 0; done += (size_t)k)
		k = write(fd, p + done, sizeof reply - done);
	_exit(0);
}

/* 1: a whole reply. */
static int read_all(int fd, struct reply *out, int wall_ms)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	double end = clock_ms() + wall_ms, left;
	uint8_t *to = (uint8_t *)out;
	size_t have = 0;
	ssize_t k = 1;

	while (have < sizeof *out && k > 0) {
		left = end - clock_ms();
		if (left <= 0)
			return 0;
		if (poll(&p, 1, (int)left + 1) <= 0)
			continue;
		k = read(fd, to + have, sizeof *out - have);
		if (k < 0 && errno == EINTR)
			k = 1;
		else if (k > 0)
			have += (size_t)k;
	}
	return have == sizeof *out;
}

/* Text of a process that a stranger's file may have led astray. */
static void close_texts(struct reply *r)
{
	struct read_card *c = &r->d.card;
	struct read_mrz *m = &r->d.mrz;
	struct read_field *const all[] = {
		&c->number, &c->name, &c->sex, &c->ethnicity, &c->birth,
		&c->address, &m->type, &m->country, &m->number, &m->surname,
		&m->given, &m->nationality, &m->birth, &m->sex, &m->expiry,
		&m->optional
	};
	size_t i;

	for (i = 0; i < sizeof all / sizeof *all; i++)
		all[i]->text[sizeof all[i]->text - 1] = '\0';
	r->why[sizeof r->why - 1] = '\0';
}

static void say_how(int how, char why[160])
{
	if (WIFSIGNALED(how) && WTERMSIG(how) == SIGXCPU)
		snprintf(why, 160, "the limit of processor time is reached");
	else if (WIFSIGNALED(how) && WTERMSIG(how) != SIGKILL)
		snprintf(why, 160, "the reading process fell by signal %d",
		    WTERMSIG(how));
	else
		snprintf(why, 160, "the reading process took too long");
}

enum err read_document(const char *models_dir, const struct read_limits *l,
    int passport, const uint8_t *data, size_t n, struct read_document *out,
    char why[160])
{
	struct reply reply;
	int fd[2], whole, how = 0;
	pid_t pid;

	if (pipe2(fd, O_CLOEXEC))
		return ERR_INTERNAL;
	pid = fork();
	if (pid == 0)
		child(fd[1], models_dir, l, passport, data, n);
	close(fd[1]);
	whole = pid > 0 && read_all(fd[0], &reply, l->wall_ms);
	close(fd[0]);
	if (pid < 0) {
		snprintf(why, 160, "no process: %s", strerror(errno));
		return ERR_INTERNAL;
	}
	kill(pid, SIGKILL);
	while (waitpid(pid, &how, 0) < 0 && errno == EINTR)
		;
	if (!whole) {
		say_how(how, why);
		return ERR_NOTFOUND;
	}
	close_texts(&reply);
	memcpy(why, reply.why, sizeof reply.why);
	if (reply.e == ERR_INTERNAL && !*why)
		snprintf(why, 160, "no memory for reading");
	if (reply.e == OK)
		*out = reply.d;
	return reply.e;
}
