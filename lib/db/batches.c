/* Batches: SQL of batch, and of the collections in one. */
#include "batches.h"

#include "staff_scope.h"

enum {
	ADD, GET, REGISTRAR, LIST, CLOSE, ITEMS, WAITING, APPROVED, TAKE,
	ACCEPT, RETURN
};

#define COLUMNS "SELECT b.id, b.campaign_id, b.department_id, b.token, " \
	"b.number, k.name_zh, k.name_en, d.name, h.name_zh, h.name_en, " \
	"s.name, b.created_at, b.closed_at, " COUNT("") ", " \
	COUNT("AND c.state IN ('accepted', 'confirmed')") ", " \
	COUNT("AND c.state = 'returned'") " FROM batch b " \
	"JOIN campaign k ON k.id = b.campaign_id " \
	"JOIN department d ON d.id = b.department_id " \
	"JOIN school h ON h.id = d.school_id " \
	"JOIN staff s ON s.id = b.staff_id WHERE "
#define COUNT(and) "(SELECT COUNT(*) FROM collection c " \
	"WHERE c.batch_id = b.id " and ")"
#define ITEM "SELECT c.id, p.id, ro.id, p.token, ro.student_no, ro.name, " \
	"ro.major, ro.class_name, c.state, p.result_sha256, c.updated_at "
#define FROM "FROM collection c JOIN roster ro ON ro.id = c.roster_id " \
	"JOIN photo p ON p.id = c.photo_id " \
	"JOIN campaign k ON k.id = ro.campaign_id "
#define HANDS "WHERE ro.campaign_id = ? AND ro.department_id = ? " \
	"AND c.state = 'approved' AND c.route = 'department' " \
	"AND c.live = 1 AND " \
	STAFF_SCOPE("'reviewer'", "k.school_id", "ro.department_id")
#define SCOPE STAFF_SCOPE("'reviewer', 'registrar'", "d.school_id", \
	"b.department_id")

static const char *const sql[] = {
	[ADD] = "INSERT INTO batch (token, campaign_id, department_id, "
	    "number, staff_id, created_at) SELECT ?, ?, ?, "
	    "COALESCE(MAX(b.number), 0) + 1, ?, ? FROM batch b "
	    "WHERE b.campaign_id = ? AND b.department_id = ?",
	[GET] = COLUMNS "b.token = ? AND " SCOPE,
	[REGISTRAR] = COLUMNS "b.token = ? AND "
	    STAFF_SCOPE("'registrar'", "d.school_id", "b.department_id"),
	[LIST] = COLUMNS "? IN (0, b.campaign_id) "
	    "AND ? IN (0, b.department_id) AND (? = 0 OR b.id < ?) AND " SCOPE
	    " ORDER BY b.id DESC LIMIT ?",
	[CLOSE] = "UPDATE batch SET closed_at = ? "
	    "WHERE id = ? AND closed_at IS NULL",
	[ITEMS] = ITEM FROM "WHERE c.batch_id = ? "
	    "ORDER BY ro.student_no, c.id LIMIT ?",
	[WAITING] = "SELECT COUNT(*) " FROM HANDS,
	[APPROVED] = ITEM FROM HANDS " ORDER BY ro.student_no, c.id LIMIT ?",
	[TAKE] = "UPDATE collection SET state = 'handed_in', batch_id = ?, "
	    "updated_at = ? WHERE id = ? AND state = 'approved' "
	    "AND route = 'department' AND live = 1",
	[ACCEPT] = "UPDATE collection SET state = 'accepted', "
	    "updated_at = ? WHERE id = ? AND batch_id = ? "
	    "AND state = 'handed_in' AND live = 1",
	[RETURN] = "UPDATE collection SET state = 'returned', live = NULL, "
	    "updated_at = ? WHERE id = ? AND batch_id = ? "
	    "AND state = 'handed_in' AND live = 1",
};

static enum err finish(struct db_stmt *q, enum err e)
{
	db_done(q);
	return e;
}

enum err batch_add(struct db *db, const char *token, uint64_t campaign,
    uint64_t department, uint64_t staff, int64_t now, uint64_t *id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD], &q);

	if (e != OK)
		return e;
	db_bind_text(q, token);
	db_bind_u64(q, campaign);
	db_bind_u64(q, department);
	db_bind_u64(q, staff);
	db_bind_time(q, now);
	db_bind_u64(q, campaign);
	db_bind_u64(q, department);
	e = finish(q, db_exec_one(q));
	if (e == OK)
		*id = db_insert_id(db);
	return e;
}

