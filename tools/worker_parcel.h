/*
 * A zip of files named "学号 姓名.jpg": each to the student it is of, and a
 * report of every file. What photos.import and enrolment.import share. Params
 * of the job: dry (nothing is kept), by_number (whatever the names say), en
 * (the report's language).
 */
#ifndef GP_TOOLS_WORKER_PARCEL_H
#define GP_TOOLS_WORKER_PARCEL_H

#include "lib/domain/job.h"
#include "lib/pack/parcel.h"

/* What becomes of a file. The first are parcel.h's. */
enum parcel_outcome {
	PARCEL_READY = PARCEL_FAULTS,	/* may be taken */
	PARCEL_STORED,		/* was */
	PARCEL_UNNAMED,		/* no number in its name */
	PARCEL_UNKNOWN,		/* no such number in their roster */
	PARCEL_OTHER_NAME,	/* the roster has another name */
	PARCEL_TWICE,		/* two files for one student */
	PARCEL_THERE,		/* the student's photo is with the department,
				 * or further */
	PARCEL_ORDERED,		/* the student has ordered one online */
	PARCEL_NO_PICTURE,
	PARCEL_DAMAGED,
	PARCEL_REFUSED,		/* by the rules */
	PARCEL_OUTCOMES
};

struct parcel_item {
	char *number, *name;
	const char *detail;	/* the roster's name, a rule's words */
	enum parcel_outcome outcome;
	uint64_t roster;	/* 0: nobody's */
};

struct parcel_work {
	struct job_run *j;
	const struct parcel_kind *kind;
	void *own;		/* the kind's */
	struct parcel *parcel;
	struct parcel_item *item;
	int n, dry, by_number, en;
};

struct parcel_kind {
	/* Whose number it is; the name is the job's arena's. ERR_NOTFOUND. */
	enum err (*find)(struct parcel_work *w, const char *number,
	    uint64_t *roster, const char **name);
	/* Before the first file is taken, not in a dry run. Or NULL. */
	enum err (*begin)(struct parcel_work *w);
	/* A file that is PARCEL_READY: sets its outcome; nothing is kept where
	 * w->dry. The arena is emptied after each. A job that was killed takes
	 * all of them again. */
	enum err (*take)(struct parcel_work *w, struct arena *a, int i);
};

/* The job, with its result and report. */
enum err worker_parcel(struct job_run *j, const struct parcel_kind *kind,
    void *own);

#endif
