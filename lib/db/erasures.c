/* See erasures.h. */
#include "erasures.h"

#include "lib/base/clock.h"

#include <stdio.h>

enum {
	OPEN, WITHDRAW_EARLY, WITHDRAW, RECORD_ORIGINALS, RECORD_RESULTS,
	RECORD_SHOWN, REMOVE_PHOTOS, FILES, FILE_DONE, NAMED, CLAIM, CLAIMED,
	CLAIM_DROP, CLAIMS, CLAIM_DONE, INHERIT
};

/* Photos of an account: all of them (1), or of withdrawn collections (0). */
#define PHOTOS " FROM photo p JOIN collection c ON c.id = p.collection_id" \
	" WHERE c.account_id = ? AND (? = 1 OR c.state = 'withdrawn')" \
	" AND p.removed_at IS NULL"

static const char *const sql[] = {
	[OPEN] = "SELECT"
	    " (SELECT COUNT(*) FROM orders WHERE account_id = ?"
	    "  AND state = 'pending'),"
	    " (SELECT COUNT(*) FROM orders o JOIN collection c"
	    "  ON c.id = o.collection_id WHERE o.account_id = ?"
	    "  AND o.state = 'paid' AND c.state IN ('submitted', 'approved')),"
	    " (SELECT COUNT(*) FROM orders o JOIN shipment s"
	    "  ON s.order_id = o.id WHERE o.account_id = ?"
	    "  AND o.state = 'paid' AND s.state <> 'received')",
	[WITHDRAW_EARLY] = "UPDATE collection SET state = 'withdrawn',"
	    " live = NULL, updated_at = ? WHERE account_id = ?"
	    " AND state IN ('draft', 'photo_ready')",
	[WITHDRAW] = "UPDATE collection SET state = 'withdrawn',"
	    " live = NULL, updated_at = ? WHERE account_id = ?"
	    " AND state IN ('draft', 'photo_ready', 'submitted', 'approved')",
	[RECORD_ORIGINALS] = "INSERT INTO deletion (account_id, object,"
	    " detail, reason, created_at) SELECT c.account_id, 'file',"
	    " p.original_sha256, ?, ?" PHOTOS,
	[RECORD_RESULTS] = "INSERT INTO deletion (account_id, object,"
	    " detail, reason, created_at) SELECT c.account_id, 'file',"
	    " p.result_sha256, ?, ?" PHOTOS " AND p.result_sha256 IS NOT NULL",
	[RECORD_SHOWN] = "INSERT INTO deletion (account_id, object,"
	    " detail, reason, created_at) SELECT c.account_id, 'file',"
	    " p.shown_sha256, ?, ?" PHOTOS " AND p.shown_sha256 IS NOT NULL",
	[REMOVE_PHOTOS] = "UPDATE photo p JOIN collection c"
	    " ON c.id = p.collection_id SET p.removed_at = ?, p.report = '',"
	    " p.certificate = NULL, p.phash = NULL, p.remark_reasons = '',"
	    " p.remark = ''"
	    " WHERE c.account_id = ? AND (? = 1 OR c.state = 'withdrawn')"
	    " AND p.removed_at IS NULL",
	[FILES] = "SELECT id, detail FROM deletion"
	    " WHERE done_at IS NULL ORDER BY id LIMIT ?",
	[NAMED] = "SELECT 1 FROM photo WHERE removed_at IS NULL"
	    " AND (original_sha256 = ? OR result_sha256 = ?"
	    " OR shown_sha256 = ?)"
	    " UNION ALL SELECT 1 FROM enrolment_photo WHERE sha256 = ?"
	    " UNION ALL SELECT 1 FROM upload WHERE piece_sha256 = ? LIMIT 1",
	[FILE_DONE] = "UPDATE deletion SET done_at = ?"
	    " WHERE id = ? AND done_at IS NULL",
	[CLAIM] = "INSERT INTO file_claim (claim, sha256, created_at)"
	    " VALUES (?, ?, ?)",
	[CLAIMED] = "SELECT 1 FROM file_claim WHERE sha256 = ?"
	    " AND created_at > ? LIMIT 1",
	[CLAIM_DROP] = "DELETE FROM file_claim WHERE claim = ?",
	[CLAIMS] = "SELECT id, sha256 FROM file_claim WHERE created_at <= ?"
	    " ORDER BY created_at LIMIT ?",
	[CLAIM_DONE] = "DELETE FROM file_claim WHERE id = ?",
	[INHERIT] = "UPDATE enrolment e JOIN account a ON a.id = e.account_id"
	    " SET e.account_id = ?"
	    " WHERE e.roster_id = ? AND a.state = 'deleted'",
};

