/* See handoffs.h. SQL of handoff. */
#include "handoffs.h"

#include "lib/base/clock.h"

#include <string.h>

enum {
	LIVE, BY_TOKEN, BY_CODE, BY_DEVICE, ADD, BIND, EXTEND, FINISH,
	REPLACE, SWEEP
};

#define COLUMNS "SELECT id, collection_id, COALESCE(live, 0), state, " \
	"nonce, created_at, expires_at, bound_at FROM handoff WHERE "

static const char *const sql[] = {
	[LIVE] = COLUMNS "collection_id = ? AND live = 1",
	[BY_TOKEN] = COLUMNS "token_lookup = ?",
	[BY_CODE] = COLUMNS "code_lookup = ?",
	[BY_DEVICE] = COLUMNS "device = ?",
	[ADD] = "INSERT INTO handoff (collection_id, live, state, nonce, "
	    "token_lookup, code_lookup, created_at, expires_at) "
	    "VALUES (?, 1, 'waiting', ?, ?, ?, ?, ?)",
	[BIND] = "UPDATE handoff SET state = 'bound', bound_at = ?, "
	    "device = ? WHERE id = ? AND live = 1 AND state = 'waiting' "
	    "AND expires_at > ?",
	[EXTEND] = "UPDATE handoff SET expires_at = ? WHERE id = ? "
	    "AND live = 1 AND state IN ('waiting', 'bound')",
	[FINISH] = "UPDATE handoff SET state = 'done' WHERE id = ? "
	    "AND live = 1 AND state = 'bound'",
	[REPLACE] = "UPDATE handoff SET live = NULL, "
	    "state = IF(state = 'done', state, 'revoked') "
	    "WHERE collection_id = ? AND live = 1",
	[SWEEP] = "DELETE FROM handoff WHERE created_at < ? LIMIT ?",
};

static enum err one(struct db_stmt *q, struct arena *a, struct handoff *out)
{
	enum err e = db_row(q);
	const uint8_t *nonce;
	size_t n = 0;

	if (e == OK) {
		out->id = db_u64(q);
		out->collection_id = db_u64(q);
		out->live = (int)db_i64(q);
		out->state = db_text(q, a);
		nonce = db_blob(q, a, &n);
		if (n != HANDOFF_NONCE)
			e = ERR_INTERNAL;
		else
			memcpy(out->nonce, nonce, n);
		out->created_at = db_time(q);
		out->expires_at = db_time(q);
		out->bound_at = db_time(q);
	}
	db_done(q);
	return e;
}

enum err handoff_live(struct db *db, uint64_t collection,
    struct arena *a, struct handoff *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LIVE], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, collection);
	return one(q, a, out);
}

static enum err by_hash(struct db *db, int which, struct arena *a,
    const uint8_t hash[HANDOFF_HASH], struct handoff *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[which], &q);

	if (e != OK)
		return e;
	db_bind_blob(q, hash, HANDOFF_HASH);
	return one(q, a, out);
}

enum err handoff_by_token(struct db *db, struct arena *a,
    const uint8_t lookup[HANDOFF_HASH], struct handoff *out)
{
	return by_hash(db, BY_TOKEN, a, lookup, out);
}

enum err handoff_by_code(struct db *db, struct arena *a,
    const uint8_t lookup[HANDOFF_HASH], struct handoff *out)
{
	return by_hash(db, BY_CODE, a, lookup, out);
}

enum err handoff_by_device(struct db *db, struct arena *a,
    const uint8_t device[HANDOFF_HASH], struct handoff *out)
{
	return by_hash(db, BY_DEVICE, a, device, out);
}

enum err handoff_add(struct db *db, uint64_t collection,
    const uint8_t nonce[HANDOFF_NONCE], const uint8_t token[HANDOFF_HASH],
    const uint8_t code[HANDOFF_HASH], int64_t expires_at, uint64_t *id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, collection);
	db_bind_blob(q, nonce, HANDOFF_NONCE);
	db_bind_blob(q, token, HANDOFF_HASH);
	db_bind_blob(q, code, HANDOFF_HASH);
	db_bind_time(q, clock_now());
	db_bind_time(q, expires_at);
	e = db_exec(q, NULL);
	db_done(q);
	if (e == OK)
		*id = db_insert_id(db);
	return e;
}

enum err handoff_bind_device(struct db *db, uint64_t id,
    const uint8_t device[HANDOFF_HASH])
{
	int64_t now = clock_now();
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[BIND], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_blob(q, device, HANDOFF_HASH);
	db_bind_u64(q, id);
	db_bind_time(q, now);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err handoff_extend(struct db *db, uint64_t id, int64_t expires_at)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[EXTEND], &q);

	if (e != OK)
		return e;
	db_bind_time(q, expires_at);
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err handoff_finish(struct db *db, uint64_t id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[FINISH], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err handoff_replace(struct db *db, uint64_t collection)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[REPLACE], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, collection);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err handoff_sweep(struct db *db, int64_t before, int max, uint64_t *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SWEEP], &q);

	if (e != OK)
		return e;
	db_bind_time(q, before);
	db_bind_i64(q, max);
	e = db_exec(q, n);
	db_done(q);
	return e;
}
