/* See rosters.h. */
#include "rosters.h"
#include "staff_scope.h"

#include <stdlib.h>
#include <string.h>

static const char covers[] = "SELECT 1 FROM school h WHERE h.id = ? AND "
    STAFF_SCOPE("'registrar'", "h.id", "?");
static const char others[] = "SELECT ro.id, ro.student_no, ro.name, "
    "EXISTS (SELECT 1 FROM enrolment e WHERE e.roster_id = ro.id) OR "
    "EXISTS (SELECT 1 FROM collection c WHERE c.roster_id = ro.id) "
    "FROM roster ro JOIN campaign k ON k.id = ro.campaign_id "
    "WHERE ro.campaign_id = ? AND (? = 0 OR "
    STAFF_SCOPE("'registrar'", "k.school_id", "ro.department_id")
    ") ORDER BY ro.id";
static const char old_file[] = "INSERT INTO deletion (account_id, object, "
    "detail, reason, created_at) SELECT 0, 'file', sha256, 'roster', ? "
    "FROM enrolment_photo WHERE roster_id = ?";
static const char drop_photo[] =
    "DELETE FROM enrolment_photo WHERE roster_id = ?";
static const char drop[] = "DELETE FROM roster WHERE id = ?";
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

enum err roster_covers(struct db *db, uint64_t staff, uint64_t school,
    uint64_t department)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, covers, &q);

	if (e != OK)
		return e;
	db_bind_u64(q, school);
	db_bind_u64(q, staff);
	db_bind_u64(q, department);
	e = db_row(q);
	db_done(q);
	return e;
}

static int by_id(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static void rest_add(struct arena *a, struct roster_rest **list, int *n,
    const struct roster_rest *one)
{
	struct roster_rest *old = *list;

	/* At 64, 128, ...: as many again. */
	if (*n % 64 == 0 && (*n & (*n - 1)) == 0) {
		*list = arena_alloc(a, (size_t)(*n ? 2 * *n : 64) *
		    sizeof **list);
		if (*n)
			memcpy(*list, old, (size_t)*n * sizeof *old);
	}
	(*list)[(*n)++] = *one;
}

enum err roster_others(struct db *db, struct arena *a, uint64_t staff,
    uint64_t campaign, const uint64_t *seen, int seen_n,
    struct roster_rest **list, int *n)
{
	struct roster_rest one;
	struct db_stmt *q;
	enum err e = db_prepare(db, others, &q);

	*n = 0;
	if (e != OK)
		return e;
	db_bind_u64(q, campaign);
	db_bind_u64(q, staff);
	db_bind_u64(q, staff);
	while ((e = db_row(q)) == OK) {
		one.id = db_u64(q);
		if (seen_n && bsearch(&one.id, seen, (size_t)seen_n,
		    sizeof *seen, by_id))
			continue;
		one.student_no = db_text(q, a);
		one.name = db_text(q, a);
		one.held = db_i64(q) != 0;
		rest_add(a, list, n, &one);
	}
	db_done(q);
	return e == ERR_NOTFOUND ? OK : e;
}

static enum err run(struct db *db, const char *text, uint64_t id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, text, &q);

	if (e != OK)
		return e;
	db_bind_u64(q, id);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err roster_forget_photo(struct db *db, uint64_t id, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, old_file, &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_u64(q, id);
	e = db_exec(q, NULL);
	db_done(q);
	return e == OK ? run(db, drop_photo, id) : e;
}

enum err roster_remove(struct db *db, uint64_t id, int64_t now)
{
	enum err e = roster_forget_photo(db, id, now);

	return e == OK ? run(db, drop, id) : e;
}
