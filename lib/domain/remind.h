/*
 * Reminders to students without a photo: by SMS and e-mail, to each at most
 * once a day, and at a time of day at which people are awake.
 */
#ifndef GP_DOMAIN_REMIND_H
#define GP_DOMAIN_REMIND_H

#include "desk.h"

#include "lib/db/cohort.h"

#define REMIND_PAUSE 86400	/* seconds between two to the same person */
#define REMIND_MAX 2000		/* people at once */

/* Those of the list `f` that have a phone and are due. date_zh, date_en: the
 * parameters of the message, {"date": "..."}. *sent: how many; more than
 * REMIND_MAX need another call. */
enum err remind_missing(const struct desk *d, const struct cohort_filter *f,
    const char *date_zh, const char *date_en, int *sent);

/* When a message that is written at `now` may go: now, or eight o'clock in
 * the morning in Beijing. */
int64_t remind_at(int64_t now);

#endif
