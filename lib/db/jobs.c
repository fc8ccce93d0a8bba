/* See jobs.h. */
#include "jobs.h"

#include "staff_scope.h"

#include "lib/base/clock.h"

#define COLUMNS "SELECT id, staff_id, school_id, campaign_id, token, kind, " \
	"params, state, cancel, tries, done, total, note, result, " \
	"input_name, output_name, created_at, started_at, ended_at, " \
	"files_gone FROM job "

/* What came of it is of a school: who sees to it no more sees it no more,
 * whatever else they are by now. Its ?s are the staff's id, twice. */
#define THEIRS "WHERE staff_id = ? AND (job.school_id IS NULL OR " \
	STAFF_SCOPE("IF(job.kind = 'photos.import', 'reviewer', " \
	"'registrar')", "job.school_id", "sr.department_id") ") "

enum {
	ADD, GET, LIST, READY, CANCEL, NEXT, TAKE, PROGRESS, END, OLD, GONE
};

static const char *const sql[] = {
	[ADD] = "INSERT INTO job (token, kind, staff_id, school_id, "
	    "campaign_id, params, input_name, state, created_at) "
	    "VALUES (?, ?, ?, COALESCE(NULLIF(?, 0), (SELECT school_id "
	    "FROM campaign WHERE id = ?)), NULLIF(?, 0), ?, ?, ?, ?)",
	[GET] = COLUMNS THEIRS "AND token = ?",
	[LIST] = COLUMNS THEIRS "AND (? = 0 OR id < ?) "
	    "ORDER BY id DESC LIMIT ?",
	[READY] = "UPDATE job SET state = 'waiting' WHERE staff_id = ? "
	    "AND token = ? AND state = 'new'",
	[CANCEL] = "UPDATE job SET cancel = 1, "
	    "ended_at = IF(state = 'running', NULL, ?), "
	    "state = IF(state = 'running', state, 'cancelled') "
	    "WHERE staff_id = ? AND token = ? "
	    "AND state IN ('new', 'waiting', 'running')",
	[NEXT] = COLUMNS "WHERE state = 'waiting' OR (state = 'running' "
	    "AND lease_until < UTC_TIMESTAMP()) ORDER BY id LIMIT 1",
	[TAKE] = "UPDATE job SET state = 'running', owner = ?, "
	    "lease_until = UTC_TIMESTAMP() + INTERVAL ? SECOND, "
	    "started_at = COALESCE(started_at, ?), tries = tries + 1 "
	    "WHERE id = ? AND tries = ? AND (state = 'waiting' "
	    "OR (state = 'running' AND lease_until < UTC_TIMESTAMP()))",
	[PROGRESS] = "UPDATE job SET done = ?, total = ?, "
	    "lease_until = UTC_TIMESTAMP() + INTERVAL ? SECOND "
	    "WHERE id = ? AND owner = ? AND state = 'running' "
	    "AND cancel = 0",
	[END] = "UPDATE job SET state = ?, note = ?, result = ?, "
	    "output_name = COALESCE(?, ''), ended_at = ?, "
	    "lease_until = NULL, tries = tries - ? WHERE id = ? AND owner = ? "
	    "AND state = 'running'",
	[OLD] = COLUMNS "WHERE files_gone = 0 AND (ended_at < ? "
	    "OR (state = 'new' AND created_at < ?)) ORDER BY id LIMIT ?",
	[GONE] = "UPDATE job SET files_gone = 1, "
	    "state = IF(state = 'new', 'cancelled', state), "
	    "ended_at = COALESCE(ended_at, ?) WHERE id = ?",
};

static void fetch(struct db_stmt *q, struct arena *a, struct job *j)
{
	j->id = db_u64(q);
	j->staff_id = db_u64(q);
	j->school_id = db_u64(q);
	j->campaign_id = db_u64(q);
	j->token = db_text(q, a);
	j->kind = db_text(q, a);
	j->params = db_text(q, a);
	j->state = db_text(q, a);
	j->cancel = (int)db_i64(q);
	j->tries = (unsigned)db_u64(q);
	j->done = db_i64(q);
	j->total = db_i64(q);
	j->note = db_text(q, a);
	j->result = db_text(q, a);
	j->input_name = db_text(q, a);
	j->output_name = db_text(q, a);
	j->created_at = db_time(q);
	j->started_at = db_time(q);
	j->ended_at = db_time(q);
	j->files_gone = (int)db_i64(q);
}

