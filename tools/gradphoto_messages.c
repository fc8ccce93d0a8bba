/* gradphoto messages: what became of SMS and e-mail, and what to do. */
#include "gradphoto.h"

#include "lib/base/clock.h"
#include "lib/base/parse.h"
#include "lib/db/audit.h"
#include "lib/db/outbox.h"
#include "lib/service/messages.h"
#include "lib/service/service.h"
#include "lib/service/sms.h"

#include <stdio.h>
#include <string.h>

#define SHOWN 50		/* failures in a list */
#define KINDS 32		/* channels times states */

/* --- list ---------------------------------------------------------------- */

static enum err
print_counts(struct tool *t)
{
	struct outbox_count list[KINDS];
	char when[17];
	int i, n = 0;
	enum err e = outbox_counts(t->db, t->arena, list, KINDS, &n);

	for (i = 0; e == OK && i < n; i++) {
		clock_beijing(list[i].oldest, when);
		printf("%-6s %-8s %7lld  since %s\n", list[i].channel,
		    list[i].state, (long long)list[i].n, when);
	}
	if (e == OK && !n)
		puts("no messages yet");
	return e;
}

static void
print_failure(const struct outbox *m)
{
	char when[17], to[24] = "-";
	int again = *m->recipient != '\0';

	clock_beijing(m->created_at, when);
	if (again && !strcmp(m->channel, "sms"))
		parse_mask_phone(m->recipient, to);
	printf("%-8llu %s  %-6s %-10s %-6s to %-14s %3lld tries  %-9s %s\n",
	    (unsigned long long)m->id, when, m->channel, m->tmpl, m->state,
	    to, (long long)m->tries, m->reason,
	    again ? "can be retried" : "");
}

int
command_messages_list(struct tool *t, int argc, char **argv)
{
	static const struct option_row none[] = { { .name = NULL } };
	struct outbox list[SHOWN];
	enum err e;
	int i, n = 0;

	if (options_read(none, argc, argv, NULL, 0) != OK)
		return EXIT_USAGE;
	e = print_counts(t);
	if (e == OK)
		e = outbox_list(t->db, t->arena, OUTBOX_FAILED, clock_now(),
		    list, SHOWN, &n);
	if (e == OK && n)
		puts("");
	for (i = 0; e == OK && i < n; i++)
		print_failure(&list[i]);
	return e == OK ? EXIT_GOOD : EXIT_REFUSED;
}

/* --- retry --------------------------------------------------------------- */

static enum err
revive(struct db *db, void *arg)
{
	const uint64_t *id = arg;
	enum err e = outbox_revive(db, *id, clock_now());

	if (e != OK)
		return e;
	return audit_add(db, "operator", 0, "message.retry", "outbox", *id,
	    NULL);
}

/* All that can be; those that have lost their text are left. */
static enum err
revive_all(struct tool *t, int *done)
{
	struct outbox list[SHOWN];
	enum err e = OK;
	int i, n = SHOWN, before;

	*done = 0;
	do {
		before = *done;
		e = outbox_list(t->db, t->arena, OUTBOX_FAILED, clock_now(),
		    list, SHOWN, &n);
		for (i = 0; e == OK && i < n; i++) {
			e = db_transaction(t->db, revive, &list[i].id);
			if (e == OK)
				++*done;
			else if (e == ERR_NOTFOUND)
				e = OK;
		}
	} while (e == OK && *done > before);
	return e;
}

int
command_messages_retry(struct tool *t, int argc, char **argv)
{
	static const struct option_row none[] = { { .name = NULL } };
	const char *which;
	uint64_t id;
	int n = 1;
	enum err e;

	if (options_read(none, argc, argv, &which, 1) != OK)
		return EXIT_USAGE;
	if (!strcmp(which, "all"))
		e = revive_all(t, &n);
	else if (parse_u64(which, &id) != OK)
		return fprintf(stderr, "gradphoto: %s: not a number\n",
		    which), EXIT_USAGE;
	else
		e = db_transaction(t->db, revive, &id);
	if (e == ERR_NOTFOUND)
		fprintf(stderr, "gradphoto: message %s: not a failed notice "
		    "of this week\n", which);
	else if (e == OK)
		printf("%d message%s will be sent again\n", n,
		    n == 1 ? "" : "s");
	return e == OK ? EXIT_GOOD : EXIT_REFUSED;
}

/* --- texts --------------------------------------------------------------- */

