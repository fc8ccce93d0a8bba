/* Sessions of staff, and the frame around their pages. */
#include "admin.h"

#include "cgi-bin/web/kept.h"
#include "cgi-bin/web/lang.h"
#include "cgi-bin/web/session.h"
#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/db/audit.h"
#include "lib/db/staff_sessions.h"

#include <inttypes.h>
#include <string.h>

/* A row is made to last longer at most this often. */
#define SEEN_SECONDS 30

/* The left side, in this order; each only for who may open it. */
static const struct {
	const char *path, *text;
	unsigned roles;		/* of staff_sessions.h; 0: everybody */
} nav[] = {
	{ "/admin", "Text.Admin.NavHome", 0 },
	{ "/admin/department", "Text.Review.NavDepartment", STAFF_REVIEWER },
	{ "/admin/missing", "Text.Review.NavMissing", STAFF_REVIEWER },
	{ "/admin/review", "Text.Review.NavReview", STAFF_REVIEWER },
	{ "/admin/uploads", "Text.Uploads.Nav", STAFF_REVIEWER },
	{ "/admin/batches", "Text.Review.NavBatches",
	  STAFF_REVIEWER | STAFF_REGISTRAR },
	{ "/admin/campaigns", "Text.Campaign.Nav", STAFF_REGISTRAR },
	{ "/admin/roster", "Text.Roster.Nav", STAFF_REGISTRAR },
	{ "/admin/corrections", "Text.Correct.Nav", STAFF_REGISTRAR },
	{ "/admin/progress", "Text.Desk.NavProgress", STAFF_REGISTRAR },
	{ "/admin/exports", "Text.Desk.NavExports", STAFF_REGISTRAR },
	{ "/admin/results", "Text.Desk.NavResults", STAFF_REGISTRAR },
	{ "/admin/announcements", "Text.Announce.Nav", STAFF_REGISTRAR },
	{ "/admin/schools", "Text.School.Nav",
	  STAFF_REGISTRAR | STAFF_ADMINISTRATOR },
	{ "/admin/staff", "Text.People.Nav", STAFF_ADMINISTRATOR },
	{ "/admin/messages", "Text.Message.Nav", STAFF_ADMINISTRATOR },
	{ "/admin/settings", "Text.Setting.Nav", STAFF_ADMINISTRATOR },
	{ "/admin/system", "Text.System.Nav", STAFF_ADMINISTRATOR },
	{ "/admin/audit", "Text.Admin.NavAudit", STAFF_ADMINISTRATOR },
	{ "/admin/jobs", "Text.Admin.NavJobs", 0 },
};

static int64_t idle_since(const struct req *r)
{
	return clock_now() - 60 * conf_int(r->conf, "staff_minutes");
}

static enum err session(struct req *r, const uint8_t hash[CRYPTO_HASH])
{
	struct staff_session *s = arena_alloc(r->arena, sizeof *s);
	int64_t now = clock_now();
	enum err e = staff_session_find(r->db, r->arena, hash, now,
	    idle_since(r), s);

	if (e == ERR_NOTFOUND)
		return OK;
	if (e != OK)
		return e;
	r->session = s->id;
	r->staff = s;
	if (!strcmp(s->step, "in"))
		r->account = s->staff_id;
	r->lang = lang_choose(req_cookie(r, "gp_lang"), s->lang,
	    r->accept_language);
	return now - s->seen_at < SEEN_SECONDS ? OK :
	    staff_session_seen(r->db, s->id, now);
}

enum err staff_begin(struct req *r, const struct staff *staff)
{
	uint8_t hash[CRYPTO_HASH];

	session_token_new(r, hash);
	return staff_session_add(r->db, hash, staff, r->remote_addr,
	    r->user_agent ? r->user_agent : "",
	    clock_now() + 3600 * conf_int(r->conf, "staff_hours"),
	    &r->session);
}

enum err staff_enter(struct req *r)
{
	uint64_t staff = r->staff->staff_id;
	uint8_t hash[CRYPTO_HASH];
	enum err e;

	session_token_new(r, hash);
	e = staff_session_in(r->db, r->session, hash);
	if (e == OK)
		e = audit_add(r->db, "staff", staff, "staff.login", "staff",
		    staff, r->remote_addr);
	if (e != OK)
		return e;
	r->account = staff;
	kept_owner(r, staff);
	log_info("log-in of staff %" PRIu64, staff);
	return OK;
}

enum err staff_leave(struct req *r)
{
	enum err e = OK;

	if (r->staff)
		e = staff_session_remove(r->db, r->staff->staff_id,
		    r->session);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	r->session = r->account = 0;
	r->staff = NULL;
	session_token_drop(r);
	return OK;
}

/* 1: the page is `path` or below it. */
static int below(const char *page, const char *path)
{
	size_t n = strlen(path);

	if (!strcmp(path, "/admin"))
		return !strcmp(page, path);
	return !strncmp(page, path, n) && (!page[n] || page[n] == '/');
}

static void frame(struct req *r)
{
	size_t i;
	int n = 0;

	if (!r->account)
		return;
	req_set(r, "Staff.Name", r->staff->name);
	for (i = 0; i < sizeof nav / sizeof nav[0]; i++) {
		if (nav[i].roles && !(nav[i].roles & r->staff->roles))
			continue;
		req_set_item(r, "Nav", n, "Path",
		    nav[i].path + strlen("/admin"));
		req_set_item(r, "Nav", n, "Text", req_text(r, nav[i].text));
		if (below(r->path, nav[i].path))
			req_set_item(r, "Nav", n, "Now", "1");
		n++;
	}
}

int staff_file(struct req *r, const char *name, const char *type,
    const struct buf *b)
{
	req_header(r, "Content-Disposition", arena_printf(r->arena,
	    "attachment; filename=\"%s\"", name));
	req_header(r, "Cache-Control", "private, no-store");
	return req_send(r, 200, type, b->p, b->n);
}

const struct site site_staff = {
	.cookie = "gp_staff",
	.path = "/admin",
	.home = "/admin",
	.login = "/admin/login",
	.error = "admin/error",
	.session = session,
	.frame = frame,
};
