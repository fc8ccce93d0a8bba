/*
 * /friend: the phone that takes the photo for somebody else. It has no
 * account; a cookie of its own shows it one camera, for ten minutes, and the
 * results of its own shots. Nothing here names the student.
 */
#include "friend.h"
#include "report.h"
#include "student.h"

#include "cgi-bin/web/form.h"
#include "cgi-bin/web/gate.h"
#include "cgi-bin/web/profile.h"
#include "lib/base/id.h"
#include "lib/base/log.h"
#include "lib/db/campaigns.h"
#include "lib/db/photos.h"
#include "lib/service/service.h"

#include <inttypes.h>
#include <string.h>

/* Guesses of a code, a minute: of one address (a campus may be one), and of
 * all the world. 78 thousand million codes are then never tried through. */
#define GUESSES_ADDRESS 30
#define GUESSES_ALL 120

static const char *version(struct req *r, const struct friend *f,
    uint64_t shot)
{
	return arena_printf(r->arena, "%s.%" PRIu64,
	    handoff_status_name(f->status), shot);
}

/* Not, or no longer, the camera: why, and what to do. */
static int over(struct req *r, int status, const char *state,
    const char *words)
{
	req_set(r, "Friend.State", state);
	req_set(r, "Friend.Words", req_text(r, words));
	return req_page_status(r, status, "student/friend_over");
}

static int over_friend(struct req *r, const struct friend *f)
{
	/* The student may give ten minutes more: the page waits for it. */
	if (f->status == HANDOFF_EXPIRED) {
		req_set(r, "Friend.Version", version(r, f, 0));
		req_set(r, "Page.Refresh", "10");
	}
	return over(r, f->status == HANDOFF_DONE ? 200 : 409,
	    handoff_status_name(f->status), friend_words(f->status));
}

/* 0: this phone is the camera; else the status of the answer made. */
static int load(struct req *r, struct friend *f)
{
	enum err e = friend_current(r, f);

	if (e == ERR_NOTFOUND)
		return over(r, 403, "unknown", "Text.Friend.Unknown");
	if (e != OK)
		return req_fail(r, e);
	return f->status == HANDOFF_BOUND ? 0 : over_friend(r, f);
}

/* --- joining ----------------------------------------------------------- */

static int is_this_phone(struct req *r, const struct friend *f)
{
	struct friend mine;

	return friend_current(r, &mine) == OK && mine.h.id == f->h.id;
}

/* 0: waits for a phone; else the answer made. */
static int joinable(struct req *r, struct friend *f, enum err found)
{
	enum err e = found == OK ? friend_of(r, f) : found;

	if (e == ERR_NOTFOUND)
		return over(r, 404, "unknown", "Text.Friend.NoSuch");
	if (e != OK)
		return req_fail(r, e);
	if (f->status == HANDOFF_WAITING)
		return 0;
	if (is_this_phone(r, f))
		return req_redirect(r, "/friend/camera");
	return over(r, 409, f->status == HANDOFF_BOUND ? "other" :
	    handoff_status_name(f->status), friend_words(f->status));
}

/* The first phone that says so is the camera. */
static int join(struct req *r, struct friend *f)
{
	char cookie[ID_SIZE];
	enum err e;

	id_new(cookie);
	e = handoff_bind(r->db, &f->h, cookie);
	if (e == ERR_CONFLICT)
		return over(r, 409, "other", "Text.Friend.Other");
	if (e != OK)
		return req_fail(r, e);
	req_set_cookie(r, FRIEND_COOKIE, cookie, 24 * 3600);
	return req_redirect(r, "/friend/camera");
}

/* Opening the address changes nothing: chats look at links by themselves,
 * and would be the first phone. */
int friend_start_page(struct req *r)
{
	struct friend f;
	int status = joinable(r, &f, handoff_find_token(r->db, r->keys,
	    r->arena, r->arg, &f.h));

	if (status)
		return status;
	req_set(r, "Friend.Token", r->arg);
	return req_page(r, "student/friend_start");
}

int friend_start_post(struct req *r)
{
	struct friend f;
	int status = joinable(r, &f, handoff_find_token(r->db, r->keys,
	    r->arena, r->arg, &f.h));

	return status ? status : join(r, &f);
}

int friend_code_page(struct req *r)
{
	struct friend f;

	if (friend_current(r, &f) == OK && f.status == HANDOFF_BOUND)
		return req_redirect(r, "/friend/camera");
	return req_page(r, "student/friend_code");
}

static int may_guess(struct req *r)
{
	int status = gate_rate(r, arena_printf(r->arena,
	    "friend.code address %s", r->remote_addr), GUESSES_ADDRESS);

	return status ? status : gate_rate(r, "friend.code", GUESSES_ALL);
}

