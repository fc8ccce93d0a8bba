/* gradphoto refunds: money that should go back and does not. */
#include "gradphoto.h"

#include "lib/base/clock.h"
#include "lib/domain/checkout.h"

#include <inttypes.h>
#include <stdio.h>

#define LIST_MAX 200

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
	if (refund_stuck(t->db, t->arena, list, LIST_MAX, &n) != OK)
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
	const struct checkout k = { t->db, t->arena, NULL, "operator" };
	const char *token;

	if (options_read(none, argc, argv, &token, 1) != OK)
		return EXIT_USAGE;
	return answer(refund_again(&k, token), token);
}

int
command_refunds_paid(struct tool *t, int argc, char **argv)
{
	const struct checkout k = { t->db, t->arena, NULL, "operator" };
	const char *token, *note = NULL;
	const struct option_row options[] = {
		{ .name = "--note", .required = 1, .value = &note },
		{ .name = NULL }
	};

	if (options_read(options, argc, argv, &token, 1) != OK)
		return EXIT_USAGE;
	if (!*note) {
		fputs("gradphoto: the note must say who was paid and how\n",
		    stderr);
		return EXIT_USAGE;
	}
	return answer(refund_by_hand(&k, token, note), token);
}
