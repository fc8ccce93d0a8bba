/*
 * POST /collect/photo: a shot, as the raw body of our script's request or
 * as the field `photo` of a form. It is judged at once; good or not, the
 * original, the result and the report are kept, and the preview tells.
 */
#include "darkroom.h"

#include "cgi-bin/student/current.h"
#include "cgi-bin/web/form.h"
#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/base/parse.h"
#include "lib/db/campaigns.h"
#include "lib/db/consents.h"
#include "lib/domain/collect.h"
#include "lib/image/photo.h"
#include "lib/service/service.h"

#include <stdlib.h>
#include <string.h>

/* Why there is no photo to show: status and message. */
struct refusal {
	int status;
	const char *key;
};

static int refuse(struct req *r, int status, const char *key)
{
	log_info("photo refused: %d %s", status, key);
	if (req_wants_json(r))
		return req_error(r, status, key);
	req_set_int(r, "Steps.Current", 4);
	form_error(r, NULL, key);
	return req_page_status(r, status, "student/collect_camera");
}

/* Ordered or submitted: the page says what to do about it. */
static int refuse_locked(struct req *r, const struct collection *c)
{
	int ordered = strcmp(c->state, "ordered") == 0;

	if (req_wants_json(r))
		return refuse(r, 409, ordered ? "Text.Photo.Locked" :
		    "Text.Photo.Submitted");
	log_info("photo refused: 409 %s", c->state);
	req_set_int(r, "Steps.Current", 4);
	req_set(r, "Collect.Token", c->token);
	if (ordered)
		req_set(r, "Collect.Ordered", "1");
	return req_page_status(r, 409, "student/collect_locked");
}

/* The body of a raw post, or the form's file. */
static int picture(struct req *r, const uint8_t **data, size_t *n)
{
	const struct upload *u = req_upload(r, "photo");

	if (u) {
		*data = u->data;
		*n = u->n;
	} else if (strncmp(r->content_type, "image/", 6) == 0) {
		*data = r->body;
		*n = r->body_len;
	}
	return *n > 0;
}

/* The campaign's profile with its own values over it. */
static enum err profile_of(struct req *r, const struct campaign *c,
    struct photo_profile *out)
{
	char *s = arena_strdup(r->arena, c->profile_overrides), *line, *value;
	char why[160];

	if (photo_profile_load(conf_text(r->conf, "profiles_dir"),
	    c->profile_base, out, why) != PHOTO_OK) {
		log_error("%s", why);
		return ERR_INTERNAL;
	}
	while ((line = strsep(&s, "\n"))) {
		parse_trim(line);
		if (!*line)
			continue;
		value = strchr(line, '=');
		if (value)
			*value++ = '\0';
		else
			value = line + strlen(line);
		parse_trim(line);
		parse_trim(value);
		if (photo_profile_set(out, line, value) == PHOTO_OK)
			continue;
		log_error("campaign %llu: bad profile value of '%.40s'",
		    (unsigned long long)c->id, line);
		return ERR_INTERNAL;
	}
	return OK;
}

/* What the photo core says of a picture that it can't make a photo from. */
static struct refusal refusal_of(enum photo_err e)
{
	static const struct {
		enum photo_err e;
		struct refusal no;
	} table[] = {
		{ PHOTO_EFORMAT, { 422, "Text.Photo.Format" } },
		{ PHOTO_EDAMAGED, { 422, "Text.Photo.Damaged" } },
		{ PHOTO_ETOOBIG, { 413, "Text.Photo.TooBig" } },
		{ PHOTO_ETOOSMALL, { 422, "Text.Photo.TooSmall" } },
		{ PHOTO_EENCODE, { 422, "Text.Photo.Encode" } },
		{ PHOTO_ENOMEM, { 503, "Text.Photo.Busy" } },
	};
	size_t i;

	for (i = 0; i < sizeof table / sizeof *table; i++)
		if (table[i].e == e)
			return table[i].no;
	return (struct refusal){ 500, "Text.Error.Message500" };
}

static void free_result(void *p)
{
	photo_result_free(p);
}

