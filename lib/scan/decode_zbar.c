/* zbar: quick, and reads codes with little round them. */
#include "decoder.h"

#include <zbar.h>

/* zbar gives the corners from the upper left, anticlockwise. */
static void corners(const zbar_symbol_t *s, int at[8])
{
	static const unsigned order[4] = { 0, 3, 2, 1 };
	unsigned i;

	if (zbar_symbol_get_loc_size(s) != 4)
		return;
	for (i = 0; i < 4; i++) {
		at[2 * i] = zbar_symbol_get_loc_x(s, order[i]);
		at[2 * i + 1] = zbar_symbol_get_loc_y(s, order[i]);
	}
}

static void scan(zbar_image_scanner_t *scanner, zbar_image_t *im,
    const struct grey *g, struct sink *sink)
{
	const zbar_symbol_t *s;
	struct decoded d;

	zbar_image_set_format(im, zbar_fourcc('Y', '8', '0', '0'));
	zbar_image_set_size(im, (unsigned)g->width, (unsigned)g->height);
	zbar_image_set_data(im, g->p,
	    (unsigned long)g->width * (unsigned long)g->height, NULL);
	zbar_scan_image(scanner, im);
	for (s = zbar_image_first_symbol(im); s; s = zbar_symbol_next(s)) {
		d = (struct decoded){ zbar_symbol_get_data(s),
		    zbar_symbol_get_data_length(s), NULL, { 0 } };
		corners(s, d.at);
		if (d.n > 0)
			sink->take(sink, &d);
	}
}

int decode_zbar(const struct grey *g, struct sink *sink)
{
	zbar_image_scanner_t *scanner = zbar_image_scanner_create();
	zbar_image_t *im = zbar_image_create();

	if (scanner && im) {
		zbar_image_scanner_set_config(scanner, ZBAR_NONE,
		    ZBAR_CFG_ENABLE, 0);
		zbar_image_scanner_set_config(scanner, ZBAR_QRCODE,
		    ZBAR_CFG_ENABLE, 1);
		/* Bytes as they are: zbar's guess takes UTF-8 for
		 * Shift-JIS. */
		zbar_image_scanner_set_config(scanner, ZBAR_QRCODE,
		    ZBAR_CFG_BINARY, 1);
		scan(scanner, im, g, sink);
	}
	if (im)
		zbar_image_destroy(im);
	if (scanner)
		zbar_image_scanner_destroy(scanner);
	return scanner && im;
}
