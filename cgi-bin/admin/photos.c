/* /admin/photos/...: pictures, each look at one on record. */
#include "admin.h"

#include "lib/base/clock.h"
#include "lib/db/audit.h"
#include "lib/db/reviews.h"
#include "lib/service/service.h"

#include <string.h>

/* The browser keeps none of them: office computers are shared. */
static int picture(struct req *r, const char *what,
    const struct review_photo *p, const char *sha256)
{
	uint8_t *data;
	size_t n;
	enum err e = sha256 ? r->svc->files->ops->get(r->svc->files, r->arena,
	    sha256, &data, &n) : ERR_NOTFOUND;

	if (e == OK)
		e = audit_add(r->db, "staff", r->account, "photo.view",
		    "photo", p->photo_id, what);
	if (e != OK)
		return req_fail(r, e);
	req_header(r, "Cache-Control", "private, no-store");
	return req_send(r, 200, "image/jpeg", data, n);
}

int photo_result(struct req *r)
{
	struct review_photo p;
	enum err e = review_picture(r->db, r->arena, r->account, r->arg, &p);

	return e == OK ? picture(r, "result", &p, p.result_sha256) :
	    req_fail(r, e);
}

/* What the school has of the student from the admission. */
int photo_enrolment(struct req *r)
{
	struct review_photo p;
	enum err e = review_picture(r->db, r->arena, r->account, r->arg, &p);

	return e == OK ? picture(r, "enrolment", &p, p.enrolment_sha256) :
	    req_fail(r, e);
}

/* Small where there is a small one: no browser but Safari shows HEIC. */
int photo_original(struct req *r)
{
	struct review_photo p;
	enum err e = review_picture(r->db, r->arena, r->account, r->arg, &p);
	const char *sha256;

	if (e != OK)
		return req_fail(r, e);
	sha256 = p.shown_sha256;
	if (!sha256 && !strcmp(p.original_type, "jpeg"))
		sha256 = p.original_sha256;
	return picture(r, "original", &p, sha256);
}
