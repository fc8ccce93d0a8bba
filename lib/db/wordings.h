/*
 * An administrator's own words of e-mails, one row a template in both
 * languages. Empty ones are a row that went back to ours: its version stays,
 * so that an old form is told from a new one.
 */
#ifndef GP_DB_WORDINGS_H
#define GP_DB_WORDINGS_H

#include "db.h"

#define WORDING_SUBJECT 80	/* characters */
#define WORDING_BODY 600
#define WORDINGS 64		/* more than there are templates */

struct wording {
	const char *template;
	const char *subject_zh, *subject_en, *body_zh, *body_en;
	int64_t version;	/* 0: never changed */
	int64_t changed_at;
};

/* For the worker. ERR_NOTFOUND: ours count. */
enum err wording_get(struct db *db, struct arena *a, const char *template,
    struct wording *out);

/* Of an administrator; to others there are none. */
enum err wordings_of_staff(struct db *db, struct arena *a, uint64_t staff,
    struct wording *list, int max, int *n);
enum err wording_of_staff(struct db *db, struct arena *a, uint64_t staff,
    const char *template, struct wording *out);
/* version is the one that was changed. ERR_CONFLICT: somebody else was
 * first, or staff is no administrator. */
enum err wording_put(struct db *db, uint64_t staff, const struct wording *w,
    int64_t now);

#endif
