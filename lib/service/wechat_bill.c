/*
 * The bill of a day: asked for with a signed request, fetched from an address
 * that is good for a short while. The file itself is not signed; the signed
 * answer before it has its SHA-1. Cells begin with a backtick, so that
 * spreadsheets don't make numbers of them; two lines of sums end it.
 */
#include "wechat.h"

#include "http.h"
#include "lib/base/clock.h"
#include "lib/base/crypto.h"
#include "lib/base/csv.h"
#include "lib/base/log.h"
#include "lib/base/parse.h"

#include <jansson.h>
#include <openssl/evp.h>
#include <zlib.h>

#include <string.h>
#include <strings.h>

#define BILL "/v3/bill/tradebill"
#define PACKED ((size_t)8 << 20)
#define SHA1 20

/* Columns by the names in the first line: new ones are added now and then. */
enum column { AT, TRANSACTION, ORDER, STATE, REFUND, REFUND_STATE, PAID,
	ASKED_BACK, COLUMNS };

static const char *const names[COLUMNS] = {
	[AT] = "交易时间", [TRANSACTION] = "微信订单号",
	[ORDER] = "商户订单号", [STATE] = "交易状态",
	[REFUND] = "商户退款单号", [REFUND_STATE] = "退款状态",
	[PAID] = "订单金额", [ASKED_BACK] = "申请退款金额"
};

/* The sums have other columns and begin with this one. */
static const char sums[] = "总交易单数";

static enum err unpack(struct arena *a, const struct http_answer *s,
    char **out, size_t *n)
{
	z_stream z = { .next_in = (Bytef *)s->body,
	    .avail_in = (uInt)s->n };
	char chunk[65536];
	struct buf b = {0};
	int rc;

	if (inflateInit2(&z, 15 + 16) != Z_OK)	/* 16: gzip */
		log_abort("out of memory: wechat bill");
	do {
		z.next_out = (Bytef *)chunk;
		z.avail_out = sizeof chunk;
		rc = inflate(&z, Z_NO_FLUSH);
		buf_add(&b, chunk, sizeof chunk - z.avail_out);
	} while (rc == Z_OK && b.n < CSV_BYTES);
	inflateEnd(&z);
	if (rc == Z_STREAM_END) {
		*out = arena_strndup(a, b.p, b.n);
		*n = b.n;
	}
	buf_free(&b);
	return rc == Z_STREAM_END ? OK : ERR_UPSTREAM;
}

static int has_hash(const char *p, size_t n, const char *hex)
{
	unsigned char sum[SHA1];
	char text[2 * SHA1 + 1];

	if (EVP_Digest(p, n, sum, NULL, EVP_sha1(), NULL) != 1)
		log_abort("wechat: no SHA-1");
	crypto_hex(sum, sizeof sum, text);
	return !strcasecmp(text, hex);
}

/* The address may name another host than ours, but it is ours we trust. */
static const char *path_of(const char *url)
{
	const char *p = strstr(url, "://");

	p = p ? strchr(p + 3, '/') : NULL;
	return p && !strncmp(p, "/v3/", 4) ? p : NULL;
}

static enum err fetch(struct wechat *w, struct arena *a, const json_t *j,
    char **text, size_t *n)
{
	const char *type, *hash, *url, *path;
	struct http_answer s;
	enum err e;

	if (json_unpack((json_t *)j, "{s:s,s:s,s:s}", "hash_type", &type,
	    "hash_value", &hash, "download_url", &url) ||
	    strcmp(type, "SHA1") || !(path = path_of(url)))
		return ERR_UPSTREAM;
	e = wechat_send(w, a, "GET", path, NULL, PACKED, &s);
	if (e != OK || s.status != 200)
		return ERR_UPSTREAM;
	e = unpack(a, &s, text, n);
	if (e == OK && !has_hash(*text, *n, hash)) {
		log_error("wechat: the bill is not what was announced");
		e = ERR_UPSTREAM;
	}
	return e;
}

/* --- the file ---------------------------------------------------------- */

static enum err find_columns(char *const *field, int n, int at[COLUMNS])
{
	int i, k;

