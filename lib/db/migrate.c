/*
 * Brings the schema up to date from numbered files, NNNN-what.sql. Every
 * statement ends at a line that ends in ';'; lines that begin with -- are
 * comments. The server commits each DDL statement by itself: a file that
 * fails half way is not recorded, and the log names the statement.
 */
#include "db.h"
#include "db_internal.h"

#include "lib/base/buf.h"
#include "lib/base/clock.h"
#include "lib/base/log.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TABLE_THERE, VERSION_GET, VERSION_ADD };

static const char *const sql[] = {
	[TABLE_THERE] = "SELECT COUNT(*) FROM information_schema.tables "
	    "WHERE table_schema = DATABASE() "
	    "AND table_name = 'schema_version'",
	[VERSION_GET] = "SELECT MAX(version) FROM schema_version",
	[VERSION_ADD] = "INSERT INTO schema_version "
	    "(version, name, applied_at) VALUES (?, ?, ?)",
};

/* The number of NNNN-what.sql, or 0. */
static unsigned
file_version(const char *name)
{
	size_t n = strlen(name);

	if (n < 10 || strspn(name, "0123456789") != 4 || name[4] != '-' ||
	    strcmp(name + n - 4, ".sql"))
		return 0;
	return (unsigned)strtoul(name, NULL, 10);
}

static int
is_migration(const struct dirent *d)
{
	return file_version(d->d_name) > 0;
}

static void
free_files(struct dirent **files, int n)
{
	while (n > 0)
		free(files[--n]);
	free(files);
}

/* In order. A directory without any is not the schema's. */
static enum err
list_files(const char *dir, struct dirent ***files, int *n)
{
	*n = scandir(dir, files, is_migration, alphasort);
	if (*n > 0)
		return OK;
	log_error("schema: no NNNN-what.sql in %s: %s", dir,
	    *n < 0 ? strerror(errno) : "wrong schema_dir");
	if (*n == 0)
		free(*files);
	return ERR_INTERNAL;
}

static enum err
get_number(struct db *db, const char *text, uint64_t *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, text, &q);

	if (e != OK)
		return e;
	e = db_row(q);
	if (e == OK)
		*out = db_u64(q);
	db_done(q);
	return e;
}

/* 0: an empty database. */
static enum err
get_version(struct db *db, uint64_t *out)
{
	enum err e = get_number(db, sql[TABLE_THERE], out);

	if (e != OK || !*out)
		return e;
	return get_number(db, sql[VERSION_GET], out);
}

static enum err
run_file(struct db *db, FILE *f, const char *name)
{
	struct buf b = {0};
	char *line = NULL;
	size_t cap = 0, len;
	enum err e = OK;
	ssize_t n;
	int count = 0;

	while (e == OK && (n = getline(&line, &cap, f)) >= 0) {
		len = strcspn(line, "\r\n");
		if (!strncmp(line, "--", 2))
			continue;
		buf_add(&b, line, (size_t)n);
		if (!len || line[len - 1] != ';')
			continue;
		count++;
		e = db_run(db, b.p, b.n);
		buf_reset(&b);
	}
	if (e != OK)
		log_error("schema: %s stopped at its statement %d", name,
		    count);
	else if (ferror(f) || (b.n && strspn(b.p, " \t\r\n") != b.n)) {
		log_error("schema: %s does not end in ';'", name);
		e = ERR_INTERNAL;
	}
	free(line);
	buf_free(&b);
	return e;
}

static enum err
record(struct db *db, unsigned version, const char *name)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[VERSION_ADD], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, version);
	db_bind_text(q, name);
	db_bind_time(q, clock_now());
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

static enum err
apply(struct db *db, const char *dir, const char *name)
{
	char path[4096];
	enum err e;
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	f = fopen(path, "re");
	if (!f) {
		log_error("schema: %s: %s", path, strerror(errno));
		return ERR_INTERNAL;
	}
	e = run_file(db, f, name);
	fclose(f);
	if (e == OK)
		e = record(db, file_version(name), name);
	if (e == OK)
		log_info("schema: applied %s", name);
	return e;
}

/* What the newest file says against what the database says. */
static enum err
refuse_newer(uint64_t have, unsigned want)
{
	if (have <= want)
		return OK;
	log_error("schema: the database has version %llu, these programs "
	    "know up to %u: install the newer programs",
	    (unsigned long long)have, want);
	return ERR_CONFLICT;
}

enum err
db_migrate(struct db *db, const char *dir, int *applied)
{
	struct dirent **files;
	uint64_t have;
	int i, n, count = 0;
	enum err e;

	e = list_files(dir, &files, &n);
	if (e != OK)
		return e;
	/* Changing a large table takes longer than a page may wait. */
	e = db_connect(db, 1);
	if (e == OK)
		e = get_version(db, &have);
	if (e == OK)
		e = refuse_newer(have, file_version(files[n - 1]->d_name));
	for (i = 0; e == OK && i < n; i++) {
		if (file_version(files[i]->d_name) <= have)
			continue;
		e = apply(db, dir, files[i]->d_name);
		count++;
	}
	free_files(files, n);
	if (e == OK)
		e = db_connect(db, 0);
	if (e == OK)
		*applied = count;
	return e;
}

enum err
db_schema_check(struct db *db, const char *dir)
{
	struct dirent **files;
	uint64_t have;
	unsigned want;
	enum err e;
	int n;

	e = list_files(dir, &files, &n);
	if (e != OK)
		return e;
	want = file_version(files[n - 1]->d_name);
	free_files(files, n);
	e = get_version(db, &have);
	if (e == OK)
		e = refuse_newer(have, want);
	if (e == OK && have < want) {
		log_error("schema: the database has version %llu, these "
		    "programs need %u: run 'gradphoto migrate'",
		    (unsigned long long)have, want);
		e = ERR_CONFLICT;
	}
	return e;
}
