/* See table.h. The workbook is libxlsxwriter's. */
#include "table.h"

#include "lib/base/csv.h"
#include "lib/base/log.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
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

static int count(const struct table_column *columns)
{
	int n = 0;

	while (n < TABLE_COLUMNS && columns[n].name)
		n++;
	return n;
}

static void begin_sheet(struct table *t)
{
	lxw_format *bold = workbook_add_format(t->book);
	lxw_format *text = workbook_add_format(t->book);
	int i;

	format_set_bold(bold);
	/* Of text ("@", ECMA-376 part 1, 18.8.30), so that who edits a number
	 * keeps all its digits. */
	format_set_num_format_index(text, 49);
	for (i = 0; i < t->n; i++) {
		worksheet_set_column(t->sheet, (lxw_col_t)i, (lxw_col_t)i,
		    t->columns[i].width,
		    t->columns[i].number ? NULL : text);
		worksheet_write_string(t->sheet, 0, (lxw_col_t)i,
		    t->columns[i].name, bold);
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
	begin_sheet(t);
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
	t->n = count(columns);
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

/* The library writes files only. */
static enum err read_all(int fd, struct buf *out)
{
	struct stat st;
	ssize_t n = 1;
	char part[8192];
	off_t at = 0;

	if (fstat(fd, &st))
		return failed("workbook");
	for (; n > 0 && at < st.st_size; at += n) {
		n = pread(fd, part, sizeof part, at);
		if (n > 0)
			buf_add(out, part, (size_t)n);
	}
	return n > 0 ? OK : failed("workbook");
}

enum err table_blank(const char *sheet, const struct table_column *columns,
    struct buf *out)
{
	struct table t = { .columns = columns, .n = count(columns) };
	int fd = memfd_create("workbook", MFD_CLOEXEC);
	enum err e = OK;
	char path[40];

	if (fd < 0)
		return failed("workbook");
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	t.book = workbook_new(path);
	if (!t.book || !(t.sheet = workbook_add_worksheet(t.book, sheet)))
		e = failed("workbook");
	else
		begin_sheet(&t);
	if (t.book && workbook_close(t.book) != LXW_NO_ERROR && e == OK)
		e = failed("workbook");
	if (e == OK)
		e = read_all(fd, out);
	close(fd);
	return e;
}
