/*
 * A friend's phone as the camera: ten minutes, one collection, one device.
 * The student makes an address (in a QR code) and a short code to type; the
 * first phone that takes either is the camera until the student ends it, the
 * friend is done, the time is over or the photo is ordered.
 */
#ifndef GP_DOMAIN_HANDOFF_H
#define GP_DOMAIN_HANDOFF_H

#include "lib/base/keys.h"
#include "lib/db/collections.h"
#include "lib/db/handoffs.h"

#define HANDOFF_SECONDS 600
#define HANDOFF_TOKEN 33	/* 128 bits as hexadecimal digits, NUL */
#define HANDOFF_CODE 9		/* eight of 23 characters, NUL */

enum handoff_status {
	HANDOFF_WAITING,	/* for a phone */
	HANDOFF_BOUND,		/* a phone is the camera */
	HANDOFF_DONE,		/* the friend says so */
	HANDOFF_REVOKED,	/* the student has ended or replaced it */
	HANDOFF_EXPIRED,
	HANDOFF_CLOSED		/* ordered or submitted: no more photos */
};

enum handoff_status handoff_status(const struct handoff *h,
    const struct collection *c, int64_t now);
/* "waiting", "bound", ...: in templates and for scripts. */
const char *handoff_status_name(enum handoff_status s);

/* What is shown to the student: they are in no table. */
struct handoff_secrets {
	char token[HANDOFF_TOKEN], code[HANDOFF_CODE];
};
void handoff_secrets(const struct keys *k, const struct handoff *h,
    struct handoff_secrets *out);
/* ERR_NOTFOUND: unknown, or nothing that could be one. Of a code, case,
 * blanks and dashes don't matter. */
enum err handoff_find_token(struct db *db, const struct keys *k,
    struct arena *a, const char *token, struct handoff *out);
enum err handoff_find_code(struct db *db, const struct keys *k,
    struct arena *a, const char *code, struct handoff *out);
/* By the friend's cookie. */
enum err handoff_find_device(struct db *db, struct arena *a,
    const char *cookie, struct handoff *out);

/* Each is one transaction with its audit row. */

/* A new one; an earlier one ends. ERR_CONFLICT: ordered. */
enum err handoff_start(struct db *db, const struct keys *k,
    const struct collection *c);
/* Ten minutes from now. ERR_CONFLICT: ended. */
enum err handoff_more(struct db *db, const struct collection *c,
    const struct handoff *h);
/* By the student. None is no error. */
enum err handoff_revoke(struct db *db, const struct collection *c);
/* ERR_CONFLICT: another device was first, or it has ended. */
enum err handoff_bind(struct db *db, const struct handoff *h,
    const char *cookie);
/* By the friend; twice is no error. */
enum err handoff_done(struct db *db, const struct handoff *h);

#endif
