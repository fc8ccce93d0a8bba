/* What happened to an order, in plain words: see money.h. */
#include "cashier.h"
#include "money.h"

#include "lib/base/clock.h"

#include <string.h>

#define STEPS_MAX (TRAIL_MAX * 3 + 10)

struct step {
	int64_t at;		/* 0: it has not happened yet */
	const char *text, *note, *state;
};

struct steps {
	struct step step[STEPS_MAX];
	int n;
};

/* Kept in the order of time, with what is still to come at the end; of two
 * at one moment the one that was added first stays first. */
static struct step *add(struct steps *s, int64_t at, const char *text,
    const char *state)
{
	int i = s->n++;

	for (; at && i && (s->step[i - 1].at > at || !s->step[i - 1].at);
	    i--)
		s->step[i] = s->step[i - 1];
	s->step[i] = (struct step){ at, text, "", state };
	return &s->step[i];
}

static const char *reason(struct req *r, const char *word)
{
	static const struct {
		const char *word, *key;
	} words[] = {
		{ "late", "Text.Money.ReasonLate" },
		{ "duplicate", "Text.Money.ReasonDuplicate" },
		{ "rejected", "Text.Money.ReasonRejected" },
		{ "withdrawn", "Text.Money.ReasonWithdrawn" },
	};
	size_t i;

	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].word, word) == 0)
			return req_text(r, words[i].key);
	return "";
}

static void add_refund(struct req *r, struct steps *s,
    const struct trail *t)
{
	const int done = strcmp(t->refund_state, "success") == 0;
	const int failed = strcmp(t->refund_state, "failed") == 0 ||
	    strcmp(t->refund_state, "dead") == 0;

	add(s, t->refund_at, arena_printf(r->arena, "%s %s",
	    req_text(r, "Text.Money.StepRefund"),
	    req_fen(r, t->refund_fen)), "done")->note =
	    reason(r, t->reason);
	if (done)
		add(s, t->refund_done_at, arena_printf(r->arena, "%s %s",
		    req_text(r, "Text.Money.StepRefunded"),
		    req_fen(r, t->refund_fen)), "done")->note =
		    req_text(r, "Text.Money.StepRefundedNote");
	else if (failed)
		add(s, 0, req_text(r, "Text.Money.StepRefundFailed"),
		    "bad")->note = req_text(r,
		    "Text.Money.StepRefundFailedNote");
	else
		add(s, 0, req_text(r, "Text.Money.StepRefunding"), "next");
}

static void add_money(struct req *r, struct steps *s, const struct trail *t)
{
	add(s, t->paid_at, arena_printf(r->arena, "%s %s",
	    req_text(r, "Text.Money.StepPaid"), req_fen(r, t->amount_fen)),
	    "done")->note = cashier_name(r, t->provider);
	if (t->refund_token)
		add_refund(r, s, t);
}

static void add_parcel(struct req *r, struct steps *s,
    const struct order *o, const struct parcel_times *t)
{
	if (t->printed_at)
		add(s, t->printed_at, req_text(r, "Text.Money.StepPrinted"),
		    "done");
	if (t->shipped_at)
		add(s, t->shipped_at, req_text(r, "Text.Money.StepShipped"),
		    "done")->note = arena_printf(r->arena, "%s %s",
		    o->courier, o->parcel_no);
	if (t->received_at)
		add(s, t->received_at, req_text(r,
		    "Text.Money.StepReceived"), "done");
}

/* What the student waits for now; nothing where all is over. */
static void add_next(struct req *r, struct steps *s,
    const struct purchase *p, const struct parcel_times *t)
{
	const char *c = p->c.state, *parcel = "next";

	if (strcmp(p->o.state, "pending") == 0) {
		add(s, 0, req_text(r, p->o.expires_at > clock_now() ?
		    "Text.Money.StepPay" : "Text.Money.StepAsking"), "next");
		return;
	}
	if (strcmp(p->o.state, "paid"))
		return;
	if (strcmp(c, "submitted") == 0) {
		add(s, 0, req_text(r, "Text.Money.StepReview"), "next");
		parcel = "later";
	}
	if (!p->o.prints || t->received_at)
		return;
	if (t->shipped_at)
		add(s, 0, req_text(r, "Text.Money.StepReceive"), parcel);
	else
		add(s, 0, req_text(r, t->printed_at ?
		    "Text.Money.StepShip" : "Text.Money.StepPrint"), parcel);
}

static void show(struct req *r, const struct steps *s)
{
	static const char list[] = "Timeline";
	int i;

	for (i = 0; i < s->n; i++) {
		req_set_item(r, list, i, "Text", s->step[i].text);
		req_set_item(r, list, i, "Note", s->step[i].note);
		req_set_item(r, list, i, "State", s->step[i].state);
		if (s->step[i].at)
			req_set_item(r, list, i, "At", req_time(r,
			    s->step[i].at));
	}
}

enum err timeline_show(struct req *r, const struct purchase *p,
    const struct trail *list, int n)
{
	struct parcel_times parcel = {0};
	struct steps s = { .n = 0 };
	enum err e = OK;
	int i;

	if (p->o.prints)
		e = trail_parcel(r->db, p->o.id, &parcel);
	if (e != OK)
		return e;
	add(&s, p->o.created_at, req_text(r, "Text.Money.StepOrdered"),
	    "done");
	for (i = 0; i < n; i++)
		add_money(r, &s, &list[i]);
	if (p->o.closed_at)
		add(&s, p->o.closed_at, req_text(r,
		    "Text.Money.StepClosed"), "done");
	if (p->o.paid_at && p->c.submitted_at)
		add(&s, p->c.submitted_at, req_text(r,
		    "Text.Money.StepSubmitted"), "done");
	add_parcel(r, &s, &p->o, &parcel);
	add_next(r, &s, p, &parcel);
	show(r, &s);
	return OK;
}
