/* See sms.h. */
#include "sms.h"

#include "lib/base/buf.h"
#include "lib/base/log.h"
#include "messages.h"
#include "secret.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <stdlib.h>
#include <string.h>

static const char *host_name(struct arena *a, const char *url)
{
	const char *p = strstr(url, "://");

	p = p ? p + 3 : url;
	return arena_strndup(a, p, strcspn(p, ":/"));
}

enum err sms_open(const struct conf *c, const struct sender_ops *ops,
    const char *host, struct sms **out)
{
	struct sms *s = calloc(1, sizeof *s);
	const char *own = conf_text(c, "sms_host");
	char *secret = NULL, *numbers = NULL;
	enum err e;

	if (!s)
		log_abort("out of memory: sms");
	s->sender.ops = ops;
	s->kept = arena_new();
	s->http = http_new(conf_yes(c, "demo"));
	s->host = arena_strdup(s->kept, *own ? own : host);
	s->name = host_name(s->kept, s->host);
	s->key_id = arena_strdup(s->kept, conf_text(c, "sms_key_id"));
	s->sign = arena_strdup(s->kept, conf_text(c, "sms_sign"));
	s->app = arena_strdup(s->kept, conf_text(c, "sms_app"));
	s->region = arena_strdup(s->kept, conf_text(c, "sms_region"));
	s->timeout_ms = (int)conf_int(c, "sms_timeout_ms");
	e = secret_read(s->kept, "sms_secret_file",
	    conf_text(c, "sms_secret_file"), &secret);
	if (e == OK)
		e = file_read(s->kept, "sms_templates_file",
		    conf_text(c, "sms_templates_file"), &numbers);
	s->secret = secret;
	s->numbers = numbers;
	if (e == OK)
		*out = s;
	else
		sms_free(&s->sender);
	return e;
}

void sms_free(struct sender *sender)
{
	struct sms *s = (struct sms *)sender;

	http_free(s->http);
	arena_free(s->kept);
	free(s);
}

/* "NAME LANGUAGE = NUMBER", blanks as one likes. */
static const char *number_of(const struct sms *s, struct arena *a,
    const char *template, const char *lang)
{
	static const char blank[] = " \t\r";
	const char *line = s->numbers, *p;
	size_t nt = strlen(template), nl = strlen(lang), n;

	for (; *line; line += strcspn(line, "\n"), line += *line == '\n') {
		p = line + strspn(line, blank);
		if (strncmp(p, template, nt) || !strchr(blank, p[nt]))
			continue;
		p += nt;
		p += strspn(p, blank);
		if (strncmp(p, lang, nl))
			continue;
		p += nl;
		p += strspn(p, blank);
		if (*p++ != '=')
			continue;
		p += strspn(p, blank);
		n = strcspn(p, " \t\r\n");
		return n ? arena_strndup(a, p, n) : NULL;
	}
	return NULL;
}

const char *sms_number(const struct sms *s, struct arena *a,
    const char *template, const char *lang)
{
	const char *n = number_of(s, a, template, lang);

	if (!n)
		n = number_of(s, a, template, "zh-CN");
	if (!n)
		log_error("sms_templates_file: no number for %.20s %.5s",
		    template, lang);
	return n;
}

char *sms_numbers_missing(const struct sms *s, struct arena *a)
{
	static const char *const langs[] = { "zh-CN", "en" };
	struct buf b = {0};
	const char *name;
	char *out;
	size_t k;
	int i;

	for (i = 0; (name = message_name(i)); i++)
		for (k = 0; k < 2; k++)
			if (!number_of(s, a, name, langs[k]))
				buf_printf(&b, "%s%s %s", b.n ? ", " : "",
				    name, langs[k]);
	out = arena_strndup(a, b.p ? b.p : "", b.n);
	buf_free(&b);
	return out;
}

void sms_hmac(const void *key, size_t key_n, const char *text,
    uint8_t out[CRYPTO_HASH])
{
	if (!HMAC(EVP_sha256(), key, (int)key_n, (const uint8_t *)text,
	    strlen(text), out, NULL))
		log_abort("HMAC failed");
}

char *sms_sha256_hex(struct arena *a, const char *p, size_t n)
{
	uint8_t hash[CRYPTO_HASH];
	char *out = arena_alloc(a, 2 * sizeof hash + 1);

	crypto_sha256(p, n, hash);
	crypto_hex(hash, sizeof hash, out);
	return out;
}

enum err sms_refused(const struct sms_refusal *table, const char *provider,
    const char *code, struct message_answer *out)
{
	for (; table->code; table++)
		if (!strncmp(code, table->code, strlen(table->code)))
			break;
	log_warn("%s: refused: %.60s", provider, code);
	out->reason = table->reason;
	return table->e;
}
