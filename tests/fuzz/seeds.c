/*
 * usage: seeds DIR. Writes a small picture of every kind that photo_decode
 * reads, for a fuzzer to begin with: nobody else's file is needed.
 */
#include "tests/image/pictures.h"

#include <stdio.h>
#include <stdlib.h>

#define WIDTH	210
#define HEIGHT	204

static void put(const char *dir, const char *name, struct bytes b)
{
	char path[4096];
	FILE *f;

	if (b.p == NULL)
		return;		/* no encoder for it here */
	snprintf(path, sizeof path, "%s/%s", dir, name);
	if ((f = fopen(path, "wb")) == NULL ||
	    fwrite(b.p, 1, b.n, f) != b.n || fclose(f) != 0) {
		perror(path);
		exit(1);
	}
	free(b.p);
}

static void put_jpegs(const char *dir, const struct photo_image *im)
{
	struct jpeg_options o = { .quality = 30 };
	struct jpeg_options scans = { .components = 1, .scans = 60 };
	struct jpeg_options arithmetic = { .arithmetic = 1 };
	int n;
	char name[32];

	for (n = 1; n <= 4; n += n == 1 ? 2 : 1) {
		o.components = n;
		o.progressive = 0;
		snprintf(name, sizeof name, "%d.jpeg", n);
		put(dir, name, jpeg_of(im, &o));
		o.progressive = 1;
		snprintf(name, sizeof name, "%d-progressive.jpeg", n);
		put(dir, name, jpeg_of(im, &o));
	}
	o.components = 3;
	o.progressive = 0;
	o.orientation = 6;
	o.gps = 1;
	put(dir, "exif.jpeg", jpeg_of(im, &o));
	o.icc = icc_display_p3();
	put(dir, "p3.jpeg", jpeg_of(im, &o));
	free(o.icc.p);
	put(dir, "scans.jpeg", jpeg_of(im, &scans));
	put(dir, "arithmetic.jpeg", jpeg_of(im, &arithmetic));
}

static void put_others(const char *dir, const struct photo_image *im)
{
	struct heif_options wide = { .primaries = 12, .transfer = 13,
	    .orientation = 6, .exif_orientation = 6 };
	struct heif_options hdr = { .primaries = 9, .transfer = 16 };

	put(dir, "8.png", png_of(im, 8, -1, 0, 0));
	put(dir, "16.png", png_of(im, 16, -1, 0, 0));
	put(dir, "alpha.png", png_of(im, 8, 99, 0, 0));
	put(dir, "alpha16-interlaced.png", png_of(im, 16, 99, 1, 0));
	put(dir, "palette.png", png_of(im, 8, -1, 0, 1));
	put(dir, "plain.webp", webp_of(im, 255));
	put(dir, "alpha.webp", webp_of(im, 99));
	put(dir, "plain.heic", heif_of(im, PHOTO_HEIC, NULL));
	put(dir, "plain.avif", heif_of(im, PHOTO_AVIF, NULL));
	put(dir, "wide.heic", heif_of(im, PHOTO_HEIC, &wide));
	put(dir, "hdr.avif", heif_of(im, PHOTO_AVIF, &hdr));
}

int main(int argc, char **argv)
{
	struct photo_image *im;

	if (argc != 2) {
		fprintf(stderr, "usage: seeds DIR\n");
		return 2;
	}
	im = scene(WIDTH, HEIGHT);
	put_jpegs(argv[1], im);
	put_others(argv[1], im);
	photo_image_free(im);
	return 0;
}
