/* Jobs of the registrar's desk: export packages, and the check of one. */
#include "worker_export.h"

#include "export_check.h"

#include "lib/db/campaigns.h"
#include "lib/domain/export.h"
#include "lib/pack/archive.h"

#include <glob.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Files beside the job's own, by what follows its token. */
#define CSV "list.csv"
#define XLSX "list.xlsx"
#define FAULTS_CSV "check.csv"
#define FAULTS_XLSX "check.xlsx"
#define PAPER "check.pdf"

struct desk_job {
	struct job_run *j;
	struct campaign campaign;
	struct export x;
	int check;
	int making;		/* the check, if any, is over */
};

/* The check is one pass over the photos, making a package is two. */
static int goes_on(void *arg, int64_t done, int64_t total)
{
	struct desk_job *d = arg;

	if (!d->making)
		return job_goes_on(d->j, done, d->check ? 3 * total : total);
	return job_goes_on(d->j, d->check ? total / 2 + done : done,
	    d->check ? total / 2 * 3 : total);
}

static const char *aside(const struct desk_job *d, const char *end)
{
	return job_path(d->j->conf, d->j->arena, d->j->job->token, end);
}

/* What this run, or one that was killed, has left beside its output. */
static void tidy(const struct desk_job *d)
{
	static const char *const patterns[] = { "list.*", "check.*",
		"part.*" };
	glob_t g;
	size_t i, k;

	for (i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		if (glob(aside(d, patterns[i]), 0, NULL, &g) == 0)
			for (k = 0; k < g.gl_pathc; k++)
				unlink(g.gl_pathv[k]);
		globfree(&g);
	}
}

static enum err read_params(struct desk_job *d)
{
	json_t *v = json_loads(d->j->job->params, 0, NULL);
	const char *template = "";
	json_int_t department = 0;
	enum err e = ERR_INTERNAL;

	if (v && json_unpack(v, "{s:I,s:s,s:b,s:b,s:b}", "department",
	    &department, "template", &template, "changed", &d->x.changed,
	    "check", &d->check, "en", &d->x.en) == 0 &&
	    pack_name_check(template, NULL) == PACK_NAME_GOOD)
		e = OK;
	d->x.department = (uint64_t)department;
	d->x.template = arena_strdup(d->j->arena, template);
	json_decref(v);
	return e;
}

static enum err begin(struct desk_job *d, struct job_run *j)
{
	*d = (struct desk_job){ .j = j, .x = {
		.db = j->db, .arena = j->arena, .files = j->svc->files,
		.keys = j->keys, .staff = j->job->staff_id,
		.campaign = j->job->campaign_id, .token = j->job->token,
		.goes_on = goes_on } };
	d->x.arg = d;
	tidy(d);
	if (!d->x.staff)
		return ERR_DENIED;
	return read_params(d) == OK ? campaign_get(j->db, j->arena,
	    d->x.campaign, &d->campaign) : ERR_INTERNAL;
}

/* A check of what x finds, as a page and a table beside the output. */
static enum err check(struct desk_job *d, struct export_check_counts *n,
    json_t *faults)
{
	struct export_check *k = NULL;
	enum err e = export_check_new(d->j->conf, &d->campaign, d->x.en,
	    aside(d, FAULTS_CSV), aside(d, FAULTS_XLSX), &k);

	if (e == OK)
		e = export_check_run(k, &d->x);
	if (e == OK)
		e = export_check_paper(k, aside(d, PAPER));
	if (e == OK) {
		*n = export_check_counts(k);
		export_check_shown(k, faults);
	}
	export_check_free(k);
	return e;
}

/* Takes v. */
static enum err result(struct job_run *j, json_t *v)
{
	char *text = v ? json_dumps(v, JSON_COMPACT) : NULL;
	enum err e = text ? job_result(j, text) : ERR_INTERNAL;

	free(text);
	json_decref(v);
	return e;
}

/* --- a package ------------------------------------------------------------ */

static enum err make(struct desk_job *d)
{
	struct job_run *j = d->j;
	const char *name = arena_printf(j->arena, "%s-%s.zip",
	    d->campaign.feature_code, d->x.changed ? "new" : "all");
	struct export_files f = {
		.zip = job_output(j, name), .csv = aside(d, CSV),
		.xlsx = aside(d, XLSX),
		.extra = d->check ? aside(d, PAPER) : NULL,
		.extra_name = d->x.en ? "check.pdf" : "检查报告.pdf"
	};

	return export_make(&d->x, &f);
}

enum err worker_export(struct job_run *j)
{
	struct desk_job d;
	struct export_check_counts n = { 0 };
	json_t *faults = json_array();
	enum err e = begin(&d, j);

	if (e == OK && d.check)
		e = check(&d, &n, faults);
	d.making = 1;
	if (e == OK) {
		e = make(&d);
		tidy(&d);
	}
	if (e != OK) {
		json_decref(faults);
		return e;
	}
	return result(j, json_pack("{s:I,s:I,s:I,s:I,s:b,s:I,s:I,s:o}",
	    "Photos", (json_int_t)d.x.photos, "Removed",
	    (json_int_t)d.x.removed, "Faulty", (json_int_t)d.x.faulty,
	    "Bytes", (json_int_t)d.x.bytes, "Checked", d.check, "Failed",
	    (json_int_t)n.failed, "Warned", (json_int_t)n.warned, "Faults",
	    faults));
}

/* --- a check -------------------------------------------------------------- */

static enum err no_bytes(void *arg, struct arena *a, const char *key,
    uint8_t **p, size_t *n)
{
	(void)arg, (void)a, (void)key, (void)p, (void)n;
	return ERR_NOTFOUND;
}

static int always(void *arg, int part)
{
	(void)arg, (void)part;
	return 1;
}

/* The page with the table of all findings. */
static enum err wrap(struct desk_job *d)
{
	static const struct archive_hooks hooks = { NULL, no_bytes, always };
	struct archive *z = NULL;
	int en = d->x.en;
	enum err e = archive_new(job_output(d->j, arena_printf(d->j->arena,
	    "%s-check.zip", d->campaign.feature_code)), &hooks, &z);

	if (e == OK)
		e = archive_add_file(z, en ? "check.pdf" : "检查报告.pdf",
		    aside(d, PAPER));
	if (e == OK)
		e = archive_add_file(z, en ? "findings.csv" : "检查结果.csv",
		    aside(d, FAULTS_CSV));
	if (e == OK)
		e = archive_add_file(z, en ? "findings.xlsx" :
		    "检查结果.xlsx", aside(d, FAULTS_XLSX));
	if (e == OK)
		e = archive_close(z);
	archive_free(z);
	return e;
}

enum err worker_export_check(struct job_run *j)
{
	struct desk_job d;
	struct export_check_counts n;
	json_t *faults = json_array();
	enum err e = begin(&d, j);

	d.check = 0;
	if (e == OK)
		e = check(&d, &n, faults);
	if (e == OK) {
		e = wrap(&d);
		tidy(&d);
	}
	if (e != OK) {
		json_decref(faults);
		return e;
	}
	return result(j, json_pack("{s:I,s:I,s:I,s:I,s:I,s:b,s:o}",
	    "People", (json_int_t)n.people, "Without",
	    (json_int_t)(n.people - n.photos), "Photos",
	    (json_int_t)n.photos, "Failed",
	    (json_int_t)n.failed, "Warned", (json_int_t)n.warned, "Checked",
	    1, "Faults", faults));
}
