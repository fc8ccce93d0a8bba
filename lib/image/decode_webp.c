/*
 * WebP by libwebp; profile and EXIF come from its chunks. Animations are
 * refused as a format: which frame would be the photo?
 */
#include "internal.h"

#include <webp/decode.h>
#include <webp/demux.h>

#include <string.h>

/* Lossless pictures are in memory as a whole, four bytes a pixel. */
#define MAX_PIXELS 40000000

static int status(VP8StatusCode s)
{
	switch (s) {
	case VP8_STATUS_OK:
		return PHOTO_OK;
	case VP8_STATUS_OUT_OF_MEMORY:
		return PHOTO_ENOMEM;
	default:
		return PHOTO_EDAMAGED;
	}
}

static int read_chunks(const uint8_t *data, size_t n, struct raw *r)
{
	WebPData file = { data, n };
	WebPDemuxer *demux = WebPDemux(&file);
	WebPChunkIterator it;
	struct exif exif;
	int e = PHOTO_OK;

	if (!demux)
		return PHOTO_EDAMAGED;
	memset(&it, 0, sizeof it);
	if (WebPDemuxGetChunk(demux, "ICCP", 1, &it))
		e = raw_set_icc(r, it.chunk.bytes, it.chunk.size);
	WebPDemuxReleaseChunkIterator(&it);
	memset(&it, 0, sizeof it);
	if (WebPDemuxGetChunk(demux, "EXIF", 1, &it)) {
		const uint8_t *p = it.chunk.bytes;
		size_t len = it.chunk.size;

		/* Some writers keep the prefix that JPEG needs. */
		if (len > 6 && memcmp(p, "Exif\0", 6) == 0) {
			p += 6;
			len -= 6;
		}
		exif_read(p, len, &exif);
		r->orientation = exif.orientation;
	}
	WebPDemuxReleaseChunkIterator(&it);
	WebPDemuxDelete(demux);
	return e;
}

/* libwebp averages while it decodes, so only that picture is kept. */
static int read_pixels(const uint8_t *data, size_t n, int alpha, int side,
    struct raw *r)
{
	WebPDecoderConfig config;
	int e, k = raw_denom(r, side);

	if (!WebPInitDecoderConfig(&config))
		return PHOTO_ENOMEM;
	e = raw_alloc(r, (r->full_width + k - 1) / k,
	    (r->full_height + k - 1) / k, alpha ? RAW_RGBA : RAW_RGB);
	if (e != PHOTO_OK)
		return e;
	r->denom = k;
	config.options.use_scaling = k > 1;
	config.options.scaled_width = r->width;
	config.options.scaled_height = r->height;
	config.output.colorspace = alpha ? MODE_RGBA : MODE_RGB;
	config.output.is_external_memory = 1;
	config.output.u.RGBA.rgba = r->px;
	config.output.u.RGBA.stride = r->width * raw_channels(r->kind);
	config.output.u.RGBA.size = (size_t)config.output.u.RGBA.stride *
	    (size_t)r->height;
	e = status(WebPDecode(data, n, &config));
	if (e == PHOTO_OK && alpha) {
		raw_flatten(r->px, (size_t)r->width * (size_t)r->height);
		r->kind = RAW_RGB;
	}
	return e;
}

int webp_decode(const uint8_t *data, size_t n, int side, struct raw *r)
{
	WebPBitstreamFeatures f;
	int e;

	e = status(WebPGetFeatures(data, n, &f));
	if (e != PHOTO_OK)
		return e;
	if (f.has_animation)
		return PHOTO_EFORMAT;
	e = raw_size(r, f.width, f.height);
	if (e == PHOTO_OK && f.width > MAX_PIXELS / f.height)
		e = PHOTO_ETOOBIG;
	if (e == PHOTO_OK)
		e = read_chunks(data, n, r);
	if (e == PHOTO_OK)
		e = read_pixels(data, n, f.has_alpha, side, r);
	return e;
}
