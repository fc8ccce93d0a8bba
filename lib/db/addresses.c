/* Statements of addresses. */
#include "addresses.h"

#include "lib/base/clock.h"

#define COLUMNS "SELECT id, account_id, recipient, phone, region, detail, " \
	"postcode FROM address "

enum { ADD, GET, LAST };

static const char *const sql[] = {
	[ADD] = "INSERT INTO address (account_id, recipient, phone, region, "
	    "detail, postcode, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
	[GET] = COLUMNS "WHERE account_id = ? AND id = ?",
	[LAST] = COLUMNS "WHERE account_id = ? "
	    "ORDER BY created_at DESC, id DESC LIMIT 1",
};

enum err address_add(struct db *db, const struct address *ad, uint64_t *id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, ad->account_id);
	db_bind_text(q, ad->recipient);
	db_bind_text(q, ad->phone);
	db_bind_text(q, ad->region);
	db_bind_text(q, ad->detail);
	db_bind_text(q, ad->postcode);
	db_bind_time(q, clock_now());
	e = db_exec_one(q);
	db_done(q);
	if (e == OK)
		*id = db_insert_id(db);
	return e;
}

static enum err one(struct db_stmt *q, struct arena *a, struct address *out)
{
	enum err e = db_row(q);

	if (e == OK) {
		out->id = db_u64(q);
		out->account_id = db_u64(q);
		out->recipient = db_text(q, a);
		out->phone = db_text(q, a);
		out->region = db_text(q, a);
		out->detail = db_text(q, a);
		out->postcode = db_text(q, a);
	}
	db_done(q);
	return e;
}

enum err address_get(struct db *db, struct arena *a, uint64_t account,
    uint64_t id, struct address *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[GET], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, account);
	db_bind_u64(q, id);
	return one(q, a, out);
}

enum err address_last(struct db *db, struct arena *a, uint64_t account,
    struct address *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LAST], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, account);
	return one(q, a, out);
}
