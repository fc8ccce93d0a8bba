/* /collect/friend: the student hands the camera to a friend's phone, sees
 * what it does, and can end it. The friend's side is friend.c. */
#include "collect.h"
#include "friend.h"

#include "lib/base/clock.h"
#include "lib/db/photos.h"
#include "lib/domain/handoff.h"
#include "lib/scan/qr_draw.h"

#include <inttypes.h>
#include <string.h>

/* 0, or the answer already made: information first, as on the camera page. */
static int load(struct req *r, struct work *w, struct friend *f)
{
	int status = work_load(r, STEP_PHOTO, w);
	enum err e;

	if (status)
		return status;
	if (!w->c.confirmed_at || !w->c.route[0])
		return work_next(r, w);
	f->c = w->c;
	f->h.id = 0;
	f->status = HANDOFF_REVOKED;
	e = handoff_live(r->db, w->c.id, r->arena, &f->h);
	if (e == OK)
		f->status = handoff_status(&f->h, &f->c, clock_now());
	return e == OK || e == ERR_NOTFOUND ? 0 : req_fail(r, e);
}

static const char *state_name(const struct friend *f)
{
	return f->h.id ? handoff_status_name(f->status) : "none";
}

/* The newest shot since the hand-off began; id 0: none yet. */
static enum err last_shot(struct req *r, const struct friend *f,
    struct photo *p)
{
	enum err e = photo_last(r->db, r->arena, f->c.id, p);

	if (e == OK && f->h.id && p->created_at >= f->h.created_at)
		return OK;
	p->id = 0;
	return e == ERR_NOTFOUND ? OK : e;
}

/* Changes whenever the page would look different. */
static const char *version(struct req *r, const struct friend *f,
    const struct photo *p)
{
	return arena_printf(r->arena, "%s.%" PRIu64, state_name(f), p->id);
}

static enum err show_code(struct req *r, const struct friend *f)
{
	const char *base = conf_text(r->conf, "base_url"), *host;
	struct handoff_secrets s;
	struct buf path = {0};
	int side = 0;
	enum err e;

	handoff_secrets(r->keys, &f->h, &s);
	host = strstr(base, "//");
	req_setf(r, "Friend.Host", "%s/friend", host ? host + 2 : base);
	req_setf(r, "Friend.Code", "%.4s-%s", s.code, s.code + 4);
	e = qr_draw(arena_printf(r->arena, "%s/friend/%s", base, s.token),
	    &path, &side);
	if (e == OK) {
		req_set(r, "Qr.Path", path.p);
		req_set_int(r, "Qr.Side", side);
	}
	buf_free(&path);
	return e;
}

static void show_shot(struct req *r, const struct photo *p)
{
	if (!p->id)
		return;
	req_set(r, "Shot.Token", p->token);
	req_set(r, "Shot.Verdict", p->verdict);
	if (p->result_sha256 && !p->removed_at)
		req_set(r, "Shot.Result", "1");
}

int collect_friend_page(struct req *r)
{
	struct friend f;
	struct photo p;
	struct work w;
	int status = load(r, &w, &f);
	enum err e;

	if (status)
		return status;
	e = last_shot(r, &f, &p);
	if (e == OK && f.status == HANDOFF_WAITING)
		e = show_code(r, &f);
	if (e != OK)
		return req_fail(r, e);
	req_set(r, "Friend.State", state_name(&f));
	req_set(r, "Friend.Version", version(r, &f, &p));
	if (f.status == HANDOFF_WAITING || f.status == HANDOFF_BOUND) {
		friend_left(r, &f);
		req_set(r, "Page.Refresh", "5");
	}
	show_shot(r, &p);
	return req_page(r, "student/collect_friend");
}

int collect_friend_state(struct req *r)
{
	struct friend f;
	struct photo p;
	struct work w;
	const char *json;
	int status = load(r, &w, &f);
	enum err e;

	if (status)
		return status;
	e = last_shot(r, &f, &p);
	if (e != OK)
		return req_fail(r, e);
	json = arena_printf(r->arena, "{\"state\":\"%s\",\"version\":\"%s\"}"
	    "\n", state_name(&f), version(r, &f, &p));
	return req_send(r, 200, "application/json", json, strlen(json));
}

/* Action: new, more, end. A second tap finds what it wants already there. */
int collect_friend_post(struct req *r)
{
	const char *action = req_form(r, "Action");
	struct friend f;
	struct work w;
	int status = load(r, &w, &f), live;
	enum err e;

	if (status)
		return status;
	live = f.status == HANDOFF_WAITING || f.status == HANDOFF_BOUND ||
	    f.status == HANDOFF_EXPIRED;
	if (!action)
		return req_fail(r, ERR_INPUT);
	if (strcmp(action, "end") == 0)
		e = handoff_revoke(r->db, &w.c);
	else if (strcmp(action, "more") == 0 && live)
		e = handoff_more(r->db, &w.c, &f.h);
	else
		e = handoff_start(r->db, r->keys, &w.c);
	return e == OK || e == ERR_CONFLICT ?
	    req_redirect(r, "/collect/friend") : req_fail(r, e);
}
