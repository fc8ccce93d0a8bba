/*
 * gradphoto: the operator's command line. Works with the database account
 * gp_owner, whatever the configuration says with %p.
 */
#include "gradphoto.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is there when a command runs: no database (the doctor looks at one
 * that may not answer), one with any schema, or with the right one. */
enum needs { CONF, DATABASE, SCHEMA };

static const struct command {
	const char *name, *sub;		/* "school", "add"; sub may be NULL */
	enum needs needs;
	int (*run)(struct tool *t, int argc, char **argv);
	const char *usage, *help;
} commands[] = {
	{ "migrate", NULL, DATABASE, command_migrate, "",
	    "bring the database's schema up to date" },
	{ "doctor", NULL, CONF, command_doctor, "",
	    "check the installation and say what to do" },
	{ "school", "add", SCHEMA, command_school_add,
	    "CODE NAME_ZH NAME_EN [--contact TEXT]",
	    "a school; the contact is shown to students in need" },
	{ "campaign", "add", SCHEMA, command_campaign_add,
	    "--school CODE --kind graduate|new_student --feature CODE\n"
	    "      --name-zh TEXT --name-en TEXT --opens DATE --closes DATE\n"
	    "      --price YUAN --price-prints YUAN [--profile NAME]\n"
	    "      [--set NAME=VALUE]... [--token TOKEN]\n"
	    "      [--routes online,onsite]",
	    "a cohort; dates are Beijing time, 2026-11-01 or "
	    "'2026-11-01 08:00'" },
	{ "campaign", "withdraw", SCHEMA, command_campaign_withdraw,
	    "FEATURE yes|no",
	    "may students take a paid order back before the review?" },
	{ "campaign", "list", SCHEMA, command_campaign_list, "",
	    "feature code, token, window and name of each" },
	{ "prices", "list", SCHEMA, command_prices_list, "FEATURE",
	    "what a campaign's photo, prints and parcels cost" },
	{ "prices", "size", SCHEMA, command_prices_size,
	    "FEATURE SIZE --photos N --price YUAN [--included]",
	    "a size of prints, N photos a set; --included: one set is in\n"
	    "        the price with prints. SIZE: 33x48, 1inch, 2inch..." },
	{ "prices", "drop", SCHEMA, command_prices_drop, "FEATURE SIZE",
	    "offer a size no longer" },
	{ "prices", "postage", SCHEMA, command_prices_postage,
	    "FEATURE YUAN [--province CODE]",
	    "postage, also for one province: 65 is Xinjiang" },
	{ "audit", "verify", SCHEMA, command_audit_verify, "[--end FILE]",
	    "is the audit trail as it was written? Says the first row that\n"
	    "        is not" },
	{ "problems", "list", SCHEMA, command_problems_list, "",
	    "what students say is wrong with their payments" },
	{ "problems", "done", SCHEMA, command_problems_done, "NUMBER",
	    "a problem is seen to" },
	{ "refunds", "list", SCHEMA, command_refunds_list, "",
	    "refunds that the provider refuses or does not answer" },
	{ "refunds", "retry", SCHEMA, command_refunds_retry, "NUMBER",
	    "ask again about one that failed or was given up" },
	{ "refunds", "paid", SCHEMA, command_refunds_paid,
	    "NUMBER --note TEXT [--unasked]",
	    "one that failed was paid back by hand; the note says how. The\n"
	    "        provider is asked first, so that nobody is paid twice" },
	{ "orders", "close", SCHEMA, command_orders_close,
	    "NUMBER --note TEXT",
	    "one whose time is over and that can't end, because somebody\n"
	    "        paid other money; the note says what became of that" },
	{ "parcels", "list", SCHEMA, command_parcels_list,
	    "[--state waiting|printed|shipped]",
	    "prints to make and to send, the oldest first" },
	{ "parcels", "print", SCHEMA, command_parcels_print, "NUMBER...",
	    "the prints of these orders are made" },
	{ "parcels", "ship", SCHEMA, command_parcels_ship,
	    "NUMBER --courier NAME --parcel NUMBER",
	    "sent; the student is told" },
	{ "parcels", "receive", SCHEMA, command_parcels_receive,
	    "NUMBER...", "arrived" },
	{ "reconcile", "run", SCHEMA, command_reconcile_run, "[--day DAY]",
	    "fetch the providers' books that are due, or of that day, and\n"
	    "        compare; the worker does so every day" },
	{ "reconcile", "show", SCHEMA, command_reconcile_show, "",
	    "our orders, notices and their books, day by day" },
	{ "reconcile", "list", SCHEMA, command_reconcile_list, "[--all]",
	    "differences that nobody has explained" },
	{ "reconcile", "explain", SCHEMA, command_reconcile_explain,
	    "NUMBER --note TEXT", "say why they differ" },
	{ "settings", "list", SCHEMA, command_settings_list, "",
	    "what an administrator may change while it runs" },
	{ "settings", "set", SCHEMA, command_settings_set,
	    "--name NAME --value VALUE", "changes one of them" },
	{ "announce", NULL, SCHEMA, command_announce,
	    "--campaign FEATURE --title-zh TEXT --title-en TEXT\n"
	    "      --body-zh TEXT --body-en TEXT [--expires DATE]",
	    "a notice on the students' home page" },
	{ "roster", "import", SCHEMA, command_roster_import,
	    "FILE --campaign FEATURE [--dry-run] [--skip-bad]\n"
	    "      [--names] [--replace]",
	    "a school's list, XLSX or CSV: all rows or none. Changed names\n"
	    "are errors without --names; --replace removes others" },
	{ "export", "check", SCHEMA, command_export_check,
	    "FEATURE FILE.pdf [--department NAME] [--en]",
	    "measure every finished photo again, export nothing; a page,\n"
	    "        and what is wrong as FILE.csv and .xlsx" },
	{ "export", NULL, SCHEMA, command_export,
	    "FEATURE FILE.zip [--department NAME] [--template TEXT]\n"
	    "      [--changed] [--en]",
	    "the finished photos with a list, also as FILE.csv and .xlsx;\n"
	    "        --changed: what differs from the last package" },
	{ "staff", "add", SCHEMA, command_staff_add,
	    "LOGIN NAME --role reviewer|registrar|administrator\n"
	    "      [--school CODE [--department NAME]]",
	    "somebody of a school or of the site; prints the login and a\n"
	    "        password that is good for one log-in" },
	{ "staff", "grant", SCHEMA, command_staff_grant,
	    "LOGIN --role ROLE [--school CODE [--department NAME]]",
	    "one more role" },
	{ "staff", "list", SCHEMA, command_staff_list, "",
	    "everybody, with their roles" },
	{ "staff", "reset", SCHEMA, command_staff_reset, "LOGIN",
	    "a new password for once; the second factor is set up anew" },
	{ "staff", "state", SCHEMA, command_staff_state,
	    "LOGIN active|locked|left",
	    "lock somebody out, or let them in again" },
	{ "staff", "code", SCHEMA, command_staff_code, "LOGIN",
	    "what the authenticator app shows; in a demonstration only" },
	{ "scan", NULL, CONF, command_scan, "FILE [--json]",
	    "the texts of the QR codes in a picture; JSON: and corners" },
	{ "read-id", NULL, CONF, command_read_id, "FILE",
	    "what a photo of a Chinese ID card says, as JSON" },
	{ "read-mrz", NULL, CONF, command_read_mrz, "FILE",
	    "what a passport's machine readable zone says, as JSON" },
	{ "code", "make", CONF, command_code_make,
	    "--no NUMBER [--name MASKED] [--id MASKED] [--school CODE]",
	    "a collection code of the test scheme, to try the site with" },
	{ "ticket", "check", SCHEMA, command_ticket_check, "TEXT",
	    "an on-site ticket as scanned or typed: good, and whose" },
	{ "messages", "list", SCHEMA, command_messages_list, "",
	    "how many wait, were sent, failed; the latest failures" },
	{ "messages", "retry", SCHEMA, command_messages_retry, "NUMBER|all",
	    "send a failed notice again, within a week" },
	{ "messages", "texts", CONF, command_messages_texts,
	    "[--provider aliyun|tencent]",
	    "the texts to have approved, with their places" },
	{ "messages", "test", CONF, command_messages_test,
	    "PHONE|ADDRESS [--lang zh-CN|en]",
	    "send one now, as configured; an SMS costs money" },
};

