/* Consents: SQL of consent. */
#include "consents.h"

#include <string.h>

enum { ADD, HOLDS, WITHDRAW };

#define COLUMNS "id, purpose, version, text_sha256, remote_addr," \
	" accepted_at, withdrawn_at"

static const char *const sql[] = {
	[ADD] = "INSERT INTO consent (account_id, purpose, version,"
	    " text_sha256, remote_addr, accepted_at)"
	    " VALUES (?, ?, ?, ?, ?, ?)",
	[HOLDS] = "SELECT " COLUMNS " FROM consent WHERE account_id = ?"
	    " AND purpose = ? AND withdrawn_at IS NULL"
	    " ORDER BY accepted_at DESC, id DESC LIMIT 1",
	[WITHDRAW] = "UPDATE consent SET withdrawn_at = ?"
	    " WHERE account_id = ? AND purpose = ? AND withdrawn_at IS NULL",
};

static enum err read_consent(struct db_stmt *q, struct arena *a,
    struct consent *out)
{
	const void *hash;
	size_t n;

	out->id = db_u64(q);
	out->purpose = db_text(q, a);
	out->version = db_text(q, a);
	hash = db_blob(q, a, &n);
	if (n != sizeof out->text_sha256)
		return ERR_INTERNAL;
	memcpy(out->text_sha256, hash, n);
	out->remote_addr = db_text(q, a);
	out->accepted_at = db_time(q);
	out->withdrawn_at = db_time(q);
	return OK;
}

enum err consent_add(struct db *db, uint64_t account, const struct consent *c,
    int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, account);
	db_bind_text(q, c->purpose);
	db_bind_text(q, c->version);
	db_bind_blob(q, c->text_sha256, sizeof c->text_sha256);
	db_bind_text(q, c->remote_addr);
	db_bind_time(q, now);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err consent_holds(struct db *db, struct arena *a, uint64_t account,
    const char *purpose, struct consent *out)
{
	struct consent ignored;
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[HOLDS], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, account);
	db_bind_text(q, purpose);
	e = db_row(q);
	if (e == OK)
		e = read_consent(q, a, out ? out : &ignored);
	db_done(q);
	return e;
}

enum err consent_withdraw(struct db *db, uint64_t account,
    const char *purpose, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[WITHDRAW], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_u64(q, account);
	db_bind_text(q, purpose);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}
