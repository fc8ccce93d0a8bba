/*
 * The department's review. A reviewer takes a photo onto the screen, which
 * nobody else gets for a while, and decides; a decision names the photo that
 * was seen, so one that was replaced meanwhile is not decided by accident.
 * What no role of theirs covers is ERR_NOTFOUND.
 */
#ifndef GP_DOMAIN_DESK_H
#define GP_DOMAIN_DESK_H

#include "lib/db/reviews.h"

#define DESK_UNDO 60	/* seconds in which a rejection may be undone; the
			 * student is told later than that */
#define DESK_NOTE 60	/* characters of their own words */

struct desk {
	struct db *db;
	struct arena *arena;
	uint64_t staff;
};

/* The next one after f->after that nobody else has, then those before it.
 * ERR_NOTFOUND: none waits. */
enum err desk_next(const struct desk *d, const struct review_filter *f,
    struct review_photo *out);
/* This one. ERR_CONFLICT: somebody else has it, or it waits no more. */
enum err desk_take(const struct desk *d, const char *photo,
    struct review_photo *out);
enum err desk_leave(const struct desk *d, const char *photo);

/* Why a photo goes back. */
struct desk_why {
	const char *reasons;		/* ids with commas, "" */
	const char *note;		/* own words, "" */
	const char *zh, *en;		/* both, as the student is told */
};

/* ERR_CONFLICT: it waits no more, or somebody else has it. The same decision
 * by the same person once more is OK and changes nothing. */
enum err desk_accept(const struct desk *d, const char *photo);
/* ERR_INPUT: no reason at all, or too many words. */
enum err desk_reject(const struct desk *d, const char *photo,
    const struct desk_why *why);
/* Those of n that pass without a warning, wait and are nobody else's; *done
 * how many. */
enum err desk_accept_clean(const struct desk *d, const char *const *photos,
    int n, int *done);
/* The last decision of one's own: an approval until it is handed in, a
 * rejection for DESK_UNDO seconds, unless the student has begun anew. The
 * photo is theirs again. ERR_NOTFOUND: none; ERR_CONFLICT: too late. */
enum err desk_undo(const struct desk *d, struct review_photo *out);

/* {"reason": "..."} of a message. */
const char *desk_reason(struct arena *a, const char *words);
/* 1: a reason or words are there, and are not too long. */
int desk_why_ok(const struct desk_why *why);

#endif
