/* See qr_draw.h. */
#include "qr_draw.h"

#include "lib/base/log.h"

#include <errno.h>
#include <qrencode.h>

/* Level M: fifteen percent may be hidden by a reflection or a finger. */
static enum err encode(const char *text, QRcode **out)
{
	QRcode *q = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);

	if (!q && errno == ENOMEM)
		log_abort("qr: out of memory");
	if (!q)
		return ERR_INPUT;
	*out = q;
	return OK;
}

/* Runs of dark modules: a third of the bytes of single ones. */
static void row(const unsigned char *p, int width, int y, struct buf *path)
{
	int x, end;

	for (x = 0; x < width; x = end + 1) {
		for (end = x; end < width && (p[end] & 1); end++)
			;
		if (end > x)
			buf_printf(path, "M%d %dh%dv1h-%dz", x + QR_QUIET,
			    y + QR_QUIET, end - x, end - x);
	}
}

enum err qr_draw(const char *text, struct buf *path, int *side)
{
	QRcode *q;
	int y;
	enum err e = encode(text, &q);

	if (e != OK)
		return e;
	for (y = 0; y < q->width; y++)
		row(q->data + y * q->width, q->width, y, path);
	*side = q->width + 2 * QR_QUIET;
	QRcode_free(q);
	return OK;
}

enum err qr_modules(struct arena *a, const char *text, uint8_t **dark,
    int *side)
{
	QRcode *q;
	size_t i, n;
	enum err e = encode(text, &q);

	if (e != OK)
		return e;
	n = (size_t)q->width * (size_t)q->width;
	*dark = arena_alloc(a, n);
	for (i = 0; i < n; i++)
		(*dark)[i] = q->data[i] & 1;
	*side = q->width;
	QRcode_free(q);
	return OK;
}
