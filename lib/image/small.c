/* A decoded picture made small for a screen: JPEG without metadata. */
#include "photo.h"
#include "sample.h"

#include <math.h>

int photo_small_jpeg(const struct photo_image *im, int side, uint8_t **out,
    size_t *n)
{
	static const struct photo_profile screen = {
		.dpi = 72, .quality_min = 75, .quality_max = 75,
		.bytes_max = 250000,
	};
	int longer = im->width > im->height ? im->width : im->height;
	struct region r = { .step = longer > side ?
	    (double)longer / side : 1 };
	struct photo_image *small = NULL;
	int err, quality;

	r.width = (int)fmax(1, round(im->width / r.step));
	r.height = (int)fmax(1, round(im->height / r.step));
	err = sample_image(im, &r, KERNEL_LINEAR, &small);
	if (err == PHOTO_OK)
		err = photo_encode_jpeg(small, &screen, out, n, &quality);
	photo_image_free(small);
	return err;
}
