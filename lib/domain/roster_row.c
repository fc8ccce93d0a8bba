/* One row of a school's list. Every fault of it is reported, not only the
 * first: who mends a list wants to mend it once. */
#include "roster_row.h"

#include "lib/base/parse.h"

#include <string.h>
#include <strings.h>

const struct roster_column roster_column[ROSTER_COLUMNS] = {
	[ROSTER_STUDENT_NO] = { "学号", "student_no", 1, 32 },
	[ROSTER_NAME] = { "姓名", "name", 1, 120 },
	[ROSTER_SEX] = { "性别", "sex", 0, 10 },
	[ROSTER_ID_TYPE] = { "证件类型", "id_type", 1, 20 },
	[ROSTER_ID_NO] = { "证件号码", "id_no", 1, 32 },
	[ROSTER_DEPARTMENT] = { "院系", "department", 1, 120 },
	[ROSTER_MAJOR] = { "专业", "major", 0, 120 },
	[ROSTER_CLASS] = { "班级", "class", 0, 120 },
	[ROSTER_LEVEL] = { "层次", "level", 0, 32 },
	[ROSTER_GRADUATION] = { "毕业年月", "graduation", 0, 16 },
	[ROSTER_PHONE] = { "手机", "phone", 0, 20 },
	[ROSTER_EMAIL] = { "邮箱", "email", 0, 254 },
};

/* What schools write, and what we store. */
struct word {
	const char *written, *stored;
};

static const struct word sexes[] = {
	{ "男", "M" }, { "女", "F" }, { "M", "M" }, { "F", "F" },
	{ "male", "M" }, { "female", "F" }, { NULL, NULL }
};

static const struct word id_types[] = {
	{ "身份证", "card" }, { "居民身份证", "card" }, { "card", "card" },
	{ "护照", "passport" }, { "passport", "passport" },
	{ "港澳台通行证", "permit" }, { "港澳居民来往内地通行证", "permit" },
	{ "台湾居民来往大陆通行证", "permit" }, { "permit", "permit" },
	{ NULL, NULL }
};

static const char *
translate(const struct word *w, const char *s)
{
	while (w->written && strcasecmp(w->written, s))
		w++;
	return w->stored;
}

static void
fault(struct import *im, const struct import_row *r, enum roster_field i,
    enum import_fault f)
{
	import_fault(im, r->line, roster_column[i].en, f, NULL);
}

/* Spreadsheets turn long numbers into "4.40106E+17", some programs that write
 * workbooks into "4.40106E17"; "2018E801" is a student's number. */
static int
is_scientific(const char *s)
{
	size_t n = 1;

	if (*s < '0' || *s > '9')
		return 0;
	if (s[n] == '.')
		n += 1 + strspn(s + n + 1, "0123456789");
	if ((s[n] != 'E' && s[n] != 'e') || (n == 1 && s[n + 1] != '+'))
		return 0;
	n++;
	n += s[n] == '+';
	return s[n] && strspn(s + n, "0123456789") == strlen(s + n);
}

/* What a formula leaves that could not be worked out (ECMA-376 part 1,
 * 18.17.3). */
static int
is_error_cell(const char *s)
{
	static const char *const errors[] = { "#N/A", "#REF!", "#VALUE!",
	    "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!",
	    "#GETTING_DATA" };
	size_t i;

	for (i = 0; *s == '#' && i < sizeof errors / sizeof *errors; i++)
		if (!strcmp(s, errors[i]))
			return 1;
	return 0;
}

static size_t
count_characters(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += (*s & 0xc0) != 0x80;
	return n;
}

