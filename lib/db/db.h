/*
 * MySQL, behind the only file that includes mysql.h. One connection a
 * process, prepared statements kept per connection, values always bound.
 *
 *	static enum err get(struct db *db, struct arena *a, uint64_t id, ...)
 *	{
 *		struct db_stmt *q;
 *		enum err e = db_prepare(db, sql[ORDER_GET], &q);
 *		if (e != OK) return e;
 *		db_bind_u64(q, id);
 *		e = db_row(q);		- OK or ERR_NOTFOUND
 *		if (e == OK) o->state = db_text(q, a);	- in order
 *		db_done(q);
 *		return e;
 *	}
 */
#ifndef GP_DB_DB_H
#define GP_DB_DB_H

#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/base/err.h"

#include <stddef.h>
#include <stdint.h>

struct db;
struct db_stmt;

/* Connects with the account of the configuration. The connection is made
 * anew before a request's first statement where it was lost, never later. */
enum err db_open(const struct conf *c, struct db **out);
void db_close(struct db *db);
/* Called at the start of each request or round: reconnects if needed. */
enum err db_begin_request(struct db *db);

/* The statement stays the db's; the text must be a constant. It is in use
 * until db_done: preparing it again before is a bug and aborts. Bound texts
 * are borrowed until then. Too many or few values abort as well. */
enum err db_prepare(struct db *db, const char *sql, struct db_stmt **out);
void db_bind_u64(struct db_stmt *q, uint64_t v);
void db_bind_i64(struct db_stmt *q, int64_t v);
void db_bind_text(struct db_stmt *q, const char *v);	/* NULL: SQL NULL */
void db_bind_blob(struct db_stmt *q, const void *p, size_t n);
void db_bind_time(struct db_stmt *q, int64_t utc);	/* 0: SQL NULL */

/* Runs a statement without rows. affected may be NULL; it counts the rows
 * found, also where the new values equal the old. A duplicate key, or a row
 * that others still refer to, is ERR_CONFLICT; a reference to a row that is
 * not there, ERR_NOTFOUND; the rest is logged and ERR_INTERNAL. A lost
 * connection, a deadlock inside db_transaction are told apart there. */
enum err db_exec(struct db_stmt *q, uint64_t *affected);
/* Compare-and-set: zero rows found is ERR_CONFLICT. */
enum err db_exec_one(struct db_stmt *q);
uint64_t db_insert_id(struct db *db);

/* Next row: OK, ERR_NOTFOUND (no more), ERR_INTERNAL (error; a truncated
 * value too, logged as our bug). The first call runs the statement. */
enum err db_row(struct db_stmt *q);
uint64_t db_u64(struct db_stmt *q);	/* the next column; NULL: 0 */
int64_t db_i64(struct db_stmt *q);
char *db_text(struct db_stmt *q, struct arena *a);	/* NULL for NULL */
void *db_blob(struct db_stmt *q, struct arena *a, size_t *n);
int64_t db_time(struct db_stmt *q);	/* DATETIME to UTC seconds; NULL: 0 */
void db_done(struct db_stmt *q);	/* always, also after failure */

/*
 * Runs fn inside a transaction and commits when it returns OK, else rolls
 * back and returns its error. fn is run again, up to 5 times with a short
 * random pause, when the server says 1205, 1213, 1047, 2006 or 2013 (in fn
 * or at commit), so it must have no effect outside the database. Where the
 * connection broke during the commit nobody knows whether it happened: the
 * second run may find its own work done, and a compare-and-set then says
 * ERR_CONFLICT. Transactions don't nest.
 */
enum err db_transaction(struct db *db, enum err (*fn)(struct db *, void *),
    void *arg);

/* migrate.c: the numbered files of dir, in order; each runs once. */
enum err db_migrate(struct db *db, const char *dir, int *applied);
/* OK, or ERR_CONFLICT where the database is older or newer than dir. */
enum err db_schema_check(struct db *db, const char *dir);

#endif
