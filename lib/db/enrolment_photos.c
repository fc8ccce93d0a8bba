/* See enrolment_photos.h. */
#include "enrolment_photos.h"

#include "staff_scope.h"

enum { FIND, PUT, OLD_FILE, COUNT };

static const char *const sql[] = {
	[FIND] = "SELECT ro.id, ro.name, COALESCE(ep.sha256, '') "
	    "FROM roster ro JOIN campaign k ON k.id = ro.campaign_id "
	    "LEFT JOIN enrolment_photo ep ON ep.roster_id = ro.id "
	    "WHERE ro.campaign_id = ? AND ro.student_no = ? AND "
	    STAFF_SCOPE("'registrar'", "k.school_id", "ro.department_id"),
	[PUT] = "INSERT INTO enrolment_photo (roster_id, sha256, staff_id, "
	    "created_at) VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE "
	    "sha256 = VALUES(sha256), staff_id = VALUES(staff_id), "
	    "created_at = VALUES(created_at)",
	[OLD_FILE] = "INSERT INTO deletion (account_id, object, detail, "
	    "reason, created_at) SELECT 0, 'file', sha256, 'replaced', ? "
	    "FROM enrolment_photo WHERE roster_id = ? AND sha256 <> ?",
	[COUNT] = "SELECT COUNT(ep.roster_id), COUNT(*) FROM roster ro "
	    "JOIN campaign k ON k.id = ro.campaign_id "
	    "LEFT JOIN enrolment_photo ep ON ep.roster_id = ro.id "
	    "WHERE ro.campaign_id = ? AND "
	    STAFF_SCOPE("'registrar'", "k.school_id", "ro.department_id"),
};

enum err enrolment_photo_find(struct db *db, struct arena *a, uint64_t staff,
    uint64_t campaign, const char *student_no, struct enrolment_photo *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[FIND], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, campaign);
	db_bind_text(q, student_no);
	db_bind_u64(q, staff);
	e = db_row(q);
	if (e == OK) {
		out->roster_id = db_u64(q);
		out->name = db_text(q, a);
		out->sha256 = db_text(q, a);
	}
	db_done(q);
	return e;
}

static enum err note_old(struct db *db, uint64_t roster, const char *sha256,
    int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[OLD_FILE], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_u64(q, roster);
	db_bind_text(q, sha256);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err enrolment_photo_put(struct db *db, const struct enrolment_photo *p,
    const char *sha256, uint64_t staff, int64_t now)
{
	struct db_stmt *q;
	enum err e = note_old(db, p->roster_id, sha256, now);

	if (e == OK)
		e = db_prepare(db, sql[PUT], &q);
	if (e != OK)
		return e;
	db_bind_u64(q, p->roster_id);
	db_bind_text(q, sha256);
	db_bind_u64(q, staff);
	db_bind_time(q, now);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err enrolment_photo_count(struct db *db, uint64_t staff,
    uint64_t campaign, int64_t *have, int64_t *all)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[COUNT], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, campaign);
	db_bind_u64(q, staff);
	e = db_row(q);
	if (e == OK) {
		*have = db_i64(q);
		*all = db_i64(q);
	}
	db_done(q);
	return e;
}
