/*
 * Schools and their departments, as registrars of the whole school see and
 * change them.
 */
#ifndef GP_DB_SCHOOLS_H
#define GP_DB_SCHOOLS_H

#include "campaigns.h"

/* By name. */
enum err schools_of_staff(struct db *db, struct arena *a, uint64_t staff,
    struct school *list, int max, int *n);
/* ERR_NOTFOUND: none, or not theirs. */
enum err school_of_staff(struct db *db, struct arena *a, uint64_t staff,
    uint64_t id, struct school *out);
/* Names and contact. */
enum err school_update(struct db *db, const struct school *s);

struct department {
	uint64_t id, school_id;
	const char *name;
	int64_t students;		/* in all campaigns */
	int64_t reviewers;		/* whose role is of this one */
};

enum err departments_of_school(struct db *db, struct arena *a,
    uint64_t school, struct department *list, int max, int *n);
enum err department_of_staff(struct db *db, struct arena *a, uint64_t staff,
    uint64_t id, struct department *out);
/* ERR_CONFLICT: the school has one of that name. */
enum err department_add(struct db *db, uint64_t school, const char *name,
    uint64_t *id);
enum err department_rename(struct db *db, uint64_t id, const char *name);
/* ERR_CONFLICT: it has students, batches or reviewers. */
enum err department_remove(struct db *db, uint64_t id);

#endif
