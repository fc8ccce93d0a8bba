/* Every name of the configuration, and how the file is read. */
#include "conf.h"
#include "log.h"
#include "parse.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum type { TEXT, INT, YES };

/* min and max are for INT only. */
static const struct item {
	const char *name;
	enum type type;
	const char *value;
	int64_t min, max;
	const char *help;
} items[] = {
	{ "base_url", TEXT, "http://127.0.0.1:8080", 0, 0,
	    "address of the site as people see it, no / at the end" },
	{ "listen", TEXT, "/run/gradphoto/%p.sock", 0, 0,
	    "FastCGI socket; %p is the program's name, here and elsewhere" },
	{ "processes", INT, "2", 1, 256,
	    "processes of this program" },
	{ "max_body_mb", INT, "20", 1, 100,
	    "largest request body of all, in MiB" },
	{ "service_phone", TEXT, "", 0, 0,
	    "telephone for questions, on error and help pages" },
	{ "service_hours", TEXT, "", 0, 0,
	    "when it is answered" },

	{ "db_socket", TEXT, "", 0, 0,
	    "database socket; empty: db_host, or the library's default" },
	{ "db_host", TEXT, "", 0, 0,
	    "database host, where there is no socket" },
	{ "db_port", INT, "3306", 1, 65535,
	    "its port" },
	{ "db_name", TEXT, "gradphoto", 0, 0,
	    "name of the database" },
	{ "db_user", TEXT, "gp_%p", 0, 0,
	    "database account; each program has its own" },
	{ "db_password_file", TEXT, "", 0, 0,
	    "file with its password; empty: none (socket authentication)" },

	{ "key_file", TEXT, SYSCONFDIR "/data.key", 0, 0,
	    "AES key for numbers of documents, 32 bytes or 64 hex digits" },
	{ "lookup_key_file", TEXT, SYSCONFDIR "/lookup.key", 0, 0,
	    "HMAC key for looking them up, the same form" },
	{ "files_dir", TEXT, "/var/lib/gradphoto/files", 0, 0,
	    "where photos are kept" },
	{ "audit_end_file", TEXT, "/var/lib/gradphoto/audit.end", 0, 0,
	    "where the audit trail ended, kept outside the database" },
	{ "job_dir", TEXT, "/var/lib/gradphoto/jobs", 0, 0,
	    "files of imports and exports, shared by admin and jobs" },
	{ "backup_stamp_file", TEXT, "", 0, 0,
	    "file that a backup touches when it has ended; empty: none" },
	{ "tls_certificate_file", TEXT, "", 0, 0,
	    "the web server's certificate, to warn before it ends" },
	{ "models_dir", TEXT, PKGLIBDIR "/models", 0, 0,
	    "models of the photo core" },
	{ "segmenter", TEXT, "", 0, 0,
	    "a person segmenter of your own (docs/IMAGE.md); empty: ours" },
	{ "profiles_dir", TEXT, PKGDATADIR "/profiles", 0, 0,
	    "photo profiles" },
	{ "templates_dir", TEXT, PKGDATADIR "/templates", 0, 0,
	    "page templates and texts" },
	{ "regions_file", TEXT, PKGDATADIR "/regions.tsv", 0, 0,
	    "provinces, cities and districts for addresses" },
	{ "receipt_font_file", TEXT,
	    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0, 0,
	    "TrueType font for receipts; see lib/paper/receipt.h" },
	{ "merchant", TEXT, "", 0, 0,
	    "who takes the money: the name on receipts" },
	{ "schema_dir", TEXT, PKGDATADIR "/schema", 0, 0,
	    "database migrations" },

	{ "code_test_key_file", TEXT, "", 0, 0,
	    "key of the test scheme of collection codes; empty: no such" },
	{ "ticket_minutes", INT, "1440", 5, 20160,
	    "life of an on-site ticket" },
	{ "certificate_key_file", TEXT, "", 0, 0,
	    "PEM file: Ed25519 key for certificates of origin; empty: none" },

	{ "photo_seconds", INT, "2", 1, 60,
	    "processor time of one photo, in seconds" },
	{ "photo_recycle", INT, "500", 1, 1000000,
	    "photos after which a process is replaced" },
	{ "photo_memory_mb", INT, "230", 64, 65536,
	    "memory for a photo, in MiB, beyond the program's own 60" },
	{ "read_seconds", INT, "10", 1, 60,
	    "processor time to read an ID card or a passport, in seconds" },
	{ "read_memory_mb", INT, "600", 64, 65536,
	    "memory for it, in MiB, in a process of its own" },

	{ "session_minutes", INT, "30", 1, 1440,
	    "a session ends after so long without a request" },
	{ "staff_minutes", INT, "15", 1, 240,
	    "the same for staff" },
	{ "staff_hours", INT, "12", 1, 24,
	    "a session of staff ends after so long in any case" },
	{ "code_minutes", INT, "10", 1, 60,
	    "life of an SMS code" },
	{ "order_minutes", INT, "30", 1, 1440,
	    "an order must be paid within this time" },
	{ "pay_rest_seconds", INT, "10", 0, 600,
	    "a provider that did not answer in time is left alone so long" },
	{ "worker_job_seconds", INT, "5", 1, 600,
	    "a job of the worker ends after this, and goes on next round" },
	{ "worker_seconds", INT, "2", 1, 3600,
	    "pause of the worker between rounds" },

	{ "sms", TEXT, "spool", 0, 0,
	    "who sends SMS: aliyun, tencent; spool: nobody, only files" },
	{ "sms_spool_dir", TEXT, "/var/lib/gradphoto/sms", 0, 0,
	    "where the spool writes them, and e-mail" },
	{ "sms_sign", TEXT, "毕业生线上采集", 0, 0,
	    "the approved signature (签名)" },
	{ "sms_templates_file", TEXT, "", 0, 0,
	    "file of its template numbers: NAME LANGUAGE = NUMBER" },
	{ "sms_key_id", TEXT, "", 0, 0,
	    "id of the access key (AccessKey ID, SecretId)" },
	{ "sms_secret_file", TEXT, "", 0, 0,
	    "file with its secret" },
	{ "sms_app", TEXT, "", 0, 0,
	    "Tencent Cloud: SdkAppId" },
	{ "sms_region", TEXT, "ap-guangzhou", 0, 0,
	    "Tencent Cloud: region" },
	{ "sms_host", TEXT, "", 0, 0,
	    "address of the provider; empty: its own" },
	{ "sms_timeout_ms", INT, "8000", 100, 20000,
	    "longest wait for an answer, in milliseconds" },

	{ "mail", TEXT, "none", 0, 0,
	    "who sends e-mail: smtp, spool, none" },
	{ "smtp_url", TEXT, "", 0, 0,
	    "smtp://host:587 (with STARTTLS) or smtps://host:465" },
	{ "smtp_user", TEXT, "", 0, 0,
	    "account; empty: none" },
	{ "smtp_password_file", TEXT, "", 0, 0,
	    "file with its password" },
	{ "smtp_timeout_ms", INT, "15000", 100, 20000,
	    "longest wait for a message to be taken, in milliseconds" },
	{ "smtp_ca_file", TEXT, "", 0, 0,
	    "PEM file: who certifies the mail server; empty: the system's" },
	{ "mail_from", TEXT, "", 0, 0,
	    "address that e-mail comes from" },

	{ "payment", TEXT, "wechat", 0, 0,
	    "who takes payments: names, with commas between" },
	{ "notify_url", TEXT, "", 0, 0,
	    "address of WeChat's callbacks; empty: base_url/notify/wechat" },
	{ "wechat_host", TEXT, "https://api.mch.weixin.qq.com", 0, 0,
	    "WeChat Pay v3" },
	{ "wechat_backup_host", TEXT, "https://api2.mch.weixin.qq.com", 0, 0,
	    "asked where that one can't be reached; empty: none" },
	{ "wechat_appid", TEXT, "", 0, 0,
	    "application id" },
	{ "wechat_mchid", TEXT, "", 0, 0,
	    "merchant number" },
	{ "wechat_serial", TEXT, "", 0, 0,
	    "serial number of the merchant certificate" },
	{ "wechat_key_file", TEXT, "", 0, 0,
	    "PEM file: the merchant's private key" },
	{ "wechat_apiv3_file", TEXT, "", 0, 0,
	    "file with the APIv3 key, 32 characters" },
	{ "wechat_certificate_file", TEXT, "", 0, 0,
	    "PEM file: platform certificate; empty with a public key" },
	{ "wechat_public_key_file", TEXT, "", 0, 0,
	    "PEM file: WeChat Pay public key, which replaces it" },
	{ "wechat_public_key_id", TEXT, "", 0, 0,
	    "its id, PUB_KEY_ID_..." },
	{ "wechat_secret_file", TEXT, "", 0, 0,
	    "file with the AppSecret, to pay inside WeChat; empty: not there" },
	{ "wechat_open_host", TEXT, "https://open.weixin.qq.com", 0, 0,
	    "where WeChat asks who pays" },
	{ "wechat_oauth_host", TEXT, "https://api.weixin.qq.com", 0, 0,
	    "where it tells us" },
	{ "wechat_timeout_ms", INT, "8000", 100, 60000,
	    "longest wait for an answer, in milliseconds" },
	{ "alipay_gateway", TEXT, "https://openapi.alipay.com/gateway.do",
	    0, 0, "Alipay" },
	{ "alipay_app_id", TEXT, "", 0, 0,
	    "application id" },
	{ "alipay_seller_id", TEXT, "", 0, 0,
	    "merchant number (PID), 2088..." },
	{ "alipay_key_file", TEXT, "", 0, 0,
	    "file with the application's private key (PEM or base64)" },
	{ "alipay_public_key_file", TEXT, "", 0, 0,
	    "file with Alipay's public key or certificate, not ours" },
	{ "alipay_certificate_file", TEXT, "", 0, 0,
	    "PEM file: the application's certificate; empty: key mode" },
	{ "alipay_root_file", TEXT, "", 0, 0,
	    "PEM file: Alipay's root certificates, in certificate mode" },
	{ "alipay_timeout_ms", INT, "8000", 100, 60000,
	    "longest wait for an answer, in milliseconds" },

	{ "demo", YES, "no", 0, 0,
	    "yes: a demonstration, and every page says so" },
	{ "clock_offset", INT, "0", -3153600000, 3153600000,
	    "seconds added to the clock; only with demo = yes" },
};

