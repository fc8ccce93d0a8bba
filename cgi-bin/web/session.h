/*
 * Sessions: a random token in a cookie, its SHA-256 in the database; the
 * CSRF token is an HMAC of it, so a form survives a restart. Where the row
 * is and what it says is the site's (site.h); what stands below session_begin
 * is for students.
 */
#ifndef GP_WEB_SESSION_H
#define GP_WEB_SESSION_H

#include "req.h"

#include "lib/base/crypto.h"

/* Reads the cookie; no or an expired session leaves r->session 0. */
enum err session_load(struct req *r);
/* Gives a visitor a token where there is none, for CSRF; it costs no row. */
enum err session_begin(struct req *r);
/* A new token in the cookie: one that somebody planted is worth nothing. */
void session_token_new(struct req *r, uint8_t hash[CRYPTO_HASH]);
/* The cookie is gone. */
void session_token_drop(struct req *r);

/* After log-in: a new token for this account, the old session is gone. */
enum err session_login(struct req *r, uint64_t account);
enum err session_logout(struct req *r);
/* A small value kept with the session (UTF-8, <= 1000 bytes each name);
 * NULL value removes. E.g. the campaign a poster chose, a phone to confirm. */
enum err session_put(struct req *r, const char *name, const char *value);
const char *session_get(struct req *r, const char *name);	/* or NULL */
/* 1: `token` is this session's. */
int session_csrf_ok(const struct req *r, const char *token);

#endif
