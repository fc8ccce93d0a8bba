/*
 * HEIC and AVIF by libheif, which turns and mirrors as the container's own
 * properties say; EXIF orientation repeats them there and must not be applied
 * again. The first (primary) picture counts; sequences and depth maps do not.
 */
#include "internal.h"

#include <libheif/heif.h>

#include <stdlib.h>

struct decoder {
	struct heif_context *ctx;
	struct heif_image_handle *handle;
	struct heif_image *image;
};

static int status(struct heif_error err)
{
	switch (err.code) {
	case heif_error_Ok:
		return PHOTO_OK;
	case heif_error_Memory_allocation_error:
		return err.subcode == heif_suberror_Security_limit_exceeded ?
		    PHOTO_ETOOBIG : PHOTO_ENOMEM;
	case heif_error_Unsupported_filetype:
	case heif_error_Unsupported_feature:
		return PHOTO_EFORMAT;
	default:
		return PHOTO_EDAMAGED;
	}
}

static int open_primary(struct decoder *d, const uint8_t *data, size_t n)
{
	int e;

	d->ctx = heif_context_alloc();
	if (!d->ctx)
		return PHOTO_ENOMEM;
	heif_context_set_maximum_image_size_limit(d->ctx,
	    PHOTO_MAX_PIXELS / PHOTO_MIN_SIDE);
	e = status(heif_context_read_from_memory_without_copy(d->ctx, data, n,
	    NULL));
	if (e != PHOTO_OK)
		return e;
	return status(heif_context_get_primary_image_handle(d->ctx,
	    &d->handle));
}

/* By code points, of the container or else of the coded picture; what phones
 * write besides, or instead of, a profile. */
static int read_codes(struct decoder *d, struct raw *r)
{
	struct heif_color_profile_nclx *codes = NULL;
	int e = PHOTO_OK;

	if (heif_image_handle_get_nclx_color_profile(d->handle,
	    &codes).code != heif_error_Ok)
		heif_image_get_nclx_color_profile(d->image, &codes);
	if (codes)
		e = icc_from_codes(r, (int)codes->color_primaries,
		    (int)codes->transfer_characteristics);
	heif_nclx_color_profile_free(codes);
	return e;
}

static int read_profile(struct decoder *d, struct raw *r)
{
	size_t n = heif_image_handle_get_raw_color_profile_size(d->handle);
	uint8_t *icc;
	int e;

	if (n == 0 || n > RAW_MAX_ICC)
		return read_codes(d, r);
	icc = malloc(n);
	if (!icc)
		return PHOTO_ENOMEM;
	e = status(heif_image_handle_get_raw_color_profile(d->handle, icc));
	if (e == PHOTO_OK)
		e = raw_set_icc(r, icc, n);
	free(icc);
	return e;
}

/* Averaged from libheif's own picture: a copy of it would be the most that
 * the process has in memory. */
static int take_pixels(struct decoder *d, int alpha, int side, struct raw *r)
{
	struct reducer reducer = { .sum = NULL };
	uint8_t *in;
	int e, stride, y;

	in = heif_image_get_plane(d->image, heif_channel_interleaved,
	    &stride);
	if (!in)
		return PHOTO_EDAMAGED;
	/* The coded picture has the last word on its size. */
	e = raw_size(r, heif_image_get_primary_width(d->image),
	    heif_image_get_primary_height(d->image));
	if (e == PHOTO_OK)
		e = reducer_begin(&reducer, r, RAW_RGB, side);
	for (y = 0; e == PHOTO_OK && y < r->full_height; y++) {
		uint8_t *row = in + (ptrdiff_t)y * stride;

		if (alpha)
			raw_flatten(row, (size_t)r->full_width);
		reducer_row(&reducer, row);
	}
	reducer_end(&reducer);
	return e;
}

static int read_pixels(struct decoder *d, int side, struct raw *r)
{
	int alpha = heif_image_handle_has_alpha_channel(d->handle);
	int e;

	e = raw_size(r, heif_image_handle_get_width(d->handle),
	    heif_image_handle_get_height(d->handle));
	if (e == PHOTO_OK)
		e = status(heif_decode_image(d->handle, &d->image,
		    heif_colorspace_RGB, alpha ?
		    heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB,
		    NULL));
	if (e == PHOTO_OK)
		e = read_profile(d, r);
	if (e != PHOTO_OK)
		return e;
	return take_pixels(d, alpha, side, r);
}

/* Neither HEVC nor AV1 can be decoded smaller. */
int heif_decode(const uint8_t *data, size_t n, int side, struct raw *r)
{
	struct decoder d = {0};
	int e;

	e = open_primary(&d, data, n);
	if (e == PHOTO_OK)
		e = read_pixels(&d, side, r);
	heif_image_release(d.image);
	heif_image_handle_release(d.handle);
	heif_context_free(d.ctx);
	return e;
}
