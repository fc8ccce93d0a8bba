/* Messages to send: SQL of outbox. */
#include "outbox.h"

enum { ADD, ADD_ACCOUNT, DUE, SENT, RETRY, GIVE_UP };

static const char *const sql[] = {
	[ADD] = "INSERT INTO outbox (channel, recipient, lang, template,"
	    " params, state, next_at, created_at)"
	    " VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?)",
	[ADD_ACCOUNT] = "INSERT INTO outbox (channel, recipient, lang,"
	    " template, params, state, next_at, created_at)"
	    " SELECT 'sms', phone, lang, ?, ?, 'waiting', ?, ?"
	    " FROM account WHERE id = ? AND state = 'active'",
	[DUE] = "SELECT id, channel, recipient, template, lang, params, tries,"
	    " created_at FROM outbox"
	    " WHERE state = 'waiting' AND next_at <= ?"
	    " ORDER BY next_at, id LIMIT ?",
	[SENT] = "UPDATE outbox SET state = 'sent', tries = tries + 1,"
	    " recipient = '', params = '', provider_id = ?, sent_at = ?"
	    " WHERE id = ? AND state = 'waiting'",
	[RETRY] = "UPDATE outbox SET tries = tries + 1, next_at = ?"
	    " WHERE id = ? AND state = 'waiting'",
	[GIVE_UP] = "UPDATE outbox SET state = 'failed', tries = tries + 1,"
	    " recipient = '', params = '', next_at = ?"
	    " WHERE id = ? AND state = 'waiting'",
};

enum err outbox_add(struct db *db, const char *channel, const char *recipient,
    const char *lang, const char *tmpl, const char *params_json, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD], &q);

	if (e != OK)
		return e;
	db_bind_text(q, channel);
	db_bind_text(q, recipient);
	db_bind_text(q, lang);
	db_bind_text(q, tmpl);
	db_bind_text(q, params_json);
	db_bind_time(q, now);
	db_bind_time(q, now);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err outbox_add_account(struct db *db, uint64_t account,
    const char *tmpl, const char *params_json, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD_ACCOUNT], &q);

	if (e != OK)
		return e;
	db_bind_text(q, tmpl);
	db_bind_text(q, params_json);
	db_bind_time(q, now);
	db_bind_time(q, now);
	db_bind_u64(q, account);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}

enum err outbox_due(struct db *db, struct arena *a, int64_t now,
    struct outbox *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[DUE], &q);
	int i = 0;

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_i64(q, max);
	while (i < max && (e = db_row(q)) == OK) {
		struct outbox *o = &list[i++];

		o->id = db_u64(q);
		o->channel = db_text(q, a);
		o->recipient = db_text(q, a);
		o->tmpl = db_text(q, a);
		o->lang = db_text(q, a);
		o->params = db_text(q, a);
		o->tries = db_i64(q);
		o->created_at = db_time(q);
	}
	db_done(q);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err outbox_sent(struct db *db, uint64_t id, const char *provider_id,
    int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SENT], &q);

	if (e != OK)
		return e;
	db_bind_text(q, provider_id);
	db_bind_time(q, now);
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err outbox_failed(struct db *db, uint64_t id, int64_t next_at,
    int give_up)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[give_up ? GIVE_UP : RETRY], &q);

	if (e != OK)
		return e;
	db_bind_time(q, next_at);
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	return e;
}
