/* SMS codes: SQL of sms_code. */
#include "codes.h"

#include <string.h>

enum { COUNTS, END_EARLIER, ADD, NEWEST, TRY, USE, SWEEP };

#define MINUTE	60
#define HOUR	3600
#define DAY	86400

static const char *const sql[] = {
	[COUNTS] = "SELECT CAST(COALESCE(SUM(created_at > ?), 0) AS SIGNED),"
	    " CAST(COALESCE(SUM(created_at > ?), 0) AS SIGNED), COUNT(*)"
	    " FROM sms_code WHERE phone = ? AND created_at > ? FOR UPDATE",
	[END_EARLIER] = "UPDATE sms_code SET expires_at = ?"
	    " WHERE phone = ? AND purpose = ? AND used_at IS NULL"
	    " AND expires_at > ?",
	[ADD] = "INSERT INTO sms_code (phone, purpose, code_hash, created_at,"
	    " expires_at) VALUES (?, ?, ?, ?, ?)",
	[NEWEST] = "SELECT id, code_hash FROM sms_code"
	    " WHERE phone = ? AND purpose = ? AND used_at IS NULL"
	    " AND expires_at > ? AND tries < ?"
	    " ORDER BY created_at DESC, id DESC LIMIT 1",
	[TRY] = "UPDATE sms_code SET tries = tries + 1"
	    " WHERE id = ? AND used_at IS NULL AND tries < ?",
	[USE] = "UPDATE sms_code SET used_at = ?"
	    " WHERE id = ? AND used_at IS NULL",
	[SWEEP] = "DELETE FROM sms_code WHERE created_at <= ? LIMIT ?",
};

enum err code_counts(struct db *db, const char *phone, int64_t now,
    struct code_counts *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[COUNTS], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now - MINUTE);
	db_bind_time(q, now - HOUR);
	db_bind_text(q, phone);
	db_bind_time(q, now - DAY);
	e = db_row(q);
	if (e == OK) {
		out->minute = db_i64(q);
		out->hour = db_i64(q);
		out->day = db_i64(q);
	}
	db_done(q);
	return e;
}

static enum err end_earlier(struct db *db, const char *phone,
    const char *purpose, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[END_EARLIER], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_text(q, phone);
	db_bind_text(q, purpose);
	db_bind_time(q, now);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err code_add(struct db *db, const char *phone, const char *purpose,
    const uint8_t hash[32], int64_t now, int64_t expires_at)
{
	struct db_stmt *q;
	enum err e = end_earlier(db, phone, purpose, now);

	if (e == OK)
		e = db_prepare(db, sql[ADD], &q);
	if (e != OK)
		return e;
	db_bind_text(q, phone);
	db_bind_text(q, purpose);
	db_bind_blob(q, hash, 32);
	db_bind_time(q, now);
	db_bind_time(q, expires_at);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

static enum err newest(struct db *db, struct arena *a, const char *phone,
    const char *purpose, int64_t now, uint64_t *id, uint8_t hash[32])
{
	struct db_stmt *q;
	const void *p;
	size_t n;
	enum err e = db_prepare(db, sql[NEWEST], &q);

	if (e != OK)
		return e;
	db_bind_text(q, phone);
	db_bind_text(q, purpose);
	db_bind_time(q, now);
	db_bind_i64(q, CODE_TRIES);
	e = db_row(q);
	if (e == OK) {
		*id = db_u64(q);
		p = db_blob(q, a, &n);
		if (n == 32)
			memcpy(hash, p, n);
		else
			e = ERR_INTERNAL;
	}
	db_done(q);
	return e == ERR_NOTFOUND ? ERR_LIMIT : e;
}

enum err code_try(struct db *db, struct arena *a, const char *phone,
    const char *purpose, int64_t now, uint64_t *id, uint8_t hash[32])
{
	struct db_stmt *q;
	enum err e = newest(db, a, phone, purpose, now, id, hash);

	if (e == OK)
		e = db_prepare(db, sql[TRY], &q);
	if (e != OK)
		return e;
	db_bind_u64(q, *id);
	db_bind_i64(q, CODE_TRIES);
	e = db_exec_one(q);
	db_done(q);
	return e == ERR_CONFLICT ? ERR_LIMIT : e;
}

enum err code_use(struct db *db, uint64_t id, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[USE], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err code_sweep(struct db *db, int64_t now, int max, uint64_t *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SWEEP], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now - DAY);
	db_bind_i64(q, max);
	e = db_exec(q, n);
	db_done(q);
	return e;
}
