/* Statements of the provider's notices. */
#include "payments.h"

#define COLUMNS "SELECT id, provider, event_id, kind, order_token, body, " \
	"outcome, tries FROM payment_event "

enum { ADD, FIND, OPEN, TAKE, DONE };

static const char *const sql[] = {
	[ADD] = "INSERT INTO payment_event (provider, event_id, kind, "
	    "order_token, body, outcome, received_at) "
	    "VALUES (?, ?, ?, ?, ?, 'new', ?)",
	[FIND] = COLUMNS "WHERE provider = ? AND event_id = ?",
	[OPEN] = COLUMNS "WHERE outcome = 'new' AND received_at <= ? "
	    "AND (next_at IS NULL OR next_at <= ?) "
	    "ORDER BY received_at LIMIT ?",
	[TAKE] = "UPDATE payment_event SET tries = tries + 1, next_at = ? "
	    "WHERE id = ? AND outcome = 'new' AND tries = ?",
	[DONE] = "UPDATE payment_event SET outcome = ?, handled_at = ? "
	    "WHERE id = ? AND outcome = 'new'",
};

static void read_event(struct db_stmt *q, struct arena *a,
    struct payment_event *ev)
{
	ev->id = db_u64(q);
	ev->provider = db_text(q, a);
	ev->event_id = db_text(q, a);
	ev->kind = db_text(q, a);
	ev->order_token = db_text(q, a);
	ev->body = db_text(q, a);
	ev->outcome = db_text(q, a);
	ev->tries = (unsigned)db_u64(q);
}

enum err event_add(struct db *db, const struct payment_event *ev,
    int64_t now, uint64_t *id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ADD], &q);

	if (e != OK)
		return e;
	db_bind_text(q, ev->provider);
	db_bind_text(q, ev->event_id);
	db_bind_text(q, ev->kind);
	db_bind_text(q, ev->order_token);
	db_bind_text(q, ev->body);
	db_bind_time(q, now);
	e = db_exec_one(q);
	db_done(q);
	if (e == OK)
		*id = db_insert_id(db);
	return e;
}

enum err event_find(struct db *db, struct arena *a, const char *provider,
    const char *event_id, struct payment_event *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[FIND], &q);

	if (e != OK)
		return e;
	db_bind_text(q, provider);
	db_bind_text(q, event_id);
	e = db_row(q);
	if (e == OK)
		read_event(q, a, out);
	db_done(q);
	return e;
}

enum err event_open_list(struct db *db, struct arena *a, int64_t before,
    int64_t now, struct payment_event *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[OPEN], &q);
	int i = 0;

	if (e != OK)
		return e;
	db_bind_time(q, before);
	db_bind_time(q, now);
	db_bind_i64(q, max);
	while ((e = db_row(q)) == OK)
		read_event(q, a, &list[i++]);
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err event_take(struct db *db, const struct payment_event *ev,
    int64_t next_at)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[TAKE], &q);

	if (e != OK)
		return e;
	db_bind_time(q, next_at);
	db_bind_u64(q, ev->id);
	db_bind_u64(q, ev->tries);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err event_done(struct db *db, uint64_t id, const char *outcome,
    int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[DONE], &q);

	if (e != OK)
		return e;
	db_bind_text(q, outcome);
	db_bind_time(q, now);
	db_bind_u64(q, id);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}
