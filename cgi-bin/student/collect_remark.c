/* What the student says about a shot or about the next ones: a remark that
 * is kept with the photo, and the declaration of a covered head. */
#include "collect_preview.h"

#include "cgi-bin/web/form.h"

#include <string.h>

/* As stored, and as fields of the form. */
static const char *const reasons[][2] = {
	{ "edge", "Edge" }, { "colour", "Colour" }, { "shape", "Shape" },
	{ "likeness", "Likeness" },
};
#define REASONS (sizeof reasons / sizeof *reasons)

struct remark {
	int reason[REASONS];
	const char *text;
};

static const struct field remark_form[] = {
	{ "Edge", FORM_CHECK, 0, 0, offsetof(struct remark, reason[0]),
	  NULL, NULL },
	{ "Colour", FORM_CHECK, 0, 0, offsetof(struct remark, reason[1]),
	  NULL, NULL },
	{ "Shape", FORM_CHECK, 0, 0, offsetof(struct remark, reason[2]),
	  NULL, NULL },
	{ "Likeness", FORM_CHECK, 0, 0, offsetof(struct remark, reason[3]),
	  NULL, NULL },
	{ "Remark", FORM_TEXT, 0, 600, offsetof(struct remark, text),
	  "Text.Remark.Long", NULL },
	{ 0 }
};

/* "edge,shape"; "" where nothing is ticked. */
static const char *reasons_text(struct req *r, const struct remark *in)
{
	const char *all = "";
	size_t i;

	for (i = 0; i < REASONS; i++)
		if (in->reason[i])
			all = arena_printf(r->arena, "%s%s%s", all,
			    *all ? "," : "", reasons[i][0]);
	return all;
}

static int has_reason(const char *all, const char *name)
{
	size_t n = strlen(name);

	for (; *all; all += strcspn(all, ","), all += *all == ',')
		if (strncmp(all, name, n) == 0 &&
		    (all[n] == ',' || !all[n]))
			return 1;
	return 0;
}

void remark_show(struct req *r, const struct photo *p)
{
	size_t i;
	int n = 0;

	if (!p->remarked_at)
		return;
	req_set_time(r, "Remark.At", p->remarked_at);
	req_set(r, "Remark.Text", p->remark);
	for (i = 0; i < REASONS; i++)
		if (has_reason(p->remark_reasons, reasons[i][0]))
			req_set_item(r, "Remark.Reasons", n++, NULL,
			    req_text(r, arena_printf(r->arena,
			    "Text.Remark.%s", reasons[i][1])));
}

void remark_fill(struct req *r, const struct photo *p)
{
	size_t i;

	if (!p->remarked_at)
		return;
	form_set(r, "Remark", p->remark);
	for (i = 0; i < REASONS; i++)
		if (has_reason(p->remark_reasons, reasons[i][0]))
			form_set(r, reasons[i][1], "1");
}

static int back(struct req *r, const struct photo *p, const char *flash)
{
	return req_redirect_flash(r, arena_printf(r->arena,
	    "/collect/preview?photo=%s", p->token), flash);
}

static int done(struct req *r, enum err e, const struct photo *p,
    const char *flash)
{
	return e == OK ? back(r, p, flash) : req_fail(r, e);
}

/* Empty is a remark too short; "Withdraw" takes it back. */
int collect_remark_post(struct req *r)
{
	const char *token = req_form(r, "Photo"), *all;
	struct remark in;
	struct photo p;
	struct work w;
	int status = work_photo(r, &w);
	enum err e;

	if (status)
		return status;
	e = token ? work_shot(r, &w, token, &p) : ERR_NOTFOUND;
	if (e != OK)
		return req_fail(r, e);
	if (req_form(r, "Withdraw"))
		return done(r, collect_remark(r->db, &w.c, &p, "", ""), &p,
		    "Text.Flash.RemarkGone");
	e = form_read(r, remark_form, &in);
	all = reasons_text(r, &in);
	if (e == OK && !*all && !*in.text) {
		form_error(r, "Remark", "Text.Remark.Empty");
		e = ERR_INPUT;
	}
	if (e == ERR_INPUT)
		return preview_page(r, 422, &w, &p);
	return done(r, collect_remark(r->db, &w.c, &p, all, in.text), &p,
	    "Text.Flash.RemarkKept");
}

/* Where a reload or another language leads after a remark with an error. */
int collect_remark_back(struct req *r)
{
	return req_redirect(r, "/collect/preview");
}

/* From the guide, or from the preview of the photo named. */
int collect_head_cover_post(struct req *r)
{
	const char *token = req_form(r, "Photo"), *on = req_form(r, "On");
	struct photo p;
	struct work w;
	int status = work_photo(r, &w);
	enum err e;

	if (status)
		return status;
	if (!on || (strcmp(on, "1") && strcmp(on, "0")))
		return req_fail(r, ERR_INPUT);
	e = collect_head_cover(r->db, &w.c, on[0] == '1');
	if (e == OK && token)
		e = work_shot(r, &w, token, &p);
	if (e != OK)
		return req_fail(r, e);
	on = on[0] == '1' ? "Text.Flash.CoverOn" : "Text.Flash.CoverOff";
	return token ? back(r, &p, on) :
	    req_redirect_flash(r, "/collect/guide", on);
}
