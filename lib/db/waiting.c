/* See waiting.h. */
#include "waiting.h"

#include "staff_scope.h"

enum { REVIEWER, REGISTRAR };

#define DEPARTMENT "c.route = 'department'"
#define COUNTS "COUNT(*), SUM(c.id IS NULL OR c.state IN ('draft', " \
	"'photo_ready', 'ordered')), COALESCE(SUM(c.state = 'submitted' " \
	"AND " DEPARTMENT "), 0), COALESCE(SUM(c.state = 'approved' AND " \
	DEPARTMENT "), 0), COALESCE(SUM(c.state IN ('accepted', " \
	"'confirmed')), 0), COALESCE(SUM(c.state IN ('accepted', " \
	"'delivered')), 0), "
#define FROM "FROM campaign k JOIN roster ro ON ro.campaign_id = k.id " \
	"JOIN department d ON d.id = ro.department_id " \
	"LEFT JOIN collection c ON c.roster_id = ro.id AND c.live = 1 " \
	"WHERE k.closes_at > ? AND "
#define NAMES "k.token, k.name_zh, k.name_en, "

static const char *const sql[] = {
	[REVIEWER] = "SELECT d.id, d.name, " NAMES "k.closes_at, " COUNTS
	    "0, 0 " FROM STAFF_SCOPE("'reviewer'", "d.school_id", "d.id")
	    " GROUP BY k.id, d.id ORDER BY k.closes_at, k.id, d.name "
	    "LIMIT ?",
	[REGISTRAR] = "SELECT 0, '', " NAMES "k.closes_at, " COUNTS
	    "(SELECT COUNT(*) FROM batch b WHERE b.campaign_id = k.id "
	    "AND b.closed_at IS NULL AND " STAFF_SCOPE("'registrar'",
	    "k.school_id", "b.department_id") "), "
	    "(SELECT COUNT(*) FROM correction x "
	    "JOIN enrolment xe ON xe.id = x.enrolment_id "
	    "JOIN roster xr ON xr.id = xe.roster_id WHERE x.state = 'open' "
	    "AND xr.campaign_id = k.id AND " STAFF_SCOPE("'registrar'",
	    "k.school_id", "xr.department_id") ") " FROM
	    STAFF_SCOPE("'registrar'", "d.school_id", "d.id")
	    " GROUP BY k.id ORDER BY k.closes_at, k.id LIMIT ?",
};

static enum err read_rows(struct db_stmt *q, struct arena *a,
    struct waiting *list, int *n)
{
	struct waiting *w = list;
	enum err e;

	while ((e = db_row(q)) == OK) {
		w->department_id = db_u64(q);
		w->department = db_text(q, a);
		w->campaign = db_text(q, a);
		w->name_zh = db_text(q, a);
		w->name_en = db_text(q, a);
		w->closes_at = db_time(q);
		w->expected = db_i64(q);
		w->missing = db_i64(q);
		w->review = db_i64(q);
		w->approved = db_i64(q);
		w->accepted = db_i64(q);
		w->proofs = db_i64(q);
		w->batches = db_i64(q);
		w->corrections = db_i64(q);
		w++;
	}
	db_done(q);
	*n = (int)(w - list);
	return e == ERR_NOTFOUND ? OK : e;
}

enum err waiting_reviewer(struct db *db, struct arena *a, uint64_t staff,
    int64_t since, struct waiting *list, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[REVIEWER], &q);

	if (e != OK)
		return e;
	db_bind_time(q, since);
	db_bind_u64(q, staff);
	db_bind_i64(q, WAITING_MAX);
	return read_rows(q, a, list, n);
}

enum err waiting_registrar(struct db *db, struct arena *a, uint64_t staff,
    int64_t since, struct waiting *list, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[REGISTRAR], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	db_bind_u64(q, staff);
	db_bind_time(q, since);
	db_bind_u64(q, staff);
	db_bind_i64(q, WAITING_MAX);
	return read_rows(q, a, list, n);
}
