/* A change of settings, with its rows of the audit trail. */
#ifndef GP_DOMAIN_SETTING_EDIT_H
#define GP_DOMAIN_SETTING_EDIT_H

#include "lib/db/settings.h"

/* 1: each may be stored; else bad[] says which may not. A notice stands in
 * both languages or in none. */
int settings_good(const char *const value[SETTINGS], int bad[SETTINGS]);

/* Good ones in place of those of `now`. actor: "staff" or "operator".
 * ERR_CONFLICT: somebody else has changed them since. */
enum err settings_change(struct db *db, const struct settings *now,
    const char *const value[SETTINGS], const char *actor, uint64_t actor_id);

#endif
