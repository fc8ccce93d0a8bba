/*
 * idphoto bench: where the processor time of a photo goes, how far that is
 * from the floor, which is decoding at the working size and the runs of the
 * networks of that same photo, and how many photos a machine makes.
 */
#include "tools/idphoto.h"
#include "lib/image/pipeline.h"
#include "lib/image/sample.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROUNDS		15		/* of the 12 MP picture */
#define BIG_ROUNDS	3		/* of the 50 MP one */
#define MEMORY		(1u << 30)	/* the large pictures are made here */
#define MAX_RUNS	4096
#define MAX_PROCESSES	64
#define CROWD_MS	4000.0	/* of photos by each process */

enum column {
	DECODE, FIND, SEGMENT, MATTE, COMPOSE, ENCODE, CHECK, TOTAL, FLOOR,
	RATIO, WALL, RUNS, COLUMNS
};

static const char *const titles[COLUMNS] = {
	"decode", "find", "segment", "matte", "compose", "encode", "check",
	"total", "floor", "ratio", "wall", "runs"
};

struct series {
	int count;
	double ms[COLUMNS][MAX_RUNS];
};

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *v, int n)
{
	qsort(v, (size_t)n, sizeof *v, ascending);
	return n == 0 ? NAN : (v[(n - 1) / 2] + v[n / 2]) / 2;
}

/* Peak memory since the last call, in MB; Linux can forget the old peak. */
static double peak_mb(void)
{
	FILE *f = fopen("/proc/self/status", "r");
	char line[128];
	double kb = NAN;

	while (f != NULL && fgets(line, sizeof line, f) != NULL)
		sscanf(line, "VmHWM: %lf", &kb);
	if (f != NULL)
		fclose(f);
	if ((f = fopen("/proc/self/clear_refs", "w")) != NULL) {
		fputs("5", f);
		fclose(f);
	}
	return kb / 1024;
}

static void note(const struct photo_ms *ms, struct series *s)
{
	double floor_ms = ms->decode + ms->networks;
	const double of[COLUMNS] = {
		[DECODE] = ms->decode, [FIND] = ms->find,
		[SEGMENT] = ms->segment, [MATTE] = ms->matte,
		[COMPOSE] = ms->compose, [ENCODE] = ms->encode,
		[CHECK] = ms->check, [TOTAL] = ms->total, [FLOOR] = floor_ms,
		[RATIO] = ms->total / floor_ms, [WALL] = ms->wall,
		[RUNS] = ms->runs,
	};
	int c;

	for (c = 0; c < COLUMNS; c++)
		s->ms[c][s->count] = of[c];
	s->count++;
}

/* One picture through everything; pictures that give no photo (no face, not
 * one face, unreadable) don't count. */
static void run(struct tool *t, const uint8_t *data, size_t n,
    struct series *s)
{
	struct photo_result *res = NULL;

	if (s->count == MAX_RUNS ||
	    photo_make(t->engine, data, n, &t->profile, &res) != PHOTO_OK)
		return;
	if (res->jpeg != NULL)
		note(&res->report.ms, s);
	photo_result_free(res);
}

/* The picture enlarged, as a phone would send it: 4 : 3, `longer` wide or
 * high, quality 92. */
static int enlarge(const uint8_t *data, size_t n, int longer, uint8_t **out,
    size_t *len)
{
	struct photo_profile phone = { .dpi = 72, .quality_min = 92,
	    .quality_max = 92, .bytes_max = PHOTO_MAX_BYTES };
	struct photo_image *im = NULL, *big = NULL;
	struct photo_input info;
	struct region r = { 0, 0, 0, longer, longer / 4 * 3 };
	double scale;
	int quality, err;

	err = photo_decode(data, n, 0, &info, &scale, &im);
	if (err == PHOTO_OK) {
		if (im->height > im->width) {
			r.width = longer / 4 * 3;
			r.height = longer;
		}
		r.step = fmax((double)im->width / r.width,
		    (double)im->height / r.height);
		r.x = (im->width - r.width * r.step) / 2;
		r.y = (im->height - r.height * r.step) / 2;
		err = sample_image(im, &r, KERNEL_CUBIC, &big);
	}
	if (err == PHOTO_OK)
		err = photo_encode_jpeg(big, &phone, out, len, &quality);
	photo_image_free(im);
	photo_image_free(big);
	return err;
}

static void print_row(const char *name, struct series *s, double mb)
{
	int c;

	printf("%-12s %5d", name, s->count);
	for (c = 0; c < COLUMNS; c++)
		printf(" %*.*f", c < TOTAL ? 7 : 6, c == RATIO ? 2 : 1,
		    median(s->ms[c], s->count));
	printf(" %7.1f\n", mb);
}

static void print_titles(void)
{
	int c;

	printf("%-12s %5s", "median ms", "files");
	for (c = 0; c < COLUMNS; c++)
		printf(" %*s", c < TOTAL ? 7 : 6, titles[c]);
	printf(" %7s\n", "peak MB");
}

