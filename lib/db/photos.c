/* Photos: SQL of photo. */
#include "photos.h"

#include "lib/base/clock.h"

#define COLUMNS "SELECT p.id, p.token, p.collection_id, p.original_sha256, " \
	"p.original_type, p.result_sha256, p.shown_sha256, p.verdict, " \
	"p.created_at, p.removed_at"
#define WHOLE COLUMNS ", p.report, p.profile, p.certificate, " \
	"p.remark_reasons, p.remark, p.remarked_at FROM photo p "

enum {
	GET, OF, SUBMITTED, LAST, LIST, ADD, REMARK, SAME, SURPLUS, RECORD,
	REMOVE, ALIKE
};

static const char *const sql[] = {
	[GET] = WHOLE "JOIN collection c ON c.id = p.collection_id "
	    "WHERE c.account_id = ? AND p.token = ?",
	[OF] = WHOLE "WHERE p.collection_id = ? AND p.id = ?",
	[SUBMITTED] = COLUMNS " FROM photo p "
	    "JOIN collection c ON c.photo_id = p.id "
	    "WHERE c.account_id = ? AND c.token = ? "
	    "AND c.submitted_at IS NOT NULL AND p.removed_at IS NULL "
	    "AND p.result_sha256 IS NOT NULL",
	[LAST] = WHOLE "WHERE p.collection_id = ? "
	    "ORDER BY p.created_at DESC, p.id DESC LIMIT 1",
	[LIST] = COLUMNS " FROM photo p WHERE p.collection_id = ? "
	    "ORDER BY p.created_at DESC, p.id DESC LIMIT ?",
	[SAME] = COLUMNS " FROM photo p WHERE p.collection_id = ? "
	    "AND p.original_sha256 = ? AND p.profile = ? "
	    "AND p.removed_at IS NULL ORDER BY p.id DESC LIMIT 1",
	[SURPLUS] = "SELECT p.id FROM photo p "
	    "JOIN collection c ON c.id = p.collection_id "
	    "WHERE p.collection_id = ? AND p.removed_at IS NULL "
	    "AND p.id <> COALESCE(c.photo_id, 0) AND NOT EXISTS "
	    "(SELECT 1 FROM orders o WHERE o.photo_id = p.id) "
	    "ORDER BY p.id DESC LIMIT 20 OFFSET ?",
	/* One row for each file of it. */
	[RECORD] = "INSERT INTO deletion (account_id, object, detail, "
	    "reason, created_at) SELECT ?, 'file', "
	    "ELT(k.n, p.original_sha256, p.result_sha256, p.shown_sha256), "
	    "'surplus', ? FROM photo p JOIN (SELECT 1 AS n UNION ALL "
	    "SELECT 2 UNION ALL SELECT 3) k WHERE p.id = ? AND ELT(k.n, "
	    "p.original_sha256, p.result_sha256, p.shown_sha256) IS NOT NULL",
	[REMOVE] = "UPDATE photo SET removed_at = ?, report = '', "
	    "certificate = NULL, phash = NULL, remark_reasons = '', "
	    "remark = '' WHERE id = ? AND removed_at IS NULL",
	[ADD] = "INSERT INTO photo (token, collection_id, original_sha256, "
	    "original_type, result_sha256, shown_sha256, verdict, phash, "
	    "report, profile, certificate, created_at) "
	    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	/* Two ways in, so that each has its key. */
	[ALIKE] = "SELECT p.phash FROM collection c "
	    "JOIN photo p ON p.id = c.photo_id WHERE c.account_id = ? "
	    "AND c.state IN ('rejected', 'returned') "
	    "AND BIT_COUNT(p.phash ^ ?) <= ? UNION ALL "
	    "SELECT p.phash FROM collection c "
	    "JOIN photo p ON p.id = c.photo_id WHERE c.campaign_id = ? "
	    "AND c.account_id <> ? AND BIT_COUNT(p.phash ^ ?) <= ? LIMIT ?",
	[REMARK] = "UPDATE photo SET remark_reasons = ?, remark = ?, "
	    "remarked_at = ? WHERE id = ? AND removed_at IS NULL",
};

static void read_photo(struct db_stmt *q, struct arena *a, struct photo *p)
{
	p->id = db_u64(q);
	p->token = db_text(q, a);
	p->collection_id = db_u64(q);
	p->original_sha256 = db_text(q, a);
	p->original_type = db_text(q, a);
	p->result_sha256 = db_text(q, a);
	p->shown_sha256 = db_text(q, a);
	p->verdict = db_text(q, a);
	p->created_at = db_time(q);
	p->removed_at = db_time(q);
	p->report = p->profile = p->certificate = NULL;
	p->remark_reasons = p->remark = NULL;
	p->remarked_at = 0;
}

static enum err one(struct db_stmt *q, struct arena *a, struct photo *out)
{
	enum err e = db_row(q);

