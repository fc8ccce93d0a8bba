/* See graduates.h. */
#include "graduates.h"

#include "cohort_stage.h"
#include "staff_scope.h"

enum { COUNT = GRADUATE_SORTS, PLACES, GET, CHANGE, DEPARTMENTS };

#define SCOPE STAFF_SCOPE("'registrar'", "k.school_id", "ro.department_id")
#define COLUMNS "SELECT ro.id, ro.department_id, k.school_id, k.token, " \
	"ro.student_no, ro.name, ro.sex, d.name, ro.major, ro.class_name, " \
	"ro.level, ro.graduation, ro.phone, ro.email, " STAGE " AS stage, " \
	"EXISTS (SELECT 1 FROM enrolment e WHERE e.roster_id = ro.id), " \
	"ro.updated_at "
#define FROM STAGE_FROM "JOIN department d ON d.id = ro.department_id "
#define FILTER "WHERE ro.campaign_id = ? AND " SCOPE \
	" AND ? IN (0, ro.department_id) " \
	"AND (CHAR_LENGTH(?) = 0 OR ro.major = ?) " \
	"AND (CHAR_LENGTH(?) = 0 OR ro.class_name = ?) " \
	"AND (CHAR_LENGTH(?) = 0 OR LOCATE(?, ro.name) > 0 " \
	"OR LOCATE(?, ro.student_no) = 1) "
/* No derived table: the list by number ends where its page does. */
#define LIST(key) COLUMNS FROM FILTER "AND (" key ", ro.student_no) > " \
	"(?, ?) HAVING ? IN (-1, stage) ORDER BY " key ", ro.student_no " \
	"LIMIT ?"

static const char *const sql[] = {
	[GRADUATE_NUMBER] = COLUMNS FROM FILTER "AND ? IS NOT NULL "
	    "AND ro.student_no > ? HAVING ? IN (-1, stage) "
	    "ORDER BY ro.student_no LIMIT ?",
	[GRADUATE_NAME] = LIST("ro.name"),
	[GRADUATE_DEPARTMENT] = LIST("d.name"),
	[GRADUATE_CLASS] = LIST("ro.class_name"),
	[COUNT] = "SELECT COUNT(*) FROM (SELECT " STAGE " AS stage " FROM
	    FILTER "HAVING ? IN (-1, stage)) t",
	[PLACES] = "SELECT ro.major, ro.class_name FROM roster ro "
	    "JOIN campaign k ON k.id = ro.campaign_id "
	    "WHERE ro.campaign_id = ? AND " SCOPE " AND ro.department_id = ? "
	    "GROUP BY ro.major, ro.class_name "
	    "ORDER BY ro.major, ro.class_name LIMIT ?",
	[GET] = COLUMNS FROM "WHERE ro.id = ? AND " SCOPE,
	/* Two changes in a second are two. */
	[CHANGE] = "UPDATE roster SET department_id = ?, name = ?, sex = ?, "
	    "major = ?, class_name = ?, level = ?, graduation = ?, "
	    "phone = ?, email = ?, "
	    "updated_at = GREATEST(?, updated_at + INTERVAL 1 SECOND) "
	    "WHERE id = ? AND updated_at = ? AND EXISTS (SELECT 1 "
	    "FROM department d WHERE d.id = roster.department_id AND "
	    STAFF_SCOPE("'registrar'", "d.school_id", "d.id") ") "
	    "AND EXISTS (SELECT 1 FROM department d JOIN campaign k "
	    "ON k.school_id = d.school_id WHERE d.id = ? "
	    "AND k.id = roster.campaign_id AND "
	    STAFF_SCOPE("'registrar'", "d.school_id", "d.id") ")",
	[DEPARTMENTS] = "SELECT d.id, d.name FROM department d "
	    "WHERE d.school_id = ? AND "
	    STAFF_SCOPE("'registrar'", "d.school_id", "d.id")
	    " ORDER BY d.name LIMIT ?",
};

static void take(struct db_stmt *q, struct arena *a, struct graduate *g)
{
	g->id = db_u64(q);
	g->department_id = db_u64(q);
	g->school_id = db_u64(q);
	g->campaign = db_text(q, a);
	g->student_no = db_text(q, a);
	g->name = db_text(q, a);
	g->sex = db_text(q, a);
	g->department = db_text(q, a);
	g->major = db_text(q, a);
	g->class_name = db_text(q, a);
	g->level = db_text(q, a);
	g->graduation = db_text(q, a);
	g->phone = db_text(q, a);
	g->email = db_text(q, a);
	g->stage = (enum stage)db_i64(q);
	g->held = db_i64(q) != 0;
	g->updated_at = db_time(q);
}