/* One size of a picture, some rounds, a row. The picture is left to the
 * caller. */
static int bench_size(struct tool *t, const char *name, const uint8_t *data,
    size_t n, int longer, int rounds, uint8_t **jpeg, size_t *len)
{
	struct series *s = calloc(1, sizeof *s);
	int i;

	if (s == NULL || enlarge(data, n, longer, jpeg, len) != PHOTO_OK) {
		free(s);
		return 0;
	}
	peak_mb();
	for (i = 0; i < rounds; i++)
		run(t, *jpeg, *len, s);
	i = s->count;
	print_row(name, s, peak_mb());
	free(s);
	return i > 0;
}

/* Makes photos for a while; the number of them through the pipe. */
static _Noreturn void crowd_member(struct tool *t, const uint8_t *jpeg,
    size_t n, int ready, int go, int out)
{
	struct photo_engine *own = NULL;
	struct photo_result *res;
	char c = 0;
	int made = 0;
	double start;

	if (photo_engine_new(t->models, &own) != PHOTO_OK ||
	    write(ready, &c, 1) != 1 || read(go, &c, 1) != 0)
		_exit(1);
	for (start = wall_ms(); wall_ms() - start < CROWD_MS; made++) {
		if (photo_make(own, jpeg, n, &t->profile, &res) != PHOTO_OK)
			_exit(1);
		photo_result_free(res);
	}
	_exit(write(out, &made, sizeof made) != sizeof made);
}

/* So many processes at once, from the moment when all of them are ready. */
static void bench_crowd(struct tool *t, const uint8_t *jpeg, size_t n,
    int processes)
{
	int ready[2], go[2], out[2], i, made, sum = 0;
	double start;
	char c;

	if (pipe(ready) != 0 || pipe(go) != 0 || pipe(out) != 0)
		return;
	fflush(stdout);
	for (i = 0; i < processes; i++)
		if (fork() == 0) {
			close(go[1]);
			crowd_member(t, jpeg, n, ready[1], go[0], out[1]);
		}
	close(ready[1]);
	close(out[1]);
	for (i = 0; i < processes && read(ready[0], &c, 1) == 1; i++)
		;
	start = wall_ms();
	close(go[1]);
	while (read(out[0], &made, sizeof made) == sizeof made)
		sum += made;
	printf("%d processes: %.1f photos of 12 MP a second\n", processes,
	    sum / (wall_ms() - start) * 1e3);
	while (wait(NULL) > 0)
		;
	close(ready[0]);
	close(go[0]);
	close(out[0]);
}

/* The large rounds on the first picture that gives a photo. */
static int bench_big(struct tool *t, const uint8_t *data, size_t n,
    int processes)
{
	struct photo_result *res = NULL;
	uint8_t *big = NULL, *jpeg = NULL;
	size_t big_len, len;
	int fit;

	if (photo_make(t->engine, data, n, &t->profile, &res) != PHOTO_OK)
		return 0;
	fit = res->report.verdict != PHOTO_FAIL;
	photo_result_free(res);
	if (!fit)
		return 0;
	fit = bench_size(t, "12 MP JPEG", data, n, 4000, ROUNDS, &jpeg,
	    &len);
	bench_size(t, "50 MP JPEG", data, n, 8160, BIG_ROUNDS, &big,
	    &big_len);
	if (fit && processes > 0)
		bench_crowd(t, jpeg, len, processes);
	free(big);
	free(jpeg);
	return fit;
}

int bench_run(struct tool *t)
{
	struct series *all = calloc(1, sizeof *all);
	DIR *dir = opendir(t->in);
	struct dirent *d;
	long processes = t->processes == NULL ? 2 :
	    strtol(t->processes, NULL, 10);
	double mb = 0;
	int have_big = 0, code = EXIT_UNREADABLE;

	if (dir == NULL || all == NULL || processes < 0 ||
	    processes > MAX_PROCESSES) {
		fprintf(stderr, "idphoto: cannot bench %s\n", t->in);
		goto out;
	}
	photo_limit_memory(MEMORY);
	print_titles();
	while ((d = readdir(dir)) != NULL) {
		char path[4096];
		uint8_t *data;
		size_t n;

		if (d->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%s/%s", t->in, d->d_name);
		if (tool_read(path, &data, &n) != EXIT_GOOD)
			continue;
		if (!have_big)
			have_big = bench_big(t, data, n, (int)processes);
		peak_mb();
		run(t, data, n, all);
		mb = fmax(mb, peak_mb());
		free(data);
	}
	print_row("as they are", all, mb);
	code = all->count > 0 ? EXIT_GOOD : EXIT_UNREADABLE;
out:
	if (dir != NULL)
		closedir(dir);
	free(all);
	return code;
}
