/* Statements of prices and of the lines of orders. */
#include "prices.h"

enum { LIST, SET, REMOVE, POSTAGE, POSTAGE_SET, ITEM_ADD, ITEMS };

static const char *const sql[] = {
	[LIST] = "SELECT id, size, photos, set_fen, included FROM print_price "
	    "WHERE campaign_id = ? ORDER BY included DESC, id LIMIT ?",
	[SET] = "INSERT INTO print_price (campaign_id, size, photos, set_fen, "
	    "included) VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE "
	    "photos = VALUES(photos), set_fen = VALUES(set_fen), "
	    "included = VALUES(included)",
	[REMOVE] = "DELETE FROM print_price WHERE campaign_id = ? "
	    "AND size = ?",
	[POSTAGE] = "SELECT province, fen FROM postage "
	    "WHERE campaign_id = ? ORDER BY province LIMIT ?",
	[POSTAGE_SET] = "INSERT INTO postage (campaign_id, province, fen) "
	    "VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE fen = VALUES(fen)",
	[ITEM_ADD] = "INSERT INTO order_item (order_id, no, kind, size, "
	    "photos, sets, amount_fen) VALUES (?, ?, ?, ?, ?, ?, ?)",
	[ITEMS] = "SELECT kind, size, photos, sets, amount_fen "
	    "FROM order_item WHERE order_id = ? ORDER BY no LIMIT ?",
};

enum err price_list(struct db *db, struct arena *a, uint64_t campaign,
    struct print_price list[PRICES_MAX], int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LIST], &q);
	int i;

	if (e != OK)
		return e;
	db_bind_u64(q, campaign);
	db_bind_i64(q, PRICES_MAX);
	for (i = 0; (e = db_row(q)) == OK; i++) {
		list[i].id = db_u64(q);
		list[i].size = db_text(q, a);
		list[i].photos = (int)db_i64(q);
		list[i].set_fen = db_i64(q);
		list[i].included = (int)db_i64(q);
	}
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err price_set(struct db *db, uint64_t campaign,
    const struct print_price *p)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SET], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, campaign);
	db_bind_text(q, p->size);
	db_bind_i64(q, p->photos);
	db_bind_i64(q, p->set_fen);
	db_bind_i64(q, p->included);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err price_remove(struct db *db, uint64_t campaign, const char *size)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[REMOVE], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, campaign);
	db_bind_text(q, size);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err postage_list(struct db *db, struct arena *a, uint64_t campaign,
    struct postage list[POSTAGE_MAX], int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[POSTAGE], &q);
	int i;

	if (e != OK)
		return e;
	db_bind_u64(q, campaign);
	db_bind_i64(q, POSTAGE_MAX);
	for (i = 0; (e = db_row(q)) == OK; i++) {
		list[i].province = db_text(q, a);
		list[i].fen = db_i64(q);
	}
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err postage_set(struct db *db, uint64_t campaign,
    const struct postage *p)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[POSTAGE_SET], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, campaign);
	db_bind_text(q, p->province);
	db_bind_i64(q, p->fen);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err order_item_add(struct db *db, uint64_t order, int no,
    const struct order_item *item)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ITEM_ADD], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, order);
	db_bind_i64(q, no);
	db_bind_text(q, item->kind);
	db_bind_text(q, item->size);
	db_bind_i64(q, item->photos);
	db_bind_i64(q, item->sets);
	db_bind_i64(q, item->amount_fen);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err order_items(struct db *db, struct arena *a, uint64_t order,
    struct order_item list[ITEMS_MAX], int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ITEMS], &q);
	int i;

	if (e != OK)
		return e;
	db_bind_u64(q, order);
	db_bind_i64(q, ITEMS_MAX);
	for (i = 0; (e = db_row(q)) == OK; i++) {
		list[i].kind = db_text(q, a);
		list[i].size = db_text(q, a);
		list[i].photos = (int)db_i64(q);
		list[i].sets = (int)db_i64(q);
		list[i].amount_fen = db_i64(q);
	}
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}
