/* Statements of orders and shipments. */
#include "orders.h"

#include "lib/base/clock.h"

#define OWN "SELECT o.id, o.token, o.account_id, o.collection_id, " \
	"o.photo_id, o.state, o.prints, COALESCE(o.address_id, 0), " \
	"o.amount_fen, o.currency, o.created_at, o.expires_at, o.paid_at, " \
	"o.closed_at, o.asked_at, "
#define COLUMNS OWN "s.state, s.courier, s.parcel_no " \
	"FROM orders o LEFT JOIN shipment s ON s.order_id = o.id "

enum {
	GET, LIVE, LIST, LOCK, ADD, PAID, CLOSE, UNDO, MOVE, ASK,
	EXPIRED, UNASKED, SHIPMENT, SHIPMENT_CANCEL
};

static const char *const sql[] = {
	[GET] = COLUMNS "WHERE o.account_id = ? AND o.token = ?",
	[LIVE] = COLUMNS "WHERE o.account_id = ? AND o.collection_id = ? "
	    "AND o.live = 1",
	[LIST] = COLUMNS "WHERE o.account_id = ? "
	    "ORDER BY o.created_at DESC, o.id DESC LIMIT ?",
	/* Without the join, which would lock the gap where another order's
	 * shipment goes. */
	[LOCK] = OWN "NULL, NULL, NULL FROM orders o WHERE o.token = ? "
	    "FOR UPDATE",
	[ADD] = "INSERT INTO orders (token, account_id, collection_id, "
	    "photo_id, live, state, prints, address_id, amount_fen, "
	    "created_at, expires_at) "
	    "VALUES (?, ?, ?, ?, 1, 'pending', ?, NULLIF(?, 0), ?, ?, ?)",
	[PAID] = "UPDATE orders SET state = 'paid', paid_at = ? "
	    "WHERE id = ? AND state = 'pending'",
	[CLOSE] = "UPDATE orders SET state = 'closed', live = NULL, "
	    "closed_at = ? WHERE id = ? AND state = 'pending'",
	[UNDO] = "UPDATE orders SET state = 'refunding', live = NULL "
	    "WHERE id = ? AND state = 'paid'",
	[MOVE] = "UPDATE orders SET state = ? WHERE id = ? AND state = ?",
	[ASK] = "UPDATE orders SET asked_at = ? WHERE id = ? "
	    "AND state = 'pending' AND (asked_at IS NULL OR asked_at <= ?)",
	/* One that could not be closed (the provider was away) waits, 10 s
	 * to 10 minutes: a quarter of the time that it is over. */
	[EXPIRED] = COLUMNS "WHERE o.state = 'pending' "
	    "AND o.expires_at <= ? AND (o.asked_at IS NULL "
	    "OR o.asked_at <= ? - INTERVAL LEAST(600, GREATEST(10, "
	    "TIMESTAMPDIFF(SECOND, o.expires_at, o.asked_at) DIV 4)) SECOND) "
	    "ORDER BY o.expires_at LIMIT ?",
	/* The pause is a quarter of the order's age, 5 to 60 seconds. */
	[UNASKED] = COLUMNS "WHERE o.state = 'pending' "
	    "AND o.expires_at > ? AND o.asked_at <= ? - INTERVAL "
	    "LEAST(60, GREATEST(5, TIMESTAMPDIFF(SECOND, o.created_at, "
	    "o.asked_at) DIV 4)) SECOND ORDER BY o.asked_at LIMIT ?",
	[SHIPMENT] = "INSERT INTO shipment (order_id, state, updated_at) "
	    "VALUES (?, 'waiting', ?)",
	[SHIPMENT_CANCEL] = "UPDATE shipment SET state = 'cancelled', "
	    "updated_at = ? WHERE order_id = ? AND state = 'waiting'",
};

