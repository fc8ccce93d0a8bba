/*
 * The segments of a JPEG, one after the other, and the two that a decoder
 * wants. libjpeg could keep them, but walks its list to the end for each: a
 * 1 MB file of 300 000 empty segments kept it busy for minutes.
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

static size_t be16(const uint8_t *p)
{
	return (size_t)p[0] << 8 | p[1];
}

/* Over fill bytes and the coded data of a scan; 0: there is none. */
static int next_marker(const uint8_t *data, size_t n, struct jpeg_segment *s)
{
	int c;

	for (; s->at + 1 < n; s->at++) {
		c = data[s->at + 1];
		if (data[s->at] != 0xff || c == 0 || c == 0xff ||
		    (c >= 0xd0 && c <= 0xd7))
			continue;
		s->at += 2;
		s->marker = c;
		return 1;
	}
	return 0;
}

int jpeg_next(const uint8_t *data, size_t n, struct jpeg_segment *s)
{
	size_t len;

	if (!next_marker(data, n, s)) {
		s->marker = 0;
		return 0;
	}
	if (s->marker == JPEG_MARK_END)
		return 0;
	len = n - s->at < 2 ? 0 : be16(data + s->at);
	if (len < 2 || len > n - s->at) {
		s->marker = 0;
		return 0;
	}
	s->p = data + s->at + 2;
	s->len = len - 2;
	s->at += len;
	return 1;
}

/* A profile comes in up to 255 numbered pieces, in any order. */
#define ICC_HEAD 14	/* "ICC_PROFILE", NUL, number from 1, count */

struct pieces {
	struct jpeg_segment piece[256];
	int count;
};

static void add_piece(const struct jpeg_segment *s, struct pieces *pieces)
{
	int number;

	if (s->len < ICC_HEAD || memcmp(s->p, "ICC_PROFILE", 12) != 0)
		return;
	number = s->p[12];
	pieces->count = s->p[13];
	pieces->piece[number] = *s;
}

static int join(const struct pieces *pieces, struct raw *r)
{
	uint8_t *icc, *at;
	size_t n = 0;
	int i, e;

	for (i = 1; i <= pieces->count; i++) {
		if (!pieces->piece[i].p)
			return PHOTO_OK;	/* incomplete: as if absent */
		n += pieces->piece[i].len - ICC_HEAD;
	}
	at = icc = malloc(n ? n : 1);
	if (!icc)
		return PHOTO_ENOMEM;
	for (i = 1; i <= pieces->count; i++) {
		memcpy(at, pieces->piece[i].p + ICC_HEAD,
		    pieces->piece[i].len - ICC_HEAD);
		at += pieces->piece[i].len - ICC_HEAD;
	}
	e = raw_set_icc(r, icc, n);
	free(icc);
	return e;
}

int jpeg_metadata(const uint8_t *data, size_t n, struct raw *r)
{
	struct jpeg_segment s = { .at = 2 };
	struct pieces pieces = { .count = 0 };
	struct exif exif = { 1, 0 };
	int seen = 0;

	while (jpeg_next(data, n, &s) && s.marker != JPEG_MARK_SCAN) {
		if (s.marker == JPEG_MARK_APP2)
			add_piece(&s, &pieces);
		if (s.marker != JPEG_MARK_APP1 || seen || s.len < 6 ||
		    memcmp(s.p, "Exif\0", 6) != 0)
			continue;
		exif_read(s.p + 6, s.len - 6, &exif);
		seen = 1;
	}
	r->orientation = exif.orientation;
	return join(&pieces, r);
}
