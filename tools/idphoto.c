/*
 * idphoto: the photo core on the command line, without a server or database.
 * Exit codes: 0 good, 1 refused (the reasons are printed), 2 wrong usage or
 * installation, 3 not a readable picture.
 */
#include "tools/idphoto.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MEMORY (230u << 20)	/* for one picture; bench makes its own */

static const char help[] =
"usage: idphoto COMMAND ... [OPTION ...]\n"
"  make IN OUT.jpg   the finished photo; not written when refused\n"
"  find IN           JSON: faces, boxes, landmarks, pose\n"
"  matte IN OUT.png  8-bit alpha, the size of the oriented input\n"
"  check FILE.jpg    a finished file against the rules\n"
"  verify CERT RESULT.jpg   a certificate of origin, offline\n"
"  sheet RESULT.jpg OUT   prints on paper; OUT ends in .pdf or .jpg\n"
"  bench DIR         milliseconds and memory over the pictures of DIR\n"
"  bench --mattes DIR  mattes against known ones, NAME_alpha.png in DIR\n"
"    --walls one       one wall for each person, not five\n"
"  key IN OUT.png    alpha of a studio portrait, for bench --mattes\n"
"  bench --landmarks DIR  geometry against points placed by hand\n"
"options:\n"
"  --profile NAME    " PHOTO_PROFILE_DEFAULT "\n"
"  --report FILE     make, check: the report as JSON; - is standard output\n"
"  --matte FILE.png  make: the matte at output size\n"
"  --certificate FILE, --key PRIVATE.pem   make: the certificate of origin\n"
"  --key PUBLIC.pem, --original FILE   verify: who signed, from what\n"
"  --size NAME, --paper NAME   sheet: 33x48 on 6inch\n"
"  --tops FILE       bench --landmarks: rows where the hair is seen to end\n"
"  --models DIR      or GRADPHOTO_MODELS\n"
"  --profiles DIR    or GRADPHOTO_PROFILES\n"
"  --segmenter FILE  a person segmenter of your own (docs/IMAGE.md)\n"
"  --processes N     bench: so many at once, 2\n"
"exit: 0 good, 1 refused, 2 usage, 3 not readable\n";

static int usage(const char *what, const char *word)
{
	fprintf(stderr, "idphoto: %s%s%s\n%s", what, *word ? " " : "", word,
	    help);
	return EXIT_USAGE;
}

int tool_explain(const char *path, enum photo_err e)
{
	static const struct {
		enum photo_err e;
		enum exit_code code;
		const char *text;
	} table[] = {
		{ PHOTO_EFORMAT, EXIT_UNREADABLE,
		    "not a JPEG, PNG, WebP, HEIC or AVIF picture" },
		{ PHOTO_EDAMAGED, EXIT_UNREADABLE, "damaged or truncated" },
		{ PHOTO_ETOOBIG, EXIT_UNREADABLE,
		    "over 20 MiB or 50 megapixels" },
		{ PHOTO_ENOMEM, EXIT_UNREADABLE, "out of memory" },
		{ PHOTO_ETOOSMALL, EXIT_REFUSED,
		    "a side is shorter than 200 pixels" },
		{ PHOTO_EENCODE, EXIT_REFUSED,
		    "does not fit the profile's bytes" },
		{ PHOTO_EMODEL, EXIT_USAGE, "a model did not run" },
	};
	size_t i;

	for (i = 0; i < sizeof table / sizeof *table; i++)
		if (table[i].e == e) {
			fprintf(stderr, "idphoto: %s: %s\n", path,
			    table[i].text);
			return table[i].code;
		}
	fprintf(stderr, "idphoto: %s: %s\n", path, photo_err_name(e));
	return EXIT_USAGE;
}

int tool_read(const char *path, uint8_t **data, size_t *n)
{
	/* One byte more than allowed, so that too much is seen as such. */
	size_t room = PHOTO_MAX_BYTES + 1;
	uint8_t *buf = NULL;
	FILE *f = fopen(path, "rb");
	int bad;

	if (f != NULL && (buf = malloc(room)) != NULL)
		*n = fread(buf, 1, room, f);
	bad = f == NULL || buf == NULL || ferror(f);
	if (bad) {
		fprintf(stderr, "idphoto: %s: %s\n", path, strerror(errno));
		free(buf);
	} else {
		*data = buf;
	}
	if (f != NULL)
		fclose(f);
	return bad ? EXIT_UNREADABLE : EXIT_GOOD;
}

