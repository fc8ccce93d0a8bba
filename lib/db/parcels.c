/* See parcels.h. */
#include "parcels.h"

enum { LIST, PRINTED, SHIPPED, RECEIVED };

static const char *const sql[] = {
	/* The address is gone where the account is. */
	[LIST] = "SELECT o.token, s.state, s.courier, s.parcel_no, "
	    "COALESCE(d.recipient, ''), COALESCE(d.phone, ''), "
	    "COALESCE(d.region, ''), COALESCE(d.detail, ''), "
	    "COALESCE(d.postcode, ''), o.paid_at "
	    "FROM shipment s JOIN orders o ON o.id = s.order_id "
	    "LEFT JOIN address d ON d.id = o.address_id WHERE s.state = ? "
	    "ORDER BY o.paid_at, o.id LIMIT ?",
	[PRINTED] = "UPDATE shipment SET state = 'printed', printed_at = ?, "
	    "updated_at = ? WHERE order_id = ? AND state = 'waiting'",
	[SHIPPED] = "UPDATE shipment SET state = 'shipped', courier = ?, "
	    "parcel_no = ?, shipped_at = ?, updated_at = ? "
	    "WHERE order_id = ? AND state = 'printed'",
	[RECEIVED] = "UPDATE shipment SET state = 'received', "
	    "received_at = ?, updated_at = ? "
	    "WHERE order_id = ? AND state = 'shipped'",
};

enum err parcel_list(struct db *db, struct arena *a, const char *state,
    struct parcel *list, int max, int *n)
{
	struct db_stmt *q;
	struct parcel *p;
	enum err e = db_prepare(db, sql[LIST], &q);
	int i = 0;

	if (e != OK)
		return e;
	db_bind_text(q, state);
	db_bind_i64(q, max);
	while ((e = db_row(q)) == OK) {
		p = &list[i++];
		p->order_token = db_text(q, a);
		p->state = db_text(q, a);
		p->courier = db_text(q, a);
		p->number = db_text(q, a);
		p->recipient = db_text(q, a);
		p->phone = db_text(q, a);
		p->region = db_text(q, a);
		p->detail = db_text(q, a);
		p->postcode = db_text(q, a);
		p->paid_at = db_time(q);
	}
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

static enum err move(struct db *db, const char *text, uint64_t order,
    const char *courier, const char *number, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, text, &q);

	if (e != OK)
		return e;
	if (number) {
		db_bind_text(q, courier);
		db_bind_text(q, number);
	}
	db_bind_time(q, now);
	db_bind_time(q, now);
	db_bind_u64(q, order);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err parcel_printed(struct db *db, uint64_t order, int64_t now)
{
	return move(db, sql[PRINTED], order, NULL, NULL, now);
}

enum err parcel_shipped(struct db *db, uint64_t order, const char *courier,
    const char *number, int64_t now)
{
	return move(db, sql[SHIPPED], order, courier, number, now);
}

enum err parcel_received(struct db *db, uint64_t order, int64_t now)
{
	return move(db, sql[RECEIVED], order, NULL, NULL, now);
}
