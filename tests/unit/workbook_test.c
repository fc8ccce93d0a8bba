/* Workbooks: rows as spreadsheets mean them, and files that mean harm. */
#include "tests/unit/unit.h"
#include "lib/base/buf.h"
#include "lib/pack/table.h"
#include "lib/pack/workbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#define REL "http://schemas.openxmlformats.org/officeDocument/2006/" \
	"relationships/"
#define RELS(list) "<Relationships>" list "</Relationships>"
#define ROOT RELS("<Relationship Id='a' Type='" REL "officeDocument' " \
	"Target='xl/workbook.xml'/>")
#define BOOK_RELS RELS("<Relationship Id='r1' Type='" REL "worksheet' " \
	"Target='worksheets/sheet1.xml'/><Relationship Id='r2' Type='" REL \
	"worksheet' Target='/xl/worksheets/sheet2.xml'/><Relationship " \
	"Id='r3' Type='" REL "sharedStrings' Target='texts.xml'/>" \
	"<Relationship Id='r4' Type='" REL "styles' Target='styles.xml'/>")
#define BOOK "<workbook><sheets><sheet name='A' r:id='r1' xmlns:r='r'/>" \
	"</sheets></workbook>"
#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"

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

struct part {
	const char *name, *text;
	size_t n;		/* 0: strlen */
};

