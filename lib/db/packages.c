/* Packages: SQL of package, package_photo, and what can go into one. */
#include "packages.h"

#include "staff_scope.h"

enum {
	BEGIN, AGAIN, FORGET, DONE, LIST, LIST_ALL, ROWS, ROWS_ALL, COUNT,
	COUNT_ALL, PEOPLE, PEOPLE_ALL, ADD, BY_TOKEN
};

#define COLUMNS "SELECT g.id, g.token, g.state, g.campaign_id, " \
	"g.department_id, g.staff_id, g.template, g.changed, g.photos, " \
	"g.removed, g.faulty, g.bytes, g.created_at, g.done_at, " \
	"COALESCE(s.name, ''), COALESCE(d.name, '') FROM package g " \
	"JOIN campaign k ON k.id = g.campaign_id " \
	"LEFT JOIN staff s ON s.id = g.staff_id " \
	"LEFT JOIN department d ON d.id = g.department_id " \
	"WHERE g.campaign_id = ? AND (? = 0 OR g.id < ?) "
#define LATEST " ORDER BY g.id DESC LIMIT ?"

#define ROW "SELECT ro.id, ro.department_id, ro.student_no, ro.name, " \
	"d.name, ro.major, ro.class_name, IF(?, ro.id_sealed, NULL), c.id, " \
	"c.route, c.head_cover, p.id, p.result_sha256, COALESCE((SELECT " \
	"s.name FROM review v JOIN staff s ON s.id = v.staff_id " \
	"WHERE v.collection_id = c.id AND v.decision = 'approved' " \
	"AND v.undone_at IS NULL ORDER BY v.id DESC LIMIT 1), ''), " \
	"x.sha256, x.who "
/* x: what the last package with the student says. */
#define FROM "FROM roster ro JOIN campaign k ON k.id = ro.campaign_id " \
	"JOIN department d ON d.id = ro.department_id " \
	"LEFT JOIN collection c ON c.roster_id = ro.id AND c.live = 1 " \
	"AND c.state IN ('accepted', 'delivered', 'confirmed') " \
	"LEFT JOIN photo p ON p.id = c.photo_id " \
	"LEFT JOIN package_photo x ON x.roster_id = ro.id " \
	"AND x.package_id = (SELECT MAX(y.package_id) " \
	"FROM package_photo y JOIN package g ON g.id = y.package_id " \
	"WHERE y.roster_id = ro.id AND g.state = 'done') "
#define WHERE "WHERE ro.campaign_id = ? AND (? = 0 OR " \
	"ro.department_id = ?) AND (p.id IS NOT NULL OR x.sha256 IS NOT " \
	"NULL) AND (? = 0 OR p.id IS NULL OR x.sha256 IS NULL " \
	"OR p.result_sha256 <> x.sha256 " \
	"OR CAST(x.who AS BINARY) <> " \
	"CAST(CONCAT(ro.student_no, ' ', ro.name) AS BINARY)) "
#define AFTER "AND ro.department_id >= ? " \
	"AND (ro.department_id > ? OR ro.student_no > ?) "
#define IN_ORDER " ORDER BY ro.department_id, ro.student_no LIMIT ?"
#define PEOPLE_OF "SELECT COUNT(*) FROM roster ro JOIN campaign k " \
	"ON k.id = ro.campaign_id WHERE ro.campaign_id = ? " \
	"AND (? = 0 OR ro.department_id = ?) "
#define SCOPE STAFF_SCOPE("'registrar'", "k.school_id", "ro.department_id")

static const char *const sql[] = {
	[BEGIN] = "INSERT INTO package (token, campaign_id, department_id, "
	    "staff_id, state, template, changed, created_at) "
	    "VALUES (?, ?, NULLIF(?, 0), NULLIF(?, 0), 'making', ?, ?, ?)",
	[BY_TOKEN] = "SELECT id FROM package WHERE token = ?",
	[AGAIN] = "UPDATE package SET state = 'making', done_at = NULL "
	    "WHERE id = ?",
	[FORGET] = "DELETE FROM package_photo WHERE package_id = ?",
	[DONE] = "UPDATE package SET state = 'done', photos = ?, "
	    "removed = ?, faulty = ?, bytes = ?, done_at = ? "
	    "WHERE id = ? AND state = 'making'",
	[LIST] = COLUMNS "AND g.state = 'done' AND " STAFF_SCOPE(
	    "'registrar'", "k.school_id", "g.department_id") LATEST,
	[LIST_ALL] = COLUMNS "AND g.state = 'done'" LATEST,
	[ROWS] = ROW FROM WHERE AFTER "AND " SCOPE IN_ORDER,
	[ROWS_ALL] = ROW FROM WHERE AFTER IN_ORDER,
	[COUNT] = "SELECT COUNT(*) " FROM WHERE "AND " SCOPE,
	[COUNT_ALL] = "SELECT COUNT(*) " FROM WHERE,
	[PEOPLE] = PEOPLE_OF "AND " SCOPE,
	[PEOPLE_ALL] = PEOPLE_OF,
	[ADD] = "INSERT INTO package_photo (roster_id, package_id, sha256, "
	    "who, name) VALUES (?, ?, ?, ?, ?)",
};

static enum err finish(struct db_stmt *q, enum err e)
{
	db_done(q);
	return e;
}

static enum err by_id(struct db *db, int which, uint64_t id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[which], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, id);
	return finish(q, db_exec(q, NULL));
}

