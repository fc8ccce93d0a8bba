/*
 * A workbook (XLSX; ECMA-376 part 1, SpreadsheetML) read row by row: its first
 * sheet that is not hidden, unpacked and parsed as the rows are asked for.
 * What is no workbook, has a document type (the way to entities), or unpacks
 * to more than the limits is refused.
 */
#ifndef GP_PACK_WORKBOOK_H
#define GP_PACK_WORKBOOK_H

#include "lib/base/arena.h"
#include "lib/base/err.h"

#include <stddef.h>

#define WORKBOOK_COLUMNS 64
#define WORKBOOK_CELL	1000			/* bytes of a cell's text */
#define WORKBOOK_PART	((size_t)256 << 20)	/* a part, unpacked */
#define WORKBOOK_TEXTS	((size_t)64 << 20)	/* all shared texts */
#define WORKBOOK_FILES	10000			/* in the zip */

struct workbook;

/* p[0..n) must live as long as the arena, which closes it. ERR_INPUT: no
 * workbook, or damaged; ERR_LIMIT: too large. */
enum err workbook_open(struct arena *a, const void *p, size_t n,
    struct workbook **out);

/* The cells of the next row that is not empty, blanks around them trimmed;
 * `line` is its number in the sheet. A number is as the workbook has it,
 * but whole numbers of at most 15 digits are written out, and a date is
 * "2027-06-30". OK; ERR_NOTFOUND at the end; ERR_CONFLICT: too many columns
 * or too long a text, the next row can be read; ERR_INPUT, ERR_LIMIT as
 * above, and there is no next row. */
enum err workbook_row(struct workbook *w, char *field[WORKBOOK_COLUMNS],
    int *n, int *line);

#endif
