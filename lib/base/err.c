/* The two tables of enum err: its HTTP status and its name in logs. */
#include "err.h"

/* No default in the switches: the compiler names a code left out. */
int err_http(enum err e)
{
	switch (e) {
	case OK:		return 200;
	case ERR_INPUT:		return 422;
	case ERR_DENIED:	return 403;
	case ERR_NOTFOUND:	return 404;
	case ERR_CONFLICT:	return 409;
	case ERR_LIMIT:		return 429;
	case ERR_UPSTREAM:	return 502;
	case ERR_INTERNAL:	return 500;
	}
	return 500;
}

const char *err_name(enum err e)
{
	switch (e) {
	case OK:		return "ok";
	case ERR_INPUT:		return "input";
	case ERR_DENIED:	return "denied";
	case ERR_NOTFOUND:	return "notfound";
	case ERR_CONFLICT:	return "conflict";
	case ERR_LIMIT:		return "limit";
	case ERR_UPSTREAM:	return "upstream";
	case ERR_INTERNAL:	return "internal";
	}
	return "unknown";
}
