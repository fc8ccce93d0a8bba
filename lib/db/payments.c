/* Statements of payments and refunds; notices are in payment_events.c. */
#include "payments.h"

#include "lib/base/clock.h"

enum { ADD, KNOWN, REFUND_ADD, DUE, TRY, MOVE, HURRY, OTHERS };

static const char *const sql[] = {
	[ADD] = "INSERT INTO payment (order_id, provider, transaction_no, "
	    "amount_fen, currency, late, paid_at, created_at) "
	    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	[KNOWN] = "SELECT 1 FROM payment WHERE provider = ? "
	    "AND transaction_no = ?",
	[REFUND_ADD] = "INSERT INTO refund (token, payment_id, amount_fen, "
	    "reason, state, next_at, created_at) "
	    "VALUES (?, ?, ?, ?, 'waiting', ?, ?)",
	[DUE] = "SELECT f.id, f.token, f.payment_id, p.order_id, "
	    "o.account_id, p.provider, o.token, f.amount_fen, "
	    "p.amount_fen, f.reason, f.state, f.tries FROM refund f "
	    "JOIN payment p ON p.id = f.payment_id "
	    "JOIN orders o ON o.id = p.order_id "
	    "WHERE f.state IN ('waiting', 'processing') AND f.next_at <= ? "
	    "ORDER BY f.next_at LIMIT ?",
	[TRY] = "UPDATE refund SET tries = tries + 1, next_at = ? "
	    "WHERE id = ? AND tries = ?",
	[MOVE] = "UPDATE refund SET state = ?, done_at = ? "
	    "WHERE id = ? AND state = ?",
	[HURRY] = "UPDATE refund SET next_at = ? WHERE token = ? "
	    "AND state = 'processing' AND next_at > ?",
	[OTHERS] = "SELECT COUNT(*) FROM refund f "
	    "JOIN payment p ON p.id = f.payment_id WHERE p.order_id = ? "
	    "AND f.id <> ? AND f.state <> 'success'",
};

enum err payment_add(struct db *db, const struct payment *p, uint64_t *id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, p->order_id);
	db_bind_text(q, p->provider);
	db_bind_text(q, p->transaction_no);
	db_bind_i64(q, p->amount_fen);
	db_bind_text(q, p->currency);
	db_bind_i64(q, p->late);
	db_bind_time(q, p->paid_at);
	db_bind_time(q, clock_now());
	e = db_exec_one(q);
	db_done(q);
	if (e == OK)
		*id = db_insert_id(db);
	return e;
}

enum err payment_known(struct db *db, const char *provider,
    const char *transaction_no)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[KNOWN], &q);

	if (e != OK)
		return e;
	db_bind_text(q, provider);
	db_bind_text(q, transaction_no);
	e = db_row(q);
	db_done(q);
	return e;
}

enum err refund_add(struct db *db, const char *token, uint64_t payment,
    int64_t amount_fen, const char *reason, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[REFUND_ADD], &q);

	if (e != OK)
		return e;
	db_bind_text(q, token);
	db_bind_u64(q, payment);
	db_bind_i64(q, amount_fen);
	db_bind_text(q, reason);
	db_bind_time(q, now);
	db_bind_time(q, now);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err refund_due(struct db *db, struct arena *a, int64_t now,
    struct refund *list, int max, int *n)
{
	struct db_stmt *q;
	struct refund *f;
	enum err e = db_prepare(db, sql[DUE], &q);
	int i = 0;

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_i64(q, max);
	while ((e = db_row(q)) == OK) {
		f = &list[i++];
		f->id = db_u64(q);
		f->token = db_text(q, a);
		f->payment_id = db_u64(q);
		f->order_id = db_u64(q);
		f->account_id = db_u64(q);
		f->provider = db_text(q, a);
		f->order_token = db_text(q, a);
		f->amount_fen = db_i64(q);
		f->total_fen = db_i64(q);
		f->reason = db_text(q, a);
		f->state = db_text(q, a);
		f->tries = (unsigned)db_u64(q);
	}
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err refund_try(struct db *db, const struct refund *f, int64_t next_at)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[TRY], &q);

	if (e != OK)
		return e;
	db_bind_time(q, next_at);
	db_bind_u64(q, f->id);
	db_bind_u64(q, f->tries);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err refund_move(struct db *db, const struct refund *f, const char *to,
    int64_t done_at)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[MOVE], &q);

	if (e != OK)
		return e;
	db_bind_text(q, to);
	db_bind_time(q, done_at);
	db_bind_u64(q, f->id);
	db_bind_text(q, f->state);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err refund_hurry(struct db *db, const char *token, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[HURRY], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_text(q, token);
	db_bind_time(q, now);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err refund_others(struct db *db, const struct refund *f, int *open)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[OTHERS], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, f->order_id);
	db_bind_u64(q, f->id);
	e = db_row(q);
	if (e == OK)
		*open = db_u64(q) > 0;
	db_done(q);
	return e;
}
