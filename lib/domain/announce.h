/*
 * Announcements, added and changed with a row of the audit trail. actor and
 * actor_id are audit.h's.
 */
#ifndef GP_DOMAIN_ANNOUNCE_H
#define GP_DOMAIN_ANNOUNCE_H

#include "lib/db/announcements.h"

enum err announce(struct db *db, const struct announcement *an,
    const char *actor, uint64_t actor_id, uint64_t *id);
/* As announcement_update. */
enum err announce_change(struct db *db, const struct announcement *an,
    const char *actor, uint64_t actor_id);

#endif
