/* See staff_admin.h. */
#include "staff_admin.h"

#include "lib/base/crypto.h"
#include "lib/db/audit.h"
#include "lib/db/staff_sessions.h"

#include <string.h>

#define ROLES_MAX 100	/* of one person */

/* No 0 o 1 l i: these are read off paper. */
static const char letters[] = "abcdefghjkmnpqrstuvwxyz23456789";

struct change {
	struct arena *arena;
	uint64_t staff, role, actor_id;
	const char *hash, *state, *actor, *name, *email;
	int forget_totp, administrator;
	const struct staff_role *grant;
	struct staff *create;
};

void staff_words(char out[STAFF_WORDS])
{
	uint8_t r;
	int i;

	for (i = 0; i < STAFF_WORDS - 1; i++) {
		/* Bytes that would favour some letters are drawn again. */
		do
			crypto_random(&r, 1);
		while (r >= 256 - 256 % (sizeof letters - 1));
		out[i] = i == 5 ? '-' : letters[r % (sizeof letters - 1)];
	}
	out[i] = '\0';
}

/* Three kinds of characters, as the rules for passwords want. */
static void once_password(char out[STAFF_ONCE])
{
	char part[STAFF_WORDS];

	staff_words(part);
	memcpy(out, part, 5);
	out[5] = '-';
	memcpy(out + 6, part + 6, 5);
	staff_words(part);
	memcpy(out + 11, part, 4);
	out[15] = '7';
	out[16] = '\0';
}

static int themselves(const struct change *c)
{
	return !strcmp(c->actor, "staff") && c->actor_id == c->staff;
}

/* --- adding -------------------------------------------------------------- */

static int good_role(const struct staff_role *r)
{
	if (!strcmp(r->role, "administrator"))
		return !r->school_id && !r->department_id;
	if (!strcmp(r->role, "registrar"))
		return r->school_id && !r->department_id;
	return !strcmp(r->role, "reviewer") && r->school_id;
}

static enum err grant(struct db *db, void *arg)
{
	const struct change *c = arg;
	enum err e = staff_role_add(db, c->staff, c->grant);

	return e == OK ? audit_add(db, c->actor, c->actor_id, "staff.grant",
	    "staff", c->staff, c->grant->role) : e;
}

static enum err create(struct db *db, void *arg)
{
	struct change *c = arg;
	enum err e = staff_add(db, c->create, &c->staff);

	if (e == OK)
		e = audit_add(db, c->actor, c->actor_id, "staff.add",
		    "staff", c->staff, NULL);
	return e == OK ? grant(db, c) : e;
}

enum err staff_create(struct db *db, const struct staff *s,
    const struct staff_role *r, const char *actor, uint64_t actor_id,
    char once[STAFF_ONCE], uint64_t *id)
{
	char hash[CRYPTO_PASSWORD];
	struct staff row = *s;
	struct change c = { .create = &row, .grant = r, .actor = actor,
	    .actor_id = actor_id };
	enum err e;

	if (!good_role(r))
		return ERR_INPUT;
	once_password(once);
	crypto_password_hash(once, hash);
	row.state = "active";
	row.password = hash;
	row.must_change = 1;
	e = db_transaction(db, create, &c);
	if (e == OK)
		*id = c.staff;
	return e;
}

enum err staff_grant(struct db *db, struct arena *a, uint64_t staff,
    const struct staff_role *r, const char *actor, uint64_t actor_id)
{
	struct change c = { .staff = staff, .grant = r, .actor = actor,
	    .actor_id = actor_id };
	struct staff_role list[ROLES_MAX];
	int n = 0, i;
	enum err e = themselves(&c) ? ERR_DENIED : staff_roles(db, a, staff,
	    list, ROLES_MAX, &n);

	if (e != OK)
		return e;
	if (!good_role(r))
		return ERR_INPUT;
	for (i = 0; i < n; i++)
		if (!strcmp(list[i].role, r->role) &&
		    list[i].school_id == r->school_id &&
		    list[i].department_id == r->department_id)
			return ERR_CONFLICT;
	return n == ROLES_MAX ? ERR_LIMIT : db_transaction(db, grant, &c);
}

/* --- passwords and states ------------------------------------------------ */

static enum err reset(struct db *db, void *arg)
{
	const struct change *c = arg;
	enum err e = staff_set_password(db, c->staff, c->hash, 1);

	if (e == OK && c->forget_totp)
		e = staff_set_totp(db, c->staff, NULL, 0);
	if (e == OK)
		e = staff_session_remove_others(db, c->staff, 0);
	if (e == OK)
		e = audit_add(db, c->actor, c->actor_id, "staff.reset",
		    "staff", c->staff, c->forget_totp ? "both factors" :
		    "password");
	return e;
}

