/* See proofs.h: SQL of proof. */
#include "proofs.h"

#include "staff_scope.h"

#include <string.h>

enum { STUDENT, ADD, CHANGE, GET, COUNTS, BY_NUMBER, BY_DEPARTMENT };

/* The numbers of enum proof_state. */
#define STATE "CASE WHEN c.state = 'confirmed' THEN 2 " \
	"WHEN c.state IN ('accepted', 'delivered') THEN 1 " \
	"WHEN EXISTS (SELECT 1 FROM proof x WHERE x.roster_id = ro.id " \
	"AND x.outcome = 'refused') THEN 3 ELSE 0 END"
#define FROM "FROM roster ro JOIN campaign k ON k.id = ro.campaign_id " \
	"JOIN department d ON d.id = ro.department_id " \
	"LEFT JOIN collection c ON c.roster_id = ro.id AND c.live = 1 "
#define LAST "LEFT JOIN proof p ON p.id = (SELECT MAX(y.id) FROM proof y " \
	"WHERE y.roster_id = ro.id) "
#define REGISTRAR STAFF_SCOPE("'registrar'", "k.school_id", \
	"ro.department_id")
#define N(state) "SUM(t.state = " state ")"
#define ROWS "SELECT t.* FROM (SELECT ro.id, ro.department_id, " \
	"ro.student_no, ro.name, d.name AS department, ro.class_name, " STATE \
	" AS state, p.reason, p.proved_at, m.sent_at, " \
	"IF(a.state = 'deleted', '', COALESCE(a.phone, ro.phone)) AS phone " \
	FROM LAST "LEFT JOIN reminder m ON m.roster_id = ro.id " \
	"LEFT JOIN enrolment e ON e.roster_id = ro.id " \
	"LEFT JOIN account a ON a.id = e.account_id " \
	"WHERE ro.campaign_id = ? AND ? IN (0, ro.department_id) AND " \
	REGISTRAR " AND (CHAR_LENGTH(?) = 0 OR ro.name = ? " \
	"OR LOCATE(?, ro.student_no) = 1)) t " \
	"WHERE t.state > 0 AND ? IN (-1, t.state) AND (? OR (t.phone <> '' " \
	"AND (t.sent_at IS NULL OR t.sent_at <= ?))) AND "

static const char *const sql[] = {
	[STUDENT] = "SELECT ro.id, COALESCE(c.id, 0), "
	    "COALESCE(c.photo_id, 0), ro.name, COALESCE(c.state, ''), "
	    "COALESCE(c.route, ''), c.submitted_at, "
	    "COALESCE(p.outcome, ''), COALESCE(p.reason, '') " FROM LAST
	    "WHERE ro.campaign_id = ? AND ro.student_no = ? AND " REGISTRAR,
	[ADD] = "INSERT INTO proof (outcome, reason, proved_at, staff_id, "
	    "created_at, collection_id, roster_id) "
	    "VALUES (?, ?, ?, ?, ?, ?, ?)",
	[CHANGE] = "UPDATE proof SET outcome = ?, reason = ?, proved_at = ?, "
	    "staff_id = ?, created_at = ? WHERE collection_id = ? "
	    "AND roster_id = ?",
	[GET] = "SELECT outcome, reason, proved_at, created_at FROM proof "
	    "WHERE collection_id = ?",
	[COUNTS] = "SELECT t.id, t.name, COUNT(*), " N("0") ", " N("1") ", "
	    N("2") ", " N("3") " FROM (SELECT d.id, d.name, " STATE
	    " AS state " FROM "WHERE ro.campaign_id = ? AND " REGISTRAR
	    ") t GROUP BY t.id, t.name ORDER BY t.id LIMIT ?",
	[BY_NUMBER] = ROWS "(? IS NOT NULL AND t.student_no > ?) "
	    "ORDER BY t.student_no LIMIT ?",
	[BY_DEPARTMENT] = ROWS "(t.department_id, t.student_no) > (?, ?) "
	    "ORDER BY t.department_id, t.student_no LIMIT ?",
};

static const char *const words[PROOF_STATES] = {
	[PROOF_NONE] = "none", [PROOF_OPEN] = "open",
	[PROOF_CONFIRMED] = "confirmed", [PROOF_REFUSED] = "refused",
};

const char *proof_word(enum proof_state s)
{
	return words[s];
}

enum proof_state proof_state_of(const char *word)
{
	enum proof_state s = PROOF_NONE;

