/*
 * The students of a department in a campaign, and how far each is. Nothing
 * outside of what a reviewer's role covers is counted or listed.
 */
#ifndef GP_DB_COHORT_H
#define GP_DB_COHORT_H

#include "db.h"

/* Each student is in one of them. */
enum stage {			/* cohort.c has their numbers */
	STAGE_NONE,		/* nothing begun */
	STAGE_STARTED,		/* a draft, or a photo not yet handed in */
	STAGE_REJECTED,		/* sent back, and nothing new since */
	STAGE_WAITING,		/* for the department's review */
	STAGE_APPROVED,		/* by the department */
	STAGE_HANDED_IN,	/* to the registrar */
	STAGE_ACCEPTED,		/* by the registrar */
	STAGE_OTHER,		/* handed in by another route */
	STAGES
};

/* "none", "started", ... and back; STAGES: no such word. */
const char *stage_word(enum stage s);
enum stage stage_of(const char *word);

struct cohort {
	const char *major, *class_name;
	uint64_t department;		/* cohort_progress */
	int64_t expected;
	int64_t n[STAGES];
};

/* "MAJOR / CLASS": two majors may have classes of one name. */
const char *cohort_class(struct arena *a, const struct cohort *c);

/* One a class, by major and class. */
enum err cohort_counts(struct db *db, struct arena *a, uint64_t staff,
    uint64_t campaign, uint64_t department, struct cohort *list, int max,
    int *n);

/* For a registrar: one a department, by id; major is its name. department 0:
 * the whole campaign; else one a class of that department. */
enum err cohort_progress(struct db *db, struct arena *a, uint64_t staff,
    uint64_t campaign, uint64_t department, struct cohort *list, int max,
    int *n);

struct cohort_student {
	uint64_t roster_id;
	const char *student_no, *name, *major, *class_name;
	enum stage stage;		/* one of the first three */
	const char *phone;		/* their own or the school's, or "" */
	int64_t reminded_at;		/* 0: never */
};

struct cohort_filter {
	uint64_t campaign, department;
	const char *class_key;		/* of cohort_class, "": all */
	int stage;			/* < 0: the first three */
	const char *q;			/* a number's beginning, or a name;
					 * "": all */
	int by_class;			/* sorted by class, else by number */
	const char *after_class, *after;	/* a number, "": the first */
	int64_t silent_since;	/* not 0: only those with a phone who were
				 * not reminded after this */
};

/* Who is missing. */
enum err cohort_missing(struct db *db, struct arena *a, uint64_t staff,
    const struct cohort_filter *f, struct cohort_student *list, int max,
    int *n);

/* ERR_CONFLICT: was reminded after `silent_since`. */
enum err cohort_reminded(struct db *db, uint64_t staff, uint64_t roster,
    int64_t now, int64_t silent_since);

#endif
