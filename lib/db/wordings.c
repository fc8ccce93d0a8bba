/* See wordings.h. */
#include "wordings.h"

#include "staff_scope.h"

enum { GET, ALL, ONE, ADD, CHANGE };

#define COLUMNS "SELECT template, subject_zh, subject_en, body_zh, " \
	"body_en, version, updated_at FROM wording WHERE "
/* Of the whole site: a role for one school is none here. */
#define OWN STAFF_SCOPE("'administrator'", "NULL", "NULL")

static const char *const sql[] = {
	[GET] = COLUMNS "template = ? AND body_zh <> ''",
	[ALL] = COLUMNS OWN " ORDER BY template LIMIT ?",
	[ONE] = COLUMNS OWN " AND template = ?",
	[ADD] = "INSERT INTO wording (subject_zh, subject_en, body_zh, "
	    "body_en, updated_at, template) SELECT ?, ?, ?, ?, ?, ? "
	    "FROM DUAL WHERE " OWN,
	[CHANGE] = "UPDATE wording SET subject_zh = ?, subject_en = ?, "
	    "body_zh = ?, body_en = ?, updated_at = ?, "
	    "version = version + 1 WHERE template = ? AND " OWN
	    " AND version = ?",
};

static void take(struct db_stmt *q, struct arena *a, struct wording *w)
{
	w->template = db_text(q, a);
	w->subject_zh = db_text(q, a);
	w->subject_en = db_text(q, a);
	w->body_zh = db_text(q, a);
	w->body_en = db_text(q, a);
	w->version = db_i64(q);
	w->changed_at = db_time(q);
}

/* The statement has its values. */
static enum err take_one(struct db_stmt *q, struct arena *a,
    struct wording *out)
{
	enum err e = db_row(q);

	if (e == OK)
		take(q, a, out);
	db_done(q);
	return e;
}

enum err wording_get(struct db *db, struct arena *a, const char *template,
    struct wording *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[GET], &q);

	if (e != OK)
		return e;
	db_bind_text(q, template);
	return take_one(q, a, out);
}

enum err wordings_of_staff(struct db *db, struct arena *a, uint64_t staff,
    struct wording *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ALL], &q);
	int i = 0;

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	db_bind_i64(q, max);
	while (i < max && (e = db_row(q)) == OK)
		take(q, a, &list[i++]);
	db_done(q);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err wording_of_staff(struct db *db, struct arena *a, uint64_t staff,
    const char *template, struct wording *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ONE], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	db_bind_text(q, template);
	return take_one(q, a, out);
}

enum err wording_put(struct db *db, uint64_t staff, const struct wording *w,
    int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[w->version ? CHANGE : ADD], &q);

	if (e != OK)
		return e;
	db_bind_text(q, w->subject_zh);
	db_bind_text(q, w->subject_en);
	db_bind_text(q, w->body_zh);
	db_bind_text(q, w->body_en);
	db_bind_time(q, now);
	db_bind_text(q, w->template);
	db_bind_u64(q, staff);
	if (w->version)
		db_bind_i64(q, w->version);
	e = db_exec_one(q);
	db_done(q);
	return e;
}
