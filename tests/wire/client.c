/*
 * The payment client by hand, for tests against other implementations:
 *   client CONF create|query|close|refund|refund_query TOKEN
 *   client CONF pay TOKEN h5|jsapi|qr RETURN_URL|OPENID
 *   client CONF refund_of TOKEN TRANSACTION
 *   client CONF bill DAY
 *   client CONF payer_url BACK STATE
 *   client CONF payer CODE
 *   client CONF prove -
 *   client CONF event TIMESTAMP NONCE SERIAL SIGNATURE  < body
 * of the first provider that CONF names. Prints the result on one line; the
 * first word is err_name(). A bill has a line more for each of its rows.
 * GP_REPEAT=N: N times, in one process.
 */
#include "lib/base/buf.h"
#include "lib/base/clock.h"
#include "lib/base/parse.h"
#include "lib/service/service.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const states[] = {
	[PAY_NONE] = "none", [PAY_WAITING] = "waiting", [PAY_PAID] = "paid",
	[PAY_CLOSED] = "closed", [PAY_REFUNDED] = "refunded"
};

static const char *const refunds[] = {
	[REFUND_PROCESSING] = "processing", [REFUND_SUCCESS] = "success",
	[REFUND_FAILED] = "failed"
};

static struct pay_order order(const char *token)
{
	return (struct pay_order){ .token = token,
	    .description = "毕业生图像采集", .amount_fen = 2000,
	    .expires_at = clock_now() + 1800, .client_ip = "192.0.2.1" };
}

static enum err run_create(struct pay *p, struct arena *a, char **argv)
{
	const struct pay_order o = order(argv[3]);
	struct pay_begin b;
	enum err e = p->ops->create(p, a, &o, &b);

	printf("%s %s\n", err_name(e), e == OK ? b.text : "-");
	return e;
}

/* The time is fixed: all must be the same in a second try. */
static enum err run_pay(struct pay *p, struct arena *a, char **argv)
{
	static const char *const nexts[] = {
		[PAY_NEXT_URL] = "url", [PAY_NEXT_QR] = "qr",
		[PAY_NEXT_SCRIPT] = "script"
	};
	struct pay_order o = order(argv[3]);
	struct pay_begin b;
	enum err e;

	o.expires_at = clock_now() / 86400 * 86400 + 2 * 86400;
	o.way = !strcmp(argv[4], "jsapi") ? PAY_JSAPI :
	    !strcmp(argv[4], "qr") ? PAY_QR : PAY_H5;
	if (o.way == PAY_JSAPI)
		o.payer = *argv[5] ? argv[5] : NULL;
	else
		o.return_url = argv[5];
	e = p->ops->create(p, a, &o, &b);
	printf("%s %s %s\n", err_name(e), e == OK ? nexts[b.next] : "-",
	    e == OK ? b.text : "-");
	return e;
}

static void print_result(struct pay *p, const struct pay_result *r)
{
	printf(" %s %s %s %lld %s %s", states[r->state], r->order_token,
	    r->transaction_no ? r->transaction_no : "-",
	    (long long)r->amount_fen, r->currency ? r->currency : "-",
	    p->ops->ours(p, r) == OK ? "ours" : "foreign");
}

static enum err run_query(struct pay *p, struct arena *a, char **argv)
{
	struct pay_result r;
	enum err e = p->ops->query(p, a, argv[3], &r);

	printf("%s", err_name(e));
	if (e == OK)
		print_result(p, &r);
	printf("\n");
	return e;
}

static enum err run_close(struct pay *p, struct arena *a, char **argv)
{
	enum err e = p->ops->close(p, a, argv[3]);

	printf("%s\n", err_name(e));
	return e;
}

static enum err run_refund(struct pay *p, struct arena *a, char **argv)
{
	struct pay_refund f = { .token = argv[3], .order_token = argv[3],
	    .reason = "late", .refund_fen = 2000, .total_fen = 2000 };
	enum refund_state s = REFUND_FAILED;
	enum err e = p->ops->refund(p, a, &f, &s);

	printf("%s %s\n", err_name(e), e == OK ? refunds[s] : "-");
	return e;
}

static enum err run_refund_of(struct pay *p, struct arena *a, char **argv)
{
	struct pay_refund f = { .token = argv[3], .order_token = "unused",
	    .transaction_no = argv[4], .reason = "duplicate",
	    .refund_fen = 2000, .total_fen = 2000 };
	enum refund_state s = REFUND_FAILED;
	enum err e = p->ops->refund(p, a, &f, &s);

