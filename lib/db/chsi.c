/* 采集码 and corrections: SQL of chsi_code and correction. */
#include "chsi.h"

#include "lib/base/clock.h"

enum { GET, UPDATE, ADD, CORRECTION_ADD, CORRECTION_LATEST };

static const char *const sql[] = {
	[GET] = "SELECT code_sealed, scheme, created_at FROM chsi_code "
	    "WHERE enrolment_id = ?",
	/* Not ON DUPLICATE KEY: that would also hide a duplicate of the
	 * other unique key, somebody else's code. */
	[UPDATE] = "UPDATE chsi_code SET code_lookup = ?, code_sealed = ?, "
	    "scheme = ?, created_at = ? WHERE enrolment_id = ?",
	[ADD] = "INSERT INTO chsi_code (code_lookup, code_sealed, scheme, "
	    "created_at, enrolment_id) VALUES (?, ?, ?, ?, ?)",
	[CORRECTION_ADD] = "INSERT INTO correction (enrolment_id, message, "
	    "state, created_at) SELECT ?, ?, 'open', ? FROM DUAL "
	    "WHERE NOT EXISTS (SELECT 1 FROM correction "
	    "WHERE enrolment_id = ? AND state = 'open' AND message = ?)",
	[CORRECTION_LATEST] = "SELECT message, state, answer "
	    "FROM correction WHERE enrolment_id = ? "
	    "ORDER BY state = 'open' DESC, id DESC LIMIT 1",
};

enum err chsi_code_get(struct db *db, struct arena *a, uint64_t enrolment,
    struct chsi_code *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[GET], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, enrolment);
	e = db_row(q);
	if (e == OK) {
		out->sealed = db_blob(q, a, &out->sealed_n);
		out->scheme = db_text(q, a);
		out->created_at = db_time(q);
	}
	db_done(q);
	return e;
}

static enum err write_code(struct db *db, const char *text,
    uint64_t enrolment, const uint8_t lookup[32], const struct chsi_code *c)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, text, &q);

	if (e != OK)
		return e;
	db_bind_blob(q, lookup, 32);
	db_bind_blob(q, c->sealed, c->sealed_n);
	db_bind_text(q, c->scheme);
	db_bind_time(q, clock_now());
	db_bind_u64(q, enrolment);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err chsi_code_put(struct db *db, uint64_t enrolment,
    const uint8_t lookup[32], const struct chsi_code *c)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[GET], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, enrolment);
	e = db_row(q);
	db_done(q);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	return write_code(db, sql[e == OK ? UPDATE : ADD], enrolment, lookup,
	    c);
}

enum err correction_add(struct db *db, uint64_t enrolment,
    const char *message)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[CORRECTION_ADD], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, enrolment);
	db_bind_text(q, message);
	db_bind_time(q, clock_now());
	db_bind_u64(q, enrolment);
	db_bind_text(q, message);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err correction_latest(struct db *db, struct arena *a,
    uint64_t enrolment, struct correction_said *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[CORRECTION_LATEST], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, enrolment);
	e = db_row(q);
	if (e == OK) {
		out->message = db_text(q, a);
		out->state = db_text(q, a);
		out->answer = db_text(q, a);
	}
	db_done(q);
	return e;
}
