/*
 * Prints on paper from a finished photo: one print, or a sheet of as many as
 * the paper holds, with marks to cut along, as a picture or as a PDF.
 *
 * Every print size has fewer pixels at 300 dpi than the finished 480 x 640,
 * so prints are the finished photo made smaller, never larger. Where a size
 * is narrower than 3:4, the same is cut off on both sides; where it is
 * wider, at the bottom. Tiles may be turned by a quarter to fit more of them;
 * they are never mirrored.
 *
 * Sizes: the names are used differently by different studios (二寸 above
 * all), so show the millimetres with them. 300 dpi: px = mm / 25.4 * 300.
 */
#ifndef GP_IMAGE_PRINT_H
#define GP_IMAGE_PRINT_H

#include "photo.h"

#define PRINT_DPI	300

struct print_size {
	const char *name;	/* "1inch", ... */
	const char *zh, *en;
	int mm_width, mm_height;
	int width, height;	/* px at 300 dpi */
};

struct print_paper {
	const char *name;	/* "single", "6inch", "a4" */
	double mm_width, mm_height;
	int width, height;	/* px; 0: the print's own size */
};

/* All of them; *n of both. The first is the usual one. */
const struct print_size *print_sizes(size_t *n);
const struct print_paper *print_papers(size_t *n);
/* By name; NULL where there is none. */
const struct print_size *print_size_find(const char *name);
const struct print_paper *print_paper_find(const char *name);

/* How many prints a paper holds, in how many columns and rows, and whether
 * they are turned by a quarter. */
struct print_layout {
	int columns, rows, turned;
	int x, y;		/* px, top left of the first print */
	int pitch_x, pitch_y;	/* px from one to the next */
};
void print_layout(const struct print_size *s, const struct print_paper *p,
    struct print_layout *out);

/* The sheet as JPEG (300 dpi, white paper), or as a PDF page of the paper's
 * size in millimetres, which prints true to size at 100 %. jpeg is a finished
 * photo. The same input gives the same bytes. The caller frees *out.
 * EFORMAT EDAMAGED ETOOSMALL ENOMEM EENCODE */
int print_jpeg(const uint8_t *jpeg, size_t len, const struct print_size *s,
    const struct print_paper *p, uint8_t **out, size_t *n);
int print_pdf(const uint8_t *jpeg, size_t len, const struct print_size *s,
    const struct print_paper *p, uint8_t **out, size_t *n);

#endif
