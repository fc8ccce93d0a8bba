/*
 * Grey pictures for the decoders of QR codes: from a file, and what is done
 * to one to make a code readable. An int is 0 where memory is short or the
 * picture would be empty. Whoever makes one frees p.
 */
#ifndef GP_SCAN_GREY_H
#define GP_SCAN_GREY_H

#include "lib/base/err.h"

#include <stddef.h>
#include <stdint.h>

struct grey {
	int width, height;
	uint8_t *p;		/* rows without gaps */
};

int grey_new(int width, int height, struct grey *g);

/* The picture in a file, its longer side `side` px or little more; *scale
 * is how many of these one px of the (upright) file has become. Errors as
 * those of scan_qr. */
enum err grey_read(const uint8_t *data, size_t n, int side, struct grey *g,
    double *scale);

/* A part of it, at another size: means when smaller, cubic when larger, so
 * that modules of two pixels keep their edges where they are. */
struct grey_part {
	int x, y, width, height;
};
int grey_size(const struct grey *g, const struct grey_part *part, int width,
    int height, struct grey *out);

/* Seen from another side: tilts are of a plane (0.4: one edge of the longer
 * side is 2.3 times as near as the other), bends of paper round a bottle or
 * an arm. grey_warp_point says where a pixel of the new one was. */
struct grey_warp {
	double tilt_x, tilt_y, bend_x, bend_y;
};
int grey_warp(const struct grey *g, const struct grey_warp *w,
    struct grey *out);
void grey_warp_point(const struct grey *g, const struct grey_warp *w,
    double *x, double *y);

/* In place. */
void grey_invert(struct grey *g);
void grey_mirror(struct grey *g);
/* Black and white by the mean of a window of 1/part of the shorter side:
 * uneven light. */
int grey_local(struct grey *g, int part);
/* Against blur: amount/16 of what a mean over (2r+1) squared takes away. */
int grey_sharpen(struct grey *g, int r, int amount);
/* Against moire and noise: a mean over (2r+1) squared. */
int grey_smooth(struct grey *g, int r);

#endif
