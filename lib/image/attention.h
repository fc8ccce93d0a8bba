/*
 * Eyes, irises and lips finer than the mesh draws them: MediaPipe's mesh with
 * attention looks at each of them again. All coordinates are pixels of the
 * picture.
 */
#ifndef GP_IMAGE_ATTENTION_H
#define GP_IMAGE_ATTENTION_H

#include "face.h"

#include <stdint.h>

#define LIP_POINTS	80
#define EYE_POINTS	71
#define IRIS_POINTS	5	/* centre, then four on its edge */

/* What is looked at again: points of the mesh, in the order in which the
 * finer ones come, and the two that tell how it is turned. */
struct attention_part {
	int from, to, count;
	uint16_t point[LIP_POINTS];
};

enum { PART_LIPS, PART_EYE_LEFT, PART_EYE_RIGHT, ATTENTION_PARTS };
extern const struct attention_part attention_parts[ATTENTION_PARTS];

/* Places among the points of an eye: its corners, and the first of seven
 * points from outer to inner along each lid. Pairs lie above one another. */
enum { EYE_OUTER = 0, EYE_LOWER = 1, EYE_INNER = 8, EYE_UPPER = 9 };

struct attention {
	double presence;		/* 0..1 */
	struct photo_point lips[LIP_POINTS];
	struct photo_point eye[2][EYE_POINTS];	/* left, right as seen */
	struct photo_point iris[2][IRIS_POINTS];
};

/* Looks at a face that the mesh found. EMODEL */
int attention_look(struct photo_engine *e, const struct photo_image *im,
    const struct face *f, struct attention *out);

#endif
