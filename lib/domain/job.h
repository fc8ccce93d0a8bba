/*
 * A long piece of work, done by `worker --jobs`: what its function sees. The
 * function may be killed anywhere and is then run again from the beginning,
 * so what it does must be harmless twice.
 *
 *	static enum err run(struct job_run *j)
 *	{
 *		FILE *in = fopen(job_input(j), "re");
 *		...
 *		while (...)
 *			if (!job_goes_on(j, ++done, total))
 *				return ERR_CONFLICT;	(clean up first)
 *		return job_result(j, "{...}");
 *	}
 *
 * ERR_INPUT with job_fail(j, "Text.Job....") ends it as failed for that
 * reason, which is shown; any other error is a fault of ours, is logged and
 * tried again, three times in all.
 */
#ifndef GP_DOMAIN_JOB_H
#define GP_DOMAIN_JOB_H

#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/base/keys.h"
#include "lib/db/jobs.h"
#include "lib/service/service.h"

#include <signal.h>

#define JOB_LEASE 60		/* seconds; an item may take half of it */
#define JOB_TRIES 3

/* --- who asks for it ------------------------------------------------------ */

/* job_add and job_cancel (lib/db/jobs.h), each with its row of the audit
 * trail. */
enum err job_ask(struct db *db, const struct job *j);
enum err job_call_off(struct db *db, const struct job *j);

/* --- who does it ---------------------------------------------------------- */

struct job_run {
	const struct conf *conf;
	struct db *db;
	struct db *beat;		/* another connection: progress is
					 * seen while db is in a transaction */
	struct arena *arena;		/* until the job ends */
	const struct keys *keys;
	const struct service *svc;
	const struct job *job;
	void *program;			/* the worker's own: its engine */

	/* job.c's */
	const char *owner;
	const volatile sig_atomic_t *stopping;
	int interrupted;
	int unsaid;			/* the database could not be told */
	double told;			/* clock_ms of the last progress */
	const char *note, *result, *output;
};

/* Says how far it is. 0: it must end now, and returns ERR_CONFLICT: it was
 * cancelled, the worker stops, or another one has it. Cheap: the database is
 * told once a second. */
int job_goes_on(struct job_run *j, int64_t done, int64_t total);
/* Paths below job_dir. The output is there for the staff once the job has
 * ended well, under the name `name`. */
const char *job_input(struct job_run *j);
const char *job_output(struct job_run *j, const char *name);
/* The input, up to `max` bytes and one more, which shows that it is too
 * large. */
enum err job_read(struct job_run *j, size_t max, char **out, size_t *n);
/* JSON for the page of the result. Always OK. */
enum err job_result(struct job_run *j, const char *json);
/* Why it can't be done: key of a text. Always ERR_INPUT. */
enum err job_fail(struct job_run *j, const char *key);

/* TOKEN.END of a job: "in", "out". */
const char *job_path(const struct conf *c, struct arena *a,
    const char *token, const char *end);

struct job_kind {
	const char *name;
	enum err (*run)(struct job_run *j);
};

/* Takes the next job, does it and notes how it ended. ERR_NOTFOUND: there is
 * none. kinds ends with a NULL name. */
enum err job_work(struct job_run *j, const struct job_kind *kinds);
/* Files of jobs that ended a fortnight ago, and of those whose file never
 * came, go. */
enum err job_sweep(const struct conf *c, struct db *db, struct arena *a);

#endif
