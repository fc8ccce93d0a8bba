/*
 * How many codes ours and others read, in one run:
 *
 *	bench DIR NAME 'COMMAND' [NAME 'COMMAND' ...]
 *
 * DIR/manifest.tsv names the files and their texts (file, _, _, text); each
 * COMMAND gets the path behind its words and prints what it reads. Times are
 * of processors, a program's start included. By conditions, where names begin
 * with one ("dark-v04-..."). Lists what others read and the first does not.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define DECODERS 6
#define FILES 4000
#define WORDS 12
#define TEXT 16384

struct decoder {
	const char *name;
	char *word[WORDS];
	int words;
};

enum kind { CODE, UNKNOWN, EMPTY };

struct result {
	char group[24];
	char file[200];
	enum kind kind;
	int good[DECODERS];	/* right text; of EMPTY: any text */
	double ms[DECODERS];
};

static struct result results[FILES];

/* Letters and digits decide: decoders differ in line ends and escapes. */
static void squeeze(char *s)
{
	char *out = s;

	for (; *s; s++)
		if ((unsigned char)*s > ' ' && *s != '\\')
			*out++ = *s;
	*out = '\0';
}

/* "\n" of the manifest is white space. */
static void unescape(char *s)
{
	for (; (s = strchr(s, '\\')); s++)
		if (s[1] == 'n' || s[1] == 'r')
			s[0] = s[1] = ' ';
}

static void read_all(int fd, char *out)
{
	size_t n = 0;
	ssize_t k;

	while (n < TEXT - 1 && (k = read(fd, out + n, TEXT - 1 - n)) > 0)
		n += (size_t)k;
	out[n] = '\0';
}

/* What it prints; "" where it fails. */
static double run(struct decoder *d, const char *path, char *out)
{
	struct rusage u;
	int fd[2], status = 1;
	pid_t pid;

	if (pipe(fd))
		return 0;
	pid = fork();
	if (pid == 0) {
		dup2(fd[1], 1);
		dup2(open("/dev/null", O_WRONLY), 2);
		close(fd[0]);
		close(fd[1]);
		d->word[d->words] = (char *)path;
		execvp(d->word[0], d->word);
		_exit(127);
	}
	close(fd[1]);
	read_all(fd[0], out);
	close(fd[0]);
	wait4(pid, &status, 0, &u);
	/* ZXingReader ends with 0 all the same. */
	if (status != 0 || strncmp(out, "No barcode found", 16) == 0)
		out[0] = '\0';
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3 +
	    (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3;
}

static void measure(struct result *r, struct decoder *list, int n,
    const char *dir, const char *truth)
{
	static char out[TEXT];
	char path[600];
	int i;

	snprintf(path, sizeof path, "%s/%s", dir, r->file);
	for (i = 0; i < n; i++) {
		r->ms[i] = run(&list[i], path, out);
		squeeze(out);
		r->good[i] = r->kind == CODE ? strstr(out, truth) != NULL :
		    out[0] != '\0';
	}
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void line(const char *group, struct decoder *list, int n, int files)
{
	static double ms[FILES];
	struct result *r;
	int i, k, of, good;

	for (i = 0; i < n; i++) {
		for (k = of = good = 0, r = results; r < results + files; r++)
			if (r->kind == CODE && (!group ||
			    strcmp(r->group, group) == 0)) {
				ms[k++] = r->ms[i];
				of++;
				good += r->good[i];
			}
		qsort(ms, (size_t)k, sizeof *ms, by_size);
		printf("%-14s %-12s %4d of %4d  %5.1f %%  median %6.0f  "
		    "p95 %6.0f ms\n", group ? group : "all", list[i].name,
		    good, of, of ? 100.0 * good / of : 0,
		    k ? ms[k / 2] : 0, k ? ms[k * 95 / 100] : 0);
	}
}

static void rest(struct decoder *list, int n, int files)
{
	struct result *r;
	int i, wrong, of, unknown;

	for (i = 0; i < n; i++) {
		for (wrong = of = unknown = 0, r = results;
		    r < results + files; r++) {
			of += r->kind == EMPTY;
			wrong += r->kind == EMPTY && r->good[i];
			unknown += r->kind == UNKNOWN && r->good[i];
		}
		printf("%s: %d of %d without a code gave one; %d read of "
		    "which the text is not known\n", list[i].name, wrong, of,
		    unknown);
	}
	for (r = results; r < results + files; r++)
		for (i = 1; r->kind == CODE && i < n; i++)
			if (r->good[i] && !r->good[0])
				printf("only %s: %s\n", list[i].name, r->file);
	for (r = results; r < results + files; r++)
		if (r->kind == CODE && !r->good[0])
			printf("not read: %s\n", r->file);
}

static int take(struct result *r, char *text, char *truth)
{
	char *field[5], *p = text;
	size_t n;
	int i;

	for (i = 0; i < 5 && p; i++)
		field[i] = strsep(&p, "\t\n");
	if (i < 4)
		return 0;
	snprintf(r->file, sizeof r->file, "%s", field[0]);
	r->kind = strstr(field[3], "(no code") == field[3] ? EMPTY :
	    field[3][0] == '(' ? UNKNOWN : CODE;
	p = strstr(field[0], "-v");
	n = p ? (size_t)(p - field[0]) : 0;
	snprintf(r->group, sizeof r->group, "%.*s", (int)n, field[0]);
	snprintf(truth, TEXT, "%s", field[3]);
	unescape(truth);
	squeeze(truth);
	/* The longest text of the manifest is cut off. */
	if (strlen(truth) > 1500)
		truth[1500] = '\0';
	return 1;
}

static void groups(struct decoder *list, int n, int files)
{
	int i, j;

	for (i = 0; i < files; i++) {
		for (j = 0; j < i; j++)
			if (strcmp(results[i].group, results[j].group) == 0)
				break;
		if (j == i && results[i].group[0])
			line(results[i].group, list, n, files);
	}
}

int main(int argc, char **argv)
{
	static char text[TEXT], truth[TEXT];
	struct decoder list[DECODERS] = { 0 };
	int i, n = 0, files = 0;
	char path[600], *p;
	FILE *f;

	for (i = 2; i + 1 < argc && n < DECODERS; i += 2, n++) {
		list[n].name = argv[i];
		for (p = argv[i + 1]; p && list[n].words < WORDS - 2;)
			list[n].word[list[n].words++] = strsep(&p, " ");
	}
	snprintf(path, sizeof path, "%s/manifest.tsv", argc > 1 ? argv[1] :
	    "");
	f = n ? fopen(path, "r") : NULL;
	if (!f || !fgets(text, sizeof text, f)) {
		fputs("usage: bench DIR NAME 'COMMAND' ...\n", stderr);
		return 2;
	}
	while (files < FILES && fgets(text, sizeof text, f))
		if (take(&results[files], text, truth))
			measure(&results[files++], list, n, argv[1], truth);
	fclose(f);
	groups(list, n, files);
	line(NULL, list, n, files);
	rest(list, n, files);
	return 0;
}
