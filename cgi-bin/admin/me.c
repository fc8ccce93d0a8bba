/* The person's own: sessions, recovery codes; the way to a new password. */
#include "admin.h"

#include "lib/base/clock.h"
#include "lib/domain/staff_login.h"
#include "lib/db/audit.h"
#include "lib/db/staff.h"
#include "lib/db/staff_sessions.h"

#define SESSIONS_MAX 50
#define ROLES_MAX 50

static enum err roles(struct req *r)
{
	struct staff_role list[ROLES_MAX];
	int n = 0, i;
	enum err e = staff_roles(r->db, r->arena, r->account, list, ROLES_MAX,
	    &n);

	for (i = 0; i < n; i++) {
		req_set_item(r, "Roles", i, "Name", req_text(r,
		    arena_printf(r->arena, "Text.Admin.Role.%s",
		    list[i].role)));
		req_set_item(r, "Roles", i, "School", list[i].school);
		req_set_item(r, "Roles", i, "Department", list[i].department);
	}
	return e;
}

static enum err sessions(struct req *r)
{
	struct staff_session_row list[SESSIONS_MAX];
	int64_t now = clock_now();
	int n = 0, i;
	enum err e = staff_session_list(r->db, r->arena, r->account, now,
	    now - 60 * conf_int(r->conf, "staff_minutes"), list, SESSIONS_MAX,
	    &n);

	for (i = 0; i < n; i++) {
		req_set_item(r, "Sessions", i, "Id", arena_printf(r->arena,
		    "%llu", (unsigned long long)list[i].id));
		req_set_item(r, "Sessions", i, "Address",
		    list[i].remote_addr);
		req_set_item(r, "Sessions", i, "Agent", list[i].agent);
		req_set_item(r, "Sessions", i, "Since",
		    req_time(r, list[i].created_at));
		req_set_item(r, "Sessions", i, "Seen",
		    req_time(r, list[i].seen_at));
		if (list[i].id == r->session)
			req_set_item(r, "Sessions", i, "This", "1");
	}
	return e;
}

int me(struct req *r)
{
	int left = 0;
	enum err e = roles(r);

	if (e == OK)
		e = sessions(r);
	if (e == OK)
		e = staff_recovery_left(r->db, r->account, &left);
	if (e != OK)
		return req_fail(r, e);
	req_set(r, "Me.Login", r->staff->login);
	req_set_int(r, "Me.Left", left);
	return req_page(r, "admin/me");
}

int me_session_end(struct req *r)
{
	enum err e = staff_session_remove(r->db, r->account, r->arg_id);

	if (e == OK)
		e = audit_add(r->db, "staff", r->account, "staff.session_end",
		    "staff", r->account, NULL);
	return e == OK ? req_redirect_flash(r, "/admin/me",
	    "Text.Flash.SessionEnded") : req_fail(r, e);
}

int me_recovery(struct req *r)
{
	char codes[RECOVERY_CODES][RECOVERY_SIZE];
	enum err e = staff_recovery_new(r->db, r->arena, r->keys, r->account,
	    codes);
	int i;

	if (e != OK)
		return req_fail(r, e);
	for (i = 0; i < RECOVERY_CODES; i++)
		req_set_item(r, "Codes", i, "Text", codes[i]);
	return req_page(r, "admin/recovery");
}
