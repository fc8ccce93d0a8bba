/*
 * From a stranger's bytes to an oriented sRGB picture: one decoder a
 * container, then reduction, colour and orientation, in that order, so that
 * colour and orientation work on few pixels.
 */
#include "internal.h"
#include "pipeline.h"

#include <string.h>

static const struct {
	int (*decode)(const uint8_t *, size_t, int, struct raw *);
	int guarded;	/* the size in its header can't be relied upon */
} decoders[] = {
	[PHOTO_UNKNOWN] = { NULL, 0 },
	[PHOTO_JPEG] = { jpeg_decode, 0 },
	[PHOTO_PNG] = { png_decode, 0 },
	[PHOTO_WEBP] = { webp_decode, 0 },
	[PHOTO_HEIC] = { heif_decode, 1 },
	[PHOTO_AVIF] = { heif_decode, 1 },
};

static void describe(const uint8_t *data, size_t n, const struct raw *r,
    struct photo_input *out)
{
	int turned = r->orientation >= 5;

	out->format = photo_sniff(data, n);
	out->width = turned ? r->full_height : r->full_width;
	out->height = turned ? r->full_width : r->full_height;
	out->orientation = r->orientation;
	out->bytes = n;
}

int image_decode(const uint8_t *data, size_t n, int side,
    struct photo_input *info, double *scale, struct photo_image **out)
{
	struct raw r = { .orientation = 1, .denom = 1 };
	struct photo_image *im = NULL;
	enum photo_format f;
	int e;

	if (n > PHOTO_MAX_BYTES)
		return PHOTO_ETOOBIG;
	f = photo_sniff(data, n);
	if (!decoders[f].decode)
		return PHOTO_EFORMAT;
	e = decoders[f].guarded ?
	    guard_decode(decoders[f].decode, data, n, side, &r) :
	    decoders[f].decode(data, n, side, &r);
	if (e == PHOTO_OK)
		e = raw_reduce(&r, side);
	if (e == PHOTO_OK)
		e = icc_to_srgb(&r);
	if (e == PHOTO_OK)
		e = raw_orient(&r, &im);
	if (e == PHOTO_OK) {
		describe(data, n, &r, info);
		*scale = 1.0 / r.denom;
		*out = im;
	}
	raw_free(&r);
	return e;
}

int photo_decode(const uint8_t *data, size_t n, int side,
    struct photo_input *info, double *scale, struct photo_image **out)
{
	int e = image_decode(data, n, side, info, scale, out);

	if (e == PHOTO_OK)
		sha256_hex(data, n, info->sha256);
	return e;
}
