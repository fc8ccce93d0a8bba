/*
 * The hash chain over the audit trail. seal(n) = HMAC(key, seal(n - 1), row n)
 * in the order of sealing; a row that is changed, removed or slipped in
 * breaks it. The key is outside the database, so that who owns the database
 * alone can't make the chain anew.
 */
#ifndef GP_DB_AUDIT_SEAL_H
#define GP_DB_AUDIT_SEAL_H

#include "db.h"

#include "lib/base/crypto.h"

#define AUDIT_BATCH 100

/* Where the chain ends. Kept outside the database as well (the worker writes
 * it into a file), it shows that rows at the end were removed. */
struct audit_end {
	uint64_t number;		/* of the last row; 0: none */
	uint8_t seal[CRYPTO_HASH];
};

/* Seals up to AUDIT_BATCH committed rows in one transaction; *n how many,
 * *end where the chain ends then. known: an end that was seen before, or NULL.
 * ERR_CONFLICT: it is not there any more, and nothing is sealed, or the next
 * rows would take the place of those that were removed. */
enum err audit_seal(struct db *db, struct arena *a,
    const uint8_t key[CRYPTO_KEY], const struct audit_end *known, int *n,
    struct audit_end *end);

enum audit_fault {
	AUDIT_GOOD,
	AUDIT_CHANGED,		/* the row, or the one before it */
	AUDIT_MISSING,		/* a number that is not there */
	AUDIT_CUT,		/* it ended later once */
	AUDIT_REPLACED		/* the whole of it, to fit */
};

struct audit_check {
	enum audit_fault fault;
	uint64_t rows;			/* good ones before the fault */
	uint64_t number, id;		/* of the first wrong row */
	uint64_t unsealed;		/* rows that wait for their seal */
};

/* Walks the chain from its first row. known: an end that was seen before, or
 * NULL. OK also where something is wrong: see *out. */
enum err audit_verify(struct db *db, const uint8_t key[CRYPTO_KEY],
    const struct audit_end *known, struct audit_check *out);

#endif
