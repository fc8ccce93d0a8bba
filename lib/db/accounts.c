/* Accounts: SQL of account and login_failure. */
#include "accounts.h"

#include "lib/base/clock.h"

#define DAY	86400

enum {
	GET, FIND, ADD, SET_PHONE, SET_EMAIL, SET_PASSWORD, SET_LANG,
	SET_CAMPAIGN, FAILURE_GET, FAILURE_ADD, FAILURE_FORGET,
	FAILURE_SWEEP
};

#define COLUMNS "id, state, id_type, name, sex, phone, phone_login, email," \
	" lang, COALESCE(campaign_id, 0), created_at, id_sealed, password"

static const char *const sql[] = {
	[GET] = "SELECT " COLUMNS " FROM account"
	    " WHERE id = ? AND state = 'active'",
	/* Two keys, each by its own index. */
	[FIND] = "SELECT " COLUMNS " FROM account"
	    " WHERE state = 'active' AND (id_lookup = ? OR phone_login = ?)"
	    " ORDER BY id_lookup = ? DESC LIMIT 1",
	[ADD] = "INSERT INTO account (state, id_type, id_sealed, id_lookup,"
	    " name, sex, phone, phone_login, email, password, lang,"
	    " campaign_id, created_at)"
	    " VALUES ('active', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULLIF(?, 0), ?)",
	[SET_PHONE] = "UPDATE account SET phone = ?, phone_login = phone"
	    " WHERE id = ? AND state = 'active'",
	[SET_EMAIL] = "UPDATE account SET email = ?"
	    " WHERE id = ? AND state = 'active'",
	[SET_PASSWORD] = "UPDATE account SET password = ?"
	    " WHERE id = ? AND state = 'active'",
	[SET_LANG] = "UPDATE account SET lang = ?"
	    " WHERE id = ? AND state = 'active'",
	[SET_CAMPAIGN] = "UPDATE account SET campaign_id = NULLIF(?, 0)"
	    " WHERE id = ? AND state = 'active'",
	[FAILURE_GET] = "SELECT failures, last_at FROM login_failure"
	    " WHERE subject = ? AND last_at > ?",
	/* failures is set first: MySQL assigns from left to right. */
	[FAILURE_ADD] = "INSERT INTO login_failure (subject, failures, last_at)"
	    " VALUES (?, 1, ?) ON DUPLICATE KEY UPDATE"
	    " failures = IF(last_at > ?, failures + 1, 1),"
	    " last_at = VALUES(last_at)",
	[FAILURE_FORGET] = "DELETE FROM login_failure WHERE subject = ?",
	[FAILURE_SWEEP] = "DELETE FROM login_failure WHERE last_at <= ?"
	    " LIMIT ?",
};

static void read_account(struct db_stmt *q, struct arena *a,
    struct account *out)
{
	out->id = db_u64(q);
	out->state = db_text(q, a);
	out->id_type = db_text(q, a);
	out->name = db_text(q, a);
	out->sex = db_text(q, a);
	out->phone = db_text(q, a);
	out->phone_login = db_text(q, a);
	out->email = db_text(q, a);
	out->lang = db_text(q, a);
	out->campaign_id = db_u64(q);
	out->created_at = db_time(q);
	out->id_sealed = db_blob(q, a, &out->id_sealed_n);
	out->password = db_text(q, a);
}

enum err account_get(struct db *db, struct arena *a, uint64_t id,
    struct account *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[GET], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, id);
	e = db_row(q);
	if (e == OK)
		read_account(q, a, out);
	db_done(q);
	return e;
}

enum err account_find(struct db *db, struct arena *a,
    const uint8_t id_lookup[32], const char *phone, struct account *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[FIND], &q);

	if (e != OK)
		return e;
	db_bind_blob(q, id_lookup, 32);
	db_bind_text(q, phone);
	db_bind_blob(q, id_lookup, 32);
	e = db_row(q);
	if (e == OK)
		read_account(q, a, out);
	db_done(q);
	return e;
}

enum err account_add(struct db *db, const struct account *acc,
    const uint8_t id_lookup[32], uint64_t *id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD], &q);

	if (e != OK)
		return e;
	db_bind_text(q, acc->id_type);
	db_bind_blob(q, acc->id_sealed, acc->id_sealed_n);
	db_bind_blob(q, id_lookup, 32);
	db_bind_text(q, acc->name);
	db_bind_text(q, acc->sex);
	db_bind_text(q, acc->phone);
	db_bind_text(q, acc->phone_login);
	db_bind_text(q, acc->email);
	db_bind_text(q, acc->password);
	db_bind_text(q, acc->lang);
	db_bind_u64(q, acc->campaign_id);
	db_bind_time(q, clock_now());
	e = db_exec_one(q);
	if (e == OK)
		*id = db_insert_id(db);
	db_done(q);
	return e;
}

/* Setting what is there already changes no row and is fine. */
static enum err set_text(struct db *db, int which, uint64_t id, const char *v)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[which], &q);

	if (e != OK)
		return e;
	db_bind_text(q, v);
	db_bind_u64(q, id);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err account_set_phone(struct db *db, uint64_t id, const char *phone)
{
	return set_text(db, SET_PHONE, id, phone);
}

enum err account_set_email(struct db *db, uint64_t id, const char *email)
{
	return set_text(db, SET_EMAIL, id, email);
}

enum err account_set_password(struct db *db, uint64_t id, const char *hash)
{
	return set_text(db, SET_PASSWORD, id, hash);
}

enum err account_set_lang(struct db *db, uint64_t id, const char *lang)
{
	return set_text(db, SET_LANG, id, lang);
}

enum err account_set_campaign(struct db *db, uint64_t id, uint64_t campaign)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SET_CAMPAIGN], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, campaign);
	db_bind_u64(q, id);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err login_failure_get(struct db *db, const uint8_t subject[32],
    int64_t now, struct login_failure *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[FAILURE_GET], &q);

	if (e != OK)
		return e;
	db_bind_blob(q, subject, 32);
	db_bind_time(q, now - DAY);
	e = db_row(q);
	if (e == OK) {
		out->failures = db_i64(q);
		out->last_at = db_time(q);
	} else if (e == ERR_NOTFOUND) {
		out->failures = out->last_at = 0;
		e = OK;
	}
	db_done(q);
	return e;
}

enum err login_failure_add(struct db *db, const uint8_t subject[32],
    int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[FAILURE_ADD], &q);

	if (e != OK)
		return e;
	db_bind_blob(q, subject, 32);
	db_bind_time(q, now);
	db_bind_time(q, now - DAY);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err login_failure_forget(struct db *db, const uint8_t subject[32])
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[FAILURE_FORGET], &q);

	if (e != OK)
		return e;
	db_bind_blob(q, subject, 32);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err login_failure_sweep(struct db *db, int64_t now, int max,
    uint64_t *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[FAILURE_SWEEP], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now - DAY);
	db_bind_i64(q, max);
	e = db_exec(q, n);
	db_done(q);
	return e;
}
