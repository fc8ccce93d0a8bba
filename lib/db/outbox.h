/*
 * Messages to send. A row is written in the transaction that causes it; the
 * worker sends. Recipient and parameters are emptied once it is over.
 */
#ifndef GP_DB_OUTBOX_H
#define GP_DB_OUTBOX_H

#include "db.h"

struct outbox {
	uint64_t id;
	const char *channel, *recipient;	/* "sms", a phone */
	const char *tmpl, *lang, *params;	/* params: a JSON object */
	int64_t tries, created_at;
};

enum err outbox_add(struct db *db, const char *channel, const char *recipient,
    const char *lang, const char *tmpl, const char *params_json, int64_t now);

/* The same to the phone of an account, in its language, for programs that
 * may not read more of it. A deleted account gets none. */
enum err outbox_add_account(struct db *db, uint64_t account,
    const char *tmpl, const char *params_json, int64_t now);

/* Waiting ones whose time has come, the oldest first. */
enum err outbox_due(struct db *db, struct arena *a, int64_t now,
    struct outbox *list, int max, int *n);
/* ERR_CONFLICT: it is no longer waiting. */
enum err outbox_sent(struct db *db, uint64_t id, const char *provider_id,
    int64_t now);
/* Counts the try. give_up 1: never again; else once more at next_at. */
enum err outbox_failed(struct db *db, uint64_t id, int64_t next_at,
    int give_up);

#endif
