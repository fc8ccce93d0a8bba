/*
 * A program like the real ones, with a route for each thing that the web
 * core promises: for web.t and process.t.
 */
#include "cgi-bin/web/form.h"
#include "cgi-bin/web/program.h"
#include "cgi-bin/web/session.h"
#include "lib/base/clock.h"
#include "lib/base/log.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int text(struct req *r, const char *s)
{
	return req_send(r, 200, "text/plain; charset=utf-8", s, strlen(s));
}

/* Everything that came, one "kind name=value" a line. */
static int echo(struct req *r)
{
	struct buf b = { 0 };
	int i, status;

	buf_printf(&b, "lang %s\n", r->lang);
	if (r->arg)
		buf_printf(&b, "arg %s\n", r->arg);
	for (i = 0; i < r->query_count; i++)
		buf_printf(&b, "query %s=%s\n", r->query[i].name,
		    r->query[i].value);
	for (i = 0; i < r->form_count; i++)
		buf_printf(&b, "form %s=%s\n", r->form[i].name,
		    r->form[i].value);
	for (i = 0; i < r->upload_count; i++)
		buf_printf(&b, "file %s=%s %s %zu\n", r->upload[i].field,
		    r->upload[i].file_name, r->upload[i].type,
		    r->upload[i].n);
	buf_printf(&b, "body %zu\n", r->body_len);
	status = text(r, b.p);
	buf_free(&b);
	return status;
}

static int number(struct req *r)
{
	return text(r, arena_printf(r->arena, "%llu\n",
	    (unsigned long long)r->arg_id));
}

static int fail(struct req *r)
{
	enum err e = -(enum err)r->arg_id;

	return req_fail(r, e);
}

static int value_show(struct req *r)
{
	const char *s = session_get(r, "note");

	return text(r, s ? s : "nothing");
}

static int value_keep(struct req *r)
{
	if (session_put(r, "note", req_form(r, "note")) != OK)
		return req_fail(r, ERR_INTERNAL);
	return req_redirect(r, "/value");
}

static int login(struct req *r)
{
	uint64_t account = r->arg_id;

	if (session_login(r, account) != OK)
		return req_fail(r, ERR_DENIED);
	return req_redirect(r, "/mine");
}

static int logout(struct req *r)
{
	if (session_logout(r) != OK)
		return req_fail(r, ERR_INTERNAL);
	return req_redirect(r, "/value");
}

static int go(struct req *r)
{
	return req_redirect(r, req_query(r, "to"));
}

/* A template that is not there: the error must be whole. */
static int broken(struct req *r)
{
	req_header(r, "X-Test", "a\r\nX-Second: b");
	return req_page(r, "no/such/template");
}

static int page(struct req *r)
{
	return req_page(r, "error/page");
}

static int silent(struct req *r)
{
	(void)r;
	return 200;
}

/* Who slept, and from when to when: milliseconds of the machine. */
static int sleeper(struct req *r)
{
	const struct timespec t = { .tv_nsec = 700 * 1000000 };
	double start = clock_ms();

	log_info("asleep");
	nanosleep(&t, NULL);
	return text(r, arena_printf(r->arena, "%ld %.0f %.0f\n",
	    (long)getpid(), start, clock_ms()));
}

/* Longer than the limit, but not at work. */
static int waiter(struct req *r)
{
	const struct timespec t = { .tv_sec = 1, .tv_nsec = 300 * 1000000 };

	nanosleep(&t, NULL);
	return text(r, "waited\n");
}

static int pid(struct req *r)
{
	return text(r, arena_printf(r->arena, "%ld\n", (long)getpid()));
}

static int spin(struct req *r)
{
	volatile unsigned n = 0;

	while (r->arena)
		n++;
	return text(r, "never");
}

static int crash(struct req *r)
{
	(void)r;
	abort();
}

struct person {
	char *name, *secret, *phone, *colour;
	int agreed;
};

static const struct field person_form[] = {
	{ "Name", FORM_TEXT, 1, 30, offsetof(struct person, name),
	  "Text.Error.Message422", NULL },
	{ "Secret", FORM_SECRET, 1, 30, offsetof(struct person, secret),
	  "Text.Error.Message422", NULL },
	{ "Phone", FORM_PHONE, 0, 20, offsetof(struct person, phone),
	  "Text.Error.Message422", NULL },
	{ "Colour", FORM_CHOICE, 0, 8, offsetof(struct person, colour),
	  "Text.Error.Message422", "red|blue" },
	{ "Agreed", FORM_CHECK, 1, 0, offsetof(struct person, agreed),
	  "Text.Error.Message422", NULL },
	{ 0 }
};

static int person(struct req *r)
{
	struct person p;

	if (form_read(r, person_form, &p) != OK)
		return req_fail(r, ERR_INPUT);
	return text(r, arena_printf(r->arena, "%s|%s|%s|%s|%d", p.name,
	    p.secret, p.phone, p.colour, p.agreed));
}

static const struct route routes[] = {
	{ GET, "/echo", PUBLIC, 0, 0, echo },
	{ GET, "/echo/:token", PUBLIC, 0, 0, echo },
	{ POST, "/echo", FORM, 256 * KB, 0, echo },
	{ GET, "/number/:id", PUBLIC, 0, 0, number },
	{ GET, "/fail/:id", PUBLIC, 0, 0, fail },
	{ POST, "/signed", SIGNED, KB, 0, echo },
	{ GET, "/value", FORM, 0, 0, value_show },
	{ POST, "/value", FORM, 4 * KB, 0, value_keep },
	{ POST, "/login/:id", FORM, KB, 0, login },
	{ POST, "/logout", USER, KB, 0, logout },
	{ GET, "/mine", USER, 0, 2, value_show },
	{ GET, "/limited", PUBLIC, 0, 1, pid },
	{ GET, "/go", PUBLIC, 0, 0, go },
	{ GET, "/broken", FORM, 0, 0, broken },
	{ GET, "/page", FORM, 0, 0, page },
	{ GET, "/silent", PUBLIC, 0, 0, silent },
	{ POST, "/person", FORM, 4 * KB, 0, person },
	{ GET, "/sleep", PUBLIC, 0, 0, sleeper },
	{ GET, "/wait", PUBLIC, 0, 0, waiter },
	{ GET, "/pid", PUBLIC, 0, 0, pid },
	{ GET, "/spin", PUBLIC, 0, 0, spin },
	{ GET, "/crash", PUBLIC, 0, 0, crash },
	{ 0 }
};

int main(int argc, char **argv)
{
	static const struct program program = {
		.name = "student",
		.routes = routes,
		.limit_conf = "photo_seconds",
		.recycle_conf = "photo_recycle",
	};

	return web_main(&program, argc, argv);
}
