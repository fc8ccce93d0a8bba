/*
 * Rows of a list as people send it: CSV or a workbook (XLSX), whichever the
 * bytes are.
 */
#ifndef GP_PACK_ROWS_H
#define GP_PACK_ROWS_H

#include "workbook.h"

#include "lib/base/csv.h"

#define ROWS_BYTES CSV_BYTES		/* of a file */
#define ROWS_COLUMNS CSV_COLUMNS

struct rows {
	struct csv csv;
	struct workbook *book;		/* NULL: csv */
	int line;			/* of the last row; from 1 */
	int over;			/* 1: no row can follow */
};

/* p[0..n) must live as long as the arena. ERR_INPUT: neither one nor the
 * other, or a damaged one; *encoding is what the bytes are in any case. */
enum err rows_open(struct arena *a, const void *p, size_t n, struct rows *r,
    enum csv_encoding *encoding);
/* The fields of the next row, blanks around them trimmed. OK; ERR_NOTFOUND
 * at the end; ERR_INPUT: this one can't be read, r->over: nor any other. */
enum err rows_next(struct rows *r, char *field[ROWS_COLUMNS], int *n);

#endif
