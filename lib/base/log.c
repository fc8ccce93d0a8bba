/*
 * Log lines are made on the stack, so that a process without memory can
 * still say so, and leave by one write(2), so that lines of several processes
 * on one pipe never mix (LINE_SIZE is below PIPE_BUF).
 */
#include "log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define LINE_SIZE	2048

/* Who writes and for which request: known to the process as a whole, and
 * needed where neither could be handed down (out of memory, in any module). */
static struct {
	const char *program;
	char request[65];
} who = { .program = "gradphoto" };

void log_program(const char *name)
{
	who.program = name;
}

const char *log_program_name(void)
{
	return who.program;
}

void log_request(const char *id)
{
	snprintf(who.request, sizeof who.request, "%s", id ? id : "");
}

/* "2026-11-22T22:01:37.123Z info student[123] 9f0c: ". Always the machine's
 * own time, also where a demonstration moves the clock. */
static size_t head(char *out, size_t size, const char *level)
{
	struct timespec now;
	struct tm tm;
	size_t n;
	int k;

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &tm);
	n = strftime(out, size, "%Y-%m-%dT%H:%M:%S", &tm);
	k = snprintf(out + n, size - n, ".%03ldZ %s %.64s[%ld]%s%s: ",
	    now.tv_nsec / 1000000, level, who.program, (long)getpid(),
	    who.request[0] ? " " : "", who.request);
	return n + (size_t)k;
}

/* A value with a line feed could forge a line, one with an escape sequence
 * could drive a terminal: C0, DEL and C1 (as UTF-8) become '?'. */
static void clean(char *s, size_t n)
{
	unsigned char *p = (unsigned char *)s, *end = p + n;

	for (; p < end; p++) {
		if (*p < 0x20 || *p == 0x7f)
			*p = '?';
		else if (*p == 0xc2 && p + 1 < end &&
		    p[1] >= 0x80 && p[1] < 0xa0)
			p[0] = p[1] = '?';
	}
}

/* Where to cut so that no character is left in halves. */
static size_t cut(const char *s, size_t n)
{
	while (n && ((unsigned char)s[n] & 0xc0) == 0x80)
		n--;
	return n;
}

static void line(const char *level, const char *fmt, va_list ap)
{
	char s[LINE_SIZE];
	int keep = errno, k;
	ssize_t sent;
	size_t n = head(s, sizeof s, level), room = sizeof s - n;

	k = vsnprintf(s + n, room, fmt, ap);
	if (k > 0 && (size_t)k < room)
		n += (size_t)k;
	else if (k > 0)
		n = cut(s, sizeof s - 2);
	clean(s, n);
	s[n++] = '\n';
	/* With standard error gone, nobody is left to tell. */
	sent = write(STDERR_FILENO, s, n);
	(void)sent;
	errno = keep;
}

void log_info(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	line("info", fmt, ap);
	va_end(ap);
}

void log_warn(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	line("warn", fmt, ap);
	va_end(ap);
}

void log_error(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	line("error", fmt, ap);
	va_end(ap);
}

void log_abort(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	line("error", fmt, ap);
	va_end(ap);
	abort();
}
