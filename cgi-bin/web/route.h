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

#define KB 1024u
#define MB (1024u * 1024u)

enum access {
	PUBLIC,		/* anybody; a session is read if there is one */
	FORM,		/* anybody; a session is made, for CSRF */
	USER,		/* a logged-in student, else 303 to /login?next= */
	SIGNED		/* no session, no CSRF: the handler verifies a
			 * signature before anything else */
};

struct route {
	enum method method;
	const char *path;
	enum access access;
	size_t body;		/* limit in bytes, multipart included */
	int rate;		/* per client (session, else address) and
				 * minute; 0: no limit */
	int (*handler)(struct req *r);
};

/* *status is 200, 404, or 405 (then a route for another method exists). */
const struct route *route_find(const struct route *table, enum method m,
    const char *path, struct req *r, int *status);

#endif