#define COMMANDS	(sizeof commands / sizeof commands[0])

static void
usage(FILE *f)
{
	size_t i;

	fputs("usage: gradphoto [--config FILE] COMMAND ...\n"
	    "       gradphoto [--config FILE] --print-config\n"
	    "       gradphoto --help | --version\n\n", f);
	for (i = 0; i < COMMANDS; i++)
		fprintf(f, "  %s%s%s %s\n        %s\n", commands[i].name,
		    commands[i].sub ? " " : "",
		    commands[i].sub ? commands[i].sub : "",
		    commands[i].usage, commands[i].help);
	fputs("\nexit status: 0 good, 1 refused with reasons, 2 usage, "
	    "3 not readable\n", f);
}

static const struct command *
find(int argc, char **argv, int *words)
{
	const struct command *c;

	for (c = commands; c < commands + COMMANDS; c++) {
		*words = c->sub ? 2 : 1;
		if (argc >= *words && !strcmp(c->name, argv[0]) &&
		    (!c->sub || !strcmp(c->sub, argv[1])))
			return c;
	}
	return NULL;
}

int
command_migrate(struct tool *t, int argc, char **argv)
{
	static const struct option_row none[] = { { .name = NULL } };
	int n;

	if (options_read(none, argc, argv, NULL, 0) != OK)
		return EXIT_USAGE;
	if (db_migrate(t->db, conf_text(t->conf, "schema_dir"), &n) != OK)
		return EXIT_REFUSED;
	printf("%d migration%s applied\n", n, n == 1 ? "" : "s");
	return EXIT_GOOD;
}

