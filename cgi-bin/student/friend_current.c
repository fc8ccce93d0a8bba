/* See friend.h. */
#include "friend.h"

#include "lib/base/clock.h"

enum err friend_of(struct req *r, struct friend *f)
{
	enum err e = collection_by_id(r->db, r->arena, f->h.collection_id,
	    &f->c);

	if (e == OK)
		f->status = handoff_status(&f->h, &f->c, clock_now());
	return e;
}

enum err friend_current(struct req *r, struct friend *f)
{
	const char *cookie = req_cookie(r, FRIEND_COOKIE);
	enum err e = cookie ? handoff_find_device(r->db, r->arena, cookie,
	    &f->h) : ERR_NOTFOUND;

	return e == OK ? friend_of(r, f) : e;
}

void friend_left(struct req *r, const struct friend *f)
{
	int64_t left = f->h.expires_at - clock_now();

	req_set_int(r, "Friend.Left", left);
	req_setf(r, "Friend.Time", "%d:%02d", (int)(left / 60),
	    (int)(left % 60));
}

const char *friend_words(enum handoff_status s)
{
	static const char *const words[] = {
		[HANDOFF_WAITING] = "Text.Friend.Unknown",
		[HANDOFF_BOUND] = "Text.Friend.Other",
		[HANDOFF_DONE] = "Text.Friend.Done",
		[HANDOFF_REVOKED] = "Text.Friend.Revoked",
		[HANDOFF_EXPIRED] = "Text.Friend.Expired",
		[HANDOFF_CLOSED] = "Text.Friend.Closed",
	};

	return words[s];
}
