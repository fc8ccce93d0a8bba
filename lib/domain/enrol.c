/* See enrol.h. */
#include "enrol.h"

#include "lib/base/clock.h"
#include "lib/db/audit.h"
#include "lib/db/erasures.h"
#include "lib/db/served.h"

#include <string.h>
#include <strings.h>

/* Blanks and the dots that stand inside names; all the same to us, because
 * keyboards differ in them. */
static const char *const skipped[] = {
	" ", ".", "-", "\xc2\xb7", "\xe2\x80\xa2", "\xe2\x80\xa7",
	"\xe3\x83\xbb", "\xef\xbc\x8e", "\xe3\x80\x80"
};

static size_t skipped_length(const char *s)
{
	size_t i, n;

	for (i = 0; i < sizeof skipped / sizeof skipped[0]; i++) {
		n = strlen(skipped[i]);
		if (!strncmp(s, skipped[i], n))
			return n;
	}
	return 0;
}

static const char *skip(const char *s)
{
	size_t n;

	while ((n = skipped_length(s)) > 0)
		s += n;
	return s;
}

static char fold(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

int enrol_same_name(const char *a, const char *b)
{
	const char *start = a = skip(a);

	for (b = skip(b); *a && fold(*a) == fold(*b); a = skip(a + 1))
		b = skip(b + 1);
	return !*a && !*b && *start;
}

/* The school knows the number, and under other names only. */
static int other_name(const struct roster *rows, int n, const char *name)
{
	int i;

	for (i = 0; i < n; i++)
		if (enrol_same_name(rows[i].name, name))
			return 0;
	return n > 0;
}

/* One row, unless somebody holds it. It is taken from a deleted account too:
 * the person behind it is the same. */
static enum err take_row(struct db *db, uint64_t account, uint64_t roster)
{
	uint64_t holder;
	enum err e = enrolment_holder(db, roster, &holder);

	if (e == OK)
		e = enrolment_inherit(db, account, roster);
	else if (e == ERR_NOTFOUND)
		e = enrolment_add(db, account, roster);
	else
		return e;
	if (e == ERR_CONFLICT)
		return OK;
	/* What the department has handed in for them is theirs. */
	if (e == OK)
		e = served_claim(db, account, roster);
	if (e != OK)
		return e;
	return audit_add(db, "student", account, "enrolment.take", "roster",
	    roster, NULL);
}

static enum err take_rows(struct db *db, uint64_t account,
    const struct roster *rows, int n, const char *name)
{
	enum err e = OK;
	int i;

	for (i = 0; i < n && e == OK; i++)
		if (enrol_same_name(rows[i].name, name))
			e = take_row(db, account, rows[i].id);
	return e;
}

struct making {
	struct arena *a;
	const struct keys *k;
	const struct applicant *who;
	const char *action;
	uint8_t lookup[CRYPTO_HASH];
	struct account account;
	uint64_t id;
};

/* Who is in the way: the number's account, or the phone's. */
static enum err find_obstacle(struct db *db, const struct making *m)
{
	struct account other;
	uint8_t none[CRYPTO_HASH] = { 0 };
	enum err e = account_find(db, m->a, m->lookup, NULL, &other);

	if (e == OK)
		return ERR_CONFLICT;
	if (e == ERR_NOTFOUND)
		e = account_find(db, m->a, none, m->who->phone, &other);
	if (e == OK)
		return ERR_DENIED;
	return e == ERR_NOTFOUND ? OK : e;
}

static enum err make_account(struct db *db, void *arg)
{
	struct making *m = arg;
	const struct applicant *who = m->who;
	struct roster rows[ENROL_ROWS];
	int n = 0, i;
	int64_t now = clock_now();
	enum err e = find_obstacle(db, m);

	if (e == OK)
		e = roster_find_lookup(db, m->a, m->lookup, rows, ENROL_ROWS,
		    &n);
	if (e == OK && other_name(rows, n, who->name))
		e = ERR_CONFLICT;
	if (e == OK)
		e = account_add(db, &m->account, m->lookup, &m->id);
	for (i = 0; i < who->consent_count && e == OK; i++)
		e = consent_add(db, m->id, &who->consents[i], now);
	if (e == OK)
		e = audit_add(db, "student", m->id, m->action, "account",
		    m->id, NULL);
	if (e == OK)
		e = take_rows(db, m->id, rows, n, who->name);
	return e;
}

enum err enrol_account(struct db *db, struct arena *a, const struct keys *k,
    const struct applicant *who, const char *action, uint64_t *account)
{
	struct making m = { .a = a, .k = k, .who = who, .action = action };
	enum err e;

	keys_lookup(k, "id", who->number, m.lookup);
	m.account.id_type = who->id_type;
	m.account.name = who->name;
	m.account.sex = who->sex;
	m.account.phone = m.account.phone_login = who->phone;
	m.account.email = who->email;
	m.account.password = who->password;
	m.account.lang = who->lang;
	m.account.campaign_id = who->campaign;
	m.account.id_sealed = keys_seal(k, a, "id", who->number,
	    &m.account.id_sealed_n);
	e = db_transaction(db, make_account, &m);
	if (e == OK)
		*account = m.id;
	return e;
}

struct refreshing {
	struct arena *a;
	const struct account *account;
	uint8_t lookup[CRYPTO_HASH];
};

static enum err refresh(struct db *db, void *arg)
{
	struct refreshing *r = arg;
	struct roster rows[ENROL_ROWS];
	int n = 0;
	enum err e = roster_find_lookup(db, r->a, r->lookup, rows, ENROL_ROWS,
	    &n);

	if (e != OK)
		return e;
	return take_rows(db, r->account->id, rows, n, r->account->name);
}

enum err enrol_refresh(struct db *db, struct arena *a, const struct keys *k,
    uint64_t account)
{
	struct refreshing r = { .a = a };
	struct account acc;
	char *number;
	enum err e = account_get(db, a, account, &acc);

	if (e == OK)
		e = keys_open(k, a, "id", acc.id_sealed, acc.id_sealed_n,
		    &number);
	if (e != OK)
		return e;
	r.account = &acc;
	keys_lookup(k, "id", number, r.lookup);
	return db_transaction(db, refresh, &r);
}

/* OK: nobody holds the row, or a deleted account does. */
static enum err row_free(struct db *db, struct arena *a, uint64_t roster)
{
	struct account acc;
	uint64_t holder;
	enum err e = enrolment_holder(db, roster, &holder);

	if (e == OK)
		e = account_get(db, a, holder, &acc);
	if (e == OK)
		return ERR_NOTFOUND;
	return e == ERR_NOTFOUND ? OK : e;
}

enum err enrol_activatable(struct db *db, struct arena *a,
    const struct keys *k, const char *number, const char *name,
    const char *student_no, struct roster *out)
{
	struct roster rows[ENROL_ROWS];
	uint8_t lookup[CRYPTO_HASH];
	struct account acc;
	int i, n = 0;
	enum err e;

	keys_lookup(k, "id", number, lookup);
	e = account_find(db, a, lookup, NULL, &acc);
	if (e != ERR_NOTFOUND)
		return e == OK ? ERR_NOTFOUND : e;
	e = roster_find_lookup(db, a, lookup, rows, ENROL_ROWS, &n);
	if (e != OK)
		return e;
	for (i = 0; i < n; i++)
		if (enrol_same_name(rows[i].name, name) &&
		    !strcasecmp(rows[i].student_no, student_no))
			break;
	if (i == n)
		return ERR_NOTFOUND;
	e = row_free(db, a, rows[i].id);
	if (e == OK)
		*out = rows[i];
	return e;
}
