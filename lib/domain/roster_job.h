/*
 * The job "roster.import": a school's list, as a registrar uploads it. params
 * {"dry": bool, "skip": bool}: nothing is stored; good rows are stored where
 * others are bad. The result:
 *
 *	Dry, Stored	1: it was tried; it was stored
 *	Seen, Good, Added, Updated, Held, Errors	numbers
 *	Ignored		columns nobody knows
 *	Faults		[{Line, Column, Fault}], the first hundred; Fault is a
 *			number of enum import_fault
 */
#ifndef GP_DOMAIN_ROSTER_JOB_H
#define GP_DOMAIN_ROSTER_JOB_H

#include "job.h"

enum err roster_job(struct job_run *j);

#endif
