/*
 * A copy of what we hold about one account, table by table, all values as
 * text. A new table with somebody's data needs a line in mydata.c; a test
 * compares them with the schema.
 */
#ifndef GP_DB_MYDATA_H
#define GP_DB_MYDATA_H

#include "db.h"

#define MYDATA_COLUMNS 12

/* A column whose name ends in "_sealed" comes as hex, to be opened; one in
 * "_file" is the SHA-256 of a file that belongs into the copy. */
struct mydata_table {
	const char *name;
	const char *columns[MYDATA_COLUMNS + 1];	/* NULL at the end */
	const char *sql;
};
extern const struct mydata_table mydata_tables[];	/* name NULL: end */

struct mydata_row {
	const char *value[MYDATA_COLUMNS];		/* NULL: SQL NULL */
};
enum err mydata_read(struct db *db, struct arena *a, uint64_t account,
    const struct mydata_table *t, struct mydata_row *list, int max, int *n);

#endif
