/* A QR code to look at: one path of an SVG drawing, or its modules. */
#ifndef GP_SCAN_QR_DRAW_H
#define GP_SCAN_QR_DRAW_H

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/err.h"

#include <stdint.h>

#define QR_QUIET 4	/* empty modules around it; the path begins inside */

/* `path` gets the dark modules of text (ASCII, case kept) as rectangles one
 * module high, *side how many modules the drawing has, quiet zone included.
 * ERR_INPUT: too long for a code. Caller frees the buffer. */
enum err qr_draw(const char *text, struct buf *path, int *side);

/* The modules row by row, 1 where dark, without the quiet zone; *side in a
 * row. The arena's. ERR_INPUT as above. */
enum err qr_modules(struct arena *a, const char *text, uint8_t **dark,
    int *side);

#endif
