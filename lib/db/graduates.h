/*
 * The graduates of a campaign as a registrar sees them: a list, one of them,
 * a change. What no registrar's role of `staff` covers is not there.
 */
#ifndef GP_DB_GRADUATES_H
#define GP_DB_GRADUATES_H

#include "cohort.h"

struct graduate {
	uint64_t id, department_id, school_id;
	const char *campaign;		/* its token */
	const char *student_no, *name, *sex, *department, *major,
	    *class_name, *level, *graduation, *phone, *email;
	enum stage stage;
	int held;			/* registered */
	int64_t updated_at;
};

enum graduate_sort {
	GRADUATE_NUMBER, GRADUATE_NAME, GRADUATE_DEPARTMENT, GRADUATE_CLASS,
	GRADUATE_SORTS
};

struct graduate_filter {
	uint64_t campaign, department;	/* department 0: all */
	const char *major, *class_name;	/* "": all */
	int stage;			/* < 0: all */
	const char *q;			/* of a name, or a number's beginning */
	enum graduate_sort sort;
	/* After this one, "" and "": from the first. after_key: what it is
	 * sorted by. */
	const char *after_key, *after;
};

const char *graduate_key(const struct graduate *g, enum graduate_sort sort);
enum err graduate_list(struct db *db, struct arena *a, uint64_t staff,
    const struct graduate_filter *f, struct graduate *list, int max, int *n);
/* How many there are in all, wherever the list begins. */
enum err graduate_count(struct db *db, uint64_t staff,
    const struct graduate_filter *f, int64_t *n);

struct graduate_place {
	const char *major, *class_name;
};

/* The classes of a department in a campaign, by major. */
enum err graduate_places(struct db *db, struct arena *a, uint64_t staff,
    uint64_t campaign, uint64_t department, struct graduate_place *list,
    int max, int *n);

/* ERR_NOTFOUND. */
enum err graduate_get(struct db *db, struct arena *a, uint64_t staff,
    uint64_t id, struct graduate *out);
/* Name to email and the department, which a role of theirs must cover before
 * and after. ERR_CONFLICT: it is not the row of g->updated_at, or not theirs
 * any more. */
enum err graduate_change(struct db *db, uint64_t staff,
    const struct graduate *g, int64_t now);

struct graduate_department {
	uint64_t id;
	const char *name;
};

/* Of the school, those of theirs, by name. */
enum err graduate_departments(struct db *db, struct arena *a, uint64_t staff,
    uint64_t school, struct graduate_department *list, int max, int *n);

#endif
