/* See worker_enrolment.h. */
#include "worker_enrolment.h"

#include "worker_parcel.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/db/audit.h"
#include "lib/db/enrolment_photos.h"
#include "lib/domain/shelf.h"
#include "lib/image/photo.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PHOTO_SECONDS 60	/* of a picture; longer ends the worker */
#define SIDE 640		/* px: they are 480 x 640 where schools have
				 * them from the admission */

static enum err find(struct parcel_work *w, struct arena *a,
    const char *number, struct enrolment_photo *out)
{
	return enrolment_photo_find(w->j->db, a, w->j->job->staff_id,
	    w->j->job->campaign_id, number, out);
}

static enum err find_owner(struct parcel_work *w, const char *number,
    uint64_t *roster, const char **name)
{
	struct enrolment_photo p;
	enum err e = find(w, w->j->arena, number, &p);

	if (e == OK) {
		*roster = p.roster_id;
		*name = p.name;
	}
	return e;
}

struct keeping {
	const struct enrolment_photo *p;
	const char *sha256;
	uint64_t staff;
};

static enum err store(struct db *db, void *arg)
{
	const struct keeping *k = arg;
	enum err e = enrolment_photo_put(db, k->p, k->sha256, k->staff,
	    clock_now());

	return e == OK ? audit_add(db, "staff", k->staff, "roster.photo",
	    "roster", k->p->roster_id, "enrolment") : e;
}

/* The file first: a row never names one that is not in the store. The same
 * picture again is left alone, also by a job that was killed. */
static enum err keep(struct parcel_work *w, const struct photo_image *im,
    const struct enrolment_photo *p)
{
	char sha256[65];
	struct keeping k = { p, sha256, w->j->job->staff_id };
	struct shelf f;
	uint8_t *jpeg;
	size_t n;
	enum err e;
	int pe = photo_small_jpeg(im, SIDE, &jpeg, &n);

	if (pe != PHOTO_OK) {
		log_error("no small picture: %s", photo_err_name(pe));
		return ERR_INTERNAL;
	}
	shelf_open(&f, w->j->db, w->j->svc->files);
	e = shelf_put(&f, jpeg, n, sha256);
	free(jpeg);
	if (e == OK && strcmp(sha256, p->sha256) != 0)
		e = db_transaction(w->j->db, store, &k);
	if (e == OK)
		shelf_named(&f);
	return e;
}

/* What the bytes are; ERR_INTERNAL where there is no memory for them. */
static enum err look(struct parcel_item *t, const uint8_t *data, size_t n,
    struct photo_image **im)
{
	struct photo_input info;
	double scale;
	int pe;

	/* Which is started again; the third time the job has failed. */
	alarm(PHOTO_SECONDS);
	pe = photo_decode(data, n, SIDE, &info, &scale, im);
	alarm(0);
	if (pe == PHOTO_ENOMEM) {
		log_error("no memory for a picture");
		return ERR_INTERNAL;
	}
	t->outcome = pe == PHOTO_OK ? PARCEL_READY : pe == PHOTO_EFORMAT ?
	    PARCEL_NO_PICTURE : PARCEL_DAMAGED;
	return OK;
}

static enum err take(struct parcel_work *w, struct arena *a, int i)
{
	struct parcel_item *t = &w->item[i];
	struct enrolment_photo p;
	struct photo_image *im = NULL;
	uint8_t *data;
	size_t n;
	enum err e = find(w, a, t->number, &p);

	if (e != OK)
		return e;
	if (parcel_read(w->parcel, i, &data, &n) != OK) {
		t->outcome = PARCEL_DAMAGED;
		return OK;
	}
	e = look(t, data, n, &im);
	free(data);
	if (e == OK && t->outcome == PARCEL_READY && !w->dry) {
		e = keep(w, im, &p);
		t->outcome = PARCEL_STORED;
	}
	photo_image_free(im);
	return e;
}

enum err worker_enrolment(struct job_run *j)
{
	static const struct parcel_kind kind = { find_owner, NULL, take };

	return worker_parcel(j, &kind, NULL);
}
