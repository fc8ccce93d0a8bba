/* See program.h: web_main is what every program's main() calls. */
#include "process.h"
#include "server.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/base/parse.h"
#include "lib/db/beats.h"
#include "lib/db/db.h"

#include <getopt.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>

struct options {
	const char *config;
	int print, routes;
	uint64_t processes;	/* 0: as configured */
};

/* 0, or the exit status of wrong usage. */
static int options_read(int argc, char **argv, struct options *o)
{
	static const struct option table[] = {
		{ "config", required_argument, NULL, 'c' },
		{ "print-config", no_argument, NULL, 'p' },
		{ "routes", no_argument, NULL, 'r' },
		{ "processes", required_argument, NULL, 'n' },
		{ NULL, 0, NULL, 0 },
	};
	int c, bad = 0;

	while ((c = getopt_long(argc, argv, "", table, NULL)) != -1)
		switch (c) {
		case 'c':
			o->config = optarg;
			break;
		case 'p':
			o->print = 1;
			break;
		case 'r':
			o->routes = 1;
			break;
		case 'n':
			bad |= parse_u64(optarg, &o->processes) != OK ||
			    o->processes < 1 || o->processes > PROCESSES_MAX;
			break;
		default:
			bad = 1;
		}
	if (!bad && optind == argc)
		return 0;
	fprintf(stderr, "usage: %s [--config FILE] [--print-config] "
	    "[--routes] [--processes N]\n", argv[0]);
	return 2;
}

/* Before the first fork: what is wrong for all processes is said once. */
static enum err schema_check(const struct conf *c)
{
	struct db *db = NULL;
	enum err e = db_open(c, &db);

	if (e == OK)
		e = db_schema_check(db, conf_text(c, "schema_dir"));
	if (e == ERR_CONFLICT)
		log_error("the database's schema is not this version's: "
		    "run gradphoto migrate");
	db_close(db);
	return e;
}

static int requests_max(const struct server *s)
{
	const char *name = s->program->recycle_conf;

	return name ? (int)conf_int(s->conf, name) : s->program->recycle;
}

static int serve(void *arg, int listen_fd, int stop_fd)
{
	struct server *s = arg;
	struct pollfd p[2] = {
		{ .fd = listen_fd, .events = POLLIN },
		{ .fd = stop_fd, .events = POLLIN },
	};
	int max = requests_max(s), done = 0;
	struct fcgi *f = NULL;

	if (server_open(s) != OK)
		return 1;
	f = fcgi_new(listen_fd);
	while (!max || done < max) {
		server_beat(s, 0);
		if (poll(p, 2, 1000 * BEAT_EVERY) < 0)
			continue;
		if (p[1].revents)
			break;
		if (p[0].revents && server_answer(s, f) == OK)
			done++;
	}
	server_beat(s, 1);
	fcgi_free(f);
	server_close(s);
	return 0;
}

static int pool(struct server *s, int listen_fd, int count)
{
	const struct process p = { listen_fd, count, serve, s };

	s->pool = count;
	if (schema_check(s->conf) != OK)
		return 1;
	if (s->program->prepare &&
	    s->program->prepare(s->conf, &s->shared) != OK)
		return 1;
	return process_run(&p);
}

static int once(struct server *s)
{
	struct fcgi *f = fcgi_new(-1);
	int status = 1;

	if ((!s->program->prepare ||
	    s->program->prepare(s->conf, &s->shared) == OK) &&
	    server_open(s) == OK)
		status = server_answer(s, f) == OK ? 0 : 1;
	fcgi_free(f);
	server_close(s);
	return status;
}

static int run(struct server *s, const struct options *o)
{
	int fd = process_inherited();
	uint64_t n = o->processes;

	if (fd < 0 && getenv("REQUEST_METHOD"))
		return once(s);
	if (fd < 0)
		fd = process_listen(conf_text(s->conf, "listen"));
	if (fd < 0)
		return 1;
	if (!n)
		n = (uint64_t)conf_int(s->conf, "processes");
	return pool(s, fd, (int)n);
}

/* "POST /admin/batches/:token STAFF reviewer registrar", a line each. */
static void print_routes(const struct program *p)
{
	static const char *const access[] = {
		"PUBLIC", "FORM", "USER", "SIGNED", "STAFF"
	};
	static const char *const role[] = {
		"reviewer", "registrar", "administrator"
	};
	const struct route *t;
	int i;

	for (t = p->routes; t->path; t++) {
		printf("%s %s %s", t->method == GET ? "GET" : "POST",
		    t->path, access[route_access(t)]);
		for (i = 0; i < 3; i++)
			if (route_roles(t) & 1u << i)
				printf(" %s", role[i]);
		putchar('\n');
	}
}

int web_main(const struct program *p, int argc, char **argv)
{
	struct options o = { 0 };
	struct server s = { .program = p };
	struct conf *c = NULL;
	char why[256];
	int status = options_read(argc, argv, &o);

	log_program(p->name);
	if (status)
		return status;
	if (o.routes) {
		print_routes(p);
		return 0;
	}
	if (conf_load(o.config, &c, why) != OK) {
		log_error("%s", why);
		return 1;
	}
	s.conf = c;
	if (conf_yes(c, "demo"))
		clock_set_offset(conf_int(c, "clock_offset"));
	if (o.print)
		conf_print(c);
	else if ((p->data_key ? keys_load : keys_load_lookup)(c,
	    &s.keys) != OK)
		status = 1;
	else
		status = run(&s, &o);
	conf_free(c);
	return status;
}
