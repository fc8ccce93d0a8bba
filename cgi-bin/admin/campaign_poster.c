/* /admin/campaigns/:token/poster.pdf: to be printed and put up. */
#include "campaigns.h"

#include "lib/paper/poster.h"
#include "lib/scan/qr_draw.h"

#include <stdlib.h>
#include <string.h>

static void row(struct req *r, struct poster *p, const char *key,
    const char *value)
{
	p->row[p->rows].name = req_text(r, key);
	p->row[p->rows++].value = value;
}

/* What the student can do, and what it costs. */
static void ways(struct req *r, const struct campaign *c, struct poster *p)
{
	if (strstr(c->routes, "online"))
		row(r, p, "Text.Poster.Online", arena_printf(r->arena,
		    "%s %s / %s %s", req_text(r, "Text.Poster.File"),
		    req_fen(r, c->price_fen),
		    req_text(r, "Text.Poster.Prints"),
		    req_fen(r, c->price_prints_fen)));
	if (strstr(c->routes, "department"))
		row(r, p, "Text.Poster.Department",
		    req_text(r, "Text.Poster.DepartmentHow"));
	if (strstr(c->routes, "onsite"))
		row(r, p, "Text.Poster.Onsite",
		    req_text(r, "Text.Poster.OnsiteHow"));
}

static void fill(struct req *r, const struct campaign *c, struct poster *p)
{
	const int english = !strcmp(r->lang, "en");

	p->school = english ? c->school_en : c->school_zh;
	p->title = english ? c->name_en : c->name_zh;
	p->call = req_text(r, strcmp(c->kind, "graduate") ?
	    "Text.Poster.CallNew" : "Text.Poster.Call");
	row(r, p, "Text.Poster.When", arena_printf(r->arena, "%s %s %s",
	    req_time(r, c->opens_at), req_text(r, "Text.Poster.To"),
	    req_deadline(r, c->closes_at)));
	ways(r, c, p);
	row(r, p, "Text.Poster.Feature", c->feature_code);
	if (*c->school_contact)
		row(r, p, "Text.Poster.Contact", c->school_contact);
	p->steps_title = req_text(r, "Text.Poster.Steps");
	p->step[p->steps++] = req_text(r, "Text.Poster.Step1");
	p->step[p->steps++] = req_text(r, "Text.Poster.Step2");
	p->step[p->steps++] = req_text(r, "Text.Poster.Step3");
	p->foot = req_text(r, "Text.Poster.Foot");
	p->mark = conf_yes(r->conf, "demo") ? "DEMO" : "";
}

int campaign_poster(struct req *r)
{
	struct poster p = { .rows = 0 };
	struct campaign c;
	uint8_t *dark = NULL, *pdf = NULL;
	size_t n = 0;
	int status = campaign_load(r, &c);
	enum err e;

	if (status)
		return status;
	fill(r, &c, &p);
	p.address = arena_printf(r->arena, "%s/c/%s", conf_text(r->conf,
	    "base_url"), c.token);
	e = qr_modules(r->arena, p.address, &dark, &p.side);
	p.dark = dark;
	if (e == OK)
		e = poster_pdf(&p, conf_text(r->conf, "receipt_font_file"),
		    &pdf, &n);
	if (e != OK)
		return req_fail(r, ERR_INTERNAL);
	arena_defer(r->arena, free, pdf);
	req_header(r, "Content-Disposition", arena_printf(r->arena,
	    "inline; filename=\"poster-%s.pdf\"", c.feature_code));
	req_header(r, "Cache-Control", "private, no-store");
	return req_send(r, 200, "application/pdf", pdf, n);
}
