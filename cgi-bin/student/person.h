/* What several account pages ask alike; see person.c. */
#ifndef GP_STUDENT_PERSON_H
#define GP_STUDENT_PERSON_H

#include "cgi-bin/web/req.h"
#include "lib/base/keys.h"
#include "lib/db/accounts.h"

#define PERSON_NAME 120		/* bytes of a name */
#define PERSON_NUMBER 40	/* bytes of a number, blanks included */
#define PERSON_SECRET 512	/* bytes read of a password field */
#define PERSON_TYPES "card|passport|permit"

/* The canonical number, or ERR_INPUT with the error at the field Number. */
enum err person_number(struct req *r, const char *type, const char *typed,
    char out[33]);
/* An ID card says which sex; the error is at the field Sex. */
enum err person_sex(struct req *r, const char *type, const char *number,
    const char *sex);
/* ERR_INPUT with errors at Password and Again, and Password.Missing.N. */
enum err person_password(struct req *r, const char *password,
    const char *again, const char *number, const char *phone,
    const char *name);
/* Is it the account's password? ERR_INPUT (wrong) and ERR_LIMIT (too many
 * tries) leave the error at `field`. */
enum err person_verify(struct req *r, const struct account *acc,
    const char *field, const char *password);
/* Reads the form of a new password and sets it; the account's other sessions
 * end. ERR_INPUT: the errors are on the page. */
enum err person_new_password(struct req *r, const struct account *acc);

#endif
