/*
 * Batches: approved photos that a department hands in to the registrar. What
 * begins with staff finds only what a role of theirs covers.
 */
#ifndef GP_DB_BATCHES_H
#define GP_DB_BATCHES_H

#include "db.h"

#define BATCH_MAX 500		/* photos in one */

struct batch {
	uint64_t id, campaign_id, department_id;
	const char *token;
	int64_t number;			/* 1, 2, ... of the department */
	const char *name_zh, *name_en, *department, *school_zh, *school_en;
	const char *by;			/* who handed it in */
	int64_t created_at, closed_at;	/* closed_at 0: still open */
	int64_t photos, accepted, returned;
};

/* With the number that follows. ERR_CONFLICT: somebody else's was added
 * meanwhile. */
enum err batch_add(struct db *db, const char *token, uint64_t campaign,
    uint64_t department, uint64_t staff, int64_t now, uint64_t *id);
enum err batch_get(struct db *db, struct arena *a, uint64_t staff,
    const char *token, struct batch *out);
/* The same for its registrar alone. */
enum err batch_of_registrar(struct db *db, struct arena *a, uint64_t staff,
    const char *token, struct batch *out);
/* The latest first; before: an id, 0: from the latest. department and
 * campaign 0: all. */
enum err batch_list(struct db *db, struct arena *a, uint64_t staff,
    uint64_t campaign, uint64_t department, uint64_t before,
    struct batch *list, int max, int *n);
/* Once: ERR_CONFLICT. */
enum err batch_close(struct db *db, uint64_t id, int64_t now);

struct batch_item {
	uint64_t collection_id, photo_id, roster_id;
	const char *photo;		/* its token */
	const char *student_no, *name, *major, *class_name;
	const char *state;		/* handed_in, accepted, returned */
	const char *sha256;		/* of the result */
	int64_t changed_at;
};

/* Of a batch that batch_get has found; by student number. */
enum err batch_items(struct db *db, struct arena *a, uint64_t batch,
    struct batch_item *list, int max, int *n);

/* Approved photos of a department that are not handed in yet. */
enum err batch_waiting(struct db *db, uint64_t staff, uint64_t campaign,
    uint64_t department, int64_t *n);
enum err batch_approved(struct db *db, struct arena *a, uint64_t staff,
    uint64_t campaign, uint64_t department, struct batch_item *list, int max,
    int *n);
/* All compare and set; ERR_CONFLICT. */
enum err batch_take(struct db *db, uint64_t batch, uint64_t collection,
    int64_t now);
enum err batch_accept(struct db *db, uint64_t batch, uint64_t collection,
    int64_t now);
enum err batch_return(struct db *db, uint64_t batch, uint64_t collection,
    int64_t now);

#endif
