/* See announcements.h. */
#include "announcements.h"

#include "staff_scope.h"

enum { LIST, STAFF, STAFF_ONE, ADD, UPDATE };

#define COLUMNS "SELECT n.id, n.campaign_id, n.school_id, n.title_zh, " \
	"n.title_en, n.body_zh, n.body_en, n.published_at, n.expires_at, " \
	"n.version, COALESCE(k.name_zh, h.name_zh), " \
	"COALESCE(k.name_en, h.name_en) FROM announcement n " \
	"LEFT JOIN campaign k ON k.id = n.campaign_id " \
	"LEFT JOIN school h ON h.id = n.school_id WHERE "
#define OWN STAFF_SCOPE("'registrar'", \
	"COALESCE(n.school_id, k.school_id)", "NULL")

static const char *const sql[] = {
	[LIST] = COLUMNS "(n.campaign_id = ? OR n.school_id = (SELECT "
	    "school_id FROM campaign WHERE id = ?)) AND n.published_at <= ? "
	    "AND (n.expires_at IS NULL OR n.expires_at > ?) "
	    "ORDER BY n.published_at DESC, n.id DESC LIMIT ?",
	[STAFF] = COLUMNS OWN " AND (? = 0 OR n.id < ?) "
	    "AND ? IN (-1, CASE WHEN n.expires_at <= ? THEN 2 "
	    "WHEN n.published_at > ? THEN 0 ELSE 1 END) "
	    "ORDER BY n.id DESC LIMIT ?",
	[STAFF_ONE] = COLUMNS OWN " AND n.id = ?",
	[ADD] = "INSERT INTO announcement (campaign_id, school_id, title_zh, "
	    "title_en, body_zh, body_en, published_at, expires_at) "
	    "VALUES (NULLIF(?, 0), NULLIF(?, 0), ?, ?, ?, ?, ?, ?)",
	[UPDATE] = "UPDATE announcement SET title_zh = ?, title_en = ?, "
	    "body_zh = ?, body_en = ?, published_at = ?, expires_at = ?, "
	    "version = version + 1 WHERE id = ? AND version = ?",
};

int announcement_state(const struct announcement *an, int64_t now)
{
	if (an->expires_at && an->expires_at <= now)
		return ANNOUNCEMENT_OVER;
	return an->published_at > now ? ANNOUNCEMENT_BEFORE :
	    ANNOUNCEMENT_OPEN;
}

static void take(struct db_stmt *q, struct arena *a, struct announcement *n)
{
	n->id = db_u64(q);
	n->campaign_id = db_u64(q);
	n->school_id = db_u64(q);
	n->title_zh = db_text(q, a);
	n->title_en = db_text(q, a);
	n->body_zh = db_text(q, a);
	n->body_en = db_text(q, a);
	n->published_at = db_time(q);
	n->expires_at = db_time(q);
	n->version = db_i64(q);
	n->for_zh = db_text(q, a);
	n->for_en = db_text(q, a);
}

/* The statement has its values. */
static enum err take_all(struct db_stmt *q, struct arena *a,
    struct announcement *list, int *n)
{
	enum err e;
	int i;

	for (i = 0; (e = db_row(q)) == OK; i++)
		take(q, a, &list[i]);
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err announcement_list(struct db *db, struct arena *a, uint64_t campaign,
    int64_t now, struct announcement *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LIST], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, campaign);
	db_bind_u64(q, campaign);
	db_bind_time(q, now);
	db_bind_time(q, now);
	db_bind_i64(q, max);
	return take_all(q, a, list, n);
}

enum err announcements_of_staff(struct db *db, struct arena *a,
    uint64_t staff, const struct announcement_filter *f,
    struct announcement *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[STAFF], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	db_bind_u64(q, f->before);
	db_bind_u64(q, f->before);
	db_bind_i64(q, f->state);
	db_bind_time(q, f->now);
	db_bind_time(q, f->now);
	db_bind_i64(q, max);
	return take_all(q, a, list, n);
}

enum err announcement_of_staff(struct db *db, struct arena *a,
    uint64_t staff, uint64_t id, struct announcement *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[STAFF_ONE], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	db_bind_u64(q, id);
	e = db_row(q);
	if (e == OK)
		take(q, a, out);
	db_done(q);
	return e;
}

static void bind_texts(struct db_stmt *q, const struct announcement *an)
{
	db_bind_text(q, an->title_zh);
	db_bind_text(q, an->title_en);
	db_bind_text(q, an->body_zh);
	db_bind_text(q, an->body_en);
	db_bind_time(q, an->published_at);
	db_bind_time(q, an->expires_at);
}

enum err announcement_add(struct db *db, const struct announcement *an,
    uint64_t *id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, an->campaign_id);
	db_bind_u64(q, an->school_id);
	bind_texts(q, an);
	e = db_exec(q, NULL);
	if (e == OK)
		*id = db_insert_id(db);
	db_done(q);
	return e;
}

enum err announcement_update(struct db *db, const struct announcement *an)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[UPDATE], &q);

	if (e != OK)
		return e;
	bind_texts(q, an);
	db_bind_u64(q, an->id);
	db_bind_i64(q, an->version);
	e = db_exec_one(q);
	db_done(q);
	return e;
}