/* 1 where the text is there and may be looked at. */
static int
check_text(struct import *im, struct import_row *r, enum roster_field i)
{
	const char *s = r->text[i];
	int f = -1;

	if (!*s && !roster_column[i].required)
		return 0;
	if (!*s)
		f = IMPORT_MISSING;
	else if (count_characters(s) > roster_column[i].max)
		f = IMPORT_LONG;
	else if (!parse_utf8(s, strlen(s)))
		f = IMPORT_CHARACTERS;
	else if (is_error_cell(s))
		f = IMPORT_CELL;
	else if (is_scientific(s) && (i == ROSTER_STUDENT_NO ||
	    i == ROSTER_ID_NO || i == ROSTER_PHONE))
		f = IMPORT_SCIENTIFIC;
	if (f >= 0)
		fault(im, r, i, (enum import_fault)f);
	return f < 0;
}

/* Why a number that parse_id refused is wrong, so that it can be mended. */
static enum import_fault
explain_id(enum id_type type, const char *s)
{
	size_t n = strlen(s);

	if (type != ID_CARD)
		return IMPORT_ID_NO;
	if (n != 18)
		return IMPORT_CARD_LENGTH;
	/* 15 digits survive in a spreadsheet's number. */
	return strcmp(s + n - 3, "000") ? IMPORT_CARD_CHECK :
	    IMPORT_DIGITS_LOST;
}

static enum id_type
type_of(const char *stored)
{
	return !strcmp(stored, "card") ? ID_CARD :
	    !strcmp(stored, "passport") ? ID_PASSPORT : ID_PERMIT;
}

static void
check_id(struct import *im, struct import_row *r, int type_there,
    int no_there)
{
	const char *stored;
	char id[33];
	enum id_type type;

	if (!type_there)
		return;
	stored = translate(id_types, r->text[ROSTER_ID_TYPE]);
	if (!stored) {
		fault(im, r, ROSTER_ID_TYPE, IMPORT_ID_TYPE);
		return;
	}
	r->text[ROSTER_ID_TYPE] = arena_strdup(im->arena, stored);
	if (!no_there)
		return;
	type = type_of(stored);
	if (parse_id(type, r->text[ROSTER_ID_NO], id) != OK) {
		fault(im, r, ROSTER_ID_NO,
		    explain_id(type, r->text[ROSTER_ID_NO]));
		return;
	}
	r->text[ROSTER_ID_NO] = arena_strdup(im->arena, id);
	if (type == ID_CARD && !*r->text[ROSTER_SEX])
		r->text[ROSTER_SEX] = arena_printf(im->arena, "%c",
		    parse_id_sex(id));
}

static void
check_month(struct import *im, struct import_row *r)
{
	char month[8];

	if (parse_month(r->text[ROSTER_GRADUATION], month) == OK)
		r->text[ROSTER_GRADUATION] = arena_strdup(im->arena, month);
	else
		fault(im, r, ROSTER_GRADUATION, IMPORT_MONTH);
}

void
roster_row_check(struct import *im, struct import_row *r)
{
	int i, there[ROSTER_COLUMNS];
	const char *sex;

	parse_plain(r->text[ROSTER_STUDENT_NO]);
	for (i = 0; i < ROSTER_COLUMNS; i++)
		there[i] = check_text(im, r, (enum roster_field)i);
	/* Not before: "4.4E+17" must be seen as it is. */
	parse_number(r->text[ROSTER_ID_NO]);
	parse_number(r->text[ROSTER_PHONE]);
	if (there[ROSTER_GRADUATION])
		check_month(im, r);
	if (there[ROSTER_SEX]) {
		sex = translate(sexes, r->text[ROSTER_SEX]);
		if (!sex)
			fault(im, r, ROSTER_SEX, IMPORT_SEX);
		else
			r->text[ROSTER_SEX] = arena_strdup(im->arena, sex);
	}
	check_id(im, r, there[ROSTER_ID_TYPE], there[ROSTER_ID_NO]);
	if (there[ROSTER_PHONE] && parse_phone(r->text[ROSTER_PHONE]) != OK)
		fault(im, r, ROSTER_PHONE, IMPORT_PHONE);
	if (there[ROSTER_EMAIL] && parse_email(r->text[ROSTER_EMAIL]) != OK)
		fault(im, r, ROSTER_EMAIL, IMPORT_EMAIL);
}
