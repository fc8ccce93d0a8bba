/*
 * Where the head is and how the standard wants it in the picture. Pure
 * arithmetic: no pixels.
 */
#ifndef GP_IMAGE_GEOMETRY_H
#define GP_IMAGE_GEOMETRY_H

#include "photo.h"

struct head {		/* picture px */
	double eye_y;		/* middle of both pupils */
	double crown_y;		/* top of the hair */
	double centre_x;	/* middle between the cheeks */
	double width;		/* cheek to cheek */
};

/* What limits the crop. The person touches the picture's left and right
 * edge from these rows down; INFINITY: not at all. */
struct frame {
	double width, height;
	double touch_left, touch_right;
};

struct placement {
	double x, y, scale;	/* output = (in - (x, y)) * scale */
	double eye_y, crown_y, width;	/* in the output */
	double missing;		/* output px of the person that are cut off */
};

/*
 * The placement that keeps eyes, crown and face width nearest the middle of
 * their ranges, inside them if that is possible, and then with nothing of
 * the person cut by the picture's own edges. Never fails: what cannot hold
 * shows in the result and is measured again on the finished photo.
 */
void geometry_place(const struct head *h, const struct frame *f,
    const struct photo_profile *p, struct placement *out);

#endif
