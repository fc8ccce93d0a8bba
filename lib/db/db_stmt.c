/*
 * Prepared statements: kept in a list by the address of their constant text,
 * parameters bound in order, rows buffered whole (lists have a LIMIT), so
 * that a second statement may run between two rows of a first.
 *
 * Numbers and times are fetched into the column; texts of any length are
 * fetched when they are asked for, straight into the arena.
 */
#include "db.h"
#include "db_internal.h"

#include "lib/base/log.h"

#include <mysql.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum kind { NUMBER, TIME, BYTES };

union fixed {
	uint64_t u;
	int64_t i;
	MYSQL_TIME t;
};

struct column {
	enum kind kind;
	unsigned long length;
	my_bool null, error;
	union fixed v;
};

struct db_stmt {
	struct db_stmt *next;
	struct db *db;
	const char *sql;
	MYSQL_STMT *st;		/* NULL: to be prepared */
	int busy;		/* between db_prepare and db_done */
	int ran;		/* rows are being fetched */
	unsigned params, bound;
	union fixed *param;	/* numbers and times that in points to */
	MYSQL_BIND *in;
	unsigned columns, at;	/* at: the next column of the row */
	struct column *column;
	MYSQL_BIND *out;
};

static void *
zeros(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size);

	if (!p)
		log_abort("out of memory: statement");
	return p;
}

static void
drop(struct db_stmt *q)
{
	if (q->st)
		mysql_stmt_close(q->st);
	q->st = NULL;
	q->ran = 0;
	free(q->param);
	free(q->in);
	free(q->column);
	free(q->out);
	q->param = NULL;
	q->in = q->out = NULL;
	q->column = NULL;
	q->params = q->columns = 0;
}

void
db_stmts_drop(struct db *db)
{
	struct db_stmt *q;

	for (q = db->stmts; q; q = q->next)
		drop(q);
}

void
db_stmts_free(struct db *db)
{
	struct db_stmt *q;

	while ((q = db->stmts)) {
		db->stmts = q->next;
		drop(q);
		free(q);
	}
}

static enum kind
kind_of(enum enum_field_types t)
{
	switch (t) {
	case MYSQL_TYPE_TINY:
	case MYSQL_TYPE_SHORT:
	case MYSQL_TYPE_INT24:
	case MYSQL_TYPE_LONG:
	case MYSQL_TYPE_LONGLONG:
	case MYSQL_TYPE_NEWDECIMAL:	/* what SUM() of integers is */
		return NUMBER;
	case MYSQL_TYPE_DATETIME:
	case MYSQL_TYPE_TIMESTAMP:
		return TIME;
	default:
		return BYTES;
	}
}

/* BYTES are bound to no room at all: their length comes with the row, they
 * themselves by mysql_stmt_fetch_column. */
static void
describe(struct db_stmt *q, const MYSQL_FIELD *f, unsigned i)
{
	struct column *c = &q->column[i];
	MYSQL_BIND *b = &q->out[i];

	c->kind = kind_of(f->type);
	b->length = &c->length;
	b->is_null = &c->null;
	b->error = &c->error;
	b->buffer = &c->v;
	if (c->kind == NUMBER) {
		b->buffer_type = MYSQL_TYPE_LONGLONG;
		b->buffer_length = sizeof c->v.u;
		b->is_unsigned = (f->flags & UNSIGNED_FLAG) != 0;
	} else if (c->kind == TIME) {
		b->buffer_type = MYSQL_TYPE_DATETIME;
		b->buffer_length = sizeof c->v.t;
	} else {
		b->buffer_type = MYSQL_TYPE_BLOB;
	}
}

static void
set_up(struct db_stmt *q)
{
	MYSQL_RES *res = mysql_stmt_result_metadata(q->st);
	unsigned i;

	q->params = (unsigned)mysql_stmt_param_count(q->st);
	q->param = zeros(q->params, sizeof *q->param);
	q->in = zeros(q->params, sizeof *q->in);
	q->columns = res ? mysql_num_fields(res) : 0;
	q->column = zeros(q->columns, sizeof *q->column);
	q->out = zeros(q->columns, sizeof *q->out);
	for (i = 0; i < q->columns; i++)
		describe(q, mysql_fetch_field_direct(res, i), i);
	if (res)
		mysql_free_result(res);
}

