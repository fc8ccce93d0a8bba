/* gradphoto scan: the QR codes in a picture. */
#include "gradphoto.h"

#include "lib/scan/scan.h"

#include <jansson.h>
#include <stdio.h>

#define CODES 16

/* Not what a terminal would obey. */
static void
print_text(const char *s)
{
	for (; *s; s++)
		if (((unsigned char)*s >= ' ' && *s != 0x7f) ||
		    *s == '\n' || *s == '\r' || *s == '\t')
			putchar(*s);
	putchar('\n');
}

static void
print_json(const struct scan_code *list, int n)
{
	json_t *codes = json_array(), *code;
	const int *at;
	int i;

	for (i = 0; i < n; i++) {
		at = list[i].at;
		code = json_pack("{s:s, s:[[ii][ii][ii][ii]]}", "text",
		    list[i].text, "corners", at[0], at[1], at[2], at[3],
		    at[4], at[5], at[6], at[7]);
		json_array_append_new(codes, code);
	}
	json_dumpf(codes, stdout, JSON_INDENT(2));
	putchar('\n');
	json_decref(codes);
}

static int
refuse(const char *path, enum err e)
{
	static const struct {
		enum err e;
		int status;
		const char *why;
	} reasons[] = {
		{ ERR_NOTFOUND, EXIT_REFUSED, "no QR code found" },
		{ ERR_INPUT, EXIT_UNREADABLE, "no picture, or a damaged one" },
		{ ERR_LIMIT, EXIT_UNREADABLE, "too large" },
	};
	size_t i;

	for (i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (reasons[i].e == e) {
			fprintf(stderr, "gradphoto: %s: %s\n", path,
			    reasons[i].why);
			return reasons[i].status;
		}
	fprintf(stderr, "gradphoto: %s: %s\n", path, err_name(e));
	return EXIT_UNREADABLE;
}

int
command_scan(struct tool *t, int argc, char **argv)
{
	struct scan_code list[CODES];
	const char *path;
	struct buf b = {0};
	int json = 0, n = 0, i;
	const struct option_row options[] = {
		{ .name = "--json", .flag = &json },
		{ .name = NULL }
	};
	enum err e;

	if (options_read(options, argc, argv, &path, 1) != OK)
		return EXIT_USAGE;
	if (picture_read(path, &b) != OK)
		return EXIT_UNREADABLE;
	e = scan_qr(t->arena, (const uint8_t *)b.p, b.n, list, CODES, &n);
	buf_free(&b);
	if (e != OK)
		return refuse(path, e);
	if (json)
		print_json(list, n);
	for (i = 0; !json && i < n; i++)
		print_text(list[i].text);
	return EXIT_GOOD;
}
