/* See beats.h. */
#include "beats.h"

#include <unistd.h>

#define HOST 65

enum { WRITE, POOLS, SWEEP };

#define ALIVE "(gone = 0 AND seen_at > ?)"

static const char *const sql[] = {
	/* A number of a process comes again. */
	[WRITE] = "INSERT INTO beat (program, host, pid, pool, requests, "
	    "waited_ms, gone, started_at, seen_at) "
	    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE "
	    "pool = VALUES(pool), requests = VALUES(requests), "
	    "waited_ms = VALUES(waited_ms), gone = VALUES(gone), "
	    "started_at = VALUES(started_at), seen_at = VALUES(seen_at)",
	[POOLS] = "SELECT program, host, SUM(" ALIVE "), "
	    "COALESCE(MAX(IF(" ALIVE ", pool, NULL)), MAX(pool)), "
	    "SUM(IF(" ALIVE ", requests, 0)), MAX(IF(" ALIVE ", waited_ms, "
	    "0)), MIN(IF(" ALIVE ", started_at, NULL)), MAX(seen_at) "
	    "FROM beat WHERE seen_at > ? GROUP BY program, host "
	    "ORDER BY program, host LIMIT ?",
	[SWEEP] = "DELETE FROM beat WHERE seen_at <= ? LIMIT ?",
};

enum err beat_write(struct db *db, const struct beat *b, int64_t now)
{
	char host[HOST] = "";
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[WRITE], &q);

	if (e != OK)
		return e;
	/* A longer name comes without its NUL. */
	gethostname(host, sizeof host - 1);
	db_bind_text(q, b->program);
	db_bind_text(q, host);
	db_bind_i64(q, getpid());
	db_bind_i64(q, b->pool);
	db_bind_u64(q, b->requests);
	db_bind_u64(q, b->waited_ms);
	db_bind_i64(q, b->gone);
	db_bind_time(q, b->started_at);
	db_bind_time(q, now);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

static void fetch(struct db_stmt *q, struct arena *a, struct beat_pool *p)
{
	p->program = db_text(q, a);
	p->host = db_text(q, a);
	p->alive = (int)db_i64(q);
	p->pool = (int)db_i64(q);
	p->requests = db_u64(q);
	p->waited_ms = (unsigned)db_u64(q);
	p->started_at = db_time(q);
	p->seen_at = db_time(q);
}

enum err beat_pools(struct db *db, struct arena *a, int64_t now,
    struct beat_pool *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[POOLS], &q);
	int i;

	if (e != OK)
		return e;
	for (i = 0; i < 5; i++)
		db_bind_time(q, now - BEAT_LATE);
	db_bind_time(q, now - BEAT_KEPT);
	db_bind_i64(q, max);
	for (i = 0; (e = db_row(q)) == OK; i++)
		fetch(q, a, &list[i]);
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err beat_sweep(struct db *db, int64_t now, int max, uint64_t *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SWEEP], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now - BEAT_KEPT);
	db_bind_i64(q, max);
	e = db_exec(q, n);
	db_done(q);
	return e;
}