#define ITEMS	(sizeof items / sizeof items[0])

/* Beside each item: its text, its number, the line that gave it. */
struct conf {
	struct {
		char *text;	/* every %p replaced */
		char *raw;	/* as it was written */
		int64_t number;
		int line;
	} v[ITEMS];
};

static size_t find(const char *name)
{
	size_t i;

	for (i = 0; i < ITEMS; i++)
		if (!strcmp(items[i].name, name))
			break;
	return i;
}

/* A copy with every %p replaced. */
static char *expand(const char *s)
{
	const char *program = log_program_name();
	size_t len = strlen(program), size = 1;
	const char *p;
	char *out, *to;

	for (p = s; *p; p++)
		size += p[0] == '%' && p[1] == 'p' ? len : 1;
	to = out = malloc(size);
	if (!out)
		log_abort("out of memory: configuration");
	for (p = s; *p; p++) {
		if (p[0] == '%' && p[1] == 'p') {
			memcpy(to, program, len);
			to += len;
			p++;
		} else {
			*to++ = *p;
		}
	}
	*to = '\0';
	return out;
}

static enum err set(struct conf *c, size_t i, const char *value)
{
	const struct item *it = &items[i];
	int64_t n = 0;

	if (it->type == INT && (parse_i64(value, &n) != OK ||
	    n < it->min || n > it->max))
		return ERR_INPUT;
	if (it->type == YES) {
		n = !strcmp(value, "yes");
		if (!n && strcmp(value, "no"))
			return ERR_INPUT;
	}
	free(c->v[i].text);
	free(c->v[i].raw);
	c->v[i].text = expand(value);
	c->v[i].raw = strdup(value);
	if (!c->v[i].raw)
		log_abort("out of memory: configuration");
	c->v[i].number = n;
	return OK;
}

