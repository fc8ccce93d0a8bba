/* gradphoto staff: the people who use the pages of staff. The first
 * administrator is made here; he or she can do the rest on the pages. */
#include "gradphoto.h"

#include "lib/base/clock.h"
#include "lib/base/keys.h"
#include "lib/base/parse.h"
#include "lib/base/totp.h"
#include "lib/db/campaigns.h"
#include "lib/db/roster.h"
#include "lib/db/staff.h"
#include "lib/domain/staff_admin.h"
#include "lib/domain/staff_login.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LIST_MAX 500
#define ROLES_MAX 50

static const struct option_row none[] = { { .name = NULL } };

static int
refuse(const char *what, const char *value)
{
	fprintf(stderr, "gradphoto: %s: %s\n", what, value);
	return EXIT_REFUSED;
}

/* Says so where there is none. */
static enum err
find(struct tool *t, const char *login, struct staff *s)
{
	char *name = arena_strdup(t->arena, login);
	enum err e = staff_login_name(name);

	if (e == OK)
		e = staff_by_login(t->db, t->arena, name, s);
	if (e == ERR_NOTFOUND || e == ERR_INPUT)
		refuse("nobody has this login", login);
	return e;
}

/* A role out of words; says what is wrong. */
static enum err
role_of(struct tool *t, const char *role, const char *school,
    const char *department, struct staff_role *out)
{
	struct school s = { 0 };
	enum err e = OK;

	*out = (struct staff_role){ .role = role };
	if (school)
		e = school_by_code(t->db, t->arena, school, &s);
	if (e == ERR_NOTFOUND) {
		refuse("no school has this code", school);
		return ERR_INPUT;
	}
	out->school_id = s.id;
	if (e == OK && department)
		e = department_find(t->db, s.id, department,
		    &out->department_id);
	if (e == ERR_NOTFOUND) {
		refuse("the school has no such department", department);
		return ERR_INPUT;
	}
	return e;
}

static int
granted(enum err e, const char *role)
{
	if (e == ERR_INPUT)
		return refuse("reviewer and registrar need --school, an "
		    "administrator none", role);
	if (e == ERR_CONFLICT)
		return refuse("they have this role", role);
	return e == OK ? EXIT_GOOD : EXIT_REFUSED;
}

int
command_staff_add(struct tool *t, int argc, char **argv)
{
	const char *word[2], *role = NULL, *school = NULL, *department = NULL;
	const struct option_row options[] = {
		{ .name = "--role", .required = 1, .value = &role },
		{ .name = "--school", .value = &school },
		{ .name = "--department", .value = &department },
		{ .name = NULL }
	};
	char once[STAFF_ONCE], *login;
	struct staff_role r;
	struct staff s = { .email = "", .lang = "zh-CN" };
	uint64_t id;
	enum err e;

	if (options_read(options, argc, argv, word, 2) != OK)
		return EXIT_USAGE;
	login = arena_strdup(t->arena, word[0]);
	if (staff_login_name(login) != OK)
		return refuse("a login has 3 to 60 of a-z 0-9 . _ - @",
		    word[0]);
	if (!parse_utf8(word[1], strlen(word[1])) ||
	    parse_chars(word[1]) < 1 || parse_chars(word[1]) > 120)
		return refuse("a name of 1 to 120 characters, please",
		    word[1]);
	if (role_of(t, role, school, department, &r) != OK)
		return EXIT_REFUSED;
	s.login = login;
	s.name = word[1];
	s.school_id = r.school_id;
	e = staff_create(t->db, &s, &r, "operator", getuid(), once, &id);
	if (e == ERR_CONFLICT)
		return refuse("this login is taken", login);
	if (e == OK)
		printf("%s %s\n", login, once);
	return granted(e, role);
}

