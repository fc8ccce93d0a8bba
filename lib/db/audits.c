/* See audits.h. One statement for each of the indexes that can serve. */
#include "audits.h"

#include "lib/base/clock.h"

#define COLUMNS "SELECT a.id, a.actor, a.actor_id, COALESCE(p.login, ''), " \
	"a.action, a.object, a.object_id, a.detail, a.created_at, " \
	"a.seal_no IS NOT NULL FROM audit a LEFT JOIN staff p " \
	"ON a.actor = 'staff' AND p.id = a.actor_id "
#define REST "AND (LENGTH(?) = 0 OR a.action = ?) " \
	"AND (LENGTH(?) = 0 OR a.object = ?) " \
	"AND (? = 0 OR a.object_id = ?) AND a.created_at >= ? " \
	"AND a.created_at < ? AND (? = 0 OR a.id < ?) " \
	"ORDER BY a.id DESC LIMIT ?"

enum { ALL, BY_STAFF, BY_ACTION, BY_OBJECT, ACTIONS };

static const char *const sql[] = {
	[ALL] = COLUMNS "WHERE LENGTH(?) = 0 " REST,
	[BY_STAFF] = COLUMNS "WHERE a.actor = 'staff' AND a.actor_id = "
	    "(SELECT id FROM staff WHERE login = ?) " REST,
	[BY_ACTION] = COLUMNS "WHERE a.action = ? " REST,
	[BY_OBJECT] = COLUMNS "WHERE a.object = ? " REST,
	[ACTIONS] = "SELECT DISTINCT action FROM audit ORDER BY action "
	    "LIMIT ?",
};

static int choose(const struct audit_filter *f, const char **key)
{
	if (*f->login)
		return *key = f->login, BY_STAFF;
	if (*f->object && f->object_id)
		return *key = f->object, BY_OBJECT;
	if (*f->action)
		return *key = f->action, BY_ACTION;
	return *key = "", ALL;
}

static void fetch(struct db_stmt *q, struct arena *a, struct audit_row *r)
{
	r->id = db_u64(q);
	r->actor = db_text(q, a);
	r->actor_id = db_u64(q);
	r->login = db_text(q, a);
	r->action = db_text(q, a);
	r->object = db_text(q, a);
	r->object_id = db_u64(q);
	r->detail = db_text(q, a);
	r->created_at = db_time(q);
	r->sealed = (int)db_i64(q);
}

enum err audit_search(struct db *db, struct arena *a,
    const struct audit_filter *f, struct audit_row *list, int max, int *n)
{
	struct db_stmt *q;
	const char *key;
	int what = choose(f, &key), i;
	enum err e = db_prepare(db, sql[what], &q);

	if (e != OK)
		return e;
	db_bind_text(q, key);
	db_bind_text(q, f->action);
	db_bind_text(q, f->action);
	db_bind_text(q, f->object);
	db_bind_text(q, f->object);
	db_bind_u64(q, f->object_id);
	db_bind_u64(q, f->object_id);
	/* 0 would be NULL: the trail begins after this. */
	db_bind_time(q, f->from ? f->from : 1);
	db_bind_time(q, f->to ? f->to : clock_now() + 86400);
	db_bind_u64(q, f->before);
	db_bind_u64(q, f->before);
	db_bind_i64(q, max);
	for (i = 0; (e = db_row(q)) == OK; i++)
		fetch(q, a, &list[i]);
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err audit_actions(struct db *db, struct arena *a, const char **list,
    int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ACTIONS], &q);
	int i;

	if (e != OK)
		return e;
	db_bind_i64(q, max);
	for (i = 0; (e = db_row(q)) == OK; i++)
		list[i] = db_text(q, a);
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}
