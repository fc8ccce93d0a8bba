/* Leases. */
#include "leases.h"

enum { LEASE_RENEW, LEASE_NEW, LEASE_GIVE };

/* By the database's clock: those of the machines that want the lease may
 * disagree. */
#define END "UTC_TIMESTAMP() + INTERVAL ? SECOND"

static const char *const sql[] = {
	[LEASE_RENEW] = "UPDATE lease SET owner = ?, expires_at = " END
	    " WHERE name = ? AND (owner = ? OR expires_at <= UTC_TIMESTAMP())",
	[LEASE_NEW] = "INSERT INTO lease (name, owner, expires_at) "
	    "VALUES (?, ?, " END ")",
	[LEASE_GIVE] = "DELETE FROM lease WHERE name = ? AND owner = ?",
};

static enum err
renew(struct db *db, const char *name, const char *owner, int seconds)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LEASE_RENEW], &q);

	if (e != OK)
		return e;
	db_bind_text(q, owner);
	db_bind_i64(q, seconds);
	db_bind_text(q, name);
	db_bind_text(q, owner);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err
lease_take(struct db *db, const char *name, const char *owner, int seconds)
{
	struct db_stmt *q;
	enum err e = renew(db, name, owner, seconds);

	if (e != ERR_CONFLICT)
		return e;
	/* Held by another, or never taken: the primary key tells. */
	e = db_prepare(db, sql[LEASE_NEW], &q);
	if (e != OK)
		return e;
	db_bind_text(q, name);
	db_bind_text(q, owner);
	db_bind_i64(q, seconds);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err
lease_give(struct db *db, const char *name, const char *owner)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LEASE_GIVE], &q);

	if (e != OK)
		return e;
	db_bind_text(q, name);
	db_bind_text(q, owner);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}
