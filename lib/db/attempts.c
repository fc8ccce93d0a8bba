/* Statements of pay_attempt. */
#include "attempts.h"

enum { ADD, AGAIN, OPEN, CLOSE, LEFT, ASKED };

static const char *const sql[] = {
	[ADD] = "INSERT INTO pay_attempt (order_id, provider, begun_at) "
	    "VALUES (?, ?, ?)",
	[AGAIN] = "UPDATE pay_attempt SET closed_at = NULL "
	    "WHERE order_id = ? AND provider = ?",
	[OPEN] = "SELECT id, provider FROM pay_attempt WHERE order_id = ? "
	    "AND closed_at IS NULL ORDER BY id LIMIT ?",
	[CLOSE] = "UPDATE pay_attempt SET closed_at = ? WHERE order_id = ? "
	    "AND provider = ? AND closed_at IS NULL",
	[LEFT] = "SELECT o.id, o.token, o.expires_at FROM pay_attempt p "
	    "JOIN orders o ON o.id = p.order_id WHERE p.closed_at IS NULL "
	    "AND (p.asked_at IS NULL OR p.asked_at <= ?) "
	    "AND o.state <> 'pending' GROUP BY o.id, o.token, o.expires_at "
	    "ORDER BY MIN(p.asked_at), o.id LIMIT ?",
	[ASKED] = "UPDATE pay_attempt SET asked_at = ? WHERE order_id = ? "
	    "AND closed_at IS NULL"
};

enum err attempt_add(struct db *db, uint64_t order, const char *provider,
    int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, order);
	db_bind_text(q, provider);
	db_bind_time(q, now);
	e = db_exec(q, NULL);
	db_done(q);
	if (e != ERR_CONFLICT)
		return e;
	e = db_prepare(db, sql[AGAIN], &q);
	if (e != OK)
		return e;
	db_bind_u64(q, order);
	db_bind_text(q, provider);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err attempt_open(struct db *db, struct arena *a, uint64_t order,
    struct attempt list[ATTEMPTS], int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[OPEN], &q);
	int i = 0;

	if (e != OK)
		return e;
	db_bind_u64(q, order);
	db_bind_i64(q, ATTEMPTS);
	while ((e = db_row(q)) == OK) {
		list[i].id = db_u64(q);
		list[i++].provider = db_text(q, a);
	}
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err attempt_close(struct db *db, uint64_t order, const char *provider,
    int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[CLOSE], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_u64(q, order);
	db_bind_text(q, provider);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err attempt_left(struct db *db, struct arena *a, int64_t before,
    struct order *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LEFT], &q);
	int i = 0;

	if (e != OK)
		return e;
	db_bind_time(q, before);
	db_bind_i64(q, max);
	while ((e = db_row(q)) == OK) {
		list[i] = (struct order){ .id = db_u64(q) };
		list[i].token = db_text(q, a);
		list[i++].expires_at = db_time(q);
	}
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err attempt_asked(struct db *db, uint64_t order, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ASKED], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_u64(q, order);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}
