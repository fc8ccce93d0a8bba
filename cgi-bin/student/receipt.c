/* GET /orders/:token/receipt: what was paid for what, as a PDF. */
#include "cashier.h"
#include "collect.h"
#include "money.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/paper/receipt.h"

#include <stdlib.h>
#include <string.h>

static void head(struct req *r, struct receipt *rc, const char *key,
    const char *value)
{
	if (rc->heads < RECEIPT_ROWS)
		rc->head[rc->heads++] = (struct receipt_row){
		    req_text(r, key), "", value };
}

static void bill(struct receipt *rc, const char *name, const char *note,
    const char *value)
{
	if (rc->bills < RECEIPT_ROWS)
		rc->bill[rc->bills++] = (struct receipt_row){ name, note,
		    value };
}

static enum err add_items(struct req *r, const struct order *o,
    struct receipt *rc)
{
	struct order_item list[ITEMS_MAX];
	const char *note, *text;
	int i, n;
	enum err e = order_items(r->db, r->arena, o->id, list, &n);

	for (i = 0; e == OK && i < n; i++) {
		text = money_item(r, &list[i], &note);
		bill(rc, text, note, list[i].amount_fen ? req_fen(r,
		    list[i].amount_fen) : "");
	}
	return e;
}

/* What came in and what went back. */
static int64_t add_trail(struct req *r, const struct trail *list, int n,
    struct receipt *rc)
{
	int64_t sum = 0;
	int i;

	for (i = 0; i < n; i++) {
		head(r, rc, "Text.Money.PaidAt", req_time(r,
		    list[i].paid_at));
		head(r, rc, "Text.Money.PaidWith", cashier_name(r,
		    list[i].provider));
		head(r, rc, "Text.Money.Transaction",
		    list[i].transaction_no);
		sum += list[i].amount_fen;
		if (!list[i].refund_done_at)
			continue;
		sum -= list[i].refund_fen;
		bill(rc, req_text(r, "Text.Money.StepRefunded"),
		    req_time(r, list[i].refund_done_at), req_fen(r,
		    -list[i].refund_fen));
	}
	return sum;
}

static void frame(struct req *r, const struct purchase *p,
    struct receipt *rc)
{
	rc->title = req_text(r, "Text.Money.ReceiptTitle");
	rc->issuer = conf_text(r->conf, "merchant");
	head(r, rc, "Text.Money.Number", p->o.token);
	head(r, rc, "Text.Money.ReceiptFor", work_campaign(r,
	    &p->campaign));
	head(r, rc, "Text.Money.ReceiptSchool", work_school(r,
	    &p->campaign));
	head(r, rc, "Text.Money.CreatedAt", req_time(r, p->o.created_at));
	rc->total_name = req_text(r, "Text.Money.ReceiptTotal");
	rc->notes[0] = req_text(r, "Text.Money.ReceiptNote");
	rc->notes[1] = arena_printf(r->arena, "%s %s",
	    req_text(r, "Text.Money.ReceiptMade"),
	    req_time(r, clock_now()));
	rc->mark = conf_yes(r->conf, "demo") ? "DEMO" : "";
}

static int send_pdf(struct req *r, const struct receipt *rc)
{
	uint8_t *pdf = NULL;
	size_t n = 0;
	enum err e = receipt_pdf(rc, conf_text(r->conf, "receipt_font_file"),
	    &pdf, &n);

	if (e != OK)
		return req_fail(r, e);
	arena_defer(r->arena, free, pdf);
	req_header(r, "Content-Disposition", arena_printf(r->arena,
	    "attachment; filename=\"receipt-%.8s.pdf\"", r->arg));
	req_header(r, "Cache-Control", "private, no-store");
	return req_send(r, 200, "application/pdf", pdf, n);
}

int order_receipt(struct req *r)
{
	struct receipt *rc = arena_alloc(r->arena, sizeof *rc);
	struct trail list[TRAIL_MAX];
	struct purchase p;
	int status = money_load(r, &p), n = 0;
	enum err e;

	if (status)
		return status;
	e = trail_list(r->db, r->arena, p.o.id, list, &n);
	if (e == OK && !n)	/* nothing was paid */
		e = ERR_NOTFOUND;
	if (e == OK) {
		frame(r, &p, rc);
		e = add_items(r, &p.o, rc);
	}
	if (e != OK)
		return req_fail(r, e);
	rc->total = req_fen(r, add_trail(r, list, n, rc));
	return send_pdf(r, rc);
}
