/*
 * A school's list into the roster: read and checked as a whole, then stored
 * in one transaction. The first row names the columns, in Chinese or English
 * (roster_row.c has the table); their order is free. What a known row has in a
 * column that the file lacks stays.
 */
#ifndef GP_DOMAIN_ROSTER_IMPORT_H
#define GP_DOMAIN_ROSTER_IMPORT_H

#include "lib/base/csv.h"
#include "lib/base/keys.h"
#include "lib/db/campaigns.h"

#define IMPORT_ROWS	200000
#define IMPORT_ERRORS	1000		/* kept; more are counted only */

enum import_fault {
	IMPORT_MISSING,		/* required, and empty */
	IMPORT_LONG,		/* more characters than the column takes */
	IMPORT_CHARACTERS,	/* control characters, a line break */
	IMPORT_SCIENTIFIC,	/* 4.40E+17: a spreadsheet's doing */
	IMPORT_DIGITS_LOST,	/* ends in 000 and fails: the same */
	IMPORT_ID_TYPE,		/* unknown type of document */
	IMPORT_CARD_LENGTH,	/* not 18 characters */
	IMPORT_CARD_CHECK,	/* check digit or birth date */
	IMPORT_ID_NO,		/* not a passport's or permit's number */
	IMPORT_SEX, IMPORT_PHONE, IMPORT_EMAIL,
	IMPORT_TWICE,		/* the student number, earlier in the file */
	IMPORT_FORM,		/* quotes, columns: not a CSV row */
	IMPORT_HELD,		/* an account holds it; another ID number */
	IMPORT_COLUMN,		/* the file lacks this required column */
	IMPORT_COLUMN_TWICE,
	IMPORT_TOO_MANY,	/* rows */
	IMPORT_NAME,		/* stored under another name; detail has it */
	IMPORT_PERSON,		/* the ID number, further up under another
				 * name; detail has it */
	IMPORT_NOT_YOURS,	/* a department, of now or to be, that the
				 * registrar does not see to */
	IMPORT_MONTH,		/* no month */
	IMPORT_CELL		/* #N/A and the like: a formula's error */
};

struct import_error {
	int line;
	const char *column;	/* "student_no"; "" for the whole row */
	enum import_fault fault;
	const char *detail;	/* or NULL */
};

struct import_row;
struct roster_rest;

struct import {
	struct arena *arena;
	enum csv_encoding encoding;	/* CSV_ZIP: it is a workbook */
	struct import_row *row;
	int rows, row_cap;
	int seen, good;			/* rows, also what is not a row */
	int unusable;			/* not even the good rows can be told */
	struct import_error *error;
	int errors;			/* may be more than are kept */
	char *ignored;			/* columns nobody knows, ", " between */
	unsigned given;			/* bits of the columns that are there */
	/* import_store: rows new and known; refused by what is stored; with
	 * IMPORT_REPLACE, those that went, and those that had to stay. */
	int added, updated, refused, removed, kept;
	/* Departments that are new: some of their names, ", " between. */
	int departments;
	const char *department;
	struct roster_rest *rest;	/* kept ones first */
	/* Told now and then by import_store how many rows it has; 0: it must
	 * end, with ERR_LIMIT, and nothing is stored. NULL: nobody asks. */
	int (*goes_on)(void *going, int done, int rows);
	void *going;
};

/* A CSV or a workbook (lib/pack/workbook.h), as its bytes say. ERR_INPUT: it
 * is neither, see im->encoding; with CSV_ZIP it is damaged or too large.
 * Otherwise OK, and im->errors says whether all of it may be stored. The bytes
 * must live as long as the arena. */
enum err import_read(struct arena *a, const void *p, size_t n,
    struct import *im);

enum {
	IMPORT_DRY_RUN = 1,	/* does everything and undoes it */
	IMPORT_SKIP_BAD = 2,	/* good rows are stored where others are bad */
	IMPORT_NAMES = 4,	/* a changed name is no error */
	IMPORT_REPLACE = 8	/* rows that the list lacks are removed, but for
				 * those of students who have registered or
				 * whose photo is there. The list must be
				 * without errors. */
};

/* ERR_INPUT where im has errors. actor: who, for the audit row; where it is
 * "staff", only departments that a registrar's role of theirs covers. New
 * errors (IMPORT_HELD, _NAME, _NOT_YOURS) are added to im. */
enum err import_store(struct db *db, const struct keys *k,
    const struct campaign *c, struct import *im, int flags,
    const char *actor, uint64_t actor_id);

#endif
