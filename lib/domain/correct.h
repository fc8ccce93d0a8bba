/*
 * What a registrar makes of a correction: into the roster, or only a word.
 * The student is told either way.
 */
#ifndef GP_DOMAIN_CORRECT_H
#define GP_DOMAIN_CORRECT_H

#include "lib/base/arena.h"
#include "lib/db/corrections.h"

#define CORRECT_NOTE 60		/* characters of a message */

/* c: as correction_of_staff gave it, with the new values of the row, of
 * updated_at the one that was seen, and the answer, "" for none.
 * ERR_CONFLICT: it is not open any more, or the row has changed. */
enum err correct_roster(struct db *db, struct arena *a, uint64_t staff,
    const struct correction *c);
/* The answer alone. ERR_CONFLICT: it is not open any more. */
enum err correct_answer(struct db *db, struct arena *a, uint64_t staff,
    const struct correction *c);

#endif
