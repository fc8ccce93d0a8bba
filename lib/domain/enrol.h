/*
 * From a person to an account, and from an account to the school's rows.
 * Roster data reaches an account only where number and name both match and
 * the phone is confirmed; so all of this runs after the SMS code.
 */
#ifndef GP_DOMAIN_ENROL_H
#define GP_DOMAIN_ENROL_H

#include "lib/base/keys.h"
#include "lib/db/accounts.h"
#include "lib/db/consents.h"
#include "lib/db/roster.h"

#define ENROL_ROWS 16		/* roster rows of one person */

/* Who wants an account; the phone is confirmed. */
struct applicant {
	const char *id_type, *number;	/* canonical, checked */
	const char *name, *sex, *phone, *email;
	const char *password;		/* scrypt hash */
	const char *lang;
	uint64_t campaign;		/* chosen by a poster, or 0 */
	const struct consent *consents;
	int consent_count;
};

/* "买买提·艾力" is "买买提.艾力", "zhang san" is "Zhang San". */
int enrol_same_name(const char *a, const char *b);

/*
 * Makes the account and takes the roster rows of number and name; *action is
 * "account.register" or "account.activate".
 * ERR_CONFLICT: the number has an account already, or the school knows it
 * under another name: one answer for both, because it goes to somebody who
 * may have typed another's number. ERR_DENIED: the phone, which is this
 * person's, has an account.
 */
enum err enrol_account(struct db *db, struct arena *a, const struct keys *k,
    const struct applicant *who, const char *action, uint64_t *account);
/* Takes rows that the school added since. */
enum err enrol_refresh(struct db *db, struct arena *a, const struct keys *k,
    uint64_t account);
/* A row that can be activated: number, name and student number all match
 * and nobody holds it. ERR_NOTFOUND for everything else. */
enum err enrol_activatable(struct db *db, struct arena *a,
    const struct keys *k, const char *number, const char *name,
    const char *student_no, struct roster *out);

#endif
