/* See rosters.h. */
#include "rosters.h"
#include "staff_scope.h"

static const char counts[] = "SELECT d.name, COUNT(*), COUNT(e.id) "
    "FROM roster r JOIN department d ON d.id = r.department_id "
    "LEFT JOIN enrolment e ON e.roster_id = r.id "
    "WHERE r.campaign_id = ? AND "
    STAFF_SCOPE("'registrar'", "d.school_id", "d.id")
    " GROUP BY d.id, d.name ORDER BY d.name LIMIT ?";

enum err roster_counts(struct db *db, struct arena *a, uint64_t staff,
    uint64_t campaign, struct roster_count *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, counts, &q);
	int i;

	if (e != OK)
		return e;
	db_bind_u64(q, campaign);
	db_bind_u64(q, staff);
	db_bind_i64(q, max);
	for (i = 0; (e = db_row(q)) == OK; i++) {
		list[i].department = db_text(q, a);
		list[i].rows = db_i64(q);
		list[i].held = db_i64(q);
	}
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}
