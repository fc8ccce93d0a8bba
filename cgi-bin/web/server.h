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
};

/* In the process, after fork. */
enum err server_open(struct server *s);
void server_close(struct server *s);

/* Accepts and answers at most one request; ERR_NOTFOUND: there was none. */
enum err server_answer(struct server *s, struct fcgi *f);

#endif
