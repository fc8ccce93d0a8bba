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
	double hairline_y;	/* where the forehead ends: an estimate */
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
 * The placement that keeps eyes, crown and face width inside their ranges
 * with the most margin, as a share of each range, to whichever end is
 * nearest; and, where that can be had as well, with nothing of the person cut
 * by the picture's own edges. Never fails: where no placement keeps all ranges
 * it is the one with the fewest pixels outside, and the rules tell which range
 * that is and by how much, as measured again on the finished photo.
 */
void geometry_place(const struct head *h, const struct frame *f,
    const struct photo_profile *p, struct placement *out);

#endif
