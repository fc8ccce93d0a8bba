/*
 * The people of staff as an administrator sees them: searched, with what
 * they may do and when they were here. staff: the administrator who asks.
 */
#ifndef GP_DB_PEOPLE_H
#define GP_DB_PEOPLE_H

#include "db.h"

struct person {
	uint64_t id, school_id;		/* school 0: of the site */
	const char *login, *name;
	const char *email;		/* or "" */
	const char *state;		/* active, locked, left */
	const char *school;		/* name, "" for the site */
	const char *roles;		/* "reviewer,registrar" or "" */
	int must_change, has_totp;
	int sessions;			/* open ones, also idle */
	int64_t login_at;		/* the last; 0: never */
};

struct person_filter {
	uint64_t id;			/* 0: all */
	const char *q;			/* beginning of the login, or part of
					 * the name; "" */
	const char *role, *state;	/* "": any; state "": all but left */
	uint64_t school;		/* a role there; 0: any */
	int by_name;			/* else by login */
	const char *after;		/* name or login of the last seen,
					 * or "" */
	uint64_t after_id;
};

/* At most max, in order; nothing where the one who asks is no
 * administrator. */
enum err person_list(struct db *db, struct arena *a, uint64_t staff,
    const struct person_filter *f, int64_t now, struct person *list, int max,
    int *n);
/* ERR_NOTFOUND. */
enum err person_get(struct db *db, struct arena *a, uint64_t staff,
    uint64_t id, int64_t now, struct person *out);

/* Where a role can count: each school (department_id 0), then its
 * departments. */
struct person_place {
	uint64_t school_id, department_id;
	const char *school, *department;
};
enum err person_places(struct db *db, struct arena *a, uint64_t staff,
    struct person_place *list, int max, int *n);

#endif
