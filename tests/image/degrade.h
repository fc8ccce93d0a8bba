/* Real pictures made worse in one known way. */
#ifndef GP_TESTS_IMAGE_DEGRADE_H
#define GP_TESTS_IMAGE_DEGRADE_H

#include "lib/image/photo.h"

enum degradation {
	NOTHING,
	DARKEN,		/* light times (1 - strength) */
	SIDE_LIGHT,	/* falls by strength from cheek to cheek */
	HOT_SPOT,	/* burnt disc on the forehead, radius in face widths */
	CAST_BLUE,	/* red falls, blue grows by strength */
	CAST_YELLOW,	/* blue falls by strength */
	CAST_GREEN,	/* red and blue fall by strength */
	EYES_BLUR,	/* sigma in hundredths of the eyes' distance */
	ENLARGE,	/* made smaller so many times, and large again */
	NOISE,		/* sigma, levels */
	WALL_GRADIENT,	/* levels from side to side */
	WALL_SHADOW,	/* levels, a soft disc beside the head */
	WALL_DARK,	/* the wall times (1 - strength) */
	MOIRE,		/* waves of a screen, amplitude as a share of light */
	SMOOTH_SKIN,	/* bilateral filter, range sigma in levels */
	LEAN,		/* the body below the chin sheared, degrees */
	CLOTHES_AS_WALL,/* cloth mixed with the wall's colour by strength */
	TURN,		/* degrees, clockwise as seen */
	GREY,		/* colour taken away by strength */
	RECOMPRESS,	/* through a JPEG of that quality */
	CUT_TOP,	/* what lies above the eyes but for strength x the
			 * width of the face is cut off */
	CUT_SIDES,	/* what lies further from the middle of the face */
	CROP,		/* strength of each side cut off */
	SMALLER		/* made so many times smaller */
};

/* `f` is its face and `m` its matte, both of its size. */
struct photo_image *degraded(const struct photo_image *im,
    const struct photo_face *f, const struct photo_matte *m,
    enum degradation how, double strength);

#endif
