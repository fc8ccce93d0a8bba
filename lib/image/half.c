/*
 * Halves of a picture, and halves of those: made once, they make every look
 * of every network cheap.
 */
#include "sample.h"

#define SMALLEST 256	/* px, longer side: the detector sees 128 of them */

/* An odd edge is its own neighbour. */
static void halve_row(const uint8_t *a, const uint8_t *b, int width,
    uint8_t *out)
{
	int x, c, pairs = width / 2;

	for (x = 0; x < pairs; x++, a += 6, b += 6, out += 3)
		for (c = 0; c < 3; c++)
			out[c] = (uint8_t)((a[c] + a[c + 3] + b[c] +
			    b[c + 3] + 2) >> 2);
	for (c = 0; c < 3 && width % 2; c++)
		out[c] = (uint8_t)((a[c] + b[c] + 1) >> 1);
}

int sample_halve(struct photo_image *im)
{
	int y, err;

	for (; im->width > SMALLEST || im->height > SMALLEST; im = im->half) {
		struct photo_image *to;
		size_t row = 3 * (size_t)im->width;

		if (im->half != NULL)
			continue;
		err = photo_image_new((im->width + 1) / 2,
		    (im->height + 1) / 2, &to);
		if (err != PHOTO_OK)
			return err;
		for (y = 0; y < to->height; y++) {
			const uint8_t *a = im->rgb + 2 * (size_t)y * row;

			halve_row(a, 2 * y + 1 < im->height ? a + row : a,
			    im->width, to->rgb + 3 * (size_t)y *
			    (size_t)to->width);
		}
		im->half = to;
	}
	return PHOTO_OK;
}
