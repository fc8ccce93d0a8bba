/* Export packages: names of files, archives, tables. */
#include "tests/unit/unit.h"
#include "lib/base/csv.h"
#include "lib/pack/archive.h"
#include "lib/pack/name.h"
#include "lib/pack/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

static struct arena *arena;
static char folder[32];

static int setup(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "/tmp/gpt-XXXXXX");
	arena = arena_new();
	return mkdtemp(folder) ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return rmdir(folder);	/* fails where a test leaves something */
}

static char *path(const char *name)
{
	return arena_printf(arena, "%s/%s", folder, name);
}

/* --- names ------------------------------------------------------------ */

static void templates(void **state)
{
	static const struct {
		const char *template;
		enum pack_name_fault fault;
	} t[] = {
		{ "{student_no} {name}.jpg", PACK_NAME_GOOD },
		{ "{学号}.JPG", PACK_NAME_GOOD },
		{ "{院系}/{专业}/{班级}/{学号} {姓名}.jpg", PACK_NAME_GOOD },
		{ "{证件号码}.jpg", PACK_NAME_GOOD },
		{ "", PACK_NAME_LONG },
		{ "{学号}\xff.jpg", PACK_NAME_LONG },
		{ "{number}.jpg", PACK_NAME_VARIABLE },
		{ "{}.jpg", PACK_NAME_VARIABLE },
		{ "{student_no.jpg", PACK_NAME_VARIABLE },
		{ "student_no}.jpg", PACK_NAME_VARIABLE },
		{ "{name}.jpg", PACK_NAME_NUMBER },
		{ "{student_no}/{name}.jpg", PACK_NAME_NUMBER },
		{ "{student_no}", PACK_NAME_END },
		{ "{student_no}.png", PACK_NAME_END },
		{ "/{student_no}.jpg", PACK_NAME_PATH },
		{ "../{student_no}.jpg", PACK_NAME_PATH },
		{ "a//{student_no}.jpg", PACK_NAME_PATH },
		{ "a/../{student_no}.jpg", PACK_NAME_PATH },
		{ "a\\{student_no}.jpg", PACK_NAME_PATH },
		{ "a:{student_no}.jpg", PACK_NAME_PATH },
		{ "a /{student_no}.jpg", PACK_NAME_PATH },
		{ "{student_no}\n.jpg", PACK_NAME_LONG },
	};
	size_t i;
	int ids = 7;

	(void)state;
	for (i = 0; i < sizeof t / sizeof *t; i++)
		if (pack_name_check(t[i].template, NULL) != t[i].fault)
			fail_msg("'%s': %d, not %d", t[i].template,
			    pack_name_check(t[i].template, NULL), t[i].fault);
	assert_int_equal(pack_name_check("{name}", &ids), PACK_NAME_END);
	assert_int_equal(ids, 7);
	assert_int_equal(pack_name_check("{学号}.jpg", &ids), 0);
	assert_int_equal(ids, 0);
	assert_int_equal(pack_name_check("{id_no}/{学号}.jpg", &ids), 0);
	assert_int_equal(ids, 1);
}

static void name_is(const char *template, const struct pack_person *p,
    const char *want)
{
	assert_int_equal(pack_name_check(template, NULL), PACK_NAME_GOOD);
	assert_string_equal(pack_name(arena, template, p), want);
}

static void file_names(void **state)
{
	struct pack_person p = {
		.student_no = "22300010001", .name = "林晓雯",
		.id_no = "110101200403120028", .department = "信息工程学院",
		.major = "", .class_name = NULL
	};
	char longest[601], *s;
	size_t i;

	(void)state;
	name_is("{student_no} {name}.jpg", &p, "22300010001 林晓雯.jpg");
	name_is("{院系}/{学号}-{姓名}.jpg", &p,
	    "信息工程学院/22300010001-林晓雯.jpg");
	name_is("{id_no}.jpg", &p, "110101200403120028.jpg");
	name_is("{major}/{class}/{学号}.jpg", &p, "-/-/22300010001.jpg");
	p.student_no = "../../a/b";
	p.name = "O\"Neil\t<x>.";
	p.department = "..";
	name_is("{院系}/{学号} {姓名}.jpg", &p,
	    "-/_.._a_b O_Neil__x_.jpg");
	for (i = 0; i < 600; i += 3)
		memcpy(longest + i, "龙", 3);
	longest[600] = '\0';
	p.name = longest;
	p.student_no = "1";
	s = pack_name(arena, "{学号} {姓名}.jpg", &p);
	assert_int_equal(strlen(s), 2 + 3 * 58 + 4);	/* <= 180, whole */
	assert_string_equal(s + strlen(s) - 7, "龙.jpg");
}

