/* gradphoto refunds: money that should go back and does not. */
#include "gradphoto.h"

#include "lib/base/clock.h"
#include "lib/domain/checkout.h"

#include <inttypes.h>
#include <stdio.h>

#define LIST_MAX 200
#define OLD (3 * 86400)	/* an open refund that is older is looked at */

static const struct option_row none[] = { { .name = NULL } };

int
command_refunds_list(struct tool *t, int argc, char **argv)
{
	struct refund *list = arena_alloc(t->arena, LIST_MAX * sizeof *list);
	const struct refund *f;
	char at[17];
	int n;

	if (options_read(none, argc, argv, NULL, 0) != OK)
		return EXIT_USAGE;
	if (refund_stuck(t->db, t->arena, clock_now() - OLD,
	    list, LIST_MAX, &n) != OK)
		return EXIT_REFUSED;
	for (f = list; f < list + n; f++) {
		clock_beijing(f->created_at, at);
		printf("%s  %-10s  %s  %s  %" PRId64 ".%02" PRId64 "  %s\n"
		    "    order %s, transaction %s, %u tries%s%s\n", f->token,
		    f->state, at, f->reason, f->amount_fen / 100,
		    f->amount_fen % 100, f->provider, f->order_token,
		    f->transaction_no, f->tries, *f->error ? ", last: " : "",
		    f->error);
	}
	return EXIT_GOOD;
}

static int
answer(enum err e, const char *token)
{
	if (e == ERR_NOTFOUND)
		fprintf(stderr, "gradphoto: no refund has this number: %s\n",
		    token);
	else if (e == ERR_CONFLICT)
		fprintf(stderr, "gradphoto: refund %s is neither failed nor "
		    "dead: nothing to do by hand\n", token);
	return e == OK ? EXIT_GOOD : EXIT_REFUSED;
}

int
command_refunds_retry(struct tool *t, int argc, char **argv)
{
	const struct checkout k = { .db = t->db, .arena = t->arena,
	    .actor = "operator" };
	const char *token;

	if (options_read(none, argc, argv, &token, 1) != OK)
		return EXIT_USAGE;
	return answer(refund_again(&k, token), token);
}

int
command_refunds_paid(struct tool *t, int argc, char **argv)
{
	struct service svc = {0};
	const struct checkout k = { .db = t->db, .arena = t->arena,
	    .service = &svc, .actor = "operator" };
	const char *token, *note = NULL;
	int unasked = 0;
	enum err e;
	const struct option_row options[] = {
		{ .name = "--note", .required = 1, .value = &note },
		{ .name = "--unasked", .flag = &unasked },
		{ .name = NULL }
	};

	if (options_read(options, argc, argv, &token, 1) != OK)
		return EXIT_USAGE;
	if (!*note) {
		fputs("gradphoto: the note must say who was paid and how\n",
		    stderr);
		return EXIT_USAGE;
	}
	if (!unasked && service_open(t->conf, SERVICE_PAY, &svc) != OK)
		return EXIT_REFUSED;
	e = refund_by_hand(&k, token, note, unasked);
	service_close(&svc);
	if (e == ERR_DENIED)
		fprintf(stderr, "gradphoto: the provider has made refund %s "
		    "or is making it: gradphoto refunds retry %s\n", token,
		    token);
	else if (e == ERR_UPSTREAM)
		fprintf(stderr, "gradphoto: the provider does not say what "
		    "became of refund %s; look at its own pages, then again "
		    "with --unasked\n", token);
	return answer(e, token);
}