	while (s < PROOF_STATES && strcmp(words[s], word))
		s++;
	return s;
}

static enum err finish(struct db_stmt *q, enum err e)
{
	db_done(q);
	return e;
}

enum err proof_student(struct db *db, struct arena *a, uint64_t staff,
    uint64_t campaign, const char *student_no, struct proof_student *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[STUDENT], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, campaign);
	db_bind_text(q, student_no);
	db_bind_u64(q, staff);
	e = db_row(q);
	if (e == OK) {
		out->roster_id = db_u64(q);
		out->collection_id = db_u64(q);
		out->photo_id = db_u64(q);
		out->name = db_text(q, a);
		out->state = db_text(q, a);
		out->route = db_text(q, a);
		out->submitted_at = db_time(q);
		out->outcome = db_text(q, a);
		out->reason = db_text(q, a);
	}
	return finish(q, e);
}

static enum err put(struct db *db, int which, const struct proof *p)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[which], &q);

	if (e != OK)
		return e;
	db_bind_text(q, p->outcome);
	db_bind_text(q, p->reason);
	db_bind_time(q, p->proved_at);
	db_bind_u64(q, p->staff_id);
	db_bind_time(q, p->created_at);
	db_bind_u64(q, p->collection_id);
	db_bind_u64(q, p->roster_id);
	return finish(q, db_exec_one(q));
}

enum err proof_put(struct db *db, const struct proof *p)
{
	enum err e = put(db, CHANGE, p);

	return e == ERR_CONFLICT ? put(db, ADD, p) : e;
}

enum err proof_get(struct db *db, struct arena *a, uint64_t collection,
    struct proof *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[GET], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, collection);
	e = db_row(q);
	if (e == OK) {
		*out = (struct proof){ .collection_id = collection };
		out->outcome = db_text(q, a);
		out->reason = db_text(q, a);
		out->proved_at = db_time(q);
		out->created_at = db_time(q);
	}
	return finish(q, e);
}

enum err proof_counts(struct db *db, struct arena *a, uint64_t staff,
    uint64_t campaign, struct proof_count *list, int max, int *n)
{
	struct proof_count *c = list;
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[COUNTS], &q);
	int s;

	if (e != OK)
		return e;
	db_bind_u64(q, campaign);
	db_bind_u64(q, staff);
	db_bind_i64(q, max);
	for (; (e = db_row(q)) == OK; c++) {
		c->department = db_u64(q);
		c->name = db_text(q, a);
		c->students = db_i64(q);
		for (s = 0; s < PROOF_STATES; s++)
			c->n[s] = db_i64(q);
	}
	*n = (int)(c - list);
	return finish(q, e == ERR_NOTFOUND ? OK : e);
}

static void bind_filter(struct db_stmt *q, const struct proof_filter *f,
    uint64_t staff)
{
	db_bind_u64(q, f->campaign);
	db_bind_u64(q, f->department);
	db_bind_u64(q, staff);
	db_bind_text(q, f->q);
	db_bind_text(q, f->q);
	db_bind_text(q, f->q);
	db_bind_i64(q, f->state);
	db_bind_i64(q, !f->silent_since);
	db_bind_time(q, f->silent_since);
	db_bind_u64(q, f->after_department);
	db_bind_text(q, f->after);
}

enum err proof_list(struct db *db, struct arena *a, uint64_t staff,
    const struct proof_filter *f, struct proof_row *list, int max, int *n)
{
	struct proof_row *r = list;
	struct db_stmt *q;
	enum err e = db_prepare(db,
	    sql[f->by_department ? BY_DEPARTMENT : BY_NUMBER], &q);
	const char *reason;

	if (e != OK)
		return e;
	bind_filter(q, f, staff);
	db_bind_i64(q, max);
	for (; (e = db_row(q)) == OK; r++) {
		r->roster_id = db_u64(q);
		r->department_id = db_u64(q);
		r->student_no = db_text(q, a);
		r->name = db_text(q, a);
		r->department = db_text(q, a);
		r->class_name = db_text(q, a);
		r->state = (enum proof_state)db_i64(q);
		reason = db_text(q, a);
		r->reason = reason && r->state == PROOF_REFUSED ? reason : "";
		r->proved_at = db_time(q);
		if (r->state == PROOF_OPEN)	/* an earlier photo's */
			r->proved_at = 0;
		r->reminded_at = db_time(q);
	}
	*n = (int)(r - list);
	return finish(q, e == ERR_NOTFOUND ? OK : e);
}
