/* See remind.h. */
#include "remind.h"

#include "lib/base/clock.h"
#include "lib/db/audit.h"
#include "lib/db/tell.h"

#define ROUND 100		/* people in a transaction */
#define MORNING (8 * 3600)
#define EVENING (21 * 3600)

struct round {
	const struct desk *d;
	const struct cohort_filter *f;
	struct tell tell;
	int seen, sent;
};

int64_t remind_at(int64_t now)
{
	int64_t day = (now + 8 * 3600) % 86400;

	if (day >= MORNING && day < EVENING)
		return now;
	return now - day + MORNING + (day < MORNING ? 0 : 86400);
}

static enum err remind(struct db *db, struct round *k,
    const struct cohort_student *s)
{
	uint64_t sms, email;
	enum err e = cohort_reminded(db, k->d->staff, s->roster_id,
	    k->tell.now, k->tell.now - REMIND_PAUSE);

	if (e == ERR_CONFLICT)
		return OK;
	if (e == OK)
		e = tell_roster(db, s->roster_id, &k->tell, &sms, &email);
	if (e == OK)
		e = audit_add(db, "staff", k->d->staff, "roster.reminded",
		    "roster", s->roster_id, NULL);
	k->sent += e == OK;
	return e;
}

static enum err round_of(struct db *db, void *arg)
{
	struct round *k = arg;
	struct cohort_student list[ROUND];
	int i;
	enum err e = cohort_missing(db, k->d->arena, k->d->staff, k->f, list,
	    ROUND, &k->seen);

	k->sent = 0;
	for (i = 0; e == OK && i < k->seen; i++)
		e = remind(db, k, &list[i]);
	return e;
}

enum err remind_missing(const struct desk *d, const struct cohort_filter *f,
    const char *date_zh, const char *date_en, int *sent)
{
	struct cohort_filter due = *f;
	int64_t now = clock_now();
	struct round k = { .d = d, .f = &due, .tell = { .tmpl = "missing",
	    .zh = date_zh, .en = date_en, .now = now,
	    .at = remind_at(now) } };
	enum err e;

	due.silent_since = now - REMIND_PAUSE;
	due.after = due.after_class = "";
	*sent = 0;
	do {
		e = db_transaction(d->db, round_of, &k);
		if (e != OK)
			return e;
		*sent += k.sent;
	} while (k.seen == ROUND && *sent < REMIND_MAX);
	return OK;
}
