/* See school_edit.h. */
#include "school_edit.h"

#include "campaign_edit.h"
#include "lib/db/audit.h"

#include <string.h>

struct change {
	const struct school *s;
	const struct department *d;
	enum department_edit what;
	const char *was, *actor;
	uint64_t actor_id, id;
};

static int is_code(const char *s)
{
	size_t n = strlen(s);

	return n > 0 && n <= 16 && strspn(s, "0123456789"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-") == n;
}

unsigned school_faults(const struct school *s)
{
	return (is_code(s->code) ? 0 : SCHOOL_CODE) |
	    (campaign_fits(s->name_zh, 120) ? 0 : SCHOOL_NAME_ZH) |
	    (campaign_fits(s->name_en, 120) ? 0 : SCHOOL_NAME_EN) |
	    (!*s->contact || campaign_fits(s->contact, 200) ? 0 :
	    SCHOOL_CONTACT);
}

static enum err create(struct db *db, void *arg)
{
	struct change *c = arg;
	enum err e = school_add(db, c->s, &c->id);

	return e == OK ? audit_add(db, c->actor, c->actor_id, "school.add",
	    "school", c->id, c->s->code) : e;
}

enum err school_create(struct db *db, const struct school *s,
    const char *actor, uint64_t actor_id, uint64_t *id)
{
	struct change c = { .s = s, .actor = actor, .actor_id = actor_id };
	enum err e = db_transaction(db, create, &c);

	if (e == OK)
		*id = c.id;
	return e;
}

static enum err school(struct db *db, void *arg)
{
	const struct change *c = arg;
	enum err e = school_update(db, c->s);

	return e == OK ? audit_add(db, c->actor, c->actor_id,
	    "school.change", "school", c->s->id, c->s->name_zh) : e;
}

enum err school_change(struct db *db, const struct school *s, uint64_t staff)
{
	struct change c = { .s = s, .actor = "staff", .actor_id = staff };

	return db_transaction(db, school, &c);
}

static enum err department(struct db *db, void *arg)
{
	static const char *const actions[] = { "department.add",
	    "department.rename", "department.remove" };
	const struct change *c = arg;
	uint64_t id = c->d->id;
	enum err e;

	if (c->what == DEPARTMENT_NEW)
		e = department_add(db, c->d->school_id, c->d->name, &id);
	else if (c->what == DEPARTMENT_NAME)
		e = department_rename(db, id, c->was, c->d->name);
	else
		e = department_remove(db, id);
	return e == OK ? audit_add(db, c->actor, c->actor_id,
	    actions[c->what], "department", id, c->d->name) : e;
}

enum err department_change(struct db *db, enum department_edit what,
    const struct department *d, const char *was, uint64_t staff)
{
	struct change c = { .d = d, .what = what, .was = was,
	    .actor = "staff", .actor_id = staff };

	return db_transaction(db, department, &c);
}
