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
	double luma;		/* of that mean */
};

/* Pixels with (almost) no person near them; NANs where they are too few. */
int measure_wall(const struct photo_image *im, const struct plane *alpha,
    struct wall *out);	/* ENOMEM */

/* Largest channel's distance of the wall's mean from a colour. */
double measure_off_colour(const struct wall *w, const uint8_t colour[3]);

/* Share of the pixels 16 and more away from the person that are within 2
 * levels of a colour; NAN: too few. alpha is of the picture's size. ENOMEM */
#define FLAT_SHARE 0.995	/* of a background that complies */
int measure_flat(const struct photo_image *im, const struct plane *alpha,
    const uint8_t colour[3], double *out);

/* Share of the outline along which person and wall have about the same
 * colour, so that no matte can be right there. ENOMEM */
int measure_outline(const struct photo_image *im, const struct plane *mask,
    double *out);

double measure_face_luma(const struct photo_image *im, const struct face *f);
/* Share of the face where light has burnt the colour away. */
double measure_face_hot(const struct photo_image *im, const struct face *f);
/* |left - right| / larger of the cheeks' light */
double measure_face_balance(const struct photo_image *im,
    const struct face *f);
/* Mean distance of the face's pixels from grey, 0..1 */
double measure_face_chroma(const struct photo_image *im,
    const struct face *f);
/* Hue of the cheeks, CIE L*a*b*, degrees: 0 is pink, 90 yellow. */
double measure_face_cast(const struct photo_image *im, const struct face *f);

/* Fine detail in the eyes as a share of coarse detail. ENOMEM */
int measure_eye_detail(const struct photo_image *im, const struct face *f,
    double *out);
/* What differs from its neighbours on cheeks and forehead, rms levels. */
int measure_skin_noise(const struct photo_image *im, const struct face *f,
    double *out);	/* ENOMEM */
/* Texture of the skin as a share of that of the eyes. ENOMEM */
int measure_skin_texture(const struct photo_image *im, const struct face *f,
    double *out);
/* Jumps at the places where JPEG blocks meet, in jumps elsewhere. The
 * picture must be as large as its file. */
double measure_blocks(const struct photo_image *im, const struct face *f);

#define WAVES_MOST 0.5	/* a pixel: a light one, a dark one */

struct spectrum {
	double finest;	/* finest real detail, waves a pixel */
	double peak;	/* the one wave that stands out most, times */
};

int measure_spectrum(const struct photo_image *im, const struct face *f,
    struct spectrum *out);	/* ENOMEM */

/* Slope of the line through the shoulders, degrees; right lower: > 0. */
double measure_shoulders(const struct plane *mask, const struct face *f);
/* Median CIE 1976 distance of the cloth along the shoulders from a colour;
 * of all below the neck where they can't be seen. */
double measure_clothes(const struct photo_image *im,
    const struct plane *mask, const struct face *f,
    const uint8_t colour[3]);
/* The same from the wall just above the shoulders; NAN where they hide. */
double measure_clothes_wall(const struct photo_image *im,
    const struct plane *mask, const struct face *f);

#endif
