/*
 * Statements, transactions and tables against a private database: types,
 * truncation, conflicts, a real deadlock of two connections, a connection
 * that is killed.
 */
#include "tests/unit/unit.h"
#include "lib/base/clock.h"
#include "lib/base/id.h"
#include "lib/base/log.h"
#include "lib/db/audit.h"
#include "lib/db/db.h"
#include "lib/db/leases.h"
#include "lib/db/outbox.h"
#include "lib/db/sessions.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char dir[] = "/tmp/gpt-db-XXXXXX";
static struct conf *conf;
static struct db *db, *other;
static struct arena *arena;

/* --- the server ------------------------------------------------------ */

static int script(const char *command, const char *option)
{
	const char *src = getenv("GP_SRC");
	char path[4096];
	int status;
	pid_t pid;

	snprintf(path, sizeof path, "%s/tools/private-db.sh", src ? src : ".");
	pid = fork();
	if (pid == 0) {
		execl(path, path, dir, command, option, (char *)NULL);
		_exit(127);
	}
	return waitpid(pid, &status, 0) == pid ? status : -1;
}

static int write_conf(void)
{
	char path[64], sock[128], why[256];
	FILE *f;

	snprintf(path, sizeof path, "%s/socket", dir);
	f = fopen(path, "r");
	if (!f || !fgets(sock, sizeof sock, f))
		return -1;
	fclose(f);
	snprintf(path, sizeof path, "%s/conf", dir);
	f = fopen(path, "w");
	if (!f)
		return -1;
	fprintf(f, "db_socket = %sdb_password_file = %s/%%p.password\n", sock,
	    dir);
	fclose(f);
	log_program("owner");
	return conf_load(path, &conf, why) != OK;
}

static int setup(void **state)
{
	const char *src = getenv("GP_SRC");
	char schema[4096];
	int n;

	(void)state;
	snprintf(schema, sizeof schema, "%s/schema", src ? src : ".");
	if (!mkdtemp(dir) || script("start", "--fast") || write_conf())
		return -1;
	arena = arena_new();
	return db_open(conf, &db) != OK || db_open(conf, &other) != OK ||
	    db_migrate(db, schema, &n) != OK || n < 1;
}

static int teardown(void **state)
{
	int status;
	pid_t pid;

	(void)state;
	db_close(db);
	db_close(other);
	arena_free(arena);
	conf_free(conf);
	script("stop", NULL);
	pid = fork();
	if (pid == 0) {
		execlp("rm", "rm", "-rf", dir, (char *)NULL);
		_exit(127);
	}
	return waitpid(pid, &status, 0) != pid || status;
}

/* --- helpers --------------------------------------------------------- */

static enum err run_on(struct db *d, const char *sql)
{
	struct db_stmt *q;
	enum err e = db_prepare(d, sql, &q);

