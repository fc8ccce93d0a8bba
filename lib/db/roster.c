/* The roster, departments, enrolments. */
#include "roster.h"

#include "lib/base/clock.h"

#include <string.h>

enum {
	ROSTER_GET, ROSTER_FIND_LOOKUP, ROSTER_LOCK, ROSTER_ADD,
	ROSTER_UPDATE, DEPARTMENT_FIND, DEPARTMENT_NEWEST, DEPARTMENT_ADD,
	ENROLMENT_LIST, ENROLMENT_GET, ENROLMENT_ADD, ENROLMENT_HOLDER
};

#define ROSTER_COLUMNS \
	"r.id, r.campaign_id, d.name, r.student_no, r.name, r.sex, " \
	"r.id_type, r.id_sealed, r.major, r.class_name, r.level, " \
	"r.graduation, r.phone, r.email "
#define ROSTER \
	"FROM roster r JOIN department d ON d.id = r.department_id "
#define ENROLMENT \
	"SELECT e.id, e.account_id, e.created_at, " ROSTER_COLUMNS ROSTER \
	"JOIN enrolment e ON e.roster_id = r.id WHERE e.account_id = ? "

static const char *const sql[] = {
	[ROSTER_GET] = "SELECT " ROSTER_COLUMNS ROSTER "WHERE r.id = ?",
	[ROSTER_FIND_LOOKUP] = "SELECT " ROSTER_COLUMNS ROSTER
	    "WHERE r.id_lookup = ? ORDER BY r.campaign_id DESC, r.id DESC "
	    "LIMIT ?",
	[ROSTER_LOCK] = "SELECT r.id, r.department_id, r.name, "
	    "r.id_lookup = ?, e.id IS NOT NULL FROM roster r "
	    "LEFT JOIN enrolment e ON e.roster_id = r.id "
	    "WHERE r.campaign_id = ? AND r.student_no = ? FOR UPDATE",
	[ROSTER_ADD] = "INSERT INTO roster (department_id, name, sex, "
	    "id_type, id_sealed, id_lookup, major, class_name, level, "
	    "graduation, phone, email, updated_at, created_at, campaign_id, "
	    "student_no) "
	    "VALUES (?, ?, COALESCE(?, ''), ?, ?, ?, COALESCE(?, ''), "
	    "COALESCE(?, ''), COALESCE(?, ''), COALESCE(?, ''), "
	    "COALESCE(?, ''), COALESCE(?, ''), ?, ?, ?, ?)",
	[ROSTER_UPDATE] = "UPDATE roster SET department_id = ?, name = ?, "
	    "sex = COALESCE(?, sex), id_type = ?, id_sealed = ?, "
	    "id_lookup = ?, major = COALESCE(?, major), "
	    "class_name = COALESCE(?, class_name), "
	    "level = COALESCE(?, level), "
	    "graduation = COALESCE(?, graduation), "
	    "phone = COALESCE(?, phone), email = COALESCE(?, email), "
	    "updated_at = ? WHERE id = ?",
	[DEPARTMENT_FIND] = "SELECT id FROM department "
	    "WHERE school_id = ? AND name = ?",
	/* What another import has just added is not in the snapshot. */
	[DEPARTMENT_NEWEST] = "SELECT id FROM department "
	    "WHERE school_id = ? AND name = ? LOCK IN SHARE MODE",
	[DEPARTMENT_ADD] = "INSERT INTO department (school_id, name) "
	    "VALUES (?, ?)",
	[ENROLMENT_LIST] = ENROLMENT
	    "ORDER BY r.campaign_id DESC, e.id DESC LIMIT ?",
	[ENROLMENT_GET] = ENROLMENT "AND e.id = ?",
	[ENROLMENT_ADD] = "INSERT INTO enrolment (account_id, roster_id, "
	    "created_at) VALUES (?, ?, ?)",
	[ENROLMENT_HOLDER] = "SELECT account_id FROM enrolment "
	    "WHERE roster_id = ?",
};

static void
take_roster(struct db_stmt *q, struct arena *a, struct roster *r)
{
	r->id = db_u64(q);
	r->campaign_id = db_u64(q);
	r->department = db_text(q, a);
	r->student_no = db_text(q, a);
	r->name = db_text(q, a);
	r->sex = db_text(q, a);
	r->id_type = db_text(q, a);
	r->id_sealed = db_blob(q, a, &r->id_sealed_n);
	r->major = db_text(q, a);
	r->class_name = db_text(q, a);
	r->level = db_text(q, a);
	r->graduation = db_text(q, a);
	r->phone = db_text(q, a);
	r->email = db_text(q, a);
}

static void
take_enrolment(struct db_stmt *q, struct arena *a, struct enrolment *e)
{
	e->id = db_u64(q);
	e->account_id = db_u64(q);
	e->created_at = db_time(q);
	take_roster(q, a, &e->roster);
}

