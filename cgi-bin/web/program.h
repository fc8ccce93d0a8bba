/*
 * What a FastCGI program hands to web_main: its name, its table and what it
 * prepares. Everything else (sockets, forking, signals, database, sessions)
 * is web's.
 */
#ifndef GP_WEB_PROGRAM_H
#define GP_WEB_PROGRAM_H

#include "route.h"
#include "site.h"

struct program {
	const char *name;	/* "student": also its MySQL account */
	const struct route *routes;
	const struct site *site;	/* NULL: site_students */
	/* In the parent before the first fork (map models); may be NULL. */
	enum err (*prepare)(const struct conf *c, void **shared);
	/* In each process after fork; its result is req.program. */
	enum err (*begin)(const struct conf *c, void *shared, void **own);
	int recycle;		/* requests, then a new process; 0: never */
	const char *recycle_conf;	/* or its name in the configuration */
	/* Name in the configuration of the seconds a handler may take; the
	 * client then gets a prepared 503 and the process ends. NULL: no
	 * limit. */
	const char *limit_conf;
	int services;			/* SERVICE_... bits it needs */
	int data_key;			/* 1: it reads or writes ID numbers */
};

/*
 * main() of every program: `[--config FILE] [--print-config] [--routes]
 * [--processes N]`; --routes prints the site map, for tests and people.
 * As FastCGI (listening socket on fd 0, or `listen` of the configuration) it
 * pre-forks and serves. SIGTERM finishes the running requests and ends;
 * SIGHUP replaces the processes one by one, which reads templates anew.
 * Started as plain CGI it answers one request.
 */
int web_main(const struct program *p, int argc, char **argv);

#endif
