/* A copy of my data: a page that explains, and the file. */
#include "student.h"

#include "lib/base/crypto.h"
#include "lib/base/keys.h"
#include "lib/db/mydata.h"
#include "lib/service/service.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define ROWS 500	/* of one table; nobody has as many */

static int ends_in(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n >= m && !strcmp(s + n - m, end);
}

/* Each sealed column was sealed under its own word. */
static const char *unseal(struct req *r, const char *table, const char *hex)
{
	size_t n = strlen(hex) / 2;
	uint8_t *sealed = arena_alloc(r->arena, n + 1);
	char *text;

	if (crypto_unhex(hex, sealed, n) != OK ||
	    keys_open(r->keys, r->arena,
	    strcmp(table, "chsi_code") ? "id" : "chsi", sealed, n,
	    &text) != OK)
		return NULL;
	return text;
}

/* What can't be read stands in the copy as null. */
static const char *read_file(struct req *r, const char *sha256)
{
	uint8_t *p;
	size_t n;
	char *text;

	if (r->svc->files->ops->get(r->svc->files, r->arena, sha256, &p,
	    &n) != OK)
		return NULL;
	text = arena_alloc(r->arena, 4 * ((n + 2) / 3) + 1);
	crypto_base64(p, n, text);
	return text;
}

static void add_value(struct req *r, json_t *row, const char *table,
    const char *column, const char *value)
{
	static const char sealed[] = "_sealed", file[] = "_file";
	size_t n = strlen(column);

	if (value && ends_in(column, sealed)) {
		n -= strlen(sealed);
		value = unseal(r, table, value);
	} else if (value && ends_in(column, file)) {
		n -= strlen(file);
		value = read_file(r, value);
	}
	json_object_set_new(row, arena_strndup(r->arena, column, n), value ?
	    json_string(value) : json_null());
}

static enum err add_table(struct req *r, json_t *all,
    const struct mydata_table *t)
{
	struct mydata_row *list = arena_alloc(r->arena, ROWS * sizeof *list);
	json_t *rows = json_array(), *row;
	int i, k, n = 0;
	enum err e = mydata_read(r->db, r->arena, r->account, t, list, ROWS,
	    &n);

	for (i = 0; i < n; i++) {
		row = json_object();
		for (k = 0; t->columns[k]; k++)
			add_value(r, row, t->name, t->columns[k],
			    list[i].value[k]);
		json_array_append_new(rows, row);
	}
	json_object_set_new(all, t->name, rows);
	return e;
}

static void free_json(void *p)
{
	json_decref(p);
}

int me_data_file(struct req *r)
{
	const struct mydata_table *t;
	json_t *all = json_object();
	enum err e = OK;
	char *text;

	arena_defer(r->arena, free_json, all);
	for (t = mydata_tables; t->name && e == OK; t++)
		e = add_table(r, all, t);
	if (e != OK)
		return req_fail(r, e);
	text = json_dumps(all, JSON_INDENT(2));
	if (!text)
		return req_fail(r, ERR_INTERNAL);
	arena_defer(r->arena, free, text);
	req_header(r, "Content-Disposition",
	    "attachment; filename=\"my-data.json\"");
	req_header(r, "Cache-Control", "no-store");
	return req_send(r, 200, "application/json", text, strlen(text));
}

int me_data(struct req *r)
{
	return req_page(r, "student/me_data");
}
