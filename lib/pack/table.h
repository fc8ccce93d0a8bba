/*
 * A table written row by row, at once as CSV (UTF-8 with a BOM, so that
 * spreadsheets know it) and as XLSX; neither is held in memory.
 */
#ifndef GP_PACK_TABLE_H
#define GP_PACK_TABLE_H

#include "lib/base/buf.h"
#include "lib/base/err.h"

#define TABLE_COLUMNS 24

struct table_column {
	const char *name;
	int width;			/* characters, in the workbook */
	int number;			/* 1: cells are whole numbers */
};

struct table;

/* The last column's name is followed by one that is NULL. sheet: the name of
 * the workbook's sheet. ERR_INTERNAL, logged: a file can't be written. */
enum err table_new(const char *csv, const char *xlsx, const char *sheet,
    const struct table_column *columns, struct table **out);
/* A cell for each column; NULL is empty. */
void table_row(struct table *t, const char *const *cells);
/* ERR_INTERNAL, logged: not all of it was written. */
enum err table_close(struct table *t);
void table_free(struct table *t);	/* unclosed: both files are no good */

/* A workbook without rows, for people to fill in: what they type stays text,
 * so that long numbers keep their digits. Added to out. ERR_INTERNAL, logged.
 */
enum err table_blank(const char *sheet, const struct table_column *columns,
    struct buf *out);

#endif
