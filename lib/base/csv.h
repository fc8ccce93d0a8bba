/*
 * Comma-separated values (RFC 4180) as spreadsheets write them: UTF-8 with
 * or without BOM, or GB18030; CRLF or LF; rows of nothing are skipped.
 */
#ifndef GP_BASE_CSV_H
#define GP_BASE_CSV_H

#include "arena.h"
#include "buf.h"
#include "err.h"

#define CSV_BYTES	((size_t)32 << 20)	/* of a file */
#define CSV_COLUMNS	64
#define CSV_FIELD	1000			/* bytes of a field */

/* What the bytes are. */
enum csv_encoding {
	CSV_UTF8, CSV_GB18030, CSV_UTF16, CSV_ZIP, CSV_BINARY,
	CSV_OLE,		/* a workbook of before 2007, or a locked one */
	CSV_MIXED		/* lines of UTF-8 and others */
};

/* The file as UTF-8 without BOM, NUL-terminated. *encoding is set in any
 * case: ERR_INPUT where it is none of the first two (UTF-16; ZIP, which an
 * XLSX is; OLE; both encodings in one; anything else, or too long). */
enum err csv_text(struct arena *a, const void *p, size_t n, char **out,
    enum csv_encoding *encoding);

struct csv {
	char *at;		/* what is still to be read */
	int line;		/* where the row begins; from 1 */
	int next_line;
	const char *why;	/* of ERR_INPUT: "quote", "columns", "long" */
};

/* Rows are cut out of the text itself, which must live as long as they. */
void csv_begin(struct csv *c, char *text);
/* The fields of the next row, blanks around them trimmed. OK, ERR_NOTFOUND
 * at the end, ERR_INPUT: the row is not well-formed; the next one can be
 * read, except that after "quote" there is none. */
enum err csv_row(struct csv *c, char *field[CSV_COLUMNS], int *n);

/* csv_put.c: one row, for a spreadsheet: a cell that it would take for a
 * formula gets an apostrophe in front. NULL is empty. The file begins with
 * "\xef\xbb\xbf". */
void csv_put(struct buf *out, const char *const *cells, int n);

#endif
