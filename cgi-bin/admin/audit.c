/* The audit trail: search, and export as a job. */
#include "jobs.h"

#include "cgi-bin/web/form.h"
#include "lib/base/clock.h"
#include "lib/base/parse.h"
#include "lib/db/audit.h"
#include "lib/db/audits.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define PAGE 50
#define ACTIONS 200

/* A day of Beijing, "" is 0. */
static enum err day(struct req *r, const char *s, int64_t *at)
{
	*at = 0;
	if (!s || !*s)
		return OK;
	return strlen(s) != 10 ? ERR_INPUT : clock_from_rfc3339(
	    arena_printf(r->arena, "%sT00:00:00+08:00", s), at);
}

/* As typed, from the query or a form; back into the page. */
static const char *typed(struct req *r, const char *name)
{
	const char *s = r->method == POST ? req_form(r, name) :
	    req_query(r, name);

	s = s ? arena_strndup(r->arena, s, 64) : "";
	if (!parse_utf8(s, strlen(s)))
		s = "";
	req_set(r, arena_printf(r->arena, "Filter.%s", name), s);
	return s;
}

/* ERR_INPUT: a number or a date is none. */
static enum err filter(struct req *r, struct audit_filter *f)
{
	const char *number = typed(r, "Number");

	*f = (struct audit_filter){
		.login = typed(r, "Login"), .action = typed(r, "Action"),
		.object = typed(r, "Object")
	};
	if (day(r, typed(r, "From"), &f->from) != OK ||
	    day(r, typed(r, "To"), &f->to) != OK ||
	    (*number && parse_u64(number, &f->object_id) != OK))
		return ERR_INPUT;
	if (f->to)
		f->to += 86400;		/* the whole of that day */
	return OK;
}

/* "Text.AuditAction.order.paid", or the word itself where it has none. */
static const char *words(struct req *r, const char *kind, const char *word)
{
	const char *key = arena_printf(r->arena, "Text.Audit%s.%s", kind,
	    word);
	const char *text = req_text(r, key);

	return text == key ? word : text;
}

static enum err show_actions(struct req *r)
{
	const char *list[ACTIONS];
	int n = 0, i;
	enum err e = audit_actions(r->db, r->arena, list, ACTIONS, &n);

	for (i = 0; i < n; i++) {
		req_set_item(r, "Actions", i, "Name", list[i]);
		req_set_item(r, "Actions", i, "Text", words(r, "Action",
		    list[i]));
	}
	return e;
}

static void show_row(struct req *r, int i, const struct audit_row *row)
{
	req_set_item(r, "Rows", i, "Time", req_time(r, row->created_at));
	req_set_item(r, "Rows", i, "Actor", words(r, "Actor",
	    row->actor));
	req_set_item(r, "Rows", i, "Who", *row->login ? row->login :
	    row->actor_id ? arena_printf(r->arena, "%" PRIu64,
	    row->actor_id) : "");
	req_set_item(r, "Rows", i, "Action", row->action);
	req_set_item(r, "Rows", i, "Text", words(r, "Action", row->action));
	req_set_item(r, "Rows", i, "Object", arena_printf(r->arena,
	    "%s %" PRIu64, words(r, "Object", row->object), row->object_id));
	req_set_item(r, "Rows", i, "Detail", row->detail);
	if (row->sealed)
		req_set_item(r, "Rows", i, "Sealed", "1");
}

/* The same search, further on. */
static const char *next_page(struct req *r, const struct audit_row *last)
{
	static const char *const names[] = { "Login", "Action", "Object",
	    "Number", "From", "To" };
	const char *s = arena_printf(r->arena, "before=%" PRIu64, last->id);
	const char *v;
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++) {
		v = req_query(r, names[i]);
		/* What a filter takes needs no escapes; others find nothing
		 * anyway. */
		if (v && *v && !v[strspn(v, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		    "abcdefghijklmnopqrstuvwxyz0123456789._-@")])
			s = arena_printf(r->arena, "%s&%s=%s", s, names[i],
			    v);
	}
	return s;
}

int audit_show(struct req *r)
{
	struct audit_row list[PAGE];
	struct audit_filter f;
	int n = 0, i;
	enum err e = show_actions(r);

	if (e != OK)
		return req_fail(r, e);
	if (filter(r, &f) != OK) {
		form_error(r, NULL, "Text.Audit.Bad");
		return req_page_status(r, 422, "admin/audit");
	}
	parse_u64(req_query(r, "before"), &f.before);
	e = audit_search(r->db, r->arena, &f, list, PAGE, &n);
	if (e != OK)
		return req_fail(r, e);
	for (i = 0; i < n; i++)
		show_row(r, i, &list[i]);
	if (n == PAGE)
		req_set(r, "Audit.Next", next_page(r, &list[n - 1]));
	return req_page(r, "admin/audit");
}

int audit_export_post(struct req *r)
{
	struct job j = { .kind = "audit.export" };
	struct audit_filter f;
	json_t *p;
	char *text;

	if (filter(r, &f) != OK) {
		form_error(r, NULL, "Text.Audit.Bad");
		return show_actions(r) == OK ? req_page_status(r, 422,
		    "admin/audit") : req_fail(r, ERR_INTERNAL);
	}
	p = json_pack("{s:s,s:s,s:s,s:I,s:I,s:I}", "login", f.login,
	    "action", f.action, "object", f.object, "object_id",
	    (json_int_t)f.object_id, "from", (json_int_t)f.from, "to",
	    (json_int_t)f.to);
	text = p ? json_dumps(p, JSON_COMPACT) : NULL;
	json_decref(p);
	if (!text)
		return req_fail(r, ERR_INTERNAL);
	j.params = arena_strdup(r->arena, text);
	free(text);
	return job_begin(r, &j, NULL);
}
