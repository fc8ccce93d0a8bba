/* See staff.h. */
#include "staff.h"

#include "lib/base/clock.h"

enum {
	GET, BY_LOGIN, LIST, ADD, SET_PASSWORD, SET_STATE, SET_PERSON, SET_LANG,
	SET_TOTP, USE_STEP, RECOVERY_CLEAR, RECOVERY_ADD, RECOVERY_USE,
	RECOVERY_LEFT, ROLES, ROLE_ADD, ROLE_REMOVE, OTHERS
};

#define COLUMNS "SELECT id, school_id, login, name, email, state, password, " \
    "must_change, totp_sealed, lang, created_at FROM staff "

static const char *const sql[] = {
	[GET] = COLUMNS "WHERE id = ?",
	[BY_LOGIN] = COLUMNS "WHERE login = ?",
	[LIST] = COLUMNS "WHERE ? IN (0, school_id) ORDER BY state = 'left', "
	    "name, id LIMIT ?",
	[ADD] = "INSERT INTO staff (school_id, login, name, email, state, "
	    "password, must_change, lang, created_at) "
	    "VALUES (NULLIF(?, 0), ?, ?, ?, ?, ?, ?, ?, ?)",
	[SET_PASSWORD] = "UPDATE staff SET password = ?, must_change = ? "
	    "WHERE id = ?",
	[SET_STATE] = "UPDATE staff SET state = ? WHERE id = ?",
	[SET_PERSON] = "UPDATE staff SET name = ?, email = ? WHERE id = ?",
	[SET_LANG] = "UPDATE staff SET lang = ? WHERE id = ?",
	[SET_TOTP] = "UPDATE staff SET totp_sealed = ?, totp_step = 0 "
	    "WHERE id = ?",
	[USE_STEP] = "UPDATE staff SET totp_step = ? WHERE id = ? "
	    "AND totp_step < ?",
	[RECOVERY_CLEAR] = "DELETE FROM staff_recovery WHERE staff_id = ?",
	[RECOVERY_ADD] = "INSERT INTO staff_recovery (staff_id, code_hash) "
	    "VALUES (?, ?)",
	[RECOVERY_USE] = "UPDATE staff_recovery SET used_at = ? "
	    "WHERE staff_id = ? AND code_hash = ? AND used_at IS NULL",
	[RECOVERY_LEFT] = "SELECT COUNT(*) FROM staff_recovery "
	    "WHERE staff_id = ? AND used_at IS NULL",
	[ROLES] = "SELECT r.id, r.role, r.school_id, r.department_id, "
	    "COALESCE(s.name_zh, ''), COALESCE(d.name, '') FROM staff_role r "
	    "LEFT JOIN school s ON s.id = r.school_id "
	    "LEFT JOIN department d ON d.id = r.department_id "
	    "WHERE r.staff_id = ? ORDER BY r.id LIMIT ?",
	[ROLE_ADD] = "INSERT INTO staff_role (staff_id, role, school_id, "
	    "department_id, created_at) "
	    "VALUES (?, ?, NULLIF(?, 0), NULLIF(?, 0), ?)",
	[ROLE_REMOVE] = "DELETE FROM staff_role WHERE staff_id = ? AND id = ?",
	/* Locks them, so that two don't go at once. */
	[OTHERS] = "SELECT COUNT(*) FROM staff_role r JOIN staff p "
	    "ON p.id = r.staff_id WHERE r.role = 'administrator' "
	    "AND p.state = 'active' AND p.id <> ? FOR UPDATE",
};

static void fetch(struct db_stmt *q, struct arena *a, struct staff *s)
{
	s->id = db_u64(q);
	s->school_id = db_u64(q);
	s->login = db_text(q, a);
	s->name = db_text(q, a);
	s->email = db_text(q, a);
	s->state = db_text(q, a);
	s->password = db_text(q, a);
	s->must_change = (int)db_i64(q);
	s->totp_sealed = db_blob(q, a, &s->totp_sealed_n);
	s->lang = db_text(q, a);
	s->created_at = db_time(q);
}

static enum err one(struct db_stmt *q, struct arena *a, struct staff *out)
{
	enum err e = db_row(q);

	if (e == OK)
		fetch(q, a, out);
	db_done(q);
	return e;
}

enum err staff_get(struct db *db, struct arena *a, uint64_t id,
    struct staff *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[GET], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, id);
	return one(q, a, out);
}

enum err staff_by_login(struct db *db, struct arena *a, const char *login,
    struct staff *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[BY_LOGIN], &q);

	if (e != OK)
		return e;
	db_bind_text(q, login);
	return one(q, a, out);
}

