/* Leases. */
#include "leases.h"

#include "lib/base/clock.h"

enum { LEASE_RENEW, LEASE_NEW, LEASE_GIVE };

static const char *const sql[] = {
	[LEASE_RENEW] = "UPDATE lease SET owner = ?, expires_at = ? "
	    "WHERE name = ? AND (owner = ? OR expires_at <= ?)",
	[LEASE_NEW] = "INSERT INTO lease (name, owner, expires_at) "
	    "VALUES (?, ?, ?)",
	[LEASE_GIVE] = "DELETE FROM lease WHERE name = ? AND owner = ?",
};

static enum err
renew(struct db *db, const char *name, const char *owner, int64_t now,
    int seconds)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LEASE_RENEW], &q);

	if (e != OK)
		return e;
	db_bind_text(q, owner);
	db_bind_time(q, now + seconds);
	db_bind_text(q, name);
	db_bind_text(q, owner);
	db_bind_time(q, now);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err
lease_take(struct db *db, const char *name, const char *owner, int seconds)
{
	int64_t now = clock_now();
	struct db_stmt *q;
	enum err e = renew(db, name, owner, now, seconds);

	if (e != ERR_CONFLICT)
		return e;
	/* Held by another, or never taken: the primary key tells. */
	e = db_prepare(db, sql[LEASE_NEW], &q);
	if (e != OK)
		return e;
	db_bind_text(q, name);
	db_bind_text(q, owner);
	db_bind_time(q, now + seconds);
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