/* --- archives ------------------------------------------------------------- */

static int calls, stop_at;

static enum err bytes(void *arg, struct arena *a, const char *key,
    uint8_t **p, size_t *n)
{
	(void)arg;
	if (!strcmp(key, "gone"))
		return ERR_NOTFOUND;
	*p = arena_dup(a, key, strlen(key));
	*n = strlen(key);
	return OK;
}

static int goes_on(void *arg, int part)
{
	*(int *)arg = part;
	return ++calls != stop_at;
}

static int last_part;
static const struct archive_hooks hooks = { &last_part, bytes, goes_on };

static void content_is(zip_t *z, const char *name, const char *want,
    int method)
{
	char got[100] = "";
	zip_stat_t st;
	zip_file_t *f;

	assert_int_equal(zip_stat(z, name, 0, &st), 0);
	assert_int_equal(st.comp_method, method);
	f = zip_fopen(z, name, 0);
	assert_non_null(f);
	assert_int_equal(zip_fread(f, got, sizeof got), strlen(want));
	assert_string_equal(got, want);
	zip_fclose(f);
}

static void archives(void **state)
{
	struct archive *z;
	char *file = path("a.zip"), *list = path("list");
	FILE *f = fopen(list, "w");
	zip_t *zip;

	(void)state;
	fputs("eins", f);
	fclose(f);
	calls = stop_at = 0;
	assert_int_equal(archive_new(file, &hooks, &z), OK);
	assert_int_equal(archive_add(z, "院/1 林.jpg", "first", 5), OK);
	assert_int_equal(archive_add(z, "院/1 林.jpg", "second", 6),
	    ERR_CONFLICT);
	assert_int_equal(archive_add(z, "2.jpg", "second", 6), OK);
	assert_int_equal(archive_add_file(z, "list.csv", list), OK);
	assert_int_equal(access(file, F_OK), -1);
	assert_int_equal(archive_close(z), OK);
	archive_free(z);
	assert_true(calls > 0);
	assert_int_equal(last_part, 1000);

	zip = zip_open(file, ZIP_RDONLY, NULL);
	assert_non_null(zip);
	assert_int_equal(zip_get_num_entries(zip, 0), 3);
	content_is(zip, "院/1 林.jpg", "first", ZIP_CM_STORE);
	content_is(zip, "2.jpg", "second", ZIP_CM_STORE);
	content_is(zip, "list.csv", "eins", ZIP_CM_DEFLATE);
	zip_close(zip);
	unlink(file);
	unlink(list);
}

/* Nothing is left of one that fails, is stopped or given up. */
static void broken_archives(void **state)
{
	struct archive *z;
	char *file = path("b.zip");
	int i;

	(void)state;
	calls = stop_at = 0;
	assert_int_equal(archive_new(file, &hooks, &z), OK);
	assert_int_equal(archive_add(z, "1.jpg", "gone", 4), OK);
	assert_int_equal(archive_close(z), ERR_INTERNAL);
	archive_free(z);
	assert_int_equal(archive_new(file, &hooks, &z), OK);
	assert_int_equal(archive_add(z, "1.jpg", "short", 99), OK);
	assert_int_equal(archive_close(z), ERR_INTERNAL);
	archive_free(z);
	calls = 0;
	stop_at = 20;
	assert_int_equal(archive_new(file, &hooks, &z), OK);
	for (i = 0; i < 100; i++)
		assert_int_equal(archive_add(z, arena_printf(arena,
		    "%d.jpg", i), "bytes", 5), OK);
	assert_int_equal(archive_close(z), ERR_CONFLICT);
	archive_free(z);
	assert_true(calls < 25);
	assert_int_equal(archive_new(file, &hooks, &z), OK);
	assert_int_equal(archive_add(z, "1.jpg", "bytes", 5), OK);
	archive_free(z);
	archive_free(NULL);
	assert_int_equal(archive_new("/nowhere/at/all.zip", &hooks, &z), OK);
	assert_int_equal(archive_add(z, "1.jpg", "bytes", 5), OK);
	assert_int_equal(archive_close(z), ERR_INTERNAL);
	archive_free(z);
}

