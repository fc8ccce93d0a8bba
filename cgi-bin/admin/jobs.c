/* See jobs.h: jobs, their progress, their files. */
#include "jobs.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/base/parse.h"
#include "lib/db/audit.h"
#include "lib/domain/job.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <jansson.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGE 50
#define FILE_MAX ((int64_t)8 << 30)	/* all pieces together */

/* --- begin ---------------------------------------------------------------- */

static enum err write_at(const char *path, const void *p, size_t n,
    int64_t at)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0660);
	const char *from = p;
	ssize_t k = 1;

	while (fd >= 0 && n && (k = pwrite(fd, from, n, at)) > 0) {
		from += k;
		at += k;
		n -= (size_t)k;
	}
	if (fd >= 0 && close(fd))
		k = -1;
	if (fd >= 0 && !n && k >= 0)
		return OK;
	log_error("%s: %s", path, strerror(errno));
	return ERR_INTERNAL;
}

/* As people see it; never a path. */
static const char *file_name(struct req *r, const char *s)
{
	size_t n = s && parse_utf8(s, strlen(s)) ? strlen(s) : 0;

	return n && n < 200 && !strchr(s, '/') && !strchr(s, '\\') ?
	    arena_strdup(r->arena, s) : "file";
}

/* No file without its job: nothing would take it away. */
static enum err add(struct req *r, const struct job *job,
    const struct upload *file)
{
	enum err e = job_ask(r->db, job);

	if (e != OK || !file)
		return e;
	e = write_at(job_path(r->conf, r->arena, job->token, "in"),
	    file->data, file->n, 0);
	return e == OK ? job_ready(r->db, r->account, job->token) : e;
}

int job_begin(struct req *r, const struct job *j, const char *field)
{
	const struct upload *file = field ? req_upload(r, field) : NULL;
	char *token = arena_alloc(r->arena, ID_SIZE);
	struct job job = *j;
	enum err e;

	if (field && (!file || !file->n) && !req_wants_json(r))
		return 0;
	id_new(token);
	job.token = token;
	job.staff_id = r->account;
	job.state = field ? "new" : "waiting";
	job.input_name = file ? file_name(r, file->file_name) :
	    field ? file_name(r, req_form(r, "FileName")) : "";
	e = add(r, &job, file);
	if (e != OK)
		return req_fail(r, e);
	if (req_wants_json(r)) {
		token = arena_printf(r->arena, "{\"job\":\"%s\"}\n", token);
		return req_send(r, 200, "application/json", token,
		    strlen(token));
	}
	return req_redirect(r, arena_printf(r->arena, "/admin/jobs/%s",
	    token));
}

/* --- pages ---------------------------------------------------------------- */

/* Who has lost the role that a job took has lost what came of it. */
static int role_lost(const struct req *r, const struct job *j)
{
	static const struct { const char *kind; int role; } needs[] = {
		{ "audit.export", STAFF_ADMINISTRATOR },
		{ "photos.import", STAFF_REVIEWER },
		{ "", STAFF_REGISTRAR }		/* all others */
	};
	size_t i = 0;

	while (*needs[i].kind && strcmp(j->kind, needs[i].kind) != 0)
		i++;
	return !(r->staff->roles & needs[i].role);
}

static enum err load(struct req *r, const char *token, struct job *out)
{
	enum err e = job_get(r->db, r->arena, r->account, token, out);

	return e == OK && role_lost(r, out) ? ERR_NOTFOUND : e;
}

static const char *kind_name(struct req *r, const struct job *j)
{
	char *key = arena_printf(r->arena, "Text.Job.Kind.%s", j->kind), *p;

	/* "audit.export" is AuditExport's: "audit_export" in the texts. */
	for (p = key + strlen("Text.Job.Kind."); *p; p++)
		if (*p == '.')
			*p = '_';
	return req_text(r, key);
}

static const char *state_name(struct req *r, const struct job *j)
{
	return req_text(r, arena_printf(r->arena, "Text.Job.State.%s",
	    j->state));
}

