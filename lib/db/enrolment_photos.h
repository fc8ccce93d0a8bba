/*
 * Enrolment photos (录取照片): what the school has of its students from their
 * admission, for the reviewer to compare with. Not the student's upload, and
 * not exported.
 */
#ifndef GP_DB_ENROLMENT_PHOTOS_H
#define GP_DB_ENROLMENT_PHOTOS_H

#include "db.h"

struct enrolment_photo {
	uint64_t roster_id;
	const char *name;		/* the student's */
	const char *sha256;		/* of the one there is, or "" */
};

/* A student of the campaign whom a registrar's role of `staff` covers.
 * ERR_NOTFOUND. */
enum err enrolment_photo_find(struct db *db, struct arena *a, uint64_t staff,
    uint64_t campaign, const char *student_no, struct enrolment_photo *out);
/* In the caller's transaction: this one in place of what there is, whose file
 * is noted to be removed. */
enum err enrolment_photo_put(struct db *db, const struct enrolment_photo *p,
    const char *sha256, uint64_t staff, int64_t now);
/* How many students of the campaign they cover have one, and how many there
 * are. */
enum err enrolment_photo_count(struct db *db, uint64_t staff,
    uint64_t campaign, int64_t *have, int64_t *all);

#endif
