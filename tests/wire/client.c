/*
 * The payment client by hand, for tests against other implementations:
 *   client CONF create|query|close|refund|refund_query TOKEN
 *   client CONF event TIMESTAMP NONCE SERIAL SIGNATURE  < body
 * Prints the result on one line; the first word is err_name().
 */
#include "lib/base/buf.h"
#include "lib/base/clock.h"
#include "lib/service/service.h"

#include <stdio.h>
#include <string.h>

static const char *const states[] = {
	[PAY_NONE] = "none", [PAY_WAITING] = "waiting", [PAY_PAID] = "paid",
	[PAY_CLOSED] = "closed", [PAY_REFUNDED] = "refunded"
};

static const char *const refunds[] = {
	[REFUND_PROCESSING] = "processing", [REFUND_SUCCESS] = "success",
	[REFUND_FAILED] = "failed"
};

static enum err run_create(struct pay *p, struct arena *a, char **argv)
{
	struct pay_order o = { .token = argv[3],
	    .description = "毕业生图像采集", .amount_fen = 2000,
	    .expires_at = clock_now() + 1800, .client_ip = "192.0.2.1" };
	struct pay_begin b;
	enum err e = p->ops->create(p, a, &o, &b);

	printf("%s %s\n", err_name(e), e == OK ? b.text : "-");
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
	{ "event", 7, run_event },
};

int main(int argc, char **argv)
{
	struct service svc = {0};
	struct conf *c = NULL;
	struct arena *a = arena_new();
	char why[256];
	size_t i;
	enum err e = ERR_INPUT;

	if (argc >= 3 && conf_load(argv[1], &c, why) == OK)
		e = service_open(c, SERVICE_PAY, &svc);
	for (i = 0; e == OK && i < sizeof commands / sizeof *commands; i++) {
		if (strcmp(commands[i].name, argv[2]) ||
		    commands[i].args != argc)
			continue;
		e = commands[i].run(svc.pay[0], a, argv);
		break;
	}
	service_close(&svc);
	conf_free(c);
	arena_free(a);
	return e != OK;
}
