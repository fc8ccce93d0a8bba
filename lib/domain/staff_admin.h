/*
 * Who staff are and what they may do: for administrators and the command
 * line. actor and actor_id are audit.h's. Nobody can take away the last
 * active administrator (ERR_CONFLICT), or lock out or reset themselves
 * (ERR_DENIED): who is in can change their own on /admin/me.
 */
#ifndef GP_DOMAIN_STAFF_ADMIN_H
#define GP_DOMAIN_STAFF_ADMIN_H

#include "lib/base/arena.h"
#include "lib/db/staff.h"

#define STAFF_WORDS 12	/* "abcd3-fgh7j" and its NUL */
#define STAFF_ONCE 17

/* Ten random letters and digits, none that look like others: 49 bits. */
void staff_words(char out[STAFF_WORDS]);

/* Adds a person with a role: login, name, email, lang, school_id of *s are
 * read. `once` is the first password, never seen again; the person chooses
 * another. ERR_CONFLICT: the login is taken; ERR_INPUT as staff_grant. */
enum err staff_create(struct db *db, const struct staff *s,
    const struct staff_role *r, const char *actor, uint64_t actor_id,
    char once[STAFF_ONCE], uint64_t *id);
/* role, school_id, department_id of *r are read. ERR_CONFLICT: they have it;
 * ERR_INPUT: no such role; a registrar without a school, a department
 * without one, or anything but everywhere for an administrator; ERR_DENIED:
 * nobody gives themselves a role. */
enum err staff_grant(struct db *db, struct arena *a, uint64_t staff,
    const struct staff_role *r, const char *actor, uint64_t actor_id);
/* A password for once, as above. All sessions end; with forget_totp the app
 * must be set up again. */
enum err staff_reset(struct db *db, struct arena *a, uint64_t staff,
    int forget_totp, const char *actor, uint64_t actor_id,
    char once[STAFF_ONCE]);
/* state: active, locked, left; all but active end the sessions. */
enum err staff_change_state(struct db *db, struct arena *a, uint64_t staff,
    const char *state, const char *actor, uint64_t actor_id);
/* Takes a role away. ERR_NOTFOUND: not theirs. */
enum err staff_revoke(struct db *db, struct arena *a, uint64_t staff,
    uint64_t role, const char *actor, uint64_t actor_id);

/* Name and e-mail address ("": none). */
enum err staff_edit(struct db *db, uint64_t staff, const char *name,
    const char *email, const char *actor, uint64_t actor_id);
/* All sessions of theirs end. */
enum err staff_end_sessions(struct db *db, uint64_t staff, const char *actor,
    uint64_t actor_id);

#endif
