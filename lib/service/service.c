/* Which implementation the configuration names. */
#include "service.h"

#include "alipay.h"
#include "directory.h"
#include "lib/base/log.h"
#include "sms.h"
#include "smtp.h"
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
		{ "wechat", wechat_new }, { "alipay", alipay_new }
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

static enum err spool_sms(const struct conf *c, struct sender **out)
{
	return spool_open(c, 0, out);
}

static enum err spool_mail(const struct conf *c, struct sender **out)
{
	return spool_open(c, 1, out);
}

static enum err no_mail(const struct conf *c, struct sender **out)
{
	(void)c;
	*out = NULL;
	return OK;
}

struct sender_kind {
	const char *name;
	enum err (*make)(const struct conf *, struct sender **);
};

static enum err sender_open(const struct conf *c, const char *what,
    const struct sender_kind *kinds, struct sender **out)
{
	const char *name = conf_text(c, what);

	for (; kinds->name; kinds++)
		if (!strcmp(kinds->name, name))
			return kinds->make(c, out);
	log_error("%s = %s: unknown", what, name);
	return ERR_INPUT;
}

static const struct sender_kind sms_kinds[] = {
	{ "spool", spool_sms }, { "aliyun", sms_aliyun_open },
	{ "tencent", sms_tencent_open }, { NULL, NULL }
};

static const struct sender_kind mail_kinds[] = {
	{ "none", no_mail }, { "spool", spool_mail }, { "smtp", smtp_open },
	{ NULL, NULL }
};

enum err service_open(const struct conf *c, int which, struct service *out)
{
	struct service s = {0};
	enum err e = OK;

	if (which & SERVICE_PAY)
		e = pay_open(c, &s);
	if (e == OK && which & SERVICE_SMS)
		e = sender_open(c, "sms", sms_kinds, &s.sms);
	if (e == OK && which & SERVICE_MAIL)
		e = sender_open(c, "mail", mail_kinds, &s.mail);
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
	if (s->mail)
		s->mail->ops->free(s->mail);
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
