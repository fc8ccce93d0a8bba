/* See staff_sessions.h. */
#include "staff_sessions.h"

#include "lib/base/clock.h"

enum {
	FIND, ADD, IN, SEEN, REMOVE, REMOVE_OTHERS, LIST, SWEEP
};

static const char *const sql[] = {
	/* The bits of staff_sessions.h. */
	[FIND] = "SELECT s.id, s.staff_id, s.step, p.login, p.name, p.lang, "
	    "p.school_id, (SELECT BIT_OR(CASE r.role WHEN 'reviewer' THEN 1 "
	    "WHEN 'registrar' THEN 2 WHEN 'administrator' THEN 4 ELSE 0 END) "
	    "FROM staff_role r WHERE r.staff_id = s.staff_id), "
	    "p.must_change, p.totp_sealed IS NOT NULL, s.seen_at "
	    "FROM staff_session s JOIN staff p ON p.id = s.staff_id "
	    "WHERE s.token_hash = ? AND s.expires_at > ? AND s.seen_at > ? "
	    "AND p.state = 'active'",
	[ADD] = "INSERT INTO staff_session (token_hash, staff_id, step, "
	    "remote_addr, agent, created_at, seen_at, expires_at) "
	    "SELECT ?, id, 'password', ?, LEFT(?, 200), ?, ?, ? FROM staff "
	    "WHERE id = ? AND state = 'active' AND password = ?",
	[IN] = "UPDATE staff_session SET step = 'in', token_hash = ? "
	    "WHERE id = ? AND step = 'password'",
	[SEEN] = "UPDATE staff_session SET seen_at = ? WHERE id = ?",
	[REMOVE] = "DELETE FROM staff_session WHERE staff_id = ? AND id = ?",
	[REMOVE_OTHERS] = "DELETE FROM staff_session WHERE staff_id = ? "
	    "AND id <> ?",
	[LIST] = "SELECT id, remote_addr, agent, created_at, seen_at "
	    "FROM staff_session WHERE staff_id = ? AND step = 'in' "
	    "AND expires_at > ? AND seen_at > ? "
	    "ORDER BY seen_at DESC, id LIMIT ?",
	[SWEEP] = "DELETE FROM staff_session WHERE expires_at <= ? LIMIT ?",
};

enum err staff_session_find(struct db *db, struct arena *a,
    const uint8_t token_hash[32], int64_t now, int64_t idle_since,
    struct staff_session *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[FIND], &q);

	if (e != OK)
		return e;
	db_bind_blob(q, token_hash, 32);
	db_bind_time(q, now);
	db_bind_time(q, idle_since);
	e = db_row(q);
	if (e == OK) {
		out->id = db_u64(q);
		out->staff_id = db_u64(q);
		out->step = db_text(q, a);
		out->login = db_text(q, a);
		out->name = db_text(q, a);
		out->lang = db_text(q, a);
		out->school_id = db_u64(q);
		out->roles = (unsigned)db_u64(q);
		out->must_change = (int)db_i64(q);
		out->has_totp = (int)db_i64(q);
		out->seen_at = db_time(q);
	}
	db_done(q);
	return e;
}

enum err staff_session_add(struct db *db, const uint8_t token_hash[32],
    const struct staff *staff, const char *remote_addr, const char *agent,
    int64_t expires_at, uint64_t *id)
{
	int64_t now = clock_now();
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD], &q);

	if (e != OK)
		return e;
	db_bind_blob(q, token_hash, 32);
	db_bind_text(q, remote_addr);
	db_bind_text(q, agent);
	db_bind_time(q, now);
	db_bind_time(q, now);
	db_bind_time(q, expires_at);
	db_bind_u64(q, staff->id);
	db_bind_text(q, staff->password);
	e = db_exec_one(q);
	if (e == OK)
		*id = db_insert_id(db);
	db_done(q);
	return e;
}

enum err staff_session_in(struct db *db, uint64_t id,
    const uint8_t token_hash[32])
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[IN], &q);

	if (e != OK)
		return e;
	db_bind_blob(q, token_hash, 32);
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err staff_session_seen(struct db *db, uint64_t id, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SEEN], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_u64(q, id);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

/* Both numbers of a statement, whatever they mean to it. */
static enum err remove_rows(struct db *db, int what, uint64_t staff,
    uint64_t id, uint64_t *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[what], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	db_bind_u64(q, id);
	e = db_exec(q, n);
	db_done(q);
	return e;
}

enum err staff_session_remove(struct db *db, uint64_t staff, uint64_t id)
{
	uint64_t n;
	enum err e = remove_rows(db, REMOVE, staff, id, &n);

	return e == OK && !n ? ERR_NOTFOUND : e;
}

enum err staff_session_remove_others(struct db *db, uint64_t staff,
    uint64_t keep)
{
	return remove_rows(db, REMOVE_OTHERS, staff, keep, NULL);
}

enum err staff_session_list(struct db *db, struct arena *a, uint64_t staff,
    int64_t now, int64_t idle_since, struct staff_session_row *list, int max,
    int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LIST], &q);
	int i;

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	db_bind_time(q, now);
	db_bind_time(q, idle_since);
	db_bind_i64(q, max);
	for (i = 0; (e = db_row(q)) == OK; i++) {
		list[i].id = db_u64(q);
		list[i].remote_addr = db_text(q, a);
		list[i].agent = db_text(q, a);
		list[i].created_at = db_time(q);
		list[i].seen_at = db_time(q);
	}
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err staff_session_sweep(struct db *db, int64_t now, int max,
    uint64_t *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SWEEP], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_i64(q, max);
	e = db_exec(q, n);
	db_done(q);
	return e;
}
