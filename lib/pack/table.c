/* See table.h. The workbook is libxlsxwriter's. */
#include "table.h"

#include "lib/base/csv.h"
#include "lib/base/log.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

struct table {
	const struct table_column *columns;
	int n;
	FILE *csv;
	struct buf line;
	lxw_workbook *book;		/* NULL: closed */
	lxw_worksheet *sheet;
	lxw_row_t row;
	char *folder;			/* for the workbook's own files */
};

static enum err failed(const char *what)
{
	log_error("table: %s: %s", what, strerror(errno));
	return ERR_INTERNAL;
}

static void write_csv(struct table *t, const char *const *cells)
{
	buf_reset(&t->line);
	csv_put(&t->line, cells, t->n);
	fwrite(t->line.p, 1, t->line.n, t->csv);
}

static void begin_sheet(struct table *t, const char *const *names)
{
	lxw_format *bold = workbook_add_format(t->book);
	lxw_format *text = workbook_add_format(t->book);
	int i;

	format_set_bold(bold);
	/* Of text, so that who edits a number keeps all its digits. */
	format_set_num_format(text, "@");
	for (i = 0; i < t->n; i++) {
		worksheet_set_column(t->sheet, (lxw_col_t)i, (lxw_col_t)i,
		    t->columns[i].width,
		    t->columns[i].number ? NULL : text);
		worksheet_write_string(t->sheet, 0, (lxw_col_t)i, names[i],
		    bold);
	}
	worksheet_freeze_panes(t->sheet, 1, 0);
	t->row = 1;
}

static void begin(struct table *t)
{
	const char *names[TABLE_COLUMNS];
	int i;

	for (i = 0; i < t->n; i++)
		names[i] = t->columns[i].name;
	fputs("\xef\xbb\xbf", t->csv);
	write_csv(t, names);
	begin_sheet(t, names);
}

static enum err open_book(struct table *t, const char *xlsx,
    const char *sheet)
{
	lxw_workbook_options options = { .constant_memory = LXW_TRUE };
	const char *slash = strrchr(xlsx, '/');

	t->folder = slash ? strndup(xlsx, (size_t)(slash - xlsx)) : NULL;
	options.tmpdir = t->folder;
	t->book = workbook_new_opt(xlsx, &options);
	if (t->book)
		t->sheet = workbook_add_worksheet(t->book, sheet);
	return t->sheet ? OK : failed("workbook");
}

enum err table_new(const char *csv, const char *xlsx, const char *sheet,
    const struct table_column *columns, struct table **out)
{
	struct table *t = calloc(1, sizeof *t);
	enum err e;

	if (!t)
		log_abort("table: out of memory");
	t->columns = columns;
	while (t->n < TABLE_COLUMNS && columns[t->n].name)
		t->n++;
	t->csv = fopen(csv, "we");
	e = t->csv ? open_book(t, xlsx, sheet) : failed("CSV");
	if (e != OK) {
		table_free(t);
		return e;
	}
	begin(t);
	*out = t;
	return OK;
}

void table_row(struct table *t, const char *const *cells)
{
	lxw_col_t i;

	write_csv(t, cells);
	for (i = 0; i < t->n; i++) {
		if (!cells[i] || !*cells[i])
			continue;
		if (t->columns[i].number)
			worksheet_write_number(t->sheet, t->row, i,
			    strtod(cells[i], NULL), NULL);
		else
			worksheet_write_string(t->sheet, t->row, i,
			    cells[i], NULL);
	}
	t->row++;
}

enum err table_close(struct table *t)
{
	int bad = ferror(t->csv);
	lxw_error x;

	bad |= fclose(t->csv) != 0;
	t->csv = NULL;
	worksheet_autofilter(t->sheet, 0, 0, t->row - 1,
	    (lxw_col_t)(t->n - 1));
	x = workbook_close(t->book);
	t->book = NULL;
	if (x != LXW_NO_ERROR) {
		log_error("table: %s", lxw_strerror(x));
		return ERR_INTERNAL;
	}
	return bad ? failed("CSV") : OK;
}

void table_free(struct table *t)
{
	if (!t)
		return;
	if (t->csv)
		fclose(t->csv);
	if (t->book)
		workbook_close(t->book);
	buf_free(&t->line);
	free(t->folder);
	free(t);
}