static enum err
prepare(struct db_stmt *q)
{
	struct db *db = q->db;
	enum err e = OK;

	q->st = mysql_stmt_init(db->my);
	if (!q->st)
		log_abort("out of memory: statement");
	if (mysql_stmt_prepare(q->st, q->sql, strlen(q->sql)) == 0) {
		set_up(q);
		return OK;
	}
	e = db_error(db, mysql_stmt_errno(q->st), q->sql,
	    mysql_stmt_error(q->st));
	drop(q);
	return e;
}

enum err
db_prepare(struct db *db, const char *sql, struct db_stmt **out)
{
	struct db_stmt *q;
	enum err e = db_ready(db);

	if (e != OK)
		return e;
	for (q = db->stmts; q && q->sql != sql; q = q->next)
		;
	if (!q) {
		q = zeros(1, sizeof *q);
		q->db = db;
		q->sql = sql;
		q->next = db->stmts;
		db->stmts = q;
	}
	if (q->busy)
		log_abort("db_prepare before db_done: %.60s", sql);
	if (!q->st && (e = prepare(q)) != OK)
		return e;
	q->busy = 1;
	q->bound = 0;
	*out = q;
	return OK;
}

static MYSQL_BIND *
next_param(struct db_stmt *q)
{
	if (q->bound == q->params)
		log_abort("more than %u values: %.60s", q->params, q->sql);
	return memset(&q->in[q->bound++], 0, sizeof *q->in);
}

static void
bind(struct db_stmt *q, enum enum_field_types type, const void *p, size_t n)
{
	MYSQL_BIND *b = next_param(q);

	b->buffer_type = p ? type : MYSQL_TYPE_NULL;
	b->buffer = (void *)p;		/* only read, says the manual */
	b->buffer_length = n;
}

static MYSQL_BIND *
bind_fixed(struct db_stmt *q, enum enum_field_types type, union fixed v)
{
	MYSQL_BIND *b = next_param(q);
	union fixed *p = &q->param[q->bound - 1];

	*p = v;
	b->buffer_type = type;
	b->buffer = p;
	return b;
}

void
db_bind_u64(struct db_stmt *q, uint64_t v)
{
	bind_fixed(q, MYSQL_TYPE_LONGLONG, (union fixed){ .u = v })
	    ->is_unsigned = 1;
}

void
db_bind_i64(struct db_stmt *q, int64_t v)
{
	bind_fixed(q, MYSQL_TYPE_LONGLONG, (union fixed){ .i = v });
}

void
db_bind_text(struct db_stmt *q, const char *v)
{
	bind(q, MYSQL_TYPE_STRING, v, v ? strlen(v) : 0);
}

void
db_bind_blob(struct db_stmt *q, const void *p, size_t n)
{
	bind(q, MYSQL_TYPE_BLOB, p, n);
}

void
db_bind_time(struct db_stmt *q, int64_t utc)
{
	union fixed v = {0};
	time_t t = (time_t)utc;
	struct tm tm;

	if (!utc || !gmtime_r(&t, &tm)) {
		bind(q, MYSQL_TYPE_NULL, NULL, 0);
		return;
	}
	v.t.year = (unsigned)tm.tm_year + 1900;
	v.t.month = (unsigned)tm.tm_mon + 1;
	v.t.day = (unsigned)tm.tm_mday;
	v.t.hour = (unsigned)tm.tm_hour;
	v.t.minute = (unsigned)tm.tm_min;
	v.t.second = (unsigned)tm.tm_sec;
	v.t.time_type = MYSQL_TIMESTAMP_DATETIME;
	bind_fixed(q, MYSQL_TYPE_DATETIME, v);
}

/* Values are in the statement, not in its text: the text may be logged, the
 * server's message may quote a value and is not. Outside a transaction a
 * statement that lost against another is simply run again. */
static enum err
execute(struct db_stmt *q)
{
	struct db *db = q->db;
	unsigned code;
	enum err e = db_ready(db);
	int i;

	if (e != OK)
		return e;
	if (!q->st || q->bound != q->params)
		log_abort("%u values, not %u: %.60s", q->bound, q->params,
		    q->sql);
	for (i = 0;; i++) {
		if (mysql_stmt_bind_param(q->st, q->in) == 0 &&
		    mysql_stmt_execute(q->st) == 0 && (!q->columns ||
		    mysql_stmt_store_result(q->st) == 0))
			break;
		code = mysql_stmt_errno(q->st);
		if (db->open || !db_deadlock(code) || i + 1 == DB_TRIES)
			return db_error(db, code, q->sql, NULL);
		db_pause(i);
	}
	db->insert_id = mysql_stmt_insert_id(q->st);
	return OK;
}

