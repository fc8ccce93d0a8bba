/* Messages to send: SQL of outbox. */
#include "outbox.h"

enum { ADD, ADD_PHONE, ADD_EMAIL, STATE, TAKE, RETAKE, SENT, WAIT, GIVE_UP,
	RECEIPT, ASK_LATER, REVIVE, COUNTS, SWEEP, OWN, OWN_AGAIN };

#define COLUMNS "id, COALESCE(account_id, 0), channel, recipient, template," \
	" lang, params, state, reason, provider, provider_id, tries, asked," \
	" created_at, expires_at, sent_at"
/* What is over is emptied; a failed notice only by the sweep. */
#define EMPTY " recipient = '', params = ''"
#define IF_CODE "IF(template = '" OUTBOX_CODE "', '', "

static const char *const sql[] = {
	[ADD] = "INSERT INTO outbox (account_id, channel, recipient, lang,"
	    " template, params, state, next_at, created_at, expires_at)"
	    " VALUES (NULLIF(?, 0), ?, ?, ?, ?, ?, 'waiting', ?, ?, ?)",
	[ADD_PHONE] = "INSERT INTO outbox (account_id, channel, recipient,"
	    " lang, template, params, state, next_at, created_at,"
	    " expires_at)"
	    " SELECT id, 'sms', phone, lang, ?, ?, 'waiting', ?, ?, ?"
	    " FROM account WHERE id = ? AND state = 'active'",
	[ADD_EMAIL] = "INSERT INTO outbox (account_id, channel, recipient,"
	    " lang, template, params, state, next_at, created_at,"
	    " expires_at)"
	    " SELECT id, 'email', email, lang, ?, ?, 'waiting', ?, ?, ?"
	    " FROM account WHERE id = ? AND state = 'active'"
	    " AND email <> ''",
	[STATE] = "SELECT state, reason FROM outbox WHERE id = ?",
	[TAKE] = "UPDATE outbox SET state = 'sending', tries = tries + 1,"
	    " next_at = ? WHERE id = ? AND state = 'waiting'",
	[RETAKE] = "UPDATE outbox SET next_at = ?"
	    " WHERE id = ? AND state = 'sending' AND next_at <= ?",
	[SENT] = "UPDATE outbox SET state = 'sent', reason = '',"
	    " provider = ?, provider_id = ?, sent_at = ?, next_at = ?,"
	    " recipient = IF(?, recipient, ''),"
	    " params = IF(?, " IF_CODE "params), '')"
	    " WHERE id = ? AND state = 'sending'",
	[WAIT] = "UPDATE outbox SET state = 'waiting', reason = ?,"
	    " next_at = ? WHERE id = ? AND state = 'sending'",
	[GIVE_UP] = "UPDATE outbox SET state = ?, reason = ?, ended_at = ?,"
	    " recipient = " IF_CODE "recipient),"
	    " params = " IF_CODE "params)"
	    " WHERE id = ? AND state IN ('waiting', 'sending')",
	[RECEIPT] = "UPDATE outbox SET state = ?, reason = ?, ended_at = ?,"
	    " recipient = IF(state = 'lost', " IF_CODE "recipient), ''),"
	    " params = IF(state = 'lost', " IF_CODE "params), '')"
	    " WHERE id = ? AND state = 'sent'",
	[ASK_LATER] = "UPDATE outbox SET next_at = ?, asked = asked + 1"
	    " WHERE id = ? AND state = 'sent'",
	[REVIVE] = "UPDATE outbox SET state = 'waiting', reason = '',"
	    " tries = 0, next_at = ?, expires_at = ?, ended_at = NULL"
	    " WHERE id = ? AND state IN ('failed', 'lost')"
	    " AND recipient <> ''",
	[COUNTS] = "SELECT channel, state, COUNT(*), MIN(created_at)"
	    " FROM outbox GROUP BY channel, state"
	    " ORDER BY channel DESC, state LIMIT ?",
	[SWEEP] = "UPDATE outbox SET" EMPTY
	    " WHERE state IN ('failed', 'lost', 'off') AND ended_at <= ?"
	    " AND recipient <> '' LIMIT ?",
	[OWN] = "SELECT id, channel, recipient, template, state, reason,"
	    " created_at FROM outbox WHERE account_id = ?"
	    " ORDER BY id DESC LIMIT ?",
	[OWN_AGAIN] = "UPDATE outbox o JOIN account a ON a.id = o.account_id"
	    " SET o.state = 'waiting', o.reason = '', o.tries = 0,"
	    " o.next_at = ?, o.expires_at = ?, o.ended_at = NULL,"
	    " o.recipient = IF(o.channel = 'sms', a.phone, a.email)"
	    " WHERE o.id = ? AND o.account_id = ?"
	    " AND o.state IN ('failed', 'lost') AND o.recipient <> ''"
	    " AND (o.channel = 'sms' OR a.email <> '')",
};

