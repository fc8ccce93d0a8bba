/*
 * The senders of messages by hand, for tests against other implementations:
 *   sender CONF sms|mail send ID TO LANG TEMPLATE PARAMS
 *   sender CONF sms trace ID TO FIRST_AT PROVIDER_ID
 *   sender CONF sms|mail prove
 *   sender CONF sms sign aliyun ACTION DATE NONCE [NAME VALUE]...
 *   sender CONF sms sign tencent NOW BODY
 *   sender CONF sms missing
 * Prints the result on one line; the first word is err_name().
 */
#include "lib/base/clock.h"
#include "lib/base/parse.h"
#include "lib/service/sms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const fates[] = {
	[MESSAGE_UNKNOWN] = "unknown", [MESSAGE_UNDERWAY] = "underway",
	[MESSAGE_ARRIVED] = "arrived", [MESSAGE_LOST] = "lost"
};

static void run_send(struct sender *s, struct arena *a, char **argv)
{
	const struct message m = { .id = argv[0], .to = argv[1],
	    .lang = argv[2], .template = argv[3], .params = argv[4],
	    .provider_id = "" };
	struct message_answer answer = {0};
	enum err e = s->ops->send(s, a, &m, &answer);

	printf("%s %s%s\n", err_name(e), e == OK ? answer.provider_id :
	    answer.reason, e == OK && answer.receipt ? " receipt" : "");
}

static void run_trace(struct sender *s, struct arena *a, char **argv)
{
	struct message m = { .id = argv[0], .to = argv[1],
	    .provider_id = argv[3] };
	struct message_answer answer = {0};
	enum message_fate fate = MESSAGE_UNKNOWN;
	enum err e = ERR_INPUT;

	if (parse_i64(argv[2], &m.first_at) == OK)
		e = s->ops->trace(s, a, &m, &fate, &answer);
	printf("%s %s\n", err_name(e), e == OK ? fates[fate] : "-");
}

static void run_prove(struct sender *s, struct arena *a, char **argv)
{
	char *what = NULL;
	enum err e = s->ops->prove(s, a, &what);

	(void)argv;
	printf("%s %s\n", err_name(e), what);
}

static void run_sign(struct sender *s, struct arena *a, char **argv)
{
	const struct sms *sms = (const struct sms *)s;
	struct sms_pair query[16] = {0};
	char *canonical = NULL, **p;
	int64_t now = 0;
	size_t n = 0;

	if (!strcmp(argv[0], "tencent") && parse_i64(argv[1], &now) == OK) {
		puts(sms_tencent_sign(a, sms, now, argv[2]));
		return;
	}
	for (p = argv + 4; p[0] && p[1] && n < 15; p += 2)
		query[n++] = (struct sms_pair){ p[0], p[1] };
	puts(sms_aliyun_sign(a, sms, argv[1], argv[2], argv[3], query,
	    &canonical));
}

static void run_missing(struct sender *s, struct arena *a, char **argv)
{
	(void)argv;
	puts(sms_numbers_missing((const struct sms *)s, a));
}

static const struct command {
	const char *name;
	int args;		/* at least */
	void (*run)(struct sender *s, struct arena *a, char **argv);
} commands[] = {
	{ "send", 5, run_send },
	{ "trace", 4, run_trace },
	{ "prove", 0, run_prove },
	{ "sign", 3, run_sign },
	{ "missing", 0, run_missing },
};

int main(int argc, char **argv)
{
	struct service svc = {0};
	struct conf *c = NULL;
	struct arena *a = arena_new();
	struct sender *s = NULL;
	char why[256];
	size_t i;
	enum err e = ERR_INPUT;

	if (argc >= 4 && conf_load(argv[1], &c, why) == OK)
		e = service_open(c, strcmp(argv[2], "mail") ? SERVICE_SMS :
		    SERVICE_MAIL, &svc);
	if (e == OK && conf_yes(c, "demo"))
		clock_set_offset(conf_int(c, "clock_offset"));
	s = svc.sms ? svc.sms : svc.mail;
	for (i = 0; s && i < sizeof commands / sizeof *commands; i++)
		if (!strcmp(commands[i].name, argv[3]) &&
		    argc - 4 >= commands[i].args)
			commands[i].run(s, a, argv + 4);
	service_close(&svc);
	conf_free(c);
	arena_free(a);
	return e != OK;
}
