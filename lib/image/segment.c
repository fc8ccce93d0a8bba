/*
 * Person segmentation. The network draws hair on one side a little better
 * than on the other, so it also sees the mirrored picture and the two masks
 * are averaged ([M] 10 % less error); no output pixel is ever mirrored.
 */
#include "matte.h"

#include "sample.h"

/* Swaps left and right of the network's input, where it lies. */
static void mirror(float *in, int side)
{
	int x, y, c;

	for (y = 0; y < side; y++, in += side * 3)
		for (x = 0; x < side / 2; x++)
			for (c = 0; c < 3; c++) {
				float *a = in + x * 3 + c;
				float *b = in + (side - 1 - x) * 3 + c;
				float t = *a;

				*a = *b;
				*b = t;
			}
}

/* Half of the network's answer, added to the mask, mirrored back or not. */
static void add_half(const float *answer, int mirrored, struct plane *mask)
{
	float *to = mask->v;
	int side = mask->width, x, y;

	for (y = 0; y < side; y++, answer += side)
		for (x = 0; x < side; x++)
			*to++ += 0.5f * answer[mirrored ? side - 1 - x : x];
}

static int segment_square(struct photo_engine *e, const struct photo_image *im,
    const struct region *square, struct plane *mask)
{
	float *in = engine_input(e, NET_PERSON);
	int i, err;

	err = sample_region(im, square, KERNEL_LINEAR, OUTSIDE_EDGE, in);
	sample_scale(in, plane_size(mask) * 3, 1 / 255.0f, 0);
	for (i = 0; i < 2 && err == PHOTO_OK; i++) {
		if (i == 1)
			mirror(in, mask->width);
		if ((err = engine_run(e, NET_PERSON)) == PHOTO_OK)
			add_half(engine_output(e, NET_PERSON, 0), i == 1,
			    mask);
	}
	return err;
}

int segment_region(struct photo_engine *e, const struct photo_image *im,
    const struct region *r, struct plane *out)
{
	double w = r->width * r->step, h = r->height * r->step;
	double side = w > h ? w : h;
	int n = engine_person_side(e);
	struct region square = { r->x - (side - w) / 2, r->y - (side - h) / 2,
	    side / n, n, n };
	struct plane mask = { 0, 0, NULL };
	int x, y, err;

	if ((err = plane_new(n, n, &mask)) == PHOTO_OK)
		err = segment_square(e, im, &square, &mask);
	if (err == PHOTO_OK)
		err = plane_new(r->width, r->height, out);
	for (y = 0; err == PHOTO_OK && y < r->height; y++)
		for (x = 0; x < r->width; x++)
			out->v[(size_t)y * (size_t)r->width + (size_t)x] =
			    plane_at(&mask,
			    (r->x + (x + 0.5) * r->step - square.x) /
			    square.step,
			    (r->y + (y + 0.5) * r->step - square.y) /
			    square.step);
	plane_free(&mask);
	return err;
}
