/* See schools.h. */
#include "schools.h"

#include "staff_scope.h"

enum { LIST, KEPT, GET, UPDATE, DEPARTMENTS, DEPARTMENT, ADD, RENAME, REMOVE };

#define SCHOOL "SELECT h.id, h.code, h.name_zh, h.name_en, h.contact, " \
	"h.version FROM school h WHERE "
#define KEEPERS "'registrar', 'administrator'"
#define COLUMNS "SELECT d.id, d.school_id, d.name, (SELECT COUNT(*) " \
	"FROM roster ro WHERE ro.department_id = d.id), (SELECT COUNT(*) " \
	"FROM staff_role x WHERE x.department_id = d.id) FROM department d "

static const char *const sql[] = {
	[LIST] = SCHOOL STAFF_SCOPE("'registrar'", "h.id", "NULL")
	    " ORDER BY h.name_zh, h.id LIMIT ?",
	[KEPT] = SCHOOL STAFF_SCOPE(KEEPERS, "h.id", "NULL")
	    " AND h.code > ? AND (LENGTH(?) = 0 OR LOCATE(?, h.code) = 1 "
	    "OR LOCATE(?, h.name_zh) OR LOCATE(?, h.name_en)) "
	    "ORDER BY h.code LIMIT ?",
	[GET] = SCHOOL STAFF_SCOPE(KEEPERS, "h.id", "NULL")
	    " AND h.id = ?",
	[UPDATE] = "UPDATE school SET name_zh = ?, name_en = ?, contact = ?, "
	    "version = version + 1 WHERE id = ? AND version = ?",
	[DEPARTMENTS] = COLUMNS "WHERE d.school_id = ? ORDER BY d.name, d.id "
	    "LIMIT ?",
	[DEPARTMENT] = COLUMNS "WHERE d.id = ? AND " STAFF_SCOPE(
	    KEEPERS, "d.school_id", "NULL"),
	[ADD] = "INSERT INTO department (school_id, name) VALUES (?, ?)",
	[RENAME] = "UPDATE department SET name = ? WHERE id = ? "
	    "AND name = ?",
	[REMOVE] = "DELETE FROM department WHERE id = ? "
	    "AND NOT EXISTS (SELECT 1 FROM roster ro "
	    "WHERE ro.department_id = department.id) "
	    "AND NOT EXISTS (SELECT 1 FROM batch b "
	    "WHERE b.department_id = department.id) "
	    "AND NOT EXISTS (SELECT 1 FROM staff_role x "
	    "WHERE x.department_id = department.id)",
};

static void take_school(struct db_stmt *q, struct arena *a, struct school *s)
{
	s->id = db_u64(q);
	s->code = db_text(q, a);
	s->name_zh = db_text(q, a);
	s->name_en = db_text(q, a);
	s->contact = db_text(q, a);
	s->version = db_i64(q);
}

static void take_department(struct db_stmt *q, struct arena *a,
    struct department *d)
{
	d->id = db_u64(q);
	d->school_id = db_u64(q);
	d->name = db_text(q, a);
	d->students = db_i64(q);
	d->reviewers = db_i64(q);
}

static enum err take_schools(struct db_stmt *q, struct arena *a,
    struct school *list, int *n)
{
	enum err e;
	int i;

	for (i = 0; (e = db_row(q)) == OK; i++)
		take_school(q, a, &list[i]);
	db_done(q);
	*n = i;
	return e == ERR_NOTFOUND ? OK : e;
}

enum err schools_of_registrar(struct db *db, struct arena *a, uint64_t staff,
    struct school *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LIST], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	db_bind_i64(q, max);
	return take_schools(q, a, list, n);
}

enum err schools_kept(struct db *db, struct arena *a, uint64_t staff,
    const struct school_filter *f, struct school *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[KEPT], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	db_bind_text(q, f->after);
	db_bind_text(q, f->q);
	db_bind_text(q, f->q);
	db_bind_text(q, f->q);
	db_bind_text(q, f->q);
	db_bind_i64(q, max);
	return take_schools(q, a, list, n);
}

enum err school_kept(struct db *db, struct arena *a, uint64_t staff,
    uint64_t id, struct school *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[GET], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	db_bind_u64(q, id);
	e = db_row(q);
	if (e == OK)
		take_school(q, a, out);
	db_done(q);
	return e;
}

enum err school_update(struct db *db, const struct school *s)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[UPDATE], &q);

	if (e != OK)
		return e;
	db_bind_text(q, s->name_zh);
	db_bind_text(q, s->name_en);
	db_bind_text(q, s->contact);
	db_bind_u64(q, s->id);
	db_bind_i64(q, s->version);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err departments_of_school(struct db *db, struct arena *a,
    uint64_t school, struct department *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[DEPARTMENTS], &q);
	int i;

	if (e != OK)
		return e;
	db_bind_u64(q, school);
	db_bind_i64(q, max);
	for (i = 0; (e = db_row(q)) == OK; i++)
		take_department(q, a, &list[i]);
	db_done(q);
	*n = i;
	return e == ERR_NOTFOUND ? OK : e;
}

enum err department_kept(struct db *db, struct arena *a, uint64_t staff,
    uint64_t id, struct department *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[DEPARTMENT], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, id);
	db_bind_u64(q, staff);
	e = db_row(q);
	if (e == OK)
		take_department(q, a, out);
	db_done(q);
	return e;
}

enum err department_add(struct db *db, uint64_t school, const char *name,
    uint64_t *id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, school);
	db_bind_text(q, name);
	e = db_exec(q, NULL);
	if (e == OK)
		*id = db_insert_id(db);
	db_done(q);
	return e;
}

enum err department_rename(struct db *db, uint64_t id, const char *was,
    const char *name)
{
	struct db_stmt *q;
	uint64_t found = 0;
	enum err e = db_prepare(db, sql[RENAME], &q);

	if (e != OK)
		return e;
	db_bind_text(q, name);
	db_bind_u64(q, id);
	db_bind_text(q, was);
	e = db_exec(q, &found);
	db_done(q);
	return e == OK && !found ? ERR_NOTFOUND : e;
}

enum err department_remove(struct db *db, uint64_t id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[REMOVE], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	return e;
}
