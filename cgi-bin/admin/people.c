/* /admin/staff: who uses these pages, and one person more. */
#include "people.h"
#include "place.h"

#include "cgi-bin/web/form.h"
#include "lib/base/clock.h"
#include "lib/base/parse.h"
#include "lib/db/people.h"
#include "lib/domain/staff_admin.h"
#include "lib/domain/staff_login.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#define PAGE 50
#define PLACES 20000

#define ROLE_CHOICES "reviewer|registrar|administrator"

struct wish {
	char *login, *name, *email, *role, *place;
};

static const struct field fields[] = {
	{ "Login", FORM_TEXT, 1, 60, offsetof(struct wish, login),
	  "Text.People.LoginBad", NULL },
	{ "Name", FORM_TEXT, 1, 120, offsetof(struct wish, name),
	  "Text.People.NameBad", NULL },
	{ "Email", FORM_EMAIL, 0, 254, offsetof(struct wish, email),
	  "Text.People.EmailBad", NULL },
	{ "Role", FORM_CHOICE, 1, 14, offsetof(struct wish, role),
	  "Text.People.RoleMissing", ROLE_CHOICES },
	{ "Place", FORM_TEXT, 0, 41, offsetof(struct wish, place),
	  "Text.People.PlaceBad", NULL },
	{ 0 }
};

/* --- where a role counts ------------------------------------------------- */

static const char *place_of(struct req *r, const struct person_place *p)
{
	return p->department_id ? arena_printf(r->arena, "%" PRIu64 "-%"
	    PRIu64, p->school_id, p->department_id) :
	    arena_printf(r->arena, "%" PRIu64, p->school_id);
}

enum err people_places(struct req *r, const char *now)
{
	struct person_place *list = arena_alloc(r->arena,
	    PLACES * sizeof *list);
	int n = 0, i;
	enum err e = person_places(r->db, r->arena, r->account, list, PLACES,
	    &n);

	for (i = 0; i < n; i++) {
		const char *key = place_of(r, &list[i]);

		req_set_item(r, "Places", i, "Key", key);
		req_set_item(r, "Places", i, "School", list[i].school);
		req_set_item(r, "Places", i, "Department",
		    list[i].department);
		if (!strcmp(key, now))
			req_set_item(r, "Places", i, "Now", "1");
	}
	return e;
}

static enum err place_read(struct req *r, const char *s, struct staff_role *out)
{
	size_t n = strcspn(s, "-");

	out->school_id = out->department_id = 0;
	if (!*s)
		return OK;
	if (parse_u64(arena_strndup(r->arena, s, n), &out->school_id) != OK)
		return ERR_INPUT;
	return s[n] ? parse_u64(s + n + 1, &out->department_id) : OK;
}

/* One that is there: no role for a place that was sent but isn't. */
static int place_is(struct req *r, const char *s)
{
	struct person_place *list = arena_alloc(r->arena,
	    PLACES * sizeof *list);
	int n = 0, i;

	if (!*s)
		return 1;
	if (person_places(r->db, r->arena, r->account, list, PLACES, &n) !=
	    OK)
		return 0;
	for (i = 0; i < n && strcmp(place_of(r, &list[i]), s); i++)
		;
	return i < n;
}

enum err people_role(struct req *r, const char *role, const char *place,
    struct staff_role *out)
{
	const char *wrong = NULL;

	*out = (struct staff_role){ .role = role };
	if (place_read(r, place, out) != OK || !place_is(r, place))
		wrong = "Text.People.PlaceBad";
	else if (!strcmp(role, "administrator"))
		wrong = *place ? "Text.People.PlaceEverywhere" : NULL;
	else if (!out->school_id)
		wrong = "Text.People.PlaceMissing";
	else if (!strcmp(role, "registrar") && out->department_id)
		wrong = "Text.People.PlaceSchool";
	if (!wrong)
		return OK;
	form_error(r, "Place", wrong);
	return ERR_INPUT;
}

/* --- the list ------------------------------------------------------------ */

static void wishes(const struct req *r, struct person_filter *f)
{
	*f = (struct person_filter){ .q = place_value(r, "q"),
	    .role = place_value(r, "role"), .state = place_value(r, "state"),
	    .after = place_value(r, "after"),
	    .by_name = !strcmp(place_value(r, "sort"), "name") };
	parse_u64(place_value(r, "school"), &f->school);
	parse_u64(place_value(r, "after_id"), &f->after_id);
}

static const char *query(struct req *r, const struct person_filter *f)
{
	return arena_printf(r->arena, "q=%s&role=%s&state=%s&school=%s",
	    req_escape(r, f->q), req_escape(r, f->role),
	    req_escape(r, f->state), f->school ? arena_printf(r->arena,
	    "%" PRIu64, f->school) : "");
}

