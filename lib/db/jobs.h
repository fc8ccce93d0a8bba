/*
 * Long work that staff asked for (lib/domain/job.h does it). One process
 * holds a job at a time, by a lease of the database's clock; a job whose
 * holder died is taken again.
 */
#ifndef GP_DB_JOBS_H
#define GP_DB_JOBS_H

#include "db.h"

#include "lib/base/id.h"

struct job {
	uint64_t id, staff_id, school_id, campaign_id;	/* 0: none */
	const char *token, *kind;
	const char *params;		/* JSON */
	const char *state;	/* new, waiting, running, done, failed,
				 * cancelled */
	int cancel;			/* somebody wants it to end */
	unsigned tries;
	int64_t done, total;		/* total 0: not known */
	const char *note;		/* key of a text, or "" */
	const char *result;		/* JSON; NULL before the end */
	const char *input_name, *output_name;	/* as people see them, or "" */
	int64_t created_at, started_at, ended_at;
	int files_gone;
};

/* Reads token, kind, staff_id, school_id, campaign_id, params, input_name and
 * state ("new": its file follows; "waiting": it may begin). */
enum err job_add(struct db *db, const struct job *j);
/* ERR_NOTFOUND: none, somebody else's, or of a school that their roles do not
 * cover any more. */
enum err job_get(struct db *db, struct arena *a, uint64_t staff,
    const char *token, struct job *out);
/* Of one person, the latest first; before: id of the last seen, 0: all. */
enum err job_list(struct db *db, struct arena *a, uint64_t staff,
    uint64_t before, struct job *list, int max, int *n);
/* Its file is whole: new to waiting. ERR_CONFLICT. */
enum err job_ready(struct db *db, uint64_t staff, const char *token);
/* Ends at once if it has not begun, else when its holder looks.
 * ERR_CONFLICT: it is over. */
enum err job_cancel(struct db *db, uint64_t staff, const char *token);

/* --- for who works on them ------------------------------------------------ */

/* The next to begin, or to begin again: it is the owner's for so many
 * seconds. ERR_NOTFOUND: nothing to do. */
enum err job_take(struct db *db, struct arena *a, const char *owner,
    int seconds, struct job *out);
/* Renews the lease and says how far it is. ERR_CONFLICT: it is to be
 * cancelled, or no longer the owner's. */
enum err job_progress(struct db *db, const struct job *j, const char *owner,
    int seconds, int64_t done, int64_t total);
/* state: done, failed, cancelled, or waiting (to be begun again). NULL
 * result and output_name: none. again: a job that waits has this try back: it
 * was only stopped. ERR_CONFLICT: no longer the owner's. */
enum err job_end(struct db *db, const struct job *j, const char *owner,
    const char *state, const char *note, const char *result,
    const char *output_name, int again);
/* Jobs whose files may go: ended before `before`, or new since then. */
enum err job_old(struct db *db, struct arena *a, int64_t before,
    struct job *list, int max, int *n);
enum err job_files_gone(struct db *db, uint64_t id);

#endif
