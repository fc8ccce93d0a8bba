/*
 * Photos of the department route as staff see them, who has one on the
 * screen, and what was decided. Everything that begins with staff, its id,
 * finds only what a role of theirs covers; the rest is ERR_NOTFOUND.
 */
#ifndef GP_DB_REVIEWS_H
#define GP_DB_REVIEWS_H

#include "db.h"

/* A campaign and a department: where a reviewer works. */
struct review_place {
	uint64_t campaign_id, department_id;
	const char *campaign;		/* its token */
	const char *name_zh, *name_en, *department, *school_zh, *school_en;
	int64_t closes_at;
	int waits;			/* 1: photos wait for their review */
};

/* Those with students in the roster: campaigns that have the department route
 * first, graduates before others, the latest first. */
enum err review_places(struct db *db, struct arena *a, uint64_t staff,
    struct review_place *list, int max, int *n);

struct review_photo {
	uint64_t photo_id, collection_id, roster_id;
	const char *photo, *collection;		/* tokens */
	const char *state;		/* submitted, approved, ... */
	const char *student_no, *name, *major, *class_name;
	const char *verdict;		/* pass, warn, fail */
	int clean;			/* 1: passes, and no remark */
	const char *original_sha256, *original_type;
	const char *result_sha256;
	const char *shown_sha256;	/* the original, small; or NULL */
	int64_t submitted_at;
	uint64_t claimed_by;		/* 0: nobody, or it has ended */
	const char *claimed_name;	/* "" */
	uint64_t campaign_id, department_id;
	int head_cover;			/* 1: declared */
	const char *enrolment_sha256;	/* 录取照片 of the school; or NULL */
	/* "" and NULL in lists: */
	const char *remark_reasons, *remark, *report;
};

/* What a reviewer has to do with: handed in, or decided, and the chosen photo
 * of its collection. By the photo's token. */
enum err review_find(struct db *db, struct arena *a, uint64_t staff,
    const char *photo, int64_t now, struct review_photo *out);
/* The same for a picture alone; a registrar finds those of every route. */
enum err review_picture(struct db *db, struct arena *a, uint64_t staff,
    const char *photo, struct review_photo *out);

struct review_filter {
	uint64_t campaign, department;
	const char *state;		/* submitted, approved, handed_in,
					 * rejected (or returned) */
	const char *class_key;		/* of cohort_class, "": all */
	int clean;			/* 1, 0; < 0: both */
	const char *q;			/* a number's beginning, or a name;
					 * "": all */
	const struct review_photo *after;	/* NULL: from the first */
	int free;	/* 1: only what nobody else has on the screen */
};

/* By student number. */
enum err review_list(struct db *db, struct arena *a, uint64_t staff,
    const struct review_filter *f, int64_t now, struct review_photo *list,
    int max, int *n);

/* Compare and set. ERR_CONFLICT: somebody else has it, or it waits no more.
 * Whoever has it may take it once more, for longer. */
enum err review_claim(struct db *db, uint64_t staff, uint64_t collection,
    uint64_t photo, int64_t now, int64_t until);
/* OK also where it was not theirs. */
enum err review_release(struct db *db, uint64_t staff, uint64_t collection);

/* Waiting, with this photo, and nobody else's: goes to `state`, live no more
 * unless that is approved. */
enum err review_decide(struct db *db, uint64_t staff,
    const struct review_photo *p, const char *state, int64_t now);
/* Back to waiting, and theirs. ERR_CONFLICT: not in this state any more, or
 * the student has begun anew. */
enum err review_revert(struct db *db, uint64_t staff,
    const struct review_photo *p, int64_t now, int64_t until);

struct review {
	uint64_t id, collection_id, photo_id, staff_id;
	const char *decision;		/* approved, rejected, returned */
	const char *reasons;		/* "eyes.open,pose.roll" */
	const char *note;		/* their own words, or "" */
	uint64_t sms_id, email_id;
	int64_t created_at;
	const char *photo;		/* the photo's token; review_own */
};

/* id and photo are not read. */
enum err review_add(struct db *db, const struct review *r);
/* The last of a reviewer's own that was not undone; ERR_NOTFOUND. */
enum err review_own(struct db *db, struct arena *a, uint64_t staff,
    struct review *out);
/* The last of a collection that was not undone: decision, reasons, note and
 * created_at alone, which its student may see. The caller has checked whose
 * it is. */
enum err review_last(struct db *db, struct arena *a, uint64_t collection,
    struct review *out);
/* ERR_CONFLICT: it is undone already. */
enum err review_undone(struct db *db, uint64_t id, int64_t now);

#endif
