/*
 * What students say is wrong in the school's information, for registrars:
 * what lies outside of their roles is not found. chsi.h has the student's
 * side.
 */
#ifndef GP_DB_CORRECTIONS_H
#define GP_DB_CORRECTIONS_H

#include "db.h"

struct correction {
	uint64_t id, roster_id;
	const char *campaign;		/* its token */
	const char *message, *state;	/* open, done, answered */
	const char *answer, *by;	/* by: a name, or "" */
	int64_t created_at, answered_at;
	/* The row of the roster as it is now. */
	const char *student_no, *department;
	const char *name, *sex, *major, *class_name, *level, *graduation;
	int64_t updated_at;
};

struct correction_filter {
	uint64_t campaign, department;	/* department 0: all */
	int open;			/* 0: those that are not */
	uint64_t after;		/* an id; 0: from the first */
};

/* Open ones the oldest first, others the latest first. */
enum err corrections_of_staff(struct db *db, struct arena *a, uint64_t staff,
    const struct correction_filter *f, struct correction *list, int max,
    int *n);
enum err correction_of_staff(struct db *db, struct arena *a, uint64_t staff,
    uint64_t id, struct correction *out);

/* State and answer of an open one. ERR_CONFLICT: it is not open. */
enum err correction_close(struct db *db, uint64_t staff,
    const struct correction *c, int64_t now);
/* Name to graduation of the row. ERR_CONFLICT: it is not the row of
 * c->updated_at any more. */
enum err correction_mend(struct db *db, const struct correction *c,
    int64_t now);

#endif
