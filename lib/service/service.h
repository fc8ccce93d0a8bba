/*
 * Outside services behind small tables of operations, chosen by the
 * configuration. Calls have a time-out and never run inside a transaction.
 */
#ifndef GP_SERVICE_SERVICE_H
#define GP_SERVICE_SERVICE_H

#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/base/err.h"

#include <stddef.h>
#include <stdint.h>

struct pay;
struct sms;
struct files;

struct service {
	struct pay *pay;
	struct sms *sms;
	struct files *files;
};

/* Bits of what a program needs; the others stay NULL. */
enum { SERVICE_PAY = 1, SERVICE_SMS = 2, SERVICE_FILES = 4 };
enum err service_open(const struct conf *c, int which, struct service *out);
void service_close(struct service *s);

/* --- payment (wechat.c) -------------------------------------------- */

enum pay_state {
	PAY_NONE,	/* the provider knows no such order */
	PAY_WAITING,	/* not paid yet */
	PAY_PAID, PAY_CLOSED, PAY_REFUNDED
};

struct pay_order {
	const char *token;		/* our order number, 32 characters */
	const char *description;	/* <= 127 bytes, shown to the payer */
	int64_t amount_fen;
	int64_t expires_at;
	const char *client_ip;
};

/* What the provider says of an order; the strings are the arena's. */
struct pay_result {
	enum pay_state state;
	const char *order_token, *transaction_no, *currency;
	const char *merchant, *app;
	int64_t amount_fen, paid_at;
};

enum refund_state { REFUND_PROCESSING, REFUND_SUCCESS, REFUND_FAILED };

struct pay_refund {
	const char *token, *order_token, *reason;
	int64_t refund_fen, total_fen;
};

/* A verified, decrypted callback. */
struct pay_event {
	const char *id, *kind;		/* "TRANSACTION.SUCCESS" */
	const char *resource;		/* decrypted JSON */
	const char *refund_token;	/* refund events only */
	struct pay_result result;
};

/* Headers a callback is verified with, as received; NULL where absent. */
struct pay_signature {
	const char *timestamp, *nonce, *serial, *signature;
};

struct pay_ops {
	const char *name;		/* "wechat" */
	/* *url: where the student's browser goes to pay. */
	enum err (*create)(struct pay *p, struct arena *a,
	    const struct pay_order *o, char **url);
	enum err (*query)(struct pay *p, struct arena *a, const char *token,
	    struct pay_result *out);
	enum err (*close)(struct pay *p, struct arena *a, const char *token);
	enum err (*refund)(struct pay *p, struct arena *a,
	    const struct pay_refund *f, enum refund_state *out);
	enum err (*refund_query)(struct pay *p, struct arena *a,
	    const char *token, enum refund_state *out);
	/* ERR_DENIED: not signed by the provider, stale, or a probe. */
	enum err (*event)(struct pay *p, struct arena *a,
	    const struct pay_signature *s, const void *body, size_t n,
	    struct pay_event *out);
	/* OK when result's merchant and app are ours. */
	enum err (*ours)(struct pay *p, const struct pay_result *r);
	void (*free)(struct pay *p);
};

struct pay {
	const struct pay_ops *ops;
};

/* --- SMS (spool.c: one file a message, for demonstration and tests) -- */

struct sms_ops {
	/* template and its parameters (JSON object) -> provider's id. */
	enum err (*send)(struct sms *s, struct arena *a, const char *phone,
	    const char *lang, const char *template, const char *params,
	    char **provider_id);
	void (*free)(struct sms *s);
};

struct sms {
	const struct sms_ops *ops;
};

/* --- files (directory.c): content-addressed by SHA-256 (hex) ---------- */

struct files_ops {
	/* Durable (fsync of file and directory) when it returns OK; writing
	 * the same bytes twice is fine. */
	enum err (*put)(struct files *f, const void *p, size_t n,
	    char sha256[65]);
	enum err (*get)(struct files *f, struct arena *a, const char *sha256,
	    uint8_t **p, size_t *n);
	enum err (*remove)(struct files *f, const char *sha256);
	void (*free)(struct files *f);
};

struct files {
	const struct files_ops *ops;
};

#endif