static void show_line(struct req *r, int i, const struct job *j)
{
	req_set_item(r, "Jobs", i, "Token", j->token);
	req_set_item(r, "Jobs", i, "Kind", kind_name(r, j));
	req_set_item(r, "Jobs", i, "State", j->state);
	req_set_item(r, "Jobs", i, "StateName", state_name(r, j));
	req_set_item(r, "Jobs", i, "Input", j->input_name);
	req_set_item(r, "Jobs", i, "Created", req_time(r, j->created_at));
}

int jobs_list(struct req *r)
{
	struct job list[PAGE];
	uint64_t before = 0;
	int n = 0, i, shown = 0;
	enum err e;

	parse_u64(req_query(r, "before"), &before);
	e = job_list(r->db, r->arena, r->account, before, list, PAGE, &n);
	if (e != OK)
		return req_fail(r, e);
	for (i = 0; i < n; i++)
		if (!role_lost(r, &list[i]))
			show_line(r, shown++, &list[i]);
	if (n == PAGE)
		req_setf(r, "Jobs.Before", "%" PRIu64, list[n - 1].id);
	return req_page(r, "admin/jobs");
}

static int over(const struct job *j)
{
	return !strcmp(j->state, "done") || !strcmp(j->state, "failed") ||
	    !strcmp(j->state, "cancelled");
}

static int has_file(const struct job *j)
{
	return !strcmp(j->state, "done") && *j->output_name && !j->files_gone;
}

/* Strings and numbers of an object, lists of such objects: all that results
 * are made of. Names that are no names of ours are left out. */
static void set_result(struct req *r, const char *at, const json_t *v,
    int depth)
{
	const char *key;
	json_t *child;
	size_t i;

	if (json_is_string(v))
		req_set(r, at, json_string_value(v));
	else if (json_is_integer(v))
		req_set_int(r, at, json_integer_value(v));
	else if (json_is_true(v))
		req_set(r, at, "1");
	if (depth > 4)
		return;
	if (json_is_object(v))
		json_object_foreach((json_t *)v, key, child)
			if (key[strspn(key, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			    "abcdefghijklmnopqrstuvwxyz0123456789")] == '\0')
				set_result(r, arena_printf(r->arena, "%s.%s",
				    at, key), child, depth + 1);
	if (json_is_array(v))
		json_array_foreach(v, i, child)
			set_result(r, arena_printf(r->arena, "%s.%zu", at, i),
			    child, depth + 1);
}

static int percent(const struct job *j)
{
	return j->total > 0 ? (int)(100 * j->done / j->total) : 0;
}

int jobs_show(struct req *r)
{
	struct job j;
	json_t *result;
	enum err e = load(r, r->arg, &j);

	if (e != OK)
		return req_fail(r, e);
	req_set(r, "Job.Token", j.token);
	req_set(r, "Job.Kind", kind_name(r, &j));
	req_set(r, "Job.State", j.state);
	req_set(r, "Job.StateName", state_name(r, &j));
	req_set(r, "Job.Input", j.input_name);
	req_set_int(r, "Job.Done", j.done);
	req_set_int(r, "Job.Total", j.total);
	req_set_int(r, "Job.Percent", percent(&j));
	req_set_time(r, "Job.Created", j.created_at);
	req_set_time(r, "Job.Ended", j.ended_at);
	if (*j.note)
		req_set(r, "Job.Why", req_text(r, j.note));
	if (has_file(&j))
		req_set(r, "Job.Output", j.output_name);
	if (!over(&j)) {
		req_set(r, "Job.Going", "1");
		req_set(r, "Page.Refresh", "3");
	}
	result = j.result ? json_loads(j.result, 0, NULL) : NULL;
	if (result)
		set_result(r, "Result", result, 0);
	if (result && !strcmp(j.kind, "roster.import"))
		roster_words(r, j.result);
	if (result && !strcmp(j.kind, "results.import"))
		results_words(r, j.result);
	if (result && (!strcmp(j.kind, "photos.import") ||
	    !strcmp(j.kind, "enrolment.import")))
		uploads_words(r, j.result);
	json_decref(result);
	req_set(r, "Job.View", j.kind);
	return req_page(r, "admin/job");
}

/* --- for scripts ---------------------------------------------------------- */

static int64_t have(struct req *r, const char *token)
{
	struct stat st;

	return stat(job_path(r->conf, r->arena, token, "in"), &st) ? 0 :
	    (int64_t)st.st_size;
}

