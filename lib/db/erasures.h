/*
 * What deleting an account does to the tables, and the deletion records: a
 * record stands for each file that goes, open until it is gone. Orders and
 * payments stay, for the books, without anything that names a person.
 */
#ifndef GP_DB_ERASURES_H
#define GP_DB_ERASURES_H

#include "db.h"

/* What the student should know or settle before. */
struct erasure_open {
	int64_t pending;	/* orders that may still be paid */
	int64_t paid;		/* paid, photo not yet handed to the school */
	int64_t parcels;	/* prints that have not arrived */
};
enum err erasure_open(struct db *db, uint64_t account,
    struct erasure_open *out);

/* Each of these belongs into one transaction. Collections that are not yet
 * handed in end as "withdrawn"; before_order: drafts and unordered only. */
enum err erasure_withdraw(struct db *db, uint64_t account, int before_order);
/* Open deletion records for the files of all withdrawn collections, or of
 * all collections; the photos' rows say removed and lose their reports. */
enum err erasure_photos(struct db *db, uint64_t account, int all,
    const char *reason, int64_t now);
/* Everything else that names or shows the person, the school's enrolment photo
 * too, and the account itself. */
enum err erasure_account(struct db *db, uint64_t account, const char *phone,
    int64_t now);

struct erasure_file {
	uint64_t id;			/* of the deletion record */
	const char *sha256;
};
/* Files that are still to be removed. */
enum err erasure_files(struct db *db, struct arena *a,
    struct erasure_file *list, int max, int *n);
/* OK: a photo still shows this file, or it is a piece of one that is on its
 * way; ERR_NOTFOUND: neither. */
enum err erasure_file_used(struct db *db, const char *sha256);
enum err erasure_file_done(struct db *db, uint64_t id, int64_t now);

/* The enrolment of a deleted account goes to the person's new one.
 * ERR_CONFLICT: its holder is not deleted. */
enum err enrolment_inherit(struct db *db, uint64_t account, uint64_t roster);

#endif