/* Cuts blanks off both ends. Inner ones may belong to a value. */
static char *strip(char *s)
{
	size_t n;

	s += strspn(s, " \t\r\n");
	n = strlen(s);
	while (n && strchr(" \t\r\n", s[n - 1]))
		n--;
	s[n] = '\0';
	return s;
}

/* What was expected, in words. */
static void explain(const struct item *it, char *out, size_t size)
{
	if (it->type == INT)
		snprintf(out, size, "%s: a number from %lld to %lld",
		    it->name, (long long)it->min, (long long)it->max);
	else
		snprintf(out, size, "%s: yes or no", it->name);
}

/* One line. `what` gets what is wrong with it. */
static enum err take(struct conf *c, char *s, int line, char *what, size_t size)
{
	char *value;
	size_t i;

	s = strip(s);
	if (!*s || *s == '#')
		return OK;
	value = strchr(s, '=');
	if (!value || !parse_utf8(s, strlen(s))) {
		snprintf(what, size, "not 'name = value' in UTF-8");
		return ERR_INPUT;
	}
	*value++ = '\0';
	s = strip(s);
	i = find(s);
	if (i == ITEMS) {
		snprintf(what, size, "unknown name '%.60s'", s);
		return ERR_INPUT;
	}
	if (c->v[i].line) {
		snprintf(what, size, "%s: set before, in line %d", s,
		    c->v[i].line);
		return ERR_INPUT;
	}
	if (set(c, i, strip(value)) != OK) {
		explain(&items[i], what, size);
		return ERR_INPUT;
	}
	c->v[i].line = line;
	return OK;
}