static int answer(struct req *r, const struct job *j, int64_t size)
{
	const char *s = arena_printf(r->arena, "{\"state\":\"%s\",\"done\":%"
	    PRId64 ",\"total\":%" PRId64 ",\"have\":%" PRId64 "}\n",
	    j->state, j->done, j->total, size);

	return req_send(r, 200, "application/json", s, strlen(s));
}

int jobs_state(struct req *r)
{
	struct job j;
	enum err e = load(r, r->arg, &j);

	return e == OK ? answer(r, &j, strcmp(j.state, "new") ? 0 :
	    have(r, j.token)) : req_fail(r, e);
}

/* ?at=BYTES, where it begins: a piece that came before is taken again, one
 * that leaves a hole is not. */
int jobs_piece(struct req *r)
{
	int64_t at = -1, size;
	struct job j;
	enum err e = load(r, r->arg, &j);

	if (e == OK && strcmp(j.state, "new"))
		e = ERR_CONFLICT;
	if (e != OK)
		return req_fail(r, e);
	size = have(r, j.token);
	if (parse_i64(req_query(r, "at"), &at) != OK || at < 0 || !r->body_len)
		return req_fail(r, ERR_INPUT);
	if (at > size)
		return req_fail(r, ERR_CONFLICT);
	if (at + (int64_t)r->body_len > FILE_MAX)
		return req_error(r, 413, "Text.Job.TooLarge");
	e = write_at(job_path(r->conf, r->arena, j.token, "in"), r->body,
	    r->body_len, at);
	return e == OK ? answer(r, &j, have(r, j.token)) : req_fail(r, e);
}

int jobs_start(struct req *r)
{
	int64_t size = -1;
	struct job j;
	enum err e = load(r, r->arg, &j);

	if (e == OK && !strcmp(j.state, "new")) {
		if (parse_i64(req_form(r, "Size"), &size) != OK ||
		    size != have(r, j.token) || size < 1)
			e = ERR_CONFLICT;
		else
			e = job_ready(r->db, r->account, j.token);
	}
	/* Asked again because the answer was lost: its page says the rest. */
	return e == OK ? req_redirect(r, arena_printf(r->arena,
	    "/admin/jobs/%s", j.token)) : req_fail(r, e);
}

int jobs_cancel(struct req *r)
{
	struct job j;
	enum err e = load(r, r->arg, &j);
	const char *page;

	if (e != OK)
		return req_fail(r, e);
	page = arena_printf(r->arena, "/admin/jobs/%s", j.token);
	e = job_call_off(r->db, &j);
	if (e == ERR_CONFLICT)	/* over meanwhile: its page says how */
		return req_redirect(r, page);
	return e == OK ? req_redirect(r, page) : req_fail(r, e);
}

/* UTF-8 in a header: RFC 6266. */
static const char *disposition(struct req *r, const char *name)
{
	char *out = arena_alloc(r->arena, 3 * strlen(name) + 1), *p = out;
	static const char hex[] = "0123456789ABCDEF";
	unsigned char c;

	for (; (c = (unsigned char)*name); name++) {
		if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		    (c >= 'A' && c <= 'Z') || strchr("-._", c)) {
			*p++ = (char)c;
			continue;
		}
		*p++ = '%';
		*p++ = hex[c >> 4];
		*p++ = hex[c & 15];
	}
	*p = '\0';
	return arena_printf(r->arena, "attachment; filename*=UTF-8''%s", out);
}

/* nginx sends it: a package has gigabytes. */
int jobs_file(struct req *r)
{
	struct job j;
	enum err e = load(r, r->arg, &j);

	if (e == OK && !has_file(&j))
		e = ERR_NOTFOUND;
	if (e == OK)
		e = audit_add(r->db, "staff", r->account, "job.download",
		    "job", j.id, j.kind);
	if (e != OK)
		return req_fail(r, e);
	req_header(r, "X-Accel-Redirect", arena_printf(r->arena,
	    "/_jobs/%s.out", j.token));
	req_header(r, "Content-Disposition", disposition(r, j.output_name));
	return req_send(r, 200, "application/octet-stream", "", 0);
}
