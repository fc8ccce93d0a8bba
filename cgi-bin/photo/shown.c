/* See darkroom.h. */
#include "darkroom.h"

#include "lib/base/log.h"
#include "lib/image/photo.h"

#include <stdlib.h>

#define SHOWN_SIDE 960	/* px: 300 points wide on a phone of three dots each */

enum err shown_store(struct shelf *f, const struct photo_image *input,
    char sha256[65])
{
	uint8_t *jpeg;
	size_t n;
	enum err e;
	int pe = photo_small_jpeg(input, SHOWN_SIDE, &jpeg, &n);

	if (pe != PHOTO_OK) {
		log_warn("no small original: %s", photo_err_name(pe));
		return ERR_NOTFOUND;
	}
	e = shelf_put(f, jpeg, n, sha256);
	free(jpeg);
	return e;
}
