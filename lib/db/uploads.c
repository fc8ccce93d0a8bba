/* See uploads.h. SQL of upload. */
#include "uploads.h"

#include "lib/base/clock.h"

enum {
	HAVE, LIST, ADD, BYTES, OLDEST, STALE, RECORD, DROP, RECORD_ACCOUNT,
	DROP_ACCOUNT
};

#define RECORD_FILES "INSERT INTO deletion (account_id, object, detail, " \
	"reason, created_at) SELECT c.account_id, 'file', u.piece_sha256, " \
	"?, ? FROM upload u JOIN collection c ON c.id = u.collection_id WHERE "

static const char *const sql[] = {
	[HAVE] = "SELECT COALESCE(SUM(length), 0) FROM upload "
	    "WHERE collection_id = ? AND sha256 = ?",
	[LIST] = "SELECT piece_sha256, position, length FROM upload "
	    "WHERE collection_id = ? AND sha256 = ? "
	    "ORDER BY position LIMIT ?",
	[ADD] = "INSERT INTO upload (collection_id, sha256, position, "
	    "length, piece_sha256, created_at) VALUES (?, ?, ?, ?, ?, ?)",
	[BYTES] = "SELECT COALESCE(SUM(length), 0) FROM upload "
	    "WHERE collection_id = ?",
	[OLDEST] = "SELECT sha256 FROM upload WHERE collection_id = ? "
	    "AND sha256 <> ? GROUP BY sha256 ORDER BY MAX(created_at) "
	    "LIMIT 1",
	[STALE] = "SELECT collection_id, sha256 FROM upload "
	    "GROUP BY collection_id, sha256 HAVING MAX(created_at) < ? "
	    "LIMIT 1",
	[RECORD] = RECORD_FILES "u.collection_id = ? AND u.sha256 = ?",
	[DROP] = "DELETE FROM upload WHERE collection_id = ? AND sha256 = ?",
	[RECORD_ACCOUNT] = RECORD_FILES "c.account_id = ?",
	[DROP_ACCOUNT] = "DELETE u FROM upload u JOIN collection c "
	    "ON c.id = u.collection_id WHERE c.account_id = ?",
};

/* Pieces are added in order and dropped together: their sum is where the
 * picture goes on. */
enum err upload_have(struct db *db, uint64_t collection, const char *sha256,
    uint64_t *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[HAVE], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, collection);
	db_bind_text(q, sha256);
	e = db_row(q);
	if (e == OK)
		*n = db_u64(q);
	db_done(q);
	return e;
}

enum err upload_list(struct db *db, struct arena *a, uint64_t collection,
    const char *sha256, struct upload_piece *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LIST], &q);
	int i;

	if (e != OK)
		return e;
	db_bind_u64(q, collection);
	db_bind_text(q, sha256);
	db_bind_i64(q, max);
	for (i = 0; (e = db_row(q)) == OK; i++) {
		list[i].sha256 = db_text(q, a);
		list[i].position = db_u64(q);
		list[i].length = db_u64(q);
	}
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err upload_add(struct db *db, uint64_t collection, const char *sha256,
    const struct upload_piece *p)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, collection);
	db_bind_text(q, sha256);
	db_bind_u64(q, p->position);
	db_bind_u64(q, p->length);
	db_bind_text(q, p->sha256);
	db_bind_time(q, clock_now());
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

static enum err bytes(struct db *db, uint64_t collection, uint64_t *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[BYTES], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, collection);
	e = db_row(q);
	if (e == OK)
		*n = db_u64(q);
	db_done(q);
	return e;
}

enum err upload_total(struct db *db, struct arena *a, uint64_t collection,
    const char *sha256, uint64_t *n, char **oldest)
{
	struct db_stmt *q;
	enum err e = bytes(db, collection, n);

	if (e == OK)
		e = db_prepare(db, sql[OLDEST], &q);
	if (e != OK)
		return e;
	db_bind_u64(q, collection);
	db_bind_text(q, sha256);
	e = db_row(q);
	*oldest = e == OK ? db_text(q, a) : NULL;
	db_done(q);
	return e == ERR_NOTFOUND ? OK : e;
}

enum err upload_stale(struct db *db, struct arena *a, int64_t before,
    uint64_t *collection, char **sha256)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[STALE], &q);

	if (e != OK)
		return e;
	db_bind_time(q, before);
	e = db_row(q);
	if (e == OK) {
		*collection = db_u64(q);
		*sha256 = db_text(q, a);
	}
	db_done(q);
	return e;
}

/* Records first, or nobody would know the files. sha256 NULL: id is an
 * account's. */
static enum err run(struct db *db, int which, uint64_t id,
    const char *sha256, const char *reason)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[which], &q);

	if (e != OK)
		return e;
	if (reason) {
		db_bind_text(q, reason);
		db_bind_time(q, clock_now());
	}
	db_bind_u64(q, id);
	if (sha256)
		db_bind_text(q, sha256);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err upload_drop(struct db *db, uint64_t collection, const char *sha256,
    const char *reason)
{
	enum err e = run(db, RECORD, collection, sha256, reason);

	return e == OK ? run(db, DROP, collection, sha256, NULL) : e;
}

enum err upload_drop_account(struct db *db, uint64_t account,
    const char *reason)
{
	enum err e = run(db, RECORD_ACCOUNT, account, NULL, reason);

	return e == OK ? run(db, DROP_ACCOUNT, account, NULL, NULL) : e;
}
