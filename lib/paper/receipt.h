/*
 * A receipt on one page of A4: rows of names and values, a bill, notes. All
 * texts are UTF-8 of the basic plane; a character that the font lacks, or
 * one beyond the plane, is shown as an empty box.
 */
#ifndef GP_PAPER_RECEIPT_H
#define GP_PAPER_RECEIPT_H

#include "lib/base/err.h"

#include <stddef.h>
#include <stdint.h>

struct receipt_row {
	const char *name, *note;	/* note: small, below; may be "" */
	const char *value;
};

#define RECEIPT_ROWS 60

struct receipt {
	const char *title, *issuer;	/* issuer may be "" */
	struct receipt_row head[RECEIPT_ROWS], bill[RECEIPT_ROWS];
	int heads, bills;
	const char *total_name, *total;
	const char *notes[4];		/* lines at the foot, NULL at the end */
	const char *mark;		/* across the page in grey, or "" */
};

/* font: a TrueType file (.ttf, or .ttc: its first face) with Chinese and
 * Latin. libharu loses the parts of glyphs that are composed of others, so
 * not every font will do: of Debian's, WenQuanYi Zen Hei has no such glyph
 * and lacks none of CJK's first 20,902; 19,000 of Droid Sans Fallback are
 * composed, and it has no digits. Only the glyphs that are used are in the
 * file. The caller frees *out. ERR_INTERNAL: the font can't be read, said in
 * the log. */
enum err receipt_pdf(const struct receipt *rc, const char *font,
    uint8_t **out, size_t *n);

#endif
