/* Kind "results.import": a list from CHSI. params {"dry"}; result Seen,
 * Confirmed, Refused, Already, Open, Errors, Dry, Ignored, Faults.<i>.{Line,
 * Fault}. */
#ifndef GP_DOMAIN_PROOF_JOB_H
#define GP_DOMAIN_PROOF_JOB_H

#include "job.h"

enum err proof_job(struct job_run *j);

#endif
