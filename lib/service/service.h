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
struct sender;
struct files;
struct message_words;

#define PAY_MAX 4	/* providers at once */

struct service {
	struct pay *pay[PAY_MAX];	/* in the order students see them */
	int pays;
	struct sender *sms, *mail;	/* mail: NULL where nobody does */
	struct files *files;
};

/* Bits of what a program needs; the others stay NULL. */
enum {
	SERVICE_PAY = 1, SERVICE_SMS = 2, SERVICE_FILES = 4, SERVICE_MAIL = 8
};
enum err service_open(const struct conf *c, int which, struct service *out);
void service_close(struct service *s);
/* NULL: not configured. */
struct pay *service_pay(const struct service *s, const char *name);

/* --- payment (wechat.c, alipay.c) -------------------------------------- */

enum pay_state {
	PAY_NONE,	/* the provider knows no such order */
	PAY_WAITING,	/* not paid yet */
	PAY_PAID, PAY_CLOSED, PAY_REFUNDED
};

/* Where the payer is. */
enum pay_way {
	PAY_H5,		/* a phone's browser */
	PAY_JSAPI,	/* a browser inside the provider's app */
	PAY_QR		/* a desktop, whose screen a phone scans */
};

struct pay_order {
	const char *token;		/* our order number, 32 characters */
	const char *description;	/* <= 127 bytes, shown to the payer;
					 * the same in every try */
	int64_t amount_fen;
	int64_t expires_at;
	const char *client_ip;
	enum pay_way way;
	const char *payer;		/* openid; PAY_JSAPI alone has one */
	const char *return_url;		/* where the payer comes back to */
};

enum pay_next {
	PAY_NEXT_URL,		/* text: the address to go to */
	PAY_NEXT_QR,		/* text: what a QR code shows */
	PAY_NEXT_SCRIPT		/* text: JSON for getBrandWCPayRequest */
};

/* How the payer goes on; the text is the arena's. */
struct pay_begin {
	enum pay_next next;
	const char *text;
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
	const char *transaction_no;	/* of the payment; NULL: the order's
					 * one payment */
	int64_t refund_fen, total_fen;
};

/* A verified, decrypted callback. */
struct pay_event {
	const char *id, *kind;		/* "TRANSACTION.SUCCESS" */
	const char *resource;		/* decrypted JSON */
	const char *refund_token;	/* refund events only */
	struct pay_result result;
};

/* A day's money as the provider's books have it; rows are the arena's. */
struct pay_bill_row {
	const char *order_token, *transaction_no;
	const char *refund_token;	/* "": money that came in */
	int64_t amount_fen, at;		/* always positive */
};

struct pay_bill {
	struct pay_bill_row *rows;
	size_t n;
};

/* Headers a callback is verified with, as received; NULL where absent. */
struct pay_signature {
	const char *timestamp, *nonce, *serial, *signature;
};

struct pay_ops {
	const char *name;		/* "wechat" */
	/* ERR_CONFLICT: paid or closed there; ERR_INPUT: this provider
	 * can't be paid that way; ERR_DENIED: it was begun in another way
	 * or with other words, which the provider holds the number to. */
	enum err (*create)(struct pay *p, struct arena *a,
	    const struct pay_order *o, struct pay_begin *out);
	enum err (*query)(struct pay *p, struct arena *a, const char *token,
	    struct pay_result *out);
	enum err (*close)(struct pay *p, struct arena *a, const char *token);
	enum err (*refund)(struct pay *p, struct arena *a,
	    const struct pay_refund *f, enum refund_state *out);
	/* ERR_NOTFOUND: the provider has no such refund. */
	enum err (*refund_query)(struct pay *p, struct arena *a,
	    const struct pay_refund *f, enum refund_state *out);
	/* ERR_DENIED: not signed by the provider, stale, or a probe. */
	enum err (*event)(struct pay *p, struct arena *a,
	    const struct pay_signature *s, const void *body, size_t n,
	    struct pay_event *out);
	/* The provider's books of a day of Beijing ("2026-06-30").
	 * ERR_NOTFOUND: nothing that day; ERR_UPSTREAM: not yet. */
	enum err (*bill)(struct pay *p, struct arena *a, const char *day,
	    struct pay_bill *out);
	/* PAY_JSAPI needs to know the payer: the address that asks, coming
	 * back to `back` with code=...&state=...; and who the code says it
	 * is. ERR_NOTFOUND: not configured; ERR_INPUT: the code is used, too
	 * old or none. NULL where the provider has no such thing. */
	enum err (*payer_url)(struct pay *p, struct arena *a,
	    const char *back, const char *state, const char **url);
	enum err (*payer)(struct pay *p, struct arena *a, const char *code,
	    const char **payer);
	/* Keys and clock are right, shown without spending money; *what says
	 * what was seen or what is wrong, in a line. */
	enum err (*prove)(struct pay *p, struct arena *a, const char **what);
	/* OK when result's merchant and app are ours. */
	enum err (*ours)(struct pay *p, const struct pay_result *r);
	void (*free)(struct pay *p);
};