/* Whole or not at all: a reader never sees half a photo. */
int tool_write(const char *path, const void *data, size_t n)
{
	char part[4096];
	FILE *f = NULL;
	int ok;

	if (strcmp(path, "-") == 0)
		return fwrite(data, 1, n, stdout) == n &&
		    putchar('\n') != EOF ? EXIT_GOOD : EXIT_USAGE;
	ok = snprintf(part, sizeof part, "%s.part", path) < (int)sizeof part;
	if (ok && (f = fopen(part, "wb")) != NULL) {
		ok = fwrite(data, 1, n, f) == n;
		ok = fclose(f) == 0 && ok;
		ok = ok && rename(part, path) == 0;
	}
	if (f == NULL || !ok) {
		fprintf(stderr, "idphoto: %s: %s\n", path, strerror(errno));
		if (f != NULL)
			unlink(part);
		return EXIT_USAGE;
	}
	return EXIT_GOOD;
}

static int write_report(const char *path, const struct photo_report *r)
{
	char *json = photo_report_json(r, 0);
	int code = EXIT_UNREADABLE;

	if (json != NULL)
		code = tool_write(path, json, strlen(json));
	free(json);
	return code;
}

static int write_matte(const char *path, const struct photo_matte *m)
{
	uint8_t *png;
	size_t n;
	int code, e;

	if ((e = photo_encode_png(m, &png, &n)) != PHOTO_OK)
		return tool_explain(path, e);
	code = tool_write(path, png, n);
	free(png);
	return code;
}

static void print_range(FILE *to, const struct photo_finding *f)
{
	if (isinf(f->min))
		fprintf(to, "at most %g", f->max);
	else if (isinf(f->max))
		fprintf(to, "at least %g", f->min);
	else
		fprintf(to, "%g to %g", f->min, f->max);
	fprintf(to, " %s", f->rule->unit);
}

/* One line for each finding; only those to mend unless all are wanted. */
static void print_findings(FILE *to, const struct photo_report *r, int all)
{
	int i;

	for (i = 0; i < r->finding_count; i++) {
		const struct photo_finding *f = &r->finding[i];

		if (!all && (f->verdict == PHOTO_PASS ||
		    f->verdict == PHOTO_SKIP))
			continue;
		fprintf(to, "%s %s %.4g (", photo_verdict_name(f->verdict),
		    f->rule->id, f->value);
		print_range(to, f);
		if (photo_finding_off(f) != 0)
			fprintf(to, ", off by %.3g", photo_finding_off(f));
		fprintf(to, ")%s%s\n", all ? "" : ": ",
		    all ? "" : f->rule->en);
	}
}

static int make(struct tool *t)
{
	struct photo_result *res = NULL;
	uint8_t *data;
	size_t n;
	int code, e;

	if ((code = tool_read(t->in, &data, &n)) != EXIT_GOOD)
		return code;
	e = photo_make(t->engine, data, n, &t->profile, &res);
	free(data);
	if (e != PHOTO_OK)
		return tool_explain(t->in, e);
	print_findings(stderr, &res->report, 0);
	if (t->report != NULL)
		code = write_report(t->report, &res->report);
	if (code == EXIT_GOOD && t->matte != NULL && res->matte != NULL)
		code = write_matte(t->matte, res->matte);
	if (code == EXIT_GOOD && res->report.verdict == PHOTO_FAIL)
		code = EXIT_REFUSED;
	if (code == EXIT_GOOD && t->certificate != NULL)
		code = certificate_write(t, &res->report);
	if (code == EXIT_GOOD)
		code = tool_write(t->out, res->jpeg, res->jpeg_len);
	photo_result_free(res);
	return code;
}

static int find(struct tool *t)
{
	struct photo_report r;
	uint8_t *data;
	size_t n;
	int code, e;

	if ((code = tool_read(t->in, &data, &n)) != EXIT_GOOD)
		return code;
	e = photo_find(t->engine, data, n, &r);
	free(data);
	if (e != PHOTO_OK)
		return tool_explain(t->in, e);
	code = write_report("-", &r);
	return code == EXIT_GOOD && r.verdict == PHOTO_FAIL ? EXIT_REFUSED :
	    code;
}

static int matte(struct tool *t)
{
	struct photo_matte *m = NULL;
	uint8_t *data;
	size_t n;
	int code, e;

	if ((code = tool_read(t->in, &data, &n)) != EXIT_GOOD)
		return code;
	e = photo_matte_input(t->engine, data, n, &m);
	free(data);
	if (e != PHOTO_OK)
		return tool_explain(t->in, e);
	code = write_matte(t->out, m);
	photo_matte_free(m);
	return code;
}

static int check(struct tool *t)
{
	struct photo_report r;
	uint8_t *data;
	size_t n;
	int code, e;

	if ((code = tool_read(t->in, &data, &n)) != EXIT_GOOD)
		return code;
	e = photo_check(t->engine, data, n, &t->profile, &r);
	free(data);
	if (e != PHOTO_OK)
		return tool_explain(t->in, e);
	if (t->report != NULL)
		code = write_report(t->report, &r);
	if (t->report == NULL || strcmp(t->report, "-") != 0)
		print_findings(stdout, &r, 1);
	return code == EXIT_GOOD && r.verdict == PHOTO_FAIL ? EXIT_REFUSED :
	    code;
}

