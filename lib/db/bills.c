/* Statements of the providers' books. */
#include "bills.h"

#define DAY "SELECT provider, DATE_FORMAT(day, '%Y-%m-%d'), " \
	"state = 'fetched', tries FROM bill_day d "

enum {
	WANT, DUE, LIST, RECHECK, STALE, TRY, FIRST, LAST,
	CLEAR, LINE, FETCHED, UNBOOKED,
	SUM_PAID, SUM_NOTICES, SUM_BILLED, SUM_BACK, SUM_BILLED_BACK, SUM_OPEN
};

static const char *const sql[] = {
	[WANT] = "INSERT INTO bill_day (provider, day, state, next_at) "
	    "VALUES (?, ?, 'waiting', ?)",
	[DUE] = DAY "WHERE state = 'waiting' AND next_at <= ? "
	    "ORDER BY next_at LIMIT ?",
	[LIST] = DAY "ORDER BY day DESC, provider LIMIT ?",
	[RECHECK] = DAY "WHERE state = 'fetched' AND (fetched_at >= ? "
	    "OR EXISTS (SELECT 1 FROM difference x WHERE "
	    "x.provider = d.provider AND x.day = d.day "
	    "AND x.state = 'open')) ORDER BY day DESC LIMIT ?",
	[STALE] = DAY "WHERE state = 'fetched' AND next_at <= ? "
	    "AND (fetched_at >= ? OR EXISTS (SELECT 1 FROM difference x "
	    "WHERE x.provider = d.provider AND x.day = d.day "
	    "AND x.state = 'open')) ORDER BY next_at LIMIT ?",
	[TRY] = "UPDATE bill_day SET tries = tries + 1, next_at = ? "
	    "WHERE provider = ? AND day = ? AND tries = ?",
	[FIRST] = "SELECT begun_at FROM pay_attempt ORDER BY id LIMIT 1",
	[LAST] = "SELECT DATE_FORMAT(day, '%Y-%m-%d') FROM bill_day "
	    "WHERE provider = ? ORDER BY day DESC LIMIT 1",
	[CLEAR] = "DELETE FROM bill_line WHERE provider = ? AND day = ?",
	[LINE] = "INSERT INTO bill_line (provider, day, no, order_token, "
	    "transaction_no, refund_token, amount_fen, at) "
	    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	[FETCHED] = "UPDATE bill_day SET state = 'fetched', fetched_at = ? "
	    "WHERE provider = ? AND day = ?",
	[UNBOOKED] = "SELECT l.order_token, l.transaction_no, "
	    "l.refund_token, l.amount_fen, l.at, l.no FROM bill_line l "
	    "JOIN orders o ON o.token = l.order_token "
	    "LEFT JOIN payment p ON p.provider = l.provider "
	    "AND p.transaction_no = l.transaction_no "
	    "WHERE l.provider = ? AND l.day = ? AND l.no >= ? "
	    "AND l.refund_token = '' AND p.id IS NULL "
	    "ORDER BY l.no LIMIT ?",
	[SUM_PAID] = "SELECT COUNT(*), COALESCE(SUM(amount_fen), 0) "
	    "FROM payment WHERE provider = ? AND paid_at >= ? "
	    "AND paid_at < ?",
	[SUM_NOTICES] = "SELECT COUNT(*), 0 FROM payment_event "
	    "WHERE provider = ? AND received_at >= ? AND received_at < ? "
	    "AND kind = 'TRANSACTION.SUCCESS'",
	[SUM_BILLED] = "SELECT COUNT(*), COALESCE(SUM(amount_fen), 0) "
	    "FROM bill_line WHERE provider = ? AND day = ? "
	    "AND refund_token = ''",
	[SUM_BACK] = "SELECT COUNT(*), COALESCE(SUM(f.amount_fen), 0) "
	    "FROM refund f JOIN payment p ON p.id = f.payment_id "
	    "WHERE p.provider = ? AND f.done_at >= ? AND f.done_at < ? "
	    "AND f.state = 'success'",
	[SUM_BILLED_BACK] = "SELECT COUNT(*), "
	    "COALESCE(SUM(amount_fen), 0) FROM bill_line WHERE provider = ? "
	    "AND day = ? AND refund_token <> ''",
	[SUM_OPEN] = "SELECT COUNT(*), 0 FROM difference WHERE provider = ? "
	    "AND day = ? AND state = 'open'",
};

enum err bill_day_want(struct db *db, const char *provider, const char *day,
    int64_t at)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[WANT], &q);

	if (e != OK)
		return e;
	db_bind_text(q, provider);
	db_bind_text(q, day);
	db_bind_time(q, at);
	e = db_exec(q, NULL);
	db_done(q);
	return e == ERR_CONFLICT ? OK : e;
}

static enum err read_days(struct db_stmt *q, struct arena *a,
    struct bill_day *list, int *n)
{
	enum err e;
	int i = 0;

	while ((e = db_row(q)) == OK) {
		list[i].provider = db_text(q, a);
		list[i].day = db_text(q, a);
		list[i].fetched = (int)db_i64(q);
		list[i++].tries = (unsigned)db_u64(q);
	}
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

static enum err days(struct db *db, struct arena *a, const char *text,
    int64_t at, struct bill_day *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, text, &q);

