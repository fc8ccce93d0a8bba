/*
 * Accounts and failed log-ins. ID numbers are sealed (keys_seal "id") and
 * found by their HMAC (keys_lookup "id"); phone_login is the confirmed phone.
 * A deleted account is never found.
 */
#ifndef GP_DB_ACCOUNTS_H
#define GP_DB_ACCOUNTS_H

#include "db.h"

struct account {
	uint64_t id;
	const char *state;		/* active */
	const char *id_type;		/* card, passport, permit */
	const char *name, *sex;		/* sex: M, F or "" */
	const char *phone;
	const char *phone_login;	/* the same once confirmed, or NULL */
	const char *email, *lang;	/* email may be "" */
	uint64_t campaign_id;		/* last chosen; 0: none */
	int64_t created_at;
	const void *id_sealed;
	size_t id_sealed_n;
	const char *password;		/* scrypt hash; for verify only */
};

enum err account_get(struct db *db, struct arena *a, uint64_t id,
    struct account *out);
/* By either key, in one statement; the ID number wins. phone may be NULL. */
enum err account_find(struct db *db, struct arena *a,
    const uint8_t id_lookup[32], const char *phone, struct account *out);
/* id, state and created_at of *acc are not read. ERR_CONFLICT: the number or
 * the phone has an account. */
enum err account_add(struct db *db, const struct account *acc,
    const uint8_t id_lookup[32], uint64_t *id);

/* ERR_CONFLICT: the phone is another account's. */
enum err account_set_phone(struct db *db, uint64_t id, const char *phone);
enum err account_set_email(struct db *db, uint64_t id, const char *email);
enum err account_set_password(struct db *db, uint64_t id, const char *hash);
enum err account_set_lang(struct db *db, uint64_t id, const char *lang);
enum err account_set_campaign(struct db *db, uint64_t id, uint64_t campaign);

/* Failed tries of what was typed, known or not; a day without one forgets. */
struct login_failure {
	int64_t failures, last_at;
};

/* None is OK with failures 0. */
enum err login_failure_get(struct db *db, const uint8_t subject[32],
    int64_t now, struct login_failure *out);
enum err login_failure_add(struct db *db, const uint8_t subject[32],
    int64_t now);
enum err login_failure_forget(struct db *db, const uint8_t subject[32]);
/* Removes at most max that count no more, after a day; *n how many. */
enum err login_failure_sweep(struct db *db, int64_t now, int max,
    uint64_t *n);

#endif
