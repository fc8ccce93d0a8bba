/*
 * From a finished photo to a paid order and back: what orders, collections
 * and the payment provider have to do with each other. An amount comes from
 * our order only; whether it was paid is known from the provider only, by a
 * verified callback or by asking; whoever asks first settles.
 * No network call is made inside a transaction.
 */
#ifndef GP_DOMAIN_CHECKOUT_H
#define GP_DOMAIN_CHECKOUT_H

#include "bill.h"

#include "lib/base/id.h"
#include "lib/db/addresses.h"
#include "lib/db/consents.h"
#include "lib/db/orders.h"
#include "lib/db/payments.h"
#include "lib/service/service.h"

struct checkout {
	struct db *db;
	struct arena *arena;
	const struct service *service;
	const char *actor;		/* for the audit: student, worker... */
	int hurry_ms;			/* for a question to a provider while
					 * somebody waits; 0: as configured */
	/* Asked by what takes long: 0 when it must end. NULL: never. */
	int (*goes_on)(void *going);
	void *going;
};

/* What a student orders. */
struct checkout_wish {
	uint64_t account;
	const char *collection;		/* its token */
	const struct address *address;	/* NULL: no prints; with an id:
					 * one of the account's book */
	const struct wanted *wanted;	/* sets beside those in the price */
	int wanted_count;
	const struct consent *mailing;	/* accepted with it, or NULL */
	int minutes;			/* until it expires */
};

/* Makes the order, photo_ready to ordered. Where the collection has a live
 * order, that one's token is the answer (a second submit). ERR_CONFLICT: no
 * photo yet, or over; ERR_DENIED: the campaign is closed. */
enum err checkout_create(const struct checkout *k,
    const struct checkout_wish *wish, char token[ID_SIZE]);

/* How a student wants to pay an order. */
struct checkout_payment {
	uint64_t account;
	const char *token;		/* the order */
	struct pay *pay;		/* with which provider */
	enum pay_way way;
	const char *payer;		/* openid, or NULL */
	const char *description, *client_ip, *return_url;
};

/* Begins the payment. ERR_CONFLICT: paid, closed or out of time. */
enum err checkout_pay(const struct checkout *k,
    const struct checkout_payment *p, struct pay_begin *out);

/* --- closing.c ------------------------------------------------------- */

/* The student's cancel, and the end of its time: asks the provider, closes
 * there, then here; the collection is photo_ready again. OK also where it is
 * closed already. ERR_CONFLICT: it is paid, and settled now; ERR_UPSTREAM:
 * the provider can't say, so nothing has changed; ERR_INTERNAL: it is paid,
 * but with other money than we asked for. */
enum err checkout_close(const struct checkout *k, const struct order *o);

/* By the operator, of a pending order whose time is over and that can't end
 * by itself: somebody paid other money than we asked for, say. Nobody is
 * asked; what the provider has is for the note, which says what was done
 * with it. ERR_NOTFOUND; ERR_CONFLICT: it is not pending, or has time. */
enum err checkout_give_up(const struct checkout *k, const char *token,
    const char *note);

/* Asks the provider about a pending order, at most every `pause` seconds,
 * and settles what was paid. OK: asked, or it was too early to. */
enum err checkout_ask(const struct checkout *k, const struct order *o,
    int pause);

/* Of an order that is over here: the providers that may still take money for
 * it are closed; what they took is settled, and so goes back. */
enum err checkout_leave(const struct checkout *k, const struct order *o);

/* --- settle.c -------------------------------------------------------- */

enum settled {
	SETTLED_PAID,		/* the order is paid now */
	SETTLED_KNOWN,		/* we had this payment */
	SETTLED_REFUND,		/* came late or twice: goes back */
	SETTLED_MISMATCH,	/* not what we asked for: nothing was done */
	SETTLED_UNKNOWN		/* no such order */
};

/* What the provider says was paid becomes ours, in one transaction. event:
 * the stored notice that said it, closed by the same transaction; 0: none. */
enum err settle(const struct checkout *k, struct pay *pay,
    const struct pay_result *r, uint64_t event, enum settled *out);

/* A verified notice: stored first, then acted on. Copies are harmless. */
enum err settle_event(const struct checkout *k, struct pay *pay,
    const struct pay_event *ev, enum settled *out);
/* A notice that was stored by a process which died: asks the provider. */
enum err settle_again(const struct checkout *k,
    const struct payment_event *ev);

/* --- undo.c ----------------------------------------------------------- */

/* The student takes a paid order back, for all of its money, where the
 * campaign allows that (else ERR_DENIED). ERR_CONFLICT: it is not paid, the
 * photo was reviewed, or the prints are made. */
enum err checkout_withdraw(const struct checkout *k, uint64_t account,
    const char *token);
/* The studio rejects the photo of a paid order: the collection is
 * "rejected" and not live, all of the money goes back, the student is told
 * the reason, in the language of the account, and may begin anew. staff: for
 * the audit. ERR_CONFLICT as above; ERR_INPUT: the reason is empty or longer
 * than 100 characters. */
enum err checkout_reject(const struct checkout *k, const char *token,
    const char *reason, uint64_t staff);

/* --- refunds.c -------------------------------------------------------- */

/* Asks for, or asks about, one refund; a retry has the same number. OK: a
 * step was made, or another process makes it. Three days without an answer,
 * and it is "dead". */
enum err refund_step(const struct checkout *k, const struct refund *f);
/* The operator sees to one that failed or is dead: it is asked about again,
 * or it was paid back by hand, which the note tells. ERR_NOTFOUND: there is
 * no such refund of that number; ERR_CONFLICT: it goes its way. */
enum err refund_again(const struct checkout *k, const char *token);
/* The provider is asked first: ERR_DENIED where it has made the refund or is
 * making it, ERR_UPSTREAM where it does not say; `unasked` goes on without. */
enum err refund_by_hand(const struct checkout *k, const char *token,
    const char *note, int unasked);

/* In the open transaction: a message about money to the account's owner (a
 * deleted account gets none), and the audit row of a change. reason: for the
 * message, or NULL. */
enum err checkout_tell(const struct checkout *k, uint64_t account,
    const char *template, int64_t fen, const char *reason);
enum err checkout_audit(const struct checkout *k, uint64_t account,
    const char *action, const char *object, uint64_t id, const char *detail);

#endif
