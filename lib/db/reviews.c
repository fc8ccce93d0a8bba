/* Reviews: SQL of what reviewers see, claim and decide. */
#include "reviews.h"

#include "cohort_stage.h"
#include "staff_scope.h"

#include <string.h>

enum {
	PLACES, FIND, PICTURE, LIST, CLAIM, RELEASE, DECIDE, REVERT, ADD, OWN,
	LAST, UNDONE
};

#define COLUMNS "SELECT p.id, c.id, ro.id, p.token, c.token, c.state, " \
	"ro.student_no, ro.name, ro.major, ro.class_name, p.verdict, " CLEAN \
	", p.original_sha256, p.original_type, p.result_sha256, " \
	"p.shown_sha256, c.submitted_at, IF(c.claimed_until > ?, " \
	"c.claimed_by, 0), IF(c.claimed_until > ?, s.name, ''), " \
	"ro.campaign_id, ro.department_id, c.head_cover, ep.sha256, "
#define CLEAN "(p.verdict = 'pass' AND p.remark_reasons = '' " \
	"AND p.remark = '' AND c.head_cover = 0)"
#define FROM "FROM collection c JOIN photo p ON p.id = c.photo_id " \
	"JOIN roster ro ON ro.id = c.roster_id " \
	"JOIN campaign k ON k.id = ro.campaign_id " \
	"LEFT JOIN staff s ON s.id = c.claimed_by " \
	"LEFT JOIN enrolment_photo ep ON ep.roster_id = ro.id "
/* Handed in at least once, and the files are there. */
#define SEEN "c.state NOT IN ('draft', 'photo_ready', 'ordered', " \
	"'withdrawn') AND p.removed_at IS NULL "
#define MINE "(c.claimed_by IS NULL OR c.claimed_by = ? " \
	"OR c.claimed_until <= ?) "
#define WAITING "c.state = 'submitted' AND c.route = 'department' " \
	"AND c.live = 1 "

static const char *const sql[] = {
	[PLACES] = "SELECT k.id, d.id, k.token, k.name_zh, k.name_en, d.name, "
	    "h.name_zh, h.name_en, k.closes_at, EXISTS (SELECT 1 FROM "
	    "collection c JOIN roster ro ON ro.id = c.roster_id "
	    "WHERE c.campaign_id = k.id AND " WAITING
	    "AND ro.department_id = d.id) FROM department d "
	    "JOIN campaign k ON k.school_id = d.school_id "
	    "JOIN school h ON h.id = d.school_id "
	    "WHERE EXISTS (SELECT 1 FROM roster ro WHERE ro.campaign_id = "
	    "k.id AND ro.department_id = d.id) AND "
	    STAFF_SCOPE("'reviewer'", "d.school_id", "d.id")
	    " ORDER BY FIND_IN_SET('department', k.routes) = 0, k.kind, "
	    "k.closes_at DESC, k.id DESC, d.name, d.id LIMIT ?",
	[FIND] = COLUMNS "p.remark_reasons, p.remark, p.report " FROM
	    "WHERE p.token = ? AND c.route = 'department' AND " SEEN "AND "
	    STAFF_SCOPE("'reviewer'", "k.school_id", "ro.department_id"),
	[PICTURE] = COLUMNS "'', '', NULL " FROM "WHERE p.token = ? AND " SEEN
	    "AND ((c.route = 'department' AND "
	    STAFF_SCOPE("'reviewer'", "k.school_id", "ro.department_id")
	    ") OR "
	    STAFF_SCOPE("'registrar'", "k.school_id", "ro.department_id") ")",
	[LIST] = COLUMNS "'', '', NULL " FROM
	    "WHERE ro.campaign_id = ? AND ro.department_id = ? "
	    "AND c.route = 'department' AND c.state IN (?, ?) AND " SEEN
	    "AND (CHAR_LENGTH(?) = 0 OR " CLASS_KEY " = ?) "
	    "AND (? < 0 OR " CLEAN " = ?) "
	    "AND (CHAR_LENGTH(?) = 0 OR ro.name = ? "
	    "OR LOCATE(?, ro.student_no) = 1) "
	    "AND (ro.student_no, c.id) > (?, ?) AND (? = 0 OR " MINE ") AND "
	    STAFF_SCOPE("'reviewer'", "k.school_id", "ro.department_id")
	    " ORDER BY ro.student_no, c.id LIMIT ?",
	[CLAIM] = "UPDATE collection c SET c.claimed_by = ?, "
	    "c.claimed_until = ? WHERE c.id = ? AND c.photo_id = ? AND "
	    WAITING "AND " MINE,
	[RELEASE] = "UPDATE collection SET claimed_by = NULL, "
	    "claimed_until = NULL WHERE id = ? AND claimed_by = ?",
	[DECIDE] = "UPDATE collection c SET c.state = ?, "
	    "c.live = NULLIF(?, 0), c.updated_at = ?, "
	    "c.claimed_by = NULL, c.claimed_until = NULL "
	    "WHERE c.id = ? AND c.photo_id = ? AND " WAITING "AND " MINE,
	[REVERT] = "UPDATE collection SET state = 'submitted', live = 1, "
	    "updated_at = ?, claimed_by = ?, claimed_until = ? "
	    "WHERE id = ? AND photo_id = ? AND state = ? "
	    "AND route = 'department'",
	[ADD] = "INSERT INTO review (collection_id, photo_id, staff_id, "
	    "decision, reasons, note, sms_id, email_id, created_at) "
	    "VALUES (?, ?, ?, ?, ?, ?, NULLIF(?, 0), NULLIF(?, 0), ?)",
	[OWN] = "SELECT v.id, v.collection_id, v.photo_id, v.decision, "
	    "COALESCE(v.sms_id, 0), COALESCE(v.email_id, 0), v.created_at, "
	    "p.token FROM review v JOIN photo p ON p.id = v.photo_id "
	    "WHERE v.staff_id = ? AND v.undone_at IS NULL "
	    "AND v.decision IN ('approved', 'rejected') "
	    "ORDER BY v.id DESC LIMIT 1",
	[LAST] = "SELECT id, decision, reasons, note, created_at FROM review "
	    "WHERE collection_id = ? AND undone_at IS NULL "
	    "ORDER BY id DESC LIMIT 1",
	[UNDONE] = "UPDATE review SET undone_at = ? "
	    "WHERE id = ? AND undone_at IS NULL",
};

