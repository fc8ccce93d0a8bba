/*
 * From the department to the registrar: approved photos are handed in as a
 * batch; the registrar accepts or returns it, whole or photo by photo. A
 * photo that is returned ends the attempt, and its student is told why.
 */
#ifndef GP_DOMAIN_HANDIN_H
#define GP_DOMAIN_HANDIN_H

#include "desk.h"

#include "lib/base/id.h"
#include "lib/db/batches.h"

/* The first BATCH_MAX approved photos of the department, by number.
 * ERR_CONFLICT: none are. */
enum err handin_make(const struct desk *d, uint64_t campaign,
    uint64_t department, char token[ID_SIZE]);

/* By the registrar: `photo`, or what is still open where it is NULL; *done
 * how many. ERR_CONFLICT: nothing was; ERR_NOTFOUND: not their batch, or no
 * such photo in it. */
enum err handin_accept(const struct desk *d, const char *batch,
    const char *photo, int *done);
/* ERR_INPUT as desk_reject. */
enum err handin_return(const struct desk *d, const char *batch,
    const char *photo, const struct desk_why *why, int *done);

#endif
