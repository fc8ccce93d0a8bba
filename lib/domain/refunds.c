/* Money that goes back: asked for until the provider says it is done. */
#include "checkout.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"

#include <string.h>

/* The provider wants a minute between two tries of one refund. */
#define PAUSE 60
#define PAUSE_MAX 3600

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
};

static enum err move(struct db *db, void *arg)
{
	struct step *s = arg;
	const struct refund *f = s->f;
	int more = 0, success = !strcmp(s->to, "success");
	int done = strcmp(s->to, "processing");
	enum err e = refund_move(db, f, s->to, done ? clock_now() : 0);

	if (e == OK)
		e = checkout_audit(s->k, f->account_id,
		    arena_printf(s->k->arena, "refund.%s", s->to), "refund",
		    f->id, f->reason);
	if (e == OK && success)
		e = checkout_tell(s->k, f->account_id, "refund",
		    f->amount_fen);
	if (e == OK && success)
		e = refund_others(db, f, &more);
	if (e == OK && success && !more) {
		e = order_move(db, f->order_id, "refunding", "refunded");
		/* A duplicate's order stays paid. */
		if (e == ERR_CONFLICT)
			e = OK;
	}
	return e;
}

static enum err ask(const struct checkout *k, const struct refund *f,
    enum refund_state *out)
{
	struct pay *pay = service_pay(k->service, f->provider);
	struct pay_refund p = {
		.token = f->token, .order_token = f->order_token,
		.reason = f->reason, .refund_fen = f->amount_fen,
		.total_fen = f->total_fen
	};
	enum err e;

	if (!pay)
		return ERR_UPSTREAM;
	if (!strcmp(f->state, "processing")) {
		e = pay->ops->refund_query(pay, k->arena, &p, out);
		/* Taken on, and yet not there: with the same number it is
		 * still one refund. */
		if (e != ERR_NOTFOUND)
			return e;
	}
	return pay->ops->refund(pay, k->arena, &p, out);
}

enum err refund_step(const struct checkout *k, const struct refund *f)
{
	static const char *const words[] = {
		[REFUND_PROCESSING] = "processing",
		[REFUND_SUCCESS] = "success",
		[REFUND_FAILED] = "failed"
	};
	struct step s = { .k = k, .f = f };
	enum refund_state state;
	enum err e = refund_try(k->db, f, next_at(f));

	if (e == ERR_CONFLICT)
		return OK;
	if (e == OK)
		e = ask(k, f, &state);
	if (e != OK)
		return e;
	s.to = words[state];
	if (!strcmp(s.to, f->state))
		return OK;
	e = db_transaction(k->db, move, &s);
	if (e == OK && state == REFUND_FAILED)
		log_error("refund %s: the provider refuses; it must be paid "
		    "back by hand", f->token);
	else if (e == OK)
		log_info("refund %s: %s", f->token, s.to);
	return e == ERR_CONFLICT ? OK : e;
}
