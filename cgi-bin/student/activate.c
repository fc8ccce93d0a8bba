/*
 * Accounts made from a roster. The default password (the last six of the
 * number) proves nothing to whoever knows the number, so name and student
 * number must match as well; then a code goes to the phone the school gave,
 * or, where it gave none, to the one that is being bound; then a real
 * password is set, and the account exists. Until all match, every failure
 * has the same answer, taken numbers included, and is slowed like a log-in.
 */
#include "code.h"
#include "consent.h"
#include "entry.h"
#include "person.h"
#include "student.h"

#include "cgi-bin/web/form.h"
#include "cgi-bin/web/session.h"
#include "lib/base/log.h"
#include "lib/base/parse.h"
#include "lib/domain/enrol.h"
#include "lib/domain/login.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

struct form {
	char *type, *number, *last, *name, *student_no;
};

#define AT(member) offsetof(struct form, member)

static const struct field fields[] = {
	{ "Type", FORM_CHOICE, 1, 8, AT(type), "Text.Person.TypeMissing",
	    PERSON_TYPES },
	{ "Number", FORM_TEXT, 1, PERSON_NUMBER, AT(number),
	    "Text.Person.NumberMissing", NULL },
	{ "Last", FORM_SECRET, 1, PERSON_SECRET, AT(last),
	    "Text.Activate.LastMissing", NULL },
	{ "Name", FORM_TEXT, 1, PERSON_NAME, AT(name),
	    "Text.Person.NameMissing", NULL },
	{ "StudentNo", FORM_TEXT, 1, 32, AT(student_no),
	    "Text.Activate.StudentNoMissing", NULL },
	{ 0 }
};

static int page(struct req *r, int status)
{
	entry_show_campaign(r);
	return req_page_status(r, status, "student/activate");
}

int activate_show(struct req *r)
{
	if (r->account)
		return req_redirect(r, "/home");
	form_set(r, "Type", "card");
	return page(r, 200);
}

/* ERR_NOTFOUND: something does not match, whatever it is. */
static enum err match(struct req *r, const struct form *f,
    const char *number, struct roster *out)
{
	size_t n = strlen(number), tail = n < 6 ? n : 6;

	if (strcasecmp(f->last, number + n - tail))
		return ERR_NOTFOUND;
	return enrol_activatable(r->db, r->arena, r->keys, number, f->name,
	    f->student_no, out);
}

static int to_code(struct req *r, const char *phone, const char *shown)
{
	enum err e = code_begin(r, "activate", phone, shown, 0);

	if (e == ERR_LIMIT) {
		form_error(r, NULL, "Text.Code.TooMany");
		return page(r, 429);
	}
	return e == OK ? req_redirect(r, "/activate/code") : req_fail(r, e);
}

/* The row that matched, and the phone once it is confirmed for it. In one
 * value: of two requests at once, one must not lend the other its phone. */
static enum err remember(struct req *r, const struct roster *row,
    const char *phone)
{
	return session_put(r, "activate", arena_printf(r->arena,
	    "%" PRIu64 " %s", row->id, phone));
}

/* The school's phone gets the code; without one the student names one. */
static int matched(struct req *r, const struct form *f,
    const struct roster *row)
{
	char masked[24];
	enum err e = remember(r, row, "");

	if (e == OK)
		e = login_brake_off(r->db, r->keys, "activate", f->number);
	if (e != OK)
		return req_fail(r, e);
	if (parse_phone(row->phone) != OK)
		return req_redirect(r, "/activate/phone");
	parse_mask_phone(row->phone, masked);
	return to_code(r, row->phone, masked);
}

int activate_post(struct req *r)
{
	struct roster row;
	char number[33];
	int64_t wait;
	struct form f;
	enum err e;

	if (r->account)
		return req_redirect(r, "/home");
	if (form_read(r, fields, &f) != OK ||
	    person_number(r, f.type, f.number, number) != OK)
		return page(r, 422);
	e = login_brake(r->db, r->keys, "activate", f.number, &wait);
	if (e == OK)
		e = match(r, &f, number, &row);
	if (e == OK)
		return matched(r, &f, &row);
	log_info("activation refused: %s", err_name(e));
	if (e == ERR_LIMIT) {
		req_header(r, "Retry-After", arena_printf(r->arena,
		    "%" PRId64, wait));
		req_set_int(r, "Activate.Wait", wait);
		form_error(r, NULL, "Text.Login.TooMany");
		return page(r, 429);
	}
	if (e != ERR_NOTFOUND)
		return req_fail(r, e);
	req_set(r, "Activate.NoMatch", "1");
	form_error(r, NULL, "Text.Activate.NoMatch");
	return page(r, 422);
}

/* The row that matched in this session; *phone is "" until confirmed. */
static enum err current_row(struct req *r, struct roster *out,
    const char **phone)
{
	char *s = arena_strdup(r->arena, session_get(r, "activate"));
	uint64_t id;

	if (!s || parse_u64(strsep(&s, " "), &id) != OK)
		return ERR_NOTFOUND;
	*phone = s ? s : "";
	return roster_get(r->db, r->arena, id, out);
}

/* The same, and ERR_NOTFOUND until the phone is confirmed. */
static enum err confirmed_row(struct req *r, struct roster *out,
    const char **phone)
{
	enum err e = current_row(r, out, phone);

	return e == OK && !**phone ? ERR_NOTFOUND : e;
}