/* Each takes a time and a limit. */
static const char *const lists[] = {
	[OUTBOX_DUE] = "SELECT " COLUMNS " FROM outbox"
	    " WHERE state = 'waiting' AND next_at <= ?"
	    " ORDER BY expires_at, id LIMIT ?",
	[OUTBOX_STUCK] = "SELECT " COLUMNS " FROM outbox"
	    " WHERE state = 'sending' AND next_at <= ?"
	    " ORDER BY expires_at, id LIMIT ?",
	[OUTBOX_UNANSWERED] = "SELECT " COLUMNS " FROM outbox"
	    " WHERE state = 'sent' AND recipient <> '' AND next_at <= ?"
	    " ORDER BY next_at, id LIMIT ?",
	[OUTBOX_FAILED] = "SELECT " COLUMNS " FROM outbox"
	    " WHERE state IN ('failed', 'lost') AND ended_at <= ?"
	    " ORDER BY ended_at DESC, id DESC LIMIT ?",
};

static enum err finish(struct db_stmt *q, enum err e)
{
	db_done(q);
	return e;
}

enum err outbox_add(struct db *db, const struct outbox *m, uint64_t *id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, m->account);
	db_bind_text(q, m->channel);
	db_bind_text(q, m->recipient);
	db_bind_text(q, m->lang);
	db_bind_text(q, m->tmpl);
	db_bind_text(q, m->params);
	db_bind_time(q, m->created_at);
	db_bind_time(q, m->created_at);
	db_bind_time(q, m->expires_at);
	e = finish(q, db_exec_one(q));
	if (e == OK && id)
		*id = db_insert_id(db);
	return e;
}

static enum err add_account(struct db *db, int which, uint64_t account,
    const char *tmpl, const char *params_json, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[which], &q);

	if (e != OK)
		return e;
	db_bind_text(q, tmpl);
	db_bind_text(q, params_json);
	db_bind_time(q, now);
	db_bind_time(q, now);
	db_bind_time(q, now + OUTBOX_LIFE);
	db_bind_u64(q, account);
	return finish(q, db_exec(q, NULL));
}

enum err outbox_add_account(struct db *db, uint64_t account,
    const char *tmpl, const char *params_json, int64_t now)
{
	enum err e = add_account(db, ADD_PHONE, account, tmpl, params_json,
	    now);

	if (e == OK)
		e = add_account(db, ADD_EMAIL, account, tmpl, params_json,
		    now);
	return e;
}

static void read_row(struct db_stmt *q, struct arena *a, struct outbox *o)
{
	o->id = db_u64(q);
	o->account = db_u64(q);
	o->channel = db_text(q, a);
	o->recipient = db_text(q, a);
	o->tmpl = db_text(q, a);
	o->lang = db_text(q, a);
	o->params = db_text(q, a);
	o->state = db_text(q, a);
	o->reason = db_text(q, a);
	o->provider = db_text(q, a);
	o->provider_id = db_text(q, a);
	o->tries = db_i64(q);
	o->asked = db_i64(q);
	o->created_at = db_time(q);
	o->expires_at = db_time(q);
	o->sent_at = db_time(q);
}

enum err outbox_list(struct db *db, struct arena *a, enum outbox_list what,
    int64_t now, struct outbox *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, lists[what], &q);
	int i = 0;

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_i64(q, max);
	while (i < max && (e = db_row(q)) == OK)
		read_row(q, a, &list[i++]);
	db_done(q);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err outbox_state(struct db *db, struct arena *a, uint64_t id,
    struct outbox *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[STATE], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, id);
	e = db_row(q);
	if (e == OK) {
		out->state = db_text(q, a);
		out->reason = db_text(q, a);
	}
	return finish(q, e);
}