	if (e != OK)
		return e;
	db_bind_time(q, at);
	db_bind_i64(q, max);
	return read_days(q, a, list, n);
}

enum err bill_day_due(struct db *db, struct arena *a, int64_t now,
    struct bill_day *list, int max, int *n)
{
	return days(db, a, sql[DUE], now, list, max, n);
}

enum err bill_day_recheck(struct db *db, struct arena *a, int64_t since,
    struct bill_day *list, int max, int *n)
{
	return days(db, a, sql[RECHECK], since, list, max, n);
}

enum err bill_day_stale(struct db *db, struct arena *a, int64_t now,
    int64_t since, struct bill_day *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[STALE], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_time(q, since);
	db_bind_i64(q, max);
	return read_days(q, a, list, n);
}

enum err bill_day_list(struct db *db, struct arena *a, struct bill_day *list,
    int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LIST], &q);

	if (e != OK)
		return e;
	db_bind_i64(q, max);
	return read_days(q, a, list, n);
}

enum err bill_day_try(struct db *db, const struct bill_day *d,
    int64_t next_at)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[TRY], &q);

	if (e != OK)
		return e;
	db_bind_time(q, next_at);
	db_bind_text(q, d->provider);
	db_bind_text(q, d->day);
	db_bind_u64(q, d->tries);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err bill_first(struct db *db, int64_t *at)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[FIRST], &q);

	if (e != OK)
		return e;
	e = db_row(q);
	if (e == OK)
		*at = db_time(q);
	db_done(q);
	return e;
}

enum err bill_last(struct db *db, struct arena *a, const char *provider,
    const char **day)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LAST], &q);

	if (e != OK)
		return e;
	db_bind_text(q, provider);
	e = db_row(q);
	if (e == OK)
		*day = db_text(q, a);
	db_done(q);
	return e;
}

enum err bill_clear(struct db *db, const char *provider, const char *day)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[CLEAR], &q);

	if (e != OK)
		return e;
	db_bind_text(q, provider);
	db_bind_text(q, day);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err bill_line_add(struct db *db, const char *provider, const char *day,
    const struct bill_line *l)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LINE], &q);

	if (e != OK)
		return e;
	db_bind_text(q, provider);
	db_bind_text(q, day);
	db_bind_u64(q, l->no);
	db_bind_text(q, l->order_token);
	db_bind_text(q, l->transaction_no);
	db_bind_text(q, l->refund_token);
	db_bind_i64(q, l->amount_fen);
	db_bind_time(q, l->at);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err bill_day_fetched(struct db *db, const char *provider,
    const char *day, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[FETCHED], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_text(q, provider);
	db_bind_text(q, day);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err bill_unbooked(struct db *db, struct arena *a, const char *provider,
    const char *day, unsigned from, struct bill_line *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[UNBOOKED], &q);
	int i = 0;

	if (e != OK)
		return e;
	db_bind_text(q, provider);
	db_bind_text(q, day);
	db_bind_u64(q, from);
	db_bind_i64(q, max);
	while ((e = db_row(q)) == OK) {
		list[i].order_token = db_text(q, a);
		list[i].transaction_no = db_text(q, a);
		list[i].refund_token = db_text(q, a);
		list[i].amount_fen = db_i64(q);
		list[i].at = db_time(q);
		list[i++].no = (unsigned)db_u64(q);
	}
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

/* from 0: by the day's name. */
static enum err sum(struct db *db, const char *text, const struct bill_day *d,
    int64_t from, int64_t to, int64_t *n, int64_t *fen)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, text, &q);

	if (e != OK)
		return e;
	db_bind_text(q, d->provider);
	if (from) {
		db_bind_time(q, from);
		db_bind_time(q, to);
	} else {
		db_bind_text(q, d->day);
	}
	e = db_row(q);
	if (e == OK) {
		*n = db_i64(q);
		*fen = db_i64(q);
	}
	db_done(q);
	return e;
}

enum err bill_sum(struct db *db, const struct bill_day *d, int64_t from,
    int64_t to, struct bill_sums *out)
{
	struct bill_sums s = {0};
	int64_t none;
	enum err e = sum(db, sql[SUM_PAID], d, from, to, &s.paid_n,
	    &s.paid_fen);

	if (e == OK)
		e = sum(db, sql[SUM_NOTICES], d, from, to, &s.notices, &none);
	if (e == OK)
		e = sum(db, sql[SUM_BACK], d, from, to, &s.back_n,
		    &s.back_fen);
	if (e == OK)
		e = sum(db, sql[SUM_BILLED], d, 0, 0, &s.billed_n,
		    &s.billed_fen);
	if (e == OK)
		e = sum(db, sql[SUM_BILLED_BACK], d, 0, 0, &s.billed_back_n,
		    &s.billed_back_fen);
	if (e == OK)
		e = sum(db, sql[SUM_OPEN], d, 0, 0, &s.open, &none);
	if (e == OK)
		*out = s;
	return e;
}
