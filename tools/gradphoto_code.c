/* gradphoto code make: codes of the test scheme; ticket check: what a
 * collecting station asks. */
#include "gradphoto.h"

#include "lib/base/clock.h"
#include "lib/base/crypto.h"
#include "lib/db/campaigns.h"
#include "lib/domain/ticket.h"
#include "lib/scan/scan.h"

#include <jansson.h>
#include <stdio.h>

int
command_code_make(struct tool *t, int argc, char **argv)
{
	const char *path = conf_text(t->conf, "code_test_key_file"), *text;
	struct scan_person p = {0};
	const struct option_row options[] = {
		{ .name = "--no", .required = 1, .value = &p.student_no },
		{ .name = "--name", .value = &p.name },
		{ .name = "--id", .value = &p.id_no },
		{ .name = "--school", .value = &p.school_code },
		{ .name = NULL }
	};
	uint8_t seed[CRYPTO_KEY];

	if (options_read(options, argc, argv, NULL, 0) != OK)
		return EXIT_USAGE;
	if (!*path || crypto_key_load(path, seed) != OK) {
		fputs("gradphoto: the test scheme needs code_test_key_file\n",
		    stderr);
		return EXIT_UNREADABLE;
	}
	if (scan_test_code(t->arena, seed, &p, &text) != OK) {
		fputs("gradphoto: a value with ';', or an empty --no\n",
		    stderr);
		return EXIT_USAGE;
	}
	puts(text);
	return EXIT_GOOD;
}

/* What a station may see (design 1): no name, no number. */
static enum err
print_ticket(struct tool *t, const struct ticket *k)
{
	json_t *out = json_pack("{s:s}", "verdict",
	    ticket_verdict_name(k->verdict));
	struct campaign c;
	char when[26];
	enum err e = OK;

	if (k->expires_at) {
		clock_rfc3339(k->expires_at, when);
		json_object_set_new(out, "expires", json_string(when));
	}
	if (k->verdict == TICKET_GOOD) {
		e = campaign_get(t->db, t->arena, k->c.campaign_id, &c);
		json_object_set_new(out, "collection",
		    json_string(k->c.token));
		if (e == OK)
			json_object_set_new(out, "campaign",
			    json_string(c.feature_code));
	}
	json_dumpf(out, stdout, JSON_INDENT(2));
	putchar('\n');
	json_decref(out);
	return e;
}

int
command_ticket_check(struct tool *t, int argc, char **argv)
{
	const struct option_row none[] = { { .name = NULL } };
	const char *text;
	struct ticket k;
	struct keys keys;

	if (options_read(none, argc, argv, &text, 1) != OK)
		return EXIT_USAGE;
	if (keys_load_lookup(t->conf, &keys) != OK ||
	    ticket_check(t->db, &keys, t->arena, text, clock_now(), &k) != OK)
		return EXIT_UNREADABLE;
	if (print_ticket(t, &k) != OK)
		return EXIT_UNREADABLE;
	return k.verdict == TICKET_GOOD ? EXIT_GOOD : EXIT_REFUSED;
}