static enum err finish(struct db_stmt *q, enum err e)
{
	db_done(q);
	return e;
}

enum err review_places(struct db *db, struct arena *a, uint64_t staff,
    struct review_place *list, int max, int *n)
{
	struct review_place *p = list;
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[PLACES], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	db_bind_i64(q, max);
	while ((e = db_row(q)) == OK) {
		p->campaign_id = db_u64(q);
		p->department_id = db_u64(q);
		p->campaign = db_text(q, a);
		p->name_zh = db_text(q, a);
		p->name_en = db_text(q, a);
		p->department = db_text(q, a);
		p->school_zh = db_text(q, a);
		p->school_en = db_text(q, a);
		p->closes_at = db_time(q);
		p->waits = (int)db_i64(q);
		p++;
	}
	*n = (int)(p - list);
	return finish(q, e == ERR_NOTFOUND ? OK : e);
}

static void read_photo(struct db_stmt *q, struct arena *a,
    struct review_photo *p)
{
	p->photo_id = db_u64(q);
	p->collection_id = db_u64(q);
	p->roster_id = db_u64(q);
	p->photo = db_text(q, a);
	p->collection = db_text(q, a);
	p->state = db_text(q, a);
	p->student_no = db_text(q, a);
	p->name = db_text(q, a);
	p->major = db_text(q, a);
	p->class_name = db_text(q, a);
	p->verdict = db_text(q, a);
	p->clean = (int)db_i64(q);
	p->original_sha256 = db_text(q, a);
	p->original_type = db_text(q, a);
	p->result_sha256 = db_text(q, a);
	p->shown_sha256 = db_text(q, a);
	p->submitted_at = db_time(q);
	p->claimed_by = db_u64(q);
	p->claimed_name = db_text(q, a);
	p->campaign_id = db_u64(q);
	p->department_id = db_u64(q);
	p->head_cover = (int)db_i64(q);
	p->enrolment_sha256 = db_text(q, a);
	p->remark_reasons = db_text(q, a);
	p->remark = db_text(q, a);
	p->report = db_text(q, a);
	if (!p->claimed_name)
		p->claimed_name = "";
}

static enum err one(struct db_stmt *q, struct arena *a,
    struct review_photo *out)
{
	enum err e = db_row(q);

	if (e == OK)
		read_photo(q, a, out);
	return finish(q, e);
}

enum err review_find(struct db *db, struct arena *a, uint64_t staff,
    const char *photo, int64_t now, struct review_photo *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[FIND], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_time(q, now);
	db_bind_text(q, photo);
	db_bind_u64(q, staff);
	return one(q, a, out);
}

enum err review_picture(struct db *db, struct arena *a, uint64_t staff,
    const char *photo, struct review_photo *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[PICTURE], &q);

	if (e != OK)
		return e;
	db_bind_time(q, 0);
	db_bind_time(q, 0);
	db_bind_text(q, photo);
	db_bind_u64(q, staff);
	db_bind_u64(q, staff);
	return one(q, a, out);
}

