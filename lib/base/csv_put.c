/* Rows of comma-separated values for spreadsheets; see csv.h. */
#include "csv.h"

#include <string.h>

/* What a spreadsheet takes for a formula; a number may begin with a sign. */
static int formula(const char *s)
{
	if (*s == '-' && s[1] && !s[strspn(s + 1, "0123456789") + 1])
		return 0;
	return *s && strchr("=+-@\t\r", *s) != NULL;
}

static void put(struct buf *out, const char *s)
{
	int quoted = formula(s) || strpbrk(s, ",\"\r\n") != NULL;

	if (!quoted) {
		buf_adds(out, s);
		return;
	}
	buf_add(out, "\"", 1);
	if (formula(s))
		buf_add(out, "'", 1);
	for (; *s; s++)
		buf_add(out, *s == '"' ? "\"\"" : s, *s == '"' ? 2 : 1);
	buf_add(out, "\"", 1);
}

void csv_put(struct buf *out, const char *const *cells, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		if (i)
			buf_add(out, ",", 1);
		put(out, cells[i] ? cells[i] : "");
	}
	buf_add(out, "\r\n", 2);
}
