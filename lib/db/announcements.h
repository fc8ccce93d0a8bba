/*
 * What a school tells its students: in one campaign, or in all of them.
 */
#ifndef GP_DB_ANNOUNCEMENTS_H
#define GP_DB_ANNOUNCEMENTS_H

#include "db.h"

struct announcement {
	uint64_t id;
	uint64_t campaign_id, school_id;	/* one of them is 0 */
	const char *title_zh, *title_en, *body_zh, *body_en;
	int64_t published_at, expires_at;	/* 0: never expires */
	int64_t version;
	const char *for_zh, *for_en;	/* name of the campaign or school */
};

/* What is published and not expired at `now` for the students of a campaign,
 * the newest first. */
enum err announcement_list(struct db *db, struct arena *a, uint64_t campaign,
    int64_t now, struct announcement *list, int max, int *n);

enum announcement_state {	/* announcements.c has their numbers */
	ANNOUNCEMENT_BEFORE, ANNOUNCEMENT_OPEN, ANNOUNCEMENT_OVER
};
int announcement_state(const struct announcement *an, int64_t now);

/* Those of a registrar of the whole school, the latest first. */
struct announcement_filter {
	uint64_t before;	/* only older ones than this id; 0: all */
	int state;		/* at `now`; -1: all */
	int64_t now;
};
enum err announcements_of_staff(struct db *db, struct arena *a,
    uint64_t staff, const struct announcement_filter *f,
    struct announcement *list, int max, int *n);
enum err announcement_of_staff(struct db *db, struct arena *a,
    uint64_t staff, uint64_t id, struct announcement *out);

enum err announcement_add(struct db *db, const struct announcement *an,
    uint64_t *id);
/* Texts and times. ERR_CONFLICT: the version is not an->version any more. */
enum err announcement_update(struct db *db, const struct announcement *an);

#endif
