/*
 * What waits for a member of staff, for their first page: counts of the
 * places that a role of theirs covers, where the campaign is not long over.
 */
#ifndef GP_DB_WAITING_H
#define GP_DB_WAITING_H

#include "db.h"

#define WAITING_MAX 100

struct waiting {
	uint64_t department_id;		/* 0: the campaign, for a registrar */
	const char *campaign;		/* its token */
	const char *name_zh, *name_en, *department;
	int64_t closes_at;
	int64_t expected;
	int64_t missing;	/* nothing handed in yet */
	int64_t review;		/* photos for the department's review */
	int64_t approved;	/* not handed in to the registrar yet */
	int64_t accepted;	/* by the registrar */
	int64_t proofs;		/* to be confirmed at CHSI by their students */
	int64_t batches;	/* open ones; of a registrar */
	int64_t corrections;	/* open ones; of a registrar */
};

/* At most WAITING_MAX, what closes first comes first; those closed before
 * `since` are left out. */
enum err waiting_reviewer(struct db *db, struct arena *a, uint64_t staff,
    int64_t since, struct waiting *list, int *n);
enum err waiting_registrar(struct db *db, struct arena *a, uint64_t staff,
    int64_t since, struct waiting *list, int *n);

#endif