	printf("%s %s\n", err_name(e), e == OK ? refunds[s] : "-");
	return e;
}

static enum err run_bill(struct pay *p, struct arena *a, char **argv)
{
	struct pay_bill b = {0};
	size_t i;
	enum err e = p->ops->bill(p, a, argv[3], &b);

	printf("%s %zu\n", err_name(e), b.n);
	for (i = 0; i < b.n; i++)
		printf("%s %s %s %lld %lld\n", b.rows[i].order_token,
		    b.rows[i].transaction_no, *b.rows[i].refund_token ?
		    b.rows[i].refund_token : "-",
		    (long long)b.rows[i].amount_fen,
		    (long long)b.rows[i].at);
	return e;
}

static enum err run_payer_url(struct pay *p, struct arena *a, char **argv)
{
	const char *url = "-";
	enum err e = p->ops->payer_url(p, a, argv[3], argv[4], &url);

	printf("%s %s\n", err_name(e), url);
	return e;
}

static enum err run_payer(struct pay *p, struct arena *a, char **argv)
{
	const char *payer = "-";
	enum err e = p->ops->payer(p, a, argv[3], &payer);

	printf("%s %s\n", err_name(e), payer);
	return e;
}

static enum err run_prove(struct pay *p, struct arena *a, char **argv)
{
	const char *what = "-";
	enum err e = p->ops->prove(p, a, &what);

	(void)argv;
	printf("%s %s\n", err_name(e), what);
	return e;
}

static enum err run_refund_query(struct pay *p, struct arena *a, char **argv)
{
	struct pay_refund f = { .token = argv[3], .order_token = argv[3],
	    .refund_fen = 2000, .total_fen = 2000 };
	enum refund_state s = REFUND_FAILED;
	enum err e = p->ops->refund_query(p, a, &f, &s);

	printf("%s %s\n", err_name(e), e == OK ? refunds[s] : "-");
	return e;
}

static enum err run_event(struct pay *p, struct arena *a, char **argv)
{
	struct pay_signature s = { argv[3], argv[4], argv[5], argv[6] };
	struct pay_event ev;
	struct buf b = {0};
	char chunk[4096];
	size_t n;
	enum err e;

	while ((n = fread(chunk, 1, sizeof chunk, stdin)) > 0)
		buf_add(&b, chunk, n);
	e = p->ops->event(p, a, &s, b.p ? b.p : "", b.n, &ev);
	printf("%s", err_name(e));
	if (e == OK) {
		printf(" %s %s", ev.id, ev.kind);
		print_result(p, &ev.result);
	}
	printf("\n");
	buf_free(&b);
	return e;
}

static const struct command {
	const char *name;
	int args;
	enum err (*run)(struct pay *p, struct arena *a, char **argv);
} commands[] = {
	{ "create", 4, run_create },
	{ "query", 4, run_query },
	{ "close", 4, run_close },
	{ "refund", 4, run_refund },
	{ "refund_query", 4, run_refund_query },
	{ "pay", 6, run_pay },
	{ "refund_of", 5, run_refund_of },
	{ "bill", 4, run_bill },
	{ "payer_url", 5, run_payer_url },
	{ "payer", 4, run_payer },
	{ "prove", 4, run_prove },
	{ "event", 7, run_event },
};

int main(int argc, char **argv)
{
	struct service svc = {0};
	struct conf *c = NULL;
	struct arena *a = arena_new();
	const char *times = getenv("GP_REPEAT");
	int64_t n = 1;
	char why[256];
	size_t i;
	enum err e = ERR_INPUT;

	if (times && parse_i64(times, &n) != OK)
		return 2;

	if (argc >= 3 && conf_load(argv[1], &c, why) == OK)
		e = service_open(c, SERVICE_PAY, &svc);
	for (i = 0; e == OK && i < sizeof commands / sizeof *commands; i++) {
		if (strcmp(commands[i].name, argv[2]) ||
		    commands[i].args != argc)
			continue;
		while (n-- > 0)
			e = commands[i].run(svc.pay[0], a, argv);
		break;
	}
	service_close(&svc);
	conf_free(c);
	arena_free(a);
	return e != OK;
}
