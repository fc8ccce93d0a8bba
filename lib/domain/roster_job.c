/* See roster_job.h. */
#include "roster_job.h"
#include "roster_import.h"

#include "lib/db/rosters.h"

#include <jansson.h>
#include <stdlib.h>

#define SHOWN 1000	/* faults, and rows that stay */

static int goes_on(void *going, int done, int rows)
{
	return job_goes_on(going, done, rows);
}

static int flags_of(const struct job_run *j)
{
	static const struct { const char *name; int flag; } known[] = {
		{ "dry", IMPORT_DRY_RUN }, { "skip", IMPORT_SKIP_BAD },
		{ "names", IMPORT_NAMES }, { "replace", IMPORT_REPLACE }
	};
	json_t *p = json_loads(j->job->params, 0, NULL);
	int flags = 0;
	size_t i;

	for (i = 0; i < sizeof known / sizeof *known; i++)
		if (json_is_true(json_object_get(p, known[i].name)))
			flags |= known[i].flag;
	json_decref(p);
	return flags;
}

static json_t *faults(const struct import *im)
{
	json_t *list = json_array();
	int i;

	for (i = 0; i < im->errors && i < IMPORT_ERRORS && i < SHOWN; i++)
		json_array_append_new(list, json_pack("{s:i,s:s,s:i,s:s}",
		    "Line", im->error[i].line, "Column", im->error[i].column,
		    "Fault", (int)im->error[i].fault, "Detail",
		    im->error[i].detail ? im->error[i].detail : ""));
	return list;
}

static json_t *kept(const struct import *im)
{
	json_t *list = json_array();
	int i;

	for (i = 0; i < im->kept && i < SHOWN; i++)
		json_array_append_new(list, json_pack("{s:s,s:s}", "No",
		    im->rest[i].student_no, "Name", im->rest[i].name));
	return list;
}

static enum err tell(struct job_run *j, const struct import *im, int stored,
    int flags)
{
	json_t *v = json_pack("{s:i,s:i,s:i,s:i,s:i,s:i,s:i,s:i,s:i,s:i,s:s,"
	    "s:i,s:s,s:o,s:o}", "Dry", (flags & IMPORT_DRY_RUN) != 0, "Replace",
	    (flags & IMPORT_REPLACE) != 0, "Stored", stored, "Seen", im->seen,
	    "Good", im->good - im->refused, "Added", im->added, "Updated",
	    im->updated, "Removed", im->removed, "Kept", im->kept, "Errors",
	    im->errors, "Ignored", im->ignored ? im->ignored : "",
	    "Departments", im->departments, "Department",
	    im->department ? im->department : "",
	    "Faults", faults(im), "Rest", kept(im));
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
	int flags = flags_of(j);
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
		return tell(j, &im, e == OK && !(flags & IMPORT_DRY_RUN),
		    flags);
	return e == ERR_LIMIT ? ERR_CONFLICT : e;
}
