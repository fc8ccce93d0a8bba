/* See mrz_parse.h. */
#include "mrz_parse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Below this nothing is certain, check digit or not: one in ten wrong
 * readings passes a check digit by chance. */
#define SURE 0.5

static int value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'A' && c <= 'Z' ? c - 'A' + 10 : 0;
}

char mrz_check(const char *s, size_t n)
{
	static const int weight[] = { 7, 3, 1 };
	int sum = 0;
	size_t i;

	for (i = 0; i < n; i++)
		sum += value(s[i]) * weight[i % 3];
	return (char)('0' + sum % 10);
}

/* --- what a place allows --------------------------------------------- */

/* Letters and digits that look alike in OCR-B. */
static const char alike[][2] = {
	{ 'O', '0' }, { 'I', '1' }, { 'Z', '2' }, { 'S', '5' }, { 'B', '8' },
	{ 'G', '6' }, { 'Q', '0' }, { 'D', '0' }, { 'L', '1' }, { 'A', '4' },
	{ 'T', '7' }
};

static char swap(char c, int to_digit)
{
	size_t i;

	for (i = 0; i < sizeof alike / sizeof *alike; i++)
		if (alike[i][!to_digit] == c && (to_digit || i < 6))
			return alike[i][to_digit];
	return 0;
}