enum err staff_reset(struct db *db, struct arena *a, uint64_t staff,
    int forget_totp, const char *actor, uint64_t actor_id,
    char once[STAFF_ONCE])
{
	char hash[CRYPTO_PASSWORD];
	struct change c = { .staff = staff, .hash = hash, .actor = actor,
	    .actor_id = actor_id, .forget_totp = forget_totp };
	struct staff s;
	enum err e = themselves(&c) ? ERR_DENIED : staff_get(db, a, staff,
	    &s);

	if (e != OK)
		return e;
	once_password(once);
	crypto_password_hash(once, hash);
	return db_transaction(db, reset, &c);
}

/* ERR_CONFLICT: without this one nobody could add or unlock anybody. */
static enum err dispensable(struct db *db, struct arena *a, uint64_t staff)
{
	struct staff_role list[ROLES_MAX];
	int n = 0, i, administrator = 0, others = 0;
	enum err e = staff_roles(db, a, staff, list, ROLES_MAX, &n);

	for (i = 0; i < n; i++)
		administrator |= !strcmp(list[i].role, "administrator");
	if (e == OK && administrator)
		e = staff_other_administrators(db, staff, &others);
	return e == OK && administrator && !others ? ERR_CONFLICT : e;
}

static enum err revoke(struct db *db, void *arg)
{
	const struct change *c = arg;
	enum err e = c->administrator ?
	    dispensable(db, c->arena, c->staff) : OK;

	if (e == OK)
		e = staff_role_remove(db, c->staff, c->role);
	if (e == OK)
		e = audit_add(db, c->actor, c->actor_id, "staff.revoke",
		    "staff", c->staff, c->state);
	return e;
}

enum err staff_revoke(struct db *db, struct arena *a, uint64_t staff,
    uint64_t role, const char *actor, uint64_t actor_id)
{
	struct change c = { .arena = a, .staff = staff, .role = role,
	    .actor = actor, .actor_id = actor_id };
	struct staff_role list[ROLES_MAX];
	int n = 0, i;
	enum err e = staff_roles(db, a, staff, list, ROLES_MAX, &n);

	if (e != OK)
		return e;
	for (i = 0; i < n && list[i].id != role; i++)
		;
	if (i == n)
		return ERR_NOTFOUND;
	c.state = list[i].role;
	c.administrator = !strcmp(list[i].role, "administrator");
	if (c.administrator && themselves(&c))
		return ERR_DENIED;
	return db_transaction(db, revoke, &c);
}

static enum err change_state(struct db *db, void *arg)
{
	const struct change *c = arg;
	int active = !strcmp(c->state, "active");
	enum err e = active ? OK : dispensable(db, c->arena, c->staff);

	if (e == OK)
		e = staff_set_state(db, c->staff, c->state);
	if (e == OK && !active)
		e = staff_session_remove_others(db, c->staff, 0);
	if (e == OK)
		e = audit_add(db, c->actor, c->actor_id, "staff.state",
		    "staff", c->staff, c->state);
	return e;
}

enum err staff_change_state(struct db *db, struct arena *a, uint64_t staff,
    const char *state, const char *actor, uint64_t actor_id)
{
	struct change c = { .arena = a, .staff = staff, .state = state,
	    .actor = actor, .actor_id = actor_id };

	return themselves(&c) ? ERR_DENIED :
	    db_transaction(db, change_state, &c);
}

/* --- the person ---------------------------------------------------------- */

static enum err edit(struct db *db, void *arg)
{
	const struct change *c = arg;
	enum err e = staff_set_person(db, c->staff, c->name, c->email);

	return e == OK ? audit_add(db, c->actor, c->actor_id, "staff.edit",
	    "staff", c->staff, NULL) : e;
}

enum err staff_edit(struct db *db, uint64_t staff, const char *name,
    const char *email, const char *actor, uint64_t actor_id)
{
	struct change c = { .staff = staff, .name = name, .email = email,
	    .actor = actor, .actor_id = actor_id };

	return db_transaction(db, edit, &c);
}

static enum err end_sessions(struct db *db, void *arg)
{
	const struct change *c = arg;
	enum err e = staff_session_remove_others(db, c->staff, 0);

	return e == OK ? audit_add(db, c->actor, c->actor_id,
	    "staff.session_end", "staff", c->staff, "all") : e;
}

enum err staff_end_sessions(struct db *db, uint64_t staff, const char *actor,
    uint64_t actor_id)
{
	struct change c = { .staff = staff, .actor = actor,
	    .actor_id = actor_id };

	return db_transaction(db, end_sessions, &c);
}
