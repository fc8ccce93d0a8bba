/*
 * idphoto bench: where the time of a photo goes, and how far that is from
 * the floor: decoding at the working size plus one run of each network.
 */
#include "tools/idphoto.h"
#include "lib/image/engine.h"
#include "lib/image/pipeline.h"
#include "lib/image/sample.h"

#include <dirent.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS		15		/* of the 12 MP picture */
#define BIG_WIDTH	4000
#define BIG_HEIGHT	3000
#define MAX_RUNS	4096

enum column {
	DECODE, FIND, SEGMENT, MATTE, COMPOSE, ENCODE, CHECK, TOTAL, FLOOR,
	COLUMNS
};

static const char *const titles[COLUMNS] = {
	"decode", "find", "segment", "matte", "compose", "encode", "check",
	"total", "floor"
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

static int floor_ms(struct tool *t, const uint8_t *data, size_t n,
    double *out)
{
	struct photo_image *im = NULL;
	struct photo_input info;
	double scale, start = stage_ms();
	int net, err;

	err = photo_decode(data, n, WORK_SIDE, &info, &scale, &im);
	for (net = 0; net < NETS && err == PHOTO_OK; net++)
		err = engine_run(t->engine, (enum net)net);
	*out = stage_ms() - start;
	photo_image_free(im);
	return err;
}

/* One picture through everything; pictures that give no photo (no face, not
 * one face, unreadable) don't count. */
static void run(struct tool *t, const uint8_t *data, size_t n,
    struct series *s)
{
	struct photo_result *res = NULL;
	const struct photo_ms *ms;
	double least;

	if (s->count == MAX_RUNS ||
	    photo_make(t->engine, data, n, &t->profile, &res) != PHOTO_OK)
		return;
	if (res->jpeg != NULL && floor_ms(t, data, n, &least) == PHOTO_OK) {
		ms = &res->report.ms;
		s->ms[DECODE][s->count] = ms->decode;
		s->ms[FIND][s->count] = ms->find;
		s->ms[SEGMENT][s->count] = ms->segment;
		s->ms[MATTE][s->count] = ms->matte;
		s->ms[COMPOSE][s->count] = ms->compose;
		s->ms[ENCODE][s->count] = ms->encode;
		s->ms[CHECK][s->count] = ms->check;
		s->ms[TOTAL][s->count] = ms->total;
		s->ms[FLOOR][s->count++] = least;
	}
	photo_result_free(res);
}

/* The picture enlarged to 12 megapixels, as a phone would send it. */
static int enlarge(const uint8_t *data, size_t n, uint8_t **out,
    size_t *len)
{
	struct photo_profile phone = { .dpi = 72, .quality_min = 92,
	    .quality_max = 92, .bytes_max = PHOTO_MAX_BYTES };
	struct photo_image *im = NULL, *big = NULL;
	struct photo_input info;
	struct region r = { 0, 0, 0, BIG_WIDTH, BIG_HEIGHT };
	double scale;
	int quality, err;

	err = photo_decode(data, n, 0, &info, &scale, &im);
	if (err == PHOTO_OK) {
		if (im->height > im->width) {
			r.width = BIG_HEIGHT;
			r.height = BIG_WIDTH;
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
		printf(" %8.1f", median(s->ms[c], s->count));
	printf(" %8.1f\n", mb);
}

/* The 12 MP rounds on the first picture that gives a photo. */
static int bench_big(struct tool *t, const uint8_t *data, size_t n,
    struct series *big, double *mb)
{
	struct photo_result *res = NULL;
	uint8_t *jpeg = NULL;
	size_t len;
	int i, fit;

	if (photo_make(t->engine, data, n, &t->profile, &res) != PHOTO_OK)
		return 0;
	fit = res->report.verdict != PHOTO_FAIL &&
	    enlarge(data, n, &jpeg, &len) == PHOTO_OK;
	photo_result_free(res);
	if (!fit)
		return 0;
	peak_mb();
	for (i = 0; i < ROUNDS; i++)
		run(t, jpeg, len, big);
	*mb = peak_mb();
	free(jpeg);
	return big->count > 0;
}

int bench_run(struct tool *t)
{
	struct series *all = calloc(1, sizeof *all);
	struct series *big = calloc(1, sizeof *big);
	DIR *dir = opendir(t->in);
	struct dirent *d;
	double big_mb = NAN, all_mb = 0;
	int c, have_big = 0, code = EXIT_UNREADABLE;

	if (dir == NULL || all == NULL || big == NULL) {
		fprintf(stderr, "idphoto: cannot bench %s\n", t->in);
		goto out;
	}
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
			have_big = bench_big(t, data, n, big, &big_mb);
		peak_mb();
		run(t, data, n, all);
		all_mb = fmax(all_mb, peak_mb());
		free(data);
	}
	printf("median ms    files");
	for (c = 0; c < COLUMNS; c++)
		printf(" %8s", titles[c]);
	printf(" %8s\n", "peak MB");
	print_row("12 MP JPEG", big, big_mb);
	print_row("as they are", all, all_mb);
	code = all->count > 0 ? EXIT_GOOD : EXIT_UNREADABLE;
out:
	if (dir != NULL)
		closedir(dir);
	free(all);
	free(big);
	return code;
}
