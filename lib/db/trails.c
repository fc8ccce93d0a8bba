/* Statements on the history of an order's money and parcel. */
#include "trails.h"

#define PROBLEM "SELECT p.id, o.token, p.kind, p.message, p.facts, " \
	"p.state, p.created_at FROM payment_problem p " \
	"JOIN orders o ON o.id = p.order_id "

enum { LIST, PARCEL, ADD, OPEN, OPEN_ALL, DONE };

static const char *const sql[] = {
	[LIST] = "SELECT p.provider, p.transaction_no, p.amount_fen, "
	    "p.paid_at, p.late, r.token, r.reason, r.state, "
	    "COALESCE(r.amount_fen, 0), r.created_at, r.done_at "
	    "FROM payment p LEFT JOIN refund r ON r.payment_id = p.id "
	    "WHERE p.order_id = ? ORDER BY p.id LIMIT ?",
	[PARCEL] = "SELECT printed_at, shipped_at, received_at "
	    "FROM shipment WHERE order_id = ?",
	[ADD] = "INSERT INTO payment_problem (order_id, kind, message, "
	    "facts, state, created_at) VALUES (?, ?, ?, ?, 'open', ?)",
	[OPEN] = PROBLEM "WHERE p.order_id = ? AND p.state = 'open' "
	    "ORDER BY p.id DESC LIMIT 1",
	[OPEN_ALL] = PROBLEM "WHERE p.state = 'open' "
	    "ORDER BY p.created_at, p.id LIMIT ?",
	[DONE] = "UPDATE payment_problem SET state = 'done', done_at = ? "
	    "WHERE id = ? AND state = 'open'",
};

enum err trail_list(struct db *db, struct arena *a, uint64_t order,
    struct trail list[TRAIL_MAX], int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LIST], &q);
	struct trail *t;
	int i;

	if (e != OK)
		return e;
	db_bind_u64(q, order);
	db_bind_i64(q, TRAIL_MAX);
	for (i = 0; (e = db_row(q)) == OK; i++) {
		t = &list[i];
		t->provider = db_text(q, a);
		t->transaction_no = db_text(q, a);
		t->amount_fen = db_i64(q);
		t->paid_at = db_time(q);
		t->late = (int)db_i64(q);
		t->refund_token = db_text(q, a);
		t->reason = db_text(q, a);
		t->refund_state = db_text(q, a);
		t->refund_fen = db_i64(q);
		t->refund_at = db_time(q);
		t->refund_done_at = db_time(q);
	}
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err trail_parcel(struct db *db, uint64_t order,
    struct parcel_times *out)
{
	struct parcel_times t = {0};
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[PARCEL], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, order);
	e = db_row(q);
	if (e == OK) {
		t.printed_at = db_time(q);
		t.shipped_at = db_time(q);
		t.received_at = db_time(q);
	}
	db_done(q);
	if (e == OK || e == ERR_NOTFOUND)
		*out = t;
	return e == ERR_NOTFOUND ? OK : e;
}

enum err problem_add(struct db *db, uint64_t order, const struct problem *p,
    int64_t now, uint64_t *id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, order);
	db_bind_text(q, p->kind);
	db_bind_text(q, p->message);
	db_bind_text(q, p->facts);
	db_bind_time(q, now);
	e = db_exec_one(q);
	db_done(q);
	if (e == OK)
		*id = db_insert_id(db);
	return e;
}

static void read_problem(struct db_stmt *q, struct arena *a,
    struct problem *p)
{
	p->id = db_u64(q);
	p->order_token = db_text(q, a);
	p->kind = db_text(q, a);
	p->message = db_text(q, a);
	p->facts = db_text(q, a);
	p->state = db_text(q, a);
	p->created_at = db_time(q);
}

enum err problem_open(struct db *db, struct arena *a, uint64_t order,
    struct problem *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[OPEN], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, order);
	e = db_row(q);
	if (e == OK)
		read_problem(q, a, out);
	db_done(q);
	return e;
}

enum err problem_list(struct db *db, struct arena *a, struct problem *list,
    int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[OPEN_ALL], &q);
	int i;

	if (e != OK)
		return e;
	db_bind_i64(q, max);
	for (i = 0; (e = db_row(q)) == OK; i++)
		read_problem(q, a, &list[i]);
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err problem_done(struct db *db, uint64_t id, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[DONE], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	return e;
}
