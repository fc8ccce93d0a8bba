/* See inspect.h. */
#include "inspect.h"

#include "measure.h"
#include "rules.h"

#include <math.h>
#include <stdlib.h>

/* Made much smaller, a picture loses its blocks, and what it had for skin
 * can't be told where it has to be enlarged. */
#define BLOCKS_FROM	0.4	/* output px per full-size px */
#define SKIN_UP_TO	1.1

static void compression(const struct scene *s, const struct photo_profile *p,
    struct photo_report *r)
{
	double quality = NAN, blocks = NAN;
	struct photo_jpeg j;

	if (s->scale / s->region->step >= BLOCKS_FROM) {
		if (r->input.format == PHOTO_JPEG &&
		    photo_jpeg_read(s->data, s->n, &j) == PHOTO_OK)
			quality = j.quality;
		if (s->scale == 1)
			blocks = measure_blocks(s->im, s->face);
	}
	report_add(r, p, RULE_INPUT_COMPRESSION, quality);
	report_add(r, p, RULE_INPUT_BLOCKS, blocks);
}

/* The face as it lies in the crop. */
static struct face *face_in(const struct face *f, const struct region *r)
{
	struct face *out = malloc(sizeof *out);
	int i;

	if (out == NULL)
		return NULL;
	*out = *f;
	out->x = (f->x - r->x) / r->step;
	out->y = (f->y - r->y) / r->step;
	out->width /= r->step;
	out->height /= r->step;
	for (i = 0; i < 2; i++) {
		out->eye[i].x = (f->eye[i].x - r->x) / r->step;
		out->eye[i].y = (f->eye[i].y - r->y) / r->step;
	}
	for (i = 0; i < MESH_POINTS; i++) {
		out->mesh[i].x = (f->mesh[i].x - r->x) / r->step;
		out->mesh[i].y = (f->mesh[i].y - r->y) / r->step;
		out->mesh[i].z /= r->step;
	}
	return out;
}

int inspect_input(const struct scene *s, const struct photo_profile *p,
    struct photo_report *r)
{
	struct face *f = face_in(s->face, s->region);
	double noise, texture;
	struct spectrum waves;
	int err = PHOTO_ENOMEM;

	if (f == NULL)
		return err;
	if ((err = measure_spectrum(s->im, s->face, &waves)) != PHOTO_OK ||
	    (err = measure_skin_noise(s->crop, f, &noise)) != PHOTO_OK ||
	    (err = measure_skin_texture(s->crop, f, &texture)) != PHOTO_OK)
		goto out;
	compression(s, p, r);
	report_add(r, p, RULE_INPUT_DETAIL, face_width(s->face) / s->scale *
	    waves.finest / WAVES_MOST);
	report_add(r, p, RULE_INPUT_NOISE, noise);
	report_add(r, p, RULE_INPUT_SCREEN, waves.peak);
	report_add(r, p, RULE_RETOUCH_SKIN, s->scale / s->region->step >
	    SKIN_UP_TO ? NAN : texture);
	report_add(r, p, RULE_CLOTHES_WALL,
	    measure_clothes_wall(s->crop, s->mask, f));
out:
	free(f);
	return err;
}
