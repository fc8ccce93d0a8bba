/*
 * Deletion: of an account, or of the photos of a student who takes back the
 * consent. The tables change in one transaction, with a deletion record for
 * each file; the files follow (shelf.h), and the worker removes what a process
 * that died in between has left.
 */
#ifndef GP_DOMAIN_ERASE_H
#define GP_DOMAIN_ERASE_H

#include "lib/db/erasures.h"
#include "lib/service/service.h"

/* ERR_CONFLICT: an order may still be paid; it must be cancelled first. */
enum err erase_account(struct db *db, struct arena *a, uint64_t account);
/* Takes back the consent to `purpose`; photos 1: the collections that were
 * not ordered end, and their photos go. ERR_CONFLICT then while an order may
 * still be paid: cancelled, it would leave its photo behind. */
enum err erase_withdraw(struct db *db, uint64_t account, const char *purpose,
    int photos);

#endif