	if (e != OK)
		return e;
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

/* The number a query gives; -1 for no row. */
static int64_t number(struct db *d, const char *sql)
{
	struct db_stmt *q;
	int64_t n = -1;
	enum err e;

	assert_int_equal(db_prepare(d, sql, &q), OK);
	e = db_row(q);
	if (e == OK)
		n = db_i64(q);
	else
		assert_int_equal(e, ERR_NOTFOUND);
	db_done(q);
	return n;
}

static void scratch(void)
{
	assert_int_equal(run_on(db, "DROP TABLE IF EXISTS scratch"), OK);
	assert_int_equal(run_on(db, "CREATE TABLE scratch (id BIGINT UNSIGNED "
	    "NOT NULL AUTO_INCREMENT PRIMARY KEY, n BIGINT, t MEDIUMTEXT, "
	    "b VARBINARY(100), d DATETIME, v VARCHAR(5), UNIQUE KEY (n)) "
	    "ENGINE=InnoDB"), OK);
}

/* --- values ---------------------------------------------------------- */

static void types(void **state)
{
	static const uint8_t blob[] = { 0, 1, 255, 0 };
	struct db_stmt *q;
	size_t n;
	void *p;

	(void)state;
	scratch();
	assert_int_equal(db_prepare(db, "INSERT INTO scratch (n, t, b, d) "
	    "VALUES (?, ?, ?, ?)", &q), OK);
	db_bind_i64(q, INT64_MIN);
	db_bind_text(q, "\xe5\xbc\xa0\xf0\xa0\x80\x80 '\"\\");
	db_bind_blob(q, blob, sizeof blob);
	db_bind_time(q, 1795384897);		/* 2026-11-22 22:01:37 */
	assert_int_equal(db_exec(q, NULL), OK);
	db_done(q);
	assert_int_equal(db_insert_id(db), 1);

	assert_int_equal(db_prepare(db, "SELECT id, n, t, b, d, v, "
	    "CAST(d AS CHAR), 18446744073709551615, SUM(n) FROM scratch "
	    "WHERE d = ? GROUP BY id", &q), OK);
	db_bind_time(q, 1795384897);
	assert_int_equal(db_row(q), OK);
	assert_int_equal(db_u64(q), 1);
	assert_true(db_i64(q) == INT64_MIN);
	assert_string_equal(db_text(q, arena),
	    "\xe5\xbc\xa0\xf0\xa0\x80\x80 '\"\\");
	p = db_blob(q, arena, &n);
	assert_int_equal(n, sizeof blob);
	assert_memory_equal(p, blob, n);
	assert_int_equal(db_time(q), 1795384897);
	assert_null(db_text(q, arena));
	assert_string_equal(db_text(q, arena), "2026-11-22 22:01:37");
	assert_true(db_u64(q) == UINT64_MAX);
	assert_true(db_i64(q) == INT64_MIN);
	assert_int_equal(db_row(q), ERR_NOTFOUND);
	assert_int_equal(db_row(q), ERR_NOTFOUND);
	db_done(q);
}

static void nulls(void **state)
{
	struct db_stmt *q;
	size_t n = 7;

	(void)state;
	scratch();
	assert_int_equal(db_prepare(db, "INSERT INTO scratch (t, b, d) "
	    "VALUES (?, ?, ?)", &q), OK);
	db_bind_text(q, NULL);
	db_bind_blob(q, NULL, 0);
	db_bind_time(q, 0);
	assert_int_equal(db_exec_one(q), OK);
	db_done(q);
	assert_int_equal(db_prepare(db, "SELECT n, t, b, d FROM scratch "
	    "WHERE t IS NULL AND b IS NULL AND d IS NULL", &q), OK);
	assert_int_equal(db_row(q), OK);
	assert_int_equal(db_u64(q), 0);
	assert_null(db_text(q, arena));
	assert_null(db_blob(q, arena, &n));
	assert_int_equal(n, 0);
	assert_int_equal(db_time(q), 0);
	db_done(q);
}

/* Texts of any length, rows of different lengths in one answer. */
static void long_texts(void **state)
{
	static const size_t sizes[] = { 3000000, 0, 20000, 255, 70000, 1 };
	const size_t count = sizeof sizes / sizeof sizes[0];
	struct db_stmt *q;
	char *s;
	size_t i;

	(void)state;
	scratch();
	for (i = 0; i < count; i++) {
		s = arena_alloc(arena, sizes[i] + 1);
		memset(s, 'a' + (int)i, sizes[i]);
		assert_int_equal(db_prepare(db, "INSERT INTO scratch (t) "
		    "VALUES (?)", &q), OK);
		db_bind_text(q, s);
		assert_int_equal(db_exec(q, NULL), OK);
		db_done(q);
	}
	assert_int_equal(db_prepare(db, "SELECT t FROM scratch ORDER BY id",
	    &q), OK);
	for (i = 0; db_row(q) == OK; i++) {
		s = db_text(q, arena);
		assert_int_equal(strlen(s), sizes[i]);
		assert_int_equal(strspn(s, (char[]){ (char)('a' + i), 0 }),
		    sizes[i]);
	}
	db_done(q);
	assert_int_equal(i, count);
	arena_reset(arena);
}

static void expect_truncated(const char *sql)
{
	struct db_stmt *q;

	assert_int_equal(db_prepare(db, sql, &q), OK);
	assert_int_equal(db_row(q), ERR_INTERNAL);
	db_done(q);
}

static void truncation(void **state)
{
	(void)state;
	expect_truncated("SELECT CAST(99999999999999999999 AS DECIMAL(20))");
	expect_truncated("SELECT CAST(1.5 AS DECIMAL(3,1))");
}

/* Strict: a value that does not fit is an error, not a shorter value. */
static void too_long_is_refused(void **state)
{
	struct db_stmt *q;

	(void)state;
	scratch();
	assert_int_equal(db_prepare(db, "INSERT INTO scratch (v) VALUES (?)",
	    &q), OK);
	db_bind_text(q, "123456");
	assert_int_equal(db_exec(q, NULL), ERR_INTERNAL);
	db_done(q);
	assert_int_equal(number(db, "SELECT COUNT(*) FROM scratch"), 0);
}

/* --- outcomes -------------------------------------------------------- */

static void conflicts(void **state)
{
	(void)state;
	scratch();
	assert_int_equal(run_on(db, "INSERT INTO scratch (n) VALUES (7)"), OK);
	assert_int_equal(run_on(db, "INSERT INTO scratch (n) VALUES (7)"),
	    ERR_CONFLICT);
	assert_int_equal(run_on(db, "INSERT INTO department (school_id, name) "
	    "VALUES (999, 'x')"), ERR_NOTFOUND);
	assert_int_equal(run_on(db, "INSERT INTO school (id, code, name_zh, "
	    "name_en, created_at) VALUES (9, 'c', 'z', 'e', NOW())"), OK);
	assert_int_equal(run_on(db, "INSERT INTO department (school_id, name) "
	    "VALUES (9, 'x')"), OK);
	assert_int_equal(run_on(db, "DELETE FROM school WHERE id = 9"),
	    ERR_CONFLICT);
	assert_int_equal(run_on(db, "SELECT nonsense"), ERR_INTERNAL);
	assert_int_equal(run_on(db, "DELETE FROM department"), OK);
	assert_int_equal(run_on(db, "DELETE FROM school"), OK);
}

static void compare_and_set(void **state)
{
	struct db_stmt *q;
	int i;

	(void)state;
	scratch();
	assert_int_equal(run_on(db, "INSERT INTO scratch (n) VALUES (1)"), OK);
	for (i = 0; i < 3; i++) {
		assert_int_equal(db_prepare(db, i < 2 ?
		    "UPDATE scratch SET v = 'x' WHERE n = 1" :
		    "UPDATE scratch SET v = 'x' WHERE n = 2", &q), OK);
		/* The same value again has found its row as well. */
		assert_int_equal(db_exec_one(q), i < 2 ? OK : ERR_CONFLICT);
		db_done(q);
	}
}

/* Rows are buffered: a second statement runs between two of a first. */
static void two_at_once(void **state)
{
	struct db_stmt *q;
	int n = 0;

	(void)state;
	scratch();
	assert_int_equal(run_on(db, "INSERT INTO scratch (n) VALUES (1), (2), "
	    "(3)"), OK);
	assert_int_equal(db_prepare(db, "SELECT n FROM scratch", &q), OK);
	while (db_row(q) == OK) {
		n += (int)db_i64(q);
		assert_int_equal(number(db, "SELECT COUNT(*) FROM scratch"),
		    3);
	}
	db_done(q);
	assert_int_equal(n, 6);
}

/* --- transactions ---------------------------------------------------- */

static enum err add_and_fail(struct db *d, void *arg)
{
	enum err e = run_on(d, "INSERT INTO scratch (n) VALUES (5)");

