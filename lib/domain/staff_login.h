/*
 * Log-in of staff: a password, then a code of their authenticator app or one
 * of ten recovery codes, each once. Who was added or reset by somebody else
 * first chooses a password and sets the app up. Failures are slowed down as
 * students' are (login.h); all of it is in the audit trail.
 */
#ifndef GP_DOMAIN_STAFF_LOGIN_H
#define GP_DOMAIN_STAFF_LOGIN_H

#include "lib/base/keys.h"
#include "lib/db/staff.h"

#define RECOVERY_CODES 10
#define RECOVERY_SIZE 12	/* "abcd3-fgh7j" and its NUL */

/* Lower case in place. ERR_INPUT: not 3 to 60 of a-z 0-9 . _ - @. */
enum err staff_login_name(char *login);

/* OK and *staff, or ERR_INPUT: unknown, locked or wrong, told alike and at
 * the same cost; ERR_LIMIT with *wait seconds: nothing was tried. */
enum err staff_password_try(struct db *db, struct arena *a,
    const struct keys *k, const char *login, const char *password,
    struct staff *staff, int64_t *wait);
/* code: six digits, or a recovery code. The same outcomes. */
enum err staff_second_try(struct db *db, struct arena *a,
    const struct keys *k, uint64_t staff, const char *code, int64_t *wait);

/* The person chooses a password: bits of password.h, 0 and it is stored; the
 * other sessions end. */
enum err staff_choose_password(struct db *db, struct arena *a, uint64_t staff,
    const char *password, uint64_t session, int *wrong);

/* Sets up the app: code must be one of secret. recovery gets the codes, which
 * are never seen again. ERR_INPUT: the code is wrong. */
enum err staff_setup(struct db *db, struct arena *a, const struct keys *k,
    uint64_t staff, const char *secret, const char *code,
    char recovery[RECOVERY_CODES][RECOVERY_SIZE]);
/* New recovery codes; the old ones are worth nothing. */
enum err staff_recovery_new(struct db *db, struct arena *a,
    const struct keys *k, uint64_t staff,
    char recovery[RECOVERY_CODES][RECOVERY_SIZE]);

#endif
