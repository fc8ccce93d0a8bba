/*
 * What only the student's own picture can tell: real detail, noise, hard
 * compression, screens, retouching, and clothes before the wall they were
 * taken at.
 */
#ifndef GP_IMAGE_INSPECT_H
#define GP_IMAGE_INSPECT_H

#include "face.h"
#include "photo.h"
#include "plane.h"
#include "sample.h"

struct scene {
	const uint8_t *data;		/* the file */
	size_t n;
	const struct photo_image *im;	/* decoded, `scale` of full size */
	double scale;
	const struct face *face;	/* in im */
	const struct region *region;	/* of im: what the photo shows */
	const struct photo_image *crop;	/* that, at the photo's size */
	const struct plane *mask;	/* of the crop */
};

/* input.*, retouch.* and clothes.wall. ENOMEM */
int inspect_input(const struct scene *s, const struct photo_profile *p,
    struct photo_report *r);

#endif