	if (e == OK) {
		read_photo(q, a, out);
		out->report = db_text(q, a);
		out->profile = db_text(q, a);
		out->certificate = db_text(q, a);
		out->remark_reasons = db_text(q, a);
		out->remark = db_text(q, a);
		out->remarked_at = db_time(q);
	}
	db_done(q);
	return e;
}

enum err photo_get(struct db *db, struct arena *a, uint64_t account,
    const char *token, struct photo *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[GET], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, account);
	db_bind_text(q, token);
	return one(q, a, out);
}

enum err photo_of(struct db *db, struct arena *a, uint64_t collection,
    uint64_t photo, struct photo *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[OF], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, collection);
	db_bind_u64(q, photo);
	return one(q, a, out);
}

enum err photo_submitted(struct db *db, struct arena *a, uint64_t account,
    const char *collection, struct photo *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SUBMITTED], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, account);
	db_bind_text(q, collection);
	e = db_row(q);
	if (e == OK)
		read_photo(q, a, out);
	db_done(q);
	return e;
}

enum err photo_last(struct db *db, struct arena *a, uint64_t collection,
    struct photo *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LAST], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, collection);
	return one(q, a, out);
}

enum err photo_list(struct db *db, struct arena *a, uint64_t collection,
    struct photo *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LIST], &q);
	int i = 0;

	if (e != OK)
		return e;
	db_bind_u64(q, collection);
	db_bind_i64(q, max);
	while ((e = db_row(q)) == OK)
		read_photo(q, a, &list[i++]);
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err photo_same(struct db *db, struct arena *a, uint64_t collection,
    const char *original_sha256, const char *profile, struct photo *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SAME], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, collection);
	db_bind_text(q, original_sha256);
	db_bind_text(q, profile);
	e = db_row(q);
	if (e == OK)
		read_photo(q, a, out);
	db_done(q);
	return e;
}

#define SURPLUS_MAX 20		/* as in its statement */

static enum err surplus(struct db *db, uint64_t collection, int keep,
    uint64_t list[SURPLUS_MAX], int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SURPLUS], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, collection);
	db_bind_i64(q, keep);
	for (*n = 0; (e = db_row(q)) == OK; (*n)++)
		list[*n] = db_u64(q);
	db_done(q);
	return e == ERR_NOTFOUND ? OK : e;
}

static enum err record(struct db *db, uint64_t account, uint64_t id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[RECORD], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, account);
	db_bind_time(q, clock_now());
	db_bind_u64(q, id);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

static enum err remove_one(struct db *db, uint64_t id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[REMOVE], &q);

	if (e != OK)
		return e;
	db_bind_time(q, clock_now());
	db_bind_u64(q, id);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err photo_trim(struct db *db, uint64_t account, uint64_t collection,
    int keep)
{
	uint64_t list[SURPLUS_MAX];
	int i, n = 0;
	enum err e = surplus(db, collection, keep, list, &n);

	for (i = 0; i < n && e == OK; i++) {
		e = record(db, account, list[i]);
		if (e == OK)
			e = remove_one(db, list[i]);
	}
	return e;
}

enum err photo_add(struct db *db, const struct photo *p, uint64_t *id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD], &q);

	if (e != OK)
		return e;
	db_bind_text(q, p->token);
	db_bind_u64(q, p->collection_id);
	db_bind_text(q, p->original_sha256);
	db_bind_text(q, p->original_type);
	db_bind_text(q, p->result_sha256);
	db_bind_text(q, p->shown_sha256);
	db_bind_text(q, p->verdict);
	db_bind_u64(q, p->phash);
	db_bind_text(q, p->report);
	db_bind_text(q, p->profile);
	db_bind_text(q, p->certificate);
	db_bind_time(q, clock_now());
	e = db_exec_one(q);
	db_done(q);
	if (e == OK)
		*id = db_insert_id(db);
	return e;
}

enum err photo_remark(struct db *db, uint64_t id, const char *reasons,
    const char *remark)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[REMARK], &q);

	if (e != OK)
		return e;
	db_bind_text(q, reasons);
	db_bind_text(q, remark);
	db_bind_time(q, *reasons || *remark ? clock_now() : 0);
	db_bind_u64(q, id);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err photo_alike(struct db *db, const struct photo_look *l,
    uint64_t *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ALIKE], &q);
	int i = 0;

	if (e != OK)
		return e;
	db_bind_u64(q, l->account);
	db_bind_u64(q, l->phash);
	db_bind_i64(q, l->distance);
	db_bind_u64(q, l->campaign);
	db_bind_u64(q, l->account);
	db_bind_u64(q, l->phash);
	db_bind_i64(q, l->distance);
	db_bind_i64(q, max);
	while ((e = db_row(q)) == OK)
		list[i++] = db_u64(q);
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}
