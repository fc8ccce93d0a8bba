/* What an order comes to; regions and what they are made from; what may be
 * written on a parcel; a receipt's file. */
#include "tests/unit/unit.h"
#include "lib/base/parse.h"
#include "lib/domain/bill.h"
#include "lib/domain/regions.h"
#include "lib/paper/findings.h"
#include "lib/paper/poster.h"
#include "lib/paper/receipt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena *arena;

static int setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* --- bills --------------------------------------------------------------- */

static const struct price_list prices = {
	.price_fen = 2000, .price_prints_fen = 3500, .n = 3,
	.price = { { 7, "33x48", 4, 600, 1 }, { 8, "2inch", 4, 700, 1 },
	    { 9, "1inch", 8, 550, 0 } },
	.postage_n = 3,
	.postage = { { "", 800 }, { "31", 0 }, { "65", 2500 } }
};

/* "kind/size/sets/fen ... =total" */
static const char *bill(const char *region, const struct wanted *w, int n)
{
	struct bill b;
	char *out = arena_strdup(arena, "");
	int64_t sum = 0;
	int i;

	if (bill_make(&prices, region, w, n, &b) != OK)
		return "refused";
	for (i = 0; i < b.n; i++) {
		out = arena_printf(arena, "%s%s/%s/%d/%lld ", out,
		    b.item[i].kind, b.item[i].size, b.item[i].sets,
		    (long long)b.item[i].amount_fen);
		sum += b.item[i].amount_fen;
	}
	assert_int_equal(sum, b.total_fen);
	return arena_printf(arena, "%s=%lld", out, (long long)b.total_fen);
}

static void bills(void **state)
{
	const struct wanted some[] = { { 7, 1 }, { 8, 0 }, { 9, 9 } };
	const struct wanted gone[] = { { 99, 3 } };
	const struct wanted many[] = { { 9, 10 } }, few[] = { { 9, -1 } };
	struct price_list none = prices;
	struct bill b;

	(void)state;
	assert_string_equal(bill(NULL, some, 3), "photo//1/2000 =2000");
	assert_string_equal(bill("310110", NULL, 0), "photo//1/2000 "
	    "prints/33x48/1/1500 prints/2inch/1/0 =3500");
	assert_string_equal(bill("650102", some, 3), "photo//1/2000 "
	    "prints/33x48/1/1500 prints/2inch/1/0 extra/33x48/1/600 "
	    "extra/1inch/9/4950 postage//1/2500 =11550");
	/* A province without a price of its own, and none at all. */
	assert_string_equal(bill("440103", NULL, 0), "photo//1/2000 "
	    "prints/33x48/1/1500 prints/2inch/1/0 postage//1/800 =4300");
	assert_int_equal(bill_postage(&prices, ""), 800);
	assert_int_equal(bill_postage(&prices, "65"), 2500);
	/* What is no longer offered is left out. */
	assert_string_equal(bill("310110", gone, 1), bill("310110", NULL,
	    0));
	assert_string_equal(bill("310110", many, 1), "refused");
	assert_string_equal(bill("310110", few, 1), "refused");
	assert_string_equal(bill("310110", some, PRICES_MAX + 1), "refused");
	/* Without a list: prints, and no more words. */
	none.n = none.postage_n = 0;
	assert_int_equal(bill_make(&none, "650102", NULL, 0, &b), OK);
	assert_int_equal(b.n, 2);
	assert_string_equal(b.item[1].size, "");
	assert_int_equal(b.total_fen, 3500);
}

/* --- regions ---------------------------------------------------------------- */

static char path[] = "/tmp/gp-regions-XXXXXX";

static enum err load(const char *text, struct regions *out)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	return regions_load(path, arena, out);
}

static void files(void **state)
{
	static const char *const bad[] = { "", "31000\tA\n", "3100000\tA\n",
		"310000 A\n", "310000\t\n", "310000\tA\n310000\tB\n",
		"310100\tA\n310000\tB\n", "310000\t\xff\n",
		"310000\tA\n\n310100\tB\n" };
	struct regions all;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(load(bad[i], &all), ERR_INTERNAL);
	assert_int_equal(load("310000\tA\n310100\tB", &all), OK);
	assert_int_equal(all.n, 2);
	unlink(path);
	assert_int_equal(regions_load(path, arena, &all), ERR_INTERNAL);
}

/* The file that the build has made. */
static void china(void **state)
{
	const char *file = arena_printf(arena, "%s/regions.tsv",
	    getenv("GP_BUILD"));
	const struct region *x = NULL;
	struct regions all;
	int n = 0;

	(void)state;
	assert_int_equal(regions_load(file, arena, &all), OK);
	assert_true(all.n > 3000);
	while ((x = region_next(&all, "", x)))
		n++;
	assert_int_equal(n, 34);
	for (n = 0; (x = region_next(&all, "310100", x)); n++)
		assert_int_equal(strncmp(x->code, "3101", 4), 0);
	assert_int_equal(n, 16);
	assert_string_equal(region_find(&all, "110000")->name, "北京市");
	assert_null(region_find(&all, "110"));
	assert_null(region_find(&all, "990000"));
	assert_string_equal(region_text(&all, arena, "310110"),
	    "上海市 杨浦区");
	assert_string_equal(region_text(&all, arena, "330106"),
	    "浙江省 杭州市 西湖区");
	assert_null(region_text(&all, arena, "330100"));
	assert_null(region_text(&all, arena, "330000"));
	assert_null(region_text(&all, arena, "339999"));
}

/* --- words ------------------------------------------------------------------ */

