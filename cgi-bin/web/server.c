/*
 * One request from its first byte to its log line. Nothing is sent before
 * the answer is complete.
 */
#include "server.h"
#include "gate.h"
#include "lang.h"
#include "parse_request.h"
#include "view.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/db/beats.h"
#include "lib/db/db.h"

#include <string.h>

enum err server_open(struct server *s)
{
	const struct program *p = s->program;
	enum err e;

	e = db_open(s->conf, &s->db);
	if (e == OK)
		e = view_open(conf_text(s->conf, "templates_dir"), &s->view);
	if (e == OK)
		e = service_open(s->conf, p->services, &s->svc);
	if (e == OK && p->begin)
		e = p->begin(s->conf, s->shared, &s->own);
	s->r.arena = arena_new();
	s->started_at = clock_now();
	return e;
}

void server_close(struct server *s)
{
	buf_free(&s->r.out);
	buf_free(&s->r.headers);
	arena_free(s->r.arena);
	service_close(&s->svc);
	view_close(s->view);
	db_close(s->db);
}

/* All but the memory that is used again starts from nothing. */
static void request_clear(struct server *s)
{
	struct req *r = &s->r;
	struct req fresh = {
		.arena = r->arena, .out = r->out, .headers = r->headers,
		.conf = s->conf, .db = s->db, .view = s->view,
		.svc = &s->svc, .keys = &s->keys, .program = s->own,
		.site = s->program->site ? s->program->site :
		    &site_students,
	};

	arena_reset(r->arena);
	*r = fresh;
	buf_reset(&r->out);
	buf_reset(&r->headers);
	id_new(r->id);
}

static int not_routed(struct req *r, const struct route *table, int status)
{
	int other;

	if (status == 405)
		req_header(r, "Allow", route_find(table, GET, r->path, NULL,
		    &other) ? "GET, HEAD" : "POST");
	return req_error(r, status, NULL);
}

/* The answer of a handler that ran out of time, made before it runs, in r;
 * then r is as if nothing had happened. */
static void deadline(struct server *s, struct fcgi *f, int seconds)
{
	struct req *r = &s->r;
	size_t headers = r->headers.n;

	req_header(r, "Retry-After", "5");
	req_error(r, 503, "Text.Error.TooSlow");
	fcgi_deadline(f, r, seconds);
	r->headers.p[r->headers.n = headers] = '\0';
	buf_reset(&r->out);
	hdf_free(r->hdf);
	r->hdf = hdf_new();
}

static int handle(struct server *s, struct fcgi *f)
{
	struct req *r = &s->r;
	const char *limit = s->program->limit_conf;
	int status = gate_pass(r, s->program->routes);

	if (status)
		return status;
	if (!limit)
		return r->route->handler(r);
	deadline(s, f, (int)conf_int(s->conf, limit));
	status = r->route->handler(r);
	fcgi_deadline_off(f);
	return status;
}

static int answer(struct server *s, struct fcgi *f, char **envp)
{
	struct req *r = &s->r;
	enum err e = request_parse(r, envp);
	int status;

	r->lang = lang_choose(req_cookie(r, "gp_lang"), NULL,
	    r->accept_language);
	if (e != OK)
		return req_error(r, 400, NULL);
	if (!route_find(s->program->routes, r->method, r->path, r, &status))
		return not_routed(r, s->program->routes, status);
	return handle(s, f);
}

/* A handler that says nothing would send an empty page. */
static void check(struct req *r, int status)
{
	if (r->status && r->status == status)
		return;
	log_error("%s returned %d but answered %d", r->path, status,
	    r->status);
	req_fail(r, ERR_INTERNAL);
}

static const char *method_name(const struct req *r)
{
	return r->method == POST ? "POST" : r->method == GET ? "GET" : "-";
}

enum err server_answer(struct server *s, struct fcgi *f)
{
	struct req *r = &s->r;
	double start;
	char **envp;

	request_clear(s);
	if (fcgi_accept(f, r, &envp) != OK)
		return ERR_NOTFOUND;
	start = clock_ms();
	log_request(r->id);
	r->hdf = hdf_new();
	check(r, answer(s, f, envp));
	fcgi_send(f, r);
	fcgi_finish(f);
	s->requests++;
	if (r->waited > s->waited)
		s->waited = r->waited;
	log_info("%s %s %d %.0f ms %zu bytes", method_name(r), r->path,
	    r->status, clock_ms() - start, r->out.n);
	hdf_free(r->hdf);
	r->hdf = NULL;
	log_request(NULL);
	return OK;
}

/* Nobody waits for it, so a database that is away is no more than logged. */
void server_beat(struct server *s, int gone)
{
	int64_t now = clock_now();
	const struct beat b = { .program = s->program->name, .pool = s->pool,
	    .requests = s->requests, .gone = gone,
	    .waited_ms = (unsigned)(1000 * s->waited),
	    .started_at = s->started_at };

	if (!gone && now - s->beat_at < BEAT_EVERY)
		return;
	s->beat_at = now;
	s->waited = 0;
	if (db_begin_request(s->db) == OK)
		beat_write(s->db, &b, now);
}
