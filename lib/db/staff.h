/*
 * People of a school and of the site, what they may do, and their second
 * factor. Logins are lower case. Where a role counts is part of every SQL
 * that lists or changes something: staff_scope.h.
 */
#ifndef GP_DB_STAFF_H
#define GP_DB_STAFF_H

#include "db.h"

struct staff {
	uint64_t id;
	uint64_t school_id;		/* 0: of the site */
	const char *login, *name;
	const char *email;		/* or "" */
	const char *state;		/* active, locked, left */
	const char *password;		/* scrypt hash; for verify only */
	int must_change;		/* somebody else has set it */
	const void *totp_sealed;	/* keys_open(k, a, "totp"); NULL: not
					 * set up yet */
	size_t totp_sealed_n;
	const char *lang;
	int64_t created_at;
};

/* In any state; ERR_NOTFOUND. */
enum err staff_get(struct db *db, struct arena *a, uint64_t id,
    struct staff *out);
enum err staff_by_login(struct db *db, struct arena *a, const char *login,
    struct staff *out);
/* Those of a school (0: of all), by name. */
enum err staff_list(struct db *db, struct arena *a, uint64_t school,
    struct staff *list, int max, int *n);
/* id and created_at of *s are not read. ERR_CONFLICT: the login is taken. */
enum err staff_add(struct db *db, const struct staff *s, uint64_t *id);
enum err staff_set_password(struct db *db, uint64_t id, const char *hash,
    int must_change);
enum err staff_set_state(struct db *db, uint64_t id, const char *state);
enum err staff_set_person(struct db *db, uint64_t id, const char *name,
    const char *email);
enum err staff_set_lang(struct db *db, uint64_t id, const char *lang);
/* NULL: must be set up again. */
enum err staff_set_totp(struct db *db, uint64_t id, const void *sealed,
    size_t n);
/* ERR_CONFLICT: this time step or a later one was used before. */
enum err staff_use_step(struct db *db, uint64_t id, int64_t step);

/* Replaces all of them; hash[i] is an HMAC of a code. In a transaction. */
enum err staff_recovery_set(struct db *db, uint64_t id,
    const uint8_t hash[][32], int n);
/* ERR_CONFLICT: unknown or used. */
enum err staff_recovery_use(struct db *db, uint64_t id,
    const uint8_t hash[32]);
enum err staff_recovery_left(struct db *db, uint64_t id, int *n);

struct staff_role {
	uint64_t id;
	const char *role;	/* reviewer, registrar, administrator */
	uint64_t school_id, department_id;	/* 0: all */
	const char *school, *department;	/* names, "" for all */
};

enum err staff_roles(struct db *db, struct arena *a, uint64_t staff,
    struct staff_role *list, int max, int *n);
enum err staff_role_add(struct db *db, uint64_t staff,
    const struct staff_role *r);
enum err staff_role_remove(struct db *db, uint64_t staff, uint64_t role);
/* Active administrators but this one; in a transaction, which locks them. */
enum err staff_other_administrators(struct db *db, uint64_t staff, int *n);

#endif
