/* See roster_job.h. */
#include "roster_job.h"
#include "roster_import.h"

#include <jansson.h>
#include <stdlib.h>

#define FAULTS 100

static int goes_on(void *going, int done, int rows)
{
	return job_goes_on(going, done, rows);
}

static int flags_of(const struct job_run *j)
{
	json_t *p = json_loads(j->job->params, 0, NULL);
	int flags = 0;

	if (json_is_true(json_object_get(p, "dry")))
		flags |= IMPORT_DRY_RUN;
	if (json_is_true(json_object_get(p, "skip")))
		flags |= IMPORT_SKIP_BAD;
	json_decref(p);
	return flags;
}

static json_t *faults(const struct import *im)
{
	json_t *list = json_array();
	int i;

	for (i = 0; i < im->errors && i < IMPORT_ERRORS && i < FAULTS; i++)
		json_array_append_new(list, json_pack("{s:i,s:s,s:i}",
		    "Line", im->error[i].line, "Column", im->error[i].column,
		    "Fault", (int)im->error[i].fault));
	return list;
}

static enum err tell(struct job_run *j, const struct import *im, int stored,
    int dry)
{
	json_t *v = json_pack("{s:i,s:i,s:i,s:i,s:i,s:i,s:i,s:i,s:s,s:o}",
	    "Dry", dry, "Stored", stored, "Seen", im->seen, "Good",
	    im->good - im->held, "Added", im->added, "Updated", im->updated,
	    "Held", im->held, "Errors", im->errors, "Ignored",
	    im->ignored ? im->ignored : "", "Faults", faults(im));
	char *text = v ? json_dumps(v, JSON_COMPACT) : NULL;
	enum err e = ERR_INTERNAL;

	if (text)
		e = job_result(j, text);
	free(text);
	json_decref(v);
	return e;
}

enum err roster_job(struct job_run *j)
{
	int flags = flags_of(j), dry = flags & IMPORT_DRY_RUN;
	struct campaign c;
	struct import im;
	char *text;
	size_t n;
	enum err e = campaign_get(j->db, j->arena, j->job->campaign_id, &c);

	if (e == OK)
		e = job_read(j, CSV_BYTES, &text, &n);
	if (e != OK)
		return e;
	if (import_read(j->arena, text, n, &im) != OK)
		return job_fail(j, arena_printf(j->arena,
		    "Text.Roster.Encoding%d", (int)im.encoding));
	im.goes_on = goes_on;
	im.going = j;
	e = import_store(j->db, j->keys, &c, &im, flags, "staff",
	    j->job->staff_id);
	if (e == OK || e == ERR_INPUT)
		return tell(j, &im, e == OK && !dry, dry != 0);
	return e == ERR_LIMIT ? ERR_CONFLICT : e;
}
