/* The roster as a registrar sees it: how much of it there is. */
#ifndef GP_DB_ROSTERS_H
#define GP_DB_ROSTERS_H

#include "db.h"

struct roster_count {
	const char *department;
	int64_t rows, held;		/* held: with an account */
};

/* By department, those that a registrar's role of `staff` covers. */
enum err roster_counts(struct db *db, struct arena *a, uint64_t staff,
    uint64_t campaign, struct roster_count *list, int max, int *n);

/* OK: a registrar's role of `staff` covers the department of the school, or
 * with department 0 the whole of it. ERR_NOTFOUND: none does. */
enum err roster_covers(struct db *db, uint64_t staff, uint64_t school,
    uint64_t department);

struct roster_rest {
	uint64_t id;
	const char *student_no, *name;
	int held;		/* by an account, or a photo was handed in */
};

/* The campaign's rows other than `seen` (ids, ascending) that a registrar's
 * role of `staff` covers; staff 0: all. *list is the arena's. */
enum err roster_others(struct db *db, struct arena *a, uint64_t staff,
    uint64_t campaign, const uint64_t *seen, int seen_n,
    struct roster_rest **list, int *n);
/* Its enrolment photo, whose file is noted to be removed: the row is another
 * person's now. */
enum err roster_forget_photo(struct db *db, uint64_t id, int64_t now);
/* One that nobody holds, with its enrolment photo. ERR_CONFLICT: somebody
 * holds it by now. */
enum err roster_remove(struct db *db, uint64_t id, int64_t now);

#endif
