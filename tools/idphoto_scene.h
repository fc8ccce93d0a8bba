/*
 * Pictures whose matte is known: a person cut out by a given alpha, before
 * plain walls as students have them.
 */
#ifndef GP_TOOLS_IDPHOTO_SCENE_H
#define GP_TOOLS_IDPHOTO_SCENE_H

#include "lib/image/photo.h"
#include "lib/image/plane.h"

#define SCENE_WALLS 5

/* A person and the alpha that counts as true. */
struct subject {
	struct photo_image *person;	/* colours without the old wall */
	struct plane alpha;		/* of its size */
};

/* From a picture and its alpha, both PNG or JPEG, the longer side made
 * `side` at most. ENOMEM and what photo_decode says */
int subject_read(const char *picture, const char *alpha, int side,
    struct subject *out);
void subject_free(struct subject *s);	/* what it holds, not the struct */

/* The person before wall number 0 .. SCENE_WALLS - 1. The same arguments
 * give the same pixels. ENOMEM */
int scene_compose(const struct subject *s, int wall, struct photo_image **out);
const char *scene_wall_name(int wall);

/* Person over a plain colour by the true alpha. ENOMEM */
int scene_truth(const struct subject *s, const uint8_t colour[3],
    struct photo_image **out);

/* Colours of the person where the old scene shows through. ENOMEM */
int fusion_estimate(const struct photo_image *im, const struct plane *alpha,
    struct photo_image **out);

/* The plain guided filter, which mattes are measured against: the mask made
 * to follow the picture's edges, both of one size. ENOMEM */
int guided_matte(const struct photo_image *im, const struct plane *mask,
    int radius, struct plane *out);

#endif
