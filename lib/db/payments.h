/*
 * Money that arrived, the provider's notices about it, and money that goes
 * back. A payment exists once a provider transaction, a notice once an event
 * id, a refund once a payment.
 */
#ifndef GP_DB_PAYMENTS_H
#define GP_DB_PAYMENTS_H

#include "db.h"

struct payment {
	uint64_t id, order_id;
	const char *provider, *transaction_no, *currency;
	int64_t amount_fen, paid_at;
	int late;			/* came after the order was closed */
};

/* ERR_CONFLICT: we have this transaction. */
enum err payment_add(struct db *db, const struct payment *p, uint64_t *id);
/* OK where we have this transaction, ERR_NOTFOUND where not. */
enum err payment_known(struct db *db, const char *provider,
    const char *transaction_no);

struct payment_event {
	uint64_t id;
	const char *provider, *event_id, *kind, *order_token;
	const char *body;		/* the decrypted resource */
	const char *outcome;	/* new, done, mismatch, unknown, dead */
	unsigned tries;
};

/* Stored as new. ERR_CONFLICT: we have this event. */
enum err event_add(struct db *db, const struct payment_event *ev,
    int64_t now, uint64_t *id);
enum err event_find(struct db *db, struct arena *a, const char *provider,
    const char *event_id, struct payment_event *out);
/* Received before `before`, still new and due at `now`: whoever stored them
 * has died. */
enum err event_open_list(struct db *db, struct arena *a, int64_t before,
    int64_t now, struct payment_event *list, int max, int *n);
/* Counts a try; the next one is due at next_at. ERR_CONFLICT: another
 * process has it, or it is done. */
enum err event_take(struct db *db, const struct payment_event *ev,
    int64_t next_at);
/* Doing it twice is harmless: the first outcome stays. */
enum err event_done(struct db *db, uint64_t id, const char *outcome,
    int64_t now);

struct refund {
	uint64_t id;
	const char *token;		/* merchant refund number */
	uint64_t payment_id, order_id, account_id;
	const char *provider, *order_token, *transaction_no;
	int64_t amount_fen, total_fen;	/* total: of the payment */
	const char *reason;	/* late, duplicate, withdrawn, rejected */
	const char *state;	/* waiting, processing, success; failed (the
				 * provider refuses), dead (no answer) */
	unsigned tries, fails;		/* fails: in a row */
	const char *error;		/* of the last fail */
	int64_t created_at;
};

/* Of an order, the one that does not go back. */
enum err payment_kept(struct db *db, struct arena *a, uint64_t order,
    struct payment *out);

/* Waiting, of the whole payment. ERR_CONFLICT: the payment has one. */
enum err refund_add(struct db *db, const char *token, uint64_t payment,
    int64_t amount_fen, const char *reason, int64_t now);
/* Waiting or processing, and due. */
enum err refund_due(struct db *db, struct arena *a, int64_t now,
    struct refund *list, int max, int *n);
/* Counts a try; the next one is due at next_at. ERR_CONFLICT: another
 * process has it. */
enum err refund_try(struct db *db, const struct refund *f, int64_t next_at);
/* An answer came, or none did: counts fails. */
enum err refund_answered(struct db *db, const struct refund *f);
enum err refund_failed(struct db *db, const struct refund *f,
    const char *error);
/* Failed and dead ones, those that fail at the moment, and those that were
 * asked for before `before` and are not done; the oldest first. */
enum err refund_stuck(struct db *db, struct arena *a, int64_t before,
    struct refund *list, int max, int *n);
enum err refund_by_token(struct db *db, struct arena *a, const char *token,
    struct refund *out);
/* Due now, without fails. */
enum err refund_revive(struct db *db, const struct refund *f, int64_t now);
enum err refund_note(struct db *db, const struct refund *f,
    const char *note);
/* done_at 0: not done yet. ERR_CONFLICT: it is not in f's state any more. */
enum err refund_move(struct db *db, const struct refund *f, const char *to,
    int64_t done_at);
/* The provider says that something happened: asked about at once. */
enum err refund_hurry(struct db *db, const char *token, int64_t now);
/* 1: the order has another refund that is not done. */
enum err refund_others(struct db *db, const struct refund *f, int *open);

#endif
