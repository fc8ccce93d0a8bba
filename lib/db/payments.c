/* Statements of payments and refunds; notices are in payment_events.c. */
#include "payments.h"

#include "lib/base/clock.h"

#define REFUND "SELECT f.id, f.token, f.payment_id, p.order_id, " \
	"o.account_id, p.provider, o.token, p.transaction_no, " \
	"f.amount_fen, p.amount_fen, f.reason, f.state, f.tries, f.fails, " \
	"f.error, f.created_at FROM refund f " \
	"JOIN payment p ON p.id = f.payment_id " \
	"JOIN orders o ON o.id = p.order_id "

enum {
	ADD, KNOWN, KEPT, REFUND_ADD, DUE, STUCK, BY_TOKEN, TRY, ANSWERED,
	FAILED, REVIVE, NOTE, MOVE, HURRY, OTHERS
};

static const char *const sql[] = {
	[ADD] = "INSERT INTO payment (order_id, provider, transaction_no, "
	    "amount_fen, currency, late, paid_at, created_at) "
	    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	[KNOWN] = "SELECT 1 FROM payment WHERE provider = ? "
	    "AND transaction_no = ?",
	[KEPT] = "SELECT p.id, p.provider, p.transaction_no, p.amount_fen "
	    "FROM payment p LEFT JOIN refund f ON f.payment_id = p.id "
	    "WHERE p.order_id = ? AND f.id IS NULL ORDER BY p.id LIMIT 1",
	[REFUND_ADD] = "INSERT INTO refund (token, payment_id, amount_fen, "
	    "reason, state, next_at, created_at) "
	    "VALUES (?, ?, ?, ?, 'waiting', ?, ?)",
	[DUE] = REFUND "WHERE f.state IN ('waiting', 'processing') "
	    "AND f.next_at <= ? ORDER BY f.next_at LIMIT ?",
	[STUCK] = REFUND "WHERE f.state IN ('failed', 'dead') "
	    "OR (f.state <> 'success' AND (f.fails > 0 "
	    "OR f.created_at < ?)) ORDER BY f.created_at LIMIT ?",
	[BY_TOKEN] = REFUND "WHERE f.token = ?",
	[TRY] = "UPDATE refund SET tries = tries + 1, next_at = ? "
	    "WHERE id = ? AND tries = ?",
	[ANSWERED] = "UPDATE refund SET fails = 0, error = '' WHERE id = ?",
	[FAILED] = "UPDATE refund SET fails = fails + 1, error = ? "
	    "WHERE id = ?",
	[REVIVE] = "UPDATE refund SET fails = 0, error = '', next_at = ? "
	    "WHERE id = ?",
	[NOTE] = "UPDATE refund SET note = ? WHERE id = ?",
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

enum err payment_kept(struct db *db, struct arena *a, uint64_t order,
    struct payment *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[KEPT], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, order);
	e = db_row(q);
	if (e == OK) {
		*out = (struct payment){ .id = db_u64(q) };
		out->order_id = order;
		out->provider = db_text(q, a);
		out->transaction_no = db_text(q, a);
		out->amount_fen = db_i64(q);
	}
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

static void read_refund(struct db_stmt *q, struct arena *a,
    struct refund *f)
{
	f->id = db_u64(q);
	f->token = db_text(q, a);
	f->payment_id = db_u64(q);
	f->order_id = db_u64(q);
	f->account_id = db_u64(q);
	f->provider = db_text(q, a);
	f->order_token = db_text(q, a);
	f->transaction_no = db_text(q, a);
	f->amount_fen = db_i64(q);
	f->total_fen = db_i64(q);
	f->reason = db_text(q, a);
	f->state = db_text(q, a);
	f->tries = (unsigned)db_u64(q);
	f->fails = (unsigned)db_u64(q);
	f->error = db_text(q, a);
	f->created_at = db_time(q);
}

static enum err read_refunds(struct db_stmt *q, struct arena *a,
    struct refund *list, int *n)
{
	enum err e;
	int i = 0;

	while ((e = db_row(q)) == OK)
		read_refund(q, a, &list[i++]);
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err refund_due(struct db *db, struct arena *a, int64_t now,
    struct refund *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[DUE], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_i64(q, max);
	return read_refunds(q, a, list, n);
}

enum err refund_stuck(struct db *db, struct arena *a, int64_t before,
    struct refund *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[STUCK], &q);

	if (e != OK)
		return e;
	db_bind_time(q, before);
	db_bind_i64(q, max);
	return read_refunds(q, a, list, n);
}

enum err refund_by_token(struct db *db, struct arena *a, const char *token,
    struct refund *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[BY_TOKEN], &q);

	if (e != OK)
		return e;
	db_bind_text(q, token);
	e = db_row(q);
	if (e == OK)
		read_refund(q, a, out);
	db_done(q);
	return e;
}

enum err refund_answered(struct db *db, const struct refund *f)
{
	struct db_stmt *q;
	enum err e;

	if (!f->fails)
		return OK;
	e = db_prepare(db, sql[ANSWERED], &q);
	if (e != OK)
		return e;
	db_bind_u64(q, f->id);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

/* The two that note a text. */
static enum err note(struct db *db, const char *text, const struct refund *f,
    const char *word)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, text, &q);

	if (e != OK)
		return e;
	db_bind_text(q, word);
	db_bind_u64(q, f->id);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err refund_failed(struct db *db, const struct refund *f,
    const char *error)
{
	return note(db, sql[FAILED], f, error);
}

enum err refund_note(struct db *db, const struct refund *f, const char *text)
{
	return note(db, sql[NOTE], f, text);
}

enum err refund_revive(struct db *db, const struct refund *f, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[REVIVE], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_u64(q, f->id);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
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
