/*
 * A decoder in a child process, with limits on its time and memory. libheif
 * believes the size in a file's header until it has decoded the picture: 2 KB
 * of AVIF took 2.5 s and 900 MB. The child also takes the fall where HEVC or
 * AV1 code crashes on a stranger's file. Costs a fork, 1 to 3 ms.
 */
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define CPU_MS 1700		/* 12 MP HEIC takes 0.5 s, 24 MP 1 s */
#define WALL_MS 10000		/* for a child that gets no processor */
#define LIMIT_BYTES (230u << 20)

/* A photo's planes, of a megabyte each, stay with the process for the next
 * one: the system would clear their pages again each time, which is 10 ms of
 * a photo. Larger blocks, the decoded picture, go back. */
#define LARGE (4 << 20)
#define KEEP (32 << 20)

/* What the child says first; then the profile and the pixels follow. */
struct reply {
	int code;		/* enum photo_err; only PHOTO_OK has more */
	int full_width, full_height;
	int denom;
	enum raw_kind kind;
	size_t icc_len;
};

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int photo_limit_memory(size_t bytes)
{
#ifdef __GLIBC__
	mallopt(M_MMAP_THRESHOLD, LARGE);
	mallopt(M_TRIM_THRESHOLD, KEEP);
#endif
#ifndef __SANITIZE_ADDRESS__
	unsigned long long pages = 0;
	FILE *f = fopen("/proc/self/statm", "r");
	struct rlimit limit;
	int e = PHOTO_ENOMEM;

	/* The hard limit stays: a child that reads documents needs more. */
	if (f && fscanf(f, "%llu", &pages) == 1 &&
	    getrlimit(RLIMIT_AS, &limit) == 0) {
		limit.rlim_cur = bytes +
		    pages * (unsigned long long)sysconf(_SC_PAGESIZE);
		if (limit.rlim_cur > limit.rlim_max)
			limit.rlim_cur = limit.rlim_max;
		if (setrlimit(RLIMIT_AS, &limit) == 0)
			e = PHOTO_OK;
	}
	if (f)
		fclose(f);
	return e;
#else
	(void)bytes;	/* its own reservations go into the terabytes */
	return PHOTO_OK;
#endif
}

/* So much address space beyond what the process has now, and so much
 * processor time: of all threads, which is what is short on a busy machine,
 * while the clock on the wall runs on for a child that waits its turn. The
 * second limit on it is one that code gone astray can't lift. */
static void limit(void)
{
	struct rlimit none = { 0, 0 }, cpu = { 2, 2 };
	struct itimerval t = { .it_value = { CPU_MS / 1000,
	    CPU_MS % 1000 * 1000 } };

	photo_limit_memory(LIMIT_BYTES);
	signal(SIGPROF, SIG_DFL);
	setitimer(ITIMER_PROF, &t, NULL);
	setrlimit(RLIMIT_CPU, &cpu);
	setrlimit(RLIMIT_CORE, &none);
}

/* Decoders complain on standard error; a log line a file is not theirs. */
static void silence(void)
{
	int fd = open("/dev/null", O_WRONLY);

	if (fd >= 0)
		dup2(fd, STDERR_FILENO);
}

static int write_all(int fd, const void *data, size_t n)
{
	const uint8_t *p = data;
	ssize_t k;

	while (n > 0) {
		k = write(fd, p, n);
		if (k < 0)
			return 0;
		p += k;
		n -= (size_t)k;
	}
	return 1;
}

static size_t pixel_bytes(const struct raw *r)
{
	return (size_t)r->width * (size_t)r->height *
	    (size_t)raw_channels(r->kind);
}

static void answer(int fd, int code, const struct raw *r)
{
	struct reply reply = {
		.code = code, .full_width = r->full_width,
		.full_height = r->full_height, .denom = r->denom,
		.kind = r->kind, .icc_len = r->icc_len,
	};

	if (write_all(fd, &reply, sizeof reply) && code == PHOTO_OK &&
	    write_all(fd, r->icc, r->icc_len))
		write_all(fd, r->px, pixel_bytes(r));
}

/* _exit: the parent's buffers and handlers are none of the child's business. */
static _Noreturn void child(int fd,
    int (*decode)(const uint8_t *, size_t, int, struct raw *),
    const uint8_t *data, size_t n, int side)
{
	struct raw r = { .orientation = 1, .denom = 1 };
	int e;

	silence();
	limit();
	e = decode(data, n, side, &r);
	if (e == PHOTO_OK)
		e = raw_reduce(&r, side);
	/* It is the picture that wants more than the limit. */
	answer(fd, e == PHOTO_ENOMEM ? PHOTO_ETOOBIG : e, &r);
	_exit(0);
}

/* ETOOBIG: too late. EDAMAGED: the child died first. */
static int read_all(int fd, void *out, size_t n, int64_t deadline)
{
	struct pollfd p = { fd, POLLIN, 0 };
	uint8_t *at = out;
	int64_t left;
	ssize_t k;

	while (n > 0) {
		left = deadline - now_ms();
		if (left <= 0)
			return PHOTO_ETOOBIG;
		k = poll(&p, 1, (int)left);
		if (k > 0)
			k = read(fd, at, n);
		else if (k == 0)
			continue;
		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			return PHOTO_EDAMAGED;
		at += k;
		n -= (size_t)k;
	}
	return PHOTO_OK;
}

/* The child may be in a stranger's hands: its numbers are checked again. */
static int read_answer(int fd, struct raw *r, int64_t deadline)
{
	struct reply reply;
	int e, d;

	e = read_all(fd, &reply, sizeof reply, deadline);
	if (e == PHOTO_OK)
		e = reply.code;
	if (e == PHOTO_OK)
		e = raw_size(r, reply.full_width, reply.full_height);
	if (e != PHOTO_OK)
		return e;
	d = reply.denom;
	if ((d != 1 && d != 2 && d != 4 && d != 8) ||
	    reply.kind != RAW_RGB || reply.icc_len > RAW_MAX_ICC)
		return PHOTO_EDAMAGED;
	r->denom = d;
	if (reply.icc_len > 0) {
		r->icc = malloc(reply.icc_len);
		if (!r->icc)
			return PHOTO_ENOMEM;
		r->icc_len = reply.icc_len;
		e = read_all(fd, r->icc, r->icc_len, deadline);
	}
	if (e == PHOTO_OK)
		e = raw_alloc(r, (r->full_width + d - 1) / d,
		    (r->full_height + d - 1) / d, RAW_RGB);
	if (e == PHOTO_OK)
		e = read_all(fd, r->px, pixel_bytes(r), deadline);
	return e;
}

int guard_decode(int (*decode)(const uint8_t *, size_t, int, struct raw *),
    const uint8_t *data, size_t n, int side, struct raw *r)
{
	int64_t deadline = now_ms() + WALL_MS;
	int fd[2], e, how = 0;
	pid_t pid;

	if (pipe2(fd, O_CLOEXEC) != 0)
		return PHOTO_ENOMEM;
	pid = fork();
	if (pid == 0)
		child(fd[1], decode, data, n, side);
	close(fd[1]);
	e = pid > 0 ? read_answer(fd[0], r, deadline) : PHOTO_ENOMEM;
	close(fd[0]);
	if (pid > 0) {
		kill(pid, SIGKILL);
		while (waitpid(pid, &how, 0) < 0 && errno == EINTR)
			;
		if (e != PHOTO_OK && WIFSIGNALED(how) &&
		    (WTERMSIG(how) == SIGPROF || WTERMSIG(how) == SIGXCPU))
			e = PHOTO_ETOOBIG;
	}
	return e;
}
