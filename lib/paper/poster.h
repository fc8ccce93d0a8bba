/*
 * A poster on one page of A4: a QR code that opens a campaign, and what a
 * student who stands before it wants to know. Texts as in receipt.h.
 */
#ifndef GP_PAPER_POSTER_H
#define GP_PAPER_POSTER_H

#include "lib/base/err.h"

#include <stddef.h>
#include <stdint.h>

#define POSTER_ROWS 6
#define POSTER_STEPS 4

struct poster {
	const char *school, *title, *call;
	const uint8_t *dark;		/* the code, see qr_modules */
	int side;
	const char *address;		/* what the code says */
	struct { const char *name, *value; } row[POSTER_ROWS];
	int rows;
	const char *steps_title;
	const char *step[POSTER_STEPS];
	int steps;
	const char *foot;		/* or "" */
	const char *mark;		/* across the page in grey, or "" */
};

/* font: as receipt_pdf. The caller frees *out. ERR_INTERNAL: the font can't
 * be read, said in the log. */
enum err poster_pdf(const struct poster *p, const char *font, uint8_t **out,
    size_t *n);

#endif
