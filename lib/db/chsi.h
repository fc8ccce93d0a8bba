/*
 * What a student adds to an enrolment: the 采集码 (found by its HMAC, kept
 * sealed, the latest counts) and corrections of the school's information.
 */
#ifndef GP_DB_CHSI_H
#define GP_DB_CHSI_H

#include "db.h"

struct chsi_code {
	const void *sealed;		/* keys_open(k, a, "chsi", ...) */
	size_t sealed_n;
	const char *scheme;		/* plug-in that read it */
	int64_t created_at;
};

enum err chsi_code_get(struct db *db, struct arena *a, uint64_t enrolment,
    struct chsi_code *out);
/* Replaces the enrolment's earlier one. ERR_CONFLICT: the code is another
 * enrolment's. created_at is not read. */
enum err chsi_code_put(struct db *db, uint64_t enrolment,
    const uint8_t lookup[32], const struct chsi_code *c);

/* <= 1000 characters. The same open message twice is kept once. */
enum err correction_add(struct db *db, uint64_t enrolment,
    const char *message);
/* The newest one still open, or else the newest: its state is open, done or
 * answered, of the last two with the school's answer or "". ERR_NOTFOUND where
 * there is none. */
struct correction_said {
	const char *message, *state, *answer;
};
enum err correction_latest(struct db *db, struct arena *a,
    uint64_t enrolment, struct correction_said *out);

#endif
