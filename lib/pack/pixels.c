/* See pixels.h: the frame header (SOFn, ITU T.81 B.2.2) of a JPEG. */
#include "pixels.h"

static int frame(unsigned marker)
{
	/* DHT, JPG and DAC are among them. */
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 &&
	    marker != 0xc8 && marker != 0xcc;
}

static unsigned two(const uint8_t *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

int pack_pixels(const uint8_t *p, size_t n, int *width, int *height)
{
	size_t at = 2;

	if (n < 4 || p[0] != 0xff || p[1] != 0xd8)
		return 0;
	while (n - at >= 9 && p[at] == 0xff) {
		if (frame(p[at + 1])) {
			*height = (int)two(p + at + 5);
			*width = (int)two(p + at + 7);
			return 1;
		}
		if (two(p + at + 2) > n - at - 2)
			return 0;
		at += 2 + two(p + at + 2);
	}
	return 0;
}