/* What names the person; the account's id is the only parameter. */
static const char *const forget[] = {
	"UPDATE collection SET head_cover = 0 WHERE account_id = ?",
	"UPDATE address SET recipient = '', phone = '', region_code = '',"
	" region = '', detail = '', postcode = '' WHERE account_id = ?",
	"UPDATE payment_problem p JOIN orders o ON o.id = p.order_id"
	" SET p.message = '' WHERE o.account_id = ?",
	"DELETE k FROM chsi_code k JOIN enrolment e ON e.id = k.enrolment_id"
	" WHERE e.account_id = ?",
	"DELETE k FROM correction k JOIN enrolment e ON e.id = k.enrolment_id"
	" WHERE e.account_id = ?",
	"DELETE p FROM enrolment_photo p JOIN enrolment e"
	" ON e.roster_id = p.roster_id WHERE e.account_id = ?",
	"UPDATE consent SET remote_addr = '' WHERE account_id = ?",
	"UPDATE outbox SET state = IF(state IN ('waiting', 'sending'),"
	" 'failed', state), recipient = '', params = '' WHERE account_id = ?",
	/* Their values go with them (ON DELETE CASCADE). */
	"DELETE FROM session WHERE account_id = ?",
};

/* The same by phone. Codes for a decoy never had one. */
static const char *const forget_phone[] = {
	"DELETE FROM sms_code WHERE phone = ?",
	"UPDATE outbox SET state = IF(state IN ('waiting', 'sending'),"
	" 'failed', state), recipient = '', params = '' WHERE recipient = ?",
};

/* The school's photo of the person; its file has to be noted before. */
static const char record_enrolment_photos[] =
	"INSERT INTO deletion (account_id, object, detail, reason, created_at)"
	" SELECT e.account_id, 'file', p.sha256, 'account', ?"
	" FROM enrolment_photo p JOIN enrolment e ON e.roster_id = p.roster_id"
	" WHERE e.account_id = ?";
static const char withdraw_consents[] =
	"UPDATE consent SET withdrawn_at = ?"
	" WHERE account_id = ? AND withdrawn_at IS NULL";
static const char record_account[] =
	"INSERT INTO deletion (account_id, object, detail, reason,"
	" created_at, done_at) VALUES (?, 'account', ?, 'account', ?, ?)";
static const char delete_account[] =
	"UPDATE account SET state = 'deleted', id_sealed = NULL,"
	" id_lookup = NULL, name = '', sex = '', phone = '',"
	" phone_login = NULL, email = '', password = '', deleted_at = ?"
	" WHERE id = ? AND state = 'active'";

enum err erasure_open(struct db *db, uint64_t account,
    struct erasure_open *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[OPEN], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, account);
	db_bind_u64(q, account);
	db_bind_u64(q, account);
	e = db_row(q);
	if (e == OK) {
		out->pending = db_i64(q);
		out->paid = db_i64(q);
		out->parcels = db_i64(q);
	}
	db_done(q);
	return e;
}

enum err erasure_withdraw(struct db *db, uint64_t account, int before_order)
{
	struct db_stmt *q;
	enum err e = db_prepare(db,
	    sql[before_order ? WITHDRAW_EARLY : WITHDRAW], &q);

	if (e != OK)
		return e;
	db_bind_time(q, clock_now());
	db_bind_u64(q, account);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

static enum err record_files(struct db *db, int which, uint64_t account,
    int all, const char *reason, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[which], &q);

	if (e != OK)
		return e;
	db_bind_text(q, reason);
	db_bind_time(q, now);
	db_bind_u64(q, account);
	db_bind_i64(q, all);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err erasure_photos(struct db *db, uint64_t account, int all,
    const char *reason, int64_t now)
{
	struct db_stmt *q;
	enum err e = record_files(db, RECORD_ORIGINALS, account, all, reason,
	    now);

	if (e == OK)
		e = record_files(db, RECORD_RESULTS, account, all, reason,
		    now);
	if (e == OK)
		e = record_files(db, RECORD_SHOWN, account, all, reason, now);
	if (e == OK)
		e = db_prepare(db, sql[REMOVE_PHOTOS], &q);
	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_u64(q, account);
	db_bind_i64(q, all);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

static enum err run_id(struct db *db, const char *text, uint64_t id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, text, &q);

	if (e != OK)
		return e;
	db_bind_u64(q, id);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

static enum err run_text(struct db *db, const char *text, const char *value)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, text, &q);

