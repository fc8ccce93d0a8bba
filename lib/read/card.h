/* Between card*.c: what is known of a card while it is read. */
#ifndef GP_READ_CARD_H
#define GP_READ_CARD_H

#include "ocr.h"

/* The card's own plane, in millimetres from its top left. */
#define CARD_WIDTH	85.6
#define CARD_HEIGHT	54.0

struct card_plane {
	double to[3][3];	/* mm to pixels of the picture */
	double from[3][3];	/* and back */
};

struct card_anchor {
	double x, y;		/* mm */
	double px, py;		/* pixels */
};

/* What was read in one look at the picture. */
struct card_text {
	struct ocr_box box[OCR_BOXES];
	struct ocr_line line[OCR_BOXES];
	int n;
	double angle;		/* radians: the direction of reading */
};

/* Where the n-th glyph of a line is, in pixels. */
struct read_point card_glyph_at(const struct card_text *t, int line, int n);

/*
 * Least squares from anchors, those that don't fit left out; `angle` is the
 * direction of reading. 0: no plane goes through `least` of them.
 */
int card_plane_fit(const struct card_anchor *list, int n, int least,
    double angle, struct card_plane *out);
struct read_point card_plane_to(const struct card_plane *p, double x,
    double y);
struct read_point card_plane_from(const struct card_plane *p, double x,
    double y);
/* A rectangle of the card, as a box of the picture. */
struct ocr_box card_plane_box(const struct card_plane *p, double x0,
    double y0, double x1, double y1);

/* Looks at the picture (or the view) and reads what is there, the right way
 * up. */
enum err card_look(struct reader *rd, const struct photo_image *im,
    const struct ocr_box *view, int side, struct card_text *out);

/* Which side it is, where it lies, and all fields. */
enum err card_fields(struct reader *rd, const struct photo_image *im,
    const struct card_text *t, struct read_card *out);

/* The number, read again and proved as far as it can be. box: where it is.
 * first: what the first look said, "" for nothing. */
enum err card_number(struct reader *rd, const struct photo_image *im,
    const struct ocr_box *box, const char *first, double first_p,
    const char *birth, const char *sex, struct read_field *out);
/* 1: GB 11643, with a past date and a region that can exist. */
int card_number_good(const char *number);

#endif
