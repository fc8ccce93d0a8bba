/* See served.h. */
#include "served.h"

#include "staff_scope.h"

enum { FIND, ADD, SUBMIT, CLAIM, SINCE };

static const char *const sql[] = {
	[FIND] = "SELECT ro.id, ro.campaign_id, COALESCE(a.id, 0), "
	    "IF(a.id IS NULL, 0, e.id), COALESCE(c.id, 0), ro.student_no, "
	    "ro.name, COALESCE(c.state, ''), COALESCE(c.route, ''), "
	    "COALESCE(p.original_sha256, '') FROM roster ro "
	    "JOIN campaign k ON k.id = ro.campaign_id "
	    "LEFT JOIN enrolment e ON e.roster_id = ro.id "
	    "LEFT JOIN account a ON a.id = e.account_id "
	    "AND a.state <> 'deleted' "
	    "LEFT JOIN collection c ON c.roster_id = ro.id AND c.live = 1 "
	    "LEFT JOIN photo p ON p.id = c.photo_id "
	    "WHERE ro.campaign_id = ? AND ro.department_id = ? "
	    "AND ro.student_no = ? AND " STAFF_SCOPE("'reviewer'",
	    "k.school_id", "ro.department_id"),
	[ADD] = "INSERT INTO collection (token, account_id, enrolment_id, "
	    "roster_id, campaign_id, live, state, route, confirmed_at, "
	    "created_at, updated_at) "
	    "VALUES (?, NULLIF(?, 0), NULLIF(?, 0), ?, ?, 1, 'draft', "
	    "'department', ?, ?, ?)",
	[SUBMIT] = "UPDATE collection SET photo_id = ?, route = 'department', "
	    "state = 'submitted', submitted_at = ?, updated_at = ? "
	    "WHERE id = ? AND live = 1 AND state IN ('draft', 'photo_ready')",
	[SINCE] = "SELECT 1 FROM collection c JOIN photo p "
	    "ON p.collection_id = c.id WHERE c.roster_id = ? "
	    "AND c.route = 'department' "
	    "AND c.state NOT IN ('draft', 'photo_ready') "
	    "AND p.original_sha256 = ? AND p.created_at >= ? LIMIT 1",
	[CLAIM] = "UPDATE collection c JOIN enrolment e "
	    "ON e.roster_id = c.roster_id AND e.account_id = ? "
	    "SET c.account_id = e.account_id, c.enrolment_id = e.id "
	    "WHERE c.roster_id = ? AND c.account_id IS NULL",
};

enum err served_find(struct db *db, struct arena *a, uint64_t staff,
    uint64_t campaign, uint64_t department, const char *student_no,
    struct served *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[FIND], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, campaign);
	db_bind_u64(q, department);
	db_bind_text(q, student_no);
	db_bind_u64(q, staff);
	e = db_row(q);
	if (e == OK) {
		out->roster_id = db_u64(q);
		out->campaign_id = db_u64(q);
		out->account_id = db_u64(q);
		out->enrolment_id = db_u64(q);
		out->collection_id = db_u64(q);
		out->student_no = db_text(q, a);
		out->name = db_text(q, a);
		out->state = db_text(q, a);
		out->route = db_text(q, a);
		out->original_sha256 = db_text(q, a);
	}
	db_done(q);
	return e;
}

enum err served_add(struct db *db, const struct served *s, const char *token,
    int64_t now, uint64_t *id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD], &q);

	if (e != OK)
		return e;
	db_bind_text(q, token);
	db_bind_u64(q, s->account_id);
	db_bind_u64(q, s->enrolment_id);
	db_bind_u64(q, s->roster_id);
	db_bind_u64(q, s->campaign_id);
	db_bind_time(q, now);
	db_bind_time(q, now);
	db_bind_time(q, now);
	e = db_exec(q, NULL);
	if (e == OK)
		*id = db_insert_id(db);
	db_done(q);
	return e;
}

enum err served_submit(struct db *db, uint64_t collection, uint64_t photo,
    int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SUBMIT], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, photo);
	db_bind_time(q, now);
	db_bind_time(q, now);
	db_bind_u64(q, collection);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err served_claim(struct db *db, uint64_t account, uint64_t roster)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[CLAIM], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, account);
	db_bind_u64(q, roster);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err served_since(struct db *db, uint64_t roster,
    const char *original_sha256, int64_t since)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SINCE], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, roster);
	db_bind_text(q, original_sha256);
	db_bind_time(q, since);
	e = db_row(q);
	db_done(q);
	return e;
}
