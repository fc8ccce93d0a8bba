/*
 * Statements that compare the books. Each finds: order, reference, our
 * money, theirs. What it binds, in order: provider, day, from, to, old
 * (what was asked for before should be done), hour (ago).
 */
#include "differences.h"

#include "lib/base/clock.h"

#define LINE "FROM bill_line l "
#define OF_DAY "WHERE l.provider = ? AND l.day = ? "
#define PAYMENT_OF_LINE "JOIN payment p ON p.provider = l.provider " \
	"AND p.transaction_no = l.transaction_no "
#define MONEY_IN "AND l.refund_token = '' "
#define MONEY_BACK "AND l.refund_token <> '' "

/* A page of what a kind finds, in the order of its references. */
#define PAGE_OF "WITH d (order_token, reference, ours, theirs) AS ("
#define IN_ORDER ") SELECT order_token, reference, ours, theirs FROM d " \
	"WHERE reference > ? ORDER BY reference LIMIT ?"

/* Seconds that a refund may take. */
#define REFUND_OLD (3 * 86400)
#define HOUR 3600

static const struct kind {
	const char *name, *binds, *sql;
} kinds[DIFFERENCE_KINDS] = {
	/* The books have money that we have not. */
	{ "unbooked", "pd", PAGE_OF "SELECT l.order_token, "
	    "l.transaction_no, 0, l.amount_fen " LINE
	    "LEFT " PAYMENT_OF_LINE OF_DAY MONEY_IN
	    "AND p.id IS NULL " IN_ORDER },
	/* We have money that the books have not. */
	{ "unbilled", "pft", PAGE_OF "SELECT o.token, p.transaction_no, "
	    "p.amount_fen, 0 FROM payment p JOIN orders o "
	    "ON o.id = p.order_id LEFT JOIN bill_line l "
	    "ON l.provider = p.provider "
	    "AND l.transaction_no = p.transaction_no " MONEY_IN
	    "WHERE p.provider = ? AND p.paid_at >= ? AND p.paid_at < ? "
	    "AND l.no IS NULL " IN_ORDER },
	/* The same transaction, but another amount or order. */
	{ "amount", "pd", PAGE_OF "SELECT l.order_token, l.transaction_no, "
	    "p.amount_fen, l.amount_fen " LINE PAYMENT_OF_LINE
	    "JOIN orders o ON o.id = p.order_id " OF_DAY MONEY_IN
	    "AND (l.amount_fen <> p.amount_fen "
	    "OR l.order_token <> o.token) " IN_ORDER },
	/* A line that is there twice. */
	{ "twice", "pd", PAGE_OF "SELECT MIN(l.order_token), l.transaction_no, "
	    "COALESCE(MIN(p.amount_fen), 0), SUM(l.amount_fen) " LINE
	    "LEFT " PAYMENT_OF_LINE OF_DAY MONEY_IN
	    "GROUP BY l.transaction_no HAVING COUNT(*) > 1 " IN_ORDER },
	{ "refund_unbooked", "pd", PAGE_OF "SELECT l.order_token, "
	    "l.refund_token, 0, l.amount_fen " LINE "LEFT JOIN refund f "
	    "ON f.token = l.refund_token " OF_DAY MONEY_BACK
	    "AND f.id IS NULL " IN_ORDER },
	{ "refund_unbilled", "pft", PAGE_OF "SELECT o.token, f.token, "
	    "f.amount_fen, 0 FROM refund f "
	    "JOIN payment p ON p.id = f.payment_id "
	    "JOIN orders o ON o.id = p.order_id LEFT JOIN bill_line l "
	    "ON l.provider = p.provider AND l.refund_token = f.token "
	    "WHERE p.provider = ? AND f.done_at >= ? AND f.done_at < ? "
	    "AND f.state = 'success' AND f.note = '' AND l.no IS NULL "
	    IN_ORDER },
	/* Another amount, or one that we hold for refused, or have paid
	 * back by hand: then the student has it twice. */
	{ "refund_amount", "pd", PAGE_OF "SELECT l.order_token, "
	    "l.refund_token, "
	    "IF(f.state IN ('failed', 'dead') OR f.note <> '', 0, "
	    "f.amount_fen), "
	    "l.amount_fen " LINE "JOIN refund f "
	    "ON f.token = l.refund_token " OF_DAY MONEY_BACK
	    "AND (l.amount_fen <> f.amount_fen "
	    "OR f.state IN ('failed', 'dead') OR f.note <> '') " IN_ORDER },
	{ "refund_twice", "pd", PAGE_OF "SELECT MIN(l.order_token), "
	    "l.refund_token, COALESCE(MIN(f.amount_fen), 0), "
	    "SUM(l.amount_fen) " LINE "LEFT JOIN refund f "
	    "ON f.token = l.refund_token " OF_DAY MONEY_BACK
	    "GROUP BY l.refund_token HAVING COUNT(*) > 1 " IN_ORDER },
	/* Asked for long ago, and still not there. */
	{ "refund_slow", "pfto", PAGE_OF "SELECT o.token, f.token, "
	    "f.amount_fen, 0 "
	    "FROM refund f JOIN payment p ON p.id = f.payment_id "
	    "JOIN orders o ON o.id = p.order_id WHERE p.provider = ? "
	    "AND f.created_at >= ? AND f.created_at < ? "
	    "AND f.created_at < ? "
	    "AND f.state IN ('waiting', 'processing') " IN_ORDER },
	/* A notice that was not acted on. */
	{ "notice", "pft", PAGE_OF "SELECT order_token, event_id, 0, 0 "
	    "FROM payment_event WHERE provider = ? AND received_at >= ? "
	    "AND received_at < ? "
	    "AND outcome IN ('mismatch', 'unknown', 'dead') " IN_ORDER },
	/* One that was, and yet there is no money. */
	{ "notice_unbooked", "pft", PAGE_OF "SELECT v.order_token, "
	    "v.event_id, 0, 0 "
	    "FROM payment_event v LEFT JOIN orders o "
	    "ON o.token = v.order_token LEFT JOIN payment p "
	    "ON p.order_id = o.id AND p.provider = v.provider "
	    "WHERE v.provider = ? AND v.received_at >= ? "
	    "AND v.received_at < ? AND v.kind = 'TRANSACTION.SUCCESS' "
	    "AND v.outcome = 'done' AND p.id IS NULL " IN_ORDER },
	/* An hour after its time an order is neither paid nor closed. */
	{ "order_open", "pfth", PAGE_OF "SELECT o.token, o.token, "
	    "o.amount_fen, 0 "
	    "FROM orders o JOIN pay_attempt t ON t.order_id = o.id "
	    "WHERE t.provider = ? AND o.expires_at >= ? "
	    "AND o.expires_at < ? "
	    "AND o.expires_at < ? "
	    "AND o.state = 'pending' " IN_ORDER },
	/* A paid order that its payments do not pay, or whose photo was not
	 * submitted. */
	{ "order_paid", "pft", PAGE_OF "SELECT o.token, o.token, "
	    "o.amount_fen, "
	    "COALESCE(SUM(IF(f.id IS NULL, p.amount_fen, 0)), 0) AS kept "
	    "FROM orders o JOIN pay_attempt t ON t.order_id = o.id "
	    "JOIN collection c ON c.id = o.collection_id "
	    "LEFT JOIN payment p ON p.order_id = o.id "
	    "LEFT JOIN refund f ON f.payment_id = p.id "
	    "WHERE t.provider = ? AND o.paid_at >= ? AND o.paid_at < ? "
	    "AND o.state = 'paid' GROUP BY o.id, o.token, o.amount_fen, "
	    "c.state HAVING kept <> o.amount_fen "
	    "OR c.state IN ('draft', 'photo_ready', 'ordered') " IN_ORDER },
};

