/*
 * A picture in one request: the raw body, or the field `photo` of a form,
 * which needs no script. send.js sends pieces instead (upload.c).
 */
#include "darkroom.h"

#include <string.h>

static int picture(struct req *r, const uint8_t **data, size_t *n)
{
	const struct upload *u = req_upload(r, "photo");

	if (u) {
		*data = u->data;
		*n = u->n;
	} else if (strncmp(r->content_type, "image/", 6) == 0) {
		*data = r->body;
		*n = r->body_len;
	}
	return *n > 0;
}

static int post(struct req *r,
    int (*admit)(struct req *, struct shooting *))
{
	struct shooting s;
	const uint8_t *data = NULL;
	size_t n = 0;
	int status = admit(r, &s);

	if (status)
		return status;
	return picture(r, &data, &n) ? develop(r, &s, data, n) :
	    refuse(r, &s, 422, "Text.Photo.Missing");
}

int photo_post(struct req *r)
{
	return post(r, admit_student);
}

int friend_photo_post(struct req *r)
{
	return post(r, admit_friend);
}

int photo_get_back(struct req *r)
{
	return req_redirect(r, "/collect/camera");
}

int friend_photo_get_back(struct req *r)
{
	return req_redirect(r, "/friend/camera");
}
