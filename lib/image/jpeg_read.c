/*
 * What a finished JPEG says of itself, marker by marker. Every length is
 * checked against the file; no pixel is decoded.
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

struct reader {
	const uint8_t *data;
	size_t n;
	struct photo_jpeg *out;
	unsigned table[4][64];	/* quantisation, zigzag order */
	int luma;		/* which of them the first component uses */
};

/* Table K.1 of ITU-T T.81 in zigzag order; quality 50 of libjpeg. */
static const uint8_t standard[64] = {
	16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40,
	26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61, 60, 57, 51,
	56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87,
	95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103,
	99
};

/* How far the table is from what libjpeg writes at this quality. */
static unsigned distance(const unsigned table[64], int quality)
{
	int scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
	unsigned sum = 0;
	int i, v;

	for (i = 0; i < 64; i++) {
		v = (standard[i] * scale + 50) / 100;
		v = v < 1 ? 1 : v > 255 ? 255 : v;
		sum += (unsigned)abs(v - (int)table[i]);
	}
	return sum;
}

static int nearest_quality(const unsigned table[64])
{
	unsigned d, least = distance(table, 100);
	int q, best = 100;

	for (q = 99; q >= 1; q--) {
		d = distance(table, q);
		if (d < least) {
			least = d;
			best = q;
		}
	}
	return best;
}

static unsigned be16(const uint8_t *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

static int read_frame(struct reader *r, const uint8_t *p, size_t n)
{
	if (n < 9)
		return PHOTO_EDAMAGED;
	r->out->height = (int)be16(p + 1);
	r->out->width = (int)be16(p + 3);
	r->out->components = p[5];
	r->luma = p[8] & 3;
	return PHOTO_OK;
}

static int read_tables(struct reader *r, const uint8_t *p, size_t n)
{
	size_t size;
	int i, id, wide;

	while (n > 0) {
		wide = p[0] >> 4 != 0;
		id = p[0] & 3;
		size = 1 + (size_t)(wide ? 128 : 64);
		if (n < size)
			return PHOTO_EDAMAGED;
		for (i = 0; i < 64; i++)
			r->table[id][i] = wide ? be16(p + 1 + 2 * i) :
			    p[1 + i];
		p += size;
		n -= size;
	}
	return PHOTO_OK;
}

static void read_jfif(struct reader *r, const uint8_t *p, size_t n)
{
	double unit;

	if (n < 12 || memcmp(p, "JFIF", 5) != 0)
		return;
	unit = p[7] == 1 ? 1 : p[7] == 2 ? 2.54 : 0;	/* inch, cm, none */
	r->out->dpi_x = (int)(be16(p + 8) * unit + 0.5);
	r->out->dpi_y = (int)(be16(p + 10) * unit + 0.5);
}

static void read_exif(struct reader *r, const uint8_t *p, size_t n)
{
	struct exif exif;

	if (n < 6 || memcmp(p, "Exif\0", 6) != 0)
		return;
	r->out->has_exif = 1;
	exif_read(p + 6, n - 6, &exif);
	if (exif.has_gps)
		r->out->has_gps = 1;
}

/* Phones write the place a second time, as text. */
static void read_xmp(struct reader *r, const uint8_t *p, size_t n)
{
	static const char head[] = "http://ns.adobe.com/";

	if (n < sizeof head || memcmp(p, head, sizeof head - 1) != 0)
		return;
	r->out->has_xmp = 1;
	if (memmem(p, n, "GPSL", 4) != NULL)
		r->out->has_gps = 1;
}

static int read_segment(struct reader *r, int marker, const uint8_t *p,
    size_t n)
{
	switch (marker) {
	case 0xe0:
		read_jfif(r, p, n);
		return PHOTO_OK;
	case 0xe1:
		read_exif(r, p, n);
		read_xmp(r, p, n);
		return PHOTO_OK;
	case 0xe2:
		if (n >= 12 && memcmp(p, "ICC_PROFILE", 12) == 0)
			r->out->has_icc = 1;
		return PHOTO_OK;
	case 0xdb:
		return read_tables(r, p, n);
	case 0xc4: case 0xc8: case 0xcc:	/* among the frames, but not */
		return PHOTO_OK;
	}
	if (marker < 0xc0 || marker > 0xcf)
		return PHOTO_OK;
	r->out->baseline = marker == 0xc0;
	return read_frame(r, p, n);
}

static int read_markers(struct reader *r)
{
	struct jpeg_segment seg = { .at = 2 };
	int e = PHOTO_OK;

	while (e == PHOTO_OK && jpeg_next(r->data, r->n, &seg))
		e = read_segment(r, seg.marker, seg.p, seg.len);
	if (e == PHOTO_OK && seg.marker != JPEG_MARK_END)
		e = PHOTO_EDAMAGED;
	r->out->trailing = r->n - seg.at;
	return e;
}

int photo_jpeg_read(const uint8_t *data, size_t n, struct photo_jpeg *out)
{
	struct photo_jpeg found = {0};
	struct reader r = { .data = data, .n = n, .out = &found };
	int e;

	if (photo_sniff(data, n) != PHOTO_JPEG)
		return PHOTO_EFORMAT;
	e = read_markers(&r);
	if (e != PHOTO_OK)
		return e;
	if (found.components == 0)
		return PHOTO_EDAMAGED;
	found.quality = nearest_quality(r.table[r.luma]);
	*out = found;
	return PHOTO_OK;
}
