/* The photo program: its routes, and what each process has to serve them. */
#ifndef GP_PHOTO_DARKROOM_H
#define GP_PHOTO_DARKROOM_H

#include "cgi-bin/web/route.h"
#include "lib/db/campaigns.h"
#include "lib/db/collections.h"
#include "lib/domain/shelf.h"
#include "lib/image/photo.h"

struct certificate_key;

extern const struct route photo_routes[];

/* req.program: made after the fork, from models mapped before it. */
struct darkroom {
	struct photo_engine *engine;
	struct certificate_key *key;	/* NULL: no certificates */
};

/* Whose photo it will be, and where to go with it. */
struct shooting {
	struct collection c;
	struct campaign campaign;
	struct photo_profile profile;
	char profile_text[2000];	/* as it is kept with the photo */
	uint64_t handoff;		/* of the friend's phone, or 0 */
	const char *view;		/* the page for another try */
	const char *next;		/* where the result is shown */
};

/* --- routes ------------------------------------------------------------ */
int photo_post(struct req *r);
int photo_get_back(struct req *r);
int photo_upload(struct req *r);
int photo_upload_token(struct req *r);
int sheet_pdf(struct req *r);
int sheet_jpeg(struct req *r);
int friend_photo_post(struct req *r);
int friend_photo_get_back(struct req *r);
int friend_photo_upload(struct req *r);
int friend_photo_upload_token(struct req *r);
int document_post(struct req *r);
int document_get_back(struct req *r);

/* --- admit.c: 0, or the status of the refusal already answered ---------- */
int admit_student(struct req *r, struct shooting *s);
int admit_friend(struct req *r, struct shooting *s);
/* In words, as JSON for a script, else on the camera page. */
int refuse(struct req *r, const struct shooting *s, int status,
    const char *key);

/* Stores the original as every browser can show it. ERR_NOTFOUND: it can't be
 * made, and the photo goes without. */
enum err shown_store(struct shelf *f, const struct photo_image *input,
    char sha256[65]);

/* --- develop.c ----------------------------------------------------------- */
/* A picture becomes a shot, once: the same one sent again is the same shot. */
int develop(struct req *r, const struct shooting *s, const uint8_t *data,
    size_t n);
/* 1: the picture of this SHA-256 (hex) is a shot already, and *status is of
 * the answer that says so. 0: it is not. */
int developed(struct req *r, const struct shooting *s, const char *sha256,
    int *status);
/* 0, or 503 where too many wait: an estimate from the queue says when. */
int darkroom_full(struct req *r);
/* That estimate in seconds, for a page with words of its own; 0: go on. */
int darkroom_wait(struct req *r);

#endif
