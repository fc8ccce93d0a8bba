/*
 * The two facts we want of EXIF, read by hand: every offset is checked
 * against the block, and only the first directory is walked, once.
 */
#include "internal.h"

#include <string.h>

#define TAG_ORIENTATION 0x0112
#define TAG_GPS 0x8825
#define TYPE_SHORT 3
#define ENTRY 12

struct tiff {
	const uint8_t *p;
	size_t n;
	int big;	/* endian */
};

/* Callers have checked that the bytes are there. */
static unsigned get16(const struct tiff *t, size_t at)
{
	const uint8_t *p = t->p + at;

	return t->big ? (unsigned)p[0] << 8 | p[1] :
	    (unsigned)p[1] << 8 | p[0];
}

static size_t get32(const struct tiff *t, size_t at)
{
	size_t a = get16(t, at), b = get16(t, at + 2);

	return t->big ? a << 16 | b : b << 16 | a;
}

static void read_entry(const struct tiff *t, size_t at, struct exif *out)
{
	unsigned tag = get16(t, at), v;

	if (tag == TAG_GPS)
		out->has_gps = 1;
	if (tag == TAG_ORIENTATION && get16(t, at + 2) == TYPE_SHORT) {
		v = get16(t, at + 8);
		if (v >= 1 && v <= 8)
			out->orientation = (int)v;
	}
}

void exif_read(const uint8_t *tiff, size_t n, struct exif *out)
{
	struct tiff t = { tiff, n, 0 };
	size_t dir, count, i;

	out->orientation = 1;
	out->has_gps = 0;
	if (n < 8)
		return;
	if (memcmp(tiff, "MM\0*", 4) == 0)
		t.big = 1;
	else if (memcmp(tiff, "II*\0", 4) != 0)
		return;
	dir = get32(&t, 4);
	if (dir > n - 2)
		return;
	count = get16(&t, dir);
	for (i = 0; i < count; i++) {
		size_t at = dir + 2 + i * ENTRY;

		if (at + ENTRY > n)
			return;
		read_entry(&t, at, out);
	}
}
