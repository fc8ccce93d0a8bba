/*
 * One bounded HTTPS request: the only file that includes curl. Certificates
 * are always checked; plain http:// works in a demonstration only. Redirects
 * are not followed. Connections stay open between requests of a process.
 */
#ifndef GP_SERVICE_HTTP_H
#define GP_SERVICE_HTTP_H

#include "lib/base/arena.h"
#include "lib/base/err.h"

#include <stddef.h>

struct http;

#define HTTP_HEADERS 32

struct http_request {
	const char *method;		/* "GET", "POST" */
	const char *url;
	const char *backup;		/* NULL, or the address that is tried
					 * where url's host is not reached */
	const char *const *headers;	/* "Name: value", NULL at the end */
	const char *body;		/* NULL: none */
	size_t n;
	int timeout_ms;			/* for all of it, each address */
	size_t max;			/* a longer answer is ERR_UPSTREAM */
};

struct http_answer {
	int status;
	char *body;			/* the arena's, NUL-terminated */
	size_t n;
	char *header[HTTP_HEADERS];	/* "Name: value" */
	int header_count;
};

/* plain: 1 where http:// is allowed. */
struct http *http_new(int plain);
void http_free(struct http *h);
/* After a request that failed in half its time-out or more, those of the next
 * ms are ERR_UPSTREAM at once: one that hangs must not hold up everything. One
 * that refuses at once is asked again: it may be back. */
void http_rest(struct http *h, int ms);

/* OK once any complete answer came, whatever its status; ERR_UPSTREAM where
 * none did (logged with the reason). */
enum err http_ask(struct http *h, struct arena *a,
    const struct http_request *q, struct http_answer *out);
/* Value of the first header of that name, any case; NULL without one. */
const char *http_header(const struct http_answer *s, const char *name);

#endif