static void show_roles(struct req *r, int i, const char *roles)
{
	static const char *const names[] = { "reviewer", "registrar",
	    "administrator" };
	static const char *const fields_of[] = { "Reviewer", "Registrar",
	    "Administrator" };
	size_t k;

	for (k = 0; k < sizeof names / sizeof *names; k++)
		if (strstr(roles, names[k]))
			req_set_item(r, "People", i, fields_of[k], "1");
}

static void show_person(struct req *r, int i, const struct person *p)
{
	req_set_item(r, "People", i, "Id", arena_printf(r->arena,
	    "%" PRIu64, p->id));
	req_set_item(r, "People", i, "Login", p->login);
	req_set_item(r, "People", i, "Name", p->name);
	req_set_item(r, "People", i, "School", p->school);
	req_set_item(r, "People", i, "State", p->state);
	req_set_item(r, "People", i, "LoginAt", req_time(r, p->login_at));
	show_roles(r, i, p->roles);
	if (p->has_totp)
		req_set_item(r, "People", i, "Totp", "1");
	if (p->must_change)
		req_set_item(r, "People", i, "MustChange", "1");
	if (p->sessions)
		req_set_item(r, "People", i, "In", "1");
}

static void show_filter(struct req *r, const struct person_filter *f)
{
	req_set(r, "Filter.Q", f->q);
	req_set(r, "Filter.Role", f->role);
	req_set(r, "Filter.State", f->state);
	req_set(r, "Filter.Sort", f->by_name ? "name" : "login");
	req_set(r, "Filter.Query", query(r, f));
	if (*f->after)
		req_set(r, "Filter.First", "1");
}

static void show_list(struct req *r, const struct person_filter *f,
    const struct person *list, int n)
{
	const struct person *last = &list[PAGE - 1];
	int i;

	for (i = 0; i < n && i < PAGE; i++)
		show_person(r, i, &list[i]);
	if (n > PAGE)
		req_set(r, "Filter.Next", arena_printf(r->arena,
		    "after=%s&after_id=%" PRIu64, req_escape(r, f->by_name ?
		    last->name : last->login), last->id));
}

int staff_page(struct req *r)
{
	struct person *list = arena_alloc(r->arena,
	    (PAGE + 1) * sizeof *list);
	struct person_filter f;
	int n = 0;
	enum err e;

	wishes(r, &f);
	e = people_places(r, f.school ? arena_printf(r->arena, "%" PRIu64,
	    f.school) : "");
	if (e == OK)
		e = person_list(r->db, r->arena, r->account, &f, clock_now(),
		    list, PAGE + 1, &n);
	if (e != OK)
		return req_fail(r, e);
	show_list(r, &f, list, n);
	show_filter(r, &f);
	return req_page(r, "admin/staff");
}

/* --- one more ------------------------------------------------------------ */

static int new_page(struct req *r, int status)
{
	const char *place = form_get(r, "Place");
	enum err e = people_places(r, place ? place : "");

	return e == OK ? req_page_status(r, status, "admin/staff_new") :
	    req_fail(r, e);
}

int staff_new(struct req *r)
{
	form_set(r, "Role", *place_value(r, "role") ? place_value(r, "role") :
	    "reviewer");
	form_set(r, "Place", place_value(r, "place"));
	return new_page(r, 200);
}

int people_once(struct req *r, uint64_t staff, const char *login,
    const char *once)
{
	req_setf(r, "Once.Id", "%" PRIu64, staff);
	req_set(r, "Once.Login", login);
	req_set(r, "Once.Password", once);
	req_setf(r, "Once.Address", "%s/admin",
	    conf_text(r->conf, "base_url"));
	return req_page(r, "admin/staff_once");
}

int staff_add_post(struct req *r)
{
	char once[STAFF_ONCE];
	struct staff_role role;
	struct staff s = { .lang = "zh-CN" };
	struct wish w;
	uint64_t id = 0;
	enum err e = form_read(r, fields, &w);

	if (w.login && *w.login && staff_login_name(w.login) != OK) {
		form_error(r, "Login", "Text.People.LoginBad");
		e = ERR_INPUT;
	}
	if (e != OK || people_role(r, w.role, w.place, &role) != OK)
		return new_page(r, 422);
	s.login = w.login;
	s.name = w.name;
	s.email = w.email;
	s.school_id = role.school_id;
	e = staff_create(r->db, &s, &role, "staff", r->account, once, &id);
	if (e == ERR_CONFLICT) {
		form_error(r, "Login", "Text.People.LoginTaken");
		return new_page(r, 422);
	}
	return e == OK ? people_once(r, id, w.login, once) : req_fail(r, e);
}
