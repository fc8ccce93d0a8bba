/* Collections: SQL of collection. */
#include "collections.h"

#include "lib/base/clock.h"

#include <string.h>

#define COLUMNS "SELECT id, token, account_id, enrolment_id, campaign_id, " \
	"COALESCE(live, 0), state, route, head_cover, recolour, " \
	"COALESCE(photo_id, 0), confirmed_at, submitted_at, created_at " \
	"FROM collection "
/* The student may still change things. */
#define OPEN "WHERE id = ? AND live = 1 AND state IN ('draft', 'photo_ready')"

enum {
	GET, LIVE, LIST, BY_ID, ADD, MOVE, END, CONFIRM, SET_ROUTE, SET_PHOTO,
	SET_HEAD_COVER, SET_RECOLOUR, TOUCH, TAKE_BACK
};

static const char *const sql[] = {
	[GET] = COLUMNS "WHERE account_id = ? AND token = ?",
	[LIVE] = COLUMNS "WHERE account_id = ? AND enrolment_id = ? "
	    "AND live = 1",
	[LIST] = COLUMNS "WHERE account_id = ? "
	    "ORDER BY created_at DESC, id DESC LIMIT ?",
	[BY_ID] = COLUMNS "WHERE id = ?",
	[ADD] = "INSERT INTO collection (token, account_id, enrolment_id, "
	    "roster_id, campaign_id, live, state, created_at, updated_at) "
	    "SELECT ?, ?, id, roster_id, ?, 1, 'draft', ?, ? "
	    "FROM enrolment WHERE id = ?",
	[MOVE] = "UPDATE collection SET updated_at = ?, "
	    "submitted_at = COALESCE(?, submitted_at), state = ? "
	    "WHERE id = ? AND state = ?",
	[END] = "UPDATE collection SET updated_at = ?, live = NULL, "
	    "state = ? WHERE id = ? AND state = ? AND live = 1",
	[CONFIRM] = "UPDATE collection SET confirmed_at = ?, updated_at = ? "
	    OPEN,
	[SET_ROUTE] = "UPDATE collection SET route = ?, updated_at = ? " OPEN,
	[SET_PHOTO] = "UPDATE collection SET photo_id = ?, updated_at = ?, "
	    "state = 'photo_ready' " OPEN,
	[SET_HEAD_COVER] = "UPDATE collection SET head_cover = ?, "
	    "updated_at = ? " OPEN,
	[SET_RECOLOUR] = "UPDATE collection SET recolour = ?, "
	    "updated_at = ? " OPEN,
	[TAKE_BACK] = "UPDATE collection SET state = 'photo_ready', "
	    "submitted_at = NULL, updated_at = ? WHERE id = ? AND live = 1 "
	    "AND state = 'submitted' AND route = 'department' "
	    "AND (claimed_until IS NULL OR claimed_until <= ?)",
	[TOUCH] = "UPDATE collection SET updated_at = ? " OPEN,
};

static void read_collection(struct db_stmt *q, struct arena *a,
    struct collection *c)
{
	c->id = db_u64(q);
	c->token = db_text(q, a);
	c->account_id = db_u64(q);
	c->enrolment_id = db_u64(q);
	c->campaign_id = db_u64(q);
	c->live = (int)db_i64(q);
	c->state = db_text(q, a);
	c->route = db_text(q, a);
	c->head_cover = (int)db_i64(q);
	c->recolour = (int)db_i64(q);
	c->photo_id = db_u64(q);
	c->confirmed_at = db_time(q);
	c->submitted_at = db_time(q);
	c->created_at = db_time(q);
}

static enum err one(struct db_stmt *q, struct arena *a,
    struct collection *out)
{
	enum err e = db_row(q);

	if (e == OK)
		read_collection(q, a, out);
	db_done(q);
	return e;
}

enum err collection_get(struct db *db, struct arena *a, uint64_t account,
    const char *token, struct collection *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[GET], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, account);
	db_bind_text(q, token);
	return one(q, a, out);
}

enum err collection_live(struct db *db, struct arena *a, uint64_t account,
    uint64_t enrolment, struct collection *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LIVE], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, account);
	db_bind_u64(q, enrolment);
	return one(q, a, out);
}

enum err collection_by_id(struct db *db, struct arena *a, uint64_t id,
    struct collection *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[BY_ID], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, id);
	return one(q, a, out);
}

enum err collection_list(struct db *db, struct arena *a, uint64_t account,
    struct collection *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LIST], &q);
	int i = 0;

	if (e != OK)
		return e;
	db_bind_u64(q, account);
	db_bind_i64(q, max);
	while ((e = db_row(q)) == OK)
		read_collection(q, a, &list[i++]);
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err collection_add(struct db *db, const char *token, uint64_t account,
    uint64_t enrolment, uint64_t campaign, uint64_t *id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD], &q);
	int64_t now = clock_now();

	if (e != OK)
		return e;
	db_bind_text(q, token);
	db_bind_u64(q, account);
	db_bind_u64(q, campaign);
	db_bind_time(q, now);
	db_bind_time(q, now);
	db_bind_u64(q, enrolment);
	e = db_exec_one(q);
	db_done(q);
	if (e == OK)
		*id = db_insert_id(db);
	return e;
}

enum err collection_move(struct db *db, uint64_t id, const char *from,
    const char *to)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[MOVE], &q);
	int64_t now = clock_now();

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_time(q, strcmp(to, "submitted") ? 0 : now);
	db_bind_text(q, to);
	db_bind_u64(q, id);
	db_bind_text(q, from);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err collection_end(struct db *db, uint64_t id, const char *from,
    const char *to)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[END], &q);

	if (e != OK)
		return e;
	db_bind_time(q, clock_now());
	db_bind_text(q, to);
	db_bind_u64(q, id);
	db_bind_text(q, from);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err collection_confirm(struct db *db, uint64_t id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[CONFIRM], &q);
	int64_t now = clock_now();

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_time(q, now);
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err collection_set_route(struct db *db, uint64_t id, const char *route)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SET_ROUTE], &q);

	if (e != OK)
		return e;
	db_bind_text(q, route);
	db_bind_time(q, clock_now());
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

static enum err set_flag(struct db *db, const char *text, uint64_t id,
    int on)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, text, &q);

	if (e != OK)
		return e;
	db_bind_i64(q, on);
	db_bind_time(q, clock_now());
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err collection_set_head_cover(struct db *db, uint64_t id, int on)
{
	return set_flag(db, sql[SET_HEAD_COVER], id, on);
}

enum err collection_set_recolour(struct db *db, uint64_t id, int on)
{
	return set_flag(db, sql[SET_RECOLOUR], id, on);
}

enum err collection_take_back(struct db *db, uint64_t id)
{
	int64_t now = clock_now();
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[TAKE_BACK], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_u64(q, id);
	db_bind_time(q, now);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err collection_touch(struct db *db, uint64_t id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[TOUCH], &q);

	if (e != OK)
		return e;
	db_bind_time(q, clock_now());
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err collection_set_photo(struct db *db, uint64_t id, uint64_t photo)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SET_PHOTO], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, photo);
	db_bind_time(q, clock_now());
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	return e;
}
