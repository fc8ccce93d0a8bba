/* gradphoto problems: what students say is wrong with their payments. */
#include "gradphoto.h"

#include "lib/base/clock.h"
#include "lib/base/parse.h"
#include "lib/db/audit.h"
#include "lib/db/trails.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LIST_MAX 100

static const struct option_row none[] = { { .name = NULL } };

/* The facts, a line each, set in. */
static void
print_facts(const char *s)
{
	size_t n;

	for (; *s; s += n + (s[n] == '\n')) {
		n = strcspn(s, "\n");
		printf("    %.*s\n", (int)n, s);
	}
}

int
command_problems_list(struct tool *t, int argc, char **argv)
{
	struct problem *list = arena_alloc(t->arena, LIST_MAX * sizeof *list);
	char at[17];
	int i, n;

	if (options_read(none, argc, argv, NULL, 0) != OK)
		return EXIT_USAGE;
	if (problem_list(t->db, t->arena, list, LIST_MAX, &n) != OK)
		return EXIT_REFUSED;
	for (i = 0; i < n; i++) {
		clock_beijing(list[i].created_at, at);
		printf("%" PRIu64 "  %s  %s  %s\n", list[i].id, at,
		    list[i].kind, list[i].message);
		print_facts(list[i].facts);
	}
	return EXIT_GOOD;
}

static enum err
done(struct db *db, void *arg)
{
	const uint64_t *id = arg;
	enum err e = problem_done(db, *id, clock_now());

	if (e == OK)
		e = audit_add(db, "operator", getuid(), "problem.done",
		    "problem", *id, NULL);
	return e;
}

int
command_problems_done(struct tool *t, int argc, char **argv)
{
	const char *word;
	uint64_t id;

	if (options_read(none, argc, argv, &word, 1) != OK)
		return EXIT_USAGE;
	if (parse_u64(word, &id) != OK ||
	    db_transaction(t->db, done, &id) != OK) {
		fprintf(stderr, "gradphoto: no open problem has this "
		    "number: %s\n", word);
		return EXIT_REFUSED;
	}
	return EXIT_GOOD;
}
