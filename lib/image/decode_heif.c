/*
 * HEIC and AVIF by libheif, which turns and mirrors as the container's own
 * properties say; EXIF orientation repeats them there and must not be applied
 * again. The first (primary) picture counts; sequences and depth maps do not.
 */
#include "internal.h"

#include <libheif/heif.h>

#include <stdlib.h>
#include <string.h>

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

static int read_profile(struct decoder *d, struct raw *r)
{
	size_t n = heif_image_handle_get_raw_color_profile_size(d->handle);
	uint8_t *icc;
	int e;

	if (n == 0 || n > RAW_MAX_ICC)
		return PHOTO_OK;
	icc = malloc(n);
	if (!icc)
		return PHOTO_ENOMEM;
	e = status(heif_image_handle_get_raw_color_profile(d->handle, icc));
	if (e == PHOTO_OK)
		e = raw_set_icc(r, icc, n);
	free(icc);
	return e;
}

static int copy_pixels(struct decoder *d, enum raw_kind kind, struct raw *r)
{
	const uint8_t *in;
	size_t row;
	int e, stride, y;

	in = heif_image_get_plane_readonly(d->image,
	    heif_channel_interleaved, &stride);
	if (!in)
		return PHOTO_EDAMAGED;
	/* The coded picture has the last word on its size. */
	e = raw_size(r, heif_image_get_primary_width(d->image),
	    heif_image_get_primary_height(d->image));
	if (e == PHOTO_OK)
		e = raw_alloc(r, r->full_width, r->full_height, kind);
	if (e != PHOTO_OK)
		return e;
	row = (size_t)r->width * (size_t)raw_channels(kind);
	for (y = 0; y < r->height; y++)
		memcpy(r->px + (size_t)y * row, in + (ptrdiff_t)y * stride,
		    row);
	raw_flatten(r);
	return PHOTO_OK;
}

static int read_pixels(struct decoder *d, struct raw *r)
{
	int alpha = heif_image_handle_has_alpha_channel(d->handle);
	int e;

	e = raw_size(r, heif_image_handle_get_width(d->handle),
	    heif_image_handle_get_height(d->handle));
	if (e == PHOTO_OK)
		e = read_profile(d, r);
	if (e == PHOTO_OK)
		e = status(heif_decode_image(d->handle, &d->image,
		    heif_colorspace_RGB, alpha ?
		    heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB,
		    NULL));
	if (e != PHOTO_OK)
		return e;
	return copy_pixels(d, alpha ? RAW_RGBA : RAW_RGB, r);
}

int heif_decode(const uint8_t *data, size_t n, int side, struct raw *r)
{
	struct decoder d = {0};
	int e;

	(void)side;	/* neither HEVC nor AV1 can be decoded smaller */
	e = open_primary(&d, data, n);
	if (e == PHOTO_OK)
		e = read_pixels(&d, r);
	heif_image_release(d.image);
	heif_image_handle_release(d.handle);
	heif_context_free(d.ctx);
	return e;
}