static enum err one(struct db_stmt *q, struct arena *a, struct job *out)
{
	enum err e = db_row(q);

	if (e == OK)
		fetch(q, a, out);
	db_done(q);
	return e;
}

static enum err rows(struct db_stmt *q, struct arena *a, struct job *list,
    int *n)
{
	enum err e;
	int i;

	for (i = 0; (e = db_row(q)) == OK; i++)
		fetch(q, a, &list[i]);
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err job_add(struct db *db, const struct job *j)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD], &q);

	if (e != OK)
		return e;
	db_bind_text(q, j->token);
	db_bind_text(q, j->kind);
	db_bind_u64(q, j->staff_id);
	db_bind_u64(q, j->school_id);
	db_bind_u64(q, j->campaign_id);
	db_bind_u64(q, j->campaign_id);
	db_bind_text(q, j->params);
	db_bind_text(q, j->input_name ? j->input_name : "");
	db_bind_text(q, j->state);
	db_bind_time(q, clock_now());
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err job_get(struct db *db, struct arena *a, uint64_t staff,
    const char *token, struct job *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[GET], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	db_bind_u64(q, staff);
	db_bind_text(q, token);
	return one(q, a, out);
}

enum err job_list(struct db *db, struct arena *a, uint64_t staff,
    uint64_t before, struct job *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LIST], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	db_bind_u64(q, staff);
	db_bind_u64(q, before);
	db_bind_u64(q, before);
	db_bind_i64(q, max);
	return rows(q, a, list, n);
}

enum err job_ready(struct db *db, uint64_t staff, const char *token)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[READY], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	db_bind_text(q, token);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err job_cancel(struct db *db, uint64_t staff, const char *token)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[CANCEL], &q);

	if (e != OK)
		return e;
	db_bind_time(q, clock_now());
	db_bind_u64(q, staff);
	db_bind_text(q, token);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

/* --- for who works on them ------------------------------------------------ */

static enum err next(struct db *db, struct arena *a, struct job *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[NEXT], &q);

	return e == OK ? one(q, a, out) : e;
}

enum err job_take(struct db *db, struct arena *a, const char *owner,
    int seconds, struct job *out)
{
	struct db_stmt *q;
	enum err e = next(db, a, out);

	if (e == OK)
		e = db_prepare(db, sql[TAKE], &q);
	if (e != OK)
		return e;
	db_bind_text(q, owner);
	db_bind_i64(q, seconds);
	db_bind_time(q, clock_now());
	db_bind_u64(q, out->id);
	db_bind_u64(q, out->tries);
	e = db_exec_one(q);
	db_done(q);
	out->tries++;
	/* Another process was quicker: it is there for the next round. */
	return e == ERR_CONFLICT ? ERR_NOTFOUND : e;
}

enum err job_progress(struct db *db, const struct job *j, const char *owner,
    int seconds, int64_t done, int64_t total)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[PROGRESS], &q);

	if (e != OK)
		return e;
	db_bind_i64(q, done);
	db_bind_i64(q, total);
	db_bind_i64(q, seconds);
	db_bind_u64(q, j->id);
	db_bind_text(q, owner);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err job_end(struct db *db, const struct job *j, const char *owner,
    const char *state, const char *note, const char *result,
    const char *output_name, int again)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[END], &q);

	if (e != OK)
		return e;
	db_bind_text(q, state);
	db_bind_text(q, note);
	db_bind_text(q, result);
	db_bind_text(q, output_name);
	db_bind_time(q, state[0] == 'w' ? 0 : clock_now());
	db_bind_i64(q, state[0] == 'w' && again);
	db_bind_u64(q, j->id);
	db_bind_text(q, owner);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err job_old(struct db *db, struct arena *a, int64_t before,
    struct job *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[OLD], &q);

	if (e != OK)
		return e;
	db_bind_time(q, before);
	db_bind_time(q, before);
	db_bind_i64(q, max);
	return rows(q, a, list, n);
}

enum err job_files_gone(struct db *db, uint64_t id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[GONE], &q);

	if (e != OK)
		return e;
	db_bind_time(q, clock_now());
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	return e;
}