	for (k = 0; k < COLUMNS; k++) {
		at[k] = -1;
		for (i = 0; i < n; i++)
			if (!strcmp(field[i], names[k]))
				at[k] = i;
		if (at[k] < 0) {
			log_error("wechat: the bill has no %s", names[k]);
			return ERR_UPSTREAM;
		}
	}
	return OK;
}

static const char *cell(char *const *field, int n, int i)
{
	return i < n ? field[i] + (*field[i] == '`') : "";
}

static enum err read_time(struct arena *a, const char *s, int64_t *out)
{
	if (strlen(s) != 19)
		return ERR_INPUT;
	return clock_from_rfc3339(arena_printf(a, "%.10sT%s+08:00", s,
	    s + 11), out);
}

/* A refund that came to nothing is no money that went back. */
static int counts(const char *state, const char *refund_state)
{
	return !strcmp(state, "SUCCESS") || (!strcmp(state, "REFUND") &&
	    strcmp(refund_state, "FAIL") && strcmp(refund_state, "CHANGE") &&
	    strcmp(refund_state, "CLOSED"));
}

static enum err read_row(struct arena *a, char *const *field, int n,
    const int at[COLUMNS], struct pay_bill *out)
{
	const char *c[COLUMNS];
	struct pay_bill_row r = {0};
	int k, back;

	for (k = 0; k < COLUMNS; k++)
		c[k] = cell(field, n, at[k]);
	if (!counts(c[STATE], c[REFUND_STATE]))
		return OK;
	back = !strcmp(c[STATE], "REFUND");
	r.order_token = arena_strdup(a, c[ORDER]);
	r.transaction_no = arena_strdup(a, c[TRANSACTION]);
	r.refund_token = back ? arena_strdup(a, c[REFUND]) : "";
	if (parse_fen(c[back ? ASKED_BACK : PAID], &r.amount_fen) != OK ||
	    read_time(a, c[AT], &r.at) != OK)
		return ERR_UPSTREAM;
	out->rows[out->n++] = r;
	return OK;
}

static size_t lines_of(const char *s)
{
	size_t n = 1;

	for (; *s; s++)
		n += *s == '\n';
	return n;
}

enum err wechat_bill_read(struct arena *a, char *text, size_t n,
    struct pay_bill *out)
{
	char *field[CSV_COLUMNS], *plain;
	enum csv_encoding encoding;
	struct pay_bill b = {0};
	struct csv c;
	int at[COLUMNS], fields;
	enum err e;

	if (csv_text(a, text, n, &plain, &encoding) != OK)
		return ERR_UPSTREAM;
	b.rows = arena_alloc(a, lines_of(plain) * sizeof *b.rows);
	csv_begin(&c, plain);
	e = csv_row(&c, field, &fields);
	if (e == OK)
		e = find_columns(field, fields, at);
	while (e == OK) {
		e = csv_row(&c, field, &fields);
		if (e != OK)
			break;
		if (!strcmp(field[0], sums)) {
			*out = b;
			return OK;
		}
		e = read_row(a, field, fields, at, &b);
	}
	/* Without its sums it was cut off. */
	log_error("wechat: the bill is not well-formed in line %d", c.line);
	return ERR_UPSTREAM;
}

static int is_day(const char *s)
{
	int i;

	for (i = 0; i < 10; i++)
		if (i == 4 || i == 7 ? s[i] != '-' :
		    s[i] < '0' || s[i] > '9')
			return 0;
	return !s[10];
}

enum err wechat_bill(struct pay *p, struct arena *a, const char *day,
    struct pay_bill *out)
{
	struct wechat *w = (struct wechat *)p;
	char *text = NULL;
	size_t n = 0;
	json_t *j;
	int status;
	enum err e;

	if (!is_day(day))
		return ERR_INPUT;
	e = wechat_call(w, a, "GET", arena_printf(a, BILL "?bill_date=%s"
	    "&bill_type=ALL&tar_type=GZIP", day), NULL, &status, &j);
	if (e != OK)
		return e;
	if (status == 200)
		e = fetch(w, a, j, &text, &n);
	else
		e = wechat_has_code(j, "NO_STATEMENT_EXIST") ? ERR_NOTFOUND :
		    ERR_UPSTREAM;
	json_decref(j);
	return e == OK ? wechat_bill_read(a, text, n, out) : e;
}