enum err
db_exec(struct db_stmt *q, uint64_t *affected)
{
	enum err e;

	if (q->columns)
		log_abort("db_exec of a statement with rows: %.60s", q->sql);
	e = execute(q);
	if (e == OK && affected)
		*affected = mysql_stmt_affected_rows(q->st);
	return e;
}

enum err
db_exec_one(struct db_stmt *q)
{
	uint64_t n;
	enum err e = db_exec(q, &n);

	return e == OK && !n ? ERR_CONFLICT : e;
}

uint64_t
db_insert_id(struct db *db)
{
	return db->insert_id;
}

static enum err
start(struct db_stmt *q)
{
	enum err e;

	if (!q->columns)
		log_abort("db_row of a statement without rows: %.60s", q->sql);
	e = execute(q);
	if (e != OK)
		return e;
	q->ran = 1;
	if (mysql_stmt_bind_result(q->st, q->out))
		return db_error(q->db, mysql_stmt_errno(q->st), q->sql, NULL);
	return OK;
}

/* BYTES are always short of room; what else does not fit is our bug. */
static enum err
check(const struct db_stmt *q)
{
	unsigned i;

	for (i = 0; i < q->columns; i++) {
		if (q->column[i].kind == BYTES || !q->column[i].error)
			continue;
		log_error("column %u does not fit: %.60s", i + 1, q->sql);
		return ERR_INTERNAL;
	}
	return OK;
}

enum err
db_row(struct db_stmt *q)
{
	enum err e = q->ran ? OK : start(q);
	int rc;

	if (e != OK)
		return e;
	q->at = 0;
	rc = mysql_stmt_fetch(q->st);
	if (rc == MYSQL_NO_DATA)
		return ERR_NOTFOUND;
	if (rc == 0 || rc == MYSQL_DATA_TRUNCATED)
		return check(q);
	return db_error(q->db, mysql_stmt_errno(q->st), q->sql, NULL);
}

static struct column *
next_column(struct db_stmt *q, enum kind kind)
{
	struct column *c = &q->column[q->at];

	if (q->at == q->columns || c->kind != kind)
		log_abort("column %u is not of this type: %.60s", q->at + 1,
		    q->sql);
	q->at++;
	return c;
}

/* NULL: 0, for both. */
uint64_t
db_u64(struct db_stmt *q)
{
	struct column *c = next_column(q, NUMBER);

	return c->null ? 0 : c->v.u;
}

int64_t
db_i64(struct db_stmt *q)
{
	return (int64_t)db_u64(q);
}

void *
db_blob(struct db_stmt *q, struct arena *a, size_t *n)
{
	struct column *c = next_column(q, BYTES);
	unsigned long length = c->length, got;
	my_bool null, error;
	MYSQL_BIND b = { .buffer_type = MYSQL_TYPE_BLOB, .length = &got,
	    .is_null = &null, .error = &error };

	*n = 0;
	if (c->null)
		return NULL;
	b.buffer = arena_alloc(a, length + 1);
	b.buffer_length = length;
	if (mysql_stmt_fetch_column(q->st, &b, q->at - 1, 0))
		log_abort("column %u: %s: %.60s", q->at,
		    mysql_stmt_error(q->st), q->sql);
	*n = length;
	return b.buffer;
}

char *
db_text(struct db_stmt *q, struct arena *a)
{
	size_t n;

	return db_blob(q, a, &n);
}

int64_t
db_time(struct db_stmt *q)
{
	struct column *c = next_column(q, TIME);
	struct tm tm = {0};

	if (c->null)
		return 0;
	tm.tm_year = (int)c->v.t.year - 1900;
	tm.tm_mon = (int)c->v.t.month - 1;
	tm.tm_mday = (int)c->v.t.day;
	tm.tm_hour = (int)c->v.t.hour;
	tm.tm_min = (int)c->v.t.minute;
	tm.tm_sec = (int)c->v.t.second;
	return timegm(&tm);
}

void
db_done(struct db_stmt *q)
{
	if (!q)
		return;
	if (q->st && q->ran)
		mysql_stmt_free_result(q->st);
	q->ran = 0;
	q->busy = 0;
}