enum err
roster_get(struct db *db, struct arena *a, uint64_t id, struct roster *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ROSTER_GET], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, id);
	e = db_row(q);
	if (e == OK)
		take_roster(q, a, out);
	db_done(q);
	return e;
}

enum err
roster_find_lookup(struct db *db, struct arena *a,
    const uint8_t id_lookup[32], struct roster *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ROSTER_FIND_LOOKUP], &q);
	int i;

	if (e != OK)
		return e;
	db_bind_blob(q, id_lookup, 32);
	db_bind_i64(q, max);
	for (i = 0; (e = db_row(q)) == OK; i++)
		take_roster(q, a, &list[i]);
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err
roster_lock(struct db *db, struct arena *a, uint64_t campaign,
    const char *student_no, const uint8_t id_lookup[32],
    struct roster_found *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ROSTER_LOCK], &q);

	if (e != OK)
		return e;
	db_bind_blob(q, id_lookup, 32);
	db_bind_u64(q, campaign);
	db_bind_text(q, student_no);
	e = db_row(q);
	if (e == OK) {
		out->id = db_u64(q);
		out->department_id = db_u64(q);
		out->name = db_text(q, a);
		out->same = db_i64(q) != 0;
		out->held = db_i64(q) != 0;
	}
	db_done(q);
	return e;
}

/* The values that both statements begin with. */
static void
bind_values(struct db_stmt *q, const struct roster *r,
    uint64_t department_id, const uint8_t id_lookup[32])
{
	db_bind_u64(q, department_id);
	db_bind_text(q, r->name);
	db_bind_text(q, r->sex);
	db_bind_text(q, r->id_type);
	db_bind_blob(q, r->id_sealed, r->id_sealed_n);
	db_bind_blob(q, id_lookup, 32);
	db_bind_text(q, r->major);
	db_bind_text(q, r->class_name);
	db_bind_text(q, r->level);
	db_bind_text(q, r->graduation);
	db_bind_text(q, r->phone);
	db_bind_text(q, r->email);
	db_bind_time(q, clock_now());
}

enum err
roster_put(struct db *db, struct roster *r, uint64_t department_id,
    const uint8_t id_lookup[32])
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[r->id ? ROSTER_UPDATE : ROSTER_ADD],
	    &q);

	if (e != OK)
		return e;
	bind_values(q, r, department_id, id_lookup);
	if (r->id) {
		db_bind_u64(q, r->id);
	} else {
		db_bind_time(q, clock_now());
		db_bind_u64(q, r->campaign_id);
		db_bind_text(q, r->student_no);
	}
	e = db_exec(q, NULL);
	if (e == OK && !r->id)
		r->id = db_insert_id(db);
	db_done(q);
	return e;
}

static enum err
department_of(struct db *db, const char *query, uint64_t school,
    const char *name, uint64_t *id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, query, &q);

	if (e != OK)
		return e;
	db_bind_u64(q, school);
	db_bind_text(q, name);
	e = db_row(q);
	if (e == OK)
		*id = db_u64(q);
	db_done(q);
	return e;
}

enum err
department_find(struct db *db, uint64_t school, const char *name,
    uint64_t *id)
{
	return department_of(db, sql[DEPARTMENT_FIND], school, name, id);
}

enum err
department_need(struct db *db, uint64_t school, const char *name,
    uint64_t *id, int *made)
{
	struct db_stmt *q;
	enum err e = department_find(db, school, name, id);

	*made = 0;
	if (e != ERR_NOTFOUND)
		return e;
	e = db_prepare(db, sql[DEPARTMENT_ADD], &q);
	if (e != OK)
		return e;
	db_bind_u64(q, school);
	db_bind_text(q, name);
	e = db_exec(q, NULL);
	if (e == OK) {
		*id = db_insert_id(db);
		*made = 1;
	}
	db_done(q);
	return e == ERR_CONFLICT ? department_of(db, sql[DEPARTMENT_NEWEST],
	    school, name, id) : e;
}

enum err
enrolment_list(struct db *db, struct arena *a, uint64_t account,
    struct enrolment *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ENROLMENT_LIST], &q);
	int i;

	if (e != OK)
		return e;
	db_bind_u64(q, account);
	db_bind_i64(q, max);
	for (i = 0; (e = db_row(q)) == OK; i++)
		take_enrolment(q, a, &list[i]);
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err
enrolment_get(struct db *db, struct arena *a, uint64_t account, uint64_t id,
    struct enrolment *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ENROLMENT_GET], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, account);
	db_bind_u64(q, id);
	e = db_row(q);
	if (e == OK)
		take_enrolment(q, a, out);
	db_done(q);
	return e;
}

enum err
enrolment_add(struct db *db, uint64_t account, uint64_t roster)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ENROLMENT_ADD], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, account);
	db_bind_u64(q, roster);
	db_bind_time(q, clock_now());
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err
enrolment_holder(struct db *db, uint64_t roster, uint64_t *account)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ENROLMENT_HOLDER], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, roster);
	e = db_row(q);
	if (e == OK)
		*account = db_u64(q);
	db_done(q);
	return e;
}
