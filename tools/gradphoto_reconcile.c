/* gradphoto reconcile: our books beside those of the providers. */
#include "gradphoto.h"

#include "lib/base/clock.h"
#include "lib/base/parse.h"
#include "lib/domain/reconcile.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LIST_MAX 500
#define YUAN "%" PRId64 ".%02" PRId64
#define FEN(x) (x) / 100, (x) % 100

/* --- run -------------------------------------------------------------- */

/* One day, whether it was fetched before or not. */
static enum err
fetch_day(const struct checkout *k, const char *provider, const char *day)
{
	const struct bill_day d = { .provider = provider, .day = day };
	struct bill_day *list = arena_alloc(k->arena, LIST_MAX *
	    sizeof *list);
	int i, n = 0;
	enum err e = bill_day_want(k->db, provider, day, clock_now());

	if (e == OK)
		e = bill_day_list(k->db, k->arena, list, LIST_MAX, &n);
	for (i = 0; e == OK && i < n; i++)
		if (!strcmp(list[i].provider, d.provider) &&
		    !strcmp(list[i].day, d.day))
			return reconcile_fetch(k, &list[i]);
	return e == OK ? ERR_NOTFOUND : e;
}

static enum err
fetch_due(const struct checkout *k)
{
	struct bill_day *list = arena_alloc(k->arena, LIST_MAX *
	    sizeof *list);
	enum err one, e = reconcile_plan(k);
	int i, n = 0;

	if (e == OK)
		e = bill_day_due(k->db, k->arena, clock_now(), list, LIST_MAX,
		    &n);
	for (i = 0; i < n; i++) {
		one = reconcile_fetch(k, &list[i]);
		printf("%s %s: %s\n", list[i].day, list[i].provider,
		    one == OK ? "fetched" : err_name(one));
		if (one != OK)
			e = one;
	}
	return e;
}

int
command_reconcile_run(struct tool *t, int argc, char **argv)
{
	const char *day = NULL;
	const struct option_row options[] = {
		{ .name = "--day", .value = &day }, { .name = NULL }
	};
	struct service svc = {0};
	struct checkout k = { .db = t->db, .arena = t->arena,
	    .service = &svc, .actor = "operator" };
	int64_t from, to;
	enum err one, e;
	int i;

	if (options_read(options, argc, argv, NULL, 0) != OK)
		return EXIT_USAGE;
	if (day && reconcile_span(day, &from, &to) != OK) {
		fprintf(stderr, "gradphoto: not a day: %s\n", day);
		return EXIT_USAGE;
	}
	e = service_open(t->conf, SERVICE_PAY, &svc);
	if (e == OK && !day)
		e = fetch_due(&k);
	for (i = 0; day && i < svc.pays; i++) {
		one = fetch_day(&k, svc.pay[i]->ops->name, day);
		if (one != OK) {
			fprintf(stderr, "gradphoto: %s, %s: %s\n", day,
			    svc.pay[i]->ops->name, err_name(one));
			e = one;
		}
	}
	service_close(&svc);
	return e == OK ? EXIT_GOOD : EXIT_REFUSED;
}

/* --- show ------------------------------------------------------------- */

int
command_reconcile_show(struct tool *t, int argc, char **argv)
{
	static const struct option_row none[] = { { .name = NULL } };
	struct bill_day *list = arena_alloc(t->arena, LIST_MAX *
	    sizeof *list);
	struct bill_sums s;
	int64_t from = 0, to = 0;
	int i, n = 0;
	enum err e;

	if (options_read(none, argc, argv, NULL, 0) != OK)
		return EXIT_USAGE;
	e = bill_day_list(t->db, t->arena, list, LIST_MAX, &n);
	if (e == OK)
		puts("day         provider    ours in    notices    "
		    "books in    ours back    books back    differ");
	for (i = 0; e == OK && i < n; i++) {
		e = reconcile_span(list[i].day, &from, &to);
		if (e == OK)
			e = bill_sum(t->db, &list[i], from, to, &s);
		if (e != OK)
			break;
		printf("%s  %-10s  %" PRId64 " " YUAN "  %" PRId64 "  ",
		    list[i].day, list[i].provider, s.paid_n,
		    FEN(s.paid_fen), s.notices);
		if (!list[i].fetched) {
			printf("not fetched, %u tries\n", list[i].tries);
			continue;
		}
		printf("%" PRId64 " " YUAN "  %" PRId64 " " YUAN "  %" PRId64
		    " " YUAN "  %" PRId64 "\n", s.billed_n,
		    FEN(s.billed_fen), s.back_n, FEN(s.back_fen),
		    s.billed_back_n, FEN(s.billed_back_fen), s.open);
	}
	return e == OK ? EXIT_GOOD : EXIT_REFUSED;
}

/* --- list, explain ----------------------------------------------------- */

int
command_reconcile_list(struct tool *t, int argc, char **argv)
{
	struct difference *list = arena_alloc(t->arena, LIST_MAX *
	    sizeof *list);
	const struct difference *d;
	int all = 0, n = 0;
	const struct option_row options[] = {
		{ .name = "--all", .flag = &all }, { .name = NULL }
	};

	if (options_read(options, argc, argv, NULL, 0) != OK)
		return EXIT_USAGE;
	if (difference_list(t->db, t->arena, all, list, LIST_MAX, &n) != OK)
		return EXIT_REFUSED;
	for (d = list; d < list + n; d++) {
		printf("%" PRIu64 "  %s  %s  %s  %s  ours " YUAN "  theirs "
		    YUAN "\n    order %s, %s%s%s\n", d->id, d->day,
		    d->provider, d->state, d->kind, FEN(d->ours_fen),
		    FEN(d->theirs_fen), d->order_token, d->reference,
		    *d->note ? ": " : "", d->note);
	}
	return EXIT_GOOD;
}

int
command_reconcile_explain(struct tool *t, int argc, char **argv)
{
	const struct checkout k = { .db = t->db, .arena = t->arena,
	    .actor = "operator" };
	const char *word, *note = NULL;
	const struct option_row options[] = {
		{ .name = "--note", .required = 1, .value = &note },
		{ .name = NULL }
	};
	uint64_t id;

	if (options_read(options, argc, argv, &word, 1) != OK)
		return EXIT_USAGE;
	if (!*note || parse_u64(word, &id) != OK ||
	    reconcile_explain(&k, id, note, getuid()) != OK) {
		fprintf(stderr, "gradphoto: no open difference has this "
		    "number, or the note is empty: %s\n", word);
		return EXIT_REFUSED;
	}
	return EXIT_GOOD;
}