static const struct command {
	const char *name;
	int words;
	int (*run)(struct tool *t);
	int alone;		/* needs neither models nor a profile */
} commands[] = {
	{ "make", 2, make, 0 }, { "find", 1, find, 0 },
	{ "matte", 2, matte, 0 }, { "check", 1, check, 0 },
	{ "bench", 1, bench_run, 0 }, { "verify", 2, verify_run, 1 },
	{ "sheet", 2, sheet_run, 1 }, { "key", 2, key_run, 0 },
};

/* Options into t; the words between them into word[]. -1: usage was told. */
static int read_options(int argc, char **argv, struct tool *t,
    const char *word[2])
{
	const struct {
		const char *name;
		const char **value;
	} options[] = {
		{ "--profile", &t->profile_name }, { "--report", &t->report },
		{ "--matte", &t->matte }, { "--models", &t->models_dir },
		{ "--profiles", &t->profiles_dir },
		{ "--segmenter", &t->segmenter }, { "--mattes", &t->mattes },
		{ "--walls", &t->walls },
		{ "--processes", &t->processes },
		{ "--certificate", &t->certificate }, { "--key", &t->key },
		{ "--original", &t->original }, { "--size", &t->size },
		{ "--paper", &t->paper }, { "--landmarks", &t->landmarks },
		{ "--tops", &t->tops },
	};
	size_t k, count = sizeof options / sizeof *options;
	int i, words = 0;

	for (i = 2; i < argc; i++) {
		if (strncmp(argv[i], "--", 2) != 0) {
			if (words == 2) {
				usage("too many words:", argv[i]);
				return -1;
			}
			word[words++] = argv[i];
			continue;
		}
		for (k = 0; k < count; k++)
			if (strcmp(argv[i], options[k].name) == 0)
				break;
		if (k == count || i + 1 == argc) {
			usage("unknown or incomplete option", argv[i]);
			return -1;
		}
		*options[k].value = argv[++i];
	}
	return words;
}

static const char *or_else(const char *name, const char *otherwise)
{
	const char *v = getenv(name);

	return v != NULL && *v != '\0' ? v : otherwise;
}

static int open_tool(struct tool *t)
{
	char why[160] = "";

	if (photo_profile_load(t->profiles_dir, t->profile_name, &t->profile,
	    why) != PHOTO_OK ||
	    photo_models_open(t->models_dir, &t->models, why) != PHOTO_OK ||
	    (t->segmenter != NULL && photo_models_segmenter(t->models,
	    t->segmenter, why) != PHOTO_OK)) {
		fprintf(stderr, "idphoto: %s\n", why);
		return EXIT_USAGE;
	}
	if (photo_engine_new(t->models, &t->engine) != PHOTO_OK) {
		fprintf(stderr, "idphoto: %s: the models do not run\n",
		    t->models_dir);
		return EXIT_USAGE;
	}
	return EXIT_GOOD;
}

int main(int argc, char **argv)
{
	struct tool t = { .profile_name = PHOTO_PROFILE_DEFAULT,
	    .models_dir = or_else("GRADPHOTO_MODELS", PKGLIBDIR "/models"),
	    .profiles_dir = or_else("GRADPHOTO_PROFILES",
	    PKGDATADIR "/profiles") };
	const char *word[2] = { NULL, NULL };
	size_t i, count = sizeof commands / sizeof *commands;
	int words, code;
	int (*run)(struct tool *);

	if (argc == 2 && strcmp(argv[1], "--help") == 0) {
		fputs(help, stdout);
		return EXIT_GOOD;
	}
	for (i = 0; argc > 1 && i < count; i++)
		if (strcmp(argv[1], commands[i].name) == 0)
			break;
	if (argc < 2 || i == count)
		return usage("no such command", argc > 1 ? argv[1] : "");
	run = commands[i].run;
	if ((words = read_options(argc, argv, &t, word)) < 0)
		return EXIT_USAGE;
	if (run == bench_run && t.mattes != NULL) {
		word[0] = t.mattes;
		words++;
		run = mattes_run;
	} else if (run == bench_run && t.landmarks != NULL) {
		word[0] = t.landmarks;
		words++;
		run = landmarks_run;
	}
	if (words != commands[i].words)
		return usage("wrong number of files for", argv[1]);
	t.in = word[0];
	t.out = word[1];
	code = commands[i].alone ? EXIT_GOOD : open_tool(&t);
	if (code == EXIT_GOOD && commands[i].run != bench_run)
		photo_limit_memory(MEMORY);
	if (code == EXIT_GOOD)
		code = run(&t);
	photo_engine_free(t.engine);
	photo_models_free(t.models);
	return code;
}