	return e == OK ? *(enum err *)arg : e;
}

static void rollback(void **state)
{
	enum err want = ERR_DENIED;

	(void)state;
	scratch();
	assert_int_equal(db_transaction(db, add_and_fail, &want), ERR_DENIED);
	assert_int_equal(number(other, "SELECT COUNT(*) FROM scratch"), 0);
	want = OK;
	assert_int_equal(db_transaction(db, add_and_fail, &want), OK);
	assert_int_equal(number(other, "SELECT COUNT(*) FROM scratch"), 1);
	assert_int_equal(db_transaction(db, add_and_fail, &want),
	    ERR_CONFLICT);
}

struct side {
	struct db *db;
	const char *first, *second;
	pthread_barrier_t *both;
	int runs, swallow;
	enum err result;
};

/* Two of these in opposite order: each holds what the other wants. */
static enum err cross(struct db *d, void *arg)
{
	struct side *s = arg;
	enum err e;

	s->runs++;
	e = run_on(d, s->first);
	if (s->runs == 1)
		pthread_barrier_wait(s->both);
	if (e != OK)
		return e;
	e = run_on(d, s->second);
	return s->swallow ? OK : e;
}

static void *one_side(void *arg)
{
	struct side *s = arg;

	s->result = db_transaction(s->db, cross, s);
	return NULL;
}

static void deadlock_of(int swallow)
{
	static const char one[] = "UPDATE scratch SET id = id + 0, "
	    "v = CONCAT(IFNULL(v, ''), 'x') WHERE n = 1";
	static const char two[] = "UPDATE scratch SET id = id + 0, "
	    "v = CONCAT(IFNULL(v, ''), 'x') WHERE n = 2";
	struct side a = { .db = db, .first = one, .second = two,
	    .swallow = swallow };
	struct side b = { .db = other, .first = two, .second = one,
	    .swallow = swallow };
	pthread_barrier_t both;
	pthread_t thread;

	scratch();
	assert_int_equal(run_on(db, "INSERT INTO scratch (n) VALUES (1), (2)"),
	    OK);
	pthread_barrier_init(&both, NULL, 2);
	a.both = b.both = &both;
	assert_int_equal(pthread_create(&thread, NULL, one_side, &b), 0);
	one_side(&a);
	pthread_join(thread, NULL);
	pthread_barrier_destroy(&both);
	assert_int_equal(a.result, OK);
	assert_int_equal(b.result, OK);
	assert_int_equal(a.runs + b.runs, 3);
	assert_int_equal(number(db, "SELECT COUNT(*) FROM scratch "
	    "WHERE v = 'xx'"), 2);
}

static void deadlock(void **state)
{
	(void)state;
	deadlock_of(0);
}

/* A function that overlooks the error is run again all the same. */
static void deadlock_overlooked(void **state)
{
	(void)state;
	deadlock_of(1);
}

/* --- a lost connection ----------------------------------------------- */

static void kill_db(void)
{
	int64_t id = number(db, "SELECT CONNECTION_ID()");
	char sql[64];

	snprintf(sql, sizeof sql, "KILL %lld", (long long)id);
	assert_int_equal(run_on(other, arena_strdup(arena, sql)), OK);
}

static void reconnect(void **state)
{
	(void)state;
	kill_db();
	/* Within a request nothing reconnects. */
	assert_int_equal(run_on(db, "DO 1"), ERR_INTERNAL);
	assert_int_equal(run_on(db, "DO 1"), ERR_INTERNAL);
	assert_int_equal(db_begin_request(db), OK);
	assert_int_equal(run_on(db, "DO 1"), OK);
	assert_int_equal(number(db, "SELECT @@time_zone = '+00:00' AND "
	    "@@character_set_client = 'utf8mb4'"), 1);
}

/* Killed while idle: the next request does not even notice. */
static void reconnect_unnoticed(void **state)
{
	int64_t before = number(db, "SELECT CONNECTION_ID()");
	int i;

	(void)state;
	kill_db();
	/* The server answers KILL before the other connection is closed. */
	for (i = 0; i < 500 && number(other, "SELECT COUNT(*) FROM "
	    "information_schema.processlist") > 1; i++)
		usleep(10000);
	assert_int_equal(db_begin_request(db), OK);
	assert_true(number(db, "SELECT CONNECTION_ID()") != before);
	before = number(db, "SELECT CONNECTION_ID()");
	assert_int_equal(db_begin_request(db), OK);
	assert_true(number(db, "SELECT CONNECTION_ID()") == before);
}

static enum err killed_once(struct db *d, void *arg)
{
	int *runs = arg;
	enum err e = run_on(d, "INSERT INTO scratch (n) VALUES (1)");

