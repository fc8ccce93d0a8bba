/* See smtp.h. */
#include "smtp.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/base/parse.h"
#include "messages.h"
#include "secret.h"

#include <curl/curl.h>

#include <stdlib.h>
#include <string.h>

struct smtp {
	struct sender sender;		/* first: sender_ops get this */
	CURL *curl;
	struct arena *kept;		/* what follows */
	const char *url, *user, *password, *from, *ca;
	long timeout_ms;
	int plain;			/* 1: a demonstration */
};

struct upload {
	const char *p;
	size_t n;
};

static size_t on_read(char *p, size_t size, size_t n, void *arg)
{
	struct upload *u = arg;

	n *= size;
	if (n > u->n)
		n = u->n;
	memcpy(p, u->p, n);
	u->p += n;
	u->n -= n;
	return n;
}

static size_t on_answer(char *p, size_t size, size_t n, void *arg)
{
	(void)p;
	(void)arg;
	return size * n;
}

/* As in http.c, verification is curl's default and written down. */
static void prepare(struct smtp *s)
{
	CURL *c = s->curl;

	curl_easy_reset(c);
	curl_easy_setopt(c, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, 2L);
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(c, CURLOPT_USE_SSL,
	    s->plain ? (long)CURLUSESSL_TRY : (long)CURLUSESSL_ALL);
	if (*s->ca)
		curl_easy_setopt(c, CURLOPT_CAINFO, s->ca);
	curl_easy_setopt(c, CURLOPT_URL, s->url);
	if (*s->user) {
		curl_easy_setopt(c, CURLOPT_USERNAME, s->user);
		curl_easy_setopt(c, CURLOPT_PASSWORD, s->password);
	}
	curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, s->timeout_ms);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_answer);
}

/* What the server last said decides: 5xx is final. Before an answer to the
 * text nothing was taken; a time-out after it leaves a doubt, which the same
 * Message-ID at the next try resolves. */
static enum err outcome(struct smtp *s, CURLcode rc,
    struct message_answer *out)
{
	long code = 0;

	if (rc == CURLE_OK)
		return OK;
	curl_easy_getinfo(s->curl, CURLINFO_RESPONSE_CODE, &code);
	/* Not curl's own words, which may name the recipient. */
	log_warn("smtp: %s (%ld)", curl_easy_strerror(rc), code);
	out->reason = "account";
	if (rc == CURLE_LOGIN_DENIED || rc == CURLE_USE_SSL_FAILED ||
	    rc == CURLE_PEER_FAILED_VERIFICATION)
		return ERR_DENIED;
	out->reason = code >= 500 ? "number" : "busy";
	return code >= 500 ? ERR_INPUT : ERR_DENIED;
}

static enum err deliver(struct sender *sender, struct arena *a,
    const struct message *m, struct message_answer *out)
{
	struct smtp *s = (struct smtp *)sender;
	char *subject, *text, *whole;
	struct curl_slist *to = NULL;
	struct upload u;
	CURLcode rc;

	out->reason = "template";
	if (message_mail(a, m->template, m->lang, m->params, m->own,
	    &subject, &text) != OK)
		return ERR_INPUT;
	out->reason = "number";
	if (parse_email(m->to) != OK)	/* it becomes a line of headers */
		return ERR_INPUT;
	whole = mail_format(a, s->from, m->to, m->id, subject, text,
	    clock_now());
	u = (struct upload){ whole, strlen(whole) };
	to = curl_slist_append(NULL, m->to);
	if (!to)
		log_abort("out of memory: smtp");
	prepare(s);
	curl_easy_setopt(s->curl, CURLOPT_MAIL_FROM, s->from);
	curl_easy_setopt(s->curl, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(s->curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(s->curl, CURLOPT_READFUNCTION, on_read);
	curl_easy_setopt(s->curl, CURLOPT_READDATA, &u);
	rc = curl_easy_perform(s->curl);
	curl_slist_free_all(to);
	out->provider_id = m->id;
	return outcome(s, rc, out);
}

/* Connects and logs in. */
static enum err prove(struct sender *sender, struct arena *a, char **what)
{
	struct smtp *s = (struct smtp *)sender;
	struct message_answer answer = {0};
	CURLcode rc;

	prepare(s);
	curl_easy_setopt(s->curl, CURLOPT_CUSTOMREQUEST, "NOOP");
	curl_easy_setopt(s->curl, CURLOPT_NOBODY, 1L);
	rc = curl_easy_perform(s->curl);
	*what = rc == CURLE_OK ? arena_strdup(a, s->url) :
	    arena_printf(a, "%s: %s", s->url, curl_easy_strerror(rc));
	return outcome(s, rc, &answer) == OK ? OK : ERR_DENIED;
}

static void smtp_free(struct sender *sender)
{
	struct smtp *s = (struct smtp *)sender;

	if (s->curl) {
		curl_easy_cleanup(s->curl);
		curl_global_cleanup();
	}
	arena_free(s->kept);
	free(s);
}

static const struct sender_ops ops = {
	.name = "smtp", .send = deliver, .prove = prove, .free = smtp_free
};

static enum err check(const struct smtp *s)
{
	if (strncmp(s->url, "smtp://", 7) && strncmp(s->url, "smtps://", 8)) {
		log_error("smtp_url: '%.60s': not smtp:// or smtps://",
		    s->url);
		return ERR_INPUT;
	}
	if (parse_email(s->from) != OK) {
		log_error("mail_from: '%.60s': no address", s->from);
		return ERR_INPUT;
	}
	return OK;
}

enum err smtp_open(const struct conf *c, struct sender **out)
{
	struct smtp *s = calloc(1, sizeof *s);
	char *password = NULL;
	enum err e;

	if (!s)
		log_abort("out of memory: smtp");
	s->sender.ops = &ops;
	s->kept = arena_new();
	s->url = arena_strdup(s->kept, conf_text(c, "smtp_url"));
	s->user = arena_strdup(s->kept, conf_text(c, "smtp_user"));
	s->from = arena_strdup(s->kept, conf_text(c, "mail_from"));
	s->ca = arena_strdup(s->kept, conf_text(c, "smtp_ca_file"));
	s->timeout_ms = (long)conf_int(c, "smtp_timeout_ms");
	s->plain = conf_yes(c, "demo");
	e = check(s);
	if (e == OK && *s->user)
		e = secret_read(s->kept, "smtp_password_file",
		    conf_text(c, "smtp_password_file"), &password);
	s->password = password;
	if (e == OK && (curl_global_init(CURL_GLOBAL_DEFAULT) ||
	    !(s->curl = curl_easy_init())))
		log_abort("out of memory: smtp");
	if (e == OK)
		*out = &s->sender;
	else
		smtp_free(&s->sender);
	return e;
}
