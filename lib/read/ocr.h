/*
 * Text in a picture: where lines are, and what one says. For card.c and
 * mrz*.c; PP-OCRv4's two networks do the work.
 */
#ifndef GP_READ_OCR_H
#define GP_READ_OCR_H

#include "read.h"

#include "lib/image/photo.h"

#define OCR_BOXES	96	/* lines in one picture */
#define OCR_GLYPHS	80	/* characters in one line */

/* A line of text: a rectangle turned by `angle` (radians, clockwise as
 * seen), width along the reading direction. */
struct ocr_box {
	double x, y;		/* centre */
	double width, height, angle;
	double score;		/* 0..1, the detector's */
};

struct ocr_glyph {
	char text[8];		/* UTF-8 */
	double p;		/* 0..1 */
	char other[8];		/* the runner-up of those allowed, or "" */
	double other_p;
	double at;		/* 0..1: where along the box */
};

struct ocr_line {
	struct ocr_glyph glyph[OCR_GLYPHS];
	int n;
	double mean;		/* mean p; 0 without a glyph */
};

/* Pixels from bytes, upright, the longer side `side` or more where the file
 * has them. Smaller pictures than the photo core takes are read too.
 * ERR_INPUT ERR_LIMIT ERR_INTERNAL; the caller frees with photo_image_free. */
enum err ocr_decode(const uint8_t *data, size_t n, int side,
    struct photo_image **out);

/*
 * Finds lines in the picture, or in the part of it that `view` shows (a
 * turned rectangle; NULL: all), looked at with `side` pixels along its longer
 * side, a multiple of 32. Boxes are in the picture's pixels; a box's angle is
 * in -45..135 degrees, so upside down is not known yet.
 */
enum err ocr_find(struct reader *rd, const struct photo_image *im,
    const struct ocr_box *view, int side, struct ocr_box list[OCR_BOXES],
    int *n);

/* Reads one line. allowed: NULL, or the ASCII characters that can be. */
enum err ocr_read(struct reader *rd, const struct photo_image *im,
    const struct ocr_box *box, const char *allowed, struct ocr_line *out);

/* The line's characters in one string of size bytes. */
void ocr_text(const struct ocr_line *l, char *out, size_t size);

/* The box read from the other end. */
struct ocr_box ocr_turn(const struct ocr_box *b);

#endif
