/*
 * Codes by SMS: six digits, ten minutes (code_minutes), five tries, one use.
 * A phone gets at most one a minute, five an hour, ten a day.
 */
#ifndef GP_DOMAIN_SMS_CODE_H
#define GP_DOMAIN_SMS_CODE_H

#include "lib/base/keys.h"
#include "lib/db/db.h"

#define SMS_CODE_WAIT 60	/* seconds until the next may be asked for */

struct sms_code {
	const char *purpose;	/* register, activate, reset, phone */
	const char *phone;	/* of the person, or of sms_code_decoy */
	const char *lang;
	int64_t minutes;	/* how long it is good */
	int decoy;		/* 1: keep a code but send nothing */
};

/* *message: the outbox's, 0 for a decoy. ERR_LIMIT: too many to this
 * phone. */
enum err sms_code_send(struct db *db, const struct keys *k,
    const struct sms_code *c, uint64_t *message);
/* A stand-in for the phone of somebody we don't know: the same text gives
 * the same, so that limits and tries behave as for a known one. */
void sms_code_decoy(const struct keys *k, const char *typed, char out[21]);
/* ERR_INPUT: wrong. ERR_LIMIT: there is no code to try (any more). */
enum err sms_code_check(struct db *db, struct arena *a, const struct keys *k,
    const char *purpose, const char *phone, const char *typed);

#endif
