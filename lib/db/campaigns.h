/*
 * Schools, their campaigns (one cohort of one kind, with window, prices and
 * photo profile). Texts are the arena's.
 */
#ifndef GP_DB_CAMPAIGNS_H
#define GP_DB_CAMPAIGNS_H

#include "db.h"

struct campaign {
	uint64_t id, school_id;
	char *token;			/* the poster's address: /c/<token> */
	char *kind;			/* graduate, new_student */
	char *feature_code;		/* 特征码, typed by a person */
	char *name_zh, *name_en;
	char *school_zh, *school_en;
	char *profile_base;		/* etc/profiles/<base>.conf */
	char *profile_overrides;	/* lines "name = value", may be "" */
	int64_t opens_at, closes_at;
	int64_t price_fen;		/* without prints */
	int64_t price_prints_fen;	/* with prints, in all */
	char *routes;			/* "online,department,onsite" */
	int withdraw;
	char *school_contact;		/* how to reach the school, may be "" */
	char *school_code;
	int64_t version;		/* counts its changes */
};

/* ERR_NOTFOUND where there is none. An upper or lower case feature code is
 * the same. A campaign outside its window is found too: see campaign_open. */
enum err campaign_get(struct db *db, struct arena *a, uint64_t id,
    struct campaign *out);
enum err campaign_by_token(struct db *db, struct arena *a, const char *token,
    struct campaign *out);
enum err campaign_by_feature(struct db *db, struct arena *a,
    const char *feature_code, struct campaign *out);
/* The newest first; at most max of them, *n how many. */
enum err campaign_list(struct db *db, struct arena *a, struct campaign *list,
    int max, int *n);
/* Those of a registrar of the whole school. */
enum err campaign_of_staff(struct db *db, struct arena *a, uint64_t staff,
    const char *token, struct campaign *out);
enum err campaigns_of_staff(struct db *db, struct arena *a, uint64_t staff,
    struct campaign *list, int max, int *n);
/* 1: collections may be started and paid at this time. */
int campaign_open(const struct campaign *c, int64_t now);

/* Takes the fields of c but for id, school_* names and contact; adds the
 * profile's row too, so call it in a transaction. ERR_CONFLICT: the token or
 * feature code exists. */
enum err campaign_add(struct db *db, const struct campaign *c, uint64_t *id);

/* As campaign_save and campaign_profile_save (lib/domain/campaign_edit.h). */
enum err campaign_update(struct db *db, const struct campaign *c);
enum err campaign_set_profile(struct db *db, const struct campaign *c);

/* Whether students may take a paid order back before the review.
 * ERR_CONFLICT: no such campaign. */
enum err campaign_set_withdraw(struct db *db, uint64_t id, int on);

struct school {
	uint64_t id;
	char *code, *name_zh, *name_en, *contact;
	int64_t version;		/* counts its changes */
};

/* All but the version. ERR_CONFLICT: the code exists. */
enum err school_add(struct db *db, const struct school *s, uint64_t *id);
enum err school_by_code(struct db *db, struct arena *a, const char *code,
    struct school *out);

#endif
