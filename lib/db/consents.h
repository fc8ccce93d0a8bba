/*
 * Consents: which text (version, SHA-256 of what was shown) an account
 * accepted for which purpose, when, from where. Rows are never changed but
 * for the time of withdrawal.
 */
#ifndef GP_DB_CONSENTS_H
#define GP_DB_CONSENTS_H

#include "db.h"

struct consent {
	uint64_t id;
	const char *purpose;		/* terms, photo, face, sms, mailing */
	const char *version;
	uint8_t text_sha256[32];
	const char *remote_addr;
	int64_t accepted_at, withdrawn_at;	/* 0: it holds */
};

/* id, accepted_at and withdrawn_at of *c are not read. */
enum err consent_add(struct db *db, uint64_t account, const struct consent *c,
    int64_t now);
/* OK where the account has accepted and not withdrawn (out may be NULL),
 * else ERR_NOTFOUND. */
enum err consent_holds(struct db *db, struct arena *a, uint64_t account,
    const char *purpose, struct consent *out);
/* All of that purpose; none to withdraw is fine. */
enum err consent_withdraw(struct db *db, uint64_t account,
    const char *purpose, int64_t now);

#endif
