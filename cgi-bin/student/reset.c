/*
 * A new password by SMS code. Whoever is unknown gets the same pages: a decoy
 * stands in for the phone, no digit of any phone is shown, and a limit is not
 * told. Whose password is changed follows from the confirmed phone alone,
 * never from what was typed.
 */
#include "code.h"
#include "person.h"
#include "student.h"

#include "cgi-bin/web/form.h"
#include "cgi-bin/web/session.h"
#include "lib/base/log.h"
#include "lib/domain/login.h"
#include "lib/domain/sms_code.h"

#include <inttypes.h>

int reset_show(struct req *r)
{
	return req_page(r, "student/reset");
}

int reset_post(struct req *r)
{
	static const struct field fields[] = {
		{ "Who", FORM_TEXT, 1, PERSON_NUMBER, 0,
		    "Text.Login.WhoMissing", NULL },
		{ 0 }
	};
	struct { char *who; } f;
	struct account acc;
	char decoy[21];
	enum err e;

	if (form_read(r, fields, &f) != OK)
		return req_page_status(r, 422, "student/reset");
	sms_code_decoy(r->keys, f.who, decoy);
	e = login_find(r->db, r->arena, r->keys, f.who, &acc);
	if (e == OK && acc.phone_login)
		e = code_begin(r, "reset", acc.phone_login, NULL, CODE_QUIET);
	else if (e == OK || e == ERR_NOTFOUND)
		e = code_begin(r, "reset", decoy, NULL,
		    CODE_QUIET | CODE_DECOY);
	return e == OK ? req_redirect(r, "/reset/code") : req_fail(r, e);
}

/* The code was right. */
int reset_done(struct req *r, const char *phone)
{
	enum err e = session_put(r, "reset.phone", phone);

	return e == OK ? req_redirect(r, "/reset/password") : req_fail(r, e);
}

/* The account whose phone this session has confirmed. */
static enum err confirmed(struct req *r, struct account *out)
{
	static const uint8_t none[CRYPTO_HASH];
	const char *phone = session_get(r, "reset.phone");

	if (!phone)
		return ERR_NOTFOUND;
	return account_find(r->db, r->arena, none, phone, out);
}

static int start_again(struct req *r, enum err e)
{
	return e == ERR_NOTFOUND ? req_redirect(r, "/reset") :
	    req_fail(r, e);
}

int reset_password(struct req *r)
{
	struct account acc;
	enum err e = confirmed(r, &acc);

	return e == OK ? req_page(r, "student/reset_password") :
	    start_again(r, e);
}

/* Whoever had to wait for the old password need not for the new one. */
static enum err brakes_off(struct req *r, const struct account *acc)
{
	char *number;
	enum err e = keys_open(r->keys, r->arena, "id", acc->id_sealed,
	    acc->id_sealed_n, &number);

	if (e == OK)
		e = login_brake_off(r->db, r->keys, "login", number);
	if (e == OK)
		e = login_brake_off(r->db, r->keys, "login", acc->phone);
	return e;
}

int reset_password_post(struct req *r)
{
	struct account acc;
	enum err e = confirmed(r, &acc);

	if (e != OK)
		return start_again(r, e);
	e = person_new_password(r, &acc);
	if (e == ERR_INPUT)
		return req_page_status(r, 422, "student/reset_password");
	if (e == OK)
		e = session_put(r, "reset.phone", NULL);
	if (e == OK)
		e = brakes_off(r, &acc);
	if (e == OK)
		e = session_login(r, acc.id);
	if (e != OK)
		return req_fail(r, e);
	log_info("password of account %" PRIu64 " reset", acc.id);
	return req_redirect_flash(r, "/home", "Text.Flash.PasswordSet");
}
