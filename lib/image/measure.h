/*
 * One function a quantity. Lengths in px of the picture given; colours as
 * sRGB levels 0..255 unless said otherwise. NAN: cannot be told here.
 */
#ifndef GP_IMAGE_MEASURE_H
#define GP_IMAGE_MEASURE_H

#include "face.h"
#include "photo.h"
#include "plane.h"

/* What the wall behind the person is like, before it is replaced. */
struct wall {
	double residual;	/* rms against a smooth wall, 0..1 */
	double mean[3];		/* levels */
	double spread;		/* rms distance from that mean, levels */
};

/* Pixels with (almost) no person near them; NANs where they are too few. */
int measure_wall(const struct photo_image *im, const struct plane *alpha,
    struct wall *out);	/* ENOMEM */

/* Largest channel's distance of the wall's mean from a colour. */
double measure_off_colour(const struct wall *w, const uint8_t colour[3]);

/* Share of the outline along which person and wall have about the same
 * colour, so that no matte can be right there. ENOMEM */
int measure_outline(const struct photo_image *im, const struct plane *mask,
    double *out);

double measure_face_luma(const struct photo_image *im, const struct face *f);
double measure_face_clipped(const struct photo_image *im,
    const struct face *f);
/* |left - right| / larger of the cheeks' light */
double measure_face_balance(const struct photo_image *im,
    const struct face *f);
/* Mean distance of the face's pixels from grey, 0..1 */
double measure_face_chroma(const struct photo_image *im,
    const struct face *f);
/* Fine detail in the eyes as a share of coarse detail. ENOMEM */
int measure_eye_detail(const struct photo_image *im, const struct face *f,
    double *out);
/* CIE 1976 distance from a colour of half of the clothes: the median. */
double measure_clothes(const struct photo_image *im,
    const struct plane *alpha, const struct face *f,
    const uint8_t colour[3]);

#endif
