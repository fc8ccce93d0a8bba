/*
 * JPEG by libjpeg-turbo, which can scale by 1/2, 1/4 or 1/8 while it decodes:
 * a 12 MP picture for a 1600 px working size costs less than half of a full
 * decode. libjpeg only warns about truncation; here that is an error.
 */
#include "internal.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

/*
 * Every scan of a progressive file walks over the coefficients of the whole
 * picture, however few bytes it has: 100 scans of 50 MP would take seconds.
 * 12 scans of 50 MP are allowed; cameras write 1, encoders about 10.
 */
#define MAX_SCAN_PIXELS (12 * (int64_t)PHOTO_MAX_PIXELS)

/*
 * Files that come in several scans need all their coefficients in memory, two
 * bytes each: 50 MP at half colour resolution, as phones and the web have it,
 * take 150 MB; at full resolution this is enough for 31 MP, in CMYK for 23.
 */
#define MAX_MEMORY (180L << 20)

#define BAND 16		/* rows between decoder and upright picture */

struct decoder {
	struct jpeg_decompress_struct j;
	struct jpeg_error_mgr err;
	struct jpeg_progress_mgr progress;
	jmp_buf fail;
	int code;		/* enum photo_err, when `fail` was taken */
	struct raw *raw;
	uint8_t *band;
};

static const struct {
	int message;
	int code;
} codes[] = {
	{ JERR_OUT_OF_MEMORY, PHOTO_ENOMEM },
	{ JERR_NO_BACKING_STORE, PHOTO_ETOOBIG },
	{ JERR_IMAGE_TOO_BIG, PHOTO_ETOOBIG },
	/* Lossless, arithmetic or 12-bit: no camera and no browser. */
	{ JERR_SOF_UNSUPPORTED, PHOTO_EFORMAT },
	{ JERR_ARITH_NOTIMPL, PHOTO_EFORMAT },
	{ JERR_BAD_PRECISION, PHOTO_EFORMAT },
};

static void fail(struct decoder *d, int code)
{
	d->code = code;
	longjmp(d->fail, 1);
}

static void on_error(j_common_ptr j)
{
	struct decoder *d = j->client_data;
	size_t i;

	for (i = 0; i < sizeof codes / sizeof codes[0]; i++)
		if (j->err->msg_code == codes[i].message)
			fail(d, codes[i].code);
	fail(d, PHOTO_EDAMAGED);
}

/* Warnings after which libjpeg makes pixels up. Others (odd markers, bytes
 * between segments) are common in good files. */
static void on_message(j_common_ptr j, int level)
{
	if (level >= 0)
		return;
	switch (j->err->msg_code) {
	case JWRN_JPEG_EOF:
	case JWRN_HIT_MARKER:
	case JWRN_HUFF_BAD_CODE:
	case JWRN_MUST_RESYNC:
		fail(j->client_data, PHOTO_EDAMAGED);
	}
}

/* Called for every row of blocks of every scan. */
static void on_progress(j_common_ptr j)
{
	struct decoder *d = j->client_data;
	int64_t pixels = (int64_t)d->raw->full_width * d->raw->full_height;
	int scans = d->j.input_scan_number;

	if (scans > PHOTO_MAX_SCANS || scans * pixels > MAX_SCAN_PIXELS)
		fail(d, PHOTO_ETOOBIG);
}

static void start(struct decoder *d)
{
	d->j.err = jpeg_std_error(&d->err);
	d->err.error_exit = on_error;
	d->err.emit_message = on_message;
	d->j.client_data = d;
	jpeg_create_decompress(&d->j);
	d->j.mem->max_memory_to_use = MAX_MEMORY;
	d->progress.progress_monitor = on_progress;
	d->j.progress = &d->progress;
}

static int read_header(struct decoder *d, const uint8_t *data, size_t n)
{
	int e;

	jpeg_mem_src(&d->j, data, n);
	jpeg_read_header(&d->j, TRUE);
	if (d->j.arith_code)
		return PHOTO_EFORMAT;
	e = raw_size(d->raw, d->j.image_width, d->j.image_height);
	if (e != PHOTO_OK)
		return e;
	return jpeg_metadata(data, n, d->raw);
}

static enum raw_kind choose_kind(struct decoder *d)
{
	switch (d->j.jpeg_color_space) {
	case JCS_GRAYSCALE:
		d->j.out_color_space = JCS_GRAYSCALE;
		return RAW_GREY;
	case JCS_CMYK:
	case JCS_YCCK:
		d->j.out_color_space = JCS_CMYK;
		return d->j.saw_Adobe_marker ? RAW_CMYK_INVERTED : RAW_CMYK;
	default:
		d->j.out_color_space = JCS_RGB;
		return RAW_RGB;
	}
}

/* Up to `rows` rows, one below the other. */
static int read_rows(struct decoder *d, uint8_t *to, int rows)
{
	size_t stride = (size_t)d->j.output_width *
	    (size_t)d->j.output_components;
	int n = 0;

	while (n < rows && d->j.output_scanline < d->j.output_height) {
		JSAMPROW row = to + (size_t)n * stride;

		n += (int)jpeg_read_scanlines(&d->j, &row, 1);
	}
	return n;
}

/* Turned while it is read: one picture in memory instead of two. */
static int read_turned(struct decoder *d)
{
	struct raw *r = d->raw;
	int y, n, wide = r->width;

	d->band = malloc((size_t)r->width * 3 * BAND);
	if (!d->band)
		return PHOTO_ENOMEM;
	if (r->orientation >= 5) {
		r->width = r->height;
		r->height = wide;
	}
	r->upright = 1;
	for (y = 0; (n = read_rows(d, d->band, BAND)) > 0; y += n)
		orient_rows(r, y, n, d->band, r->px);
	return PHOTO_OK;
}

static int read_pixels(struct decoder *d, int side)
{
	struct raw *r = d->raw;
	enum raw_kind kind = choose_kind(d);
	int e;

	r->denom = raw_denom(r, side);
	d->j.scale_num = 1;
	d->j.scale_denom = (unsigned)r->denom;
	jpeg_start_decompress(&d->j);
	e = raw_alloc(r, (int)d->j.output_width, (int)d->j.output_height,
	    kind);
	if (e != PHOTO_OK)
		return e;
	if (kind == RAW_RGB && r->orientation != 1)
		return read_turned(d);
	read_rows(d, r->px, r->height);
	return PHOTO_OK;
}

/* Everything that outlives a longjmp is in *d or *r, never in a local. */
int jpeg_decode(const uint8_t *data, size_t n, int side, struct raw *r)
{
	struct decoder d;

	memset(&d, 0, sizeof d);
	d.raw = r;
	if (setjmp(d.fail) == 0) {
		start(&d);
		d.code = read_header(&d, data, n);
		if (d.code == PHOTO_OK)
			d.code = read_pixels(&d, side);
	}
	jpeg_destroy_decompress(&d.j);
	free(d.band);
	return d.code;
}
