/* See consent.h; and the page where consents are seen, given, taken back. */
#include "consent.h"
#include "student.h"

#include "cgi-bin/web/view.h"
#include "lib/base/clock.h"
#include "lib/base/crypto.h"
#include "lib/base/log.h"
#include "lib/db/audit.h"
#include "lib/domain/erase.h"
#include "lib/domain/shelf.h"

#include <string.h>

/* The terms end with the account only; without photo or face no collection
 * goes on, so the photos that were not ordered go with those. */
static const struct purpose {
	const char *name;
	const char *title, *body, *version;
	int can_withdraw, erases;
	int elsewhere;		/* asked where it is needed, not here */
} purposes[] = {
	{ "terms", "Text.Consent.TermsTitle", "Text.Consent.TermsBody",
	    "Text.Consent.TermsVersion", 0, 0, 0 },
	{ "photo", "Text.Consent.PhotoTitle", "Text.Consent.PhotoBody",
	    "Text.Consent.PhotoVersion", 1, 1, 0 },
	{ "face", "Text.Consent.FaceTitle", "Text.Consent.FaceBody",
	    "Text.Consent.FaceVersion", 1, 1, 0 },
	{ "sms", "Text.Consent.SmsTitle", "Text.Consent.SmsBody",
	    "Text.Consent.SmsVersion", 1, 0, 0 },
	{ "mailing", "Text.Consent.MailingTitle", "Text.Consent.MailingBody",
	    "Text.Consent.MailingVersion", 1, 0, 1 },
};

#define PURPOSES	((int)(sizeof purposes / sizeof purposes[0]))

static const struct purpose *purpose_find(const char *name)
{
	int i;

	for (i = 0; i < PURPOSES; i++)
		if (name && !strcmp(purposes[i].name, name))
			return &purposes[i];
	return NULL;
}

void consent_now(struct req *r, const char *purpose, const char *lang,
    struct consent *out)
{
	const struct purpose *p = purpose_find(purpose);
	const char *text;

	if (!p)
		log_abort("consent to an unknown purpose: %s", purpose);
	text = arena_printf(r->arena, "%s\n%s",
	    view_text(r->view, lang, p->title),
	    view_text(r->view, lang, p->body));
	memset(out, 0, sizeof *out);
	out->purpose = p->name;
	out->version = view_text(r->view, lang, p->version);
	crypto_sha256(text, strlen(text), out->text_sha256);
	out->remote_addr = r->remote_addr;
}

int consent_signup(struct req *r, const char *lang, int sms,
    struct consent out[CONSENT_MAX])
{
	consent_now(r, "terms", lang, &out[0]);
	consent_now(r, "photo", lang, &out[1]);
	consent_now(r, "face", lang, &out[2]);
	if (!sms)
		return 3;
	consent_now(r, "sms", lang, &out[3]);
	return 4;
}

int consent_required(struct req *r)
{
	enum err e = consent_holds(r->db, r->arena, r->account, "photo", NULL);

	if (e == OK)
		e = consent_holds(r->db, r->arena, r->account, "face", NULL);
	if (e == OK)
		return 0;
	return e != ERR_NOTFOUND ? req_fail(r, e) :
	    req_redirect_flash(r, "/me/consents", "Text.Flash.ConsentNeeded");
}

static void show_consent(struct req *r, int i, const struct purpose *p,
    const struct consent *c)
{
	const char *version = req_text(r, p->version);

	req_set_item(r, "Consents", i, "Purpose", p->name);
	req_set_item(r, "Consents", i, "Title", req_text(r, p->title));
	req_set_item(r, "Consents", i, "Body", req_text(r, p->body));
	req_set_item(r, "Consents", i, "Version", version);
	if (!p->elsewhere && (!c || strcmp(c->version, version)))
		req_set_item(r, "Consents", i, "Give", "1");
	if (!c)
		return;
	req_set_item(r, "Consents", i, "AcceptedAt",
	    req_time(r, c->accepted_at));
	req_set_item(r, "Consents", i, "AcceptedVersion", c->version);
	if (p->can_withdraw)
		req_set_item(r, "Consents", i, "Withdraw", "1");
	if (p->erases)
		req_set_item(r, "Consents", i, "Erases", "1");
}

int me_consents(struct req *r)
{
	struct consent c;
	enum err e;
	int i;

	for (i = 0; i < PURPOSES; i++) {
		e = consent_holds(r->db, r->arena, r->account,
		    purposes[i].name, &c);
		if (e != OK && e != ERR_NOTFOUND)
			return req_fail(r, e);
		show_consent(r, i, &purposes[i], e == OK ? &c : NULL);
	}
	return req_page(r, "student/me_consents");
}

struct accepting {
	uint64_t account;
	struct consent consent;
};

static enum err accept_now(struct db *db, void *arg)
{
	const struct accepting *s = arg;
	enum err e = consent_add(db, s->account, &s->consent, clock_now());

	if (e != OK)
		return e;
	return audit_add(db, "student", s->account, "consent.accept",
	    "account", s->account, s->consent.purpose);
}

/* Accepting what holds already, in this version, is a double submit. */
int me_consents_accept(struct req *r)
{
	const struct purpose *p = purpose_find(req_form(r, "Purpose"));
	struct accepting s = { .account = r->account };
	struct consent held;
	enum err e;

	if (!p)
		return req_fail(r, ERR_INPUT);
	consent_now(r, p->name, r->lang, &s.consent);
	e = consent_holds(r->db, r->arena, r->account, p->name, &held);
	if (e == ERR_NOTFOUND ||
	    (e == OK && strcmp(held.version, s.consent.version)))
		e = db_transaction(r->db, accept_now, &s);
	if (e != OK)
		return req_fail(r, e);
	return req_redirect_flash(r, "/me/consents", "Text.Flash.Consented");
}

static enum err take_back(struct req *r, const struct purpose *p)
{
	int n;
	enum err e = erase_withdraw(r->db, r->account, p->name, p->erases);

	if (e != OK || !p->erases)
		return e;
	/* The worker has what does not go now. */
	if (shelf_erase(r->db, r->arena, r->svc->files, &n) != OK)
		log_warn("files of a withdrawn consent wait for the worker");
	return OK;
}

int me_consents_withdraw(struct req *r)
{
	const struct purpose *p = purpose_find(req_form(r, "Purpose"));
	enum err e;

	if (!p || !p->can_withdraw)
		return req_fail(r, ERR_INPUT);
	e = take_back(r, p);
	if (e == ERR_CONFLICT)
		return req_fail_text(r, e, "Text.Consent.Pending");
	if (e != OK)
		return req_fail(r, e);
	return req_redirect_flash(r, "/me/consents",
	    "Text.Flash.ConsentWithdrawn");
}
