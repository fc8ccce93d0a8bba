/* A list from CHSI: its columns, words and dates. */
#include "proof_import.h"

#include "lib/base/clock.h"
#include "lib/base/parse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define BEIJING (8 * 3600)

enum { NUMBER, NAME, RESULT, REASON, AT, COLUMNS };

static const struct {
	const char *name;
	int column;
} names[] = {
	{ "学号", NUMBER }, { "student_no", NUMBER },
	{ "姓名", NAME }, { "name", NAME },
	{ "结果", RESULT }, { "状态", RESULT }, { "校对结果", RESULT },
	{ "校对状态", RESULT }, { "图像校对", RESULT },
	{ "图像校对状态", RESULT }, { "result", RESULT },
	{ "原因", REASON }, { "备注", REASON }, { "有误原因", REASON },
	{ "不通过原因", REASON }, { "reason", REASON },
	{ "校对时间", AT }, { "确认时间", AT }, { "时间", AT },
	{ "checked_at", AT },
};

static const struct {
	const char *word;
	enum proof_state result;
} words[] = {
	{ "", PROOF_OPEN }, { "未校对", PROOF_OPEN },
	{ "待校对", PROOF_OPEN }, { "未确认", PROOF_OPEN },
	{ "open", PROOF_OPEN },
	{ "已校对", PROOF_CONFIRMED }, { "校对无误", PROOF_CONFIRMED },
	{ "无误", PROOF_CONFIRMED }, { "已确认", PROOF_CONFIRMED },
	{ "通过", PROOF_CONFIRMED }, { "confirmed", PROOF_CONFIRMED },
	{ "有误", PROOF_REFUSED }, { "校对有误", PROOF_REFUSED },
	{ "不通过", PROOF_REFUSED }, { "未通过", PROOF_REFUSED },
	{ "不合格", PROOF_REFUSED }, { "退回", PROOF_REFUSED },
	{ "已退回", PROOF_REFUSED }, { "refused", PROOF_REFUSED },
};

void proof_fault(struct proof_import *im, struct proof_line *row,
    enum proof_fault f)
{
	row->fault = f;
	if (im->faults < PROOF_FAULTS) {
		im->fault[im->faults].line = row->line;
		im->fault[im->faults].fault = f;
	}
	im->faults++;
}

static void file_fault(struct proof_import *im, int line,
    enum proof_fault f)
{
	struct proof_line row = { .line = line };

	proof_fault(im, &row, f);
	im->unusable = 1;
}

static int find_column(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcasecmp(name, names[i].name))
			return names[i].column;
	return -1;
}

static void read_header(struct arena *a, struct proof_import *im, int line,
    char **field, int n, int at[COLUMNS])
{
	int i, c;

	for (c = 0; c < COLUMNS; c++)
		at[c] = -1;
	for (i = 0; i < n; i++) {
		c = find_column(field[i]);
		if (c >= 0 && at[c] >= 0)
			file_fault(im, line, PROOF_COLUMN_TWICE);
		else if (c >= 0)
			at[c] = i;
		else if (*field[i])
			im->ignored = arena_printf(a, "%s%s%s", im->ignored,
			    *im->ignored ? ", " : "", field[i]);
	}
	if (at[NUMBER] < 0 || at[RESULT] < 0)
		file_fault(im, line, PROOF_COLUMN);
}

/* "2027-01-05 12:30:11", "2027/1/5", "2027年1月5日", in Beijing. */
static enum err read_time(const char *s, int64_t *out)
{
	int y, m, d, h = 0, min = 0, sec = 0, used = 0;
	char text[80];
	enum err e;

	if (sscanf(s, "%4d%*[-/.年]%2d%*[-/.月]%2d%n", &y, &m, &d, &used) < 3)
		return ERR_INPUT;
	s += used;
	s += strspn(s, "日T ");
	used = 0;
	if (*s && (sscanf(s, "%2d:%2d%n", &h, &min, &used) < 2 || h < 0))
		return ERR_INPUT;
	s += used;
	used = 0;
	if (*s == ':' && sscanf(s, ":%2d%n", &sec, &used) < 1)
		return ERR_INPUT;
	if (s[used] || y < 2000 || y > 2999 || m < 1 || d < 1 || m > 99 ||
	    d > 99 || min < 0 || sec < 0)
		return ERR_INPUT;
	snprintf(text, sizeof text, "%04d-%02d-%02d %02d:%02d:%02d",
	    y, m, d, h, min, sec);
	e = clock_from_sql(text, out);
	if (e == OK)
		*out -= BEIJING;
	return e;
}