static int start_again(struct req *r, enum err e)
{
	if (e != ERR_NOTFOUND)
		return req_fail(r, e);
	return r->account ? req_redirect(r, "/home") :
	    req_redirect(r, "/activate");
}

int activate_phone(struct req *r)
{
	const char *phone;
	struct roster row;
	enum err e = current_row(r, &row, &phone);

	return e == OK ? req_page(r, "student/activate_phone") :
	    start_again(r, e);
}

int activate_phone_post(struct req *r)
{
	static const struct field phone_fields[] = {
		{ "Phone", FORM_PHONE, 1, 20, 0, "Text.Person.PhoneWrong",
		    NULL },
		{ 0 }
	};
	struct { char *phone; } f;
	const char *confirmed;
	struct roster row;
	enum err e = current_row(r, &row, &confirmed);

	/* Where the school gave a phone, only that one will do. */
	if (e != OK || parse_phone(row.phone) == OK)
		return start_again(r, e == OK ? ERR_NOTFOUND : e);
	if (form_read(r, phone_fields, &f) != OK)
		return req_page_status(r, 422, "student/activate_phone");
	e = code_begin(r, "activate", f.phone, f.phone, 0);
	if (e == ERR_LIMIT) {
		form_error(r, "Phone", "Text.Code.TooMany");
		return req_page_status(r, 429, "student/activate_phone");
	}
	return e == OK ? req_redirect(r, "/activate/code") : req_fail(r, e);
}

/* The phone is confirmed: but is it this row's? The code may be one that an
 * earlier try in this session had asked for, for another row. */
int activate_done(struct req *r, const char *phone)
{
	const char *before;
	struct roster row;
	enum err e = current_row(r, &row, &before);

	if (e == OK && parse_phone(row.phone) == OK &&
	    strcmp(row.phone, phone))
		e = ERR_NOTFOUND;
	if (e != OK)
		return start_again(r, e);
	e = remember(r, &row, phone);
	return e == OK ? req_redirect(r, "/activate/password") :
	    req_fail(r, e);
}

static int password_page(struct req *r, int status, const struct roster *row)
{
	req_set(r, "Activate.Name", row->name);
	return req_page_status(r, status, "student/activate_password");
}

int activate_password(struct req *r)
{
	const char *phone;
	struct roster row;
	enum err e = confirmed_row(r, &row, &phone);

	return e == OK ? password_page(r, 200, &row) : start_again(r, e);
}

struct password_form {
	char *password, *again;
	int terms, photo, face, sms;
};

#define P(member) offsetof(struct password_form, member)

static const struct field password_fields[] = {
	{ "Password", FORM_SECRET, 1, PERSON_SECRET, P(password),
	    "Text.Password.Empty", NULL },
	{ "Again", FORM_SECRET, 1, PERSON_SECRET, P(again),
	    "Text.Password.AgainEmpty", NULL },
	{ "Terms", FORM_CHECK, 1, 8, P(terms), "Text.Consent.NeedTerms",
	    NULL },
	{ "Photo", FORM_CHECK, 1, 8, P(photo), "Text.Consent.NeedPhoto",
	    NULL },
	{ "Face", FORM_CHECK, 1, 8, P(face), "Text.Consent.NeedFace", NULL },
	{ "Sms", FORM_CHECK, 0, 8, P(sms), "Text.Consent.NeedTerms", NULL },
	{ 0 }
};

static enum err make_account(struct req *r, const struct roster *row,
    const char *number, const char *phone, const struct password_form *f)
{
	struct consent consents[CONSENT_MAX];
	char hash[CRYPTO_PASSWORD];
	uint64_t account;
	struct applicant who = {
		.id_type = row->id_type, .number = number, .name = row->name,
		.sex = row->sex, .phone = phone, .email = row->email,
		.password = hash, .lang = r->lang,
		.campaign = row->campaign_id, .consents = consents
	};
	enum err e;

	who.consent_count = consent_signup(r, r->lang, f->sms, consents);
	crypto_password_hash(f->password, hash);
	e = enrol_account(r->db, r->arena, r->keys, &who, "account.activate",
	    &account);
	if (e == OK || e == ERR_CONFLICT || e == ERR_DENIED)
		session_put(r, "activate", NULL);
	return e == OK ? session_login(r, account) : e;
}

int activate_password_post(struct req *r)
{
	struct password_form f;
	const char *phone;
	struct roster row;
	char *number;
	enum err e = confirmed_row(r, &row, &phone), form;

	if (e != OK)
		return start_again(r, e);
	e = keys_open(r->keys, r->arena, "id", row.id_sealed,
	    row.id_sealed_n, &number);
	if (e != OK)
		return req_fail(r, ERR_INTERNAL);
	form = form_read(r, password_fields, &f);
	if (*f.password && person_password(r, f.password, f.again, number,
	    phone, row.name) != OK)
		form = ERR_INPUT;
	if (form != OK)
		return password_page(r, 422, &row);
	e = make_account(r, &row, number, phone, &f);
	if (e == ERR_CONFLICT || e == ERR_DENIED) {
		log_info("activation refused: %s", err_name(e));
		if (e == ERR_DENIED)
			req_set(r, "Taken.Phone", "1");
		return req_page_status(r, 409, "student/register_taken");
	}
	return e == OK ? req_redirect_flash(r, "/home",
	    "Text.Flash.Welcome") : req_fail(r, e);
}
