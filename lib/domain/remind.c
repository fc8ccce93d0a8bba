/* See remind.h. */
#include "remind.h"

#include "lib/base/clock.h"
#include "lib/db/audit.h"
#include "lib/db/settings.h"
#include "lib/db/tell.h"

#include <stdio.h>

#define ROUND 100		/* people in a transaction */
#define MORNING (8 * 3600)
#define EVENING (21 * 3600)

struct round {
	const struct desk *d;
	/* The first of those who are due. */
	enum err (*find)(struct db *db, struct round *k);
	const void *filter;
	struct tell tell;
	int64_t since;		/* who was reminded later is not due */
	uint64_t roster[ROUND];
	int seen, sent;
};

int64_t remind_at(int64_t now)
{
	int64_t day = (now + 8 * 3600) % 86400;

	if (day >= MORNING && day < EVENING)
		return now;
	return now - day + MORNING + (day < MORNING ? 0 : 86400);
}

int64_t remind_since(struct db *db, int64_t now)
{
	return now - 3600 * setting_number(db, SETTING_REMIND_HOURS);
}

const char *remind_date(struct arena *a, int64_t at, int english)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	unsigned y = 0, m = 1, d = 0;
	char text[17];

	clock_beijing(at, text);
	if (sscanf(text, "%4u-%2u-%2u", &y, &m, &d) != 3 || m < 1 || m > 12)
		return "{\"date\":\"\"}";
	return english ? arena_printf(a, "{\"date\":\"%u %.3s\"}", d,
	    months + 3 * (m - 1)) :
	    arena_printf(a, "{\"date\":\"%u月%u日\"}", m, d);
}

static enum err find_missing(struct db *db, struct round *k)
{
	struct cohort_student list[ROUND];
	enum err e = cohort_missing(db, k->d->arena, k->d->staff, k->filter,
	    list, ROUND, &k->seen);
	int i;

	for (i = 0; e == OK && i < k->seen; i++)
		k->roster[i] = list[i].roster_id;
	return e;
}

static enum err find_proof(struct db *db, struct round *k)
{
	struct proof_row list[ROUND];
	enum err e = proof_list(db, k->d->arena, k->d->staff, k->filter,
	    list, ROUND, &k->seen);
	int i;

	for (i = 0; e == OK && i < k->seen; i++)
		k->roster[i] = list[i].roster_id;
	return e;
}

static enum err remind(struct db *db, struct round *k, uint64_t roster)
{
	uint64_t sms, email;
	enum err e = cohort_reminded(db, k->d->staff, roster, k->tell.now,
	    k->since);

	if (e == ERR_CONFLICT)
		return OK;
	if (e == OK)
		e = tell_roster(db, roster, &k->tell, &sms, &email);
	if (e == OK)
		e = audit_add(db, "staff", k->d->staff, "roster.reminded",
		    "roster", roster, k->tell.tmpl);
	k->sent += e == OK;
	return e;
}

static enum err round_of(struct db *db, void *arg)
{
	struct round *k = arg;
	int i;
	enum err e = k->find(db, k);

	k->sent = 0;
	for (i = 0; e == OK && i < k->seen; i++)
		e = remind(db, k, k->roster[i]);
	return e;
}

static enum err run(struct round *k, int *sent)
{
	enum err e;

	*sent = 0;
	do {
		e = db_transaction(k->d->db, round_of, k);
		if (e != OK)
			return e;
		*sent += k->sent;
	} while (k->seen == ROUND && *sent < REMIND_MAX);
	return OK;
}

enum err remind_missing(const struct desk *d, const struct cohort_filter *f,
    const char *date_zh, const char *date_en, int *sent)
{
	struct cohort_filter due = *f;
	int64_t now = clock_now();
	struct round k = { .d = d, .find = find_missing, .filter = &due,
	    .tell = { .tmpl = "missing", .zh = date_zh, .en = date_en,
	    .now = now, .at = remind_at(now) } };

	due.silent_since = k.since = remind_since(d->db, now);
	due.after = due.after_class = "";
	return run(&k, sent);
}

enum err remind_proof(const struct desk *d, const struct proof_filter *f,
    const char *date_zh, const char *date_en, int *sent)
{
	struct proof_filter due = *f;
	int64_t now = clock_now();
	struct round k = { .d = d, .find = find_proof, .filter = &due,
	    .tell = { .tmpl = "proof", .zh = date_zh, .en = date_en,
	    .now = now, .at = remind_at(now) } };

	due.silent_since = k.since = remind_since(d->db, now);
	due.state = PROOF_OPEN;
	due.after = "";
	due.after_department = 0;
	return run(&k, sent);
}