struct pay {
	const struct pay_ops *ops;
	int hurry_ms;		/* the calls that follow take at most so
				 * long; 0: as configured */
};

/* --- messages (sms_aliyun.c, sms_tencent.c, smtp.c; spool.c: one file a
 * message, for demonstration and tests) ------------------------------- */

struct message {
	const char *id;		/* ours: the same at every try */
	const char *to;		/* a phone, an e-mail address */
	const char *lang, *template, *params;	/* params: a JSON object */
	const struct message_words *own;	/* of an e-mail; NULL: ours */
	int64_t first_at;	/* when it was written, for the trace */
	const char *provider_id;	/* the trace's, once known; "" before */
};

struct message_answer {
	const char *provider_id;	/* OK only */
	/* Why not, one word, as it is stored: number, limit, template,
	 * account, busy, refused, expired, lost. */
	const char *reason;
	int receipt;		/* 1: trace tells later whether it arrived */
};

enum message_fate {
	MESSAGE_UNKNOWN,	/* the provider has no such message */
	MESSAGE_UNDERWAY, MESSAGE_ARRIVED, MESSAGE_LOST
};

struct sender_ops {
	const char *name;	/* "aliyun" */
	/* OK: taken on. ERR_INPUT: never will be. ERR_LIMIT: too many to
	 * this phone. ERR_DENIED: not now, and certainly not sent.
	 * ERR_UPSTREAM: nobody knows; look with trace before trying again. */
	enum err (*send)(struct sender *s, struct arena *a,
	    const struct message *m, struct message_answer *out);
	/* What became of it; out has provider_id and, if lost, reason.
	 * NULL where the way can't tell. */
	enum err (*trace)(struct sender *s, struct arena *a,
	    const struct message *m, enum message_fate *fate,
	    struct message_answer *out);
	/* Keys, clock and way without sending anything; *what is for the
	 * operator, also on failure. */
	enum err (*prove)(struct sender *s, struct arena *a, char **what);
	void (*free)(struct sender *s);
};

struct sender {
	const struct sender_ops *ops;
};

/* --- files (directory.c): content-addressed by SHA-256 (hex) ---------- */

struct files_ops {
	/* Durable (fsync of file and directory) when it returns OK; writing
	 * the same bytes twice is fine. */
	enum err (*put)(struct files *f, const void *p, size_t n,
	    char sha256[65]);
	enum err (*get)(struct files *f, struct arena *a, const char *sha256,
	    uint8_t **p, size_t *n);
	/* Out of sight first, so that who puts it again writes it again; then
	 * wanted is asked, and unless it says ERR_NOTFOUND the file is back.
	 * OK too where it is not there. ERR_NOTFOUND: no name of a file. */
	enum err (*remove)(struct files *f, const char *sha256,
	    enum err (*wanted)(const char *sha256, void *arg), void *arg);
	void (*free)(struct files *f);
};

struct files {
	const struct files_ops *ops;
};

#endif
