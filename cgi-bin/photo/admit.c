/*
 * Who may add a shot to which collection, and in which words the others are
 * refused: the student who is logged in, or the friend whose phone is the
 * camera for ten minutes.
 */
#include "darkroom.h"

#include "cgi-bin/student/current.h"
#include "cgi-bin/student/friend.h"
#include "cgi-bin/web/form.h"
#include "cgi-bin/web/profile.h"
#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/db/consents.h"
#include "lib/domain/collect.h"

#include <string.h>

int refuse(struct req *r, const struct shooting *s, int status,
    const char *key)
{
	log_info("photo refused: %d %s", status, key);
	if (req_wants_json(r))
		return req_error(r, status, key);
	req_set_int(r, "Steps.Current", 4);
	form_error(r, NULL, key);
	return req_page_status(r, status, s->view);
}

/* Ordered or submitted: the page says what to do about it. */
static int refuse_locked(struct req *r, const struct shooting *s)
{
	int ordered = strcmp(s->c.state, "ordered") == 0;

	if (req_wants_json(r))
		return refuse(r, s, 409, ordered ? "Text.Photo.Locked" :
		    "Text.Photo.Submitted");
	log_info("photo refused: 409 %s", s->c.state);
	req_set_int(r, "Steps.Current", 4);
	req_set(r, "Collect.Token", s->c.token);
	if (ordered)
		req_set(r, "Collect.Ordered", "1");
	return req_page_status(r, 409, "student/collect_locked");
}

/* The department's photo is only cropped, unless the student asks for more. */
static enum err profile_of(struct req *r, struct shooting *s)
{
	enum err e = campaign_profile(r, &s->campaign, &s->profile);

	if (e != OK)
		return e;
	if (s->c.head_cover)
		s->profile.head_cover = PHOTO_COVER_ALLOWED;
	if (strcmp(s->c.route, "department") == 0 && !s->c.recolour)
		s->profile.ground = PHOTO_GROUND_KEEP;
	photo_profile_print(&s->profile, s->profile_text,
	    sizeof s->profile_text);
	return OK;
}

/* A camera page may still be open when the consent is withdrawn. */
static enum err consents(struct req *r, uint64_t account)
{
	enum err e = consent_holds(r->db, r->arena, account, "photo", NULL);

	return e != OK ? e : consent_holds(r->db, r->arena, account, "face",
	    NULL);
}

/* What must hold of an open collection, whoever shoots. */
static int admit(struct req *r, struct shooting *s)
{
	enum err e = campaign_get(r->db, r->arena, s->c.campaign_id,
	    &s->campaign);

	if (e != OK)
		return req_fail(r, e);
	if (!campaign_open(&s->campaign, clock_now()))
		return refuse(r, s, 409, "Text.Photo.Closed");
	if (!s->c.confirmed_at || !s->c.route[0])
		return refuse(r, s, 409, "Text.Photo.Unconfirmed");
	e = consents(r, s->c.account_id);
	if (e == ERR_NOTFOUND)
		return refuse(r, s, 403, "Text.Photo.Consent");
	if (e == OK)
		e = profile_of(r, s);
	return e == OK ? 0 : req_fail(r, e);
}

int admit_student(struct req *r, struct shooting *s)
{
	enum err e;

	s->handoff = 0;
	s->view = "student/collect_camera";
	s->next = "/collect/preview";
	e = collect_current(r, &s->c);
	if (e == OK && strcmp(s->c.route, "department") == 0)
		s->view = "student/collect_recent";
	if (e == ERR_NOTFOUND)
		return refuse(r, s, 409, "Text.Photo.NoCollection");
	if (e != OK)
		return req_fail(r, e);
	return collect_open(&s->c) ? admit(r, s) : refuse_locked(r, s);
}

/* The friend's own page says how it stands, and what to do. */
static int refuse_friend(struct req *r, const struct shooting *s, int status,
    const char *key)
{
	if (req_wants_json(r))
		return refuse(r, s, status, key);
	log_info("photo of a friend refused: %s", key);
	return req_redirect(r, "/friend/camera");
}

int admit_friend(struct req *r, struct shooting *s)
{
	struct friend f;
	enum err e = friend_current(r, &f);

	s->view = "student/friend_camera";
	s->next = "/friend/preview";
	if (e == ERR_NOTFOUND)
		return refuse_friend(r, s, 403, "Text.Friend.Unknown");
	if (e != OK)
		return req_fail(r, e);
	if (f.status != HANDOFF_BOUND)
		return refuse_friend(r, s, 409, friend_words(f.status));
	s->c = f.c;
	s->handoff = f.h.id;
	return admit(r, s);
}