static int
run(struct tool *t, const struct command *c, int argc, char **argv)
{
	int status = EXIT_REFUSED;

	t->arena = arena_new();
	if (c->needs == CONF || (db_open(t->conf, &t->db) == OK &&
	    (c->needs == DATABASE ||
	    db_schema_check(t->db, conf_text(t->conf, "schema_dir")) == OK)))
		status = c->run(t, argc, argv);
	db_close(t->db);
	arena_free(t->arena);
	return status;
}

static enum err
load(struct tool *t)
{
	char why[256];
	enum err e;

	/* %p is expanded while the file is read. */
	log_program("owner");
	e = conf_load(t->conf_file, &t->conf, why);
	log_program("gradphoto");
	if (e != OK)
		fprintf(stderr, "gradphoto: %s\n", why);
	else
		clock_set_offset(conf_int(t->conf, "clock_offset"));
	return e;
}

int
main(int argc, char **argv)
{
	const struct command *c;
	struct tool t = {0};
	int status, words;

	argc--;
	argv++;
	if (argc >= 2 && !strcmp(argv[0], "--config")) {
		t.conf_file = argv[1];
		argc -= 2;
		argv += 2;
	}
	if (argc == 1 && !strcmp(argv[0], "--help")) {
		usage(stdout);
		return EXIT_GOOD;
	}
	if (argc == 1 && !strcmp(argv[0], "--version")) {
		puts("gradphoto " GP_VERSION);
		return EXIT_GOOD;
	}
	c = find(argc, argv, &words);
	if (!c && !(argc == 1 && !strcmp(argv[0], "--print-config"))) {
		usage(stderr);
		return EXIT_USAGE;
	}
	if (load(&t) != OK)
		return EXIT_UNREADABLE;
	if (c) {
		status = run(&t, c, argc - words, argv + words);
	} else {
		conf_print(t.conf);
		status = EXIT_GOOD;
	}
	conf_free(t.conf);
	return status;
}
