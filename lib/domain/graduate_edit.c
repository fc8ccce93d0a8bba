/* See graduate_edit.h. */
#include "graduate_edit.h"

#include "lib/base/clock.h"
#include "lib/db/audit.h"

#include <string.h>

struct edit {
	uint64_t staff;
	const struct graduate *now;
	const char *detail;
};

static enum err store(struct db *db, void *arg)
{
	const struct edit *s = arg;
	enum err e = graduate_change(db, s->staff, s->now, clock_now());

	return e != OK ? e : audit_add(db, "staff", s->staff,
	    "roster.change", "roster", s->now->id, s->detail);
}

/* "name, class" */
static const char *changed(struct arena *a, const struct graduate *x,
    const struct graduate *y)
{
	const struct {
		const char *name, *was, *now;
	} t[] = {
		{ "name", x->name, y->name }, { "sex", x->sex, y->sex },
		{ "major", x->major, y->major },
		{ "class", x->class_name, y->class_name },
		{ "level", x->level, y->level },
		{ "graduation", x->graduation, y->graduation },
		{ "phone", x->phone, y->phone },
		{ "email", x->email, y->email },
	};
	const char *list = x->department_id != y->department_id ?
	    "department" : "";
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++)
		if (strcmp(t[i].was, t[i].now) != 0)
			list = arena_printf(a, "%s%s%s", list,
			    *list ? ", " : "", t[i].name);
	return list;
}

enum err graduate_edit(struct db *db, struct arena *a, uint64_t staff,
    const struct graduate *was, const struct graduate *now)
{
	struct edit s = { staff, now, changed(a, was, now) };

	return db_transaction(db, store, &s);
}
