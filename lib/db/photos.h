/*
 * Photos: every shot of a collection, good or not. The files lie in the
 * store under their SHA-256; here are their names, the report and the
 * profile values it was measured with.
 */
#ifndef GP_DB_PHOTOS_H
#define GP_DB_PHOTOS_H

#include "db.h"

struct photo {
	uint64_t id;
	const char *token;
	uint64_t collection_id;
	const char *original_sha256, *original_type;	/* "jpeg", "heic" */
	const char *result_sha256;	/* NULL: no result was made */
	const char *shown_sha256;	/* the original, small; or NULL */
	const char *verdict;		/* pass, warn, fail */
	uint64_t phash;			/* written only: photo_alike() */
	/* All NULL in lists: JSON of contracts, "name = value" lines, the
	 * certificate of origin (JSON; NULL where there is none). */
	const char *report, *profile, *certificate;
	/* What the student finds wrong with it: "edge,colour", own words.
	 * Not in lists; remarked_at 0: nothing, or withdrawn. */
	const char *remark_reasons, *remark;
	int64_t remarked_at;
	int64_t created_at;
	int64_t removed_at;		/* 0: the files are still there */
};

/* By owner: another's is ERR_NOTFOUND. */
enum err photo_get(struct db *db, struct arena *a, uint64_t account,
    const char *token, struct photo *out);
/* One of a collection whose owner the caller has checked. */
enum err photo_of(struct db *db, struct arena *a, uint64_t collection,
    uint64_t photo, struct photo *out);
/* The photo of a collection that is handed in, by owner, without the texts
 * above; ERR_NOTFOUND where its files are gone. */
enum err photo_submitted(struct db *db, struct arena *a, uint64_t account,
    const char *collection, struct photo *out);
/* The newest shot; ERR_NOTFOUND before the first. */
enum err photo_last(struct db *db, struct arena *a, uint64_t collection,
    struct photo *out);
/* Newest first, at most max, without report and profile. */
enum err photo_list(struct db *db, struct arena *a, uint64_t collection,
    struct photo *list, int max, int *n);

/* The shot of this picture judged with these profile values, if it is still
 * there; without report and profile. */
enum err photo_same(struct db *db, struct arena *a, uint64_t collection,
    const char *original_sha256, const char *profile, struct photo *out);

/* Inside a transaction, after a new shot: of those that are neither chosen
 * nor ordered the newest `keep` stay, the files of the others go. */
enum err photo_trim(struct db *db, uint64_t account, uint64_t collection,
    int keep);

/* id, created_at and the remark of *p are not read. */
enum err photo_add(struct db *db, const struct photo *p, uint64_t *id);
/* Both texts empty: withdraws it. */
enum err photo_remark(struct db *db, uint64_t id, const char *reasons,
    const char *remark);

/* Hashes at most `distance` bits from one: of the account's photos that were
 * sent back, and of those that others chose in the same campaign. */
struct photo_look {
	uint64_t account, campaign, phash;
	int distance;
};

enum err photo_alike(struct db *db, const struct photo_look *l,
    uint64_t *list, int max, int *n);

#endif