/* A killed job's, which is made once more. */
static enum err begin_again(struct db *db, const char *token, uint64_t *id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[BY_TOKEN], &q);
	uint64_t old = 0;

	if (e != OK)
		return e;
	db_bind_text(q, token);
	e = db_row(q);
	if (e == OK)
		old = db_u64(q);
	e = finish(q, e);
	if (e == OK)
		e = by_id(db, AGAIN, old);
	if (e == OK)
		e = by_id(db, FORGET, old);
	if (e == OK)
		*id = old;
	return e;
}

enum err package_begin(struct db *db, const struct package *p, uint64_t *id)
{
	struct db_stmt *q;
	enum err e = begin_again(db, p->token, id);

	if (e != ERR_NOTFOUND)
		return e;
	e = db_prepare(db, sql[BEGIN], &q);
	if (e != OK)
		return e;
	db_bind_text(q, p->token);
	db_bind_u64(q, p->campaign_id);
	db_bind_u64(q, p->department_id);
	db_bind_u64(q, p->staff_id);
	db_bind_text(q, p->template);
	db_bind_i64(q, p->changed);
	db_bind_time(q, p->created_at);
	e = finish(q, db_exec_one(q));
	if (e == OK)
		*id = db_insert_id(db);
	return e;
}

enum err package_done(struct db *db, const struct package *p, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[DONE], &q);

	if (e != OK)
		return e;
	db_bind_i64(q, p->photos);
	db_bind_i64(q, p->removed);
	db_bind_i64(q, p->faulty);
	db_bind_i64(q, p->bytes);
	db_bind_time(q, now);
	db_bind_u64(q, p->id);
	return finish(q, db_exec_one(q));
}

static void read_package(struct db_stmt *q, struct arena *a,
    struct package *p)
{
	p->id = db_u64(q);
	p->token = db_text(q, a);
	p->state = db_text(q, a);
	p->campaign_id = db_u64(q);
	p->department_id = db_u64(q);
	p->staff_id = db_u64(q);
	p->template = db_text(q, a);
	p->changed = (int)db_i64(q);
	p->photos = db_i64(q);
	p->removed = db_i64(q);
	p->faulty = db_i64(q);
	p->bytes = db_i64(q);
	p->created_at = db_time(q);
	p->done_at = db_time(q);
	p->by = db_text(q, a);
	p->department = db_text(q, a);
}

enum err package_list(struct db *db, struct arena *a, uint64_t staff,
    uint64_t campaign, uint64_t before, struct package *list, int max,
    int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[staff ? LIST : LIST_ALL], &q);
	int i = 0;

	if (e != OK)
		return e;
	db_bind_u64(q, campaign);
	db_bind_u64(q, before);
	db_bind_u64(q, before);
	if (staff)
		db_bind_u64(q, staff);
	db_bind_i64(q, max);
	while ((e = db_row(q)) == OK)
		read_package(q, a, &list[i++]);
	*n = i;
	return finish(q, e == ERR_NOTFOUND ? OK : e);
}

static void bind_filter(struct db_stmt *q, const struct package_filter *f)
{
	db_bind_u64(q, f->campaign);
	db_bind_u64(q, f->department);
	db_bind_u64(q, f->department);
	db_bind_i64(q, f->changed);
}

static void read_row(struct db_stmt *q, struct arena *a,
    struct package_row *r)
{
	r->roster_id = db_u64(q);
	r->department_id = db_u64(q);
	r->student_no = db_text(q, a);
	r->name = db_text(q, a);
	r->department = db_text(q, a);
	r->major = db_text(q, a);
	r->class_name = db_text(q, a);
	r->id_sealed = db_blob(q, a, &r->id_sealed_n);
	r->collection_id = db_u64(q);
	r->route = db_text(q, a);
	r->head_cover = (int)db_i64(q);
	r->photo_id = db_u64(q);
	r->sha256 = db_text(q, a);
	r->reviewer = db_text(q, a);
	r->last_sha256 = db_text(q, a);
	r->last_who = db_text(q, a);
}

enum err package_rows(struct db *db, struct arena *a, uint64_t staff,
    const struct package_filter *f, int ids, struct package_row *list,
    int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[staff ? ROWS : ROWS_ALL], &q);
	int i = 0;

	if (e != OK)
		return e;
	db_bind_i64(q, ids);
	bind_filter(q, f);
	db_bind_u64(q, f->after_department);
	db_bind_u64(q, f->after_department);
	db_bind_text(q, f->after);
	if (staff)
		db_bind_u64(q, staff);
	db_bind_i64(q, max);
	while ((e = db_row(q)) == OK)
		read_row(q, a, &list[i++]);
	*n = i;
	return finish(q, e == ERR_NOTFOUND ? OK : e);
}

enum err package_count(struct db *db, uint64_t staff,
    const struct package_filter *f, int64_t *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[staff ? COUNT : COUNT_ALL], &q);

	if (e != OK)
		return e;
	bind_filter(q, f);
	if (staff)
		db_bind_u64(q, staff);
	e = db_row(q);
	if (e == OK)
		*n = db_i64(q);
	return finish(q, e);
}

enum err package_people(struct db *db, uint64_t staff, uint64_t campaign,
    uint64_t department, int64_t *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[staff ? PEOPLE : PEOPLE_ALL], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, campaign);
	db_bind_u64(q, department);
	db_bind_u64(q, department);
	if (staff)
		db_bind_u64(q, staff);
	e = db_row(q);
	if (e == OK)
		*n = db_i64(q);
	return finish(q, e);
}

enum err package_add(struct db *db, uint64_t package, uint64_t roster,
    const char *sha256, const char *who, const char *name)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, roster);
	db_bind_u64(q, package);
	db_bind_text(q, sha256);
	db_bind_text(q, who);
	db_bind_text(q, name);
	return finish(q, db_exec_one(q));
}
