/*
 * Registering. What was typed is kept, sealed, with the session until the
 * phone is confirmed; only then is there an account.
 *
 * Knowing a number must show nothing. So the form answers alike whether the
 * number is free, taken, or unknown to the school; the difference is told
 * only after the code that went to the phone, to somebody whose phone we then
 * know, at the price of an SMS, and even there "taken" and "the school has
 * another name" are one answer (enrol_account).
 */
#include "code.h"
#include "consent.h"
#include "entry.h"
#include "person.h"
#include "student.h"

#include "cgi-bin/web/form.h"
#include "cgi-bin/web/session.h"
#include "lib/base/crypto.h"
#include "lib/base/log.h"
#include "lib/base/parse.h"
#include "lib/db/settings.h"
#include "lib/domain/enrol.h"
#include "lib/domain/login.h"

#include <string.h>

struct form {
	char *type, *number, *name, *sex, *phone, *email, *password, *again;
	int terms, photo, face, sms;
};

#define AT(member) offsetof(struct form, member)

static const struct field fields[] = {
	{ "Type", FORM_CHOICE, 1, 8, AT(type), "Text.Person.TypeMissing",
	    PERSON_TYPES },
	{ "Number", FORM_TEXT, 1, PERSON_NUMBER, AT(number),
	    "Text.Person.NumberMissing", NULL },
	{ "Name", FORM_TEXT, 1, PERSON_NAME, AT(name),
	    "Text.Person.NameMissing", NULL },
	{ "Sex", FORM_CHOICE, 1, 1, AT(sex), "Text.Person.SexMissing",
	    "M|F" },
	{ "Phone", FORM_PHONE, 1, 20, AT(phone), "Text.Person.PhoneWrong",
	    NULL },
	{ "Email", FORM_EMAIL, 0, 254, AT(email), "Text.Person.EmailWrong",
	    NULL },
	{ "Password", FORM_SECRET, 1, PERSON_SECRET, AT(password),
	    "Text.Password.Empty", NULL },
	{ "Again", FORM_SECRET, 1, PERSON_SECRET, AT(again),
	    "Text.Password.AgainEmpty", NULL },
	{ "Terms", FORM_CHECK, 1, 8, AT(terms), "Text.Consent.NeedTerms",
	    NULL },
	{ "Photo", FORM_CHECK, 1, 8, AT(photo), "Text.Consent.NeedPhoto",
	    NULL },
	{ "Face", FORM_CHECK, 1, 8, AT(face), "Text.Consent.NeedFace", NULL },
	{ "Sms", FORM_CHECK, 0, 8, AT(sms), "Text.Consent.NeedTerms", NULL },
	{ 0 }
};

/* What waits for the phone, in this order, a line each. */
enum {
	TYPE, NUMBER, NAME, SEX, PHONE, EMAIL, PASSWORD, LANG, SMS, PARTS
};

struct pending {
	const char *part[PARTS];
};

static enum err pending_put(struct req *r, const struct pending *p)
{
	struct buf all = { 0 };
	char *text;
	void *sealed;
	size_t n;
	int i;

	for (i = 0; i < PARTS; i++)
		buf_printf(&all, "%s\n", p->part[i]);
	sealed = keys_seal(r->keys, r->arena, "register", all.p, &n);
	buf_free(&all);
	text = arena_alloc(r->arena, 4 * ((n + 2) / 3) + 1);
	crypto_base64(sealed, n, text);
	return session_put(r, "register", text);
}

/* 1: there is one. What can't be opened is as good as none. */
static int pending_get(struct req *r, struct pending *out)
{
	const char *text = session_get(r, "register");
	uint8_t *sealed;
	size_t n;
	char *s;
	int i;

	if (!text)
		return 0;
	sealed = arena_alloc(r->arena, 3 * (strlen(text) / 4) + 1);
	if (crypto_unbase64(text, sealed, &n) != OK ||
	    keys_open(r->keys, r->arena, "register", sealed, n, &s) != OK)
		return 0;
	for (i = 0; i < PARTS; i++) {
		out->part[i] = s;
		s += strcspn(s, "\n");
		if (!*s)
			return 0;
		*s++ = '\0';
	}
	return 1;
}

static int page(struct req *r, int status)
{
	entry_show_campaign(r);
	return req_page_status(r, status, "student/register");
}