/* --- tables ------------------------------------------------------------- */

static void cells(void **state)
{
	static const struct {
		const char *cell, *want;
	} t[] = {
		{ "plain", "plain" }, { "", "" }, { NULL, "" },
		{ "a,b", "\"a,b\"" }, { "a\"b", "\"a\"\"b\"" },
		{ "a\nb", "\"a\nb\"" }, { "-5", "-5" }, { "-", "\"'-\"" },
		{ "=1+1", "\"'=1+1\"" }, { "+86", "\"'+86\"" },
		{ "@x", "\"'@x\"" }, { "-1+2", "\"'-1+2\"" },
		{ "\tx", "\"'\tx\"" }, { "\rx", "\"'\rx\"" },
		{ "=\"a\"", "\"'=\"\"a\"\"\"" },
	};
	struct buf b = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof t / sizeof *t; i++) {
		buf_reset(&b);
		csv_put(&b, (const char *[]){ t[i].cell, "|" }, 2);
		assert_string_equal(b.p, arena_printf(arena, "%s,|\r\n",
		    t[i].want));
	}
	buf_free(&b);
}

static char *part_of(const char *file, const char *name)
{
	zip_t *zip = zip_open(file, ZIP_RDONLY, NULL);
	char *text = arena_alloc(arena, 20000);
	zip_file_t *f;

	assert_non_null(zip);
	f = zip_fopen(zip, name, 0);
	assert_non_null(f);
	assert_true(zip_fread(f, text, 19999) > 0);
	zip_fclose(f);
	zip_close(zip);
	return text;
}

static void tables(void **state)
{
	static const struct table_column columns[] = {
		{ "学号", 12, 0 }, { "KB", 8, 1 }, { "名", 20, 0 }, { NULL, 0, 0 }
	};
	char *csv = path("t.csv"), *xlsx = path("t.xlsx"), got[200] = "";
	const char *sheet;
	struct table *t;
	FILE *f;

	(void)state;
	assert_int_equal(table_new(csv, xlsx, "清单", columns, &t), OK);
	table_row(t, (const char *[]){ "0012", "37", "=1+1" });
	table_row(t, (const char *[]){ "0013", NULL, "A&B" });
	assert_int_equal(table_close(t), OK);
	table_free(t);
	f = fopen(csv, "r");
	assert_true(fread(got, 1, sizeof got - 1, f) > 0);
	fclose(f);
	assert_string_equal(got, "\xef\xbb\xbf" "学号,KB,名\r\n"
	    "0012,37,\"'=1+1\"\r\n0013,,A&B\r\n");
	sheet = part_of(xlsx, "xl/worksheets/sheet1.xml");
	assert_non_null(strstr(sheet, "<t>0012</t>"));
	assert_non_null(strstr(sheet, "<v>37</v>"));
	assert_non_null(strstr(sheet, "<t>=1+1</t>"));	/* a text */
	assert_null(strstr(sheet, "<f>"));
	assert_non_null(strstr(sheet, "<t>A&amp;B</t>"));
	assert_non_null(strstr(part_of(xlsx, "xl/workbook.xml"), "清单"));
	unlink(csv);
	unlink(xlsx);
	assert_int_equal(table_new("/nowhere/t.csv", "/nowhere/t.xlsx", "x",
	    columns, &t), ERR_INTERNAL);
	assert_int_equal(table_new(csv, xlsx, "x", columns, &t), OK);
	table_free(t);
	unlink(csv);
	unlink(xlsx);
	table_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(templates),
		cmocka_unit_test(file_names),
		cmocka_unit_test(archives),
		cmocka_unit_test(broken_archives),
		cmocka_unit_test(cells),
		cmocka_unit_test(tables),
	};

	return cmocka_run_group_tests_name("pack", tests, setup, teardown);
}
