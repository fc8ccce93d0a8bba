/* The site map of the photo program: nginx sends it only this address. */
#include "darkroom.h"

const struct route photo_routes[] = {
	/* The file itself may have 20 MiB; a form is a little more. */
	{ POST, "/collect/photo", USER, 20 * MB + 64 * KB, 20, photo_post },
	/* Where a reload or a change of language after an error leads. */
	{ GET, "/collect/photo", USER, 0, 0, photo_get_back },
	{ 0 }
};
