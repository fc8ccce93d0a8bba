/*
 * Sessions of staff. One that was idle for too long, is past its end, or
 * whose owner is no longer active is not found. token_hash is the SHA-256 of
 * the cookie, 32 bytes.
 */
#ifndef GP_DB_STAFF_SESSIONS_H
#define GP_DB_STAFF_SESSIONS_H

#include "staff.h"

/* Bits of struct staff_session.roles. */
enum {
	STAFF_REVIEWER = 1, STAFF_REGISTRAR = 2, STAFF_ADMINISTRATOR = 4
};

struct staff_session {
	uint64_t id, staff_id;
	const char *step;		/* password: the second factor is
					 * still missing; in */
	const char *login, *name, *lang;
	uint64_t school_id;		/* 0: of the site */
	unsigned roles;
	int must_change, has_totp;
	int64_t seen_at;
};

/* idle_since: the last request must be later. ERR_NOTFOUND. */
enum err staff_session_find(struct db *db, struct arena *a,
    const uint8_t token_hash[32], int64_t now, int64_t idle_since,
    struct staff_session *out);
/* step "password". Longer agents are cut. ERR_CONFLICT: the password that was
 * seen to be right (staff->password) is no longer theirs. */
enum err staff_session_add(struct db *db, const uint8_t token_hash[32],
    const struct staff *staff, const char *remote_addr, const char *agent,
    int64_t expires_at, uint64_t *id);
/* The second factor was right: step "in", under a new token.
 * ERR_CONFLICT: it is gone or was in already. */
enum err staff_session_in(struct db *db, uint64_t id,
    const uint8_t token_hash[32]);
enum err staff_session_seen(struct db *db, uint64_t id, int64_t now);
/* ERR_NOTFOUND: somebody else's. */
enum err staff_session_remove(struct db *db, uint64_t staff, uint64_t id);
/* All of one, but `keep` (0: none). */
enum err staff_session_remove_others(struct db *db, uint64_t staff,
    uint64_t keep);

struct staff_session_row {
	uint64_t id;
	const char *remote_addr, *agent;
	int64_t created_at, seen_at;
};

/* The ones that are in, the latest first. */
enum err staff_session_list(struct db *db, struct arena *a, uint64_t staff,
    int64_t now, int64_t idle_since, struct staff_session_row *list, int max,
    int *n);
/* Ended ones, at most max; *n how many went. */
enum err staff_session_sweep(struct db *db, int64_t now, int max,
    uint64_t *n);

#endif
