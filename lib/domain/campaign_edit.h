/*
 * What a campaign may be, read from what people typed, added and changed: for
 * registrars and the command line. actor and actor_id are audit.h's.
 */
#ifndef GP_DOMAIN_CAMPAIGN_EDIT_H
#define GP_DOMAIN_CAMPAIGN_EDIT_H

#include "lib/base/arena.h"
#include "lib/db/campaigns.h"
#include "lib/db/prices.h"

struct campaign_text {
	const char *kind;		/* graduate, new_student */
	const char *feature;		/* 1 to 12 letters, digits, "_-" */
	const char *name_zh, *name_en;	/* 1 to 120 characters */
	/* "2026-11-01", "2026-11-01 08:00" or with a T, Beijing time */
	const char *opens, *closes;
	/* yuan; more than 0, and with prints at least as much */
	const char *price, *price_prints;
	const char *routes;		/* of "online,department,onsite" */
};

enum campaign_fault {
	CAMPAIGN_KIND, CAMPAIGN_FEATURE, CAMPAIGN_NAME_ZH, CAMPAIGN_NAME_EN,
	CAMPAIGN_OPENS, CAMPAIGN_CLOSES, CAMPAIGN_PRICE,
	CAMPAIGN_PRICE_PRINTS, CAMPAIGN_ROUTES, CAMPAIGN_FAULTS
};

/* Takes what is right; wrong[fault] is 1 for the rest. Returns how many are
 * wrong. The texts of *out are the arena's. */
int campaign_read(struct arena *a, const struct campaign_text *in,
    struct campaign *out, int wrong[CAMPAIGN_FAULTS]);
/* "2026-11-01" and the like, see above. */
enum err campaign_date(const char *s, int64_t *out);
/* 1: 1 to max characters of one line. */
int campaign_fits(const char *s, size_t max);

/* As campaign_add. */
enum err campaign_create(struct db *db, const struct campaign *c,
    const char *actor, uint64_t actor_id, uint64_t *id);
/* Names, feature code, window, prices, routes and withdrawal of the campaign
 * c->id, whose version is still c->version. Orders keep their amounts.
 * ERR_CONFLICT: somebody has changed it meanwhile; ERR_INPUT: another campaign
 * has the feature code. */
enum err campaign_save(struct db *db, const struct campaign *c,
    const char *actor, uint64_t actor_id);

/* The profile of photos to come, c->profile_*, of the campaign c->id, whose
 * version is still c->version. ERR_CONFLICT as above. */
enum err campaign_profile_save(struct db *db, const struct campaign *c,
    uint64_t staff);

/* One of them; the others are NULL. */
struct price_change {
	const struct print_price *set;
	const struct postage *postage;
	const char *drop;		/* a size */
};

/* ERR_LIMIT: the campaign has as many sizes as it may. */
enum err campaign_price(struct db *db, struct arena *a, uint64_t campaign,
    const struct price_change *ch, const char *actor, uint64_t actor_id);

#endif
