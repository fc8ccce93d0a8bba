/* Me: phone, e-mail, password. Changes that a thief of an open phone would
 * make ask for the password first. */
#include "code.h"
#include "person.h"
#include "student.h"

#include "cgi-bin/web/form.h"
#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/base/parse.h"
#include "lib/db/audit.h"
#include "lib/db/outbox.h"

#include <inttypes.h>

static enum err show_account(struct req *r, struct account *acc)
{
	char masked[33], *number;
	enum err e = account_get(r->db, r->arena, r->account, acc);

	if (e == OK)
		e = keys_open(r->keys, r->arena, "id", acc->id_sealed,
		    acc->id_sealed_n, &number);
	if (e != OK)
		return ERR_INTERNAL;
	parse_mask_id(number, masked);
	req_set(r, "Me.Name", acc->name);
	req_set(r, "Me.Number", masked);
	parse_mask_phone(acc->phone, masked);
	req_set(r, "Me.Phone", masked);
	req_set(r, "Me.Email", acc->email);
	return OK;
}

int me(struct req *r)
{
	struct account acc;
	enum err e = show_account(r, &acc);

	return e == OK ? req_page(r, "student/me") : req_fail(r, e);
}

static int page(struct req *r, int status, const char *view)
{
	struct account acc;
	enum err e = show_account(r, &acc);

	return e == OK ? req_page_status(r, status, view) : req_fail(r, e);
}

/* --- phone -------------------------------------------------------------- */

struct phone_form {
	char *password, *phone;
};

static const struct field phone_fields[] = {
	{ "Phone", FORM_PHONE, 1, 20, offsetof(struct phone_form, phone),
	    "Text.Person.PhoneWrong", NULL },
	{ "Password", FORM_SECRET, 1, PERSON_SECRET,
	    offsetof(struct phone_form, password), "Text.Password.Empty",
	    NULL },
	{ 0 }
};

int me_phone(struct req *r)
{
	return page(r, 200, "student/me_phone");
}

int me_phone_post(struct req *r)
{
	struct phone_form f;
	struct account acc;
	enum err e;

	if (form_read(r, phone_fields, &f) != OK)
		return page(r, 422, "student/me_phone");
	e = account_get(r->db, r->arena, r->account, &acc);
	if (e == OK)
		e = person_verify(r, &acc, "Password", f.password);
	if (e == OK) {
		e = code_begin(r, "phone", f.phone, f.phone, 0);
		if (e == ERR_LIMIT)
			form_error(r, "Phone", "Text.Code.TooMany");
	}
	if (e == ERR_INPUT || e == ERR_LIMIT)
		return page(r, err_http(e), "student/me_phone");
	return e == OK ? req_redirect(r, "/me/phone/code") : req_fail(r, e);
}

struct change {
	uint64_t account;
	const char *text, *action;
	const char *notice;	/* to where the account was reached so far */
	enum err (*set)(struct db *db, uint64_t id, const char *text);
};

static enum err change(struct db *db, void *arg)
{
	const struct change *c = arg;
	enum err e = OK;

	if (c->notice)
		e = outbox_add_account(db, c->account, c->notice, "{}",
		    clock_now());
	if (e == OK)
		e = c->set(db, c->account, c->text);
	if (e != OK)
		return e;
	return audit_add(db, "student", c->account, c->action, "account",
	    c->account, NULL);
}

/* The new phone is confirmed. That it is another account's may be told: its
 * owner stands here. */
int me_phone_done(struct req *r, const char *phone)
{
	struct change c = { .account = r->account, .text = phone,
	    .action = "account.phone", .notice = "phone",
	    .set = account_set_phone };
	enum err e = db_transaction(r->db, change, &c);

	if (e == ERR_CONFLICT) {
		form_set(r, "Phone", phone);
		form_error(r, "Phone", "Text.Me.PhoneTaken");
		return page(r, 409, "student/me_phone");
	}
	if (e != OK)
		return req_fail(r, e);
	log_info("phone of account %" PRIu64 " changed", r->account);
	return req_redirect_flash(r, "/me", "Text.Flash.PhoneChanged");
}

/* --- e-mail ------------------------------------------------------------- */

int me_email(struct req *r)
{
	struct account acc;
	enum err e = show_account(r, &acc);

	if (e != OK)
		return req_fail(r, e);
	form_set(r, "Email", acc.email);
	return req_page(r, "student/me_email");
}

int me_email_post(struct req *r)
{
	static const struct field fields[] = {
		{ "Email", FORM_EMAIL, 0, 254, 0, "Text.Person.EmailWrong",
		    NULL },
		{ 0 }
	};
	struct { char *email; } f;
	struct change c = { .account = r->account,
	    .action = "account.email", .set = account_set_email };
	enum err e;

	if (form_read(r, fields, &f) != OK)
		return page(r, 422, "student/me_email");
	c.text = f.email;
	e = db_transaction(r->db, change, &c);
	return e == OK ? req_redirect_flash(r, "/me",
	    "Text.Flash.EmailChanged") : req_fail(r, e);
}

/* --- password ----------------------------------------------------------- */

int me_password(struct req *r)
{
	return page(r, 200, "student/me_password");
}

int me_password_post(struct req *r)
{
	static const struct field fields[] = {
		{ "Current", FORM_SECRET, 1, PERSON_SECRET, 0,
		    "Text.Password.Empty", NULL },
		{ 0 }
	};
	struct { char *current; } f;
	struct account acc;
	enum err e;

	if (form_read(r, fields, &f) != OK)
		return page(r, 422, "student/me_password");
	e = account_get(r->db, r->arena, r->account, &acc);
	if (e == OK)
		e = person_verify(r, &acc, "Current", f.current);
	if (e == OK)
		e = person_new_password(r, &acc);
	if (e == ERR_INPUT || e == ERR_LIMIT)
		return page(r, err_http(e), "student/me_password");
	if (e != OK)
		return req_fail(r, e);
	return req_redirect_flash(r, "/me", "Text.Flash.PasswordSet");
}
