/* See staff_login.h. */
#include "staff_login.h"
#include "login.h"
#include "password.h"
#include "staff_admin.h"

#include "lib/base/clock.h"
#include "lib/base/totp.h"
#include "lib/db/audit.h"
#include "lib/db/staff_sessions.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum err staff_login_name(char *login)
{
	size_t n = strlen(login), i;

	for (i = 0; i < n; i++)
		if (login[i] >= 'A' && login[i] <= 'Z')
			login[i] = (char)(login[i] + 32);
	return n >= 3 && n <= 60 &&
	    strspn(login, "abcdefghijklmnopqrstuvwxyz0123456789._-@") == n ?
	    OK : ERR_INPUT;
}

enum err staff_password_try(struct db *db, struct arena *a,
    const struct keys *k, const char *login, const char *password,
    struct staff *staff, int64_t *wait)
{
	uint8_t hash[CRYPTO_HASH];
	char who[2 * CRYPTO_HASH + 1];
	struct staff found;
	enum err e;

	/* Not the login itself: the brake takes "wang.li" for "wangli". */
	keys_lookup(k, "staff.login", login, hash);
	crypto_hex(hash, sizeof hash, who);
	e = login_brake(db, k, "staff", who, wait);
	if (e != OK)
		return e;
	e = staff_by_login(db, a, login, &found);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	if (!crypto_password_verify(password, e == OK ? found.password : NULL)
	    || strcmp(found.state, "active")) {
		if (e == OK)
			audit_add(db, "staff", found.id, "staff.refused",
			    "staff", found.id, "password");
		return ERR_INPUT;
	}
	e = login_brake_off(db, k, "staff", who);
	if (e == OK)
		*staff = found;
	return e;
}

/* --- the second factor --------------------------------------------------- */

static void recovery_hash(const struct keys *k, uint64_t staff,
    const char *code, uint8_t out[CRYPTO_HASH])
{
	char text[64];

	snprintf(text, sizeof text, "%" PRIu64 " %.20s", staff, code);
	keys_lookup(k, "staff.recovery", text, out);
}

static enum err totp_try(struct db *db, struct arena *a,
    const struct keys *k, const struct staff *s, const char *code)
{
	int64_t step = 0;
	char *secret;
	enum err e;

	if (!s->totp_sealed)
		return ERR_INPUT;
	e = keys_open(k, a, "totp", s->totp_sealed, s->totp_sealed_n, &secret);
	if (e != OK)
		return ERR_INTERNAL;
	e = totp_check(secret, code, clock_now(), &step);
	if (e == OK)
		e = staff_use_step(db, s->id, step);
	return e == ERR_CONFLICT ? ERR_INPUT : e;
}

static enum err recovery_try(struct db *db, const struct keys *k,
    const struct staff *s, const char *code)
{
	uint8_t hash[CRYPTO_HASH];
	enum err e;

	recovery_hash(k, s->id, code, hash);
	e = staff_recovery_use(db, s->id, hash);
	if (e == OK)
		e = audit_add(db, "staff", s->id, "staff.recovery", "staff",
		    s->id, NULL);
	return e == ERR_CONFLICT ? ERR_INPUT : e;
}

enum err staff_second_try(struct db *db, struct arena *a,
    const struct keys *k, uint64_t staff, const char *code, int64_t *wait)
{
	char who[24];
	struct staff s;
	enum err e;

	snprintf(who, sizeof who, "%" PRIu64, staff);
	e = login_brake(db, k, "staff.second", who, wait);
	if (e == OK)
		e = staff_get(db, a, staff, &s);
	if (e != OK)
		return e;
	e = strlen(code) == 6 ? totp_try(db, a, k, &s, code) :
	    recovery_try(db, k, &s, code);
	if (e == ERR_INPUT)
		audit_add(db, "staff", s.id, "staff.refused", "staff", s.id,
		    "second factor");
	if (e == OK)
		e = login_brake_off(db, k, "staff.second", who);
	return e;
}

struct setup {
	struct arena *arena;
	const struct keys *k;
	uint64_t staff;
	const char *secret;		/* NULL: only new recovery codes */
	int64_t step;
	char (*recovery)[RECOVERY_SIZE];
};

static enum err setup(struct db *db, void *arg)
{
	struct setup *s = arg;
	uint8_t hash[RECOVERY_CODES][CRYPTO_HASH];
	void *sealed;
	size_t n;
	enum err e = OK;
	int i;

	for (i = 0; i < RECOVERY_CODES; i++) {
		staff_words(s->recovery[i]);
		recovery_hash(s->k, s->staff, s->recovery[i], hash[i]);
	}
	if (s->secret) {
		sealed = keys_seal(s->k, s->arena, "totp", s->secret, &n);
		e = staff_set_totp(db, s->staff, sealed, n);
		if (e == OK)
			e = staff_use_step(db, s->staff, s->step);
	}
	if (e == OK)
		e = staff_recovery_set(db, s->staff,
		    (const uint8_t (*)[CRYPTO_HASH])hash, RECOVERY_CODES);
	if (e == OK)
		e = audit_add(db, "staff", s->staff, s->secret ?
		    "staff.totp" : "staff.recovery_new", "staff", s->staff,
		    NULL);
	return e;
}

enum err staff_setup(struct db *db, struct arena *a, const struct keys *k,
    uint64_t staff, const char *secret, const char *code,
    char recovery[RECOVERY_CODES][RECOVERY_SIZE])
{
	struct setup s = { a, k, staff, secret, 0, recovery };
	enum err e = totp_check(secret, code, clock_now(), &s.step);

	return e == OK ? db_transaction(db, setup, &s) : e;
}

enum err staff_recovery_new(struct db *db, struct arena *a,
    const struct keys *k, uint64_t staff,
    char recovery[RECOVERY_CODES][RECOVERY_SIZE])
{
	struct setup s = { a, k, staff, NULL, 0, recovery };

	return db_transaction(db, setup, &s);
}

/* --- password ------------------------------------------------ */

struct choice {
	uint64_t staff, session;
	const char *hash;
};

static enum err choose(struct db *db, void *arg)
{
	const struct choice *c = arg;
	enum err e = staff_set_password(db, c->staff, c->hash, 0);

	if (e == OK)
		e = staff_session_remove_others(db, c->staff, c->session);
	if (e == OK)
		e = audit_add(db, "staff", c->staff, "staff.password",
		    "staff", c->staff, NULL);
	return e;
}

enum err staff_choose_password(struct db *db, struct arena *a, uint64_t staff,
    const char *password, uint64_t session, int *wrong)
{
	char hash[CRYPTO_PASSWORD];
	struct choice c = { staff, session, hash };
	struct staff s;
	enum err e = staff_get(db, a, staff, &s);

	if (e != OK)
		return e;
	*wrong = password_check(password, s.login, NULL, s.name);
	if (!*wrong && crypto_password_verify(password, s.password))
		*wrong = PASSWORD_SAME;
	if (*wrong)
		return OK;
	crypto_password_hash(password, hash);
	return db_transaction(db, choose, &c);
}
