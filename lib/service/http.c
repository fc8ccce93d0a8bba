/* HTTP by libcurl's easy interface. */
#include "http.h"

#include "lib/base/buf.h"
#include "lib/base/clock.h"
#include "lib/base/log.h"

#include <curl/curl.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct http {
	CURL *curl;
	const char *protocols;
	int rest_ms;
	double away_until;		/* clock_ms */
};

/* What the callbacks of one transfer fill. */
struct transfer {
	struct arena *arena;
	struct http_answer *answer;
	struct buf body;
	size_t max;
};

struct http *http_new(int plain)
{
	struct http *h = calloc(1, sizeof *h);

	if (!h || curl_global_init(CURL_GLOBAL_DEFAULT) ||
	    !(h->curl = curl_easy_init()))
		log_abort("out of memory: http");
	h->protocols = plain ? "http,https" : "https";
	return h;
}

void http_free(struct http *h)
{
	if (!h)
		return;
	curl_easy_cleanup(h->curl);
	curl_global_cleanup();
	free(h);
}

void http_rest(struct http *h, int ms)
{
	h->rest_ms = ms;
}

static size_t on_body(char *p, size_t size, size_t n, void *arg)
{
	struct transfer *t = arg;

	n *= size;
	if (n > t->max - t->body.n)
		return 0;	/* ends the transfer: CURLE_WRITE_ERROR */
	buf_add(&t->body, p, n);
	return n;
}

/* A line at a time, CR LF included. "HTTP/1.1 100 Continue" may come before
 * the real head: a status line starts the list anew. */
static size_t on_header(char *p, size_t size, size_t n, void *arg)
{
	struct transfer *t = arg;
	struct http_answer *s = t->answer;
	size_t len = size * n;

	n = len;
	while (n && (p[n - 1] == '\r' || p[n - 1] == '\n'))
		n--;
	if (n > 5 && !strncmp(p, "HTTP/", 5))
		s->header_count = 0;
	else if (n && s->header_count < HTTP_HEADERS)
		s->header[s->header_count++] =
		    arena_strndup(t->arena, p, n);
	return len;
}

static struct curl_slist *header_list(const char *const *headers)
{
	struct curl_slist *list = NULL, *more;

	for (; headers && *headers; headers++) {
		more = curl_slist_append(list, *headers);
		if (!more)
			log_abort("out of memory: http headers");
		list = more;
	}
	return list;
}

/* Verification of peer and host name is curl's default; it is written down
 * because nobody may turn it off without seeing this line. */
static void prepare(struct http *h, const struct http_request *q,
    const char *url, struct transfer *t, struct curl_slist *headers,
    char *why)
{
	CURL *c = h->curl;

	curl_easy_reset(c);	/* keeps connections */
	curl_easy_setopt(c, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, 2L);
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, h->protocols);
	curl_easy_setopt(c, CURLOPT_URL, url);
	curl_easy_setopt(c, CURLOPT_CUSTOMREQUEST, q->method);
	if (q->body) {
		curl_easy_setopt(c, CURLOPT_POSTFIELDS, q->body);
		curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE, (long)q->n);
	}
	curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long)q->timeout_ms);
	/* Of a host that is down, the backup must still be told in time. */
	if (q->backup)
		curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS,
		    (long)q->timeout_ms / 3);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(c, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(c, CURLOPT_ERRORBUFFER, why);
}

/* 1: the host was never reached, so that nothing can have been done. */
static int not_reached(CURLcode rc, CURL *c)
{
	curl_off_t connected = 0;

	if (rc == CURLE_COULDNT_RESOLVE_HOST || rc == CURLE_COULDNT_CONNECT)
		return 1;
	curl_easy_getinfo(c, CURLINFO_CONNECT_TIME_T, &connected);
	return rc == CURLE_OPERATION_TIMEDOUT && !connected;
}

static CURLcode perform(struct http *h, const struct http_request *q,
    const char *url, struct transfer *t, struct curl_slist *headers)
{
	char why[CURL_ERROR_SIZE] = "";
	CURLcode rc;

	prepare(h, q, url, t, headers, why);
	rc = curl_easy_perform(h->curl);
	if (rc != CURLE_OK)
		log_error("http %s: %s", q->method,
		    why[0] ? why : curl_easy_strerror(rc));
	return rc;
}

enum err http_ask(struct http *h, struct arena *a,
    const struct http_request *q, struct http_answer *out)
{
	struct http_answer s = {0};
	struct transfer t = { .arena = a, .answer = &s, .max = q->max };
	struct curl_slist *headers;
	long status = 0;
	double began = clock_ms();
	CURLcode rc;

	if (began < h->away_until)
		return ERR_UPSTREAM;
	headers = header_list(q->headers);
	rc = perform(h, q, q->url, &t, headers);
	if (rc != CURLE_OK && q->backup && not_reached(rc, h->curl)) {
		log_warn("http %s: trying the backup", q->method);
		rc = perform(h, q, q->backup, &t, headers);
	}
	if (rc != CURLE_OK && clock_ms() - began >= q->timeout_ms / 2.0)
		h->away_until = clock_ms() + h->rest_ms;
	if (rc == CURLE_OK) {
		curl_easy_getinfo(h->curl, CURLINFO_RESPONSE_CODE, &status);
		s.status = (int)status;
		s.n = t.body.n;
		s.body = arena_alloc(a, s.n + 1);
		memcpy(s.body, t.body.p ? t.body.p : "", s.n);
		*out = s;
	}
	buf_free(&t.body);
	curl_slist_free_all(headers);
	return rc == CURLE_OK ? OK : ERR_UPSTREAM;
}

const char *http_header(const struct http_answer *s, const char *name)
{
	size_t n = strlen(name);
	const char *v;
	int i;

	for (i = 0; i < s->header_count; i++) {
		if (strncasecmp(s->header[i], name, n) ||
		    s->header[i][n] != ':')
			continue;
		v = s->header[i] + n + 1;
		return v + strspn(v, " \t");
	}
	return NULL;
}
