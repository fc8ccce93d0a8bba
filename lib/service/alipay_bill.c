/*
 * Alipay's books of a day: an address, asked for with a signature and good
 * for half a minute; there a ZIP of two CSV files, the trades and their sums,
 * in GBK; names between lines that begin with #, cells that end with a tab,
 * yuan, money that went back with a minus. The file itself is not signed, so
 * the counts that it states must be right.
 */
#include "alipay.h"

#include "http.h"
#include "lib/base/clock.h"
#include "lib/base/csv.h"
#include "lib/base/log.h"
#include "lib/base/parse.h"

#include <jansson.h>
#include <zip.h>

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define PACKED ((size_t)16 << 20)	/* bytes of the ZIP */
#define FILES 8
/* Books come at nine the next morning, sometimes later; what is not there by
 * the evening is a day without trades. */
#define WRITTEN_BY (24 + 20)		/* hours after the day began */

enum column { TRADE_NO, ORDER_NO, KIND, DONE_AT, AMOUNT, REFUND_NO, COLUMNS };

static const char *const titles[COLUMNS] = {
	[TRADE_NO] = "支付宝交易号",
	[ORDER_NO] = "商户订单号",
	[KIND] = "业务类型",
	[DONE_AT] = "完成时间",
	[AMOUNT] = "订单金额（元）",
	[REFUND_NO] = "退款批次号/请求号"
};

static const struct {
	const char *name;	/* of the rows */
	const char *sum;	/* begins the line that counts them */
} kinds[] = {
	{ "交易", "#交易合计：" },
	{ "退款", "#退款合计：" }
};

#define KINDS (sizeof kinds / sizeof *kinds)

struct reading {
	struct arena *arena;
	struct pay_bill bill;
	size_t room;
	int at[COLUMNS];	/* which field */
	int found;		/* the file of the trades */
	size_t seen[KINDS];
};

static int find_kind(const char *name)
{
	size_t i;

	for (i = 0; i < KINDS; i++)
		if (!strcmp(kinds[i].name, name))
			return (int)i;
	return -1;
}

/* 1: this row names the columns that we read, all of them. */
static int header(struct reading *r, char **field, int n)
{
	int at[COLUMNS], i, k;

	for (k = 0; k < COLUMNS; k++) {
		for (i = 0; i < n && strcmp(field[i], titles[k]); i++)
			;
		if (i == n)
			return 0;
		at[k] = i;
	}
	memcpy(r->at, at, sizeof at);
	r->found = 1;
	return 1;
}

static struct pay_bill_row *next_row(struct reading *r)
{
	struct pay_bill *b = &r->bill;
	struct pay_bill_row *more;

	if (b->n == r->room) {
		r->room = r->room ? 2 * r->room : 64;
		more = arena_alloc(r->arena, r->room * sizeof *more);
		if (b->n)
			memcpy(more, b->rows, b->n * sizeof *more);
		b->rows = more;
	}
	return &b->rows[b->n++];
}

static enum err read_row(struct reading *r, char **field, int n)
{
	struct pay_bill_row row;
	const char *amount;
	int i, kind;

	for (i = 0; i < COLUMNS; i++)
		if (r->at[i] >= n)
			return ERR_INPUT;
	kind = find_kind(field[r->at[KIND]]);
	if (kind < 0)
		return ERR_INPUT;
	amount = field[r->at[AMOUNT]];
	amount += *amount == '-';
	row = (struct pay_bill_row){
		.order_token = field[r->at[ORDER_NO]],
		.transaction_no = field[r->at[TRADE_NO]],
		.refund_token = kind ? field[r->at[REFUND_NO]] : ""
	};
	if (!*row.transaction_no || (kind && !*row.refund_token) ||
	    parse_fen(amount, &row.amount_fen) != OK ||
	    alipay_from_time(field[r->at[DONE_AT]], &row.at) != OK)
		return ERR_INPUT;
	*next_row(r) = row;
	r->seen[kind]++;
	return OK;
}

/* "#交易合计：12笔，商家实收共..." */
static int counts(const struct reading *r, const char *line)
{
	unsigned long n;
	size_t i, len;

	for (i = 0; i < KINDS; i++) {
		len = strlen(kinds[i].sum);
		if (!strncmp(line, kinds[i].sum, len) &&
		    (sscanf(line + len, "%lu", &n) != 1 || n != r->seen[i]))
			return 0;
	}
	return 1;
}

/* OK also for the file of sums, which has other columns. */
static enum err read_csv(struct reading *r, char *text)
{
	char *field[CSV_COLUMNS];
	struct csv c;
	int n, begun = 0;
	enum err e;

