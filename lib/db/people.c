/* See people.h. */
#include "people.h"

#include "staff_scope.h"

enum { LIST, PLACES };

/* Only a role without a place lets one see people of all schools. */
#define EVERYWHERE STAFF_SCOPE("'administrator'", "NULL", "NULL")
#define KEY "IF(?, p.name, p.login)"

static const char *const sql[] = {
	[LIST] = "SELECT p.id, p.school_id, p.login, p.name, p.email, "
	    "p.state, COALESCE(s.name_zh, ''), COALESCE((SELECT "
	    "GROUP_CONCAT(DISTINCT r.role ORDER BY r.role) FROM staff_role r "
	    "WHERE r.staff_id = p.id), ''), p.must_change, "
	    "p.totp_sealed IS NOT NULL, (SELECT COUNT(*) FROM staff_session x "
	    "WHERE x.staff_id = p.id AND x.step = 'in' "
	    "AND x.expires_at > ?), (SELECT u.created_at FROM audit u "
	    "WHERE u.actor = 'staff' AND u.actor_id = p.id "
	    "AND u.action = 'staff.login' ORDER BY u.id DESC LIMIT 1) "
	    "FROM staff p "
	    "LEFT JOIN school s ON s.id = p.school_id WHERE " EVERYWHERE
	    " AND (p.id = ? OR (? = 0 AND (p.state = ? OR (LENGTH(?) = 0 "
	    "AND p.state <> 'left')) AND (LENGTH(?) = 0 OR "
	    "LOCATE(?, p.login) = 1 OR LOCATE(?, p.name)) "
	    "AND (LENGTH(?) = 0 OR EXISTS (SELECT 1 FROM staff_role r "
	    "WHERE r.staff_id = p.id AND r.role = ?)) "
	    "AND (? = 0 OR EXISTS (SELECT 1 FROM staff_role r "
	    "WHERE r.staff_id = p.id AND r.school_id = ?)) "
	    "AND (LENGTH(?) = 0 OR " KEY " > ? OR (" KEY " = ? "
	    "AND p.id > ?)))) ORDER BY " KEY ", p.id LIMIT ?",
	[PLACES] = "SELECT s.id, 0, s.name_zh, '' FROM school s WHERE "
	    EVERYWHERE " UNION ALL SELECT s.id, d.id, s.name_zh, d.name "
	    "FROM school s JOIN department d ON d.school_id = s.id WHERE "
	    EVERYWHERE " ORDER BY 3, 1, 2 LIMIT ?",
};

static void fetch(struct db_stmt *q, struct arena *a, struct person *p)
{
	p->id = db_u64(q);
	p->school_id = db_u64(q);
	p->login = db_text(q, a);
	p->name = db_text(q, a);
	p->email = db_text(q, a);
	p->state = db_text(q, a);
	p->school = db_text(q, a);
	p->roles = db_text(q, a);
	p->must_change = (int)db_i64(q);
	p->has_totp = (int)db_i64(q);
	p->sessions = (int)db_i64(q);
	p->login_at = db_time(q);
}

static void bind_filter(struct db_stmt *q, const struct person_filter *f)
{
	db_bind_u64(q, f->id);
	db_bind_u64(q, f->id);
	db_bind_text(q, f->state);
	db_bind_text(q, f->state);
	db_bind_text(q, f->q);
	db_bind_text(q, f->q);
	db_bind_text(q, f->q);
	db_bind_text(q, f->role);
	db_bind_text(q, f->role);
	db_bind_u64(q, f->school);
	db_bind_u64(q, f->school);
	db_bind_text(q, f->after);
	db_bind_i64(q, f->by_name);
	db_bind_text(q, f->after);
	db_bind_i64(q, f->by_name);
	db_bind_text(q, f->after);
	db_bind_u64(q, f->after_id);
	db_bind_i64(q, f->by_name);
}

enum err person_list(struct db *db, struct arena *a, uint64_t staff,
    const struct person_filter *f, int64_t now, struct person *list, int max,
    int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LIST], &q);
	int i;

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_u64(q, staff);
	bind_filter(q, f);
	db_bind_i64(q, max);
	for (i = 0; (e = db_row(q)) == OK; i++)
		fetch(q, a, &list[i]);
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err person_get(struct db *db, struct arena *a, uint64_t staff,
    uint64_t id, int64_t now, struct person *out)
{
	const struct person_filter f = { .id = id, .q = "", .role = "",
	    .state = "", .after = "" };
	int n = 0;
	enum err e = id ? person_list(db, a, staff, &f, now, out, 1, &n) :
	    ERR_NOTFOUND;

	return e == OK && !n ? ERR_NOTFOUND : e;
}

enum err person_places(struct db *db, struct arena *a, uint64_t staff,
    struct person_place *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[PLACES], &q);
	int i;

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	db_bind_u64(q, staff);
	db_bind_i64(q, max);
	for (i = 0; (e = db_row(q)) == OK; i++) {
		list[i].school_id = db_u64(q);
		list[i].department_id = db_u64(q);
		list[i].school = db_text(q, a);
		list[i].department = db_text(q, a);
	}
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}
