/*
 * The outcome of every fallible function outside the photo core. OK is 0,
 * failures are negative; results come back through the last parameter.
 */
#ifndef GP_BASE_ERR_H
#define GP_BASE_ERR_H

enum err {
	OK = 0,
	ERR_INPUT = -1,		/* what the user sent is wrong */
	ERR_DENIED = -2,	/* known, but not allowed */
	ERR_NOTFOUND = -3,	/* not there, or somebody else's */
	ERR_CONFLICT = -4,	/* the state has moved on, or it exists */
	ERR_LIMIT = -5,		/* too often, or too much */
	ERR_UPSTREAM = -6,	/* a service we asked failed */
	ERR_INTERNAL = -7	/* our fault: database, memory, bug */
};

int err_http(enum err e);		/* 200, 422, 403, ... */
const char *err_name(enum err e);	/* "ok", "input", ... */

#endif
