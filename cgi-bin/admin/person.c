/* /admin/staff/ID: one person of staff; what an administrator may do. */
#include "people.h"
#include "place.h"

#include "cgi-bin/web/form.h"
#include "lib/base/clock.h"
#include "lib/base/parse.h"
#include "lib/db/people.h"
#include "lib/db/staff_sessions.h"
#include "lib/domain/staff_admin.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#define ROLES_MAX 100
#define SESSIONS_MAX 50

struct edit {
	char *name, *email;
};

static const struct field edit_fields[] = {
	{ "Name", FORM_TEXT, 1, 120, offsetof(struct edit, name),
	  "Text.People.NameBad", NULL },
	{ "Email", FORM_EMAIL, 0, 254, offsetof(struct edit, email),
	  "Text.People.EmailBad", NULL },
	{ 0 }
};

struct grant {
	char *role, *place;
};

static const struct field grant_fields[] = {
	{ "Role", FORM_CHOICE, 1, 14, offsetof(struct grant, role),
	  "Text.People.RoleMissing", "reviewer|registrar|administrator" },
	{ "Place", FORM_TEXT, 0, 41, offsetof(struct grant, place),
	  "Text.People.PlaceBad", NULL },
	{ 0 }
};

struct state {
	char *state;
};

static const struct field state_fields[] = {
	{ "State", FORM_CHOICE, 1, 8, offsetof(struct state, state),
	  "Text.People.StateMissing", "active|locked|left" },
	{ 0 }
};

/* --- the page ------------------------------------------------------------ */

static enum err show_roles(struct req *r)
{
	struct staff_role list[ROLES_MAX];
	int n = 0, i;
	enum err e = staff_roles(r->db, r->arena, r->arg_id, list, ROLES_MAX,
	    &n);

	for (i = 0; i < n; i++) {
		req_set_item(r, "Roles", i, "Id", arena_printf(r->arena,
		    "%" PRIu64, list[i].id));
		req_set_item(r, "Roles", i, "Kind", list[i].role);
		req_set_item(r, "Roles", i, "Name", req_text(r,
		    arena_printf(r->arena, "Text.Admin.Role.%s",
		    list[i].role)));
		req_set_item(r, "Roles", i, "School", list[i].school);
		req_set_item(r, "Roles", i, "Department", list[i].department);
	}
	return e;
}

static enum err show_sessions(struct req *r)
{
	struct staff_session_row list[SESSIONS_MAX];
	int64_t now = clock_now();
	int n = 0, i;
	enum err e = staff_session_list(r->db, r->arena, r->arg_id, now,
	    now - 60 * conf_int(r->conf, "staff_minutes"), list,
	    SESSIONS_MAX, &n);

	for (i = 0; i < n; i++) {
		req_set_item(r, "Sessions", i, "Address",
		    list[i].remote_addr);
		req_set_item(r, "Sessions", i, "Agent", list[i].agent);
		req_set_item(r, "Sessions", i, "Since",
		    req_time(r, list[i].created_at));
		req_set_item(r, "Sessions", i, "Seen",
		    req_time(r, list[i].seen_at));
	}
	return e;
}

static void show(struct req *r, const struct person *p)
{
	req_setf(r, "Person.Id", "%" PRIu64, p->id);
	req_set(r, "Person.Login", p->login);
	req_set(r, "Person.Name", p->name);
	req_set(r, "Person.School", p->school);
	req_set(r, "Person.State", p->state);
	req_set_time(r, "Person.LoginAt", p->login_at);
	if (p->has_totp)
		req_set(r, "Person.Totp", "1");
	if (p->must_change)
		req_set(r, "Person.MustChange", "1");
	if (p->id == r->account)
		req_set(r, "Person.Self", "1");
	if (!form_get(r, "Name")) {
		form_set(r, "Name", p->name);
		form_set(r, "Email", p->email);
	}
}

