/* The rows of a sheet (ECMA-376 part 1, 18.3.1): cells as text. */
#include "workbook_internal.h"

#include "lib/base/parse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- what a cell says ----------------------------------------------------- */

/* "C12" is column 2; -1: not a place. */
static int column_of(const char *ref)
{
	int n = 0;

	for (; *ref >= 'A' && *ref <= 'Z'; ref++)
		if (n <= 16384)		/* XFD, the last one there is */
			n = 26 * n + (*ref - 'A' + 1);
	return n - 1;
}

/* A day counted from 1899-12-30, or 1904-01-01. */
static const char *date_text(struct workbook *w, const char *value)
{
	long days = strtol(value, NULL, 10), n, era, of_era, year, of_year, m;

	if (days < 0 || days > 2958465)		/* to 9999 */
		return value;
	days += w->from_1904 ? 1462 : 0;
	if (days < 61 || days > 2958465)	/* March 1900 to 9999 */
		return value;
	n = days - 25569 + 719468;		/* from 0000-03-01 */
	era = n / 146097;
	of_era = n - era * 146097;
	year = (of_era - of_era / 1460 + of_era / 36524 -
	    of_era / 146096) / 365;
	of_year = of_era - (365 * year + year / 4 - year / 100);
	m = (5 * of_year + 2) / 153;
	return arena_printf(w->arena, "%04ld-%02ld-%02ld",
	    year + era * 400 + (m >= 10), m < 10 ? m + 3 : m - 9,
	    of_year - (153 * m + 2) / 5 + 1);
}

/* Whole numbers of at most 15 digits, which a double has exactly, without
 * exponent or ".0"; others as they are. */
static const char *number_text(struct workbook *w, const char *value)
{
	char *end, text[32];
	double x = strtod(value, &end);

	if (*end || !strpbrk(value, ".eE") || !(x >= 0 && x < 1e15) ||
	    x != (double)(long long)x)
		return value;
	snprintf(text, sizeof text, "%.0f", x);
	return arena_strdup(w->arena, text);
}

/* NULL: the workbook says what can't be. */
static const char *cell_text(struct workbook *w, const char *value)
{
	char *end;
	unsigned long i;

	if (!strcmp(w->type, "s")) {
		i = strtoul(value, &end, 10);
		return !*value || *end || i >= w->shareds ? NULL :
		    w->shared[i];
	}
	if (*w->type && strcmp(w->type, "n"))
		return value;
	if (w->style < w->styles && w->date[w->style])
		return date_text(w, value);
	return number_text(w, value);
}

static void cell_end(struct workbook *w)
{
	const char *text;
	char *own;

	buf_add(&w->text, "", 1);
	text = cell_text(w, w->text.p);
	if (!text) {
		workbook_stop(w, ERR_INPUT);
		return;
	}
	if (strlen(text) > WORKBOOK_CELL)
		w->overlong = 1;
	if (!*text || w->overlong)
		return;
	if (w->column < 0 || w->column >= WORKBOOK_COLUMNS) {
		w->wide = 1;
		return;
	}
	own = arena_strdup(w->arena, text);
	parse_trim(own);
	w->cell[w->column] = own;
	if (*own && w->column >= w->cells)
		w->cells = w->column + 1;
}

/* --- the sheet's elements ------------------------------------------------- */

static void row_start(struct workbook *w, const char *number)
{
	int i;

	w->line = number ? (int)strtol(number, NULL, 10) : w->line + 1;
	w->cells = w->overlong = w->wide = 0;
	w->column = -1;
	for (i = 0; i < WORKBOOK_COLUMNS; i++)
		w->cell[i] = NULL;
}

static void cell_start(struct workbook *w, const char **a)
{
	const char *place = workbook_attribute(a, "r");
	const char *type = workbook_attribute(a, "t");
	const char *style = workbook_attribute(a, "s");

	w->column = place ? column_of(place) : w->column + 1;
	snprintf(w->type, sizeof w->type, "%s", type ? type : "");
	w->style = style ? strtoul(style, NULL, 10) : 0;
	buf_reset(&w->text);
}

static void XMLCALL sheet_start(void *arg, const char *name, const char **a)
{
	struct workbook *w = arg;

	name = workbook_local(name);
	if (!strcmp(name, "row"))
		row_start(w, workbook_attribute(a, "r"));
	else if (!strcmp(name, "c"))
		cell_start(w, a);
	else if (!strcmp(name, "v") || !strcmp(name, "t"))
		w->taking = !w->phonetic;
	else if (!strcmp(name, "rPh"))
		w->phonetic = 1;
}

static void XMLCALL sheet_end(void *arg, const char *name)
{
	struct workbook *w = arg;

	name = workbook_local(name);
	if (!strcmp(name, "v") || !strcmp(name, "t")) {
		w->taking = 0;
	} else if (!strcmp(name, "rPh")) {
		w->phonetic = 0;
	} else if (!strcmp(name, "c")) {
		cell_end(w);
	} else if (!strcmp(name, "row") && (w->cells || w->overlong ||
	    w->wide)) {
		w->ready = 1;
		XML_StopParser(w->xml, XML_TRUE);
	}
}

void workbook_rows_begin(struct workbook *w)
{
	XML_SetElementHandler(w->xml, sheet_start, sheet_end);
	w->line = 0;
}

enum err workbook_row(struct workbook *w, char *field[WORKBOOK_COLUMNS],
    int *n, int *line)
{
	enum err e = OK;
	int i;

	for (w->ready = 0; e == OK && !w->ready; )
		e = workbook_feed(w);
	*line = w->line;
	if (e != OK)
		return e;
	if (w->overlong || w->wide)
		return ERR_CONFLICT;
	for (i = 0; i < w->cells; i++)
		field[i] = w->cell[i] ? w->cell[i] : arena_strdup(w->arena,
		    "");
	*n = w->cells;
	return OK;
}
