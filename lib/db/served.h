/*
 * Students whom their department serves: it hands in a photo for a row of its
 * roster, with or without an account; whoever registers later takes it over.
 */
#ifndef GP_DB_SERVED_H
#define GP_DB_SERVED_H

#include "db.h"

struct served {
	uint64_t roster_id, campaign_id;
	uint64_t account_id, enrolment_id;	/* 0: no account yet */
	uint64_t collection_id;			/* the live one; 0: none */
	const char *student_no, *name;
	const char *state, *route;		/* of it, or "" */
	const char *original_sha256;		/* of its photo, or "" */
};

/* A student of the department; `staff` must be its reviewer: ERR_NOTFOUND. */
enum err served_find(struct db *db, struct arena *a, uint64_t staff,
    uint64_t campaign, uint64_t department, const char *student_no,
    struct served *out);
/* A live collection of the department route. ERR_CONFLICT: there is one. */
enum err served_add(struct db *db, const struct served *s, const char *token,
    int64_t now, uint64_t *id);
/* The photo is with the department. ERR_CONFLICT: it is not the student's to
 * change any more. */
enum err served_submit(struct db *db, uint64_t collection, uint64_t photo,
    int64_t now);
/* OK: this file was handed in for the row since then, whatever became of it;
 * ERR_NOTFOUND. */
enum err served_since(struct db *db, uint64_t roster,
    const char *original_sha256, int64_t since);
/* What was handed in for the row without an account is this account's, which
 * holds the row. */
enum err served_claim(struct db *db, uint64_t account, uint64_t roster);

#endif
