/* Which implementation the configuration names. */
#include "service.h"

#include "directory.h"
#include "lib/base/log.h"
#include "spool.h"
#include "wechat.h"

#include <string.h>

static enum err pay_add(const struct conf *c, const char *name, size_t n,
    struct service *s)
{
	static const struct {
		const char *name;
		enum err (*make)(const struct conf *, struct pay **);
	} kinds[] = {
		{ "wechat", wechat_new }
	};
	size_t i;
	enum err e;

	for (i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (strlen(kinds[i].name) != n ||
		    memcmp(kinds[i].name, name, n) != 0)
			continue;
		if (s->pays == PAY_MAX)
			break;
		e = kinds[i].make(c, &s->pay[s->pays]);
		if (e == OK)
			s->pays++;
		return e;
	}
	log_error("payment = %.*s: unknown", (int)n, name);
	return ERR_INPUT;
}

/* "wechat, alipay": as many as are named. */
static enum err pay_open(const struct conf *c, struct service *s)
{
	const char *p = conf_text(c, "payment");
	size_t n;
	enum err e = OK;

	for (; e == OK && *p; p += n) {
		p += strspn(p, ", ");
		n = strcspn(p, ", ");
		if (n)
			e = pay_add(c, p, n, s);
	}
	return e;
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
		e = pay_open(c, &s);
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
	int i;

	for (i = 0; i < s->pays; i++)
		s->pay[i]->ops->free(s->pay[i]);
	if (s->sms)
		s->sms->ops->free(s->sms);
	if (s->files)
		s->files->ops->free(s->files);
	*s = (struct service){0};
}

struct pay *service_pay(const struct service *s, const char *name)
{
	int i;

	for (i = 0; i < s->pays; i++)
		if (!strcmp(s->pay[i]->ops->name, name))
			return s->pay[i];
	return NULL;
}
