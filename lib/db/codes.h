/*
 * SMS codes: only an HMAC is kept, five tries, one use. `phone` is where it
 * went, or a decoy of ours for somebody unknown, so that both are answered
 * alike.
 */
#ifndef GP_DB_CODES_H
#define GP_DB_CODES_H

#include "db.h"

#define CODE_TRIES 5

/* How many codes went to a phone for any purpose in the last minute, hour
 * and day; locks them until the transaction ends. */
struct code_counts {
	int64_t minute, hour, day;
};
enum err code_counts(struct db *db, const char *phone, int64_t now,
    struct code_counts *out);
/* Earlier codes for the same phone and purpose end here. */
enum err code_add(struct db *db, const char *phone, const char *purpose,
    const uint8_t hash[32], int64_t now, int64_t expires_at);
/* Counts a try before anything is compared, so that guesses sent at once
 * don't share one. ERR_LIMIT: no code, expired, used, or no try left. */
enum err code_try(struct db *db, struct arena *a, const char *phone,
    const char *purpose, int64_t now, uint64_t *id, uint8_t hash[32]);
/* ERR_CONFLICT: somebody else was first. */
enum err code_use(struct db *db, uint64_t id, int64_t now);
/* Removes at most max that no limit counts any more; *n how many. */
enum err code_sweep(struct db *db, int64_t now, int max, uint64_t *n);

#endif
