/*
 * A face with its hair and what the picture's edges leave of the person.
 */
#ifndef GP_IMAGE_HEAD_H
#define GP_IMAGE_HEAD_H

#include "face.h"
#include "geometry.h"
#include "plane.h"

/* Segments a square round the face. ENOMEM EMODEL */
int head_measure(struct photo_engine *e, const struct photo_image *im,
    const struct face *f, struct head *head, struct frame *frame);

/* Topmost row of the head in a mask, going up from the forehead between two
 * columns while there is enough person in the row. */
double head_crown(const struct plane *mask, double forehead, double left,
    double right);

#endif