/* {name} becomes ${name} or {1}. */
static void
print_pattern(struct tool *t, const char *name, const char *s, int numbered)
{
	const char *places[MESSAGE_PLACES + 1];
	size_t n;
	int i;

	message_places(t->arena, name, places);
	while (*s) {
		n = strcspn(s, "{");
		printf("%.*s", (int)n, s);
		s += n;
		if (!*s)
			break;
		n = strcspn(s, "}") + 1;
		for (i = 0; places[i]; i++)
			if (!strncmp(places[i], s + 1, n - 2) &&
			    !places[i][n - 2])
				break;
		if (numbered)
			printf("{%d}", i + 1);
		else
			printf("$%.*s", (int)n, s);
		s += n;
	}
	puts("");
}

int
command_messages_texts(struct tool *t, int argc, char **argv)
{
	static const char *const langs[] = { "zh-CN", "en" };
	const char *provider = "aliyun", *name;
	const struct option_row options[] = {
		{ .name = "--provider", .value = &provider },
		{ .name = NULL }
	};
	size_t k;
	int i;

	if (options_read(options, argc, argv, NULL, 0) != OK)
		return EXIT_USAGE;
	if (strcmp(provider, "aliyun") && strcmp(provider, "tencent"))
		return fputs("gradphoto: --provider is aliyun or tencent\n",
		    stderr), EXIT_USAGE;
	for (i = 0; (name = message_name(i)); i++)
		for (k = 0; k < 2; k++) {
			printf("%s %s = \n    ", name, langs[k]);
			print_pattern(t, name, message_pattern(name,
			    langs[k]), !strcmp(provider, "tencent"));
		}
	return EXIT_GOOD;
}

/* --- doctor -------------------------------------------------------------- */

static char *
numbers_missing(struct tool *t, const struct sender *s)
{
	return strcmp(s->ops->name, "spool") ?
	    sms_numbers_missing((const struct sms *)s, t->arena) :
	    arena_strdup(t->arena, "");
}

void
messages_check(struct tool *t, const struct conf *c, int mail, char **what,
    const char **todo)
{
	struct service svc = {0};
	struct sender *s;
	char *missing;

	*todo = NULL;
	if (service_open(c, mail ? SERVICE_MAIL : SERVICE_SMS, &svc) != OK) {
		*what = arena_strdup(t->arena, "see the line above");
		*todo = "mend it; docs/DEPLOY.md says what belongs there";
		return;
	}
	s = mail ? svc.mail : svc.sms;
	if (!s) {
		*what = arena_strdup(t->arena, "none is sent");
	} else if (!mail && *(missing = numbers_missing(t, s))) {
		*what = arena_printf(t->arena, "no number for %s", missing);
		*todo = "have the texts approved (gradphoto messages texts) "
		    "and add them to sms_templates_file";
	} else if (s->ops->prove(s, t->arena, what) != OK) {
		*todo = "are key, clock and network right? Then gradphoto "
		    "messages test";
	}
	service_close(&svc);
}

/* --- test ---------------------------------------------------------------- */

static int
send_test(struct tool *t, struct sender *s, const char *to, const char *lang)
{
	const struct message m = {
		.id = arena_printf(t->arena, "gptest-%lld",
		    (long long)clock_now()),
		.to = to, .lang = lang, .template = "test", .params = "{}",
		.first_at = clock_now(), .provider_id = ""
	};
	struct message_answer answer = { .reason = "no answer" };
	enum err e = s->ops->send(s, t->arena, &m, &answer);

	if (e == OK)
		printf("%s took it as %s\n", s->ops->name,
		    answer.provider_id);
	else
		fprintf(stderr, "gradphoto: %s: %s (%s)\n", s->ops->name,
		    answer.reason, err_name(e));
	return e == OK ? EXIT_GOOD : EXIT_REFUSED;
}

int
command_messages_test(struct tool *t, int argc, char **argv)
{
	const char *to, *lang = "zh-CN";
	const struct option_row options[] = {
		{ .name = "--lang", .value = &lang }, { .name = NULL }
	};
	struct service svc = {0};
	int mail, status = EXIT_REFUSED;

	if (options_read(options, argc, argv, &to, 1) != OK)
		return EXIT_USAGE;
	mail = parse_email(to) == OK;
	if (!mail && parse_phone(to) != OK)
		return fprintf(stderr, "gradphoto: %s: neither a phone nor an "
		    "address\n", to), EXIT_USAGE;
	if (service_open(t->conf, mail ? SERVICE_MAIL : SERVICE_SMS,
	    &svc) != OK)
		return EXIT_REFUSED;
	if (mail && !svc.mail)
		fputs("gradphoto: mail = none: nobody sends e-mail\n",
		    stderr);
	else
		status = send_test(t, mail ? svc.mail : svc.sms, to, lang);
	service_close(&svc);
	return status;
}
