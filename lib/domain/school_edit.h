/*
 * Changes of a school and its departments, each with its row of the audit
 * trail. Names are campaign_fits() of 120 characters, as the caller has seen.
 */
#ifndef GP_DOMAIN_SCHOOL_EDIT_H
#define GP_DOMAIN_SCHOOL_EDIT_H

#include "lib/db/schools.h"

enum err school_change(struct db *db, const struct school *s, uint64_t staff);

/* One of them: */
enum department_edit { DEPARTMENT_NEW, DEPARTMENT_NAME, DEPARTMENT_DROP };

/* d->school_id and d->name for a new one, d->id and d->name for another name,
 * d->id to remove it. ERR_CONFLICT: the school has the name; there are still
 * students, batches or reviewers. */
enum err department_change(struct db *db, enum department_edit what,
    const struct department *d, uint64_t staff);

#endif
