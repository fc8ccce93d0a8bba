/* Between roster_import.c (the file), roster_row.c (one row) and
 * roster_store.c (the database). */
#ifndef GP_DOMAIN_ROSTER_ROW_H
#define GP_DOMAIN_ROSTER_ROW_H

#include "roster_import.h"

enum roster_field {
	ROSTER_STUDENT_NO, ROSTER_NAME, ROSTER_SEX, ROSTER_ID_TYPE,
	ROSTER_ID_NO, ROSTER_DEPARTMENT, ROSTER_MAJOR, ROSTER_CLASS,
	ROSTER_LEVEL, ROSTER_GRADUATION, ROSTER_PHONE, ROSTER_EMAIL,
	ROSTER_COLUMNS
};

struct roster_column {
	const char *zh, *en;
	int required;
	size_t max;		/* characters */
};

extern const struct roster_column roster_column[ROSTER_COLUMNS];

/* After the check, sex, id_type and id_no of a good row are as the database
 * takes them. */
struct import_row {
	int line, bad;
	char *text[ROSTER_COLUMNS];
};

void roster_row_check(struct import *im, struct import_row *r);
void import_fault(struct import *im, int line, const char *column,
    enum import_fault f, const char *detail);
void import_sort(struct import *im);	/* errors by line */

#endif
