/* See audit_trail.h. */
#include "audit_trail.h"

#include "lib/base/clock.h"
#include "lib/base/csv.h"
#include "lib/base/log.h"
#include "lib/base/parse.h"
#include "lib/db/audits.h"

#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PAGE 500

/* --- the end -------------------------------------------------------------- */

static int write_file(const char *path, const struct audit_end *end)
{
	char hex[2 * CRYPTO_HASH + 1];
	FILE *f = fopen(path, "we");
	int bad;

	if (!f)
		return -1;
	crypto_hex(end->seal, sizeof end->seal, hex);
	bad = fprintf(f, "%" PRIu64 " %s\n", end->number, hex) < 0 ||
	    fflush(f) || fsync(fileno(f));
	return fclose(f) || bad ? -1 : 0;
}

enum err audit_end_write(const char *path, const struct audit_end *end)
{
	char new[1024];

	snprintf(new, sizeof new, "%s.new", path);
	if (write_file(new, end) == 0 && rename(new, path) == 0)
		return OK;
	log_error("%s: %s", path, strerror(errno));
	return ERR_INTERNAL;
}

enum err audit_end_read(const char *path, struct audit_end *out)
{
	char line[128] = "", *hex;
	FILE *f = fopen(path, "re");
	struct audit_end end;
	int got;

	if (!f && errno == ENOENT)
		return ERR_NOTFOUND;
	if (!f) {
		log_error("%s: %s", path, strerror(errno));
		return ERR_INTERNAL;
	}
	got = fgets(line, sizeof line, f) != NULL;
	fclose(f);
	line[strcspn(line, "\n")] = '\0';
	hex = strchr(line, ' ');
	if (!got || !hex)
		return ERR_INPUT;
	*hex++ = '\0';
	if (parse_u64(line, &end.number) != OK ||
	    strlen(hex) != sizeof end.seal * 2 ||
	    crypto_unhex(hex, end.seal, sizeof end.seal) != OK)
		return ERR_INPUT;
	*out = end;
	return OK;
}

/* --- export --------------------------------------------------------------- */

static const char *member(struct arena *a, const json_t *j, const char *name)
{
	const char *s = json_string_value(json_object_get(j, name));

	return arena_strdup(a, s ? s : "");
}

static int64_t number(const json_t *j, const char *name)
{
	return json_integer_value(json_object_get(j, name));
}

static enum err filter(struct job_run *j, struct audit_filter *f)
{
	json_t *p = json_loads(j->job->params, 0, NULL);

	if (!p)
		return ERR_INTERNAL;
	*f = (struct audit_filter){
		.login = member(j->arena, p, "login"),
		.action = member(j->arena, p, "action"),
		.object = member(j->arena, p, "object"),
		.object_id = (uint64_t)number(p, "object_id"),
		.from = number(p, "from"), .to = number(p, "to")
	};
	json_decref(p);
	return OK;
}

static void put_row(FILE *out, struct arena *a, const struct audit_row *r)
{
	char at[26];
	const char *cells[] = {
		arena_printf(a, "%" PRIu64, r->id), at, r->actor,
		*r->login ? r->login : arena_printf(a, "%" PRIu64,
		    r->actor_id),
		r->action, r->object, arena_printf(a, "%" PRIu64,
		    r->object_id), r->detail
	};
	struct buf b = {0};

	clock_rfc3339(r->created_at, at);
	csv_put(&b, cells, sizeof cells / sizeof *cells);
	fwrite(b.p, 1, b.n, out);
	buf_free(&b);
}

/* The latest first, a page at a time: memory stays flat. */
static enum err put_rows(struct job_run *j, FILE *out, struct audit_filter *f,
    int64_t *rows)
{
	struct arena *a = arena_new();
	struct audit_row *list = arena_alloc(j->arena, PAGE * sizeof *list);
	int n = PAGE, i;
	enum err e = OK;

	while (e == OK && n == PAGE) {
		n = 0;
		e = audit_search(j->db, a, f, list, PAGE, &n);
		for (i = 0; i < n; i++)
			put_row(out, a, &list[i]);
		if (n)
			f->before = list[n - 1].id;
		*rows += n;
		if (e == OK && !job_goes_on(j, *rows, 0))
			e = ERR_CONFLICT;
		arena_reset(a);
	}
	arena_free(a);
	return e;
}

enum err audit_export(struct job_run *j)
{
	static const char *const head[] = { "number", "time", "actor", "who",
	    "action", "object", "object_number", "detail" };
	const char *path = job_output(j, "audit.csv");
	struct audit_filter f;
	struct buf b = {0};
	int64_t rows = 0;
	FILE *out;
	enum err e = filter(j, &f);

	if (e != OK)
		return e;
	out = fopen(path, "we");
	if (!out)
		return ERR_INTERNAL;
	csv_put(&b, head, sizeof head / sizeof *head);
	fwrite("\xef\xbb\xbf", 1, 3, out);
	fwrite(b.p, 1, b.n, out);
	buf_free(&b);
	e = put_rows(j, out, &f, &rows);
	if (fclose(out) && e == OK)
		e = ERR_INTERNAL;
	return e == OK ? job_result(j, arena_printf(j->arena,
	    "{\"Rows\":%" PRId64 "}", rows)) : e;
}