int friend_code_post(struct req *r)
{
	static const struct field fields[] = {
		{ "Code", FORM_TEXT, 1, 40, 0, "Text.Friend.CodeWrong",
		    NULL },
		{ 0 }
	};
	struct friend f;
	char *code;
	enum err e;
	int status = may_guess(r);

	if (status)
		return status;
	if (form_read(r, fields, &code) != OK)
		return req_page_status(r, 422, "student/friend_code");
	e = handoff_find_code(r->db, r->keys, r->arena, code, &f.h);
	if (e == ERR_NOTFOUND) {
		log_info("friend: no such code");
		form_error(r, "Code", "Text.Friend.CodeWrong");
		return req_page_status(r, 422, "student/friend_code");
	}
	status = joinable(r, &f, e);
	return status ? status : join(r, &f);
}

/* --- shooting ---------------------------------------------------------- */

/* A shot of this phone: by token, or (NULL) the newest. */
static enum err shot_of(struct req *r, const struct friend *f,
    const char *token, struct photo *p)
{
	enum err e = token ? photo_get(r->db, r->arena, f->c.account_id,
	    token, p) : photo_last(r->db, r->arena, f->c.id, p);

	if (e != OK)
		return e;
	return p->collection_id == f->c.id && !p->removed_at &&
	    p->created_at >= f->h.bound_at ? OK : ERR_NOTFOUND;
}

int friend_camera_page(struct req *r)
{
	struct photo_profile profile;
	struct campaign campaign;
	struct friend f;
	struct photo p;
	int status = load(r, &f);

	if (status)
		return status;
	if (shot_of(r, &f, NULL, &p) == OK)
		req_set(r, "Camera.HasPhoto", "1");
	req_set(r, "Friend.Version", version(r, &f, 0));
	friend_left(r, &f);
	req_setf(r, "Camera.Keep", "friend-%" PRIu64, f.h.id);
	if (campaign_get(r->db, r->arena, f.c.campaign_id, &campaign) == OK &&
	    campaign_profile(r, &campaign, &profile) == OK)
		req_setf(r, "Camera.Paint", "%d,%d,%d", profile.background[0],
		    profile.background[1], profile.background[2]);
	return req_page(r, "student/friend_camera");
}

int friend_preview_page(struct req *r)
{
	struct friend f;
	struct photo p;
	int status = load(r, &f);
	enum err e;

	if (status)
		return status;
	e = shot_of(r, &f, req_query(r, "photo"), &p);
	if (e == ERR_NOTFOUND)
		return req_redirect(r, "/friend/camera");
	if (e == OK)
		e = report_show(r, p.report);
	if (e != OK)
		return req_fail(r, e);
	req_set(r, "Photo.Token", p.token);
	req_set(r, "Photo.Verdict", p.verdict);
	if (p.result_sha256)
		req_set(r, "Photo.Result", "1");
	req_set(r, "Friend.Version", version(r, &f, 0));
	return req_page(r, "student/friend_preview");
}

int friend_shot(struct req *r)
{
	struct friend f;
	struct photo p;
	uint8_t *data;
	size_t n;
	int status = load(r, &f);
	enum err e;

	if (status)
		return status;
	e = shot_of(r, &f, r->arg, &p);
	if (e == OK && !p.result_sha256)
		e = ERR_NOTFOUND;
	if (e == OK)
		e = r->svc->files->ops->get(r->svc->files, r->arena,
		    p.result_sha256, &data, &n);
	if (e != OK)
		return req_fail(r, e);
	req_header(r, "Cache-Control", "private, no-store");
	return req_send(r, 200, "image/jpeg", data, n);
}

int friend_state(struct req *r)
{
	struct friend f;
	const char *json;
	enum err e = friend_current(r, &f);

	if (e != OK)
		return req_fail(r, e);
	json = arena_printf(r->arena, "{\"state\":\"%s\",\"version\":\"%s\"}"
	    "\n", handoff_status_name(f.status), version(r, &f, 0));
	return req_send(r, 200, "application/json", json, strlen(json));
}

int friend_done_post(struct req *r)
{
	struct friend f;
	enum err e = friend_current(r, &f);

	if (e == ERR_NOTFOUND)
		return over(r, 403, "unknown", "Text.Friend.Unknown");
	if (e == OK && f.status == HANDOFF_BOUND)
		e = handoff_done(r->db, &f.h);
	return e == OK || e == ERR_CONFLICT ?
	    req_redirect(r, "/friend/camera") : req_fail(r, e);
}
