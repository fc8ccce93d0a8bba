/* Pictures for the tests of lib/image, made on the spot: no file is needed.
 * Whatever goes wrong in making one ends the test program. */
#ifndef GP_TESTS_IMAGE_PICTURES_H
#define GP_TESTS_IMAGE_PICTURES_H

#include "lib/image/photo.h"

struct bytes {
	uint8_t *p;
	size_t n;
};

struct jpeg_options {
	int components;		/* 1, 3 (default) or 4: CMYK as Adobe's */
	int ycck;		/* those four stored as YCCK */
	int not_adobe;		/* no marker of theirs: 255 is all ink */
	int quality;		/* 0: 90 */
	int progressive, arithmetic;
	int scans;		/* > 0: so many scans of one coefficient */
	int orientation;	/* 0: no EXIF */
	int gps;		/* EXIF points to GPS data */
	int xmp;		/* with GPS data, as some phones put it there too */
	struct bytes icc;
};

/* Upright scene, four quarters: red, green, blue, yellow in reading order;
 * odd sizes so that a wrong turn shows. */
struct photo_image *scene(int width, int height);
struct photo_image *flat(int width, int height, const uint8_t colour[3]);
/* The picture as a camera would store it that notes `orientation`. */
struct photo_image *stored(const struct photo_image *upright,
    int orientation);

struct bytes jpeg_of(const struct photo_image *im,
    const struct jpeg_options *o);
/* depth 8 or 16, or a palette; alpha is the same for all pixels. Grey is of
 * 8 bits, the green of the picture. */
struct bytes png_grey_of(const struct photo_image *im);
struct bytes png_of(const struct photo_image *im, int depth, int alpha,
    int interlaced, int palette);
struct bytes webp_of(const struct photo_image *im, int alpha);
struct heif_options {
	int primaries, transfer;	/* 0: as libheif has it, sRGB */
	int orientation;		/* 0: no irot, no imir */
	int exif_orientation;		/* 0: no EXIF */
	struct bytes icc;
};
/* format PHOTO_HEIC or PHOTO_AVIF; p is NULL where no encoder is at hand. o
 * may be NULL. */
struct bytes heif_of(const struct photo_image *im, enum photo_format f,
    const struct heif_options *o);
struct bytes icc_display_p3(void);
struct bytes icc_adobe_rgb(void);

#endif
