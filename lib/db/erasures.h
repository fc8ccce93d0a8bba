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
	uint64_t id;			/* of the deletion record or claim */
	const char *sha256;
};
/* Files that are still to be removed. */
enum err erasure_files(struct db *db, struct arena *a,
    struct erasure_file *list, int max, int *n);
enum err erasure_file_done(struct db *db, uint64_t id, int64_t now);
/* OK: a photo still shows this file, or it is a piece of one that is on its
 * way; ERR_NOTFOUND: neither. */
enum err file_named(struct db *db, const char *sha256);

/* Claims of files that are to be named soon: lib/domain/shelf.h. claim: 32
 * characters, the same for files that are named together. */
enum err file_claim(struct db *db, const char *claim, const char *sha256,
    int64_t now);
/* By anybody after `since`; ERR_NOTFOUND. */
enum err file_claimed(struct db *db, const char *sha256, int64_t since);
enum err file_claim_drop(struct db *db, const char *claim);
/* Those made up to `before`. */
enum err file_claims(struct db *db, struct arena *a, int64_t before,
    struct erasure_file *list, int max, int *n);
enum err file_claim_done(struct db *db, uint64_t id);

/* The enrolment of a deleted account goes to the person's new one.
 * ERR_CONFLICT: its holder is not deleted. */
enum err enrolment_inherit(struct db *db, uint64_t account, uint64_t roster);

#endif