	if (e != OK)
		return e;
	db_bind_text(q, value);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

static enum err run_time_id(struct db *db, const char *text, int64_t now,
    uint64_t id, int one)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, text, &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_u64(q, id);
	e = one ? db_exec_one(q) : db_exec(q, NULL);
	db_done(q);
	return e;
}

static enum err record(struct db *db, uint64_t account, int64_t now)
{
	char detail[24];
	struct db_stmt *q;
	enum err e = db_prepare(db, record_account, &q);

	if (e != OK)
		return e;
	snprintf(detail, sizeof detail, "%llu", (unsigned long long)account);
	db_bind_u64(q, account);
	db_bind_text(q, detail);
	db_bind_time(q, now);
	db_bind_time(q, now);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err erasure_account(struct db *db, uint64_t account, const char *phone,
    int64_t now)
{
	size_t i;
	enum err e = run_time_id(db, delete_account, now, account, 1);

	if (e == OK)
		e = run_time_id(db, record_enrolment_photos, now, account, 0);
	for (i = 0; i < sizeof forget / sizeof forget[0] && e == OK; i++)
		e = run_id(db, forget[i], account);
	for (i = 0; i < sizeof forget_phone / sizeof forget_phone[0] &&
	    e == OK; i++)
		e = run_text(db, forget_phone[i], phone);
	if (e == OK)
		e = run_time_id(db, withdraw_consents, now, account, 0);
	if (e == OK)
		e = record(db, account, now);
	return e;
}

/* The rows of a statement that is ready to run. */
static enum err read_files(struct db_stmt *q, struct arena *a,
    struct erasure_file *list, int max, int *n)
{
	enum err e = OK;
	int i = 0;

	while (i < max && (e = db_row(q)) == OK) {
		list[i].id = db_u64(q);
		list[i++].sha256 = db_text(q, a);
	}
	db_done(q);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err erasure_files(struct db *db, struct arena *a,
    struct erasure_file *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[FILES], &q);

	if (e != OK)
		return e;
	db_bind_i64(q, max);
	return read_files(q, a, list, max, n);
}

enum err erasure_file_done(struct db *db, uint64_t id, int64_t now)
{
	return run_time_id(db, sql[FILE_DONE], now, id, 0);
}

enum err file_named(struct db *db, const char *sha256)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[NAMED], &q);
	int i;

	if (e != OK)
		return e;
	for (i = 0; i < 5; i++)
		db_bind_text(q, sha256);
	e = db_row(q);
	db_done(q);
	return e;
}

/* --- claims -------------------------------------------------------------- */

enum err file_claim(struct db *db, const char *claim, const char *sha256,
    int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[CLAIM], &q);

	if (e != OK)
		return e;
	db_bind_text(q, claim);
	db_bind_text(q, sha256);
	db_bind_time(q, now);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err file_claimed(struct db *db, const char *sha256, int64_t since)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[CLAIMED], &q);

	if (e != OK)
		return e;
	db_bind_text(q, sha256);
	db_bind_time(q, since);
	e = db_row(q);
	db_done(q);
	return e;
}

enum err file_claim_drop(struct db *db, const char *claim)
{
	return run_text(db, sql[CLAIM_DROP], claim);
}

enum err file_claims(struct db *db, struct arena *a, int64_t before,
    struct erasure_file *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[CLAIMS], &q);

	if (e != OK)
		return e;
	db_bind_time(q, before);
	db_bind_i64(q, max);
	return read_files(q, a, list, max, n);
}

enum err file_claim_done(struct db *db, uint64_t id)
{
	return run_id(db, sql[CLAIM_DONE], id);
}

enum err enrolment_inherit(struct db *db, uint64_t account, uint64_t roster)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[INHERIT], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, account);
	db_bind_u64(q, roster);
	e = db_exec_one(q);
	db_done(q);
	return e;
}
