/* gradphoto orders, parcels: what staff do with orders by hand. */
#include "gradphoto.h"

#include "lib/base/clock.h"
#include "lib/db/parcels.h"
#include "lib/domain/parcels.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LIST_MAX 1000

static struct checkout
checkout_of(struct tool *t)
{
	return (struct checkout){ .db = t->db, .arena = t->arena,
	    .actor = "operator" };
}

int
command_orders_close(struct tool *t, int argc, char **argv)
{
	const struct checkout k = checkout_of(t);
	const char *token, *note = NULL;
	const struct option_row options[] = {
		{ .name = "--note", .required = 1, .value = &note },
		{ .name = NULL }
	};
	enum err e;

	if (options_read(options, argc, argv, &token, 1) != OK)
		return EXIT_USAGE;
	if (!*note) {
		fputs("gradphoto: the note must say what became of the "
		    "money\n", stderr);
		return EXIT_USAGE;
	}
	e = checkout_give_up(&k, token, note);
	if (e == ERR_NOTFOUND)
		fprintf(stderr, "gradphoto: no such order: %s\n", token);
	else if (e == ERR_CONFLICT)
		fprintf(stderr, "gradphoto: order %s is over, or still has "
		    "time\n", token);
	return e == OK ? EXIT_GOOD : EXIT_REFUSED;
}

int
command_parcels_list(struct tool *t, int argc, char **argv)
{
	struct parcel *list = arena_alloc(t->arena, LIST_MAX * sizeof *list);
	const char *state = "waiting";
	const struct option_row options[] = {
		{ .name = "--state", .value = &state },
		{ .name = NULL }
	};
	const struct parcel *p;
	char at[17];
	int n = 0;

	if (options_read(options, argc, argv, NULL, 0) != OK)
		return EXIT_USAGE;
	if (parcel_list(t->db, t->arena, state, list, LIST_MAX, &n) != OK)
		return EXIT_REFUSED;
	for (p = list; p < list + n; p++) {
		clock_beijing(p->paid_at, at);
		printf("%s  %s  %s%s%s%s\n    %s %s, %s %s %s\n",
		    p->order_token, at, p->state, *p->number ? "  " : "",
		    p->courier, p->number, p->recipient, p->phone, p->region,
		    p->detail, p->postcode);
	}
	return EXIT_GOOD;
}

static int
answer(enum err e, const char *token)
{
	if (e == ERR_NOTFOUND)
		fprintf(stderr, "gradphoto: no such order: %s\n", token);
	else if (e == ERR_CONFLICT)
		fprintf(stderr, "gradphoto: order %s is not paid, or its "
		    "parcel is not at this step\n", token);
	else if (e == ERR_INPUT)
		fprintf(stderr, "gradphoto: courier and number have 1 to %d "
		    "characters\n", PARCEL_TEXT);
	return e == OK ? EXIT_GOOD : EXIT_REFUSED;
}

/* Those that can't be are said; the others are done. */
static int
each(struct tool *t, int argc, char **argv, enum err (*fn)
    (const struct checkout *, const char *, uint64_t))
{
	const struct checkout k = checkout_of(t);
	int i, status = argc ? EXIT_GOOD : EXIT_USAGE;

	for (i = 0; i < argc; i++)
		if (answer(fn(&k, argv[i], getuid()), argv[i]) != EXIT_GOOD)
			status = EXIT_REFUSED;
	if (!argc)
		fputs("gradphoto: which orders?\n", stderr);
	return status;
}

int
command_parcels_print(struct tool *t, int argc, char **argv)
{
	return each(t, argc, argv, parcel_print);
}

int
command_parcels_receive(struct tool *t, int argc, char **argv)
{
	return each(t, argc, argv, parcel_receive);
}

int
command_parcels_ship(struct tool *t, int argc, char **argv)
{
	const struct checkout k = checkout_of(t);
	const char *token, *courier = NULL, *number = NULL;
	const struct option_row options[] = {
		{ .name = "--courier", .required = 1, .value = &courier },
		{ .name = "--parcel", .required = 1, .value = &number },
		{ .name = NULL }
	};

	if (options_read(options, argc, argv, &token, 1) != OK)
		return EXIT_USAGE;
	return answer(parcel_ship(&k, token, courier, number, getuid()),
	    token);
}
