/*
 * The person over the profile's plain colour.
 */
#include "matte.h"

int compose_flat(const struct photo_image *person, const struct plane *alpha,
    const uint8_t colour[3], struct photo_image **out)
{
	size_t i, n = plane_size(alpha), c;
	struct photo_image *to;
	int err;

	err = photo_image_new(person->width, person->height, &to);
	if (err != PHOTO_OK)
		return err;
	for (i = 0; i < n; i++)
		for (c = 0; c < 3; c++) {
			float v = alpha->v[i] * person->rgb[3 * i + c] +
			    (1 - alpha->v[i]) * colour[c];

			to->rgb[3 * i + c] = (uint8_t)(v + 0.5f);
		}
	*out = to;
	return PHOTO_OK;
}