enum err staff_list(struct db *db, struct arena *a, uint64_t school,
    struct staff *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[LIST], &q);
	int i;

	if (e != OK)
		return e;
	db_bind_u64(q, school);
	db_bind_i64(q, max);
	for (i = 0; (e = db_row(q)) == OK; i++)
		fetch(q, a, &list[i]);
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err staff_add(struct db *db, const struct staff *s, uint64_t *id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, s->school_id);
	db_bind_text(q, s->login);
	db_bind_text(q, s->name);
	db_bind_text(q, s->email);
	db_bind_text(q, s->state);
	db_bind_text(q, s->password);
	db_bind_i64(q, s->must_change);
	db_bind_text(q, s->lang);
	db_bind_time(q, clock_now());
	e = db_exec(q, NULL);
	if (e == OK)
		*id = db_insert_id(db);
	db_done(q);
	return e;
}

/* A text of one row. */
static enum err set(struct db *db, int what, const char *value, uint64_t id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[what], &q);

	if (e != OK)
		return e;
	db_bind_text(q, value);
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	return e == ERR_CONFLICT ? ERR_NOTFOUND : e;
}

enum err staff_set_password(struct db *db, uint64_t id, const char *hash,
    int must_change)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SET_PASSWORD], &q);

	if (e != OK)
		return e;
	db_bind_text(q, hash);
	db_bind_i64(q, must_change);
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	return e == ERR_CONFLICT ? ERR_NOTFOUND : e;
}

enum err staff_set_state(struct db *db, uint64_t id, const char *state)
{
	return set(db, SET_STATE, state, id);
}

enum err staff_set_person(struct db *db, uint64_t id, const char *name,
    const char *email)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SET_PERSON], &q);

	if (e != OK)
		return e;
	db_bind_text(q, name);
	db_bind_text(q, email);
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err staff_set_lang(struct db *db, uint64_t id, const char *lang)
{
	return set(db, SET_LANG, lang, id);
}

enum err staff_set_totp(struct db *db, uint64_t id, const void *sealed,
    size_t n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SET_TOTP], &q);

	if (e != OK)
		return e;
	if (sealed)
		db_bind_blob(q, sealed, n);
	else
		db_bind_text(q, NULL);
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	return e == ERR_CONFLICT ? ERR_NOTFOUND : e;
}

enum err staff_use_step(struct db *db, uint64_t id, int64_t step)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[USE_STEP], &q);

	if (e != OK)
		return e;
	db_bind_i64(q, step);
	db_bind_u64(q, id);
	db_bind_i64(q, step);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

/* --- recovery codes ------------------------------------------------------ */

enum err staff_recovery_set(struct db *db, uint64_t id,
    const uint8_t hash[][32], int n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[RECOVERY_CLEAR], &q);
	int i;

	if (e != OK)
		return e;
	db_bind_u64(q, id);
	e = db_exec(q, NULL);
	db_done(q);
	for (i = 0; e == OK && i < n; i++) {
		e = db_prepare(db, sql[RECOVERY_ADD], &q);
		if (e != OK)
			return e;
		db_bind_u64(q, id);
		db_bind_blob(q, hash[i], 32);
		e = db_exec(q, NULL);
		db_done(q);
	}
	return e;
}

enum err staff_recovery_use(struct db *db, uint64_t id,
    const uint8_t hash[32])
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[RECOVERY_USE], &q);

	if (e != OK)
		return e;
	db_bind_time(q, clock_now());
	db_bind_u64(q, id);
	db_bind_blob(q, hash, 32);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err staff_recovery_left(struct db *db, uint64_t id, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[RECOVERY_LEFT], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, id);
	e = db_row(q);
	if (e == OK)
		*n = (int)db_i64(q);
	db_done(q);
	return e;
}

/* --- roles --------------------------------------------------------------- */

enum err staff_roles(struct db *db, struct arena *a, uint64_t staff,
    struct staff_role *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ROLES], &q);
	int i;

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	db_bind_i64(q, max);
	for (i = 0; (e = db_row(q)) == OK; i++) {
		list[i].id = db_u64(q);
		list[i].role = db_text(q, a);
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

enum err staff_role_add(struct db *db, uint64_t staff,
    const struct staff_role *r)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ROLE_ADD], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	db_bind_text(q, r->role);
	db_bind_u64(q, r->school_id);
	db_bind_u64(q, r->department_id);
	db_bind_time(q, clock_now());
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err staff_role_remove(struct db *db, uint64_t staff, uint64_t role)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ROLE_REMOVE], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	db_bind_u64(q, role);
	e = db_exec_one(q);
	db_done(q);
	return e == ERR_CONFLICT ? ERR_NOTFOUND : e;
}

enum err staff_other_administrators(struct db *db, uint64_t staff, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[OTHERS], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	e = db_row(q);
	if (e == OK)
		*n = (int)db_i64(q);
	db_done(q);
	return e;
}
