/* Jobs of the registrar's desk. */
#ifndef GP_TOOLS_WORKER_EXPORT_H
#define GP_TOOLS_WORKER_EXPORT_H

#include "lib/domain/job.h"

enum err worker_export(struct job_run *j);
enum err worker_export_check(struct job_run *j);

#endif
