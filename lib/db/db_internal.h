/*
 * Between db.c (connection, transactions) and db_stmt.c (statements); nobody
 * else includes it. mysql.h stays out of it.
 */
#ifndef GP_DB_DB_INTERNAL_H
#define GP_DB_DB_INTERNAL_H

#include "db.h"

#define DB_TRIES 5

struct db {
	struct st_mysql *my;	/* NULL: not connected */
	char *host, *socket, *user, *password, *name;
	unsigned port;
	int lost;		/* nothing runs until the next reconnect */
	int open;		/* a transaction is */
	/* The error for which the open transaction must be run again: the
	 * server has rolled it back, so that a further statement would
	 * commit by itself. */
	unsigned again;
	uint64_t insert_id;
	struct db_stmt *stmts;
};

/* What the server's error means to the caller. Logs it, except for an answer
 * like a duplicate key; message may be NULL, and must be where it could hold
 * somebody's data. */
enum err db_error(struct db *db, unsigned code, const char *sql,
    const char *message);
/* OK where a statement may run now. */
enum err db_ready(struct db *db);
/* 1: the statement had no effect and may be run again. */
int db_deadlock(unsigned code);
/* Random, so that two that collided don't do so again. */
void db_pause(int attempt);
/* Connects anew; a patient connection waits for an answer without end. */
enum err db_connect(struct db *db, int patient);
/* Runs a text without parameters and rows. */
enum err db_run(struct db *db, const char *sql, size_t n);

/* db_stmt.c: the server's part of all statements is gone with the
 * connection; the statements themselves go with the db. */
void db_stmts_drop(struct db *db);
void db_stmts_free(struct db *db);

#endif
