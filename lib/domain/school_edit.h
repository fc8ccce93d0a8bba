/*
 * Schools and departments added and changed, each with its row of the audit
 * trail: for staff and the command line. actor and actor_id are audit.h's.
 */
#ifndef GP_DOMAIN_SCHOOL_EDIT_H
#define GP_DOMAIN_SCHOOL_EDIT_H

#include "lib/db/schools.h"

/* Bits of what is wrong with a school. */
enum school_fault {
	SCHOOL_CODE = 1,	/* 1 to 16 of A-Z a-z 0-9 "_-" */
	SCHOOL_NAME_ZH = 2,	/* 1 to 120 characters of one line */
	SCHOOL_NAME_EN = 4,
	SCHOOL_CONTACT = 8	/* at most 200 */
};
unsigned school_faults(const struct school *s);

/* s without faults; ERR_CONFLICT: the code exists. */
enum err school_create(struct db *db, const struct school *s,
    const char *actor, uint64_t actor_id, uint64_t *id);
/* ERR_CONFLICT: somebody has changed it meanwhile. */
enum err school_change(struct db *db, const struct school *s, uint64_t staff);

/* One of them: */
enum department_edit { DEPARTMENT_NEW, DEPARTMENT_NAME, DEPARTMENT_DROP };

/* d->school_id and d->name for a new one; d->id, the name `was` and d->name
 * for another name; d->id to remove it. Names are campaign_fits() of 120
 * characters, as the caller has seen. ERR_CONFLICT: the school has the name;
 * there are still students, batches or reviewers. ERR_NOTFOUND: it is no
 * longer called `was`. */
enum err department_change(struct db *db, enum department_edit what,
    const struct department *d, const char *was, uint64_t staff);

#endif
