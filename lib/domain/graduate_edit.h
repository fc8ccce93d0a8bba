/* A registrar mends one row of the roster. */
#ifndef GP_DOMAIN_GRADUATE_EDIT_H
#define GP_DOMAIN_GRADUATE_EDIT_H

#include "lib/db/graduates.h"

/* was: as graduate_get gave it; now: with new values, and of updated_at the
 * one that was seen. The trail has which of them changed, not what they are.
 * ERR_CONFLICT: the row has changed meanwhile. */
enum err graduate_edit(struct db *db, struct arena *a, uint64_t staff,
    const struct graduate *was, const struct graduate *now);

#endif
