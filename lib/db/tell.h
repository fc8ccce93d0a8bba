/*
 * Messages that staff cause: to the person of a row of the roster, whether
 * they have an account or the school's phone number is all there is.
 */
#ifndef GP_DB_TELL_H
#define GP_DB_TELL_H

#include "db.h"

struct tell {
	const char *tmpl;		/* of lib/service/messages.c */
	const char *zh, *en;		/* parameters (JSON) in the language
					 * of the person */
	int64_t now, at;		/* written, and not sent before */
};

/* To the phone, and to the e-mail address where there is one. *sms, *email:
 * the rows of the outbox, 0: none. */
enum err tell_roster(struct db *db, uint64_t roster, const struct tell *t,
    uint64_t *sms, uint64_t *email);
/* OK also where there is nothing to take back (0). ERR_CONFLICT: it is on
 * its way. */
enum err tell_back(struct db *db, uint64_t outbox, int64_t now);

#endif