static enum err read_lines(struct conf *c, FILE *f, const char *name,
    char why[256])
{
	char *s = NULL, what[128];
	enum err e = OK;
	size_t cap = 0;
	ssize_t n;
	int line = 0;

	while (e == OK && (n = getline(&s, &cap, f)) >= 0) {
		line++;
		snprintf(what, sizeof what, "a NUL byte");
		e = strlen(s) == (size_t)n ?
		    take(c, s, line, what, sizeof what) : ERR_INPUT;
		if (e != OK)
			snprintf(why, 256, "%.100s:%d: %s", name, line, what);
	}
	if (e == OK && ferror(f)) {
		snprintf(why, 256, "%.100s: cannot be read", name);
		e = ERR_INTERNAL;
	}
	free(s);
	return e;
}

/* Only the default file may be missing: whoever names one means it. */
static enum err read_file(struct conf *c, const char *file, char why[256])
{
	const char *name = file ? file : getenv("GRADPHOTO_CONF");
	int must = name != NULL;
	enum err e;
	FILE *f;

	if (!must)
		name = SYSCONFDIR "/gradphoto.conf";
	f = fopen(name, "re");
	if (!f && errno == ENOENT && !must)
		return OK;
	if (!f) {
		snprintf(why, 256, "%.100s: %s", name, strerror(errno));
		return errno == ENOENT ? ERR_NOTFOUND : ERR_DENIED;
	}
	e = read_lines(c, f, name, why);
	fclose(f);
	if (e == OK && conf_int(c, "clock_offset") && !conf_yes(c, "demo")) {
		snprintf(why, 256, "%.100s:%d: clock_offset needs demo = yes",
		    name, c->v[find("clock_offset")].line);
		e = ERR_INPUT;
	}
	return e;
}

enum err conf_load(const char *file, struct conf **out, char why[256])
{
	struct conf *c = calloc(1, sizeof *c);
	enum err e;
	size_t i;

	if (!c)
		log_abort("out of memory: configuration");
	for (i = 0; i < ITEMS; i++)
		if (set(c, i, items[i].value) != OK)
			log_abort("conf: bad default of %s", items[i].name);
	e = read_file(c, file, why);
	if (e != OK) {
		conf_free(c);
		return e;
	}
	*out = c;
	return OK;
}

void conf_free(struct conf *c)
{
	size_t i;

	if (!c)
		return;
	for (i = 0; i < ITEMS; i++) {
		free(c->v[i].text);
		free(c->v[i].raw);
	}
	free(c);
}

static size_t typed(const char *name, enum type type)
{
	size_t i = find(name);

	if (i == ITEMS || items[i].type != type)
		log_abort("conf: no such name of this type: %s", name);
	return i;
}

const char *conf_text(const struct conf *c, const char *name)
{
	return c->v[typed(name, TEXT)].text;
}

int64_t conf_int(const struct conf *c, const char *name)
{
	return c->v[typed(name, INT)].number;
}

int conf_yes(const struct conf *c, const char *name)
{
	return c->v[typed(name, YES)].number != 0;
}

void conf_print(const struct conf *c)
{
	size_t i;

	for (i = 0; i < ITEMS; i++)
		printf("# %s\n%s = %s\n\n", items[i].help, items[i].name,
		    c->v[i].raw);
}
