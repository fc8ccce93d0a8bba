/* Options of a command: a table of names and where their values go; and the
 * picture that some are about. */
#include "gradphoto.h"

#include <stdio.h>
#include <string.h>

static enum err
complain(const char *what, const char *name)
{
	fprintf(stderr, "gradphoto: %s%s%s (see gradphoto --help)\n", what,
	    name ? " " : "", name ? name : "");
	return ERR_INPUT;
}

static const struct option_row *
find(const struct option_row *row, const char *name)
{
	while (row->name && strcmp(row->name, name))
		row++;
	return row->name ? row : NULL;
}

static enum err
check_required(const struct option_row *row)
{
	for (; row->name; row++)
		if (row->required && !*row->value)
			return complain("missing", row->name);
	return OK;
}

enum err
options_read(const struct option_row *table, int argc, char **argv,
    const char **other, int count)
{
	const struct option_row *row;
	int i, n = 0;

	for (i = 0; i < argc; i++) {
		if (strncmp(argv[i], "--", 2)) {
			if (n == count)
				return complain("too many words at", argv[i]);
			other[n++] = argv[i];
			continue;
		}
		row = find(table, argv[i]);
		if (!row)
			return complain("unknown option", argv[i]);
		if (row->flag) {
			*row->flag = 1;
			continue;
		}
		if (++i == argc)
			return complain("no value behind", argv[i - 1]);
		if (row->lines)
			buf_printf(row->lines, "%s\n", argv[i]);
		else
			*row->value = argv[i];
	}
	if (n < count)
		return complain("too few words", NULL);
	return check_required(table);
}

#define PICTURE_MAX	(20 << 20)	/* bytes, as on the pages */

enum err
picture_read(const char *path, struct buf *out)
{
	FILE *f = fopen(path, "rbe");
	char piece[65536];
	size_t n;
	int bad = !f;

	while (f && out->n <= PICTURE_MAX &&
	    (n = fread(piece, 1, sizeof piece, f)) > 0)
		buf_add(out, piece, n);
	bad = bad || ferror(f);
	if (bad)
		perror(path);
	else if (out->n > PICTURE_MAX)
		fprintf(stderr, "gradphoto: %s: too large\n", path);
	if (f)
		fclose(f);
	if (!bad && out->n <= PICTURE_MAX)
		return OK;
	buf_free(out);
	return bad ? ERR_NOTFOUND : ERR_LIMIT;
}
