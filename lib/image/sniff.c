/*
 * Which container a file is, from its first bytes. HEIC and AVIF are both
 * ISO base media files and tell themselves apart by the brands of `ftyp`.
 */
#include "photo.h"

#include <string.h>

static const struct {
	char name[5];
	enum photo_format format;
} brands[] = {
	{ "heic", PHOTO_HEIC }, { "heix", PHOTO_HEIC },
	{ "heim", PHOTO_HEIC }, { "heis", PHOTO_HEIC },
	{ "avif", PHOTO_AVIF },
};

#define MAX_BRANDS 32	/* encoders list fewer than ten */

static enum photo_format brand_format(const uint8_t *p)
{
	size_t i;

	for (i = 0; i < sizeof brands / sizeof brands[0]; i++)
		if (memcmp(p, brands[i].name, 4) == 0)
			return brands[i].format;
	return PHOTO_UNKNOWN;
}

/* The major brand may be the codec-neutral "mif1": then a compatible brand
 * decides. Between the two lies a version number, which is no brand. */
static enum photo_format sniff_ftyp(const uint8_t *data, size_t n)
{
	enum photo_format f = PHOTO_UNKNOWN;
	size_t end, at;

	end = (size_t)data[0] << 24 | (size_t)data[1] << 16 |
	    (size_t)data[2] << 8 | data[3];
	if (end > n)
		end = n;
	if (end > 8 + 4 * MAX_BRANDS)
		end = 8 + 4 * MAX_BRANDS;
	for (at = 8; at + 4 <= end && f == PHOTO_UNKNOWN; at += 4)
		if (at != 12)
			f = brand_format(data + at);
	return f;
}

enum photo_format photo_sniff(const uint8_t *data, size_t n)
{
	if (n >= 3 && memcmp(data, "\xff\xd8\xff", 3) == 0)
		return PHOTO_JPEG;
	if (n >= 8 && memcmp(data, "\x89PNG\r\n\x1a\n", 8) == 0)
		return PHOTO_PNG;
	if (n >= 12 && memcmp(data, "RIFF", 4) == 0 &&
	    memcmp(data + 8, "WEBP", 4) == 0)
		return PHOTO_WEBP;
	if (n >= 16 && memcmp(data + 4, "ftyp", 4) == 0)
		return sniff_ftyp(data, n);
	return PHOTO_UNKNOWN;
}
