/* The students of a department: SQL of roster and collection. */
#include "cohort.h"

#include "cohort_stage.h"
#include "staff_scope.h"

#include <string.h>

enum {
	COUNTS, DEPARTMENTS, CLASSES, BY_NUMBER, BY_CLASS, REMIND, REMIND_AGAIN
};

#define WHERE "WHERE ro.campaign_id = ? AND ro.department_id = ? AND " \
	STAFF_SCOPE("'reviewer'", "k.school_id", "ro.department_id")
#define MISSING "SELECT t.* FROM (SELECT ro.id, ro.student_no, ro.name, " \
	"ro.major, ro.class_name, " STAGE " AS stage, " \
	"IF(a.state = 'deleted', '', COALESCE(a.phone, ro.phone)) " \
	"AS phone, m.sent_at " STAGE_FROM \
	"LEFT JOIN reminder m ON m.roster_id = ro.id " \
	"LEFT JOIN enrolment e ON e.roster_id = ro.id " \
	"LEFT JOIN account a ON a.id = e.account_id " WHERE \
	" AND (CHAR_LENGTH(?) = 0 OR " CLASS_KEY " = ?) " \
	"AND (CHAR_LENGTH(?) = 0 OR ro.name = ? " \
	"OR LOCATE(?, ro.student_no) = 1)) t " \
	"WHERE t.stage <= 2 AND ? IN (-1, t.stage) AND (? OR (t.phone <> '' " \
	"AND (t.sent_at IS NULL OR t.sent_at <= ?))) AND "

#define N(stage) "SUM(t.stage = " stage ")"
#define STAGE_SUMS "COUNT(*), " N("0") ", " N("1") ", " N("2") ", " \
	N("3") ", " N("4") ", " N("5") ", " N("6") ", " N("7")
#define PROGRESS(part, class) "SELECT t.part, t.class_name, t.id, " \
	STAGE_SUMS " FROM (SELECT d.id, " part " AS part, " class \
	" AS class_name, " STAGE " AS stage " STAGE_FROM \
	"JOIN department d ON d.id = ro.department_id "
#define REGISTRAR STAFF_SCOPE("'registrar'", "k.school_id", \
	"ro.department_id")

static const char *const sql[] = {
	[COUNTS] = "SELECT t.major, t.class_name, " STAGE_SUMS
	    " FROM (SELECT ro.major, ro.class_name, " STAGE
	    " AS stage " STAGE_FROM WHERE ") t GROUP BY t.major, t.class_name "
	    "ORDER BY t.major, t.class_name LIMIT ?",
	[DEPARTMENTS] = PROGRESS("d.name", "''") "WHERE ro.campaign_id = ? "
	    "AND " REGISTRAR ") t GROUP BY t.id, t.part, t.class_name "
	    "ORDER BY t.id LIMIT ?",
	[CLASSES] = PROGRESS("ro.major", "ro.class_name")
	    "WHERE ro.campaign_id = ? AND ro.department_id = ? AND "
	    REGISTRAR ") t GROUP BY t.id, t.part, t.class_name "
	    "ORDER BY t.part, t.class_name LIMIT ?",
	[BY_NUMBER] = MISSING "(? IS NOT NULL AND t.student_no > ?) "
	    "ORDER BY t.student_no LIMIT ?",
	[BY_CLASS] = MISSING "(t.class_name, t.student_no) > (?, ?) "
	    "ORDER BY t.class_name, t.student_no LIMIT ?",
	[REMIND] = "INSERT INTO reminder (roster_id, staff_id, sent_at) "
	    "VALUES (?, ?, ?)",
	[REMIND_AGAIN] = "UPDATE reminder SET staff_id = ?, sent_at = ? "
	    "WHERE roster_id = ? AND sent_at <= ?",
};

static const char *const words[STAGES] = {
	[STAGE_NONE] = "none", [STAGE_STARTED] = "started",
	[STAGE_REJECTED] = "rejected", [STAGE_WAITING] = "waiting",
	[STAGE_APPROVED] = "approved", [STAGE_HANDED_IN] = "handed_in",
	[STAGE_ACCEPTED] = "accepted", [STAGE_OTHER] = "other",
};

const char *stage_word(enum stage s)
{
	return words[s];
}

enum stage stage_of(const char *word)
{
	enum stage s = STAGE_NONE;

