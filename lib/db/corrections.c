/* See corrections.h. */
#include "corrections.h"

#include "staff_scope.h"

enum { OPEN, OVER, ONE, CLOSE, MEND };

#define COLUMNS "SELECT x.id, ro.id, k.token, x.message, x.state, x.answer, " \
	"s.name, x.created_at, x.answered_at, ro.student_no, d.name, " \
	"ro.name, ro.sex, ro.major, ro.class_name, ro.level, " \
	"ro.graduation, ro.updated_at FROM correction x " \
	"JOIN enrolment e ON e.id = x.enrolment_id " \
	"JOIN roster ro ON ro.id = e.roster_id " \
	"JOIN campaign k ON k.id = ro.campaign_id " \
	"JOIN department d ON d.id = ro.department_id " \
	"LEFT JOIN staff s ON s.id = x.staff_id WHERE " \
	STAFF_SCOPE("'registrar'", "k.school_id", "ro.department_id")
#define OF_LIST " AND ro.campaign_id = ? AND ? IN (0, ro.department_id) "

static const char *const sql[] = {
	[OPEN] = COLUMNS OF_LIST "AND x.state = 'open' "
	    "AND (? = 0 OR x.id > ?) ORDER BY x.id LIMIT ?",
	[OVER] = COLUMNS OF_LIST "AND x.state <> 'open' "
	    "AND (? = 0 OR x.id < ?) ORDER BY x.id DESC LIMIT ?",
	[ONE] = COLUMNS " AND x.id = ?",
	[CLOSE] = "UPDATE correction SET state = ?, answer = ?, "
	    "staff_id = ?, answered_at = ? WHERE id = ? AND state = 'open'",
	/* Two changes in a second are two. */
	[MEND] = "UPDATE roster SET name = ?, sex = ?, major = ?, "
	    "class_name = ?, level = ?, graduation = ?, "
	    "updated_at = GREATEST(?, updated_at + INTERVAL 1 SECOND) "
	    "WHERE id = ? AND updated_at = ?",
};

static void take(struct db_stmt *q, struct arena *a, struct correction *c)
{
	c->id = db_u64(q);
	c->roster_id = db_u64(q);
	c->campaign = db_text(q, a);
	c->message = db_text(q, a);
	c->state = db_text(q, a);
	c->answer = db_text(q, a);
	c->by = db_text(q, a);
	c->created_at = db_time(q);
	c->answered_at = db_time(q);
	c->student_no = db_text(q, a);
	c->department = db_text(q, a);
	c->name = db_text(q, a);
	c->sex = db_text(q, a);
	c->major = db_text(q, a);
	c->class_name = db_text(q, a);
	c->level = db_text(q, a);
	c->graduation = db_text(q, a);
	c->updated_at = db_time(q);
}

enum err corrections_of_staff(struct db *db, struct arena *a, uint64_t staff,
    const struct correction_filter *f, struct correction *list, int max,
    int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[f->open ? OPEN : OVER], &q);
	int i;

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	db_bind_u64(q, f->campaign);
	db_bind_u64(q, f->department);
	db_bind_u64(q, f->after);
	db_bind_u64(q, f->after);
	db_bind_i64(q, max);
	for (i = 0; (e = db_row(q)) == OK; i++)
		take(q, a, &list[i]);
	db_done(q);
	*n = i;
	return e == ERR_NOTFOUND ? OK : e;
}

enum err correction_of_staff(struct db *db, struct arena *a, uint64_t staff,
    uint64_t id, struct correction *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ONE], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	db_bind_u64(q, id);
	e = db_row(q);
	if (e == OK)
		take(q, a, out);
	db_done(q);
	return e;
}

enum err correction_close(struct db *db, uint64_t staff,
    const struct correction *c, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[CLOSE], &q);

	if (e != OK)
		return e;
	db_bind_text(q, c->state);
	db_bind_text(q, c->answer);
	db_bind_u64(q, staff);
	db_bind_time(q, now);
	db_bind_u64(q, c->id);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err correction_mend(struct db *db, const struct correction *c,
    int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[MEND], &q);

	if (e != OK)
		return e;
	db_bind_text(q, c->name);
	db_bind_text(q, c->sex);
	db_bind_text(q, c->major);
	db_bind_text(q, c->class_name);
	db_bind_text(q, c->level);
	db_bind_text(q, c->graduation);
	db_bind_time(q, now);
	db_bind_u64(q, c->roster_id);
	db_bind_time(q, c->updated_at);
	e = db_exec_one(q);
	db_done(q);
	return e;
}
