/*
 * A page of A4 that is written from top to bottom. libharu writes only the
 * glyphs that are used. What fonts will do: receipt.h.
 */
#ifndef GP_PAPER_SHEET_H
#define GP_PAPER_SHEET_H

#include "lib/base/err.h"

#include <hpdf.h>
#include <stddef.h>
#include <stdint.h>

/* Points. A4 is 595 x 842. */
#define SHEET_WIDTH 595.0f
#define SHEET_HEIGHT 842.0f
#define SHEET_LEFT 64.0f
#define SHEET_RIGHT (SHEET_WIDTH - SHEET_LEFT)
#define SHEET_LINE 20.0f

struct sheet {
	HPDF_Doc doc;
	HPDF_Page page;
	HPDF_Font font;
	float y;		/* of the next line */
	int failed;
};

/* ERR_INTERNAL: the font can't be read, said in the log. */
enum err sheet_open(struct sheet *s, const char *font);
void sheet_close(struct sheet *s);	/* also after failure */
/* The caller frees *out. */
enum err sheet_save(struct sheet *s, uint8_t **out, size_t *n);

void sheet_ink(struct sheet *s, float grey);	/* 0 is black */
/* On the line; right: x is where the words end. */
void sheet_text(struct sheet *s, float size, float x, int right,
    const char *words);
/* Cut with an ellipsis to fit into `width` points. */
void sheet_text_within(struct sheet *s, float size, float x, float width,
    const char *words);
/* In the middle of the page, smaller where it is wider than `width`. */
void sheet_text_centre(struct sheet *s, float size, float width,
    const char *words);
/* On as many lines as it takes; the next line is below the last of them. */
void sheet_text_lines(struct sheet *s, float size, float x, float width,
    const char *words);
/* A word that nobody overlooks, and that hides nothing; "" is none. */
void sheet_mark(struct sheet *s, const char *words);
/* A thin line across the page. */
void sheet_rule(struct sheet *s);

#endif
