/*
 * Pictures on their way: the pieces that have arrived, each a file of the
 * store. A picture is known by its collection and the SHA-256 its sender
 * claims; its pieces follow each other without a gap.
 */
#ifndef GP_DB_UPLOADS_H
#define GP_DB_UPLOADS_H

#include "db.h"

struct upload_piece {
	const char *sha256;		/* of the piece, in the store */
	uint64_t position, length;
};

/* How many bytes are there, from the beginning on. */
enum err upload_have(struct db *db, uint64_t collection, const char *sha256,
    uint64_t *n);
/* In order, at most max. */
enum err upload_list(struct db *db, struct arena *a, uint64_t collection,
    const char *sha256, struct upload_piece *list, int max, int *n);
/* ERR_CONFLICT: one of this position is there already. */
enum err upload_add(struct db *db, uint64_t collection, const char *sha256,
    const struct upload_piece *p);

/* What the collection keeps of all pictures, in bytes, and the one that has
 * waited longest beside sha256 (NULL: there is no other). */
enum err upload_total(struct db *db, struct arena *a, uint64_t collection,
    const char *sha256, uint64_t *bytes, char **oldest);
/* A picture that got no piece since `before`. ERR_NOTFOUND: none. */
enum err upload_stale(struct db *db, struct arena *a, int64_t before,
    uint64_t *collection, char **sha256);

/* Inside a transaction: the pieces go, with a deletion record for each file. */
enum err upload_drop(struct db *db, uint64_t collection, const char *sha256,
    const char *reason);
/* The same for all collections of an account. */
enum err upload_drop_account(struct db *db, uint64_t account,
    const char *reason);

#endif
