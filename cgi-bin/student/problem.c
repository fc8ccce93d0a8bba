/* /orders/:token/problem: "something is wrong with my payment", with the
 * facts that staff need, as far as we have them. */
#include "cashier.h"
#include "money.h"

#include "cgi-bin/web/form.h"
#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/base/parse.h"
#include "lib/db/audit.h"

#include <inttypes.h>
#include <string.h>

struct report {
	char *kind, *message;
};

#define MESSAGE_MAX 200		/* characters */

static const struct field fields[] = {
	{ "Kind", FORM_CHOICE, 1, 10, offsetof(struct report, kind),
	    "Text.Problem.KindMissing", "unpaid|twice|refund|amount|other" },
	{ "Message", FORM_TEXT, 0, 4000, offsetof(struct report, message),
	    "Text.Problem.MessageLong", NULL },
	{ 0 }
};

/* Beijing time with seconds, as the provider's books have it. */
static const char *when(struct req *r, int64_t t)
{
	char at[40];

	if (!t)
		return "-";
	clock_rfc3339(t, at);
	return arena_strdup(r->arena, at);
}

static const char *facts(struct req *r, const struct order *o,
    const struct trail *list, int n)
{
	struct buf b = {0};
	const char *s;
	int i;

	buf_printf(&b, "order: %s\nstate: %s\namount: %" PRId64 " fen\n"
	    "created: %s\nasked: %s\npaid: %s\nclosed: %s\n", o->token,
	    o->state, o->amount_fen, when(r, o->created_at),
	    when(r, o->asked_at), when(r, o->paid_at),
	    when(r, o->closed_at));
	for (i = 0; i < n && b.n < 1700; i++) {
		buf_printf(&b, "payment: %s %s %" PRId64 " fen %s%s\n",
		    list[i].provider, list[i].transaction_no,
		    list[i].amount_fen, when(r, list[i].paid_at),
		    list[i].late ? " late" : "");
		if (list[i].refund_token)
			buf_printf(&b, "refund: %s %s %s %" PRId64 " fen "
			    "%s\n", list[i].refund_token, list[i].reason,
			    list[i].refund_state, list[i].refund_fen,
			    when(r, list[i].refund_done_at));
	}
	s = arena_strndup(r->arena, b.p, b.n);
	buf_free(&b);
	return s;
}

static void show_trail(struct req *r, const struct trail *list, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		req_set_item(r, "Payments", i, "Name", cashier_name(r,
		    list[i].provider));
		req_set_item(r, "Payments", i, "Number",
		    list[i].transaction_no);
		req_set_item(r, "Payments", i, "Amount", req_fen(r,
		    list[i].amount_fen));
		req_set_item(r, "Payments", i, "At", req_time(r,
		    list[i].paid_at));
		if (list[i].refund_token)
			req_set_item(r, "Payments", i, "Refund",
			    list[i].refund_token);
	}
}

static int show(struct req *r, int status, const struct purchase *p)
{
	struct trail list[TRAIL_MAX];
	struct problem open;
	int n;
	enum err e = trail_list(r->db, r->arena, p->o.id, list, &n);

	if (e == OK) {
		show_trail(r, list, n);
		e = problem_open(r->db, r->arena, p->o.id, &open);
	}
	if (e == OK) {
		req_set_int(r, "Problem.Id", (int64_t)open.id);
		req_set_time(r, "Problem.At", open.created_at);
	}
	if (e != OK && e != ERR_NOTFOUND)
		return req_fail(r, e);
	req_set(r, "Order.StateText", money_order_state(r, p->o.state));
	req_set_time(r, "Order.CreatedAt", p->o.created_at);
	req_set_time(r, "Order.AskedAt", p->o.asked_at);
	return req_page_status(r, status, "student/problem");
}

int order_problem_page(struct req *r)
{
	struct purchase p;
	int status = money_load(r, &p);

	return status ? status : show(r, 200, &p);
}

struct filing {
	struct arena *a;
	const struct order *o;
	struct problem p;
};

/* One at a time, also when it is sent twice at once. */
static enum err file(struct db *db, void *arg)
{
	struct filing *f = arg;
	struct problem open;
	struct order locked;
	uint64_t id;
	enum err e = order_lock(db, f->a, f->o->token, &locked);

	if (e == OK)
		e = problem_open(db, f->a, f->o->id, &open);
	if (e != ERR_NOTFOUND)
		return e;
	e = problem_add(db, f->o->id, &f->p, clock_now(), &id);
	if (e == OK)
		e = audit_add(db, "student", f->o->account_id,
		    "order.problem", "order", f->o->id, f->p.kind);
	return e;
}

static enum err read_report(struct req *r, struct report *f)
{
	enum err e = form_read(r, fields, f);

	if (e != OK)
		return e;
	if (parse_chars(f->message) > MESSAGE_MAX) {
		form_error(r, "Message", "Text.Problem.MessageLong");
		return ERR_INPUT;
	}
	if (!*f->message && strcmp(f->kind, "other") == 0) {
		form_error(r, "Message", "Text.Problem.MessageMissing");
		return ERR_INPUT;
	}
	return OK;
}

/* Before anybody is troubled the provider is asked once more. 1: the order
 * has moved on, and says so itself. */
static int asked(struct req *r, struct order *o)
{
	const struct checkout k = money_checkout(r);

	if (strcmp(o->state, "pending"))
		return 0;
	checkout_ask(&k, o, 0);
	return order_get(r->db, r->arena, r->account, r->arg, o) == OK &&
	    strcmp(o->state, "pending");
}

int order_problem_post(struct req *r)
{
	struct trail list[TRAIL_MAX];
	struct purchase p;
	struct report f = {0};
	struct filing filing = { .a = r->arena, .o = &p.o };
	int status = money_load(r, &p), n;
	enum err e;

	if (status)
		return status;
	if (read_report(r, &f) != OK)
		return show(r, 422, &p);
	if (asked(r, &p.o))
		return req_redirect_flash(r, money_path(r, p.o.token, ""),
		    "Text.Flash.ProblemSolved");
	e = trail_list(r->db, r->arena, p.o.id, list, &n);
	if (e != OK)
		return req_fail(r, e);
	filing.p.kind = f.kind;
	filing.p.message = f.message;
	filing.p.facts = facts(r, &p.o, list, n);
	e = db_transaction(r->db, file, &filing);
	if (e != OK)
		return req_fail(r, e);
	log_warn("order %s: the student reports a payment problem: %s",
	    p.o.token, f.kind);
	return req_redirect_flash(r, money_path(r, p.o.token, "/problem"),
	    "Text.Flash.ProblemFiled");
}
