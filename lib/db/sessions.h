/*
 * Rows of sessions, their values, and the counters of the rate limit; what a
 * session means is cgi-bin/web/session.c's. token_hash is the SHA-256 of the
 * cookie, 32 bytes.
 */
#ifndef GP_DB_SESSIONS_H
#define GP_DB_SESSIONS_H

#include "db.h"

struct session_row {
	uint64_t id;
	uint64_t account;	/* 0: a visitor */
	int64_t created_at, expires_at;
	char *lang;		/* the account's language; NULL: a visitor */
};

/* ERR_NOTFOUND: unknown, expired, or its account is no longer active. */
enum err session_row_find(struct db *db, struct arena *a,
    const uint8_t token_hash[32], int64_t now, struct session_row *out);
/* account 0: a visitor's. */
enum err session_row_add(struct db *db, const uint8_t token_hash[32],
    uint64_t account, int64_t expires_at, uint64_t *id);
/* The same row under a new token and account; its values stay. The old token
 * is worth nothing from now on. ERR_CONFLICT: the row is gone. */
enum err session_row_renew(struct db *db, uint64_t id,
    const uint8_t token_hash[32], uint64_t account, int64_t expires_at);
enum err session_row_extend(struct db *db, uint64_t id, int64_t expires_at);
enum err session_row_remove(struct db *db, uint64_t id);
/* All of an account but `keep` (0: all): a new password ends the others. */
enum err session_row_remove_others(struct db *db, uint64_t account,
    uint64_t keep);
/* At most max expired rows; *n how many went. */
enum err session_row_sweep(struct db *db, int64_t now, int max, uint64_t *n);

struct session_value {
	char *name, *value;
};

/* All values of a session in one round trip. */
enum err session_value_list(struct db *db, struct arena *a, uint64_t session,
    struct session_value *list, int max, int *n);
enum err session_value_put(struct db *db, uint64_t session, const char *name,
    const char *value);
enum err session_value_remove(struct db *db, uint64_t session,
    const char *name);

/* Counts one more request of subject (an HMAC) in this minute (now / 60);
 * *hits with this one. One round trip. */
enum err rate_hit(struct db *db, const uint8_t subject[32], uint32_t minute,
    uint32_t *hits);
/* Forgets the minutes before `minute`, at most max rows. */
enum err rate_sweep(struct db *db, uint32_t minute, int max, uint64_t *n);

#endif
