/*
 * What making, finding and checking share.
 */
#ifndef GP_IMAGE_PIPELINE_H
#define GP_IMAGE_PIPELINE_H

#include "face.h"
#include "geometry.h"

/* Decoded side: finds small faces, bounds time and memory ([M]). */
#define WORK_SIDE 1600

uint64_t image_phash(const struct photo_image *im);

/* photo_decode, but info->sha256 is left as it is. */
int image_decode(const uint8_t *data, size_t n, int side,
    struct photo_input *info, double *scale, struct photo_image **out);

double wall_ms(void);		/* monotonic */
/* Processor time of the process and of children that decoded for it. */
double stage_ms(void);

/* Appends one face, divided by scale; there must be room. */
void report_face(struct photo_report *r, const struct face *f,
    const struct head *head, double scale);
/* The faces with their crowns, divided by scale: from decoded to full-size
 * pixels. ENOMEM EMODEL */
int report_faces(struct photo_engine *e, const struct photo_image *im,
    const struct faces *all, double scale, struct photo_report *r);
/* face.* and pose.*; p may be NULL */
void report_faces_rules(struct photo_report *r,
    const struct photo_profile *p, const struct faces *all);

/* Every rule that a finished file can be held against, added to r, and the
 * out_ fields filled. with_faces: its input and faces fields as well. */
int check_finished(struct photo_engine *e, const uint8_t *data, size_t n,
    const struct photo_profile *p, int with_faces, struct photo_report *r);

#endif
