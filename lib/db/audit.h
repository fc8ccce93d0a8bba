/*
 * The audit trail: one row for every change of state and every look at
 * somebody's data, written in the same transaction. The worker seals rows
 * into a hash chain.
 */
#ifndef GP_DB_AUDIT_H
#define GP_DB_AUDIT_H

#include "db.h"

/* actor: student, worker, notify, operator; actor_id its account or 0.
 * action: "order.create"; object: "order" and its id. detail: no names,
 * numbers of persons or phones; NULL is "". Cut at 300 bytes of text. */
enum err audit_add(struct db *db, const char *actor, uint64_t actor_id,
    const char *action, const char *object, uint64_t object_id,
    const char *detail);

#endif
