/* See job.h. */
#include "job.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/db/audit.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TELL_MS 1000
#define KEPT (14 * 86400)
#define SWEEP 50

/* --- who asks for it ------------------------------------------------------ */

static enum err ask(struct db *db, void *arg)
{
	const struct job *j = arg;
	enum err e = job_add(db, j);

	return e == OK ? audit_add(db, "staff", j->staff_id, "job.begin",
	    "job", db_insert_id(db), j->kind) : e;
}

enum err job_ask(struct db *db, const struct job *j)
{
	struct job job = *j;

	return db_transaction(db, ask, &job);
}

static enum err call_off(struct db *db, void *arg)
{
	const struct job *j = arg;
	enum err e = job_cancel(db, j->staff_id, j->token);

	return e == OK ? audit_add(db, "staff", j->staff_id, "job.cancel",
	    "job", j->id, j->kind) : e;
}

enum err job_call_off(struct db *db, const struct job *j)
{
	struct job job = *j;

	return db_transaction(db, call_off, &job);
}

/* --- who does it ---------------------------------------------------------- */

const char *job_path(const struct conf *c, struct arena *a,
    const char *token, const char *end)
{
	return arena_printf(a, "%s/%.32s.%s", conf_text(c, "job_dir"), token,
	    end);
}

int job_goes_on(struct job_run *j, int64_t done, int64_t total)
{
	double now = clock_ms();
	enum err e;

	if (j->interrupted || *j->stopping) {
		j->interrupted = 1;
		return 0;
	}
	if (now - j->told < TELL_MS)
		return 1;
	j->told = now;
	e = job_progress(j->beat, j->job, j->owner, JOB_LEASE, done, total);
	j->interrupted = e != OK;
	j->unsaid = e != OK && e != ERR_CONFLICT;
	return e == OK;
}

const char *job_input(struct job_run *j)
{
	return job_path(j->conf, j->arena, j->job->token, "in");
}

const char *job_output(struct job_run *j, const char *name)
{
	j->output = name;
	return job_path(j->conf, j->arena, j->job->token, "part");
}

enum err job_read(struct job_run *j, size_t max, char **out, size_t *n)
{
	FILE *f = fopen(job_input(j), "re");
	char *p = f ? malloc(max + 1) : NULL;

	if (!p) {
		log_error("%s: %s", job_input(j), strerror(errno));
		if (f)
			fclose(f);
		return ERR_INTERNAL;
	}
	arena_defer(j->arena, free, p);
	*n = fread(p, 1, max + 1, f);
	fclose(f);
	*out = p;
	return OK;
}

enum err job_result(struct job_run *j, const char *json)
{
	j->result = arena_strdup(j->arena, json);
	return OK;
}

enum err job_fail(struct job_run *j, const char *key)
{
	j->note = key;
	return ERR_INPUT;
}

static enum err publish(struct job_run *j)
{
	const char *part = job_path(j->conf, j->arena, j->job->token, "part");
	const char *out = job_path(j->conf, j->arena, j->job->token, "out");

	if (rename(part, out) == 0)
		return OK;
	log_error("job %s: %s: %s", j->job->token, out, strerror(errno));
	return ERR_INTERNAL;
}

struct end {
	const struct job_run *j;
	const char *state;
};

static enum err end(struct db *db, void *arg)
{
	const struct end *x = arg;
	const struct job_run *j = x->j;
	enum err e = job_end(db, j->job, j->owner, x->state,
	    j->note ? j->note : "", j->result, j->output, *j->stopping);

	return e == OK && *x->state != 'w' ? audit_add(db, "staff",
	    j->job->staff_id, arena_printf(j->arena, "job.%s", x->state),
	    "job", j->job->id, j->job->kind) : e;
}

static enum err ended(struct job_run *j, const char *state)
{
	struct end x = { .j = j, .state = state };
	enum err e = db_transaction(j->db, end, &x);

	log_info("job %s, %s: %s", j->job->token, j->job->kind, state);
	return e;
}

static enum err broken(struct job_run *j, enum err why)
{
	log_error("job %s, %s: try %u: %s", j->job->token, j->job->kind,
	    j->job->tries, err_name(why));
	j->output = NULL;
	if (j->job->tries < JOB_TRIES)
		return ended(j, "waiting");
	j->note = "Text.Job.Broken";
	return ended(j, "failed");
}

/* Stopped, cancelled, or another one has it: then job_end changes nothing. */
static enum err interrupted(struct job_run *j)
{
	enum err e;

	j->output = NULL;
	if (j->unsaid && !*j->stopping)
		return broken(j, ERR_INTERNAL);
	e = ended(j, *j->stopping ? "waiting" : "cancelled");
	return e == ERR_CONFLICT ? OK : e;
}

static enum err finish(struct job_run *j, enum err e)
{
	if (e == OK && j->output)
		e = publish(j);
	if (e == OK)
		return ended(j, "done");
	if (j->interrupted)
		return interrupted(j);
	if (e == ERR_INPUT && j->note) {
		j->output = NULL;
		return ended(j, "failed");
	}
	return broken(j, e);
}

enum err job_work(struct job_run *j, const struct job_kind *kinds)
{
	struct job job;
	enum err e = job_take(j->db, j->arena, j->owner, JOB_LEASE, &job);

	if (e != OK)
		return e;
	j->job = &job;
	j->note = j->result = j->output = NULL;
	j->told = 0;
	j->interrupted = j->unsaid = 0;
	/* Who was killed three times in it has shown enough. */
	if (job.tries > JOB_TRIES)
		return broken(j, ERR_INTERNAL);
	for (; kinds->name; kinds++)
		if (!strcmp(kinds->name, job.kind))
			return finish(j, kinds->run(j));
	log_error("job %s: nobody does %s", job.token, job.kind);
	j->note = "Text.Job.Broken";
	return ended(j, "failed");
}

/* What it came with, what came of it, and what it had beside that. */
static void remove_files(const char *pattern)
{
	glob_t g;
	size_t k;

	if (glob(pattern, 0, NULL, &g) == 0)
		for (k = 0; k < g.gl_pathc; k++)
			unlink(g.gl_pathv[k]);
	globfree(&g);
}

enum err job_sweep(const struct conf *c, struct db *db, struct arena *a)
{
	struct job list[SWEEP];
	int n = 0, i;
	enum err e = job_old(db, a, clock_now() - KEPT, list, SWEEP, &n);

	for (i = 0; e == OK && i < n; i++) {
		remove_files(job_path(c, a, list[i].token, "*"));
		e = job_files_gone(db, list[i].id);
	}
	return e;
}
