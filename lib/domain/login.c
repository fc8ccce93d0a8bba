/* See login.h. */
#include "login.h"

#include "lib/base/clock.h"
#include "lib/base/parse.h"
#include "lib/db/audit.h"

#include <stdio.h>

#define FREE	5	/* failures without a wait */
#define FIRST	15	/* seconds */
#define LONGEST	900

int64_t login_wait(int64_t failures, int64_t last_at, int64_t now)
{
	int64_t wait = FIRST, i;

	if (failures < FREE)
		return 0;
	for (i = FREE; i < failures && wait < LONGEST; i++)
		wait *= 2;
	if (wait > LONGEST)
		wait = LONGEST;
	wait -= now - last_at;
	return wait > 0 ? wait : 0;
}

/* Upper case and as parse_number leaves it: "110101 1990..." is the same try
 * and the same person. What is too long is nobody's number. */
static void canonical(const char *typed, char out[33])
{
	char s[160];
	size_t n;

	snprintf(s, sizeof s, "%s", typed);
	parse_number(s);
	for (n = 0; s[n] && n < 32; n++)
		out[n] = s[n] >= 'a' && s[n] <= 'z' ? (char)(s[n] - 32) :
		    s[n];
	out[n] = '\0';
}

enum err login_find(struct db *db, struct arena *a, const struct keys *k,
    const char *typed, struct account *out)
{
	uint8_t lookup[CRYPTO_HASH];
	char s[33];

	canonical(typed, s);
	keys_lookup(k, "id", s, lookup);
	/* To the database full-width digits are digits and some characters
	 * are nothing: one phone would have brakes without number. */
	return account_find(db, a, lookup, parse_phone(s) == OK ? s : NULL,
	    out);
}

static void subject(const struct keys *k, const char *what,
    const char *typed, uint8_t out[CRYPTO_HASH])
{
	char s[33];

	canonical(typed, s);
	keys_lookup(k, what, s, out);
}

/* A failure is counted before the password is looked at and forgotten after
 * a right one: tries sent at once don't share a count. */
enum err login_brake(struct db *db, const struct keys *k, const char *what,
    const char *typed, int64_t *wait)
{
	struct login_failure f;
	uint8_t hash[CRYPTO_HASH];
	int64_t now = clock_now(), seconds;
	enum err e;

	subject(k, what, typed, hash);
	e = login_failure_get(db, hash, now, &f);
	if (e != OK)
		return e;
	seconds = login_wait(f.failures, f.last_at, now);
	if (seconds > 0) {
		*wait = seconds;
		return ERR_LIMIT;
	}
	return login_failure_add(db, hash, now);
}

enum err login_brake_off(struct db *db, const struct keys *k,
    const char *what, const char *typed)
{
	uint8_t hash[CRYPTO_HASH];

	subject(k, what, typed, hash);
	return login_failure_forget(db, hash);
}

enum err login_try(struct db *db, struct arena *a, const struct keys *k,
    const char *typed, const char *password, struct account *account,
    int64_t *wait)
{
	struct account found;
	enum err e = login_brake(db, k, "login", typed, wait);

	if (e != OK)
		return e;
	e = login_find(db, a, k, typed, &found);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	if (!crypto_password_verify(password,
	    e == OK ? found.password : NULL))
		return ERR_INPUT;
	e = login_brake_off(db, k, "login", typed);
	if (e == OK)
		e = audit_add(db, "student", found.id, "account.login",
		    "account", found.id, NULL);
	if (e == OK)
		*account = found;
	return e;
}