static int is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int is_letter(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* The places of a format: d digit, a letter, n either, each or filler; i a
 * card's type. Sex is a letter; a check digit of an empty field may be a
 * filler. */
struct format {
	enum mrz_format format;
	int rows, width;
	char visa;		/* 'V': only visas, 0: anything else */
	const char *places[MRZ_LINES];
};

#define N9 "nnnnnnnnn"
#define A31 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define A39 A31 "aaaaaaaa"

static const struct format formats[] = {
	{ MRZ_TD3, 2, 44, 0, { "aaaaa" A39,
	    N9 "d" "aaa" "dddddd" "d" "a" "dddddd" "d" N9 "nnnnn" "dd" } },
	{ MRZ_MRVA, 2, 44, 'V', { "aaaaa" A39,
	    N9 "d" "aaa" "dddddd" "d" "a" "dddddd" "d" N9 "nnnnnnn" } },
	{ MRZ_TD2, 2, 36, 0, { "iaaaa" A31,
	    N9 "d" "aaa" "dddddd" "d" "a" "dddddd" "d" "nnnnnnn" "d" } },
	{ MRZ_MRVB, 2, 36, 'V', { "aaaaa" A31,
	    N9 "d" "aaa" "dddddd" "d" "a" "dddddd" "d" "nnnnnnnn" } },
	{ MRZ_TD1, 3, 30, 0, { "iaaaa" N9 "d" "nnnnnnnnnnnnnnn",
	    "dddddd" "d" "a" "dddddd" "d" "aaa" "nnnnnnnnnnn" "d",
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } }
};

/* --- the work ---------------------------------------------------------- */

struct zone {
	const struct format *f;
	struct mrz_cell cell[MRZ_LINES][MRZ_WIDTH];
	int held, repaired;
	struct read_mrz *out;
};

static void fit(struct mrz_cell *cell, char place)
{
	char c = cell->c, other = 0;

	if (place == 'i' && !strchr("ACI", c))	/* 9303-5 and -6, 4.2.2 */
		other = cell->other && strchr("ACI", cell->other) ?
		    cell->other : strchr("1LJT", c) ? 'I' : 0;
	else if (place == 'd' && is_letter(c))
		other = is_digit(cell->other) ? cell->other : swap(c, 1);
	else if (place == 'a' && is_digit(c))
		other = is_letter(cell->other) ? cell->other : swap(c, 0);
	if (other)
		*cell = (struct mrz_cell){ other, cell->p, c };
}

static double surest(const struct mrz_cell *c, int n)
{
	double p = 1;

	for (; n > 0; n--, c++)
		if (c->p < p)
			p = c->p;
	return p;
}

static void letters(const struct mrz_cell *c, int n, char *out)
{
	int i;

	for (i = 0; i < n; i++)
		out[i] = c[i].c;
	out[n] = '\0';
}

static int holds(const struct mrz_cell *c, int n, char check)
{
	char s[MRZ_LINES * MRZ_WIDTH];

	letters(c, n, s);
	if (check == '<')	/* an empty field need not have one */
		return strspn(s, "<") == (size_t)n;
	return mrz_check(s, (size_t)n) == check;
}

/* A character that OCR was sure of is not exchanged: among nine, one that
 * makes the digit hold is soon found by chance. */
#define DOUBT 0.95

/* What else a character can be that OCR had a doubt about. */
static char rival(const struct mrz_cell *cell, char place)
{
	char c;

	if (cell->p > DOUBT)
		return 0;
	if (place != 'n')
		return place == 'd' && is_digit(cell->other) ? cell->other : 0;
	c = is_digit(cell->c) ? swap(cell->c, 0) : swap(cell->c, 1);
	return c ? c : cell->other;
}

/* 1 when the check digit holds. One exchange mends it, when no other one
 * would; two exchanges always have rivals. */
static int checked(struct zone *z, int row, int at, int n, int check_at)
{
	struct mrz_cell *c = z->cell[row] + at;
	const char *place = z->f->places[row] + at;
	char check = z->cell[row][check_at].c, old, other, mend = 0;
	int i, found = 0, where = 0;

	if (holds(c, n, check))
		return 1;
	for (i = 0; i < n; i++) {
		other = rival(&c[i], place[i]);
		if (!other)
			continue;
		old = c[i].c;
		c[i].c = other;
		if (holds(c, n, check)) {
			found++;
			where = i;
			mend = other;
		}
		c[i].c = old;
	}
	if (found != 1)
		return 0;
	c[where].c = mend;
	z->repaired++;
	return 1;
}

static void put(struct read_field *f, const char *s, size_t n, double sure,
    int certain)
{
	if (n >= sizeof f->text)
		n = sizeof f->text - 1;
	memcpy(f->text, s, n);
	f->text[n] = '\0';
	f->sure = sure;
	f->certain = certain && sure >= SURE && n;
}

/* Without fillers at the end. */
static void field(const struct zone *z, int row, int at, int n, int held,
    struct read_field *out)
{
	char s[MRZ_WIDTH + 1];
	const struct mrz_cell *c = z->cell[row] + at;

	letters(c, n, s);
	while (n && s[n - 1] == '<')
		n--;
	put(out, s, (size_t)n, surest(c, n), held);
}

static int days(int year, int month)
{
	static const int d[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	return d[month - 1] + (month == 2 && year % 4 == 0 &&
	    (year % 100 || year % 400 == 0));
}

/* YYMMDD. A birth lies in the past; an expiry within fifty years of now. */
static void date(const struct zone *z, int row, int at, int held, int birth,
    int64_t now, struct read_field *out)
{
	char s[7], text[48];
	time_t t = (time_t)now;
	struct tm tm;
	int y, m, d, this_year;

	gmtime_r(&t, &tm);
	this_year = tm.tm_year + 1900;
	letters(z->cell[row] + at, 6, s);
	if (strspn(s, "0123456789") != 6)
		return;
	y = (s[0] - '0') * 10 + s[1] - '0';
	m = (s[2] - '0') * 10 + s[3] - '0';
	d = (s[4] - '0') * 10 + s[5] - '0';
	y += this_year / 100 * 100;
	if (birth ? y > this_year : y > this_year + 50)
		y -= 100;
	if (!birth && y < this_year - 50)
		y += 100;
	if (m < 1 || m > 12 || d < 1 || d > days(y, m))
		return;
	snprintf(text, sizeof text, "%04d-%02d-%02d", y, m, d);
	put(out, text, strlen(text), surest(z->cell[row] + at, 6), held);
}

/* "ERIKSSON<<ANNA<MARIA<<<": two fillers end the surname, one is a blank. */
static void names(const struct zone *z, int row, int at, int n)
{
	char s[MRZ_WIDTH + 1], *given, *c;
	double sure;

	letters(z->cell[row] + at, n, s);
	while (n && s[n - 1] == '<')
		s[--n] = '\0';
	sure = surest(z->cell[row] + at, n);
	given = strstr(s, "<<");
	if (given) {
		*given = '\0';
		given += 2;
		given += strspn(given, "<");
	}
	for (c = s; *c; c++)
		*c = *c == '<' ? ' ' : *c;
	put(&z->out->surname, s, strlen(s), sure, 0);
	for (c = given; c && *c; c++)
		*c = *c == '<' ? ' ' : *c;
	if (given)
		put(&z->out->given, given, strlen(given), sure, 0);
}

static void sex(const struct zone *z, int row, int at)
{
	const struct mrz_cell *c = &z->cell[row][at];

	if (c->c == 'M' || c->c == 'F')
		put(&z->out->sex, &c->c, 1, c->p, 0);
}

/* A number longer than nine characters goes on in the optional data, and its
 * check digit follows it there (TD1, TD2; 9303-5 and -6, note j). */
static int long_number(struct zone *z, int row, int at, int more, int room)
{
	char s[MRZ_WIDTH + 1];
	const struct mrz_cell *c = z->cell[row];
	int n = 0;

	letters(c + at, 9, s);
	while (n < room && c[more + n].c != '<')
		n++;
	if (n < 2)
		return 0;
	letters(c + more, n - 1, s + 9);
	if (mrz_check(s, (size_t)(9 + n - 1)) != c[more + n - 1].c)
		return 0;
	put(&z->out->number, s, (size_t)(9 + n - 1), surest(c + at, 9), 1);
	return 1;
}

static void number(struct zone *z, int row, int at, int more, int room)
{
	int held;

	if (z->f->format != MRZ_TD3 && z->cell[row][at + 9].c == '<' &&
	    long_number(z, row, at, more, room)) {
		z->held++;
		return;
	}
	held = checked(z, row, at, 9, at + 9);
	z->held += held;
	field(z, row, at, 9, held, &z->out->number);
}

static void dates(struct zone *z, int row, int birth, int expiry, int64_t now)
{
	int held = checked(z, row, birth, 6, birth + 6);

	z->held += held;
	date(z, row, birth, held, 1, now, &z->out->birth);
	held = checked(z, row, expiry, 6, expiry + 6);
	z->held += held;
	date(z, row, expiry, held, 0, now, &z->out->expiry);
}

/* Two places that say the same prove each other. */
static void countries(struct zone *z, int row, int at)
{
	struct read_mrz *o = z->out;
	int sure;

	field(z, 0, 0, 2, 0, &o->type);
	field(z, 0, 2, 3, 0, &o->country);
	field(z, row, at, 3, 0, &o->nationality);
	sure = !strcmp(o->country.text, o->nationality.text) &&
	    (o->country.sure >= SURE || o->nationality.sure >= SURE);
	o->country.certain = sure;
	o->nationality.certain = sure;
}

/* --- composites: 9303-4 4.2.2, -5 4.2.2, -6 4.2.2 ---------------------- */

static void append(const struct zone *z, int row, int at, int n, char *s)
{
	letters(z->cell[row] + at, n, s + strlen(s));
}

static int composite(const struct zone *z)
{
	char s[MRZ_LINES * MRZ_WIDTH] = "";
	char want;

	if (z->f->format == MRZ_TD1) {
		append(z, 0, 5, 25, s);
		append(z, 1, 0, 7, s);
		append(z, 1, 8, 7, s);
		append(z, 1, 18, 11, s);
		want = z->cell[1][29].c;
	} else if (!z->f->visa) {
		append(z, 1, 0, 10, s);
		append(z, 1, 13, 7, s);
		append(z, 1, 21, z->f->width - 22, s);
		want = z->cell[1][z->f->width - 1].c;
	} else {
		return 0;
	}
	return mrz_check(s, strlen(s)) == want;
}

static const struct format *format_of(const struct mrz_row *row, int rows)
{
	const struct format *f;
	size_t i;
	int r;

	for (i = 0; i < sizeof formats / sizeof *formats; i++) {
		f = &formats[i];
		if (f->rows != rows || (row[0].cell[0].c == 'V') != !!f->visa)
			continue;
		for (r = 0; r < rows && row[r].n == f->width; r++)
			;
		if (r == rows)
			return f;
	}
	return NULL;
}

/* One exchange in ten makes a check digit hold by chance: without a second
 * one over the same places nothing that was mended is certain. */
static void unproved(struct read_mrz *out)
{
	out->number.certain = 0;
	out->birth.certain = 0;
	out->expiry.certain = 0;
	out->optional.certain = 0;
}

static void read_zone(struct zone *z, int64_t now)
{
	struct read_mrz *o = z->out;
	int held;

	if (z->f->format == MRZ_TD1) {
		number(z, 0, 5, 15, 15);
		dates(z, 1, 0, 8, now);
		countries(z, 1, 15);
		sex(z, 1, 7);
		field(z, 0, 15, 15, 0, &o->optional);
		names(z, 2, 0, 30);
		return;
	}
	number(z, 1, 0, 28, z->f->width - 29);
	dates(z, 1, 13, 21, now);
	countries(z, 1, 10);
	sex(z, 1, 20);
	held = z->f->format == MRZ_TD3 && checked(z, 1, 28, 14, 42);
	z->held += held;
	field(z, 1, 28, z->f->format == MRZ_TD3 ? 14 :
	    z->f->visa ? z->f->width - 28 : 7, held, &o->optional);
	names(z, 0, 5, z->f->width - 5);
}

int mrz_parse(const struct mrz_row *row, int rows, int64_t now,
    struct read_mrz *out)
{
	struct zone z = { .f = format_of(row, rows), .out = out };
	int r, i;

	memset(out, 0, sizeof *out);
	if (!z.f)
		return -1;
	out->format = z.f->format;
	for (r = 0; r < rows; r++) {
		memcpy(z.cell[r], row[r].cell, sizeof z.cell[r]);
		for (i = 0; i < z.f->width; i++)
			fit(&z.cell[r][i], z.f->places[r][i]);
	}
	read_zone(&z, now);
	out->composite = composite(&z);
	out->repaired = z.repaired;
	if (z.repaired && !out->composite)
		unproved(out);
	for (r = 0; r < rows; r++)
		letters(z.cell[r], z.f->width, out->line[r]);
	return z.held + out->composite;
}