static void read_order(struct db_stmt *q, struct arena *a, struct order *o)
{
	o->id = db_u64(q);
	o->token = db_text(q, a);
	o->account_id = db_u64(q);
	o->collection_id = db_u64(q);
	o->photo_id = db_u64(q);
	o->state = db_text(q, a);
	o->prints = (int)db_i64(q);
	o->address_id = db_u64(q);
	o->amount_fen = db_i64(q);
	o->currency = db_text(q, a);
	o->created_at = db_time(q);
	o->expires_at = db_time(q);
	o->paid_at = db_time(q);
	o->closed_at = db_time(q);
	o->asked_at = db_time(q);
	o->shipment = db_text(q, a);
	o->courier = db_text(q, a);
	o->parcel_no = db_text(q, a);
}

static enum err one(struct db_stmt *q, struct arena *a, struct order *out)
{
	enum err e = db_row(q);

	if (e == OK)
		read_order(q, a, out);
	db_done(q);
	return e;
}

static enum err list(struct db_stmt *q, struct arena *a, struct order *out,
    int *n)
{
	enum err e;
	int i = 0;

	while ((e = db_row(q)) == OK)
		read_order(q, a, &out[i++]);
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err order_get(struct db *db, struct arena *a, uint64_t account,
    const char *token, struct order *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[GET], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, account);
	db_bind_text(q, token);
	return one(q, a, out);
}

enum err order_live(struct db *db, struct arena *a, uint64_t account,
    uint64_t collection, struct order *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LIVE], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, account);
	db_bind_u64(q, collection);
	return one(q, a, out);
}

enum err order_list(struct db *db, struct arena *a, uint64_t account,
    struct order *out, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LIST], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, account);
	db_bind_i64(q, max);
	return list(q, a, out, n);
}

enum err order_lock(struct db *db, struct arena *a, const char *token,
    struct order *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LOCK], &q);

	if (e != OK)
		return e;
	db_bind_text(q, token);
	return one(q, a, out);
}

enum err order_add(struct db *db, const struct order *o, uint64_t *id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD], &q);

	if (e != OK)
		return e;
	db_bind_text(q, o->token);
	db_bind_u64(q, o->account_id);
	db_bind_u64(q, o->collection_id);
	db_bind_u64(q, o->photo_id);
	db_bind_i64(q, o->prints);
	db_bind_u64(q, o->address_id);
	db_bind_i64(q, o->amount_fen);
	db_bind_time(q, o->created_at);
	db_bind_time(q, o->expires_at);
	e = db_exec_one(q);
	db_done(q);
	if (e == OK)
		*id = db_insert_id(db);
	return e;
}

/* The changes that also set a time. */
static enum err change_at(struct db *db, const char *text, int64_t t,
    uint64_t id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, text, &q);

	if (e != OK)
		return e;
	db_bind_time(q, t);
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err order_paid(struct db *db, uint64_t id, int64_t paid_at)
{
	return change_at(db, sql[PAID], paid_at, id);
}

enum err order_close(struct db *db, uint64_t id, int64_t now)
{
	return change_at(db, sql[CLOSE], now, id);
}

enum err order_undo(struct db *db, uint64_t id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[UNDO], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err order_move(struct db *db, uint64_t id, const char *from,
    const char *to)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[MOVE], &q);

	if (e != OK)
		return e;
	db_bind_text(q, to);
	db_bind_u64(q, id);
	db_bind_text(q, from);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err order_ask(struct db *db, uint64_t id, int64_t now, int pause)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ASK], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_u64(q, id);
	db_bind_time(q, now - pause);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

static enum err due(struct db *db, struct arena *a, const char *text,
    int64_t now, struct order *out, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, text, &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_time(q, now);
	db_bind_i64(q, max);
	return list(q, a, out, n);
}

enum err order_expired(struct db *db, struct arena *a, int64_t now,
    struct order *out, int max, int *n)
{
	return due(db, a, sql[EXPIRED], now, out, max, n);
}

enum err order_unasked(struct db *db, struct arena *a, int64_t now,
    struct order *out, int max, int *n)
{
	return due(db, a, sql[UNASKED], now, out, max, n);
}

enum err shipment_add(struct db *db, uint64_t order, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SHIPMENT], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, order);
	db_bind_time(q, now);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err shipment_cancel(struct db *db, uint64_t order, int64_t now)
{
	return change_at(db, sql[SHIPMENT_CANCEL], now, order);
}
