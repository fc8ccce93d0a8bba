/*
 * Log-in by ID number or phone. What was typed, known or not, may fail five
 * times; from then on each try must wait: 15 s, 30 s, ... up to 15 minutes.
 */
#ifndef GP_DOMAIN_LOGIN_H
#define GP_DOMAIN_LOGIN_H

#include "lib/base/keys.h"
#include "lib/db/accounts.h"

/* Seconds to wait at `now` after so many failures, the last at last_at. */
int64_t login_wait(int64_t failures, int64_t last_at, int64_t now);

/* The account of a number or phone; ERR_NOTFOUND. */
enum err login_find(struct db *db, struct arena *a, const struct keys *k,
    const char *typed, struct account *out);
/*
 * OK and *account, or ERR_INPUT: unknown or wrong, told alike and at the same
 * cost; ERR_LIMIT with *wait seconds: nothing was tried.
 */
enum err login_try(struct db *db, struct arena *a, const struct keys *k,
    const char *typed, const char *password, struct account *account,
    int64_t *wait);
/* The same brake for other guesses (activation): counts a try of `what` by
 * `typed` unless it must wait, and forgets them after a success. */
enum err login_brake(struct db *db, const struct keys *k, const char *what,
    const char *typed, int64_t *wait);
enum err login_brake_off(struct db *db, const struct keys *k,
    const char *what, const char *typed);

#endif
