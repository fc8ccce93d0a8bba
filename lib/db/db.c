/*
 * The connection and its transactions. Statements are in db_stmt.c.
 *
 * A lost connection fails every statement until the next request begins:
 * half of a request on one connection and half on another would be two
 * transactions where the caller wrote one.
 */
#include "db.h"
#include "db_internal.h"

#include "lib/base/crypto.h"
#include "lib/base/log.h"

#include <errno.h>
#include <mysql.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Seconds. The web server gives up after 60; a statement of a page that
 * takes 10 is a bug or a database in trouble. */
#define CONNECT_TIMEOUT 5
#define IO_TIMEOUT 10

/* Lock waits end before the read time-out, so that the server says 1205 (and
 * rolls back) instead of the connection breaking. Strict: a value that does
 * not fit is an error, never cut. */
static const char session[] =
	"SET time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,"
	"NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO', "
	"collation_connection = utf8mb4_unicode_ci, autocommit = 1, "
	"innodb_lock_wait_timeout = 3";

enum {
	LOCK_TIMEOUT = 1205, DEADLOCK = 1213, NOT_IN_CLUSTER = 1047,
	GONE = 2006, LOST = 2013,
	DUPLICATE = 1062, DUPLICATE_KEY_NAME = 1586,
	IS_REFERENCED = 1451, NO_REFERENCED = 1452
};

int
db_deadlock(unsigned code)
{
	return code == LOCK_TIMEOUT || code == DEADLOCK ||
	    code == NOT_IN_CLUSTER;
}

enum err
db_error(struct db *db, unsigned code, const char *sql, const char *message)
{
	int lost = code == GONE || code == LOST;

	switch (code) {
	case DUPLICATE:
	case DUPLICATE_KEY_NAME:
	case IS_REFERENCED:
		return ERR_CONFLICT;
	case NO_REFERENCED:
		return ERR_NOTFOUND;
	}
	if (lost)
		db->lost = 1;
	if (db->open && (lost || db_deadlock(code))) {
		db->again = code;
		log_warn("database error %u, the transaction is to run "
		    "again: %.60s", code, sql);
		return ERR_INTERNAL;
	}
	log_error("database error %u: %.60s%s%s", code, sql,
	    message ? ": " : "", message ? message : "");
	return ERR_INTERNAL;
}

enum err
db_ready(struct db *db)
{
	return db->lost || db->again ? ERR_INTERNAL : OK;
}

void
db_pause(int attempt)
{
	struct timespec ts = {0};
	uint16_t r;

	crypto_random(&r, sizeof r);
	ts.tv_nsec = (1 + r % 20) * 1000000L * (attempt + 1);
	nanosleep(&ts, NULL);
}

/* "" is NULL, as the library wants what is not set. */
static char *
copy(const char *s)
{
	char *p;

	if (!*s)
		return NULL;
	p = strdup(s);
	if (!p)
		log_abort("out of memory: database settings");
	return p;
}

/* The file's first line. */
static enum err
read_password(const char *file, char **out)
{
	char line[256] = "";
	FILE *f;

	if (!*file)
		return OK;
	f = fopen(file, "re");
	if (!f || !fgets(line, sizeof line, f)) {
		log_error("database password: %s: %s", file,
		    f ? "empty" : strerror(errno));
		if (f)
			fclose(f);
		return ERR_INTERNAL;
	}
	fclose(f);
	line[strcspn(line, "\r\n")] = '\0';
	*out = copy(line);
	explicit_bzero(line, sizeof line);
	return OK;
}

static void
disconnect(struct db *db)
{
	db_stmts_drop(db);
	if (db->my)
		mysql_close(db->my);
	db->my = NULL;
	db->lost = 1;
}

static void
set_options(MYSQL *my, int patient)
{
	unsigned seconds = CONNECT_TIMEOUT, no = 0;

	mysql_options(my, MYSQL_OPT_CONNECT_TIMEOUT, &seconds);
	seconds = patient ? 0 : IO_TIMEOUT;
	mysql_options(my, MYSQL_OPT_READ_TIMEOUT, &seconds);
	mysql_options(my, MYSQL_OPT_WRITE_TIMEOUT, &seconds);
	mysql_options(my, MYSQL_OPT_LOCAL_INFILE, &no);
	mysql_options(my, MYSQL_SET_CHARSET_NAME, "utf8mb4");
	mysql_options(my, MYSQL_INIT_COMMAND, session);
}

