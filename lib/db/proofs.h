/*
 * What CHSI says of the photos that are there: who has confirmed theirs
 * (图像校对), who was refused, who has still to do it. A registrar sees what
 * their role covers; the rest is not found.
 */
#ifndef GP_DB_PROOFS_H
#define GP_DB_PROOFS_H

#include "db.h"

/* Each student of a roster is in one of them. */
enum proof_state {		/* proofs.c has their numbers */
	PROOF_NONE,		/* no photo of theirs is at CHSI */
	PROOF_OPEN,		/* it is, and they have not confirmed it */
	PROOF_CONFIRMED,
	PROOF_REFUSED,		/* sent back, and no other one is there yet */
	PROOF_STATES
};

/* "none", "open", ... and back; PROOF_STATES: no such word. */
const char *proof_word(enum proof_state s);
enum proof_state proof_state_of(const char *word);

/* A student as a list from CHSI finds them. */
struct proof_student {
	uint64_t roster_id, collection_id, photo_id;	/* 0: none is live */
	const char *name;
	const char *state, *route;	/* of the live collection, "" */
	int64_t submitted_at;
	const char *outcome, *reason;	/* the last one known, "" */
};

/* By the number, in a campaign. ERR_NOTFOUND. */
enum err proof_student(struct db *db, struct arena *a, uint64_t staff,
    uint64_t campaign, const char *student_no, struct proof_student *out);

struct proof {
	uint64_t roster_id, collection_id, staff_id;
	const char *outcome, *reason;
	int64_t proved_at, created_at;		/* proved_at 0: unknown */
};

/* The latest word on a collection counts. */
enum err proof_put(struct db *db, const struct proof *p);
/* The caller has checked whose it is. ids and staff are not read. */
enum err proof_get(struct db *db, struct arena *a, uint64_t collection,
    struct proof *out);

struct proof_count {
	uint64_t department;
	const char *name;
	int64_t students, n[PROOF_STATES];
};

/* By department, by id. */
enum err proof_counts(struct db *db, struct arena *a, uint64_t staff,
    uint64_t campaign, struct proof_count *list, int max, int *n);

struct proof_filter {
	uint64_t campaign, department;	/* department 0: all */
	int state;			/* < 0: all but PROOF_NONE */
	const char *q;			/* a number's beginning, or a name */
	int by_department;		/* sorted so, else by number */
	uint64_t after_department;
	const char *after;		/* a number, "": the first */
	int64_t silent_since;	/* not 0: only those with a phone who were
				 * not reminded after this */
};

struct proof_row {
	uint64_t roster_id, department_id;
	const char *student_no, *name, *department, *class_name;
	enum proof_state state;
	const char *reason;		/* of a refusal */
	int64_t proved_at, reminded_at;	/* 0: never, or unknown */
};

enum err proof_list(struct db *db, struct arena *a, uint64_t staff,
    const struct proof_filter *f, struct proof_row *list, int max, int *n);

#endif
