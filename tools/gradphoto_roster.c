/* gradphoto roster import: reads the file, says what is wrong in it line by
 * line, stores it. */
#include "gradphoto.h"

#include "lib/db/rosters.h"
#include "lib/domain/roster_import.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What is wrong; what to do. */
static const char *const advice[] = {
	[IMPORT_MISSING] = "empty; fill it in",
	[IMPORT_LONG] = "too long; shorten it",
	[IMPORT_CHARACTERS] = "control characters or a line break; "
	    "type it again",
	[IMPORT_SCIENTIFIC] = "a spreadsheet turned the number into "
	    "something like 4.4E+17; format the column as text and enter the "
	    "numbers again",
	[IMPORT_DIGITS_LOST] = "the check digit is wrong and the number ends "
	    "in 000: a spreadsheet cut its last digits; format the column as "
	    "text and enter the numbers again",
	[IMPORT_ID_TYPE] = "unknown type; one of 身份证, 护照, 港澳台通行证",
	[IMPORT_CARD_LENGTH] = "not 18 characters; compare with the card",
	[IMPORT_CARD_CHECK] = "check digit or birth date is wrong; compare "
	    "with the card",
	[IMPORT_ID_NO] = "not such a document's number; 5 to 17 letters and "
	    "digits for a passport, 8 to 11 for a permit",
	[IMPORT_SEX] = "unknown; 男, 女 or empty",
	[IMPORT_PHONE] = "not a phone number; 11 digits, or + and the "
	    "country's code; or leave it empty",
	[IMPORT_EMAIL] = "not an e-mail address; mend it or leave it empty",
	[IMPORT_TWICE] = "this student number stands further up already; "
	    "remove one",
	[IMPORT_FORM] = "not a row of comma-separated values (a quotation "
	    "mark that does not close, too many columns or too long a text)",
	[IMPORT_HELD] = "a student has registered with the number known so "
	    "far; it can't be changed by an import",
	[IMPORT_COLUMN] = "the file has no such column; name it in the first "
	    "row",
	[IMPORT_COLUMN_TWICE] = "two columns have this name; remove one",
	[IMPORT_TOO_MANY] = "more than 200000 rows; split the file",
	[IMPORT_NAME] = "stored under another name; mend it, or say --names",
	[IMPORT_PERSON] = "this ID number stands further up under another "
	    "name; mend one",
	[IMPORT_NOT_YOURS] = "not a department of yours",
	[IMPORT_MONTH] = "not a month like 2027-06; mend it or leave it "
	    "empty",
	[IMPORT_CELL] = "a formula's error; enter the value itself",
};

static const char *const encodings[] = {
	[CSV_UTF8] = "UTF-8",
	[CSV_GB18030] = "GB18030",
	[CSV_UTF16] = "it is UTF-16; save it as CSV UTF-8",
	[CSV_ZIP] = "XLSX",
	[CSV_BINARY] = "it is neither UTF-8 nor GB18030 text, is empty or "
	    "larger than 32 MiB; save it as XLSX or CSV UTF-8",
	[CSV_MIXED] = "some of its lines are UTF-8 and some are not; save it "
	    "as CSV UTF-8 once more",
	[CSV_OLE] = "it is a workbook of before 2007 or has a password; save "
	    "it as XLSX without one",
};

/* The whole file; one byte more than allowed shows that it is too large. */
static enum err
read_file(struct arena *a, const char *name, char **out, size_t *n)
{
	FILE *f = fopen(name, "re");
	size_t size = CSV_BYTES + 1;
	char *p;

	if (!f) {
		fprintf(stderr, "gradphoto: %s: %s\n", name, strerror(errno));
		return ERR_NOTFOUND;
	}
	p = malloc(size);
	if (!p) {
		fclose(f);
		return ERR_INTERNAL;
	}
	*n = fread(p, 1, size, f);
	if (ferror(f)) {
		fprintf(stderr, "gradphoto: %s: %s\n", name, strerror(errno));
		free(p);
		fclose(f);
		return ERR_NOTFOUND;
	}
	fclose(f);
	arena_defer(a, free, p);
	*out = p;
	return OK;
}

