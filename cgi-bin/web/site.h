/*
 * What differs between the pages of students and those of staff: whose
 * session it is, where one logs in, and the frame around a page.
 */
#ifndef GP_WEB_SITE_H
#define GP_WEB_SITE_H

#include "req.h"

#include "lib/base/crypto.h"

struct site {
	const char *cookie;	/* of the session */
	const char *path;	/* the cookie's, "/" or "/admin" */
	const char *home;	/* where a bad redirect ends */
	const char *login;
	const char *error;	/* view of an error */
	/* Finds the session of a cookie with this hash and fills in r; none
	 * is OK too. */
	enum err (*session)(struct req *r, const uint8_t hash[CRYPTO_HASH]);
	/* What the frame of every page reads beside Page.*; may be NULL. */
	void (*frame)(struct req *r);
};

extern const struct site site_students;		/* session.c */

#endif