static enum err read_result(const char *s, enum proof_state *out)
{
	size_t i;

	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcasecmp(s, words[i].word)) {
			*out = words[i].result;
			return OK;
		}
	return ERR_INPUT;
}

static void read_row(struct proof_import *im, struct proof_line *row,
    int line, char **field, int n, const int at[COLUMNS])
{
	const char *text[COLUMNS];
	int i;

	for (i = 0; i < COLUMNS; i++)
		text[i] = at[i] >= 0 && at[i] < n ? field[at[i]] : "";
	*row = (struct proof_line){ .line = line, .student_no = text[NUMBER],
	    .name = text[NAME], .reason = text[REASON] };
	if (!*text[NUMBER])
		proof_fault(im, row, PROOF_NUMBER);
	else if (read_result(text[RESULT], &row->result) != OK)
		proof_fault(im, row, PROOF_RESULT);
	else if (!parse_utf8(row->reason, strlen(row->reason)) ||
	    parse_chars(row->reason) > PROOF_REASON)
		proof_fault(im, row, PROOF_WHY);
	else if (*text[AT] && read_time(text[AT], &row->at) != OK)
		proof_fault(im, row, PROOF_TIME);
}

static struct proof_line *new_row(struct arena *a, struct proof_import *im)
{
	struct proof_line *old = im->row;

	if (im->rows == im->cap) {
		im->cap = im->cap ? 2 * im->cap : 256;
		im->row = arena_alloc(a, (size_t)im->cap * sizeof *im->row);
		if (old)
			memcpy(im->row, old, (size_t)im->rows * sizeof *old);
	}
	return &im->row[im->rows++];
}

static void read_rows(struct arena *a, struct proof_import *im,
    struct rows *c)
{
	char *field[ROWS_COLUMNS];
	int at[COLUMNS], n;
	enum err e = rows_next(c, field, &n);

	if (e == OK)
		read_header(a, im, c->line, field, n, at);
	else
		file_fault(im, c->line, PROOF_FORM);
	while (!im->unusable &&
	    (e = rows_next(c, field, &n)) != ERR_NOTFOUND) {
		if (im->rows == PROOF_LINES)
			file_fault(im, c->line, PROOF_TOO_MANY);
		else if (e == OK)
			read_row(im, new_row(a, im), c->line, field, n, at);
		else if (c->over)
			file_fault(im, c->line, PROOF_FORM);
		else
			proof_fault(im, &(struct proof_line){
			    .line = c->line }, PROOF_FORM);
	}
}

static int by_number(const void *a, const void *b)
{
	const struct proof_line *const *x = a, *const *y = b;
	int d = strcasecmp((*x)->student_no, (*y)->student_no);

	return d ? d : (*x)->line - (*y)->line;
}

static void find_twins(struct arena *a, struct proof_import *im)
{
	struct proof_line **list = arena_alloc(a,
	    (size_t)im->rows * sizeof *list);
	int i;

	for (i = 0; i < im->rows; i++)
		list[i] = &im->row[i];
	qsort(list, (size_t)im->rows, sizeof *list, by_number);
	for (i = 1; i < im->rows; i++)
		if (!list[i]->fault && !strcasecmp(list[i]->student_no,
		    list[i - 1]->student_no))
			proof_fault(im, list[i], PROOF_TWICE);
}

enum err proof_read(struct arena *a, const void *p, size_t n,
    struct proof_import *im)
{
	struct rows c;
	enum err e;

	*im = (struct proof_import){ .ignored = "" };
	e = rows_open(a, p, n, &c, &im->encoding);
	if (e != OK)
		return e;
	read_rows(a, im, &c);
	if (im->rows)
		find_twins(a, im);
	return OK;
}