static void
print_errors(const char *name, const struct import *im)
{
	int i;

	for (i = 0; i < im->errors && i < IMPORT_ERRORS; i++)
		printf("%s:%d: %s%s%s%s%s\n", name, im->error[i].line,
		    im->error[i].column, *im->error[i].column ? ": " : "",
		    advice[im->error[i].fault], im->error[i].detail ? ": " :
		    "", im->error[i].detail ? im->error[i].detail : "");
	if (im->errors > IMPORT_ERRORS)
		printf("%s: %d errors more\n", name,
		    im->errors - IMPORT_ERRORS);
}

static int
report(const char *name, const struct import *im, enum err e, int flags)
{
	int good = im->good - im->refused, i;

	print_errors(name, im);
	if (im->ignored && *im->ignored)
		printf("%s: columns not used: %s\n", name, im->ignored);
	if (im->departments)
		printf("%s: %d new departments: %s\n", name, im->departments,
		    im->department);
	if (e == ERR_INTERNAL) {
		printf("nothing was imported: the database failed\n");
		return EXIT_REFUSED;
	}
	if (e != OK) {
		printf("nothing was imported: %d errors, %d of %d rows are "
		    "good\n", im->errors, good, im->seen);
		return EXIT_REFUSED;
	}
	printf("%s%d added, %d updated, %d left out (%s)\n",
	    flags & IMPORT_DRY_RUN ? "dry run, nothing was changed: " : "",
	    im->added, im->updated, im->seen - good, encodings[im->encoding]);
	if (flags & IMPORT_REPLACE)
		printf("%d removed, %d not in the list stay: a student has "
		    "registered or a photo is there\n", im->removed,
		    im->kept);
	for (i = 0; i < im->kept; i++)
		printf("stays: %s\n", im->rest[i].student_no);
	return EXIT_GOOD;
}

static int
import_text(struct tool *t, const struct campaign *c, const char *name,
    const char *text, size_t n, int flags)
{
	struct import im;
	struct keys k;
	enum err e;

	if (keys_load(t->conf, &k) != OK)
		return EXIT_REFUSED;
	if (import_read(t->arena, text, n, &im) != OK) {
		fprintf(stderr, "gradphoto: %s: %s\n", name,
		    im.encoding == CSV_ZIP ? "it is no workbook (XLSX), is "
		    "damaged, or unpacks to too much; save it once more" :
		    encodings[im.encoding]);
		return EXIT_UNREADABLE;
	}
	e = import_store(t->db, &k, c, &im, flags, "operator", getuid());
	return report(name, &im, e, flags);
}

int
command_roster_import(struct tool *t, int argc, char **argv)
{
	const char *feature = NULL, *file;
	int dry_run = 0, skip_bad = 0, names = 0, replace = 0;
	const struct option_row table[] = {
		{ .name = "--campaign", .required = 1, .value = &feature },
		{ .name = "--dry-run", .flag = &dry_run },
		{ .name = "--skip-bad", .flag = &skip_bad },
		{ .name = "--names", .flag = &names },
		{ .name = "--replace", .flag = &replace },
		{ .name = NULL },
	};
	struct campaign c;
	char *text;
	size_t n;
	enum err e;

	if (options_read(table, argc, argv, &file, 1) != OK)
		return EXIT_USAGE;
	e = campaign_by_feature(t->db, t->arena, feature, &c);
	if (e == ERR_NOTFOUND)
		fprintf(stderr, "gradphoto: no such campaign: %s\n", feature);
	if (e != OK)
		return EXIT_REFUSED;
	e = read_file(t->arena, file, &text, &n);
	if (e != OK)
		return EXIT_UNREADABLE;
	return import_text(t, &c, file, text, n,
	    (dry_run ? IMPORT_DRY_RUN : 0) | (skip_bad ? IMPORT_SKIP_BAD : 0) |
	    (names ? IMPORT_NAMES : 0) | (replace ? IMPORT_REPLACE : 0));
}