/* A zip of these parts, the sheet last, in the arena. */
static const void *packed(const struct part *part, int parts, size_t *n)
{
	char name[] = "/tmp/gpt-XXXXXX";
	int fd = mkstemp(name), i;
	zip_t *z;
	FILE *f;
	char *p;

	assert_true(fd >= 0);
	close(fd);
	z = zip_open(name, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	assert_non_null(z);
	for (i = 0; i < parts; i++)
		assert_true(zip_file_add(z, part[i].name, zip_source_buffer(z,
		    part[i].text, part[i].n ? part[i].n :
		    strlen(part[i].text), 0), 0) >= 0);
	assert_int_equal(zip_close(z), 0);
	f = fopen(name, "rb");
	assert_non_null(f);
	p = arena_alloc(arena, 4 << 20);
	*n = fread(p, 1, 4 << 20, f);
	fclose(f);
	unlink(name);
	return p;
}

static enum err open_parts(const struct part *part, int parts,
    struct workbook **w)
{
	size_t n;
	const void *p = packed(part, parts, &n);

	return workbook_open(arena, p, n, w);
}

static enum err open_sheet(const char *sheet, struct workbook **w)
{
	const struct part part[] = {
		{ "_rels/.rels", ROOT, 0 },
		{ "xl/workbook.xml", BOOK, 0 },
		{ "xl/_rels/workbook.xml.rels", BOOK_RELS, 0 },
		{ "xl/texts.xml", "<sst><si><t>学号</t></si><si><r><t>姓</t></r>"
		    "<rPh><t>xing</t></rPh><r><t xml:space='preserve'>名 </t>"
		    "</r></si><si/></sst>", 0 },
		{ "xl/styles.xml", "<styleSheet><numFmts><numFmt "
		    "numFmtId='164' formatCode='yyyy\"年\"m\"月\"'/><numFmt "
		    "numFmtId='165' formatCode='[Red]0.00\"day\"'/></numFmts>"
		    "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs>"
		    "<xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/>"
		    "<xf numFmtId='165'/></cellXfs></styleSheet>", 0 },
		{ "xl/worksheets/sheet1.xml", sheet, 0 },
	};

	return open_parts(part, 6, w);
}

/* The next row as "line: a|b|c". */
static const char *row(struct workbook *w)
{
	char *field[WORKBOOK_COLUMNS];
	int n, line, i;
	const char *s;
	enum err e = workbook_row(w, field, &n, &line);

	if (e != OK)
		return arena_printf(arena, "%d", (int)e);
	s = arena_printf(arena, "%d: %s", line, n ? field[0] : "");
	for (i = 1; i < n; i++)
		s = arena_printf(arena, "%s|%s", s, field[i]);
	return s;
}

static const char *end(void)
{
	return arena_printf(arena, "%d", (int)ERR_NOTFOUND);
}

static void cells(void **state)
{
	struct workbook *w;

	(void)state;
	assert_int_equal(open_sheet(SHEET(
	    "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='C1' t='s'><v>1</v>"
	    "</c></row><row r='2'/><row r='3'><c r='B3' t='s'><v>2</v></c>"
	    "</row><row r='7'><c r='A7' t='inlineStr'><is><t> a </t><rPh><t>x"
	    "</t></rPh></is></c><c t='b'><v>1</v></c><c t='str'><f>A1</f><v>="
	    "b</v></c></row><x:row xmlns:x='x'><x:c><x:v>5</x:v></x:c></x:row>"
	    ), &w), OK);
	assert_string_equal(row(w), "1: 学号||姓名");
	assert_string_equal(row(w), "7: a|1|=b");
	assert_string_equal(row(w), "8: 5");
	assert_string_equal(row(w), end());
	assert_string_equal(row(w), end());
}

static void numbers(void **state)
{
	struct workbook *w;

	(void)state;
	assert_int_equal(open_sheet(SHEET("<row>"
	    "<c><v>22300010001</v></c><c><v>2.2300010001E10</v></c>"
	    "<c><v>4.4010119900101101E17</v></c><c><v>123.0</v></c>"
	    "<c><v>1.5</v></c><c><v>-2E3</v></c></row><row>"
	    "<c s='1'><v>46568</v></c><c s='2'><v>46568.75</v></c>"
	    "<c s='3'><v>46568</v></c><c s='1'><v>61</v></c>"
	    "<c s='1'><v>99999999</v></c><c s='99'><v>7</v></c></row>"), &w),
	    OK);
	assert_string_equal(row(w), "1: 22300010001|22300010001|"
	    "4.4010119900101101E17|123|1.5|-2E3");
	assert_string_equal(row(w), "2: 2027-06-30|2027-06-30|46568|"
	    "1900-03-01|99999999|7");
}

static void which_sheet(void **state)
{
	const struct part part[] = {
		{ "_rels/.rels", ROOT, 0 },
		{ "xl/workbook.xml", "<workbook><workbookPr date1904='1'/>"
		    "<sheets><sheet state='hidden' r:id='r1' xmlns:r='r'/>"
		    "<sheet r:id='r2' xmlns:r='r'/></sheets></workbook>", 0 },
		{ "xl/_rels/workbook.xml.rels", BOOK_RELS, 0 },
		{ "xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId='14'/>"
		    "</cellXfs></styleSheet>", 0 },
		{ "xl/worksheets/sheet2.xml", SHEET("<row><c><v>45106</v></c>"
		    "</row>"), 0 },
	};
	struct workbook *w;

	(void)state;
	assert_int_equal(open_parts(part, 5, &w), OK);
	assert_string_equal(row(w), "1: 2027-06-30");
}

static void ours(void **state)
{
	static const struct table_column columns[] = { { "学号", 12, 0 },
	    { "张数", 8, 1 }, { NULL, 0, 0 } };
	const char *const cell[] = { "22300010001", "3" };
	char *p = arena_alloc(arena, 1 << 20);
	struct workbook *w;
	struct table *t;
	FILE *f;
	size_t n;

	(void)state;
	assert_int_equal(table_new("/tmp/gpt-ours.csv", "/tmp/gpt-ours.xlsx",
	    "表", columns, &t), OK);
	table_row(t, cell);
	assert_int_equal(table_close(t), OK);
	table_free(t);
	f = fopen("/tmp/gpt-ours.xlsx", "rb");
	assert_non_null(f);
	n = fread(p, 1, 1 << 20, f);
	fclose(f);
	unlink("/tmp/gpt-ours.csv");
	unlink("/tmp/gpt-ours.xlsx");
	assert_int_equal(workbook_open(arena, p, n, &w), OK);
	assert_string_equal(row(w), "1: 学号|张数");
	assert_string_equal(row(w), "2: 22300010001|3");
	assert_string_equal(row(w), end());
}

static void harmful(void **state)
{
	static const char *const sheets[] = {
		"<!DOCTYPE a [<!ENTITY b 'c'>]>" SHEET("<row><c t='str'><v>&b;"
		    "</v></c></row>"),
		SHEET("<row><c t='s'><v>3</v></c></row>"),
		SHEET("<row><c t='s'><v>-1</v></c></row>"),
		SHEET("<row><c t='s'></c></row>"),
		"<worksheet><row>",
		"no XML",
	};
	struct workbook *w;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof sheets / sizeof *sheets; i++) {
		assert_int_equal(open_sheet(sheets[i], &w), OK);
		assert_string_equal(row(w), arena_printf(arena, "%d",
		    (int)ERR_INPUT));
	}
}