/* Files first: a row never names a file that is not on the disk. */
static enum err store(struct req *r, const uint8_t *data, size_t n,
    const struct photo_result *res, const char *profile,
    const struct collection *c)
{
	struct files *f = r->svc->files;
	char original[65], result[65], shown[65], token[ID_SIZE];
	struct photo p = { .collection_id = c->id, .profile = profile };
	char *report = photo_report_json(&res->report, 0);
	enum err e;

	if (!report)
		log_abort("photo: out of memory");
	arena_defer(r->arena, free, report);
	id_new(token);
	p.token = token;
	p.report = report;
	p.original_sha256 = original;
	p.original_type = photo_format_name(res->report.input.format);
	p.verdict = photo_verdict_name(res->report.verdict);
	e = f->ops->put(f, data, n, original);
	if (e == OK && res->jpeg) {
		e = f->ops->put(f, res->jpeg, res->jpeg_len, result);
		p.result_sha256 = result;
	}
	if (e == OK && (e = shown_store(r, res->input, shown)) == OK)
		p.shown_sha256 = shown;
	else if (e == ERR_NOTFOUND)
		e = OK;
	return e != OK ? e : collect_shot(r->db, c, &p);
}

static void log_photo(const struct photo_report *p)
{
	const struct photo_finding *f = photo_report_first(p);

	log_info("photo %dx%d %zu bytes: %s%s%s, %.0f ms", p->input.width,
	    p->input.height, p->input.bytes, photo_verdict_name(p->verdict),
	    f ? " " : "", f ? f->rule->id : "", p->ms.total);
}

static int made(struct req *r)
{
	static const char json[] = "{\"next\":\"/collect/preview\"}\n";

	return req_wants_json(r) ? req_send(r, 200, "application/json", json,
	    sizeof json - 1) : req_redirect(r, "/collect/preview");
}

static int make(struct req *r, const uint8_t *data, size_t n,
    const struct collection *c, const struct photo_profile *profile)
{
	struct darkroom *d = r->program;
	struct photo_result *res = NULL;
	struct refusal no;
	char text[2000];
	enum err e;
	int pe = photo_make(d->engine, data, n, profile, &res);

	if (pe != PHOTO_OK) {
		no = refusal_of(pe);
		log_info("photo of %zu bytes: %s", n, photo_err_name(pe));
		return refuse(r, no.status, no.key);
	}
	arena_defer(r->arena, free_result, res);
	log_photo(&res->report);
	photo_profile_print(profile, text, sizeof text);
	e = store(r, data, n, res, text, c);
	if (e == ERR_CONFLICT)	/* ordered in another tab meanwhile */
		return refuse(r, 409, "Text.Photo.Locked");
	return e == OK ? made(r) : req_fail(r, e);
}

/* Which refusal, if any, before the picture is looked at. */
static const char *not_allowed(const struct collection *c,
    const struct campaign *campaign)
{
	if (!campaign_open(campaign, clock_now()))
		return "Text.Photo.Closed";
	if (!c->confirmed_at || !c->route[0])
		return "Text.Photo.Unconfirmed";
	return NULL;
}

/* A camera page may still be open when the consent is withdrawn. */
static enum err consents(struct req *r)
{
	enum err e = consent_holds(r->db, r->arena, r->account, "photo", NULL);

	return e != OK ? e : consent_holds(r->db, r->arena, r->account,
	    "face", NULL);
}

int photo_post(struct req *r)
{
	struct photo_profile profile;
	struct campaign campaign;
	struct collection c;
	const uint8_t *data = NULL;
	const char *no;
	size_t n = 0;
	enum err e = collect_current(r, &c);

	if (e == ERR_NOTFOUND)
		return refuse(r, 409, "Text.Photo.NoCollection");
	if (e == OK)
		e = campaign_get(r->db, r->arena, c.campaign_id, &campaign);
	if (e != OK)
		return req_fail(r, e);
	if (!collect_open(&c))
		return refuse_locked(r, &c);
	no = not_allowed(&c, &campaign);
	if (no)
		return refuse(r, 409, no);
	e = consents(r);
	if (e == ERR_NOTFOUND)
		return refuse(r, 403, "Text.Photo.Consent");
	if (e != OK)
		return req_fail(r, e);
	if (!picture(r, &data, &n))
		return refuse(r, 422, "Text.Photo.Missing");
	if (n > PHOTO_MAX_BYTES)
		return refuse(r, 413, "Text.Photo.TooBig");
	e = profile_of(r, &campaign, &profile);
	return e == OK ? make(r, data, n, &c, &profile) : req_fail(r, e);
}

int photo_get_back(struct req *r)
{
	return req_redirect(r, "/collect/camera");
}