enum err outbox_take(struct db *db, uint64_t id, int64_t until)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[TAKE], &q);

	if (e != OK)
		return e;
	db_bind_time(q, until);
	db_bind_u64(q, id);
	return finish(q, db_exec_one(q));
}

enum err outbox_retake(struct db *db, uint64_t id, int64_t now, int64_t until)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[RETAKE], &q);

	if (e != OK)
		return e;
	db_bind_time(q, until);
	db_bind_u64(q, id);
	db_bind_time(q, now);
	return finish(q, db_exec_one(q));
}

enum err outbox_sent(struct db *db, uint64_t id, const char *provider,
    const char *provider_id, int64_t now, int64_t ask_at)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SENT], &q);

	if (e != OK)
		return e;
	db_bind_text(q, provider);
	db_bind_text(q, provider_id);
	db_bind_time(q, now);
	db_bind_time(q, ask_at ? ask_at : now);
	db_bind_i64(q, ask_at != 0);
	db_bind_i64(q, ask_at != 0);
	db_bind_u64(q, id);
	return finish(q, db_exec_one(q));
}

enum err outbox_wait(struct db *db, uint64_t id, const char *reason,
    int64_t next_at)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[WAIT], &q);

	if (e != OK)
		return e;
	db_bind_text(q, reason);
	db_bind_time(q, next_at);
	db_bind_u64(q, id);
	return finish(q, db_exec_one(q));
}

/* GIVE_UP and RECEIPT take the same. */
static enum err end(struct db *db, int which, uint64_t id, const char *state,
    const char *reason, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[which], &q);

	if (e != OK)
		return e;
	db_bind_text(q, state);
	db_bind_text(q, reason);
	db_bind_time(q, now);
	db_bind_u64(q, id);
	return finish(q, db_exec_one(q));
}

enum err outbox_give_up(struct db *db, uint64_t id, const char *state,
    const char *reason, int64_t now)
{
	return end(db, GIVE_UP, id, state, reason, now);
}

enum err outbox_receipt(struct db *db, uint64_t id, const char *state,
    const char *reason, int64_t now)
{
	return end(db, RECEIPT, id, state, reason, now);
}

enum err outbox_ask_later(struct db *db, uint64_t id, int64_t next_at)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ASK_LATER], &q);

	if (e != OK)
		return e;
	db_bind_time(q, next_at);
	db_bind_u64(q, id);
	return finish(q, db_exec_one(q));
}

enum err outbox_revive(struct db *db, uint64_t id, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[REVIVE], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_time(q, now + OUTBOX_LIFE);
	db_bind_u64(q, id);
	e = finish(q, db_exec_one(q));
	return e == ERR_CONFLICT ? ERR_NOTFOUND : e;
}

enum err outbox_counts(struct db *db, struct arena *a,
    struct outbox_count *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[COUNTS], &q);
	int i = 0;

	if (e != OK)
		return e;
	db_bind_i64(q, max);
	while (i < max && (e = db_row(q)) == OK) {
		list[i].channel = db_text(q, a);
		list[i].state = db_text(q, a);
		list[i].n = db_i64(q);
		list[i++].oldest = db_time(q);
	}
	db_done(q);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err outbox_sweep(struct db *db, int64_t before, int max, uint64_t *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SWEEP], &q);

	if (e != OK)
		return e;
	db_bind_time(q, before);
	db_bind_i64(q, max);
	return finish(q, db_exec(q, n));
}

enum err outbox_own(struct db *db, struct arena *a, uint64_t account,
    struct outbox *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[OWN], &q);
	int i = 0;

	if (e != OK)
		return e;
	db_bind_u64(q, account);
	db_bind_i64(q, max);
	while (i < max && (e = db_row(q)) == OK) {
		struct outbox *o = &list[i++];

		o->id = db_u64(q);
		o->channel = db_text(q, a);
		o->recipient = db_text(q, a);
		o->tmpl = db_text(q, a);
		o->state = db_text(q, a);
		o->reason = db_text(q, a);
		o->created_at = db_time(q);
	}
	db_done(q);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err outbox_own_again(struct db *db, uint64_t id, uint64_t account,
    int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[OWN_AGAIN], &q);

	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_time(q, now + OUTBOX_LIFE);
	db_bind_u64(q, id);
	db_bind_u64(q, account);
	e = finish(q, db_exec_one(q));
	return e == ERR_CONFLICT ? ERR_NOTFOUND : e;
}
