/*
 * Jobs on pages: a form begins one and leads to its page. A file comes with
 * the form (no larger than a request) or, from scripts, in pieces: the form
 * is posted without it and asks for JSON, is answered {"job": TOKEN}, and
 * static/pieces.js goes on with /admin/jobs/TOKEN/piece and /start.
 */
#ifndef GP_ADMIN_JOBS_H
#define GP_ADMIN_JOBS_H

#include "admin.h"

#include "lib/db/jobs.h"

#define JOB_FILE (20 * MB)	/* with a form */
#define JOB_PIECE (4 * MB)

/* Adds the job (kind, school_id, campaign_id and params of *j are read) and
 * answers: 303 to its page, or JSON; the status. field: of the file; NULL:
 * it takes none. 0: the file is missing, and nothing is answered yet: the
 * form is to be shown again. */
int job_begin(struct req *r, const struct job *j, const char *field);

/* roster.c: the faults of a list in words, Result.Faults.<i>.{Why,Column}. */
void roster_words(struct req *r, const char *result_json);
/* uploads.c: the files of a zip that a person must see to,
 * Result.Rows.<i>.Text. */
void uploads_words(struct req *r, const char *result_json);

/* results.c: the same of a list from CHSI, Result.Faults.<i>.Why. */
void results_words(struct req *r, const char *result_json);

/* routes */
int jobs_list(struct req *r);
int jobs_show(struct req *r);
int jobs_state(struct req *r);
int jobs_piece(struct req *r);
int jobs_start(struct req *r);
int jobs_cancel(struct req *r);
int jobs_file(struct req *r);

#endif
