/*
 * A program is a table of routes: the whole site map.
 *
 *	static const struct route routes[] = {
 *		{ GET,  "/orders/:token",     USER, 0,      0,  order_show },
 *		{ POST, "/orders/:token/pay", USER, 4 * KB, 10, order_pay },
 *		{ 0 }
 *	};
 *
 * `:id` is a decimal uint64, `:token` is [0-9A-Za-z_-]{1,64}.
 */
#ifndef GP_WEB_ROUTE_H
#define GP_WEB_ROUTE_H

#include "req.h"

#include "lib/db/staff_sessions.h"

#define KB 1024u
#define MB (1024u * 1024u)

enum access {
	PUBLIC,		/* anybody; a session is read if there is one */
	FORM,		/* anybody; a token for CSRF is made */
	USER,		/* a logged-in student, else 303 to /login?next= */
	SIGNED,		/* no session, no CSRF: the handler verifies a
			 * signature before anything else */
	STAFF,		/* logged-in staff. With roles (STAFF | REVIEWER |
			 * REGISTRAR) only those who have one of them, else
			 * 403; where the role counts is the SQL's affair */
	REVIEWER = STAFF_REVIEWER << 4,
	REGISTRAR = STAFF_REGISTRAR << 4,
	ADMINISTRATOR = STAFF_ADMINISTRATOR << 4
};

struct route {
	enum method method;
	const char *path;
	unsigned access;
	size_t body;		/* limit in bytes, multipart included */
	int rate;		/* per account and minute, ten times as many
				 * per address of visitors; 0: no limit */
	int (*handler)(struct req *r);
};

static inline enum access route_access(const struct route *t)
{
	return (enum access)(t->access & 15);
}

/* Bits of struct staff_session.roles; 0: any. */
static inline unsigned route_roles(const struct route *t)
{
	return t->access >> 4;
}

/* *status is 200, 404, or 405 (then a route for another method exists). r
 * gets route, arg and arg_id on success; it may be NULL. */
const struct route *route_find(const struct route *table, enum method m,
    const char *path, struct req *r, int *status);

#endif
