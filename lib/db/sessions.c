/* Session rows, their values, and the counters of the rate limit. */
#include "sessions.h"

#include "lib/base/clock.h"

enum {
	ROW_FIND, ROW_ADD, ROW_RENEW, ROW_EXTEND, ROW_REMOVE,
	ROW_REMOVE_OTHERS, ROW_SWEEP,
	VALUE_LIST, VALUE_PUT, VALUE_REMOVE, RATE_HIT, RATE_SWEEP
};

static const char *const sql[] = {
	[ROW_FIND] = "SELECT s.id, s.account_id, s.created_at, s.expires_at, "
	    "a.lang FROM session s LEFT JOIN account a ON a.id = s.account_id "
	    "WHERE s.token_hash = ? AND s.expires_at > ? "
	    "AND (s.account_id IS NULL OR a.state = 'active')",
	[ROW_ADD] = "INSERT INTO session (token_hash, account_id, "
	    "created_at, expires_at) VALUES (?, NULLIF(?, 0), ?, ?)",
	[ROW_RENEW] = "UPDATE session SET token_hash = ?, "
	    "account_id = NULLIF(?, 0), expires_at = ? WHERE id = ?",
	[ROW_EXTEND] = "UPDATE session SET expires_at = ? WHERE id = ?",
	[ROW_REMOVE] = "DELETE FROM session WHERE id = ?",
	[ROW_REMOVE_OTHERS] = "DELETE FROM session WHERE account_id = ? "
	    "AND id <> ?",
	[ROW_SWEEP] = "DELETE FROM session WHERE expires_at <= ? LIMIT ?",
	[VALUE_LIST] = "SELECT name, value FROM session_value "
	    "WHERE session_id = ? LIMIT ?",
	[VALUE_PUT] = "INSERT INTO session_value (session_id, name, value) "
	    "VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE value = VALUES(value)",
	[VALUE_REMOVE] = "DELETE FROM session_value "
	    "WHERE session_id = ? AND name = ?",
	/* LAST_INSERT_ID(x) hands x back with the answer. */
	[RATE_HIT] = "INSERT INTO rate_count (subject, minute, hits) "
	    "VALUES (?, ?, 1) "
	    "ON DUPLICATE KEY UPDATE hits = LAST_INSERT_ID(hits + 1)",
	[RATE_SWEEP] = "DELETE FROM rate_count WHERE minute < ? LIMIT ?",
};

enum err
session_row_find(struct db *db, struct arena *a, const uint8_t token_hash[32],
    int64_t now, struct session_row *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ROW_FIND], &q);

	if (e != OK)
		return e;
	db_bind_blob(q, token_hash, 32);
	db_bind_time(q, now);
	e = db_row(q);
	if (e == OK) {
		out->id = db_u64(q);
		out->account = db_u64(q);
		out->created_at = db_time(q);
		out->expires_at = db_time(q);
		out->lang = db_text(q, a);
	}
	db_done(q);
	return e;
}

enum err
session_row_add(struct db *db, const uint8_t token_hash[32], uint64_t account,
    int64_t expires_at, uint64_t *id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ROW_ADD], &q);

	if (e != OK)
		return e;
	db_bind_blob(q, token_hash, 32);
	db_bind_u64(q, account);
	db_bind_time(q, clock_now());
	db_bind_time(q, expires_at);
	e = db_exec(q, NULL);
	if (e == OK)
		*id = db_insert_id(db);
	db_done(q);
	return e;
}

enum err
session_row_renew(struct db *db, uint64_t id, const uint8_t token_hash[32],
    uint64_t account, int64_t expires_at)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ROW_RENEW], &q);

	if (e != OK)
		return e;
	db_bind_blob(q, token_hash, 32);
	db_bind_u64(q, account);
	db_bind_time(q, expires_at);
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err
session_row_extend(struct db *db, uint64_t id, int64_t expires_at)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ROW_EXTEND], &q);

	if (e != OK)
		return e;
	db_bind_time(q, expires_at);
	db_bind_u64(q, id);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err
session_row_remove(struct db *db, uint64_t id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ROW_REMOVE], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, id);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err
session_row_remove_others(struct db *db, uint64_t account, uint64_t keep)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ROW_REMOVE_OTHERS], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, account);
	db_bind_u64(q, keep);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err
session_row_sweep(struct db *db, int64_t now, int max, uint64_t *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ROW_SWEEP], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_i64(q, max);
	e = db_exec(q, n);
	db_done(q);
	return e;
}

enum err
session_value_list(struct db *db, struct arena *a, uint64_t session,
    struct session_value *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[VALUE_LIST], &q);
	int i;

	if (e != OK)
		return e;
	db_bind_u64(q, session);
	db_bind_i64(q, max);
	for (i = 0; (e = db_row(q)) == OK; i++) {
		list[i].name = db_text(q, a);
		list[i].value = db_text(q, a);
	}
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err
session_value_put(struct db *db, uint64_t session, const char *name,
    const char *value)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[VALUE_PUT], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, session);
	db_bind_text(q, name);
	db_bind_text(q, value);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err
session_value_remove(struct db *db, uint64_t session, const char *name)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[VALUE_REMOVE], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, session);
	db_bind_text(q, name);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err
rate_hit(struct db *db, const uint8_t subject[32], uint32_t minute,
    uint32_t *hits)
{
	struct db_stmt *q;
	uint64_t n;
	enum err e = db_prepare(db, sql[RATE_HIT], &q);

	if (e != OK)
		return e;
	db_bind_blob(q, subject, 32);
	db_bind_u64(q, minute);
	e = db_exec(q, &n);
	/* One row: a new one. An updated one counts as two. */
	if (e == OK)
		*hits = n == 1 ? 1 : (uint32_t)db_insert_id(db);
	db_done(q);
	return e;
}

enum err
rate_sweep(struct db *db, uint32_t minute, int max, uint64_t *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[RATE_SWEEP], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, minute);
	db_bind_i64(q, max);
	e = db_exec(q, n);
	db_done(q);
	return e;
}
