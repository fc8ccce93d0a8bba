/* Money that goes back: asked for until the provider says it is done. */
#include "checkout.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"

#include <string.h>

/* The provider wants a minute between two tries of one refund. */
#define PAUSE 60
#define PAUSE_MAX 3600
/* Without an answer: three days. */
#define FAILS_MAX 72

static int64_t next_at(const struct refund *f)
{
	unsigned shift = f->tries < 6 ? f->tries : 6;
	int64_t pause = (int64_t)PAUSE << shift;

	return clock_now() + (pause < PAUSE_MAX ? pause : PAUSE_MAX);
}

struct step {
	const struct checkout *k;
	const struct refund *f;
	const char *to;
	const char *note;		/* by hand: nobody is told */
};

/* A duplicate's order stays paid. */
static enum err end_order(struct db *db, const struct refund *f)
{
	int more = 0;
	enum err e = refund_others(db, f, &more);

	if (e == OK && !more)
		e = order_move(db, f->order_id, "refunding", "refunded");
	return e == ERR_CONFLICT ? OK : e;
}

static enum err move(struct db *db, void *arg)
{
	struct step *s = arg;
	const struct refund *f = s->f;
	int success = !strcmp(s->to, "success");
	int done = success || !strcmp(s->to, "failed");
	struct order o;
	/* Two refunds of one order that end at once must see each other. */
	enum err e = order_lock(db, s->k->arena, f->order_token, &o);

	if (e == OK)
		e = refund_move(db, f, s->to, done ? clock_now() : 0);
	if (e == OK)
		e = refund_answered(db, f);
	if (e == OK && s->note)
		e = refund_note(db, f, s->note);
	if (e == OK)
		e = checkout_audit(s->k, f->account_id,
		    arena_printf(s->k->arena, "refund.%s", s->to), "refund",
		    f->id, s->note ? s->note : f->reason);
	if (e == OK && success && !s->note)
		e = checkout_tell(s->k, f->account_id, "refund",
		    f->amount_fen, NULL);
	if (e == OK && success)
		e = end_order(db, f);
	return e;
}

static struct pay_refund words_of(const struct refund *f)
{
	return (struct pay_refund){
		.token = f->token, .order_token = f->order_token,
		.reason = f->reason, .transaction_no = f->transaction_no,
		.refund_fen = f->amount_fen, .total_fen = f->total_fen
	};
}

static enum err ask(const struct checkout *k, const struct refund *f,
    enum refund_state *out)
{
	struct pay *pay = service_pay(k->service, f->provider);
	struct pay_refund p = words_of(f);
	enum err e = ERR_NOTFOUND;

	if (!pay)
		return ERR_UPSTREAM;
	if (!strcmp(f->state, "processing"))
		e = pay->ops->refund_query(pay, k->arena, &p, out);
	/* Never asked for, or taken on and yet not there: with the same
	 * number it is still one refund. */
	return e == ERR_NOTFOUND ? pay->ops->refund(pay, k->arena, &p, out) :
	    e;
}

/* Nobody answers. */
static enum err no_answer(const struct checkout *k, const struct refund *f,
    enum err why)
{
	struct step s = { .k = k, .f = f, .to = "dead" };
	enum err e;

	if (f->fails < FAILS_MAX)
		return refund_failed(k->db, f, err_name(why));
	e = db_transaction(k->db, move, &s);
	if (e == OK)
		log_error("refund %s: given up after %u tries without an "
		    "answer; gradphoto refunds list", f->token, f->tries + 1);
	return e;
}

enum err refund_step(const struct checkout *k, const struct refund *f)
{
	static const char *const words[] = {
		[REFUND_PROCESSING] = "processing",
		[REFUND_SUCCESS] = "success",
		[REFUND_FAILED] = "failed"
	};
	struct step s = { .k = k, .f = f };
	enum refund_state state = REFUND_PROCESSING;
	enum err kept, e = refund_try(k->db, f, next_at(f));

	if (e == ERR_CONFLICT)
		return OK;
	if (e != OK)
		return e;
	e = ask(k, f, &state);
	if (e != OK) {
		kept = no_answer(k, f, e);
		return kept == OK ? e : kept;
	}
	s.to = words[state];
	if (!strcmp(s.to, f->state))
		return refund_answered(k->db, f);
	e = db_transaction(k->db, move, &s);
	if (e == OK && state == REFUND_FAILED)
		log_error("refund %s: the provider refuses; it must be paid "
		    "back by hand", f->token);
	else if (e == OK)
		log_info("refund %s: %s", f->token, s.to);
	return e == ERR_CONFLICT ? OK : e;
}

/* --- the operator ----------------------------------------------------- */

static enum err by_operator(const struct checkout *k, const char *token,
    enum err (*fn)(struct db *, void *), struct step *s)
{
	struct refund f;
	enum err e = refund_by_token(k->db, k->arena, token, &f);

	s->k = k;
	s->f = &f;
	if (e == OK && strcmp(f.state, "failed") && strcmp(f.state, "dead"))
		e = ERR_CONFLICT;
	return e == OK ? db_transaction(k->db, fn, s) : e;
}

static enum err revive(struct db *db, void *arg)
{
	const struct step *s = arg;
	enum err e = move(db, arg);

	return e == OK ? refund_revive(db, s->f, clock_now()) : e;
}

enum err refund_again(const struct checkout *k, const char *token)
{
	/* Asked first: it may have gone through meanwhile. */
	struct step s = { .to = "processing" };

	return by_operator(k, token, revive, &s);
}

/* OK: the provider says that it has not made it and will not. */
static enum err not_made(const struct checkout *k, const char *token)
{
	enum refund_state state = REFUND_FAILED;
	struct pay_refund p;
	struct refund f;
	struct pay *pay;
	enum err e = refund_by_token(k->db, k->arena, token, &f);

	if (e != OK)
		return e;
	pay = service_pay(k->service, f.provider);
	if (!pay)
		return ERR_UPSTREAM;
	p = words_of(&f);
	e = pay->ops->refund_query(pay, k->arena, &p, &state);
	if (e == ERR_NOTFOUND)
		return OK;
	return e == OK && state != REFUND_FAILED ? ERR_DENIED : e;
}

enum err refund_by_hand(const struct checkout *k, const char *token,
    const char *note, int unasked)
{
	struct step s = { .to = "success", .note = note };
	enum err e = unasked ? OK : not_made(k, token);

	return e == OK ? by_operator(k, token, move, &s) : e;
}
