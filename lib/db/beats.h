/*
 * Signs of life: every process of every program writes one now and then, so
 * that an administrator sees all machines without reaching any.
 */
#ifndef GP_DB_BEATS_H
#define GP_DB_BEATS_H

#include "db.h"

#define BEAT_EVERY 20		/* seconds between two */
#define BEAT_LATE 60		/* after that something is wrong */
#define BEAT_KEPT 86400

struct beat {
	const char *program;
	int pool;			/* processes that there should be */
	uint64_t requests;		/* since it began */
	unsigned waited_ms;		/* longest queue since the last */
	int gone;			/* it ends, in order */
	int64_t started_at;
};

/* Of this process on this machine. */
enum err beat_write(struct db *db, const struct beat *b, int64_t now);

/* The processes of a program on a machine, together. */
struct beat_pool {
	const char *program, *host;
	int alive, pool;
	uint64_t requests;		/* of those alive */
	unsigned waited_ms;
	int64_t started_at;		/* the oldest alive; 0: none is */
	int64_t seen_at;
};

/* Those seen within BEAT_KEPT, by program and machine. */
enum err beat_pools(struct db *db, struct arena *a, int64_t now,
    struct beat_pool *list, int max, int *n);
/* Removes older ones, at most max. */
enum err beat_sweep(struct db *db, int64_t now, int max, uint64_t *n);

#endif
