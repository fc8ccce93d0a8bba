/* Which implementation the configuration names. */
#include "service.h"

#include "directory.h"
#include "lib/base/log.h"
#include "spool.h"
#include "wechat.h"

#include <string.h>

static enum err pay_open(const struct conf *c, struct pay **out)
{
	static const struct {
		const char *name;
		enum err (*make)(const struct conf *, struct pay **);
	} kinds[] = {
		{ "wechat", wechat_new }
	};
	const char *name = conf_text(c, "payment");
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (!strcmp(kinds[i].name, name))
			return kinds[i].make(c, out);
	log_error("payment = %s: unknown", name);
	return ERR_INPUT;
}

static enum err sms_open(const struct conf *c, struct sms **out)
{
	const char *name = conf_text(c, "sms");

	if (!strcmp(name, "spool"))
		return spool_open(conf_text(c, "sms_spool_dir"), out);
	log_error("sms = %s: unknown", name);
	return ERR_INPUT;
}

enum err service_open(const struct conf *c, int which, struct service *out)
{
	struct service s = {0};
	enum err e = OK;

	if (which & SERVICE_PAY)
		e = pay_open(c, &s.pay);
	if (e == OK && which & SERVICE_SMS)
		e = sms_open(c, &s.sms);
	if (e == OK && which & SERVICE_FILES)
		e = directory_open(conf_text(c, "files_dir"), &s.files);
	if (e == OK)
		*out = s;
	else
		service_close(&s);
	return e;
}

void service_close(struct service *s)
{
	if (s->pay)
		s->pay->ops->free(s->pay);
	if (s->sms)
		s->sms->ops->free(s->sms);
	if (s->files)
		s->files->ops->free(s->files);
	*s = (struct service){0};
}
