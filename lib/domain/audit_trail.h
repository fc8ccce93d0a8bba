/*
 * The audit trail outside the database: where its chain ended, in a file,
 * and exports of it.
 */
#ifndef GP_DOMAIN_AUDIT_TRAIL_H
#define GP_DOMAIN_AUDIT_TRAIL_H

#include "job.h"

#include "lib/db/audit_seal.h"

/* The file `path` is replaced as a whole. ERR_INTERNAL, logged. */
enum err audit_end_write(const char *path, const struct audit_end *end);
/* ERR_NOTFOUND: no such file; ERR_INPUT: it is something else; ERR_INTERNAL,
 * logged: it can't be read. */
enum err audit_end_read(const char *path, struct audit_end *out);

/* The job "audit.export": params {"login", "action", "object", "object_id",
 * "from", "to"} as in audits.h; the output is a CSV file. */
enum err audit_export(struct job_run *j);

#endif
