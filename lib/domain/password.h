/*
 * What a password must be: at least 10 characters, three of the four kinds
 * (lower case, upper case, digits, others), and nothing a stranger finds on
 * the ID card: no piece of the number or the phone, not the name.
 */
#ifndef GP_DOMAIN_PASSWORD_H
#define GP_DOMAIN_PASSWORD_H

#define PASSWORD_MIN 10		/* characters, not bytes */
#define PASSWORD_MAX 128	/* bytes: scrypt takes any length, we don't */

enum {
	PASSWORD_SHORT = 1,
	PASSWORD_LONG = 2,
	PASSWORD_KINDS = 4,	/* fewer than three kinds of characters */
	PASSWORD_ID = 8,	/* six characters of the ID number in a row */
	PASSWORD_PHONE = 16,	/* six digits of the phone in a row */
	PASSWORD_NAME = 32,	/* the name, or one word of it */
	PASSWORD_SAME = 64	/* the one before; only staff are asked to
				 * choose another (staff_login.h) */
};

/* The bits of all that is wrong, 0: good. NULL or "" are not compared. */
int password_check(const char *password, const char *number,
    const char *phone, const char *name);

#endif
