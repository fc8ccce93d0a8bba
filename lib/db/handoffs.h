/*
 * A friend's phone as the camera of one collection. Who holds the address
 * or the code may bind a device to it, once; the device is known by the hash
 * of its cookie. How long that holds is lib/domain/handoff.c's.
 */
#ifndef GP_DB_HANDOFFS_H
#define GP_DB_HANDOFFS_H

#include "db.h"

#define HANDOFF_NONCE 16
#define HANDOFF_HASH 32

struct handoff {
	uint64_t id, collection_id;
	int live;		/* 0: a later one has replaced it */
	const char *state;	/* waiting, bound, done, revoked */
	uint8_t nonce[HANDOFF_NONCE];
	int64_t created_at, expires_at;
	int64_t bound_at;	/* 0: no device yet */
};

/* All of these: ERR_NOTFOUND where there is none. */
enum err handoff_live(struct db *db, uint64_t collection,
    struct arena *a, struct handoff *out);
enum err handoff_by_token(struct db *db, struct arena *a,
    const uint8_t lookup[HANDOFF_HASH], struct handoff *out);
enum err handoff_by_code(struct db *db, struct arena *a,
    const uint8_t lookup[HANDOFF_HASH], struct handoff *out);
enum err handoff_by_device(struct db *db, struct arena *a,
    const uint8_t device[HANDOFF_HASH], struct handoff *out);

/* A live one, waiting. ERR_CONFLICT: there is one, or its code is taken. */
enum err handoff_add(struct db *db, uint64_t collection,
    const uint8_t nonce[HANDOFF_NONCE], const uint8_t token[HANDOFF_HASH],
    const uint8_t code[HANDOFF_HASH], int64_t expires_at, uint64_t *id);

/* These compare and set; ERR_CONFLICT: not live, or not in that state. */
enum err handoff_bind_device(struct db *db, uint64_t id,
    const uint8_t device[HANDOFF_HASH]);	/* waiting, not expired */
enum err handoff_extend(struct db *db, uint64_t id, int64_t expires_at);
enum err handoff_finish(struct db *db, uint64_t id);	/* bound to done */
/* Whatever is live of the collection is revoked and no longer live. None is
 * no error. */
enum err handoff_replace(struct db *db, uint64_t collection);

/* Forgets those that ended before `before`, at most max rows. */
enum err handoff_sweep(struct db *db, int64_t before, int max, uint64_t *n);

#endif