enum { BEGIN, NOTE, GONE, LIST, EXPLAIN };

static const char *const sql[] = {
	[BEGIN] = "UPDATE difference SET seen = 0 WHERE provider = ? "
	    "AND day = ?",
	[NOTE] = "INSERT INTO difference (kind, provider, day, reference, "
	    "order_token, ours_fen, theirs_fen, state, created_at, seen) "
	    "VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?, 1) "
	    "ON DUPLICATE KEY UPDATE day = VALUES(day), "
	    "ours_fen = VALUES(ours_fen), theirs_fen = VALUES(theirs_fen), "
	    "seen = 1, ended_at = IF(state = 'gone', NULL, ended_at), "
	    "state = IF(state = 'gone', 'open', state)",
	[GONE] = "UPDATE difference SET state = 'gone', ended_at = ? "
	    "WHERE provider = ? AND day = ? AND state = 'open' "
	    "AND seen = 0",
	[LIST] = "SELECT id, kind, provider, DATE_FORMAT(day, '%Y-%m-%d'), "
	    "reference, order_token, ours_fen, theirs_fen, state, note, "
	    "created_at FROM difference WHERE (? = 1 OR state = 'open') "
	    "ORDER BY id DESC LIMIT ?",
	[EXPLAIN] = "UPDATE difference SET state = 'explained', note = ?, "
	    "ended_at = ? WHERE id = ? AND state = 'open'",
};

