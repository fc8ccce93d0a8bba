/*
 * A list from CHSI (学信网): whose photo was confirmed there, whose was
 * refused and why. The first row names the columns, in Chinese or English;
 * number and result must be there. proof_read.c reads and checks the file
 * alone, proof_import.c compares it with the database and stores it.
 */
#ifndef GP_DOMAIN_PROOF_IMPORT_H
#define GP_DOMAIN_PROOF_IMPORT_H

#include "desk.h"

#include "lib/db/proofs.h"
#include "lib/pack/rows.h"

#define PROOF_LINES 200000
#define PROOF_FAULTS 100		/* kept; more are counted only */
#define PROOF_REASON 100		/* characters */

enum proof_fault {
	PROOF_GOOD,
	PROOF_FORM,		/* can't be read */
	PROOF_COLUMN,		/* the file lacks number or result */
	PROOF_COLUMN_TWICE,
	PROOF_TOO_MANY,		/* rows */
	PROOF_NUMBER,		/* no student number */
	PROOF_RESULT,		/* a word that is no result */
	PROOF_WHY,		/* the reason is too long, or no text */
	PROOF_TIME,		/* no date */
	PROOF_TWICE,		/* the number, earlier in the file */
	PROOF_UNKNOWN,		/* no such student in this campaign */
	PROOF_NAME,		/* another name */
	PROOF_EARLY,		/* their photo is not with the registrar yet */
	PROOF_STUDIO,		/* a paid photo: the studio settles it */
	PROOF_OLD		/* of an earlier photo of theirs */
};

struct proof_line {
	int line;
	const char *student_no, *name;		/* name: "" not in the file */
	enum proof_state result;		/* open, confirmed, refused */
	const char *reason;			/* "" */
	int64_t at;				/* 0: not in the file */
	enum proof_fault fault;
};

struct proof_note {
	int line;
	enum proof_fault fault;
};

struct proof_import {
	enum csv_encoding encoding;
	struct proof_line *row;
	int rows, cap;
	int unusable;			/* not even the good rows count */
	const char *ignored;		/* columns nobody knows */
	struct proof_note fault[PROOF_FAULTS];
	int faults;			/* may be more than are kept */
	/* proof_store: */
	int confirmed, refused, already, open;
	int (*goes_on)(void *going, int done, int rows);	/* or NULL */
	void *going;
};

/* ERR_INPUT: the encoding is not ours, see im->encoding. Otherwise OK. */
enum err proof_read(struct arena *a, const void *p, size_t n,
    struct proof_import *im);
/* Good rows, a few in a transaction each, so that one that is interrupted
 * (goes_on says 0: ERR_LIMIT) goes on where it was when it is begun anew.
 * dry: only says what would happen. A student who is refused is told. */
enum err proof_store(const struct desk *d, uint64_t campaign,
    struct proof_import *im, int dry);

void proof_fault(struct proof_import *im, struct proof_line *row,
    enum proof_fault f);

#endif
