/* See proof_job.h. */
#include "proof_job.h"
#include "proof_import.h"

#include <jansson.h>
#include <stdlib.h>

static int goes_on(void *going, int done, int rows)
{
	return job_goes_on(going, done, rows);
}

static int is_dry(const struct job_run *j)
{
	json_t *p = json_loads(j->job->params, 0, NULL);
	int dry = json_is_true(json_object_get(p, "dry"));

	json_decref(p);
	return dry;
}

static json_t *faults(const struct proof_import *im)
{
	json_t *list = json_array();
	int i;

	for (i = 0; i < im->faults && i < PROOF_FAULTS; i++)
		json_array_append_new(list, json_pack("{s:i,s:i}", "Line",
		    im->fault[i].line, "Fault", (int)im->fault[i].fault));
	return list;
}

static enum err tell(struct job_run *j, const struct proof_import *im,
    int dry)
{
	json_t *v = json_pack("{s:b,s:i,s:i,s:i,s:i,s:i,s:i,s:s,s:o}", "Dry",
	    dry, "Seen", im->rows, "Confirmed", im->confirmed, "Refused",
	    im->refused, "Already", im->already, "Open", im->open, "Errors",
	    im->faults, "Ignored", im->ignored, "Faults", faults(im));
	char *text = v ? json_dumps(v, JSON_COMPACT) : NULL;
	enum err e = text ? job_result(j, text) : ERR_INTERNAL;

	free(text);
	json_decref(v);
	return e;
}

enum err proof_job(struct job_run *j)
{
	struct desk d = { .db = j->db, .arena = j->arena,
	    .staff = j->job->staff_id };
	struct proof_import im;
	int dry = is_dry(j);
	char *text;
	size_t n;
	enum err e = job_read(j, ROWS_BYTES, &text, &n);

	if (e != OK)
		return e;
	if (proof_read(j->arena, text, n, &im) != OK)
		return job_fail(j, arena_printf(j->arena,
		    "Text.Roster.Encoding%d", (int)im.encoding));
	im.goes_on = goes_on;
	im.going = j;
	e = proof_store(&d, j->job->campaign_id, &im, dry);
	if (e == OK)
		return tell(j, &im, dry);
	return e == ERR_LIMIT ? ERR_CONFLICT : e;
}
