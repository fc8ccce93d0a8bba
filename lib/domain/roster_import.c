/* A school's list: columns, rows and what can be wrong with them. */
#include "roster_import.h"
#include "roster_row.h"

#include "lib/base/buf.h"
#include "lib/pack/rows.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

void
import_fault(struct import *im, int line, const char *column,
    enum import_fault f, const char *detail)
{
	if (!im->error)
		im->error = arena_alloc(im->arena,
		    IMPORT_ERRORS * sizeof *im->error);
	if (im->errors < IMPORT_ERRORS)
		im->error[im->errors] = (struct import_error){ .line = line,
		    .column = column, .fault = f, .detail = detail };
	im->errors++;
}

/* Which field of the file is which column; -1: not there. */
struct header {
	int at[ROSTER_COLUMNS];
};

static int
find_column(const char *name)
{
	int i;

	for (i = 0; i < ROSTER_COLUMNS; i++)
		if (!strcasecmp(name, roster_column[i].en) ||
		    !strcmp(name, roster_column[i].zh))
			break;
	return i;
}

static void
read_header(struct import *im, const struct rows *c, char **field, int n,
    struct header *h)
{
	struct buf ignored = {0};
	int i, j;

	for (j = 0; j < ROSTER_COLUMNS; j++)
		h->at[j] = -1;
	for (i = 0; i < n; i++) {
		j = find_column(field[i]);
		if (j < ROSTER_COLUMNS && h->at[j] >= 0)
			import_fault(im, c->line, roster_column[j].en,
			    IMPORT_COLUMN_TWICE, NULL);
		else if (j < ROSTER_COLUMNS)
			h->at[j] = i;
		else if (*field[i])
			buf_printf(&ignored, "%s%s", ignored.n ? ", " : "",
			    field[i]);
	}
	for (j = 0; j < ROSTER_COLUMNS; j++)
		if (roster_column[j].required && h->at[j] < 0)
			import_fault(im, c->line, roster_column[j].en,
			    IMPORT_COLUMN, NULL);
	for (j = 0; j < ROSTER_COLUMNS; j++)
		im->given |= h->at[j] >= 0 ? 1u << j : 0;
	im->ignored = arena_strndup(im->arena, ignored.p ? ignored.p : "",
	    ignored.n);
	buf_free(&ignored);
}

static struct import_row *
new_row(struct import *im)
{
	struct import_row *old = im->row;

	if (im->rows == im->row_cap) {
		im->row_cap = im->row_cap ? 2 * im->row_cap : 256;
		im->row = arena_alloc(im->arena,
		    (size_t)im->row_cap * sizeof *im->row);
		if (old)
			memcpy(im->row, old, (size_t)im->rows * sizeof *old);
	}
	return &im->row[im->rows++];
}

static void
read_row(struct import *im, const struct rows *c, char **field, int n,
    const struct header *h)
{
	struct import_row *r = new_row(im);
	int i, before = im->errors;

	r->line = c->line;
	for (i = 0; i < ROSTER_COLUMNS; i++)
		r->text[i] = h->at[i] >= 0 && h->at[i] < n ?
		    field[h->at[i]] : arena_strdup(im->arena, "");
	roster_row_check(im, r);
	r->bad = im->errors > before;
}

static void
read_rows(struct import *im, struct rows *c)
{
	char *field[CSV_COLUMNS];
	struct header h;
	enum err e;
	int n;

	e = rows_next(c, field, &n);
	if (e == OK)
		read_header(im, c, field, n, &h);
	else
		import_fault(im, c->line, "", IMPORT_FORM, NULL);
	im->unusable = im->errors > 0;
	while (!im->unusable && (e = rows_next(c, field, &n)) != ERR_NOTFOUND) {
		im->seen++;
		im->unusable = im->seen > IMPORT_ROWS || c->over;
		if (im->seen > IMPORT_ROWS)
			import_fault(im, c->line, "", IMPORT_TOO_MANY, NULL);
		else if (e != OK)
			import_fault(im, c->line, "", IMPORT_FORM, NULL);
		else
			read_row(im, c, field, n, &h);
	}
}

/* Case does not matter, as it does not to the database's unique key. */
static int
by_student_no(const void *a, const void *b)
{
	const struct import_row *const *x = a, *const *y = b;
	int d = strcasecmp((*x)->text[ROSTER_STUDENT_NO],
	    (*y)->text[ROSTER_STUDENT_NO]);

	return d ? d : (*x)->line - (*y)->line;
}

static int
by_person(const void *a, const void *b)
{
	const struct import_row *const *x = a, *const *y = b;
	int d = strcmp((*x)->text[ROSTER_ID_NO], (*y)->text[ROSTER_ID_NO]);

	return d ? d : (*x)->line - (*y)->line;
}

static void
find_twins(struct import *im, struct import_row **list)
{
	const char *no, *before = "";
	int i;

	qsort(list, (size_t)im->rows, sizeof *list, by_student_no);
	for (i = 0; i < im->rows; i++) {
		no = list[i]->text[ROSTER_STUDENT_NO];
		if (*no && !strcasecmp(no, before)) {
			import_fault(im, list[i]->line, "student_no",
			    IMPORT_TWICE, NULL);
			list[i]->bad = 1;
		}
		before = no;
	}
}

/* One person may have two student numbers, but not two names. Rows that are
 * bad anyway say nothing of others. */
static void
find_other_names(struct import *im, struct import_row **list)
{
	const struct import_row *before = NULL;
	int i;

	qsort(list, (size_t)im->rows, sizeof *list, by_person);
	for (i = 0; i < im->rows; i++) {
		char *const *text = list[i]->text;

		if (list[i]->bad)
			continue;
		if (before && !strcmp(text[ROSTER_ID_NO],
		    before->text[ROSTER_ID_NO]) && strcmp(text[ROSTER_NAME],
		    before->text[ROSTER_NAME]) != 0) {
			import_fault(im, list[i]->line, "name",
			    IMPORT_PERSON, before->text[ROSTER_NAME]);
			list[i]->bad = 1;
		} else {
			before = list[i];
		}
	}
}

static void
compare_rows(struct import *im)
{
	struct import_row **list = arena_alloc(im->arena,
	    (size_t)(im->rows + 1) * sizeof *list);
	int i;

	for (i = 0; i < im->rows; i++)
		list[i] = &im->row[i];
	find_twins(im, list);
	find_other_names(im, list);
}

static int
by_line(const void *a, const void *b)
{
	const struct import_error *x = a, *y = b;

	return x->line - y->line;
}

void
import_sort(struct import *im)
{
	int n = im->errors < IMPORT_ERRORS ? im->errors : IMPORT_ERRORS;

	if (n)
		qsort(im->error, (size_t)n, sizeof *im->error, by_line);
}

enum err
import_read(struct arena *a, const void *p, size_t n, struct import *im)
{
	struct rows s;
	enum err e;
	int i;

	*im = (struct import){ .arena = a, .ignored = NULL };
	e = rows_open(a, p, n, &s, &im->encoding);
	if (e != OK)
		return e;
	read_rows(im, &s);
	compare_rows(im);
	import_sort(im);
	for (i = 0; i < im->rows; i++)
		im->good += !im->row[i].bad;
	return OK;
}