static void no_workbook(void **state)
{
	const struct part stray[] = { { "a.txt", "x", 0 } };
	const struct part bare[] = { { "_rels/.rels", ROOT, 0 },
		{ "xl/workbook.xml", BOOK, 0 } };
	struct workbook *w;
	size_t n;
	const char *p = packed(stray, 1, &n);

	(void)state;
	assert_int_equal(workbook_open(arena, p, n, &w), ERR_INPUT);
	assert_int_equal(workbook_open(arena, p, n / 2, &w), ERR_INPUT);
	assert_int_equal(open_parts(bare, 2, &w), ERR_INPUT);
}

static void large(void **state)
{
	struct part *many = calloc(WORKBOOK_FILES + 1, sizeof *many);
	struct buf b = {0};
	struct workbook *w;
	int i;

	(void)state;
	assert_non_null(many);
	for (i = 0; i <= WORKBOOK_FILES; i++)
		many[i] = (struct part){ arena_printf(arena, "%d", i), "x",
		    0 };
	assert_int_equal(open_parts(many, WORKBOOK_FILES + 1, &w), ERR_LIMIT);
	free(many);

	buf_adds(&b, "<worksheet><row><c r='BM1'><v>1</v></c></row><row><c "
	    "r='BL2'><v>1</v></c></row><row><c r='ZZZZZZZZZZ3'><v>1</v></c>"
	    "</row><row><c t='str'><v>");
	for (i = 0; i <= WORKBOOK_CELL; i++)
		buf_adds(&b, "x");
	buf_adds(&b, "</v></c></row><row r='9'><c><v>9</v></c></row>"
	    "</worksheet>");
	buf_add(&b, "", 1);
	assert_int_equal(open_sheet(b.p, &w), OK);
	assert_string_equal(row(w), arena_printf(arena, "%d",
	    (int)ERR_CONFLICT));
	assert_int_equal(strlen(row(w)), 3 + 63 + 1);
	assert_string_equal(row(w), arena_printf(arena, "%d",
	    (int)ERR_CONFLICT));
	assert_string_equal(row(w), arena_printf(arena, "%d",
	    (int)ERR_CONFLICT));
	assert_string_equal(row(w), "9: 9");
	buf_free(&b);
}

/* A bomb: blanks without end. */
static void bomb(void **state)
{
	size_t n = WORKBOOK_PART + 1;
	char *blanks = malloc(n);
	struct part part[] = {
		{ "_rels/.rels", ROOT, 0 },
		{ "xl/workbook.xml", BOOK, 0 },
		{ "xl/_rels/workbook.xml.rels", BOOK_RELS, 0 },
		{ "xl/worksheets/sheet1.xml", blanks, n },
	};
	struct workbook *w;

	(void)state;
	assert_non_null(blanks);
	memset(blanks, ' ', n);
	memcpy(blanks, "<worksheet>", 11);
	assert_int_equal(open_parts(part, 4, &w), OK);
	assert_string_equal(row(w), arena_printf(arena, "%d",
	    (int)ERR_LIMIT));
	free(blanks);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(cells, setup, teardown),
		cmocka_unit_test_setup_teardown(numbers, setup, teardown),
		cmocka_unit_test_setup_teardown(which_sheet, setup, teardown),
		cmocka_unit_test_setup_teardown(ours, setup, teardown),
		cmocka_unit_test_setup_teardown(harmful, setup, teardown),
		cmocka_unit_test_setup_teardown(no_workbook, setup, teardown),
		cmocka_unit_test_setup_teardown(large, setup, teardown),
		cmocka_unit_test_setup_teardown(bomb, setup, teardown),
	};

	return cmocka_run_group_tests_name("workbook", tests, NULL, NULL);
}
