/* The spool: see spool.h. */
#include "spool.h"

#include "lib/base/clock.h"
#include "lib/base/id.h"
#include "lib/base/log.h"
#include "messages.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct spool {
	struct sms sms;		/* first: sms_ops get this */
	char *dir;
	unsigned sent;		/* sorts messages of one second */
};

static enum err write_file(const char *path, const char *text)
{
	size_t n = strlen(text), done = 0;
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	ssize_t k = 0;

	if (fd < 0)
		return ERR_UPSTREAM;
	for (; done < n && k >= 0; done += (size_t)k) {
		k = write(fd, text + done, n - done);
		if (k < 0 && errno == EINTR)
			k = 0;
	}
	if (close(fd) || k < 0)
		return ERR_UPSTREAM;
	return OK;
}

static enum err send(struct sms *s, struct arena *a, const char *phone,
    const char *lang, const char *template, const char *params,
    char **provider_id)
{
	struct spool *sp = (struct spool *)s;
	char id[ID_SIZE], *text, *path, *whole;
	enum err e = message_text(a, template, lang, params, &text);

	if (e != OK) {
		log_error("sms: template %.20s: unknown, or its parameters "
		    "do not fit", template);
		return e;
	}
	id_new(id);
	path = arena_printf(a, "%s/.%s", sp->dir, id);
	whole = arena_printf(a, "%s/%lld-%06u-%s.txt", sp->dir,
	    (long long)clock_now(), sp->sent++, id);
	e = write_file(path, arena_printf(a,
	    "to: %s\ntemplate: %s\nlang: %s\nparams: %s\n\n%s\n",
	    phone, template, lang, params, text));
	if (e == OK && rename(path, whole))
		e = ERR_UPSTREAM;
	if (e != OK) {
		log_error("sms: %s: %s", sp->dir, strerror(errno));
		unlink(path);
		return e;
	}
	*provider_id = arena_strdup(a, id);
	return OK;
}

static void spool_free(struct sms *s)
{
	struct spool *sp = (struct spool *)s;

	free(sp->dir);
	free(sp);
}

static const struct sms_ops ops = { .send = send, .free = spool_free };

enum err spool_open(const char *dir, struct sms **out)
{
	struct spool *sp;

	if (access(dir, W_OK | X_OK)) {
		log_error("sms_spool_dir: %s: %s", dir, strerror(errno));
		return ERR_INPUT;
	}
	sp = calloc(1, sizeof *sp);
	if (!sp || !(sp->dir = strdup(dir)))
		log_abort("out of memory: spool");
	sp->sms.ops = &ops;
	*out = &sp->sms;
	return OK;
}