static void bind(struct db_stmt *q, const char *binds,
    const struct difference_scope *s)
{
	for (; *binds; binds++) {
		switch (*binds) {
		case 'p':
			db_bind_text(q, s->provider);
			break;
		case 'd':
			db_bind_text(q, s->day);
			break;
		case 'f':
			db_bind_time(q, s->from);
			break;
		case 'h':
			db_bind_time(q, clock_now() - HOUR);
			break;
		case 'o':
			db_bind_time(q, clock_now() - REFUND_OLD);
			break;
		default:
			db_bind_time(q, s->to);
		}
	}
}

enum err difference_find(struct db *db, struct arena *a, int kind,
    const struct difference_scope *s, const char *after,
    struct difference *list, int max, int *n)
{
	const struct kind *k = &kinds[kind];
	struct db_stmt *q;
	enum err e = db_prepare(db, k->sql, &q);
	int i = 0;

	if (e != OK)
		return e;
	bind(q, k->binds, s);
	db_bind_text(q, after);
	db_bind_i64(q, max);
	while ((e = db_row(q)) == OK) {
		list[i] = (struct difference){ .kind = kinds[kind].name };
		list[i].provider = s->provider;
		list[i].day = s->day;
		list[i].order_token = db_text(q, a);
		list[i].reference = db_text(q, a);
		list[i].ours_fen = db_i64(q);
		list[i++].theirs_fen = db_i64(q);
	}
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err difference_note(struct db *db, const struct difference *d,
    int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[NOTE], &q);

	if (e != OK)
		return e;
	db_bind_text(q, d->kind);
	db_bind_text(q, d->provider);
	db_bind_text(q, d->day);
	db_bind_text(q, d->reference);
	db_bind_text(q, d->order_token);
	db_bind_i64(q, d->ours_fen);
	db_bind_i64(q, d->theirs_fen);
	db_bind_time(q, now);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err difference_begin(struct db *db, const struct difference_scope *s)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[BEGIN], &q);

	if (e != OK)
		return e;
	db_bind_text(q, s->provider);
	db_bind_text(q, s->day);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err difference_gone(struct db *db, const struct difference_scope *s,
    int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[GONE], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_text(q, s->provider);
	db_bind_text(q, s->day);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err difference_list(struct db *db, struct arena *a, int all,
    struct difference *list, int max, int *n)
{
	struct db_stmt *q;
	struct difference *d;
	enum err e = db_prepare(db, sql[LIST], &q);
	int i = 0;

	if (e != OK)
		return e;
	db_bind_i64(q, all);
	db_bind_i64(q, max);
	while ((e = db_row(q)) == OK) {
		d = &list[i++];
		d->id = db_u64(q);
		d->kind = db_text(q, a);
		d->provider = db_text(q, a);
		d->day = db_text(q, a);
		d->reference = db_text(q, a);
		d->order_token = db_text(q, a);
		d->ours_fen = db_i64(q);
		d->theirs_fen = db_i64(q);
		d->state = db_text(q, a);
		d->note = db_text(q, a);
		d->created_at = db_time(q);
	}
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err difference_explain(struct db *db, uint64_t id, const char *note,
    int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[EXPLAIN], &q);

	if (e != OK)
		return e;
	db_bind_text(q, note);
	db_bind_time(q, now);
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	return e;
}
