/* Between workbook.c (the zip and what the rows need) and workbook_rows.c. */
#ifndef GP_PACK_WORKBOOK_INTERNAL_H
#define GP_PACK_WORKBOOK_INTERNAL_H

#include "workbook.h"

#include "lib/base/buf.h"

#include <expat.h>
#include <zip.h>

struct book;

struct workbook {
	struct arena *arena;
	zip_t *zip;
	zip_file_t *part;		/* that is being read */
	XML_Parser xml;
	size_t unpacked;		/* of the part */
	enum err bad;			/* why the parser was stopped */
	struct buf text;
	int taking;			/* 1: character data count */
	int phonetic;			/* inside rPh, which doesn't */

	struct book *book;		/* while it is opened */
	char **shared;			/* texts by their number */
	size_t shareds, shared_cap, shared_bytes;
	unsigned char *date;		/* cell styles: 1: a date */
	size_t styles, style_cap;
	int from_1904;

	char *cell[WORKBOOK_COLUMNS];	/* workbook_rows.c */
	int cells, column, line, ready, overlong, wide;
	char type[12];
	size_t style;
};

/* Opens a part with a fresh parser whose user data is w. ERR_NOTFOUND. */
enum err workbook_part(struct workbook *w, const char *name);
/* Feeds some more of it. OK; ERR_NOTFOUND: that was all. With a parser that
 * was suspended it goes on first. */
enum err workbook_feed(struct workbook *w);
void workbook_part_end(struct workbook *w);
void workbook_stop(struct workbook *w, enum err why);
/* "x:row" without its prefix; the value of an attribute, or NULL. */
const char *workbook_local(const char *name);
const char *workbook_attribute(const char **list, const char *name);
/* The handlers of the sheet's parser. */
void workbook_rows_begin(struct workbook *w);

#endif
