/* Messages that staff cause: SQL of outbox. */
#include "tell.h"

#include "outbox.h"

enum { SMS, EMAIL, BACK };

/* An account that is gone gets none, not even by the school's number. */
#define TELL(channel, of_account, of_roster) \
	"INSERT INTO outbox (account_id, channel, recipient, lang, " \
	"template, params, state, next_at, created_at, expires_at) " \
	"SELECT t.account, '" channel "', t.recipient, t.lang, ?, " \
	"IF(t.lang = 'en', ?, ?), 'waiting', ?, ?, ? FROM " \
	"(SELECT a.id AS account, COALESCE(" of_account ", " of_roster ") " \
	"AS recipient, COALESCE(a.lang, IF(ro.id_type = 'passport', 'en', " \
	"'zh-CN')) AS lang FROM roster ro " \
	"LEFT JOIN enrolment e ON e.roster_id = ro.id " \
	"LEFT JOIN account a ON a.id = e.account_id " \
	"WHERE ro.id = ? AND COALESCE(a.state, 'active') = 'active') t " \
	"WHERE t.recipient <> ''"

static const char *const sql[] = {
	[SMS] = TELL("sms", "a.phone", "ro.phone"),
	[EMAIL] = TELL("email", "NULLIF(a.email, '')", "ro.email"),
	[BACK] = "UPDATE outbox SET state = 'off', reason = 'undone', "
	    "ended_at = ?, recipient = '', params = '' "
	    "WHERE id = ? AND state = 'waiting'",
};

static enum err add(struct db *db, int which, uint64_t roster,
    const struct tell *t, uint64_t *id)
{
	struct db_stmt *q;
	uint64_t n = 0;
	enum err e = db_prepare(db, sql[which], &q);

	if (e != OK)
		return e;
	db_bind_text(q, t->tmpl);
	db_bind_text(q, t->en);
	db_bind_text(q, t->zh);
	db_bind_time(q, t->at);
	db_bind_time(q, t->now);
	db_bind_time(q, t->at + OUTBOX_LIFE);
	db_bind_u64(q, roster);
	e = db_exec(q, &n);
	db_done(q);
	if (e == OK)
		*id = n ? db_insert_id(db) : 0;
	return e;
}

enum err tell_roster(struct db *db, uint64_t roster, const struct tell *t,
    uint64_t *sms, uint64_t *email)
{
	enum err e = add(db, SMS, roster, t, sms);

	return e == OK ? add(db, EMAIL, roster, t, email) : e;
}

enum err tell_back(struct db *db, uint64_t outbox, int64_t now)
{
	struct db_stmt *q;
	enum err e;

	if (!outbox)
		return OK;
	e = db_prepare(db, sql[BACK], &q);
	if (e != OK)
		return e;
	db_bind_time(q, now);
	db_bind_u64(q, outbox);
	e = db_exec_one(q);
	db_done(q);
	return e;
}