enum err
db_connect(struct db *db, int patient)
{
	MYSQL *my;

	disconnect(db);
	my = mysql_init(NULL);
	if (!my)
		log_abort("out of memory: database connection");
	set_options(my, patient);
	/* Found rows: a compare-and-set that matched its row has worked, even
	 * where all new values equal the old ones. */
	if (!mysql_real_connect(my, db->host, db->user, db->password,
	    db->name, db->port, db->socket, CLIENT_FOUND_ROWS)) {
		log_error("database connection: error %u: %s",
		    mysql_errno(my), mysql_error(my));
		mysql_close(my);
		return ERR_INTERNAL;
	}
	db->my = my;
	db->lost = 0;
	return OK;
}

enum err
db_open(const struct conf *c, struct db **out)
{
	struct db *db = calloc(1, sizeof *db);
	enum err e;

	if (!db)
		log_abort("out of memory: database");
	db->socket = copy(conf_text(c, "db_socket"));
	if (!db->socket)
		db->host = copy(conf_text(c, "db_host"));
	db->user = copy(conf_text(c, "db_user"));
	db->name = copy(conf_text(c, "db_name"));
	db->port = (unsigned)conf_int(c, "db_port");
	e = read_password(conf_text(c, "db_password_file"), &db->password);
	if (e == OK)
		e = db_connect(db, 0);
	if (e != OK) {
		db_close(db);
		return e;
	}
	*out = db;
	return OK;
}

void
db_close(struct db *db)
{
	if (!db)
		return;
	disconnect(db);
	db_stmts_free(db);
	if (db->password)
		explicit_bzero(db->password, strlen(db->password));
	free(db->password);
	free(db->host);
	free(db->socket);
	free(db->user);
	free(db->name);
	free(db);
}

/* Between requests the server has nothing to say: whatever can be read is
 * its good-bye. That costs a microsecond; a ping, a round trip. */
static int
hung_up(struct db *db)
{
	struct pollfd p = { .fd = (int)db->my->net.fd,
	    .events = POLLIN | POLLRDHUP };

	return poll(&p, 1, 0) > 0;
}

enum err
db_begin_request(struct db *db)
{
	if (!db->lost && !hung_up(db))
		return OK;
	log_warn("database connection was lost, connecting again");
	return db_connect(db, 0);
}

enum err
db_run(struct db *db, const char *sql, size_t n)
{
	enum err e = db_ready(db);

	if (e != OK)
		return e;
	if (mysql_real_query(db->my, sql, n) == 0)
		return OK;
	return db_error(db, mysql_errno(db->my), sql, mysql_error(db->my));
}

static enum err
attempt(struct db *db, enum err (*fn)(struct db *, void *), void *arg)
{
	enum err e = OK;

	db->open = 1;
	db->again = 0;
	e = db_run(db, "START TRANSACTION", 17);
	if (e == OK)
		e = fn(db, arg);
	/* Galera reports a conflict with another node only here. What the
	 * server has undone is not committed, even where fn overlooked it:
	 * db_ready refuses. */
	if (e == OK)
		e = db_run(db, "COMMIT", 6);
	db->open = 0;
	return e;
}

/* Leaves no transaction open; a connection that can't even do that goes. */
static void
rollback(struct db *db)
{
	db->again = 0;
	if (!db->lost && db_run(db, "ROLLBACK", 8) != OK)
		db->lost = 1;
}

enum err
db_transaction(struct db *db, enum err (*fn)(struct db *, void *), void *arg)
{
	unsigned again;
	enum err e;
	int i;

	if (db->open)
		log_abort("db_transaction inside db_transaction");
	for (i = 0;; i++) {
		e = attempt(db, fn, arg);
		if (e == OK)
			return OK;
		again = db->again;
		rollback(db);
		if (again && i + 1 == DB_TRIES)
			log_error("database error %u: given up after %d "
			    "tries", again, DB_TRIES);
		if (!again || i + 1 == DB_TRIES)
			return e;
		db_pause(i);
		if (db->lost && db_connect(db, 0) != OK)
			return ERR_INTERNAL;
	}
}
