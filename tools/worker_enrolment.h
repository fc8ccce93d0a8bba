/* The job enrolment.import: 录取照片 that the school supplies. */
#ifndef GP_TOOLS_WORKER_ENROLMENT_H
#define GP_TOOLS_WORKER_ENROLMENT_H

#include "lib/domain/job.h"

/* A zip of them, by student numbers of the job's campaign, with names or
 * without; each is decoded and kept as a small JPEG, in place of an older
 * one. */
enum err worker_enrolment(struct job_run *j);

#endif
