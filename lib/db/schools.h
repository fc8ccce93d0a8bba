/*
 * Schools and their departments. A school is kept by its registrars, those
 * of the whole school, and by administrators, who keep all of them.
 */
#ifndef GP_DB_SCHOOLS_H
#define GP_DB_SCHOOLS_H

#include "campaigns.h"

/* Those that they are registrar of, by name. */
enum err schools_of_registrar(struct db *db, struct arena *a, uint64_t staff,
    struct school *list, int max, int *n);

struct school_filter {
	const char *q;			/* code or part of a name, or "" */
	const char *after;		/* a code, or "" */
};

/* Those that they keep, by code. */
enum err schools_kept(struct db *db, struct arena *a, uint64_t staff,
    const struct school_filter *f, struct school *list, int max, int *n);
/* ERR_NOTFOUND: none, or not theirs. */
enum err school_kept(struct db *db, struct arena *a, uint64_t staff,
    uint64_t id, struct school *out);
/* Names and contact. ERR_CONFLICT: s->version is not the latest. */
enum err school_update(struct db *db, const struct school *s);

struct department {
	uint64_t id, school_id;
	const char *name;
	int64_t students;		/* in all campaigns */
	int64_t reviewers;		/* whose role is of this one */
};

enum err departments_of_school(struct db *db, struct arena *a,
    uint64_t school, struct department *list, int max, int *n);
enum err department_kept(struct db *db, struct arena *a, uint64_t staff,
    uint64_t id, struct department *out);
/* ERR_CONFLICT: the school has one of that name. */
enum err department_add(struct db *db, uint64_t school, const char *name,
    uint64_t *id);
/* ERR_NOTFOUND: it is no longer called `was`; ERR_CONFLICT as above. */
enum err department_rename(struct db *db, uint64_t id, const char *was,
    const char *name);
/* ERR_CONFLICT: it has students, batches or reviewers. */
enum err department_remove(struct db *db, uint64_t id);

#endif
