/* /collect/guide, /collect/camera, /collect/preview and the pictures. The
 * shots themselves go to the photo program. */
#include "collect_preview.h"
#include "report.h"

#include "cgi-bin/web/form.h"
#include "cgi-bin/web/profile.h"
#include "lib/service/service.h"

#include <string.h>

#define SHOTS 12	/* earlier good ones offered */

/* Information first: 0, or an answer already made. */
int work_photo(struct req *r, struct work *w)
{
	int status = work_load(r, STEP_PHOTO, w);

	if (!status && (!w->c.confirmed_at || !w->c.route[0]))
		return work_next(r, w);
	return status;
}

int collect_guide_page(struct req *r)
{
	struct work w;
	int status = work_photo(r, &w);

	if (status)
		return status;
	if (w.c.head_cover)
		req_set(r, "Collect.HeadCover", "1");
	if (w.c.photo_id)
		req_set(r, "Collect.HasPhoto", "1");
	return req_page(r, "student/collect_guide");
}

int collect_camera_page(struct req *r)
{
	struct photo_profile p;
	struct work w;
	int status = work_photo(r, &w);

	if (status)
		return status;
	if (w.c.photo_id)
		req_set(r, "Camera.HasPhoto", "1");
	req_set(r, "Camera.Keep", w.c.token);
	/* For the hint about clothes; without it the page takes the blue. */
	if (campaign_profile(r, &w.campaign, &p) == OK)
		req_setf(r, "Camera.Paint", "%d,%d,%d", p.background[0],
		    p.background[1], p.background[2]);
	return req_page(r, "student/collect_camera");
}

static int is_good(const struct photo *p)
{
	return strcmp(p->verdict, "fail") != 0 && p->result_sha256 &&
	    !p->removed_at;
}

/* The good shots, so that the best of them can be taken. */
static enum err show_shots(struct req *r, const struct work *w,
    const struct photo *shown)
{
	struct photo list[SHOTS];
	int i, k = 0, n = 0;
	enum err e = photo_list(r->db, r->arena, w->c.id, list, SHOTS, &n);

	for (i = 0; i < n; i++) {
		if (!is_good(&list[i]))
			continue;
		req_set_item(r, "Shots", k, "Token", list[i].token);
		if (list[i].id == shown->id)
			req_set_item(r, "Shots", k, "Shown", "1");
		if (list[i].id == w->c.photo_id)
			req_set_item(r, "Shots", k, "Chosen", "1");
		k++;
	}
	req_set_int(r, "Preview.Shots", k);
	return e;
}

enum err work_shot(struct req *r, const struct work *w, const char *token,
    struct photo *out)
{
	enum err e = photo_get(r->db, r->arena, r->account, token, out);

	return e == OK && (out->collection_id != w->c.id || out->removed_at) ?
	    ERR_NOTFOUND : e;
}

/* No browser but Safari shows HEIC; what was stored beside it they all do. */
static void show_picture(struct req *r, const struct photo *p)
{
	req_set(r, "Photo.Token", p->token);
	req_set(r, "Photo.Verdict", p->verdict);
	if (p->shown_sha256 || strcmp(p->original_type, "heic") != 0)
		req_set(r, "Photo.Shown", "1");
	if (p->result_sha256)
		req_set(r, "Photo.Result", "1");
}

int preview_page(struct req *r, int status, const struct work *w,
    const struct photo *p)
{
	enum err e = show_shots(r, w, p);

	if (e == OK)
		e = report_show(r, p->report);
	if (e != OK)
		return req_fail(r, e);
	show_picture(r, p);
	remark_show(r, p);
	if (is_good(p))
		req_set(r, "Photo.Good", "1");
	else if (w->c.photo_id)
		req_set(r, "Preview.Earlier", "1");
	if (w->c.head_cover)
		req_set(r, "Collect.HeadCover", "1");
	if (work_department(w))
		req_set(r, "Collect.Department", "1");
	return req_page_status(r, status, "student/collect_preview");
}

/* The one asked for, else the newest. */
int collect_preview_page(struct req *r)
{
	const char *token = req_query(r, "photo");
	struct photo p;
	struct work w;
	int status = work_photo(r, &w);
	enum err e;

	if (status)
		return status;
	e = token ? work_shot(r, &w, token, &p) :
	    photo_last(r->db, r->arena, w.c.id, &p);
	if (e == ERR_NOTFOUND && !token)
		return req_redirect(r, "/collect/guide");
	if (e != OK)
		return req_fail(r, e);
	remark_fill(r, &p);
	return preview_page(r, 200, &w, &p);
}

/* "Use this one": the photo on the page becomes the chosen one. */
int collect_preview_post(struct req *r)
{
	const char *token = req_form(r, "Photo");
	struct photo p;
	struct work w;
	int status = work_photo(r, &w);
	enum err e;

	if (status)
		return status;
	e = token ? photo_get(r->db, r->arena, r->account, token, &p) :
	    ERR_NOTFOUND;
	if (e == OK)
		e = collect_choose(r->db, &w.c, &p);
	if (e == ERR_CONFLICT)
		return req_fail_text(r, e, "Text.Collect.NotGood");
	if (e != OK)
		return req_fail(r, e);
	return req_redirect(r, work_department(&w) ? "/collect/submit" :
	    "/collect/prints");
}

static const char *media_type(const char *format)
{
	static const char *const types[][2] = {
		{ "jpeg", "image/jpeg" }, { "png", "image/png" },
		{ "webp", "image/webp" }, { "heic", "image/heic" },
		{ "avif", "image/avif" },
	};
	size_t i;

	for (i = 0; i < sizeof types / sizeof *types; i++)
		if (strcmp(types[i][0], format) == 0)
			return types[i][1];
	return "application/octet-stream";
}

/* A picture never changes under its token, but it is one person's. */
static int send_file(struct req *r, const char *sha256, const char *format)
{
	uint8_t *data;
	size_t n;
	enum err e = ERR_NOTFOUND;

	if (sha256)
		e = r->svc->files->ops->get(r->svc->files, r->arena, sha256,
		    &data, &n);
	if (e != OK)
		return req_fail(r, e);
	req_header(r, "Cache-Control", "private, no-store");
	return req_send(r, 200, media_type(format), data, n);
}

/* The file of a removed photo may still be there, as that of another. */
static enum err shown(struct req *r, struct photo *p)
{
	enum err e = photo_get(r->db, r->arena, r->account, r->arg, p);

	return e == OK && p->removed_at ? ERR_NOTFOUND : e;
}

int collect_photo_result(struct req *r)
{
	struct photo p;
	enum err e = shown(r, &p);

	return e == OK ? send_file(r, p.result_sha256, "jpeg") :
	    req_fail(r, e);
}

/* The original as a picture of a page: small where there is a small one. */
int collect_photo_shown(struct req *r)
{
	struct photo p;
	enum err e = shown(r, &p);

	if (e != OK)
		return req_fail(r, e);
	return p.shown_sha256 ? send_file(r, p.shown_sha256, "jpeg") :
	    send_file(r, p.original_sha256, p.original_type);
}

int collect_photo_original(struct req *r)
{
	struct photo p;
	enum err e = shown(r, &p);

	return e == OK ? send_file(r, p.original_sha256, p.original_type) :
	    req_fail(r, e);
}
