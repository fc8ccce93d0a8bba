/*
 * Which process does a job now: a row with an end, because GET_LOCK is local
 * to one node of a cluster.
 */
#ifndef GP_DB_LEASES_H
#define GP_DB_LEASES_H

#include "db.h"

/* Takes or renews the lease for so many seconds, by the database's clock:
 * the machines that want it may disagree. owner: a token of this process
 * (id_new). ERR_CONFLICT: somebody else holds it. */
enum err lease_take(struct db *db, const char *name, const char *owner,
    int seconds);
/* Gives it back at a clean stop; not holding it is fine. */
enum err lease_give(struct db *db, const char *name, const char *owner);

#endif