static int page(struct req *r, int status, const struct person *p)
{
	const char *place = form_get(r, "Place");
	enum err e = show_roles(r);

	if (e == OK)
		e = show_sessions(r);
	if (e == OK)
		e = people_places(r, place ? place : "");
	if (e != OK)
		return req_fail(r, e);
	show(r, p);
	return req_page_status(r, status, "admin/staff_one");
}

static enum err load(struct req *r, struct person *p)
{
	return person_get(r->db, r->arena, r->account, r->arg_id,
	    clock_now(), p);
}

int staff_one(struct req *r)
{
	struct person p;
	enum err e = load(r, &p);

	return e == OK ? page(r, 200, &p) : req_fail(r, e);
}

/* --- changes ------------------------------------------------------------- */

/* What the domain said, on the page it was asked from. */
static int done(struct req *r, const struct person *p, enum err e,
    const char *flash, const char *conflict)
{
	if (e == OK)
		return req_redirect_flash(r, arena_printf(r->arena,
		    "/admin/staff/%" PRIu64, r->arg_id), flash);
	if (e != ERR_CONFLICT && e != ERR_DENIED)
		return req_fail(r, e);
	form_error(r, NULL, e == ERR_DENIED ? "Text.People.Self" : conflict);
	return page(r, err_http(e), p);
}

int staff_edit_post(struct req *r)
{
	struct person p;
	struct edit f;
	enum err e = load(r, &p);

	if (e != OK)
		return req_fail(r, e);
	if (form_read(r, edit_fields, &f) != OK)
		return page(r, 422, &p);
	return done(r, &p, staff_edit(r->db, p.id, f.name, f.email, "staff",
	    r->account), "Text.Flash.PersonSaved", NULL);
}

int staff_grant_post(struct req *r)
{
	struct staff_role role;
	struct person p;
	struct grant f;
	enum err e = load(r, &p);

	if (e != OK)
		return req_fail(r, e);
	if (form_read(r, grant_fields, &f) != OK ||
	    people_role(r, f.role, f.place, &role) != OK)
		return page(r, 422, &p);
	return done(r, &p, staff_grant(r->db, r->arena, p.id, &role, "staff",
	    r->account), "Text.Flash.RoleGranted", "Text.People.HasRole");
}

int staff_revoke_post(struct req *r)
{
	struct person p;
	uint64_t role = 0;
	enum err e = load(r, &p);

	if (e == OK && parse_u64(place_value(r, "Id"), &role) != OK)
		e = ERR_INPUT;
	if (e != OK)
		return req_fail(r, e);
	return done(r, &p, staff_revoke(r->db, r->arena, p.id, role, "staff",
	    r->account), "Text.Flash.RoleRevoked", "Text.People.Last");
}

int staff_state_post(struct req *r)
{
	struct person p;
	struct state f;
	enum err e = load(r, &p);

	if (e != OK)
		return req_fail(r, e);
	if (form_read(r, state_fields, &f) != OK)
		return page(r, 422, &p);
	return done(r, &p, staff_change_state(r->db, r->arena, p.id, f.state,
	    "staff", r->account), "Text.Flash.PersonState",
	    "Text.People.Last");
}

int staff_reset_post(struct req *r)
{
	char once[STAFF_ONCE];
	struct person p;
	enum err e = load(r, &p);

	if (e != OK)
		return req_fail(r, e);
	e = staff_reset(r->db, r->arena, p.id, req_form(r, "Totp") != NULL,
	    "staff", r->account, once);
	return e == OK ? people_once(r, p.id, p.login, once) :
	    done(r, &p, e, NULL, NULL);
}

int staff_out_post(struct req *r)
{
	struct person p;
	enum err e = load(r, &p);

	if (e != OK)
		return req_fail(r, e);
	return done(r, &p, staff_end_sessions(r->db, p.id, "staff",
	    r->account), "Text.Flash.PersonOut", NULL);
}