/* What else a state of a list stands for. */
static const char *or_state(const char *state)
{
	if (!strcmp(state, "handed_in"))
		return "accepted";
	return strcmp(state, "rejected") ? state : "returned";
}

static void bind_filter(struct db_stmt *q, const struct review_filter *f,
    uint64_t staff, int64_t now)
{
	db_bind_time(q, now);
	db_bind_time(q, now);
	db_bind_u64(q, f->campaign);
	db_bind_u64(q, f->department);
	db_bind_text(q, f->state);
	db_bind_text(q, or_state(f->state));
	db_bind_text(q, f->class_key);
	db_bind_text(q, f->class_key);
	db_bind_i64(q, f->clean);
	db_bind_i64(q, f->clean);
	db_bind_text(q, f->q);
	db_bind_text(q, f->q);
	db_bind_text(q, f->q);
	db_bind_text(q, f->after ? f->after->student_no : "");
	db_bind_u64(q, f->after ? f->after->collection_id : 0);
	db_bind_i64(q, f->free);
	db_bind_u64(q, staff);
	db_bind_time(q, now);
	db_bind_u64(q, staff);
}

enum err review_list(struct db *db, struct arena *a, uint64_t staff,
    const struct review_filter *f, int64_t now, struct review_photo *list,
    int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LIST], &q);
	int i = 0;

	if (e != OK)
		return e;
	bind_filter(q, f, staff, now);
	db_bind_i64(q, max);
	while ((e = db_row(q)) == OK)
		read_photo(q, a, &list[i++]);
	*n = i;
	return finish(q, e == ERR_NOTFOUND ? OK : e);
}

enum err review_claim(struct db *db, uint64_t staff, uint64_t collection,
    uint64_t photo, int64_t now, int64_t until)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[CLAIM], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	db_bind_time(q, until);
	db_bind_u64(q, collection);
	db_bind_u64(q, photo);
	db_bind_u64(q, staff);
	db_bind_time(q, now);
	return finish(q, db_exec_one(q));
}

enum err review_release(struct db *db, uint64_t staff, uint64_t collection)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[RELEASE], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, collection);
	db_bind_u64(q, staff);
	return finish(q, db_exec(q, NULL));
}

enum err review_decide(struct db *db, uint64_t staff,
    const struct review_photo *p, const char *state, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[DECIDE], &q);

	if (e != OK)
		return e;
	db_bind_text(q, state);
	db_bind_i64(q, !strcmp(state, "approved"));
	db_bind_time(q, now);
	db_bind_u64(q, p->collection_id);
	db_bind_u64(q, p->photo_id);
	db_bind_u64(q, staff);
	db_bind_time(q, now);
	return finish(q, db_exec_one(q));
}

enum err review_revert(struct db *db, uint64_t staff,
    const struct review_photo *p, int64_t now, int64_t until)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[REVERT], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_u64(q, staff);
	db_bind_time(q, until);
	db_bind_u64(q, p->collection_id);
	db_bind_u64(q, p->photo_id);
	db_bind_text(q, p->state);
	return finish(q, db_exec_one(q));
}

enum err review_add(struct db *db, const struct review *r)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, r->collection_id);
	db_bind_u64(q, r->photo_id);
	db_bind_u64(q, r->staff_id);
	db_bind_text(q, r->decision);
	db_bind_text(q, r->reasons);
	db_bind_text(q, r->note);
	db_bind_u64(q, r->sms_id);
	db_bind_u64(q, r->email_id);
	db_bind_time(q, r->created_at);
	return finish(q, db_exec_one(q));
}

enum err review_own(struct db *db, struct arena *a, uint64_t staff,
    struct review *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[OWN], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	e = db_row(q);
	if (e == OK) {
		*out = (struct review){ .staff_id = staff };
		out->id = db_u64(q);
		out->collection_id = db_u64(q);
		out->photo_id = db_u64(q);
		out->decision = db_text(q, a);
		out->sms_id = db_u64(q);
		out->email_id = db_u64(q);
		out->created_at = db_time(q);
		out->photo = db_text(q, a);
	}
	return finish(q, e);
}

enum err review_last(struct db *db, struct arena *a, uint64_t collection,
    struct review *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LAST], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, collection);
	e = db_row(q);
	if (e == OK) {
		*out = (struct review){ .collection_id = collection };
		out->id = db_u64(q);
		out->decision = db_text(q, a);
		out->reasons = db_text(q, a);
		out->note = db_text(q, a);
		out->created_at = db_time(q);
	}
	return finish(q, e);
}

enum err review_undone(struct db *db, uint64_t id, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[UNDONE], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_u64(q, id);
	return finish(q, db_exec_one(q));
}
