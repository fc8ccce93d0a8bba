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

#endif
