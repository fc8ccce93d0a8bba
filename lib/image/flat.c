/*
 * How much of a background is one colour, as the standard wants it.
 */
#include "measure.h"

#include <math.h>
#include <stdlib.h>

#define NEAR	16	/* px round the person: hair and JPEG's blocks */
#define LEVELS	2	/* what a JPEG may move a plain colour by */
#define FEW	1000	/* pixels; fewer tell nothing */

/* 1 for the person; blurred, more than 0 near the person. */
static int person_near(const struct plane *alpha, struct plane *out)
{
	size_t i;
	int err;

	if ((err = plane_new(alpha->width, alpha->height, out)) != PHOTO_OK)
		return err;
	for (i = 0; i < plane_size(alpha); i++)
		out->v[i] = alpha->v[i] > 0.5f;
	return plane_blur(out, NEAR, out);
}

static int is_colour(const uint8_t *px, const uint8_t colour[3])
{
	return abs(px[0] - colour[0]) <= LEVELS &&
	    abs(px[1] - colour[1]) <= LEVELS &&
	    abs(px[2] - colour[2]) <= LEVELS;
}

int measure_flat(const struct photo_image *im, const struct plane *alpha,
    const uint8_t colour[3], double *out)
{
	/* Less than one pixel of the person in the square, more than what
	 * running sums of floats leave. */
	const float none = 0.5f / ((2 * NEAR + 1) * (2 * NEAR + 1));
	struct plane near = { 0, 0, NULL };
	size_t i, all = 0, same = 0;
	int err = person_near(alpha, &near);

	for (i = 0; err == PHOTO_OK && i < plane_size(&near); i++)
		if (near.v[i] < none) {
			all++;
			same += (size_t)is_colour(im->rgb + 3 * i, colour);
		}
	plane_free(&near);
	if (err == PHOTO_OK)
		*out = all < FEW ? NAN : (double)same / (double)all;
	return err;
}
