/*
 * Own code instead of ClearSilver's CGI parser: that one dies of a missing
 * boundary and takes quadratic time (25 s for 120,000 fields).
 */
#include "parse_request.h"

#include "lib/base/clock.h"
#include "lib/base/parse.h"

#include <string.h>
#include <strings.h>

#define PATH_MAX_BYTES 512	/* ours have at most 80 */
#define HEADER_MAX_BYTES 256

static const char *env(char **envp, const char *name)
{
	size_t n = strlen(name);

	for (; *envp; envp++)
		if (!strncmp(*envp, name, n) && (*envp)[n] == '=')
			return *envp + n + 1;
	return NULL;
}

/* In the arena, because the connection's memory goes before the log line
 * is written; cut where nobody sane needs more. */
static const char *header(struct req *r, char **envp, const char *name)
{
	const char *s = env(envp, name);

	return s ? arena_strndup(r->arena, s, HEADER_MAX_BYTES) : "";
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Decodes the escapes of n bytes at s in place and ends them with a NUL. */
static enum err unescape(char *s, size_t n)
{
	char *from = s, *to = s, *end = s + n;

	while (from < end) {
		if (*from == '%') {
			if (end - from < 3 || hex(from[1]) < 0 ||
			    hex(from[2]) < 0)
				return ERR_INPUT;
			*to++ = (char)(hex(from[1]) << 4 | hex(from[2]));
			from += 3;
		} else {
			*to++ = *from == '+' ? ' ' : *from;
			from++;
		}
	}
	*to = '\0';
	return text_valid(s, (size_t)(to - s)) ? OK : ERR_INPUT;
}

int text_valid(const char *s, size_t n)
{
	const char *end = s + n, *p;

	for (p = s; p < end; p++) {
		if (*p != '\t' && *p != '\r' && *p != '\n')
			continue;
		if (!parse_utf8(s, (size_t)(p - s)))
			return 0;
		s = p + 1;
	}
	return parse_utf8(s, (size_t)(end - s));
}

/* "name=value" or "name", n bytes at s, which has room for a NUL. */
static enum err pair_parse(char *s, size_t n, struct pair *out)
{
	char *value = memchr(s, '=', n);
	size_t name = value ? (size_t)(value - s) : n;

	out->name = s;
	out->value = "";
	if (value) {
		out->value = ++value;
		if (unescape(value, n - name - 1) != OK)
			return ERR_INPUT;
	}
	return unescape(s, name);
}

enum err pairs_parse(struct arena *a, const char *s, size_t n,
    struct pair *list, int *count)
{
	char *p = arena_alloc(a, n + 1), *end, *next;

	memcpy(p, s, n);
	end = p + n;
	*count = 0;
	for (; p < end; p = next + 1) {
		next = memchr(p, '&', (size_t)(end - p));
		if (!next)
			next = end;
		if (next == p)
			continue;
		if (*count == REQ_PAIRS)
			return ERR_INPUT;
		if (pair_parse(p, (size_t)(next - p), list + *count) != OK)
			return ERR_INPUT;
		(*count)++;
	}
	return OK;
}

/* Cookies of other programs of the host may be anything: what is not
 * understood is passed over, never an error. Ours need no escapes. */
static void cookies_parse(struct req *r, const char *s)
{
	char *p = arena_strndup(r->arena, s, 8 * 1024), *next, *value;

	for (; p && *p && r->cookie_count < REQ_PAIRS; p = next) {
		next = strchr(p, ';');
		if (next)
			*next++ = '\0';
		p += strspn(p, " ");
		value = strchr(p, '=');
		if (!value || !text_valid(p, strlen(p)))
			continue;
		*value++ = '\0';
		r->cookie[r->cookie_count].name = p;
		r->cookie[r->cookie_count++].value = value;
	}
}

/* Printable ASCII from the root: what routes are made of. */
static int path_valid(const char *s)
{
	if (*s != '/' || strlen(s) > PATH_MAX_BYTES)
		return 0;
	for (; *s; s++)
		if (*s <= ' ' || *s > '~')
			return 0;
	return 1;
}

static enum method method_of(const char *s)
{
	static const struct {
		const char *name;
		enum method method;
	} table[] = {
		/* The web server drops the body of an answer to HEAD. */
		{ "GET", GET }, { "HEAD", GET }, { "POST", POST },
	};
	size_t i;

	for (i = 0; s && i < sizeof table / sizeof table[0]; i++)
		if (!strcmp(s, table[i].name))
			return table[i].method;
	return 0;
}

/* The decoded path: nginx's fastcgi_params call it SCRIPT_NAME, since it
 * knows no script; CGI proper calls it PATH_INFO. */
static const char *path_of(char **envp)
{
	const char *s = env(envp, "PATH_INFO");

	if (!s || !*s)
		s = env(envp, "SCRIPT_NAME");
	return s ? s : "";
}

#define WAITED_MAX 600	/* longer ago: the clocks differ */

/* nginx says when it had the whole request (etc/nginx/locations.conf). What
 * has passed since is how long the queue is, because it is served in order. */
static double waited(const char *queued)
{
	double since, s;

	if (parse_double(queued, &since) != OK)
		return 0;
	s = clock_wall() - since;
	return s > 0 && s < WAITED_MAX ? s : 0;
}

enum err request_parse(struct req *r, char **envp)
{
	const char *path = path_of(envp), *s;

	r->envp = envp;
	r->method = method_of(env(envp, "REQUEST_METHOD"));
	r->content_type = header(r, envp, "CONTENT_TYPE");
	r->remote_addr = header(r, envp, "REMOTE_ADDR");
	r->user_agent = header(r, envp, "HTTP_USER_AGENT");
	r->accept = header(r, envp, "HTTP_ACCEPT");
	r->accept_language = header(r, envp, "HTTP_ACCEPT_LANGUAGE");
	r->csrf_header = header(r, envp, "HTTP_X_CSRF_TOKEN");
	r->path = "/";
	r->query_string = "";
	r->content_length = -1;
	r->waited = waited(env(envp, "GP_QUEUED"));
	s = env(envp, "HTTP_COOKIE");
	if (s)
		cookies_parse(r, s);
	s = env(envp, "CONTENT_LENGTH");
	if (s && *s && (parse_i64(s, &r->content_length) != OK ||
	    r->content_length < 0))
		return ERR_INPUT;
	if (!path_valid(path))
		return ERR_INPUT;
	r->path = arena_strdup(r->arena, path);
	s = env(envp, "QUERY_STRING");
	if (!s)
		return OK;
	r->query_string = arena_strdup(r->arena, s);
	return pairs_parse(r->arena, s, strlen(s), r->query,
	    &r->query_count);
}

const char *req_http(struct req *r, const char *name)
{
	return env(r->envp, arena_printf(r->arena, "HTTP_%s", name));
}

/* 1: `type` is `want`, with or without parameters. */
static int is_type(const char *type, const char *want)
{
	size_t n = strlen(want);

	return !strncasecmp(type, want, n) &&
	    (type[n] == '\0' || type[n] == ';' || type[n] == ' ');
}

enum err body_parse(struct req *r)
{
	if (is_type(r->content_type, "application/x-www-form-urlencoded"))
		return pairs_parse(r->arena, (const char *)r->body,
		    r->body_len, r->form, &r->form_count);
	if (is_type(r->content_type, "multipart/form-data"))
		return multipart_parse(r, r->content_type);
	return OK;
}
