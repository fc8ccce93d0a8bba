/*
 * What several account pages ask alike: the number of a document and a new
 * password. Each thing that is wrong is said by itself.
 */
#include "person.h"

#include "cgi-bin/web/form.h"
#include "lib/base/clock.h"
#include "lib/base/parse.h"
#include "lib/db/audit.h"
#include "lib/db/outbox.h"
#include "lib/db/sessions.h"
#include "lib/domain/login.h"
#include "lib/domain/password.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct {
	const char *name;
	enum id_type type;
	const char *error;
} types[] = {
	{ "card", ID_CARD, "Text.Person.CardWrong" },
	{ "passport", ID_PASSPORT, "Text.Person.PassportWrong" },
	{ "permit", ID_PERMIT, "Text.Person.PermitWrong" },
};

enum err person_number(struct req *r, const char *type, const char *typed,
    char out[33])
{
	char *s = arena_strdup(r->arena, typed);
	size_t i;

	parse_number(s);
	for (i = 0; i < sizeof types / sizeof types[0]; i++) {
		if (strcmp(types[i].name, type))
			continue;
		if (parse_id(types[i].type, s, out) == OK)
			return OK;
		form_error(r, "Number", types[i].error);
		return ERR_INPUT;
	}
	return ERR_INPUT;	/* the type's own error is on the page */
}

enum err person_sex(struct req *r, const char *type, const char *number,
    const char *sex)
{
	if (strcmp(type, "card") || parse_id_sex(number) == sex[0])
		return OK;
	form_error(r, "Sex", "Text.Person.SexWrong");
	return ERR_INPUT;
}

static const struct {
	int bit;
	const char *text;
} missing[] = {
	{ PASSWORD_SHORT, "Text.Password.Short" },
	{ PASSWORD_LONG, "Text.Password.Long" },
	{ PASSWORD_KINDS, "Text.Password.Kinds" },
	{ PASSWORD_ID, "Text.Password.HasId" },
	{ PASSWORD_PHONE, "Text.Password.HasPhone" },
	{ PASSWORD_NAME, "Text.Password.HasName" },
};

enum err person_password(struct req *r, const char *password,
    const char *again, const char *number, const char *phone,
    const char *name)
{
	int bad = password_check(password, number, phone, name), n = 0;
	size_t i;

	for (i = 0; i < sizeof missing / sizeof missing[0]; i++)
		if (bad & missing[i].bit)
			req_set_item(r, "Password.Missing", n++, NULL,
			    req_text(r, missing[i].text));
	if (bad)
		form_error(r, "Password", "Text.Password.Weak");
	else if (strcmp(password, again))
		form_error(r, "Again", "Text.Password.Differ");
	else
		return OK;
	return ERR_INPUT;
}

struct form {
	char *password, *again;
};

static const struct field fields[] = {
	{ "Password", FORM_SECRET, 1, PERSON_SECRET,
	    offsetof(struct form, password), "Text.Password.Empty", NULL },
	{ "Again", FORM_SECRET, 1, PERSON_SECRET,
	    offsetof(struct form, again), "Text.Password.AgainEmpty", NULL },
	{ 0 }
};

struct setting {
	uint64_t account, session;
	char hash[CRYPTO_PASSWORD];
};

/* Whoever else is logged in with the old password no longer is. */
static enum err set_password(struct db *db, void *arg)
{
	const struct setting *s = arg;
	enum err e = account_set_password(db, s->account, s->hash);

	if (e == OK)
		e = session_row_remove_others(db, s->account, s->session);
	if (e == OK)
		e = outbox_add_account(db, s->account, "password", "{}",
		    clock_now());
	if (e == OK)
		e = audit_add(db, "student", s->account, "account.password",
		    "account", s->account, NULL);
	return e;
}

enum err person_new_password(struct req *r, const struct account *acc)
{
	struct setting s = { .account = acc->id, .session = r->session };
	struct form f;
	char *number;
	enum err e = form_read(r, fields, &f);

	if (keys_open(r->keys, r->arena, "id", acc->id_sealed,
	    acc->id_sealed_n, &number) != OK)
		return ERR_INTERNAL;
	if (*f.password && person_password(r, f.password, f.again, number,
	    acc->phone, acc->name) != OK)
		e = ERR_INPUT;
	if (e != OK)
		return e;
	crypto_password_hash(f.password, s.hash);
	return db_transaction(r->db, set_password, &s);
}

enum err person_verify(struct req *r, const struct account *acc,
    const char *field, const char *password)
{
	char who[24];
	int64_t wait;
	enum err e;

	snprintf(who, sizeof who, "%" PRIu64, acc->id);
	e = login_brake(r->db, r->keys, "password", who, &wait);
	if (e == ERR_LIMIT) {
		req_header(r, "Retry-After", arena_printf(r->arena,
		    "%" PRId64, wait));
		form_error(r, field, "Text.Password.TooMany");
		return e;
	}
	if (e != OK)
		return e;
	if (crypto_password_verify(password, acc->password))
		return login_brake_off(r->db, r->keys, "password", who);
	form_error(r, field, "Text.Password.Wrong");
	return ERR_INPUT;
}