int
command_staff_grant(struct tool *t, int argc, char **argv)
{
	const char *login, *role = NULL, *school = NULL, *department = NULL;
	const struct option_row options[] = {
		{ .name = "--role", .required = 1, .value = &role },
		{ .name = "--school", .value = &school },
		{ .name = "--department", .value = &department },
		{ .name = NULL }
	};
	struct staff_role r;
	struct staff s;

	if (options_read(options, argc, argv, &login, 1) != OK)
		return EXIT_USAGE;
	if (find(t, login, &s) != OK ||
	    role_of(t, role, school, department, &r) != OK)
		return EXIT_REFUSED;
	return granted(staff_grant(t->db, t->arena, s.id, &r, "operator",
	    getuid()), role);
}

static enum err
print_staff(struct tool *t, const struct staff *s)
{
	struct staff_role list[ROLES_MAX];
	int n = 0, i;
	enum err e = staff_roles(t->db, t->arena, s->id, list, ROLES_MAX, &n);

	printf("%s  %s  %s  %s\n", s->login, s->name, s->state,
	    s->totp_sealed ? "second factor set up" : "not yet logged in");
	for (i = 0; i < n; i++)
		printf("    %s  %s  %s\n", list[i].role,
		    list[i].school_id ? list[i].school : "*",
		    list[i].department_id ? list[i].department : "*");
	return e;
}

int
command_staff_list(struct tool *t, int argc, char **argv)
{
	struct staff *list = arena_alloc(t->arena, LIST_MAX * sizeof *list);
	int n = 0, i;
	enum err e;

	if (options_read(none, argc, argv, NULL, 0) != OK)
		return EXIT_USAGE;
	e = staff_list(t->db, t->arena, 0, list, LIST_MAX, &n);
	for (i = 0; e == OK && i < n; i++)
		e = print_staff(t, &list[i]);
	return e == OK ? EXIT_GOOD : EXIT_REFUSED;
}

int
command_staff_reset(struct tool *t, int argc, char **argv)
{
	const char *login;
	char once[STAFF_ONCE];
	struct staff s;

	if (options_read(none, argc, argv, &login, 1) != OK)
		return EXIT_USAGE;
	if (find(t, login, &s) != OK || staff_reset(t->db, t->arena, s.id, 1,
	    "operator", getuid(), once) != OK)
		return EXIT_REFUSED;
	printf("%s %s\n", s.login, once);
	return EXIT_GOOD;
}

int
command_staff_state(struct tool *t, int argc, char **argv)
{
	const char *word[2];
	struct staff s;
	enum err e;

	if (options_read(none, argc, argv, word, 2) != OK)
		return EXIT_USAGE;
	if (strcmp(word[1], "active") && strcmp(word[1], "locked") &&
	    strcmp(word[1], "left"))
		return refuse("active, locked or left, please", word[1]);
	if (find(t, word[0], &s) != OK)
		return EXIT_REFUSED;
	e = staff_change_state(t->db, t->arena, s.id, word[1], "operator",
	    getuid());
	if (e == ERR_CONFLICT)
		return refuse("the last administrator stays", s.login);
	return e == OK ? EXIT_GOOD : EXIT_REFUSED;
}

/* The demonstration has no phones: what the app would show. */
int
command_staff_code(struct tool *t, int argc, char **argv)
{
	const char *login;
	char code[7], *secret;
	struct keys k;
	struct staff s;

	if (options_read(none, argc, argv, &login, 1) != OK)
		return EXIT_USAGE;
	if (!conf_yes(t->conf, "demo"))
		return refuse("only in a demonstration", login);
	if (keys_load(t->conf, &k) != OK || find(t, login, &s) != OK)
		return EXIT_REFUSED;
	if (!s.totp_sealed || keys_open(&k, t->arena, "totp", s.totp_sealed,
	    s.totp_sealed_n, &secret) != OK)
		return refuse("has no second factor yet", login);
	totp_code(secret, clock_now(), code);
	puts(code);
	return EXIT_GOOD;
}
