/*
 * Files that were made, or found by others, to break decoders: each has to be
 * decoded or refused within two seconds of processor time, which is what a web
 * process has.
 * GRADPHOTO_SHARED/data/hostile holds collected ones; the rest are our own
 * pictures with bytes changed at random, the same ones on every run.
 */
#include "pictures.h"

#include "lib/image/internal.h"

#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <cmocka.h>

#define LIMIT_MS 2000
#define ROUNDS 150	/* of changes to each picture */

/* Processor time of this process and of the children that it had. */
static double cpu_ms(void)
{
	static const int who[] = { RUSAGE_SELF, RUSAGE_CHILDREN };
	struct rusage u;
	double ms = 0;
	int i;

	for (i = 0; i < 2; i++) {
		getrusage(who[i], &u);
		ms += (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3 +
		    (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3;
	}
	return ms;
}

/* From a block of exact size, so that a sanitizer sees reads past the end. */
static void survive(const uint8_t *data, size_t n, const char *name)
{
	struct photo_image *im = NULL;
	struct photo_input info;
	struct photo_jpeg jpeg;
	double scale, ms = cpu_ms();
	uint8_t *p = malloc(n ? n : 1);

	assert_non_null(p);
	memcpy(p, data, n);
	photo_decode(p, n, 1600, &info, &scale, &im);
	photo_image_free(im);
	photo_jpeg_read(p, n, &jpeg);
	ms = cpu_ms() - ms;
	if (ms > LIMIT_MS)
		print_error("%s: %.0f ms\n", name, ms);
	assert_true(ms <= LIMIT_MS);
	free(p);
}

static void survive_file(const char *dir, const char *name)
{
	char path[1024];
	uint8_t *data = malloc(PHOTO_MAX_BYTES);
	size_t n;
	FILE *f;

	assert_non_null(data);
	snprintf(path, sizeof path, "%s/%s", dir, name);
	f = fopen(path, "rb");
	if (f) {
		n = fread(data, 1, PHOTO_MAX_BYTES, f);
		fclose(f);
		survive(data, n, name);
	}
	free(data);
}

static void test_collected(void **state)
{
	const char *shared = getenv("GRADPHOTO_SHARED");
	char dir[512];
	struct dirent *entry;
	DIR *d;
	int count = 0;

	(void)state;
	snprintf(dir, sizeof dir, "%s/data/hostile", shared ? shared : "");
	d = opendir(dir);
	if (!d) {
		print_message("# skipped: no GRADPHOTO_SHARED/data/hostile\n");
		return;	/* cmocka's skip() would count as a failure */
	}
	while ((entry = readdir(d)))
		if (entry->d_name[0] != '.') {
			survive_file(dir, entry->d_name);
			count++;
		}
	closedir(d);
	print_message("# %d files\n", count);
}

static unsigned draw(unsigned *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

/* Headers are where the lies are: half of the changes go to the first 512
 * bytes. Odd rounds also cut the file. */
static void mutate(struct bytes b, const char *name)
{
	unsigned seed = 2017, i, round;
	uint8_t *p = malloc(b.n);
	size_t n;

	assert_true(p && b.p);
	for (round = 0; round < ROUNDS; round++) {
		memcpy(p, b.p, b.n);
		for (i = draw(&seed) % 8 + 1; i > 0; i--) {
			n = draw(&seed) & 1 && b.n > 512 ? 512 : b.n;
			p[draw(&seed) % n] = (uint8_t)draw(&seed);
		}
		n = round & 1 ? draw(&seed) % b.n : b.n;
		survive(p, n, name);
	}
	free(p);
	free(b.p);
}

static void test_mutated(void **state)
{
	struct photo_image *im = scene(260, 240);
	struct jpeg_options o = { .orientation = 6, .icc = icc_display_p3() };
	struct bytes b;

	(void)state;
	mutate(jpeg_of(im, &o), "jpeg");
	o.progressive = 1;
	mutate(jpeg_of(im, &o), "progressive jpeg");
	o.progressive = 0;
	o.components = 4;
	mutate(jpeg_of(im, &o), "cmyk jpeg");
	free(o.icc.p);
	mutate(png_of(im, 8, -1, 0, 0), "png");
	mutate(png_of(im, 16, 99, 1, 0), "interlaced png");
	mutate(png_of(im, 8, -1, 0, 1), "palette png");
	mutate(webp_of(im, 99), "webp");
	b = heif_of(im, PHOTO_HEIC, NULL);
	if (b.p)
		mutate(b, "heic");
	b = heif_of(im, PHOTO_AVIF, NULL);
	if (b.p)
		mutate(b, "avif");
	photo_image_free(im);
}

/* 100 000 empty segments: libjpeg would keep them in a list that it walks to
 * the end for each. */
static void test_marker_flood(void **state)
{
	struct photo_image *im = scene(260, 240);
	struct jpeg_options o = {0};
	struct bytes b = jpeg_of(im, &o);
	size_t i, count = 100000;
	uint8_t *p = malloc(b.n + count * 4);

	(void)state;
	assert_non_null(p);
	memcpy(p, b.p, 2);
	for (i = 0; i < count; i++)
		memcpy(p + 2 + i * 4, "\xff\xe1\0\x02", 4);
	memcpy(p + 2 + count * 4, b.p + 2, b.n - 2);
	survive(p, b.n + count * 4, "marker flood");
	free(p);
	free(b.p);
	photo_image_free(im);
}

static int spin(const uint8_t *data, size_t n, int side, struct raw *r)
{
	volatile unsigned turns = 0;

	(void)data;
	(void)n;
	(void)r;
	while (side == 0)
		turns++;
	return PHOTO_OK;
}

static int crash(const uint8_t *data, size_t n, int side, struct raw *r)
{
	(void)data;
	(void)n;
	(void)side;
	(void)r;
	signal(SIGSEGV, SIG_DFL);
	raise(SIGSEGV);
	return PHOTO_OK;
}

/* Succeeds, with no picture to show for it, where memory is not limited. */
static int hog(const uint8_t *data, size_t n, int side, struct raw *r)
{
	void *p = malloc(700 << 20);

	(void)data;
	(void)n;
	(void)side;
	(void)r;
	if (!p)
		return PHOTO_ENOMEM;
	free(p);
	return PHOTO_OK;
}

/* A child that does not stop, dies, or eats all memory. */
static void test_guard(void **state)
{
	struct raw r = { .orientation = 1, .denom = 1 };
	double ms = cpu_ms();
#ifdef __SANITIZE_ADDRESS__	/* whose malloc ends the process */
	int no_memory = PHOTO_EDAMAGED;
#else
	int no_memory = PHOTO_ETOOBIG;
#endif

	(void)state;
	assert_int_equal(guard_decode(spin, NULL, 0, 0, &r), PHOTO_ETOOBIG);
	assert_true(cpu_ms() - ms <= LIMIT_MS);
	assert_int_equal(guard_decode(crash, NULL, 0, 0, &r), PHOTO_EDAMAGED);
	assert_int_equal(guard_decode(hog, NULL, 0, 0, &r), no_memory);
	raw_free(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_collected),
		cmocka_unit_test(test_mutated),
		cmocka_unit_test(test_marker_flood),
		cmocka_unit_test(test_guard),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
