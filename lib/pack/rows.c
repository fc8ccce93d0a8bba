/* See rows.h. */
#include "rows.h"

_Static_assert(WORKBOOK_COLUMNS <= ROWS_COLUMNS, "a row of a workbook fits");

enum err rows_open(struct arena *a, const void *p, size_t n, struct rows *r,
    enum csv_encoding *encoding)
{
	char *text;
	enum err e = csv_text(a, p, n, &text, encoding);

	*r = (struct rows){ .book = NULL };
	if (e == OK)
		csv_begin(&r->csv, text);
	else if (*encoding == CSV_ZIP && n <= ROWS_BYTES)
		e = workbook_open(a, p, n, &r->book) == OK ? OK : ERR_INPUT;
	return e;
}

enum err rows_next(struct rows *r, char *field[ROWS_COLUMNS], int *n)
{
	enum err e;

	if (!r->book) {
		e = csv_row(&r->csv, field, n);
		r->line = r->csv.line;
		return e;
	}
	e = workbook_row(r->book, field, n, &r->line);
	r->over = e != OK && e != ERR_NOTFOUND && e != ERR_CONFLICT;
	return e == OK || e == ERR_NOTFOUND ? e : ERR_INPUT;
}
