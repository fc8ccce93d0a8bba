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

/* Seals up to AUDIT_BATCH committed rows in one transaction; *n how many. */
enum err audit_seal(struct db *db, struct arena *a,
    const uint8_t key[CRYPTO_KEY], int *n);

#endif
