/*
 * The job "roster.import": a school's list, as a registrar uploads it. params
 * {"dry", "skip", "names", "replace": bool}, the flags of import_store. The
 * result:
 *
 *	Dry, Stored	1: it was tried; it was stored
 *	Replace		1: it was to take the roster's place
 *	Seen, Good, Added, Updated, Removed, Kept, Errors	numbers
 *	Ignored		columns nobody knows
 *	Faults		[{Line, Column, Fault, Detail}], the first thousand;
 *			Fault is a number of enum import_fault
 *	Rest		[{No, Name}], rows not in the list that stay
 */
#ifndef GP_DOMAIN_ROSTER_JOB_H
#define GP_DOMAIN_ROSTER_JOB_H

#include "job.h"

enum err roster_job(struct job_run *j);

#endif