static void read_batch(struct db_stmt *q, struct arena *a, struct batch *b)
{
	b->id = db_u64(q);
	b->campaign_id = db_u64(q);
	b->department_id = db_u64(q);
	b->token = db_text(q, a);
	b->number = db_i64(q);
	b->name_zh = db_text(q, a);
	b->name_en = db_text(q, a);
	b->department = db_text(q, a);
	b->school_zh = db_text(q, a);
	b->school_en = db_text(q, a);
	b->by = db_text(q, a);
	b->created_at = db_time(q);
	b->closed_at = db_time(q);
	b->photos = db_i64(q);
	b->accepted = db_i64(q);
	b->returned = db_i64(q);
}

static enum err get(struct db *db, struct arena *a, int which,
    uint64_t staff, const char *token, struct batch *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[which], &q);

	if (e != OK)
		return e;
	db_bind_text(q, token);
	db_bind_u64(q, staff);
	e = db_row(q);
	if (e == OK)
		read_batch(q, a, out);
	return finish(q, e);
}

enum err batch_get(struct db *db, struct arena *a, uint64_t staff,
    const char *token, struct batch *out)
{
	return get(db, a, GET, staff, token, out);
}

enum err batch_of_registrar(struct db *db, struct arena *a, uint64_t staff,
    const char *token, struct batch *out)
{
	return get(db, a, REGISTRAR, staff, token, out);
}

enum err batch_list(struct db *db, struct arena *a, uint64_t staff,
    uint64_t campaign, uint64_t department, uint64_t before,
    struct batch *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LIST], &q);
	int i = 0;

	if (e != OK)
		return e;
	db_bind_u64(q, campaign);
	db_bind_u64(q, department);
	db_bind_u64(q, before);
	db_bind_u64(q, before);
	db_bind_u64(q, staff);
	db_bind_i64(q, max);
	while ((e = db_row(q)) == OK)
		read_batch(q, a, &list[i++]);
	*n = i;
	return finish(q, e == ERR_NOTFOUND ? OK : e);
}

enum err batch_close(struct db *db, uint64_t id, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[CLOSE], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_u64(q, id);
	return finish(q, db_exec_one(q));
}

/* Everything but the limit is bound. */
static enum err items(struct db_stmt *q, struct arena *a,
    struct batch_item *list, int max, int *n)
{
	struct batch_item *i = list;
	enum err e;

	db_bind_i64(q, max);
	while ((e = db_row(q)) == OK) {
		i->collection_id = db_u64(q);
		i->photo_id = db_u64(q);
		i->roster_id = db_u64(q);
		i->photo = db_text(q, a);
		i->student_no = db_text(q, a);
		i->name = db_text(q, a);
		i->major = db_text(q, a);
		i->class_name = db_text(q, a);
		i->state = db_text(q, a);
		i->sha256 = db_text(q, a);
		i->changed_at = db_time(q);
		i++;
	}
	*n = (int)(i - list);
	return finish(q, e == ERR_NOTFOUND ? OK : e);
}

enum err batch_items(struct db *db, struct arena *a, uint64_t batch,
    struct batch_item *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ITEMS], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, batch);
	return items(q, a, list, max, n);
}

enum err batch_waiting(struct db *db, uint64_t staff, uint64_t campaign,
    uint64_t department, int64_t *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[WAITING], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, campaign);
	db_bind_u64(q, department);
	db_bind_u64(q, staff);
	e = db_row(q);
	if (e == OK)
		*n = db_i64(q);
	return finish(q, e);
}

enum err batch_approved(struct db *db, struct arena *a, uint64_t staff,
    uint64_t campaign, uint64_t department, struct batch_item *list, int max,
    int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[APPROVED], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, campaign);
	db_bind_u64(q, department);
	db_bind_u64(q, staff);
	return items(q, a, list, max, n);
}

enum err batch_take(struct db *db, uint64_t batch, uint64_t collection,
    int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[TAKE], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, batch);
	db_bind_time(q, now);
	db_bind_u64(q, collection);
	return finish(q, db_exec_one(q));
}

static enum err decide(struct db *db, int which, uint64_t batch,
    uint64_t collection, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[which], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_u64(q, collection);
	db_bind_u64(q, batch);
	return finish(q, db_exec_one(q));
}

enum err batch_accept(struct db *db, uint64_t batch, uint64_t collection,
    int64_t now)
{
	return decide(db, ACCEPT, batch, collection, now);
}

enum err batch_return(struct db *db, uint64_t batch, uint64_t collection,
    int64_t now)
{
	return decide(db, RETURN, batch, collection, now);
}
