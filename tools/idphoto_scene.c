/*
 * Walls: a colour, a slow gradient of light, grain, plaster, and a soft
 * shadow of the person beside it. All from a small generator of numbers that
 * begins anew for each wall, so that figures can be repeated.
 */
#include "tools/idphoto_scene.h"
#include "lib/image/matte.h"
#include "tools/idphoto.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct wall_kind {
	const char *name;
	float colour[3];		/* levels */
	float gradient[2];		/* share of light over width, height */
	float grain, plaster;		/* rms levels */
	float shadow;			/* share of light taken away */
} walls[SCENE_WALLS] = {
	{ "white", { 238, 238, 235 }, { -.08f, -.05f }, 1, 0, 0 },
	{ "grey", { 172, 174, 177 }, { .15f, -.10f }, 3, 1, 0 },
	{ "beige", { 224, 206, 181 }, { .10f, -.12f }, 2, 1, .18f },
	{ "green", { 198, 220, 199 }, { -.16f, .06f }, 2, 2, 0 },
	{ "blue", { 186, 206, 228 }, { .06f, -.16f }, 3, 1, .25f },
};

const char *scene_wall_name(int wall)
{
	return walls[wall].name;
}

void subject_free(struct subject *s)
{
	photo_image_free(s->person);
	plane_free(&s->alpha);
	s->person = NULL;
}

static int read_image(const char *path, struct photo_image **out)
{
	struct photo_input info;
	uint8_t *data;
	double scale;
	size_t n;
	int err;

	if (tool_read(path, &data, &n) != EXIT_GOOD)
		return PHOTO_EFORMAT;
	err = photo_decode(data, n, 0, &info, &scale, out);
	free(data);
	return err;
}

/* The picture shrunk so that its longer side is `side` at most. */
static int shrink(struct photo_image **im, int width, int height)
{
	struct region r = { 0, 0, (double)(*im)->width / width, width,
	    height };
	struct photo_image *small;
	int err;

	if (width == (*im)->width)
		return PHOTO_OK;
	if ((err = sample_image(*im, &r, KERNEL_LINEAR, &small)) == PHOTO_OK) {
		photo_image_free(*im);
		*im = small;
	}
	return err;
}

int subject_read(const char *picture, const char *alpha, int side,
    struct subject *out)
{
	struct photo_image *im = NULL, *grey = NULL;
	double scale;
	size_t i;
	int w, h, err;

	memset(out, 0, sizeof *out);
	if ((err = read_image(picture, &im)) != PHOTO_OK ||
	    (err = read_image(alpha, &grey)) != PHOTO_OK)
		goto out;
	err = PHOTO_EFORMAT;
	if (grey->width != im->width || grey->height != im->height)
		goto out;
	scale = fmin(1, (double)side / (im->width > im->height ? im->width :
	    im->height));
	w = (int)(im->width * scale + 0.5);
	h = (int)(im->height * scale + 0.5);
	if ((err = shrink(&im, w, h)) != PHOTO_OK ||
	    (err = shrink(&grey, w, h)) != PHOTO_OK ||
	    (err = plane_new(w, h, &out->alpha)) != PHOTO_OK)
		goto out;
	for (i = 0; i < plane_size(&out->alpha); i++)
		out->alpha.v[i] = grey->rgb[3 * i] / 255.0f;
	err = fusion_estimate(im, &out->alpha, &out->person);
out:
	if (err != PHOTO_OK)
		subject_free(out);
	photo_image_free(im);
	photo_image_free(grey);
	return err;
}

/* xorshift: the sum of four uniform numbers is normal enough for grain */
static float grain(uint64_t *state)
{
	float sum = 0;
	int i;

	for (i = 0; i < 4; i++) {
		*state ^= *state << 13;
		*state ^= *state >> 7;
		*state ^= *state << 17;
		sum += (float)(*state >> 40) / (float)(1 << 24) - 0.5f;
	}
	return sum * 1.732f;
}

/* Coarse unevenness, rms 1. */
static int make_plaster(struct plane *p, uint64_t *seed)
{
	double square = 0;
	size_t i, n = plane_size(p);
	int err;

	for (i = 0; i < n; i++)
		p->v[i] = grain(seed);
	if ((err = plane_blur(p, 3, p)) != PHOTO_OK ||
	    (err = plane_blur(p, 3, p)) != PHOTO_OK)
		return err;
	for (i = 0; i < n; i++)
		square += p->v[i] * p->v[i];
	for (i = 0; i < n; i++)
		p->v[i] /= (float)sqrt(square / (double)n);
	return PHOTO_OK;
}

/* The person's outline, moved and softened. */
static int make_shadow(const struct plane *alpha, struct plane *p)
{
	int w = alpha->width, h = alpha->height, x, y, err;
	int soft = h / 30, dx = w / 25, dy = h / 40;

	for (y = 0; y < h; y++)
		for (x = 0; x < w; x++)
			p->v[(size_t)y * (size_t)w + (size_t)x] =
			    plane_at(alpha, x - dx + 0.5, y - dy + 0.5);
	if ((err = plane_blur(p, soft, p)) != PHOTO_OK)
		return err;
	return plane_blur(p, soft, p);
}

static uint8_t level(float v)
{
	return (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v + 0.5f);
}

int scene_compose(const struct subject *s, int wall, struct photo_image **out)
{
	const struct wall_kind *k = &walls[wall];
	struct plane plaster = { 0, 0, NULL }, shadow = { 0, 0, NULL };
	struct photo_image *im = NULL;
	int w = s->alpha.width, h = s->alpha.height, x, y, c, err;
	uint64_t seed = 0x9e3779b97f4a7c15u + (uint64_t)wall;
	size_t i = 0;

	if ((err = plane_new(w, h, &plaster)) != PHOTO_OK ||
	    (err = plane_new(w, h, &shadow)) != PHOTO_OK ||
	    (err = make_plaster(&plaster, &seed)) != PHOTO_OK ||
	    (err = make_shadow(&s->alpha, &shadow)) != PHOTO_OK ||
	    (err = photo_image_new(w, h, &im)) != PHOTO_OK)
		goto out;
	for (y = 0; y < h; y++)
		for (x = 0; x < w; x++, i++) {
			float a = s->alpha.v[i];
			float light = (1 + k->gradient[0] *
			    ((float)x / (float)w - 0.5f) + k->gradient[1] *
			    ((float)y / (float)h - 0.5f)) *
			    (1 - k->shadow * shadow.v[i]);

			for (c = 0; c < 3; c++) {
				float v = k->colour[c] * light + k->plaster *
				    plaster.v[i] + k->grain * grain(&seed);

				im->rgb[3 * i + (size_t)c] = level(a *
				    s->person->rgb[3 * i + (size_t)c] +
				    (1 - a) * v);
			}
		}
	*out = im;
	im = NULL;
out:
	photo_image_free(im);
	plane_free(&plaster);
	plane_free(&shadow);
	return err;
}

int scene_truth(const struct subject *s, const uint8_t colour[3],
    struct photo_image **out)
{
	return compose_flat(s->person, &s->alpha, colour, out);
}
