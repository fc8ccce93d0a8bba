/*
 * What the decoding half of the photo core shares between its own files: the
 * picture as a container holds it, before it is oriented 8-bit sRGB. Only
 * lib/image includes this.
 */
#ifndef GP_IMAGE_INTERNAL_H
#define GP_IMAGE_INTERNAL_H

#include "photo.h"

enum raw_kind {		/* samples of a pixel, 8 bits each */
	RAW_GREY, RAW_RGB, RAW_RGBA, RAW_CMYK,
	RAW_CMYK_INVERTED	/* 255 is no ink, as Adobe writes it */
};

struct raw {
	int full_width, full_height;	/* as stored in the file */
	int denom;			/* 1, 2, 4 or 8: px is 1/denom of it */
	int width, height;		/* of px */
	enum raw_kind kind;
	uint8_t *px;
	int orientation;		/* EXIF 1..8 */
	int upright;			/* it has been applied to px */
	uint8_t *icc;			/* NULL: sRGB */
	size_t icc_len;
};

#define RAW_MAX_ICC (4u << 20)	/* printers' CMYK profiles are 0.5 to 2 MB */

void raw_free(struct raw *r);	/* what it holds, not the struct */
int raw_channels(enum raw_kind kind);
/* Takes the full size if it is within the limits. ETOOBIG ETOOSMALL EDAMAGED */
int raw_size(struct raw *r, int64_t width, int64_t height);
/* px of that size, zeroed. ENOMEM */
int raw_alloc(struct raw *r, int width, int height, enum raw_kind kind);
/* Copies a profile of 1..RAW_MAX_ICC bytes; others count as none. ENOMEM */
int raw_set_icc(struct raw *r, const void *icc, size_t n);
/* The largest of 1, 2, 4, 8 that keeps the longer side >= side (0: 1). */
int raw_denom(const struct raw *r, int side);
/* n pixels of RAW_RGBA to RAW_RGB on white, in place. */
void raw_flatten(uint8_t *px, size_t n);

/* Takes rows of the full size, top to bottom, and keeps their averages over
 * raw_denom of side squares in px: the full picture never is in memory. */
struct reducer {
	struct raw *r;
	enum raw_kind kind;
	int at, rows;		/* row of px, rows that are in sum */
	uint16_t *sum;
	size_t n;		/* samples of a full row */
};
int reducer_begin(struct reducer *d, struct raw *r, enum raw_kind kind,
    int side);				/* ENOMEM */
void reducer_row(struct reducer *d, const uint8_t *row);
void reducer_end(struct reducer *d);	/* legal after a failed begin */

/* Box-averages px down to raw_denom of side if the decoder did not. ENOMEM */
int raw_reduce(struct raw *r, int side);

/* One decoder a container. They check the size before they allocate by it;
 * r is zeroed but for orientation and denom 1, and raw_free is the caller's. */
int jpeg_decode(const uint8_t *data, size_t n, int side, struct raw *r);
int png_decode(const uint8_t *data, size_t n, int side, struct raw *r);
int webp_decode(const uint8_t *data, size_t n, int side, struct raw *r);
int heif_decode(const uint8_t *data, size_t n, int side, struct raw *r);

/* One of them in a child process with limits on its time and memory, reduced
 * for side; RAW_RGB only. ETOOBIG where it exceeds them. */
int guard_decode(int (*decode)(const uint8_t *, size_t, int, struct raw *),
    const uint8_t *data, size_t n, int side, struct raw *r);

/* A TIFF block ("II*\0..." or "MM\0*..."), as EXIF is inside its marker.
 * Nothing in it is trusted; what cannot be read is as if absent. */
struct exif {
	int orientation;	/* 1..8, 1 where none is given */
	int has_gps;
};
void exif_read(const uint8_t *tiff, size_t n, struct exif *out);

#define JPEG_MARK_END 0xd9
#define JPEG_MARK_SCAN 0xda
#define JPEG_MARK_APP1 0xe1
#define JPEG_MARK_APP2 0xe2

struct jpeg_segment {
	size_t at;		/* where to go on; begin with 2 */
	int marker;		/* second byte of it */
	const uint8_t *p;	/* what follows the length */
	size_t len;
};

/* The next segment; 0 at the end of the image, then marker is JPEG_MARK_END,
 * or where the file is broken, then it is 0. */
int jpeg_next(const uint8_t *data, size_t n, struct jpeg_segment *s);
/* Orientation and profile from what precedes the first scan. ENOMEM */
int jpeg_metadata(const uint8_t *data, size_t n, struct raw *r);

/* px of any kind to RAW_RGB in sRGB, by the profile if there is a usable one.
 * ENOMEM */
int icc_to_srgb(struct raw *r);

/* The ICC profile of a colour space given by its code points (ITU-T H.273),
 * as HEIC and AVIF have it; none where that is sRGB or unknown. ENOMEM */
int icc_from_codes(struct raw *r, int primaries, int transfer);

/* `rows` stored rows of RGB, the first of them row y, to where they belong in
 * the upright picture `out`. */
void orient_rows(const struct raw *r, int y, int rows, const uint8_t *in,
    uint8_t *out);
/* RAW_RGB px into a new picture, turned as r->orientation says unless px is
 * upright; px may be taken. ENOMEM */
int raw_orient(struct raw *r, struct photo_image **out);

void sha256_hex(const void *data, size_t n, char out[65]);
/* On processors without instructions for it. */
void sha256_plain(uint32_t state[8], const uint8_t *p, size_t blocks);

#endif
