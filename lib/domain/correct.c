/* See correct.h. */
#include "correct.h"

#include "desk.h"

#include "lib/base/clock.h"
#include "lib/db/audit.h"
#include "lib/db/tell.h"

struct step {
	struct arena *arena;
	uint64_t staff;
	struct correction c;
	int mend;
};

static enum err tell(struct db *db, const struct step *s, int64_t now)
{
	struct tell t = { .tmpl = s->mend ? "corrected" : "answered",
	    .zh = "{}", .en = "{}", .now = now, .at = now };
	uint64_t sms, email;

	if (!s->mend)
		t.zh = t.en = desk_reason(s->arena, s->c.answer);
	return tell_roster(db, s->c.roster_id, &t, &sms, &email);
}

static enum err close(struct db *db, void *arg)
{
	const struct step *s = arg;
	int64_t now = clock_now();
	enum err e = correction_close(db, s->staff, &s->c, now);

	if (e == OK && s->mend)
		e = correction_mend(db, &s->c, now);
	if (e == OK && s->mend)
		e = audit_add(db, "staff", s->staff, "roster.change",
		    "roster", s->c.roster_id, "by a student's word");
	if (e == OK)
		e = audit_add(db, "staff", s->staff, "correction.answer",
		    "correction", s->c.id, s->c.state);
	return e == OK ? tell(db, s, now) : e;
}

enum err correct_roster(struct db *db, struct arena *a, uint64_t staff,
    const struct correction *c)
{
	struct step s = { a, staff, *c, 1 };

	s.c.state = "done";
	return db_transaction(db, close, &s);
}

enum err correct_answer(struct db *db, struct arena *a, uint64_t staff,
    const struct correction *c)
{
	struct step s = { a, staff, *c, 0 };

	s.c.state = "answered";
	return db_transaction(db, close, &s);
}