	while (s < STAGES && strcmp(words[s], word) != 0)
		s++;
	return s;
}

const char *cohort_class(struct arena *a, const struct cohort *c)
{
	return arena_printf(a, "%s / %s", c->major, c->class_name);
}

enum err cohort_counts(struct db *db, struct arena *a, uint64_t staff,
    uint64_t campaign, uint64_t department, struct cohort *list, int max,
    int *n)
{
	struct cohort *c = list;
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[COUNTS], &q);
	int s;

	if (e != OK)
		return e;
	db_bind_u64(q, campaign);
	db_bind_u64(q, department);
	db_bind_u64(q, staff);
	db_bind_i64(q, max);
	while ((e = db_row(q)) == OK) {
		c->major = db_text(q, a);
		c->class_name = db_text(q, a);
		c->expected = db_i64(q);
		for (s = 0; s < STAGES; s++)
			c->n[s] = db_i64(q);
		c++;
	}
	db_done(q);
	*n = (int)(c - list);
	return e == ERR_NOTFOUND ? OK : e;
}

enum err cohort_progress(struct db *db, struct arena *a, uint64_t staff,
    uint64_t campaign, uint64_t department, struct cohort *list, int max,
    int *n)
{
	struct cohort *c = list;
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[department ? CLASSES : DEPARTMENTS],
	    &q);
	int s;

	if (e != OK)
		return e;
	db_bind_u64(q, campaign);
	if (department)
		db_bind_u64(q, department);
	db_bind_u64(q, staff);
	db_bind_i64(q, max);
	while ((e = db_row(q)) == OK) {
		c->major = db_text(q, a);
		c->class_name = db_text(q, a);
		c->department = db_u64(q);
		c->expected = db_i64(q);
		for (s = 0; s < STAGES; s++)
			c->n[s] = db_i64(q);
		c++;
	}
	db_done(q);
	*n = (int)(c - list);
	return e == ERR_NOTFOUND ? OK : e;
}

static void bind_filter(struct db_stmt *q, const struct cohort_filter *f,
    uint64_t staff)
{
	db_bind_u64(q, f->campaign);
	db_bind_u64(q, f->department);
	db_bind_u64(q, staff);
	db_bind_text(q, f->class_key);
	db_bind_text(q, f->class_key);
	db_bind_text(q, f->q);
	db_bind_text(q, f->q);
	db_bind_text(q, f->q);
	db_bind_i64(q, f->stage);
	db_bind_i64(q, !f->silent_since);
	db_bind_time(q, f->silent_since);
	db_bind_text(q, f->after_class);
	db_bind_text(q, f->after);
}

enum err cohort_missing(struct db *db, struct arena *a, uint64_t staff,
    const struct cohort_filter *f, struct cohort_student *list, int max,
    int *n)
{
	struct cohort_student *s = list;
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[f->by_class ? BY_CLASS : BY_NUMBER],
	    &q);

	if (e != OK)
		return e;
	bind_filter(q, f, staff);
	db_bind_i64(q, max);
	while ((e = db_row(q)) == OK) {
		s->roster_id = db_u64(q);
		s->student_no = db_text(q, a);
		s->name = db_text(q, a);
		s->major = db_text(q, a);
		s->class_name = db_text(q, a);
		s->stage = (enum stage)db_i64(q);
		s->phone = db_text(q, a);
		s->reminded_at = db_time(q);
		s++;
	}
	db_done(q);
	*n = (int)(s - list);
	return e == ERR_NOTFOUND ? OK : e;
}

static enum err remind_again(struct db *db, uint64_t staff, uint64_t roster,
    int64_t now, int64_t silent_since)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[REMIND_AGAIN], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	db_bind_time(q, now);
	db_bind_u64(q, roster);
	db_bind_time(q, silent_since);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err cohort_reminded(struct db *db, uint64_t staff, uint64_t roster,
    int64_t now, int64_t silent_since)
{
	struct db_stmt *q;
	enum err e = remind_again(db, staff, roster, now, silent_since);

	if (e != ERR_CONFLICT)
		return e;
	e = db_prepare(db, sql[REMIND], &q);
	if (e != OK)
		return e;
	db_bind_u64(q, roster);
	db_bind_u64(q, staff);
	db_bind_time(q, now);
	e = db_exec_one(q);
	db_done(q);
	return e;
}
