/* See collect.h. */
#include "collect.h"
#include "consent.h"
#include "entry.h"

#include "lib/base/clock.h"

#include <string.h>

static int english(const struct req *r)
{
	return strcmp(r->lang, "en") == 0;
}

const char *work_campaign(const struct req *r, const struct campaign *c)
{
	return english(r) && c->name_en[0] ? c->name_en : c->name_zh;
}

const char *work_school(const struct req *r, const struct campaign *c)
{
	return english(r) && c->school_en[0] ? c->school_en : c->school_zh;
}

void work_step(struct req *r, int step)
{
	req_set_int(r, "Steps.Current", step);
}

/* Ordered or submitted: says what stands in the way, and where it lies. */
static int locked(struct req *r, const struct work *w)
{
	work_step(r, STEP_PHOTO);
	if (strcmp(w->c.state, "ordered") == 0)
		req_set(r, "Collect.Ordered", "1");
	req_set(r, "Collect.Token", w->c.token);
	return req_page_status(r, 409, "student/collect_locked");
}

static int closed(struct req *r, const struct work *w)
{
	work_step(r, STEP_IDENTITY);
	req_set(r, "Collect.Campaign", work_campaign(r, &w->campaign));
	req_set(r, "Collect.Contact", w->campaign.school_contact);
	req_set_time(r, "Collect.Opens", w->campaign.opens_at);
	entry_set_deadline(r, "Collect.Closes", w->campaign.closes_at);
	return req_page_status(r, 409, "student/collect_closed");
}

int work_load(struct req *r, int step, struct work *w)
{
	enum err e = collect_current(r, &w->c);

	if (e == ERR_NOTFOUND)
		return req_redirect(r, "/collect/identity");
	return e == OK ? work_gate(r, step, w) : req_fail(r, e);
}

int work_gate(struct req *r, int step, struct work *w)
{
	enum err e = campaign_get(r->db, r->arena, w->c.campaign_id,
	    &w->campaign);

	if (e == OK)
		e = enrolment_get(r->db, r->arena, r->account,
		    w->c.enrolment_id, &w->e);
	if (e != OK)
		return req_fail(r, e);
	w->graduate = strcmp(w->campaign.kind, "graduate") == 0;
	if (!collect_open(&w->c))
		return locked(r, w);
	if (!campaign_open(&w->campaign, clock_now()))
		return closed(r, w);
	work_step(r, step);
	return consent_required(r);
}

enum err work_scan_keys(struct req *r, struct scan_keys *out)
{
	const char *path = conf_text(r->conf, "code_test_key_file");
	uint8_t seed[CRYPTO_KEY];
	enum err e;

	out->test = 0;
	if (!*path)
		return OK;
	e = crypto_key_load(path, seed);
	if (e != OK)
		return ERR_INTERNAL;
	crypto_sign_public(seed, out->test_public);
	out->test = 1;
	return OK;
}

int work_department(const struct work *w)
{
	return strcmp(w->c.route, "department") == 0;
}

int work_next(struct req *r, const struct work *w)
{
	struct chsi_code code;
	enum err e = w->graduate ? chsi_code_get(r->db, r->arena, w->e.id,
	    &code) : OK;

	if (e == ERR_NOTFOUND)
		return req_redirect(r, "/collect/code");
	if (e != OK)
		return req_fail(r, e);
	if (!w->c.confirmed_at)
		return req_redirect(r, "/collect/confirm");
	if (!w->c.route[0])
		return req_redirect(r, "/collect/route");
	if (strcmp(w->c.route, "onsite") == 0)
		return req_redirect(r, "/collect/ticket");
	if (w->c.photo_id)
		return req_redirect(r, "/collect/preview");
	return req_redirect(r, work_department(w) ? "/collect/recent" :
	    "/collect/guide");
}
