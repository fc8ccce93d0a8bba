/* See fcgi.h. The only file with fcgiapp.h. */
#include "fcgi.h"

#include "lib/base/log.h"

#include <fcgiapp.h>

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

extern char **environ;

/* FastCGI records, as far as a handler of signals must write them. */
enum { FCGI_END = 3, FCGI_STDOUT = 6, RECORD_MAX = 65528 };

/* A deadline counts processor time, which a handler has all for itself. On
 * the clock it may take this much longer: a busy machine must not make good
 * requests fail, but one that waits for ever must end. */
#define WAIT_FACTOR 10

struct fcgi {
	int cgi;
	FCGX_Request request;
	struct buf head;	/* status line and headers */
	struct buf late;	/* the answer of a deadline, ready to write */
};

/* What the handler of the timers needs, and how else could it get it: the
 * prepared answer and where it goes. Set before the timer runs. */
static struct {
	const char *p;
	size_t n;
	int fd;
} late;

static int read_cgi(struct req *r, void *p, int n)
{
	ssize_t k;

	(void)r;
	do
		k = read(STDIN_FILENO, p, (size_t)n);
	while (k < 0 && errno == EINTR);
	return (int)k;
}

static int read_fcgi(struct req *r, void *p, int n)
{
	struct fcgi *f = r->io;

	return FCGX_GetStr(p, n, f->request.in);
}

struct fcgi *fcgi_new(int listen_fd)
{
	struct fcgi *f = calloc(1, sizeof *f);

	if (!f)
		log_abort("out of memory: fcgi");
	f->cgi = listen_fd < 0;
	if (!f->cgi && (FCGX_Init() || FCGX_InitRequest(&f->request, listen_fd,
	    FCGI_FAIL_ACCEPT_ON_INTR)))
		log_abort("libfcgi does not start");
	return f;
}

void fcgi_free(struct fcgi *f)
{
	if (!f)
		return;
	if (!f->cgi)
		FCGX_Free(&f->request, 1);
	buf_free(&f->head);
	buf_free(&f->late);
	free(f);
}

enum err fcgi_accept(struct fcgi *f, struct req *r, char ***envp)
{
	r->io = f;
	r->read = f->cgi ? read_cgi : read_fcgi;
	*envp = environ;
	if (f->cgi)
		return OK;
	if (FCGX_Accept_r(&f->request) < 0)
		return ERR_NOTFOUND;
	*envp = f->request.envp;
	return OK;
}

static void head_make(struct buf *b, const struct req *r)
{
	buf_reset(b);
	buf_printf(b, "Status: %d\r\n", r->status);
	if (r->headers.n)
		buf_add(b, r->headers.p, r->headers.n);
	/* Pages are personal; a picture says for itself how long it keeps. */
	if (!r->headers.n || !strstr(r->headers.p, "Cache-Control:"))
		buf_adds(b, "Cache-Control: no-store\r\n");
	buf_printf(b, "X-Request-Id: %s\r\nContent-Length: %zu\r\n\r\n", r->id,
	    r->out.n);
}

/* Safe in a handler of signals; gives up on a client that left. */
static void write_all(int fd, const char *p, size_t n)
{
	ssize_t k;

	while (n) {
		k = write(fd, p, n);
		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			return;
		p += k;
		n -= (size_t)k;
	}
}

static void put(struct fcgi *f, const struct buf *b)
{
	size_t done, n;

	if (f->cgi) {
		write_all(STDOUT_FILENO, b->p, b->n);
		return;
	}
	for (done = 0; done < b->n; done += n) {
		n = b->n - done < RECORD_MAX ? b->n - done : RECORD_MAX;
		if (FCGX_PutStr(b->p + done, (int)n, f->request.out) < 0)
			return;
	}
}

void fcgi_send(struct fcgi *f, struct req *r)
{
	head_make(&f->head, r);
	put(f, &f->head);
	put(f, &r->out);
}

void fcgi_finish(struct fcgi *f)
{
	if (!f->cgi)
		FCGX_Finish_r(&f->request);
}

static void record(struct buf *b, int type, int id, const void *p, size_t n)
{
	const unsigned char head[8] = {
		1, (unsigned char)type,
		(unsigned char)(id >> 8), (unsigned char)id,
		(unsigned char)(n >> 8), (unsigned char)n,
	};

	buf_add(b, head, sizeof head);
	buf_add(b, p, n);
}

/* What libfcgi would send, made beforehand. */
static void late_make(struct fcgi *f, const struct req *r)
{
	int id = f->request.requestId;
	static const unsigned char end[8];
	size_t done, n;

	head_make(&f->head, r);
	if (r->out.n)
		buf_add(&f->head, r->out.p, r->out.n);
	buf_reset(&f->late);
	if (f->cgi) {
		buf_add(&f->late, f->head.p, f->head.n);
		return;
	}
	for (done = 0; done < f->head.n; done += n) {
		n = f->head.n - done;
		if (n > RECORD_MAX)
			n = RECORD_MAX;
		record(&f->late, FCGI_STDOUT, id, f->head.p + done, n);
	}
	record(&f->late, FCGI_STDOUT, id, NULL, 0);
	record(&f->late, FCGI_END, id, end, sizeof end);
}

/* Whatever the handler of the request is doing, in a decoder for example,
 * can't be interrupted otherwise; the parent starts another process. */
static void on_late(int sig)
{
	(void)sig;
	write_all(late.fd, late.p, late.n);
	_exit(FCGI_EXIT_LATE);
}

static void timers(int seconds)
{
	struct itimerval cpu = { .it_value.tv_sec = seconds };
	struct itimerval wall = { .it_value.tv_sec = seconds * WAIT_FACTOR };

	setitimer(ITIMER_PROF, &cpu, NULL);
	setitimer(ITIMER_REAL, &wall, NULL);
}

void fcgi_deadline(struct fcgi *f, const struct req *r, int seconds)
{
	struct sigaction sa = { .sa_handler = on_late };

	late_make(f, r);
	late.p = f->late.p;
	late.n = f->late.n;
	late.fd = f->cgi ? STDOUT_FILENO : f->request.ipcFd;
	sigfillset(&sa.sa_mask);
	sigaction(SIGPROF, &sa, NULL);
	sigaction(SIGALRM, &sa, NULL);
	timers(seconds);
}

void fcgi_deadline_off(struct fcgi *f)
{
	(void)f;
	timers(0);
}
