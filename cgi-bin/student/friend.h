/* The friend whose phone is the camera, by a cookie of its own that opens
 * nothing else: shared with the photo program. */
#ifndef GP_STUDENT_FRIEND_H
#define GP_STUDENT_FRIEND_H

#include "cgi-bin/web/req.h"
#include "lib/domain/handoff.h"

#define FRIEND_COOKIE "gp_friend"

struct friend {
	struct handoff h;
	struct collection c;
	enum handoff_status status;
};

/* ERR_NOTFOUND: no cookie, or one that nobody knows (any more). */
enum err friend_current(struct req *r, struct friend *f);
/* The same for a hand-off at hand: fills c and status. */
enum err friend_of(struct req *r, struct friend *f);
/* Friend.Left, in seconds, and Friend.Time, "9:58". */
void friend_left(struct req *r, const struct friend *f);
/* What to say to the friend, and what to do: a key of lang/. */
const char *friend_words(enum handoff_status s);

#endif
