/* See school_edit.h. */
#include "school_edit.h"

#include "lib/db/audit.h"

struct change {
	const struct school *s;
	const struct department *d;
	enum department_edit what;
	uint64_t staff;
};

static enum err school(struct db *db, void *arg)
{
	const struct change *c = arg;
	enum err e = school_update(db, c->s);

	return e == OK ? audit_add(db, "staff", c->staff, "school.change",
	    "school", c->s->id, c->s->name_zh) : e;
}

enum err school_change(struct db *db, const struct school *s, uint64_t staff)
{
	struct change c = { .s = s, .staff = staff };

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
		e = department_rename(db, id, c->d->name);
	else
		e = department_remove(db, id);
	return e == OK ? audit_add(db, "staff", c->staff, actions[c->what],
	    "department", id, c->d->name) : e;
}

enum err department_change(struct db *db, enum department_edit what,
    const struct department *d, uint64_t staff)
{
	struct change c = { .d = d, .what = what, .staff = staff };

	return db_transaction(db, department, &c);
}
