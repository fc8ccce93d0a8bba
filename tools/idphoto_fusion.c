/*
 * Foreground colours by blur fusion (Forte and Pitie 2021), for people cut
 * out of any scene by a matte that is given, where no wall is known. Person
 * and scene are spread by a wide blur, then corrected against the picture; a
 * second, narrow pass sharpens.
 */
#include "tools/idphoto_scene.h"

#include <string.h>

#define WIDE	90	/* px at 640 px height, from the paper */
#define NARROW	6

/* One colour channel while it is worked on. */
struct fusion {
	struct plane image, person, wall;	/* 0..1 */
	struct plane a, b, wa, wb;		/* weights and scratch */
};

/* out = blur(value * weight) / blur(weight) */
static int spread(const struct plane *value, const struct plane *weight,
    int radius, struct plane *scratch, struct plane *out)
{
	size_t i, n = plane_size(value);
	int err;

	for (i = 0; i < n; i++)
		out->v[i] = value->v[i] * weight->v[i];
	if ((err = plane_blur(out, radius, out)) != PHOTO_OK)
		return err;
	if ((err = plane_blur(weight, radius, scratch)) != PHOTO_OK)
		return err;
	for (i = 0; i < n; i++)
		out->v[i] /= scratch->v[i] + 1e-5f;
	return PHOTO_OK;
}

static int pass(struct fusion *f, const struct plane *alpha, int radius)
{
	size_t i, n = plane_size(alpha);
	int err;

	for (i = 0; i < n; i++)
		f->wb.v[i] = 1 - alpha->v[i];
	err = spread(&f->person, alpha, radius, &f->wa, &f->a);
	if (err == PHOTO_OK)
		err = spread(&f->wall, &f->wb, radius, &f->wa, &f->b);
	if (err != PHOTO_OK)
		return err;
	for (i = 0; i < n; i++) {
		float al = alpha->v[i];
		float v = f->a.v[i] + al * (f->image.v[i] - al * f->a.v[i] -
		    (1 - al) * f->b.v[i]);

		f->person.v[i] = v < 0 ? 0 : v > 1 ? 1 : v;
		f->wall.v[i] = f->b.v[i];
	}
	return PHOTO_OK;
}

static int fusion_new(int w, int h, struct fusion *f)
{
	struct plane *all[] = { &f->image, &f->person, &f->wall, &f->a, &f->b,
	    &f->wa, &f->wb };
	size_t i;
	int err = PHOTO_OK;

	memset(f, 0, sizeof *f);
	for (i = 0; i < sizeof all / sizeof *all && err == PHOTO_OK; i++)
		err = plane_new(w, h, all[i]);
	return err;
}

static void fusion_free(struct fusion *f)
{
	plane_free(&f->image);
	plane_free(&f->person);
	plane_free(&f->wall);
	plane_free(&f->a);
	plane_free(&f->b);
	plane_free(&f->wa);
	plane_free(&f->wb);
}

int fusion_estimate(const struct photo_image *im,
    const struct plane *alpha, struct photo_image **out)
{
	struct photo_image *to = NULL;
	struct fusion f;
	size_t i, n = plane_size(alpha);
	int c, err;

	err = fusion_new(im->width, im->height, &f);
	if (err == PHOTO_OK)
		err = photo_image_new(im->width, im->height, &to);
	for (c = 0; c < 3 && err == PHOTO_OK; c++) {
		for (i = 0; i < n; i++)
			f.image.v[i] = f.person.v[i] = f.wall.v[i] =
			    im->rgb[3 * i + (size_t)c] / 255.0f;
		if ((err = pass(&f, alpha, WIDE)) == PHOTO_OK)
			err = pass(&f, alpha, NARROW);
		for (i = 0; i < n && err == PHOTO_OK; i++)
			to->rgb[3 * i + (size_t)c] =
			    (uint8_t)(f.person.v[i] * 255 + 0.5f);
	}
	fusion_free(&f);
	if (err == PHOTO_OK)
		*out = to;
	else
		photo_image_free(to);
	return err;
}
