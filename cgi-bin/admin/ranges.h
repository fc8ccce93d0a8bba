/*
 * The values of a photo profile that a registrar may change for a campaign,
 * within limits: where CHSI's standard rules, a school may be stricter than
 * it and no laxer.
 */
#ifndef GP_ADMIN_RANGES_H
#define GP_ADMIN_RANGES_H

#include "lib/base/arena.h"
#include "lib/image/photo.h"

#define RANGES 8

/* Fields of the form are "<id>Min" and "<id>Max". */
struct range {
	const char *id;
	const char *name[2];	/* in the profile; [0] NULL: has no minimum */
	size_t at[2];		/* in struct photo_profile */
	int integer;
	double floor, ceiling;	/* where no standard rules */
	double gap;		/* what photos need between the two */
};

extern const struct range ranges[RANGES];

double range_value(const struct photo_profile *p, const struct range *g,
    int side);
/* What may be entered for either side over the profile `base`. */
void range_limits(const struct photo_profile *base, const struct range *g,
    double *lo, double *hi);

/* Sets the two sides from what was typed; "" is what base has. 0: not a
 * number within the limits, or too narrow, and *p is as it was. */
int range_set(struct photo_profile *p, const struct photo_profile *base,
    const struct range *g, const char *const text[2]);
/* 0: no head has its crown, eyes and width within these ranges. */
int ranges_fit(const struct photo_profile *p);

/* The lines of `own` (a campaign's) that no registrar may change. */
char *ranges_kept(struct arena *a, const char *own);
/* Those, and a line for each value of p that is not base's. */
char *ranges_lines(struct arena *a, const struct photo_profile *p,
    const struct photo_profile *base, const char *kept);

#endif