	csv_begin(&c, text);
	while ((e = csv_row(&c, field, &n)) == OK) {
		if (*field[0] == '#') {
			if (begun && !counts(r, field[0]))
				e = ERR_INPUT;
		} else if (begun) {
			e = read_row(r, field, n);
		} else if (!header(r, field, n)) {
			return OK;
		} else {
			begun = 1;
		}
		if (e != OK) {
			log_error("alipay: bill: line %d makes no sense",
			    c.line);
			return e;
		}
	}
	return e == ERR_NOTFOUND ? OK : e;
}

static enum err read_file(struct reading *r, zip_t *z, zip_uint64_t i)
{
	enum csv_encoding encoding;
	zip_stat_t st;
	zip_file_t *f;
	char *raw, *text;
	zip_int64_t n;

	if (zip_stat_index(z, i, 0, &st) || !(st.valid & ZIP_STAT_SIZE) ||
	    st.size > CSV_BYTES)
		return ERR_INPUT;
	f = zip_fopen_index(z, i, 0);
	if (!f)
		return ERR_INPUT;
	raw = arena_alloc(r->arena, st.size + 1);
	n = zip_fread(f, raw, st.size);
	/* Reading on to the end is what checks the sum of the bytes. */
	if (n < 0 || (zip_uint64_t)n != st.size ||
	    zip_fread(f, raw + n, 1) != 0) {
		zip_fclose(f);
		return ERR_INPUT;
	}
	if (zip_fclose(f) || csv_text(r->arena, raw, st.size, &text,
	    &encoding) != OK)
		return ERR_INPUT;
	return read_csv(r, text);
}

static enum err read_zip(struct arena *a, const char *p, size_t n,
    struct pay_bill *out)
{
	struct reading r = { .arena = a };
	zip_error_t why;
	zip_source_t *src;
	zip_t *z = NULL;
	zip_int64_t i, files;
	enum err e = ERR_INPUT;

	zip_error_init(&why);
	src = zip_source_buffer_create(p, n, 0, &why);
	if (src)
		z = zip_open_from_source(src, ZIP_RDONLY | ZIP_CHECKCONS,
		    &why);
	zip_error_fini(&why);
	if (!z) {
		zip_source_free(src);
		return ERR_INPUT;
	}
	files = zip_get_num_entries(z, 0);
	if (files > 0 && files <= FILES)
		e = OK;
	for (i = 0; e == OK && i < files; i++)
		e = read_file(&r, z, (zip_uint64_t)i);
	zip_discard(z);
	/* None of the files had the columns of trades. */
	if (e == OK && !r.found)
		e = ERR_INPUT;
	if (e == OK)
		*out = r.bill;
	return e;
}

static enum err download(struct alipay *al, struct arena *a, const char *url,
    struct http_answer *out)
{
	static const char *const headers[] = {
		"User-Agent: gradphoto/" GP_VERSION, NULL
	};
	const struct http_request q = {
		.method = "GET", .url = url, .headers = headers,
		.timeout_ms = al->timeout_ms, .max = PACKED
	};
	enum err e = http_ask(al->http, a, &q, out);

	return e == OK && out->status != 200 ? ERR_UPSTREAM : e;
}

/* "isp.bill_not_exist", in one case or the other, stands for a day without
 * trades and for books that are not written yet. */
static enum err no_bill(const char *sub, const char *day, struct arena *a)
{
	static const char word[] = "bill_not_exist";
	size_t n = strlen(sub), len = sizeof word - 1;
	int64_t begin;

	if (n < len || strcasecmp(sub + n - len, word) ||
	    alipay_from_time(arena_printf(a, "%s 00:00:00", day),
	    &begin) != OK)
		return ERR_UPSTREAM;
	return clock_now() < begin + WRITTEN_BY * 3600 ? ERR_UPSTREAM :
	    ERR_NOTFOUND;
}

enum err alipay_bill(struct pay *p, struct arena *a, const char *day,
    struct pay_bill *out)
{
	struct alipay *al = (struct alipay *)p;
	struct alipay_answer s;
	struct http_answer file;
	const char *url;
	enum err e = alipay_call(al, a,
	    "alipay.data.dataservice.bill.downloadurl.query", alipay_json(a,
	    json_pack("{s:s,s:s}", "bill_type", "trade", "bill_date", day)),
	    &s);

	if (e != OK)
		return e;
	if (s.sub)
		return no_bill(s.sub, day, a);
	url = alipay_text(&s, "bill_download_url");
	if (!url)
		return ERR_UPSTREAM;
	e = download(al, a, url, &file);
	if (e == OK && read_zip(a, file.body, file.n, out) != OK) {
		log_error("alipay: bill of %s: not readable", day);
		e = ERR_UPSTREAM;
	}
	return e;
}
