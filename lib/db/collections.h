/*
 * Collections: one attempt of one student, from the draft to the photo the
 * school holds. At most one is live a row of the roster, with or without an
 * account. States and who may
 * move them: docs/ARCHITECTURE.md. Every change compares and sets.
 */
#ifndef GP_DB_COLLECTIONS_H
#define GP_DB_COLLECTIONS_H

#include "db.h"

struct collection {
	uint64_t id;
	const char *token;
	uint64_t account_id, enrolment_id;	/* 0: served by the department,
						 * no account yet */
	uint64_t campaign_id;
	int live;			/* 0 once rejected or withdrawn */
	const char *state;		/* draft, photo_ready, ordered, ... */
	const char *route;		/* online, or "" until chosen */
	int head_cover;			/* 1: has a reason to cover the head */
	int recolour;			/* 1: route department, and its wall
					 * is to be replaced nevertheless */
	uint64_t photo_id;		/* 0: no good photo yet */
	int64_t confirmed_at, submitted_at, created_at;	/* 0: not yet */
};

/* By owner: another's is ERR_NOTFOUND. */
enum err collection_get(struct db *db, struct arena *a, uint64_t account,
    const char *token, struct collection *out);
/* The live one of an enrolment. */
enum err collection_live(struct db *db, struct arena *a, uint64_t account,
    uint64_t enrolment, struct collection *out);
/* Newest first, at most max; dead ones too. */
enum err collection_list(struct db *db, struct arena *a, uint64_t account,
    struct collection *list, int max, int *n);
/* Without an owner, for the worker and callbacks only. */
enum err collection_by_id(struct db *db, struct arena *a, uint64_t id,
    struct collection *out);

/* A live draft. ERR_CONFLICT: there is a live one already. */
enum err collection_add(struct db *db, const char *token, uint64_t account,
    uint64_t enrolment, uint64_t campaign, uint64_t *id);
/* ERR_CONFLICT: it is not in state `from` (any more). A move to
 * "submitted" sets submitted_at as well. */
enum err collection_move(struct db *db, uint64_t id, const char *from,
    const char *to);

/* The same, and it is live no more: the enrolment may have another one. */
enum err collection_end(struct db *db, uint64_t id, const char *from,
    const char *to);

/* These hold only while the student may still change things (live, draft or
 * photo_ready); else ERR_CONFLICT. */
enum err collection_confirm(struct db *db, uint64_t id);
enum err collection_set_route(struct db *db, uint64_t id, const char *route);
enum err collection_set_head_cover(struct db *db, uint64_t id, int on);
enum err collection_set_recolour(struct db *db, uint64_t id, int on);
/* Out of the department's hands again, photo_ready. ERR_CONFLICT: it does not
 * wait there, or a reviewer has it on the screen. */
enum err collection_take_back(struct db *db, uint64_t id);
/* Changes nothing: holds the row until the end of the transaction. */
enum err collection_touch(struct db *db, uint64_t id);
/* The photo is the chosen one now; a draft becomes photo_ready. */
enum err collection_set_photo(struct db *db, uint64_t id, uint64_t photo);

#endif
