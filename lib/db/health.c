/* See health.h. */
#include "health.h"

#include "lib/base/clock.h"
#include "lib/base/parse.h"

#include <string.h>

enum { PING, VERSION, SIZE, STATUS, JOBS, OUTBOX, AUDIT, LEASES, DEAD };

static const char *const sql[] = {
	[PING] = "SELECT 1",
	[VERSION] = "SELECT VERSION(), @@max_connections, "
	    "(SELECT MAX(version) FROM schema_version)",
	[SIZE] = "SELECT SUM(data_length + index_length) "
	    "FROM information_schema.tables WHERE table_schema = DATABASE()",
	[STATUS] = "SHOW GLOBAL STATUS WHERE Variable_name IN "
	    "('Threads_connected', 'Uptime', 'wsrep_cluster_size')",
	[JOBS] = "SELECT SUM(state = 'waiting'), SUM(state = 'running'), "
	    "SUM(state = 'failed' AND ended_at > ?), SUM(state = 'running' "
	    "AND lease_until < UTC_TIMESTAMP()), "
	    "MIN(IF(state = 'waiting', created_at, NULL)) FROM job "
	    "WHERE state IN ('waiting', 'running', 'failed')",
	[OUTBOX] = "SELECT SUM(state IN ('waiting', 'sending')), "
	    "SUM(state IN ('failed', 'lost') AND recipient <> ''), "
	    "MIN(IF(state IN ('waiting', 'sending') AND next_at <= ?, "
	    "next_at, NULL)) FROM outbox "
	    "WHERE state IN ('waiting', 'sending', 'failed', 'lost')",
	[AUDIT] = "SELECT (SELECT COALESCE(MAX(seal_no), 0) FROM audit), "
	    "COUNT(*), MIN(created_at) FROM audit WHERE seal_no IS NULL",
	[LEASES] = "SELECT name, TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), "
	    "expires_at) FROM lease ORDER BY name LIMIT ?",
	[DEAD] = "SELECT id, channel, template, lang, state, reason, "
	    "provider, tries, created_at, ended_at FROM outbox "
	    "WHERE state IN ('failed', 'lost') AND recipient <> '' "
	    "AND (? = 0 OR id < ?) ORDER BY id DESC LIMIT ?",
};

static enum err done(struct db_stmt *q, enum err e)
{
	db_done(q);
	return e;
}

static enum err ping(struct db *db, double *ms)
{
	double start = clock_ms();
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[PING], &q);

	if (e == OK)
		e = done(q, db_row(q));
	*ms = clock_ms() - start;
	return e;
}

static enum err version(struct db *db, struct arena *a,
    struct health_db *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[VERSION], &q);

	if (e != OK)
		return e;
	e = db_row(q);
	if (e == OK) {
		out->version = db_text(q, a);
		out->connections_max = db_i64(q);
		out->schema = db_i64(q);
	}
	return done(q, e);
}

static enum err size(struct db *db, struct health_db *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SIZE], &q);

	if (e != OK)
		return e;
	e = db_row(q);
	if (e == OK)
		out->bytes = db_i64(q);
	return done(q, e);
}

static enum err status(struct db *db, struct arena *a, struct health_db *out)
{
	const struct {
		const char *name;
		int64_t *to;
	} all[] = {
		{ "Threads_connected", &out->connections },
		{ "Uptime", &out->uptime },
		{ "wsrep_cluster_size", &out->nodes },
	};
	struct db_stmt *q;
	const char *name, *value;
	enum err e = db_prepare(db, sql[STATUS], &q);
	size_t i;

	if (e != OK)
		return e;
	while ((e = db_row(q)) == OK) {
		name = db_text(q, a);
		value = db_text(q, a);
		for (i = 0; i < sizeof all / sizeof *all; i++)
			if (!strcmp(all[i].name, name))
				parse_i64(value, all[i].to);
	}
	return done(q, e == ERR_NOTFOUND ? OK : e);
}

enum err health_db(struct db *db, struct arena *a, struct health_db *out)
{
	struct health_db h = { .version = "" };
	enum err e = ping(db, &h.ms);

	/* The first one has prepared it. */
	if (e == OK)
		e = ping(db, &h.ms);
	if (e == OK)
		e = version(db, a, &h);
	if (e == OK)
		e = size(db, &h);
	if (e == OK)
		e = status(db, a, &h);
	if (e == OK)
		*out = h;
	return e;
}

enum err health_jobs(struct db *db, int64_t since, struct health_jobs *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[JOBS], &q);

	if (e != OK)
		return e;
	db_bind_time(q, since);
	e = db_row(q);
	if (e == OK) {
		out->waiting = db_i64(q);
		out->running = db_i64(q);
		out->failed = db_i64(q);
		out->stuck = db_i64(q);
		out->oldest = db_time(q);
	}
	return done(q, e);
}

enum err health_outbox(struct db *db, int64_t now, struct health_outbox *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[OUTBOX], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	e = db_row(q);
	if (e == OK) {
		out->waiting = db_i64(q);
		out->dead = db_i64(q);
		out->late = db_time(q);
	}
	return done(q, e);
}

enum err health_audit(struct db *db, struct health_audit *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[AUDIT], &q);

	if (e != OK)
		return e;
	e = db_row(q);
	if (e == OK) {
		out->sealed = db_i64(q);
		out->waiting = db_i64(q);
		out->oldest = db_time(q);
	}
	return done(q, e);
}

enum err health_leases(struct db *db, struct arena *a,
    struct health_lease *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LEASES], &q);
	int i;

	if (e != OK)
		return e;
	db_bind_i64(q, max);
	for (i = 0; (e = db_row(q)) == OK; i++) {
		list[i].name = db_text(q, a);
		list[i].left = db_i64(q);
	}
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

static void fetch_dead(struct db_stmt *q, struct arena *a,
    struct health_message *m)
{
	m->id = db_u64(q);
	m->channel = db_text(q, a);
	m->tmpl = db_text(q, a);
	m->lang = db_text(q, a);
	m->state = db_text(q, a);
	m->reason = db_text(q, a);
	m->provider = db_text(q, a);
	m->tries = db_i64(q);
	m->created_at = db_time(q);
	m->ended_at = db_time(q);
}

enum err health_dead(struct db *db, struct arena *a, uint64_t before,
    struct health_message *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[DEAD], &q);
	int i;

	if (e != OK)
		return e;
	db_bind_u64(q, before);
	db_bind_u64(q, before);
	db_bind_i64(q, max);
	for (i = 0; (e = db_row(q)) == OK; i++)
		fetch_dead(q, a, &list[i]);
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}
