/* The spool: see spool.h. */
#include "spool.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "messages.h"
#include "smtp.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct spool {
	struct sender sender;	/* first: sender_ops get this */
	struct arena *kept;
	const char *dir, *sign, *tail;	/* tail: of file names */
	int mail;
	unsigned sent;		/* sorts messages of one second */
};

static enum err write_file(const char *path, const char *text)
{
	size_t n = strlen(text), done = 0;
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	ssize_t k = 0;

	if (fd < 0)
		return ERR_DENIED;
	for (; done < n && k >= 0; done += (size_t)k) {
		k = write(fd, text + done, n - done);
		if (k < 0 && errno == EINTR)
			k = 0;
	}
	if (close(fd) || k < 0)
		return ERR_DENIED;
	return OK;
}

static enum err compose(const struct spool *sp, struct arena *a,
    const struct message *m, char **out)
{
	char *text, *subject;
	enum err e;

	if (sp->mail) {
		e = message_mail(a, m->template, m->lang, m->params,
		    m->own, &subject, &text);
		if (e == OK)
			*out = mail_format(a, "spool@localhost", m->to, m->id,
			    subject, text, clock_now());
		return e;
	}
	e = message_text(a, m->template, m->lang, m->params, &text);
	if (e == OK)
		*out = arena_printf(a, "to: %s\ntemplate: %s\nlang: %s\n"
		    "params: %s\n\n【%s】%s\n", m->to, m->template, m->lang,
		    m->params, sp->sign, text);
	return e;
}

static enum err send(struct sender *s, struct arena *a,
    const struct message *m, struct message_answer *out)
{
	struct spool *sp = (struct spool *)s;
	char *path, *whole, *text;

	out->reason = "template";
	if (compose(sp, a, m, &text) != OK)
		return ERR_INPUT;
	out->reason = "busy";
	path = arena_printf(a, "%s/.%s", sp->dir, m->id);
	whole = arena_printf(a, "%s/%lld-%06u-%s%s", sp->dir,
	    (long long)clock_now(), sp->sent++, m->id, sp->tail);
	unlink(path);		/* of a try that was killed */
	if (write_file(path, text) != OK || rename(path, whole)) {
		log_error("spool: %s: %s", sp->dir, strerror(errno));
		unlink(path);
		return ERR_DENIED;
	}
	out->provider_id = m->id;
	return OK;
}

/* Whether the file of that message is there. */
static enum err trace(struct sender *s, struct arena *a,
    const struct message *m, enum message_fate *fate,
    struct message_answer *out)
{
	struct spool *sp = (struct spool *)s;
	const char *end = arena_printf(a, "-%s%s", m->id, sp->tail);
	size_t n = strlen(end), k;
	DIR *dir = opendir(sp->dir);
	struct dirent *d;

	if (!dir)
		return ERR_UPSTREAM;
	*fate = MESSAGE_UNKNOWN;
	while ((d = readdir(dir))) {
		k = strlen(d->d_name);
		if (k > n && !strcmp(d->d_name + k - n, end))
			*fate = MESSAGE_ARRIVED;
	}
	closedir(dir);
	out->provider_id = m->id;
	return OK;
}

static enum err prove(struct sender *s, struct arena *a, char **what)
{
	struct spool *sp = (struct spool *)s;

	*what = arena_strdup(a, sp->dir);
	return access(sp->dir, W_OK | X_OK) ? ERR_DENIED : OK;
}

static void spool_free(struct sender *s)
{
	struct spool *sp = (struct spool *)s;

	arena_free(sp->kept);
	free(sp);
}

static const struct sender_ops ops = { .name = "spool", .send = send,
	.trace = trace, .prove = prove, .free = spool_free };

enum err spool_open(const struct conf *c, int mail, struct sender **out)
{
	const char *dir = conf_text(c, "sms_spool_dir");
	struct spool *sp;

	if (access(dir, W_OK | X_OK)) {
		log_error("sms_spool_dir: %s: %s", dir, strerror(errno));
		return ERR_INPUT;
	}
	sp = calloc(1, sizeof *sp);
	if (!sp)
		log_abort("out of memory: spool");
	sp->sender.ops = &ops;
	sp->kept = arena_new();
	sp->dir = arena_strdup(sp->kept, dir);
	sp->sign = arena_strdup(sp->kept, conf_text(c, "sms_sign"));
	sp->tail = mail ? ".eml" : ".txt";
	sp->mail = mail;
	*out = &sp->sender;
	return OK;
}
