/*
 * Entry: first use or log-in, and the campaign a poster's QR code or a typed
 * 特征码 chose. The choice is a cookie with the poster's public token: a
 * visitor who only looks costs no row, and the choice outlives the session.
 */
#include "entry.h"
#include "student.h"

#include "cgi-bin/web/form.h"
#include "lib/base/clock.h"

#include <string.h>

#define COOKIE		"gp_campaign"
#define COOKIE_DAYS	30

const char *entry_lang(const struct req *r, const char *zh, const char *en)
{
	return !strcmp(r->lang, "en") && *en ? en : zh;
}

const char *entry_type(const struct req *r, const char *usual)
{
	const char *type = req_query(r, "type");

	return type && !strcmp(type, "passport") ? "passport" : usual;
}

static const char *part(struct req *r, const char *name, const char *field)
{
	return arena_printf(r->arena, "%s.%s", name, field);
}

static const char *window(const struct campaign *c, int64_t now)
{
	if (campaign_open(c, now))
		return "open";
	return now < c->opens_at ? "early" : "closed";
}

void entry_set_deadline(struct req *r, const char *name, int64_t closes)
{
	req_set(r, name, req_deadline(r, closes));
}

void entry_set_campaign(struct req *r, const char *name,
    const struct campaign *c)
{
	int64_t now = clock_now();

	req_set(r, part(r, name, "Token"), c->token);
	req_set(r, part(r, name, "School"), entry_lang(r, c->school_zh,
	    c->school_en));
	req_set(r, part(r, name, "Name"), entry_lang(r, c->name_zh,
	    c->name_en));
	req_set(r, part(r, name, "Contact"), c->school_contact);
	req_set_time(r, part(r, name, "Opens"), c->opens_at);
	entry_set_deadline(r, part(r, name, "Closes"), c->closes_at);
	req_set_fen(r, part(r, name, "Price"), c->price_fen);
	req_set_fen(r, part(r, name, "PricePrints"), c->price_prints_fen);
	req_set(r, part(r, name, "State"), window(c, now));
	if (campaign_open(c, now))
		req_set_int(r, part(r, name, "DaysLeft"),
		    (c->closes_at - now) / 86400);
	if (!strcmp(c->kind, "graduate"))
		req_set(r, part(r, name, "NeedsCode"), "1");
}

/* ERR_NOTFOUND: nothing chosen, or something that is not there any more. */
static enum err chosen(struct req *r, struct campaign *out)
{
	const char *token = req_cookie(r, COOKIE);

	if (!token || strlen(token) != ID_SIZE - 1)
		return ERR_NOTFOUND;
	return campaign_by_token(r->db, r->arena, token, out);
}

uint64_t entry_campaign_id(struct req *r)
{
	struct campaign c;

	return chosen(r, &c) == OK ? c.id : 0;
}

void entry_show_campaign(struct req *r)
{
	struct campaign c;

	if (chosen(r, &c) == OK)
		entry_set_campaign(r, "Campaign", &c);
}

int entry(struct req *r)
{
	if (r->account)
		return req_redirect(r, "/home");
	entry_show_campaign(r);
	return req_page(r, "student/entry");
}

/* Closed or not yet open is still the right address, with the dates and the
 * way to one's own things: 200. */
int entry_campaign(struct req *r)
{
	struct campaign c;
	enum err e = campaign_by_token(r->db, r->arena, r->arg, &c);

	if (e == ERR_NOTFOUND)
		return req_page_status(r, 404, "student/entry_unknown");
	if (e != OK)
		return req_fail(r, e);
	req_set_cookie(r, COOKIE, c.token, COOKIE_DAYS * 86400);
	entry_set_campaign(r, "Campaign", &c);
	return req_page(r, "student/entry");
}

/* A typed 特征码: GET, because it only looks something up. */
int entry_code(struct req *r)
{
	const char *typed = req_query(r, "code");
	char *code = arena_strdup(r->arena, typed ? typed : "");
	struct campaign c;
	enum err e = ERR_NOTFOUND;

	code[strcspn(code, " \t\r\n")] = '\0';
	if (*code)
		e = campaign_by_feature(r->db, r->arena, code, &c);
	if (e == OK)
		return req_redirect(r, arena_printf(r->arena, "/c/%s",
		    c.token));
	if (e != ERR_NOTFOUND)
		return req_fail(r, e);
	form_set(r, "Feature", code);
	form_error(r, "Feature", "Text.Entry.FeatureUnknown");
	entry_show_campaign(r);
	return req_page_status(r, 422, "student/entry");
}