static void words(void **state)
{
	static const struct {
		const char *text;
		int chars, written, person;
	} cases[] = {
		{ "张三", 2, 1, 1 }, { "张", 1, 1, 0 }, { "", 0, 1, 0 },
		{ "阿卜杜拉·买买提", 8, 1, 1 }, { "𠮷田", 2, 1, 1 },
		{ "Maria Silva-O'Neil Jr.", 22, 1, 1 },
		{ "Zoë Müller", 10, 1, 1 }, { "やまだ", 3, 1, 1 },
		{ "-张三", 3, 1, 0 }, { "张三3", 3, 1, 0 },
		{ "<b>张三</b>", 9, 1, 0 }, { "张😀三", 3, 0, 0 },
		{ "张三\xe2\x80\xae", 3, 0, 0 },
		{ "路 220 号①（北）", 11, 1, 0 }, { "❤路", 2, 0, 0 },
		{ "a\xef\xb8\x8f", 2, 0, 0 }, { "\xee\x80\x80路", 2, 0, 0 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(parse_chars(cases[i].text), cases[i].chars);
		assert_int_equal(parse_written(cases[i].text),
		    cases[i].written);
		assert_int_equal(parse_person(cases[i].text),
		    cases[i].person);
	}
}

/* --- receipts ----------------------------------------------------------------- */

static void receipts(void **state)
{
	static const char font[] = "/usr/share/fonts/truetype/wqy/"
	    "wqy-zenhei.ttc";
	struct receipt r = { .title = "收据", .issuer = "", .heads = 1,
	    .bills = 1, .total_name = "实收合计", .total = "¥47.00",
	    .head = { { "订单号", "", "0123" } },
	    .bill = { { "纸质照片", "一寸 𠮷 × 2", "¥47.00" } },
	    .notes = { "不是税务发票" }, .mark = "DEMO" };
	uint8_t *one = NULL, *two = NULL;
	size_t n, m;

	(void)state;
	assert_int_equal(receipt_pdf(&r, font, &one, &n), OK);
	assert_memory_equal(one, "%PDF-", 5);
	assert_int_equal(receipt_pdf(&r, font, &two, &m), OK);
	assert_int_equal(n, m);
	assert_memory_equal(one, two, n);
	free(one);
	free(two);
	assert_int_equal(receipt_pdf(&r, "/nonexistent.ttf", &one, &n),
	    ERR_INTERNAL);
	assert_int_equal(receipt_pdf(&r, "/etc/passwd", &one, &n),
	    ERR_INTERNAL);
}

/* As much as can be is still one page. */
static void posters(void **state)
{
	static const char font[] =
	    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc";
	static const uint8_t dark[9] = { 1, 0, 1, 0, 1, 0, 1, 1, 1 };
	const char *words = "很长的一句话，long words 𠮷，很长很长的一句话，很长的一句话，"
	    "很长很长的一句话，很长很长的一句话，很长很长的一句话，很长很长的一句话";
	struct poster p = { .school = words, .title = words, .call = words,
	    .dark = dark, .side = 3, .address = words, .rows = POSTER_ROWS,
	    .steps_title = words, .steps = 3, .foot = words,
	    .mark = "DEMO" };
	uint8_t *one = NULL;
	size_t n, i;

	(void)state;
	for (i = 0; i < POSTER_ROWS; i++) {
		p.row[i].name = words;
		p.row[i].value = words;
	}
	for (i = 0; i < 3; i++)
		p.step[i] = words;
	assert_int_equal(poster_pdf(&p, font, &one, &n), OK);
	assert_memory_equal(one, "%PDF-", 5);
	assert_non_null(memmem(one, n, "/Count 1", 8));
	free(one);
	assert_int_equal(poster_pdf(&p, "/nonexistent.ttf", &one, &n),
	    ERR_INTERNAL);
}

/* Words that don't fit are cut, and a full page is still one page. */
static void findings(void **state)
{
	static const char font[] =
	    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc";
	struct findings f = { .title = "检查", .issuer = "", .verdict = "好",
	    .kind_title = "", .kind_columns = { "", "" }, .photo_title = "",
	    .more = "", .kinds = FINDINGS_KINDS, .photos = FINDINGS_PHOTOS };
	const char *words = "很长很长的一句话，很长很长的一句话，很长很长的一句话，"
	    "很长很长的一句话，很长很长的一句话，很长很长的一句话，很长";
	uint8_t *p = NULL;
	size_t n = 0;
	int i;

	(void)state;
	for (i = 0; i < FINDINGS_KINDS; i++) {
		f.kind[i].what = words;
		f.kind[i].failed = f.kind[i].warned = "1";
	}
	for (i = 0; i < FINDINGS_PHOTOS; i++)
		f.photo[i].student_no = f.photo[i].name =
		    f.photo[i].department = f.photo[i].what = words;
	assert_int_equal(findings_pdf(&f, font, &p, &n), OK);
	assert_memory_equal(p, "%PDF-", 5);
	assert_non_null(memmem(p, n, "/Count 1", 8));
	free(p);
	assert_int_equal(findings_pdf(&f, "/nonexistent.ttf", &p, &n),
	    ERR_INTERNAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bills), cmocka_unit_test(files),
		cmocka_unit_test(china), cmocka_unit_test(words),
		cmocka_unit_test(receipts),
		cmocka_unit_test(posters),
		cmocka_unit_test(findings),
	};
	int fd = mkstemp(path);

	if (fd < 0)
		return 1;
	close(fd);
	return cmocka_run_group_tests(tests, setup, teardown);
}
