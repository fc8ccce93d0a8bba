/* What a process needs to answer requests, and the answering of one. */
#ifndef GP_WEB_SERVER_H
#define GP_WEB_SERVER_H

#include "fcgi.h"
#include "program.h"

#include "lib/base/keys.h"
#include "lib/service/service.h"

struct server {
	const struct program *program;
	const struct conf *conf;
	struct keys keys;
	void *shared;		/* of program->prepare */

	/* a process's own, from server_open */
	struct db *db;
	struct view *view;
	struct service svc;
	void *own;
	struct req r;
	int pool;		/* processes that there should be */
	int64_t started_at, beat_at;
	uint64_t requests;
	double waited;		/* longest queue since beat_at, seconds */
};

/* In the process, after fork. */
enum err server_open(struct server *s);
void server_close(struct server *s);

/* Accepts and answers at most one request; ERR_NOTFOUND: there was none. */
enum err server_answer(struct server *s, struct fcgi *f);

/* A sign of life, where the last is old enough; gone: the process ends. */
void server_beat(struct server *s, int gone);

#endif