const char *graduate_key(const struct graduate *g, enum graduate_sort sort)
{
	switch (sort) {
	case GRADUATE_NAME:
		return g->name;
	case GRADUATE_DEPARTMENT:
		return g->department;
	case GRADUATE_CLASS:
		return g->class_name;
	case GRADUATE_NUMBER:
	case GRADUATE_SORTS:
		break;
	}
	return "";
}

static void bind_filter(struct db_stmt *q, uint64_t staff,
    const struct graduate_filter *f)
{
	db_bind_u64(q, f->campaign);
	db_bind_u64(q, staff);
	db_bind_u64(q, f->department);
	db_bind_text(q, f->major);
	db_bind_text(q, f->major);
	db_bind_text(q, f->class_name);
	db_bind_text(q, f->class_name);
	db_bind_text(q, f->q);
	db_bind_text(q, f->q);
	db_bind_text(q, f->q);
}

enum err graduate_list(struct db *db, struct arena *a, uint64_t staff,
    const struct graduate_filter *f, struct graduate *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[f->sort], &q);
	int i;

	if (e != OK)
		return e;
	bind_filter(q, staff, f);
	db_bind_text(q, f->after_key);
	db_bind_text(q, f->after);
	db_bind_i64(q, f->stage);
	db_bind_i64(q, max);
	for (i = 0; (e = db_row(q)) == OK; i++)
		take(q, a, &list[i]);
	db_done(q);
	*n = i;
	return e == ERR_NOTFOUND ? OK : e;
}

enum err graduate_count(struct db *db, uint64_t staff,
    const struct graduate_filter *f, int64_t *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[COUNT], &q);

	if (e != OK)
		return e;
	bind_filter(q, staff, f);
	db_bind_i64(q, f->stage);
	e = db_row(q);
	if (e == OK)
		*n = db_i64(q);
	db_done(q);
	return e;
}

enum err graduate_places(struct db *db, struct arena *a, uint64_t staff,
    uint64_t campaign, uint64_t department, struct graduate_place *list,
    int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[PLACES], &q);
	int i;

	if (e != OK)
		return e;
	db_bind_u64(q, campaign);
	db_bind_u64(q, staff);
	db_bind_u64(q, department);
	db_bind_i64(q, max);
	for (i = 0; (e = db_row(q)) == OK; i++) {
		list[i].major = db_text(q, a);
		list[i].class_name = db_text(q, a);
	}
	db_done(q);
	*n = i;
	return e == ERR_NOTFOUND ? OK : e;
}

enum err graduate_get(struct db *db, struct arena *a, uint64_t staff,
    uint64_t id, struct graduate *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[GET], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, id);
	db_bind_u64(q, staff);
	e = db_row(q);
	if (e == OK)
		take(q, a, out);
	db_done(q);
	return e;
}

enum err graduate_change(struct db *db, uint64_t staff,
    const struct graduate *g, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[CHANGE], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, g->department_id);
	db_bind_text(q, g->name);
	db_bind_text(q, g->sex);
	db_bind_text(q, g->major);
	db_bind_text(q, g->class_name);
	db_bind_text(q, g->level);
	db_bind_text(q, g->graduation);
	db_bind_text(q, g->phone);
	db_bind_text(q, g->email);
	db_bind_time(q, now);
	db_bind_u64(q, g->id);
	db_bind_time(q, g->updated_at);
	db_bind_u64(q, staff);
	db_bind_u64(q, g->department_id);
	db_bind_u64(q, staff);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err graduate_departments(struct db *db, struct arena *a, uint64_t staff,
    uint64_t school, struct graduate_department *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[DEPARTMENTS], &q);
	int i;

	if (e != OK)
		return e;
	db_bind_u64(q, school);
	db_bind_u64(q, staff);
	db_bind_i64(q, max);
	for (i = 0; (e = db_row(q)) == OK; i++) {
		list[i].id = db_u64(q);
		list[i].name = db_text(q, a);
	}
	db_done(q);
	*n = i;
	return e == ERR_NOTFOUND ? OK : e;
}
