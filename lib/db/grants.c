/* Reads `GRANT ... ON table TO account, account;` and asks for the tables. */
#include "grants.h"

#include "lib/base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The server shows an account the tables on which it has a privilege. */
static const char table_visible[] =
	"SELECT COUNT(*) FROM information_schema.tables "
	"WHERE table_schema = DATABASE() AND table_name = ?";

static enum err
is_visible(struct db *db, const char *table, int *visible)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, table_visible, &q);

	if (e != OK)
		return e;
	db_bind_text(q, table);
	e = db_row(q);
	if (e == OK)
		*visible = db_u64(q) > 0;
	db_done(q);
	return e;
}

/* 1 where the statement is for the account; *table is cut out of it. */
static int
concerns(char *statement, const char *account, char **table)
{
	char *on = strstr(statement, " ON "), *to, *name;

	to = on ? strstr(on, "TO ") : NULL;
	if (!to)
		return 0;
	*table = on + 4;
	to += 3;
	(*table)[strcspn(*table, " \n")] = '\0';
	while ((name = strsep(&to, ", \n;")))
		if (!strcmp(name, account))
			return 1;
	return 0;
}

static enum err
check_statement(struct db *db, char *statement, const char *account,
    struct buf *missing)
{
	char *table;
	int visible = 1;
	enum err e;

	if (!concerns(statement, account, &table))
		return OK;
	e = is_visible(db, table, &visible);
	if (e == OK && !visible)
		buf_printf(missing, "%s%s", missing->n ? ", " : "", table);
	return e;
}

static enum err
check_file(struct db *db, FILE *f, const char *account, struct buf *missing)
{
	struct buf statement = {0};
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;
	enum err e = OK;

	while (e == OK && (n = getline(&line, &cap, f)) >= 0) {
		if (!strncmp(line, "--", 2))
			continue;
		buf_add(&statement, line, (size_t)n);
		if (!strchr(line, ';'))
			continue;
		e = check_statement(db, statement.p, account, missing);
		buf_reset(&statement);
	}
	free(line);
	buf_free(&statement);
	return e;
}

enum err
grants_missing(struct db *db, struct arena *a, const char *file,
    const char *account, char **missing)
{
	struct buf b = {0};
	FILE *f = fopen(file, "re");
	enum err e;

	if (!f)
		return ERR_NOTFOUND;
	e = check_file(db, f, account, &b);
	fclose(f);
	if (e == OK)
		*missing = arena_strndup(a, b.p ? b.p : "", b.n);
	buf_free(&b);
	return e;
}