	if (++*runs == 1)
		kill_db();
	return e;
}

static void lost_before_commit(void **state)
{
	int runs = 0;

	(void)state;
	scratch();
	assert_int_equal(db_transaction(db, killed_once, &runs), OK);
	assert_int_equal(runs, 2);
	assert_int_equal(number(db, "SELECT COUNT(*) FROM scratch"), 1);
}

static enum err killed_always(struct db *d, void *arg)
{
	int *runs = arg;

	(void)d;
	++*runs;
	kill_db();
	return OK;
}

static void gives_up(void **state)
{
	int runs = 0;

	(void)state;
	assert_int_equal(db_transaction(db, killed_always, &runs),
	    ERR_INTERNAL);
	assert_int_equal(runs, 5);
	assert_int_equal(db_begin_request(db), OK);
}

/* --- small tables ---------------------------------------------------- */

static void leases(void **state)
{
	char a[ID_SIZE], b[ID_SIZE];

	(void)state;
	id_new(a);
	id_new(b);
	assert_int_equal(lease_take(db, "round", a, 60), OK);
	assert_int_equal(lease_take(db, "round", a, 60), OK);
	assert_int_equal(lease_take(other, "round", b, 60), ERR_CONFLICT);
	assert_int_equal(lease_give(other, "round", b), OK);
	assert_int_equal(lease_take(other, "round", b, 60), ERR_CONFLICT);
	/* A machine whose clock is ahead does not take it. */
	clock_set_offset(3600);
	assert_int_equal(lease_take(other, "round", b, 60), ERR_CONFLICT);
	clock_set_offset(0);
	assert_int_equal(lease_take(db, "round", a, 0), OK);
	assert_int_equal(lease_take(other, "round", b, 60), OK);
	assert_int_equal(lease_take(db, "round", a, 60), ERR_CONFLICT);
	assert_int_equal(lease_give(other, "round", b), OK);
	assert_int_equal(lease_take(db, "round", a, 60), OK);
}

static void rates(void **state)
{
	uint8_t one[32] = { 1 }, two[32] = { 2 };
	uint32_t hits = 0;
	uint64_t n;
	unsigned i;

	(void)state;
	for (i = 1; i <= 3; i++) {
		assert_int_equal(rate_hit(db, one, 100, &hits), OK);
		assert_int_equal(hits, i);
	}
	assert_int_equal(rate_hit(db, two, 100, &hits), OK);
	assert_int_equal(hits, 1);
	assert_int_equal(rate_hit(db, one, 101, &hits), OK);
	assert_int_equal(hits, 1);
	assert_int_equal(rate_sweep(db, 101, 100, &n), OK);
	assert_int_equal(n, 2);
}

static void sessions(void **state)
{
	uint8_t one[32] = { 1 }, two[32] = { 2 };
	struct session_row s;
	struct session_value v[4];
	int64_t now = clock_now();
	uint64_t id, gone;
	int n;

	(void)state;
	assert_int_equal(session_row_add(db, one, 0, now + 60, &id), OK);
	assert_int_equal(session_row_find(db, arena, one, now, &s), OK);
	assert_true(s.id == id && s.account == 0 && !s.lang);
	assert_int_equal(s.expires_at, now + 60);
	assert_int_equal(session_row_find(db, arena, one, now + 60, &s),
	    ERR_NOTFOUND);
	assert_int_equal(session_value_put(db, id, "a", "1"), OK);
	assert_int_equal(session_value_put(db, id, "a", "2"), OK);
	assert_int_equal(session_row_renew(db, id, two, 0, now + 90), OK);
	assert_int_equal(session_row_find(db, arena, one, now, &s),
	    ERR_NOTFOUND);
	assert_int_equal(session_row_find(db, arena, two, now, &s), OK);
	assert_int_equal(session_value_list(db, arena, id, v, 4, &n), OK);
	assert_int_equal(n, 1);
	assert_string_equal(v[0].value, "2");
	assert_int_equal(session_value_remove(db, id, "a"), OK);
	assert_int_equal(session_value_list(db, arena, id, v, 4, &n), OK);
	assert_int_equal(n, 0);
	assert_int_equal(session_row_sweep(db, now + 90, 10, &gone), OK);
	assert_int_equal(gone, 1);
	assert_int_equal(session_row_renew(db, id, one, 0, now), ERR_CONFLICT);
}

/* Cut between characters, never refused for its length. */
static void audit(void **state)
{
	char detail[400];
	int i;

	(void)state;
	for (i = 0; i < 399; i++)
		detail[i] = "\xe5\xbc\xa0"[(i + 1) % 3];
	detail[0] = 'x';
	detail[1] = 'y';
	detail[399] = '\0';
	assert_int_equal(audit_add(db, "operator", 0, "test", "none", 0,
	    detail), OK);
	assert_int_equal(number(db, "SELECT LENGTH(detail) FROM audit"), 299);
	assert_int_equal(audit_add(db, "operator", 0, "test", "none", 0, NULL),
	    OK);
}

static uint64_t put_message(const char *tmpl)
{
	const struct outbox m = { .channel = "sms", .recipient = "1",
	    .lang = "en", .tmpl = tmpl, .params = "{}", .created_at = 1000,
	    .expires_at = 2000 };
	uint64_t id = 0;

	assert_int_equal(outbox_add(db, &m, &id), OK);
	assert_true(id > 0);
	return id;
}

static int in_state(uint64_t id, const char *state)
{
	struct outbox m;

	assert_int_equal(outbox_state(db, arena, id, &m), OK);
	return !strcmp(m.state, state);
}

/* Each step is one worker's, and only from where it may begin. */
static void messages(void **state)
{
	uint64_t id = put_message("refund"), none = id + 1000;
	struct outbox m;

	(void)state;
	assert_int_equal(outbox_state(db, arena, none, &m), ERR_NOTFOUND);
	assert_int_equal(outbox_sent(db, id, "p", "1", 1, 0), ERR_CONFLICT);
	assert_int_equal(outbox_wait(db, id, "", 1), ERR_CONFLICT);
	assert_int_equal(outbox_receipt(db, id, "lost", "", 1),
	    ERR_CONFLICT);
	assert_int_equal(outbox_revive(db, id, 1), ERR_NOTFOUND);
	assert_int_equal(outbox_take(db, id, 1060), OK);
	assert_int_equal(outbox_take(other, id, 1060), ERR_CONFLICT);
	assert_int_equal(outbox_retake(other, id, 1059, 1120), ERR_CONFLICT);
	assert_int_equal(outbox_retake(other, id, 1060, 1120), OK);
	assert_int_equal(outbox_retake(db, id, 1060, 1120), ERR_CONFLICT);
	assert_int_equal(outbox_wait(db, id, "busy", 1130), OK);
	assert_true(in_state(id, "waiting"));
	assert_int_equal(outbox_sent(db, id, "p", "1", 1, 0), ERR_CONFLICT);
	assert_int_equal(outbox_take(db, id, 1190), OK);
	assert_int_equal(outbox_sent(db, id, "p", "1", 1135, 1145), OK);
	assert_int_equal(outbox_sent(db, id, "p", "1", 1135, 0),
	    ERR_CONFLICT);
	assert_int_equal(outbox_give_up(db, id, "failed", "", 1),
	    ERR_CONFLICT);
	assert_int_equal(outbox_ask_later(db, id, 1200), OK);
	assert_int_equal(outbox_receipt(db, id, "lost", "lost", 1200), OK);
	assert_int_equal(outbox_receipt(other, id, "arrived", "", 1200),
	    ERR_CONFLICT);
	assert_int_equal(outbox_revive(db, id, 1300), OK);
	assert_int_equal(outbox_revive(other, id, 1300), ERR_NOTFOUND);
	assert_int_equal(outbox_give_up(db, id, "failed", "limit", 1300), OK);
	assert_int_equal(outbox_give_up(other, id, "failed", "limit", 1300),
	    ERR_CONFLICT);
	id = put_message(OUTBOX_CODE);
	assert_int_equal(outbox_give_up(db, id, "failed", "limit", 1300), OK);
	assert_int_equal(outbox_revive(db, id, 1300), ERR_NOTFOUND);
	assert_int_equal(run_on(db, "DELETE FROM outbox"), OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(types), cmocka_unit_test(nulls),
		cmocka_unit_test(long_texts), cmocka_unit_test(truncation),
		cmocka_unit_test(too_long_is_refused),
		cmocka_unit_test(conflicts), cmocka_unit_test(compare_and_set),
		cmocka_unit_test(two_at_once), cmocka_unit_test(rollback),
		cmocka_unit_test(deadlock),
		cmocka_unit_test(deadlock_overlooked),
		cmocka_unit_test(reconnect),
		cmocka_unit_test(reconnect_unnoticed),
		cmocka_unit_test(lost_before_commit),
		cmocka_unit_test(gives_up), cmocka_unit_test(leases),
		cmocka_unit_test(rates), cmocka_unit_test(sessions),
		cmocka_unit_test(audit), cmocka_unit_test(messages),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