/* Back from the code page: what was typed stands there again. */
int register_show(struct req *r)
{
	static const char *const names[] = {
		[TYPE] = "Type", [NUMBER] = "Number", [NAME] = "Name",
		[SEX] = "Sex", [PHONE] = "Phone", [EMAIL] = "Email"
	};
	struct pending p;
	int i;

	if (r->account)
		return req_redirect(r, "/home");
	if (!setting_number(r->db, SETTING_REGISTRATION))
		return req_error(r, 503, "Text.Register.Shut");
	if (pending_get(r, &p))
		for (i = TYPE; i <= EMAIL; i++)
			form_set(r, names[i], p.part[i]);
	else
		form_set(r, "Type", entry_type(r, "card"));
	return page(r, 200);
}

/* All errors at once: nobody likes to be told one after the other. */
static enum err read_form(struct req *r, struct form *f, char number[33])
{
	enum err form = form_read(r, fields, f);
	enum err e = OK, id = ERR_INPUT;

	if (*f->type && *f->number)
		id = person_number(r, f->type, f->number, number);
	if (id == OK && *f->sex)
		e = person_sex(r, f->type, number, f->sex);
	if (*f->password && person_password(r, f->password, f->again,
	    id == OK ? number : NULL, f->phone, f->name) != OK)
		e = ERR_INPUT;
	if (form != OK || id != OK)
		e = ERR_INPUT;
	return e;
}

int register_post(struct req *r)
{
	char number[33], hash[CRYPTO_PASSWORD];
	struct pending p;
	struct form f;
	enum err e;

	if (r->account)
		return req_redirect(r, "/home");
	if (!setting_number(r->db, SETTING_REGISTRATION))
		return req_error(r, 503, "Text.Register.Shut");
	if (read_form(r, &f, number) != OK)
		return page(r, 422);
	crypto_password_hash(f.password, hash);
	p = (struct pending) { {
		[TYPE] = f.type, [NUMBER] = number, [NAME] = f.name,
		[SEX] = f.sex, [PHONE] = f.phone, [EMAIL] = f.email,
		[PASSWORD] = hash, [LANG] = r->lang, [SMS] = f.sms ? "1" : "0"
	} };
	e = pending_put(r, &p);
	if (e == OK)
		e = code_begin(r, "register", f.phone, f.phone, 0);
	if (e == ERR_LIMIT) {
		form_error(r, "Phone", "Text.Code.TooMany");
		return page(r, 429);
	}
	return e == OK ? req_redirect(r, "/register/phone") : req_fail(r, e);
}

/* 1: the number's account has this very phone, so its owner stands here. */
static int own_account(struct req *r, const char *number, const char *phone)
{
	struct account acc;

	return login_find(r->db, r->arena, r->keys, number, &acc) == OK &&
	    acc.phone_login && !strcmp(acc.phone_login, phone);
}

static int refused(struct req *r, enum err e, const char *number,
    const char *phone)
{
	log_info("registration refused: %s", err_name(e));
	if (own_account(r, number, phone))
		req_set(r, "Taken.Own", "1");
	else if (e == ERR_DENIED)
		req_set(r, "Taken.Phone", "1");
	entry_show_campaign(r);
	return req_page_status(r, 409, "student/register_taken");
}

/* The phone is confirmed. */
int register_done(struct req *r, const char *phone)
{
	struct consent consents[CONSENT_MAX];
	struct applicant who = { .consents = consents };
	struct pending p;
	uint64_t account;
	enum err e;

	if (!pending_get(r, &p) || strcmp(p.part[PHONE], phone))
		return req_redirect_flash(r, "/register",
		    "Text.Flash.CodeOver");
	who.consent_count = consent_signup(r, p.part[LANG],
	    p.part[SMS][0] == '1', consents);
	who.id_type = p.part[TYPE];
	who.number = p.part[NUMBER];
	who.name = p.part[NAME];
	who.sex = p.part[SEX];
	who.phone = phone;
	who.email = p.part[EMAIL];
	who.password = p.part[PASSWORD];
	who.lang = r->lang;
	who.campaign = entry_campaign_id(r);
	e = enrol_account(r->db, r->arena, r->keys, &who, "account.register",
	    &account);
	if (e == OK || e == ERR_CONFLICT || e == ERR_DENIED)
		session_put(r, "register", NULL);
	if (e == ERR_CONFLICT || e == ERR_DENIED)
		return refused(r, e, who.number, phone);
	if (e == OK)
		e = session_login(r, account);
	if (e != OK)
		return req_fail(r, e);
	return req_redirect_flash(r, "/home", "Text.Flash.Welcome");
}
