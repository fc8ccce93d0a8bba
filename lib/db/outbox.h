/*
 * Messages to send. A row is written in the transaction that causes it; the
 * worker sends. The way of one:
 *
 *	waiting -> sending -> sent -> arrived | lost
 *	              |  `-> waiting      (once more, later)
 *	              `----> failed | off
 *
 * "sending" is taken before the provider is asked, so that a worker that dies
 * in between leaves a trace. Recipient and parameters are emptied when it is
 * over; those of a notice that failed or was lost a week later, those of a
 * code at once.
 */
#ifndef GP_DB_OUTBOX_H
#define GP_DB_OUTBOX_H

#include "db.h"

#define OUTBOX_CODE "code"	/* its parameters are a secret */
#define OUTBOX_LIFE 86400	/* seconds in which a notice may be sent */

struct outbox {
	uint64_t id, account;			/* account 0: none */
	const char *channel, *recipient;	/* "sms", a phone; "email" */
	const char *tmpl, *lang, *params;	/* params: a JSON object */
	const char *state, *reason, *provider, *provider_id;
	int64_t tries, asked, created_at, expires_at, sent_at;
};

/* Of *m the account, channel, recipient, lang, tmpl, params and times count.
 * id may be NULL. */
enum err outbox_add(struct db *db, const struct outbox *m, uint64_t *id);
/* To the phone of an account, and its e-mail address where it has one, in its
 * language, for programs that may not read more of it. A deleted account
 * gets none. */
enum err outbox_add_account(struct db *db, uint64_t account,
    const char *tmpl, const char *params_json, int64_t now);

/* What a worker finds to do, at most max. */
enum outbox_list {
	OUTBOX_DUE,		/* waiting, its time has come */
	OUTBOX_STUCK,		/* sending for longer than any call takes */
	OUTBOX_UNANSWERED,	/* sent, and a receipt may be there */
	OUTBOX_FAILED		/* for the operator, the latest first */
};
enum err outbox_list(struct db *db, struct arena *a, enum outbox_list what,
    int64_t now, struct outbox *list, int max, int *n);
/* State and reason alone: what the page of a code shows. */
enum err outbox_state(struct db *db, struct arena *a, uint64_t id,
    struct outbox *out);

/* All of these compare and set: ERR_CONFLICT where another was first.
 * take counts a try; until is when it counts as stuck. */
enum err outbox_take(struct db *db, uint64_t id, int64_t until);
/* A stuck one again, for one worker. */
enum err outbox_retake(struct db *db, uint64_t id, int64_t now,
    int64_t until);
/* ask_at: when to ask for a receipt; 0: none will come. */
enum err outbox_sent(struct db *db, uint64_t id, const char *provider,
    const char *provider_id, int64_t now, int64_t ask_at);
enum err outbox_wait(struct db *db, uint64_t id, const char *reason,
    int64_t next_at);
/* state: failed or off, from waiting or sending. */
enum err outbox_give_up(struct db *db, uint64_t id, const char *state,
    const char *reason, int64_t now);
/* A receipt came (arrived, lost), or "sent" where none ever will. */
enum err outbox_receipt(struct db *db, uint64_t id, const char *state,
    const char *reason, int64_t now);
enum err outbox_ask_later(struct db *db, uint64_t id, int64_t next_at);

/* The notices of an account, the latest first, without their parameters. */
enum err outbox_own(struct db *db, struct arena *a, uint64_t account,
    struct outbox *list, int max, int *n);
/* By its owner: what failed or was lost goes out once more, to where the
 * account is reached now. ERR_NOTFOUND: it did not, or its text is gone. */
enum err outbox_own_again(struct db *db, uint64_t id, uint64_t account,
    int64_t now);

/* By the operator: a failed or lost notice waits again. ERR_NOTFOUND: there
 * is none of that number that still has its text. */
enum err outbox_revive(struct db *db, uint64_t id, int64_t now);

struct outbox_count {
	const char *channel, *state;
	int64_t n, oldest;	/* created_at of the oldest */
};
enum err outbox_counts(struct db *db, struct arena *a,
    struct outbox_count *list, int max, int *n);

/* Empties failed and lost ones that ended before that. */
enum err outbox_sweep(struct db *db, int64_t before, int max, uint64_t *n);

#endif
