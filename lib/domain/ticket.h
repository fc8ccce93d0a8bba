/*
 * The on-site ticket (生成二维码): what a student shows at the collecting
 * centre instead of an ID. It names a collection and a time, signed with the
 * site's key, holds nothing of the person, and needs no row of its own: a
 * newer one is as good as an older one until its time, and none is once the
 * photo has been ordered.
 */
#ifndef GP_DOMAIN_TICKET_H
#define GP_DOMAIN_TICKET_H

#include "lib/base/keys.h"
#include "lib/db/collections.h"

/* "GPT1-XXXX-..." of 9 fours in Crockford's base32; the NUL included. */
#define TICKET_TEXT 50

void ticket_text(const struct keys *k, uint64_t collection, int64_t expires,
    char out[TICKET_TEXT]);

enum ticket_verdict {
	TICKET_GOOD,
	TICKET_FOREIGN,		/* no ticket of this site */
	TICKET_EXPIRED,
	TICKET_CLOSED		/* ordered, submitted, ended, other route */
};
const char *ticket_verdict_name(enum ticket_verdict v);

struct ticket {
	enum ticket_verdict verdict;
	int64_t expires_at;	/* but of TICKET_FOREIGN */
	struct collection c;	/* of GOOD and CLOSED */
};

/* As scanned or typed: case, blanks and hyphens don't matter, nor O for 0,
 * I and L for 1. Changes nothing. */
enum err ticket_check(struct db *db, const struct keys *k, struct arena *a,
    const char *text, int64_t now, struct ticket *out);

#endif
