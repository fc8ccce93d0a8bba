/* See gate.h. */
#include "gate.h"
#include "kept.h"
#include "parse_request.h"
#include "route.h"
#include "session.h"
#include "site.h"

#include "lib/base/clock.h"
#include "lib/base/keys.h"
#include "lib/base/log.h"
#include "lib/db/sessions.h"

#include <inttypes.h>
#include <string.h>

/* A campus hides thousands of students behind one address. Guessing is
 * slowed by what is guessed at, not here. */
#define ADDRESS_FACTOR 10

/* Longer ones are not kept over a log-in. */
#define FORM_MAX (16 * KB)

/* Multipart headers around the largest file. */
#define BODY_SLACK (64 * KB)

/* The key of what a page said before, set by req_redirect_flash. It is a
 * cookie and may be anything: only letters, digits and dots are believed. */
static void flash_load(struct req *r)
{
	const char *s = req_cookie(r, "gp_flash");

	if (!s || strncmp(s, "Text.Flash.", 11) ||
	    strlen(s) >= sizeof r->flash || s[strspn(s,
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.")])
		return;
	if (req_text(r, s) != s)
		memcpy(r->flash, s, strlen(s) + 1);
}

static enum err session(struct req *r)
{
	enum access access = route_access(r->route);
	enum err e;

	if (access == SIGNED)
		return OK;
	e = session_load(r);
	if (e == OK && access != PUBLIC)
		e = session_begin(r);
	if (e == OK)
		flash_load(r);
	return e;
}

enum err gate_count(struct req *r, const char *subject, int limit)
{
	int64_t now = clock_now();
	uint8_t hash[CRYPTO_HASH];
	uint32_t hits;

	keys_lookup(r->keys, "rate", subject, hash);
	if (rate_hit(r->db, hash, (uint32_t)(now / 60), &hits) != OK)
		return ERR_INTERNAL;
	if (hits <= (uint32_t)limit)
		return OK;
	req_header(r, "Retry-After", arena_printf(r->arena, "%d",
	    (int)(60 - now % 60)));
	return ERR_LIMIT;
}

int gate_rate(struct req *r, const char *subject, int limit)
{
	enum err e = gate_count(r, subject, limit);

	return e == OK ? 0 : req_fail(r, e);
}

static int rate(struct req *r)
{
	int limit = r->route->rate;

	if (!limit)
		return 0;
	if (r->account)
		return gate_rate(r, arena_printf(r->arena,
		    "%d %s account %" PRIu64, (int)r->method, r->route->path,
		    r->account), limit);
	return gate_rate(r, arena_printf(r->arena, "%d %s address %s",
	    (int)r->method, r->route->path, r->remote_addr),
	    limit * ADDRESS_FACTOR);
}

static int64_t body_limit(const struct req *r)
{
	int64_t all = conf_int(r->conf, "max_body_mb") * (int64_t)MB +
	    BODY_SLACK;

	return (int64_t)r->route->body < all ? (int64_t)r->route->body : all;
}

static enum err body_read(struct req *r)
{
	size_t n = (size_t)r->content_length, have = 0;
	char *p = arena_alloc(r->arena, n + 1);
	int k;

	while (have < n) {
		/* libfcgi counts in int. */
		k = r->read(r, p + have,
		    n - have > 65536 ? 65536 : (int)(n - have));
		if (k <= 0)
			return ERR_INPUT;
		have += (size_t)k;
	}
	r->body = (uint8_t *)p;
	r->body_len = n;
	return OK;
}

static int body(struct req *r)
{
	if (r->method != POST || r->content_length <= 0)
		return 0;
	if (r->content_length > body_limit(r))
		return req_error(r, 413, NULL);
	if (body_read(r) != OK) {
		log_info("the client left in the middle of its body");
		return req_error(r, 400, NULL);
	}
	if (body_parse(r) != OK)
		return req_fail_text(r, ERR_INPUT, "Text.Error.Malformed");
	return 0;
}

/* The page of this form: at the same address, or else where the browser says
 * it came from. NULL: there is none. */
static const char *page_of(struct req *r, const struct route *table)
{
	const char *base = conf_text(r->conf, "base_url"), *path;
	size_t n = strlen(base);
	int status;

	if (route_find(table, GET, r->path, NULL, &status))
		return r->path;
	path = req_http(r, "REFERER");
	if (!path || strncmp(path, base, n) || path[n] != '/')
		return NULL;
	path = arena_strndup(r->arena, path + n, strcspn(path + n, "?#"));
	return route_find(table, GET, path, NULL, &status) ? path : NULL;
}

/* 1: what was typed will be there again when its page is opened. */
static int keep(struct req *r, const char *page)
{
	return page && !req_wants_json(r) && kept_put(r, page);
}

#define NEXT_MAX 400	/* bytes; the log-in's form takes 500 */

/* A filter that is too long is left out. */
static const char *with_query(struct req *r)
{
	if (!*r->query_string ||
	    strlen(r->path) + strlen(r->query_string) > NEXT_MAX)
		return r->path;
	return arena_printf(r->arena, "%s?%s", r->path, r->query_string);
}

static int to_login(struct req *r, const struct route *table)
{
	const char *page, *to;

	if (req_wants_json(r))
		return req_error(r, 401, NULL);
	page = r->method == GET ? with_query(r) : page_of(r, table);
	to = page ? req_next(r, r->site->login, page) : r->site->login;
	if (r->method == POST && r->content_length <= FORM_MAX && !body(r) &&
	    keep(r, page))
		return req_redirect_flash(r, to, "Text.Flash.LoginKept");
	return req_redirect(r, to);
}

static int csrf(struct req *r, const struct route *table)
{
	const char *page;
	const char *token = r->csrf_header[0] ? r->csrf_header :
	    req_form(r, "csrf");

	if (r->method != POST || route_access(r->route) == SIGNED ||
	    session_csrf_ok(r, token))
		return 0;
	log_info("csrf token %s", token ? "stale" : "missing");
	page = page_of(r, table);
	if (keep(r, page))
		return req_redirect(r, page);
	return req_fail_text(r, ERR_DENIED, "Text.Error.Csrf");
}

static int needs_account(const struct route *t)
{
	return route_access(t) == USER || route_access(t) == STAFF;
}

static int role(struct req *r)
{
	unsigned roles = route_roles(r->route);

	if (!roles || (r->staff && r->staff->roles & roles))
		return 0;
	log_info("no role for this page");
	return req_fail_text(r, ERR_DENIED, "Text.Error.Role");
}

int gate_pass(struct req *r, const struct route *table)
{
	int status;

	if (db_begin_request(r->db) != OK || session(r) != OK)
		return req_error(r, 503, NULL);
	if (!r->account && needs_account(r->route))
		return to_login(r, table);
	status = role(r);
	if (!status)
		status = rate(r);
	if (!status)
		status = body(r);
	if (!status)
		status = csrf(r, table);
	return status;
}
