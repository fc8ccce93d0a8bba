/* Statements of addresses. */
#include "addresses.h"

#include "lib/base/clock.h"

#define COLUMNS "SELECT id, account_id, recipient, phone, region_code, " \
	"region, detail, postcode, listed FROM address "

enum { ADD, GET, LIST, USED, UNLIST, EMPTY };

static const char *const sql[] = {
	[ADD] = "INSERT INTO address (account_id, recipient, phone, "
	    "region_code, region, detail, postcode, listed, created_at, "
	    "used_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[GET] = COLUMNS "WHERE account_id = ? AND id = ?",
	[LIST] = COLUMNS "WHERE account_id = ? AND listed = 1 "
	    "AND recipient <> '' ORDER BY COALESCE(used_at, created_at) "
	    "DESC, id DESC LIMIT ?",
	[USED] = "UPDATE address SET used_at = ? WHERE account_id = ? "
	    "AND id = ?",
	[UNLIST] = "UPDATE address SET listed = 0 WHERE account_id = ? "
	    "AND id = ? AND listed = 1",
	[EMPTY] = "UPDATE address SET recipient = '', phone = '', "
	    "region_code = '', region = '', detail = '', postcode = '' "
	    "WHERE account_id = ? AND id = ? AND id NOT IN (SELECT address_id "
	    "FROM orders WHERE address_id IS NOT NULL AND account_id = ?)",
};

enum err address_add(struct db *db, const struct address *ad, uint64_t *id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD], &q);
	int64_t now = clock_now();

	if (e != OK)
		return e;
	db_bind_u64(q, ad->account_id);
	db_bind_text(q, ad->recipient);
	db_bind_text(q, ad->phone);
	db_bind_text(q, ad->region_code);
	db_bind_text(q, ad->region);
	db_bind_text(q, ad->detail);
	db_bind_text(q, ad->postcode);
	db_bind_i64(q, ad->listed);
	db_bind_time(q, now);
	db_bind_time(q, now);
	e = db_exec_one(q);
	db_done(q);
	if (e == OK)
		*id = db_insert_id(db);
	return e;
}

static void read_address(struct db_stmt *q, struct arena *a,
    struct address *out)
{
	out->id = db_u64(q);
	out->account_id = db_u64(q);
	out->recipient = db_text(q, a);
	out->phone = db_text(q, a);
	out->region_code = db_text(q, a);
	out->region = db_text(q, a);
	out->detail = db_text(q, a);
	out->postcode = db_text(q, a);
	out->listed = (int)db_i64(q);
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
	e = db_row(q);
	if (e == OK)
		read_address(q, a, out);
	db_done(q);
	return e;
}

enum err address_list(struct db *db, struct arena *a, uint64_t account,
    struct address *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LIST], &q);
	int i;

	if (e != OK)
		return e;
	db_bind_u64(q, account);
	db_bind_i64(q, max);
	for (i = 0; (e = db_row(q)) == OK; i++)
		read_address(q, a, &list[i]);
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err address_used(struct db *db, uint64_t account, uint64_t id,
    int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[USED], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_u64(q, account);
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err address_remove(struct db *db, uint64_t account, uint64_t id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[UNLIST], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, account);
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	if (e == OK)
		e = db_prepare(db, sql[EMPTY], &q);
	if (e != OK)
		return e;
	db_bind_u64(q, account);
	db_bind_u64(q, id);
	db_bind_u64(q, account);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}
