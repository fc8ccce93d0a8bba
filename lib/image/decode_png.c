/*
 * PNG by libpng: every colour type and depth to 8-bit grey or RGB, alpha on
 * white. Text and other chunks that could be compressed bombs are not read.
 */
#include "internal.h"

#include <png.h>

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

struct source {
	const uint8_t *p;
	size_t left;
};

struct decoder {
	png_structp png;
	png_infop info;
	struct source src;
	struct raw *raw;
	int side;
	struct reducer reducer;
	uint8_t *row;
};

static void on_read(png_structp png, png_bytep out, size_t n)
{
	struct source *s = png_get_io_ptr(png);

	if (n > s->left)
		png_error(png, "truncated");
	memcpy(out, s->p, n);
	s->p += n;
	s->left -= n;
}

static void on_error(png_structp png, png_const_charp text)
{
	(void)text;
	png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp text)
{
	(void)png;
	(void)text;
}

static int start(struct decoder *d)
{
	static const uint8_t unread[] =
	    "tEXt\0zTXt\0iTXt\0sPLT\0hIST\0pCAL\0sCAL\0";

	d->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, on_error,
	    on_warning);
	if (!d->png)
		return PHOTO_ENOMEM;
	d->info = png_create_info_struct(d->png);
	if (!d->info)
		return PHOTO_ENOMEM;
	png_set_keep_unknown_chunks(d->png, PNG_HANDLE_CHUNK_NEVER, unread,
	    (int)(sizeof unread - 1) / 5);
	png_set_chunk_malloc_max(d->png, RAW_MAX_ICC);
	png_set_user_limits(d->png, PHOTO_MAX_PIXELS / PHOTO_MIN_SIDE,
	    PHOTO_MAX_PIXELS / PHOTO_MIN_SIDE);
	png_set_read_fn(d->png, &d->src, on_read);
	return PHOTO_OK;
}

static int read_profile(struct decoder *d)
{
	png_charp name;
	png_bytep icc;
	png_uint_32 n;
	int method;

	if (!png_get_iCCP(d->png, d->info, &name, &method, &icc, &n))
		return PHOTO_OK;
	return raw_set_icc(d->raw, icc, n);
}

static void read_exif(struct decoder *d)
{
	struct exif exif;
	png_bytep tiff;
	png_uint_32 n;

	if (!png_get_eXIf_1(d->png, d->info, &n, &tiff))
		return;
	exif_read(tiff, n, &exif);
	d->raw->orientation = exif.orientation;
}

/* Asks libpng for 8 bits a sample, and for alpha only together with RGB. */
static enum raw_kind choose_kind(struct decoder *d)
{
	int type = png_get_color_type(d->png, d->info);
	int alpha = type & PNG_COLOR_MASK_ALPHA ||
	    png_get_valid(d->png, d->info, PNG_INFO_tRNS);

	png_set_expand(d->png);
	png_set_scale_16(d->png);
	if (!(type & PNG_COLOR_MASK_COLOR) && !alpha)
		return RAW_GREY;
	png_set_gray_to_rgb(d->png);
	return alpha ? RAW_RGBA : RAW_RGB;
}

/* Row by row, so that only the reduced picture is ever in memory. */
static int read_rows(struct decoder *d, enum raw_kind kind)
{
	struct raw *r = d->raw;
	int y, e;

	d->row = malloc(png_get_rowbytes(d->png, d->info));
	if (!d->row)
		return PHOTO_ENOMEM;
	e = reducer_begin(&d->reducer, r,
	    kind == RAW_RGBA ? RAW_RGB : kind, d->side);
	for (y = 0; e == PHOTO_OK && y < r->full_height; y++) {
		png_read_row(d->png, d->row, NULL);
		if (kind == RAW_RGBA)
			raw_flatten(d->row, (size_t)r->full_width);
		reducer_row(&d->reducer, d->row);
	}
	reducer_end(&d->reducer);
	return e;
}

#define MAX_PASSES_BYTES (180u << 20)	/* 47 MP with alpha */

/* Every pass of an interlaced picture goes over all of it. */
static int read_passes(struct decoder *d, enum raw_kind kind, int passes)
{
	struct raw *r = d->raw;
	size_t stride = png_get_rowbytes(d->png, d->info);
	int e, y, pass;

	if (stride > MAX_PASSES_BYTES / (size_t)r->full_height)
		return PHOTO_ETOOBIG;
	e = raw_alloc(r, r->full_width, r->full_height, kind);
	if (e != PHOTO_OK)
		return e;
	for (pass = 0; pass < passes; pass++)
		for (y = 0; y < r->height; y++)
			png_read_row(d->png, r->px + (size_t)y * stride, NULL);
	if (kind == RAW_RGBA) {
		raw_flatten(r->px, (size_t)r->width * (size_t)r->height);
		r->kind = RAW_RGB;
	}
	return PHOTO_OK;
}

static int read_pixels(struct decoder *d)
{
	enum raw_kind kind = choose_kind(d);
	size_t stride = (size_t)d->raw->full_width *
	    (size_t)raw_channels(kind);
	int passes = png_set_interlace_handling(d->png);

	png_read_update_info(d->png, d->info);
	if (png_get_rowbytes(d->png, d->info) != stride)
		return PHOTO_EDAMAGED;
	return passes == 1 ? read_rows(d, kind) : read_passes(d, kind, passes);
}

static int read_all(struct decoder *d)
{
	int e;

	if (setjmp(png_jmpbuf(d->png)))
		return PHOTO_EDAMAGED;
	png_read_info(d->png, d->info);
	e = raw_size(d->raw, png_get_image_width(d->png, d->info),
	    png_get_image_height(d->png, d->info));
	if (e == PHOTO_OK)
		e = read_profile(d);
	if (e != PHOTO_OK)
		return e;
	read_exif(d);
	return read_pixels(d);
}

int png_decode(const uint8_t *data, size_t n, int side, struct raw *r)
{
	struct decoder d = { .src = { data, n }, .raw = r, .side = side };
	int e;

	e = start(&d);
	if (e == PHOTO_OK)
		e = read_all(&d);
	png_destroy_read_struct(&d.png, &d.info, NULL);
	reducer_end(&d.reducer);
	free(d.row);
	return e;
}
