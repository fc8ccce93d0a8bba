/*
 * Reminders to students without a photo, or whose photo at CHSI waits for
 * them: by SMS and e-mail, to each at most once a day, and at a time of day
 * at which people are awake.
 */
#ifndef GP_DOMAIN_REMIND_H
#define GP_DOMAIN_REMIND_H

#include "desk.h"

#include "lib/db/cohort.h"
#include "lib/db/proofs.h"

#define REMIND_MAX 2000		/* people at once */

/* Those of the list `f` that have a phone and are due. date_zh, date_en: the
 * parameters of the message, {"date": "..."}. *sent: how many; more than
 * REMIND_MAX need another call. */
enum err remind_missing(const struct desk *d, const struct cohort_filter *f,
    const char *date_zh, const char *date_en, int *sent);

/* The same to those of a list who have not confirmed their photo at CHSI. */
enum err remind_proof(const struct desk *d, const struct proof_filter *f,
    const char *date_zh, const char *date_en, int *sent);

/* {"date": "12月20日"}: the day of `at`, as messages have it; english: "20
 * Dec". */
const char *remind_date(struct arena *a, int64_t at, int english);

/* Who was reminded after this is not due yet (SETTING_REMIND_HOURS). */
int64_t remind_since(struct db *db, int64_t now);

/* When a message that is written at `now` may go: now, or eight o'clock in
 * the morning in Beijing. */
int64_t remind_at(int64_t now);

#endif
