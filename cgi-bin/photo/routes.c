/* The site map of the photo program: nginx sends it only these addresses. */
#include "darkroom.h"

/* The file itself may have 20 MiB; a form is a little more. */
#define WHOLE (20 * MB + 64 * KB)
/* send.js sends no larger ones. */
#define PIECE (2 * MB)

const struct route photo_routes[] = {
	{ POST, "/collect/photo", USER, WHOLE, 20, photo_post },
	/* Where a reload or a change of language after an error leads. */
	{ GET, "/collect/photo", USER, 0, 0, photo_get_back },
	{ POST, "/collect/upload", USER, PIECE, 120, photo_upload },
	{ GET, "/collect/upload", USER, 0, 60, photo_upload_token },

	{ GET, "/collections/:token/sheet.pdf", USER, 0, 20, sheet_pdf },
	{ GET, "/collections/:token/sheet.jpg", USER, 0, 20, sheet_jpeg },

	/* The friend's phone: FORM, because its cookie is no log-in. */
	{ POST, "/friend/photo", FORM, WHOLE, 20, friend_photo_post },
	{ GET, "/friend/photo", FORM, 0, 0, friend_photo_get_back },
	{ POST, "/friend/upload", FORM, PIECE, 120, friend_photo_upload },
	{ GET, "/friend/upload", FORM, 0, 60, friend_photo_upload_token },

	/* A document fills in a form: FORM, because nobody is logged in. */
	{ POST, "/register/read", FORM, WHOLE, 10, document_post },
	{ GET, "/register/read", FORM, 0, 0, document_get_back },
	{ POST, "/login/read", FORM, WHOLE, 10, document_post },
	{ GET, "/login/read", FORM, 0, 0, document_get_back },
	{ 0 }
};
