/* /admin/system: what runs, what waits, what is about to end. */
#include "system.h"
#include "place.h"

#include "lib/base/clock.h"
#include "lib/base/parse.h"
#include "lib/db/audit.h"
#include "lib/db/beats.h"
#include "lib/db/db.h"
#include "lib/db/health.h"
#include "lib/db/outbox.h"

#include <inttypes.h>
#include <string.h>

#define POOLS 200
#define DEAD 50
#define QUEUE_LONG 2000		/* ms */

/* In this order on the page; each has to be somewhere. */
static const char *const programs[] = {
	"student", "photo", "notify", "admin", "worker", "jobs"
};

/* --- the programs -------------------------------------------------------- */

static enum tone pool_tone(const struct sheet *s, const struct beat_pool *p)
{
	/* A long job leaves no time for a sign of life; its lease is one. */
	if (!p->alive)
		return !strcmp(p->program, "jobs") && s->busy ? GOOD : BAD;
	return p->alive < p->pool || p->waited_ms > QUEUE_LONG ? WARN : GOOD;
}

static const char *program_name(struct req *r, const char *program)
{
	return req_text(r, arena_printf(r->arena, "Text.System.Program.%s",
	    program));
}

static void show_pool(struct sheet *s, int i, const struct beat_pool *p,
    int64_t now)
{
	struct req *r = s->r;
	enum tone tone = pool_tone(s, p);
	const char *name = program_name(r, p->program);

	req_set_item(r, "Pools", i, "Name", name);
	req_set_item(r, "Pools", i, "Host", p->host);
	req_set_item(r, "Pools", i, "Alive", arena_printf(r->arena,
	    "%d / %d", p->alive, p->pool));
	req_set_item(r, "Pools", i, "Requests", arena_printf(r->arena,
	    "%" PRIu64, p->requests));
	req_set_item(r, "Pools", i, "Waited", arena_printf(r->arena,
	    "%.1f", p->waited_ms / 1000.0));
	req_set_item(r, "Pools", i, "Started", req_time(r, p->started_at));
	req_set_item(r, "Pools", i, "Seen", sheet_span(r, now - p->seen_at));
	req_set_item(r, "Pools", i, "Tone", sheet_tone(tone));
	if (tone > GOOD)
		sheet_problem(s, tone, name, arena_printf(r->arena,
		    "%s %d / %d", p->host, p->alive, p->pool));
}

static void show_never(struct sheet *s, int i, const char *program)
{
	const char *name = program_name(s->r, program);

	req_set_item(s->r, "Pools", i, "Name", name);
	req_set_item(s->r, "Pools", i, "Tone", sheet_tone(BAD));
	sheet_problem(s, BAD, name, req_text(s->r, "Text.System.Never"));
}

static enum err show_pools(struct sheet *s, int64_t now)
{
	struct beat_pool *list = arena_alloc(s->r->arena,
	    POOLS * sizeof *list);
	size_t k;
	int n = 0, shown = 0, before, i;
	enum err e = beat_pools(s->r->db, s->r->arena, now, list, POOLS, &n);

	if (e != OK)
		return e;
	for (k = 0; k < sizeof programs / sizeof *programs; k++) {
		before = shown;
		for (i = 0; i < n; i++)
			if (!strcmp(list[i].program, programs[k]))
				show_pool(s, shown++, &list[i], now);
		if (shown == before)
			show_never(s, shown++, programs[k]);
	}
	return OK;
}

/* --- messages that were given up ----------------------------------------- */

static void show_message(struct req *r, int i,
    const struct health_message *m)
{
	req_set_item(r, "Dead", i, "Id", arena_printf(r->arena, "%" PRIu64,
	    m->id));
	req_set_item(r, "Dead", i, "Channel", m->channel);
	req_set_item(r, "Dead", i, "Template", m->tmpl);
	req_set_item(r, "Dead", i, "State", m->state);
	req_set_item(r, "Dead", i, "Reason", m->reason);
	req_set_item(r, "Dead", i, "Provider", m->provider);
	req_set_item(r, "Dead", i, "Tries", arena_printf(r->arena,
	    "%" PRId64, m->tries));
	req_set_item(r, "Dead", i, "Created", req_time(r, m->created_at));
	req_set_item(r, "Dead", i, "Ended", req_time(r, m->ended_at));
}

static enum err show_dead(struct req *r)
{
	struct health_message list[DEAD + 1];
	uint64_t before = 0;
	int n = 0, i;
	enum err e;

	parse_u64(place_value(r, "before"), &before);
	if (before)
		req_setf(r, "Dead.Before", "%" PRIu64, before);
	e = health_dead(r->db, r->arena, before, list, DEAD + 1, &n);
	for (i = 0; i < n && i < DEAD; i++)
		show_message(r, i, &list[i]);
	if (n > DEAD)
		req_setf(r, "Dead.Next", "%" PRIu64, list[DEAD - 1].id);
	return e;
}

int system_page(struct req *r)
{
	struct sheet s = { .r = r };
	int64_t now = clock_now();
	enum err e = system_cards(&s, now);

	if (e == OK)
		e = show_pools(&s, now);
	if (e == OK)
		e = show_dead(r);
	if (e != OK)
		return req_fail(r, e);
	req_set_time(r, "System.At", now);
	return req_page(r, "admin/system");
}

/* --- once more ----------------------------------------------------------- */

struct again {
	uint64_t id, staff;
	int64_t now;
};

static enum err again(struct db *db, void *arg)
{
	const struct again *a = arg;
	enum err e = outbox_revive(db, a->id, a->now);

	return e == OK ? audit_add(db, "staff", a->staff, "message.retry",
	    "outbox", a->id, NULL) : e;
}

/* Those the page lists, one transaction each: one that somebody else has
 * just retried is no reason to stop. */
static enum err again_all(struct req *r, struct again *a)
{
	struct health_message list[DEAD];
	uint64_t before = 0;
	int n = 0, i;
	enum err e;

	parse_u64(place_value(r, "before"), &before);
	e = health_dead(r->db, r->arena, before, list, DEAD, &n);

	for (i = 0; i < n && e == OK; i++) {
		a->id = list[i].id;
		e = db_transaction(r->db, again, a);
		if (e == ERR_NOTFOUND)
			e = OK;
	}
	return e;
}

int system_retry(struct req *r)
{
	struct again a = { .staff = r->account, .now = clock_now() };
	const char *id = place_value(r, "Id");
	enum err e;

	if (!strcmp(id, "all"))
		e = again_all(r, &a);
	else if (parse_u64(id, &a.id) != OK)
		e = ERR_INPUT;
	else
		e = db_transaction(r->db, again, &a);
	return e == OK ? req_redirect_flash(r, "/admin/system",
	    "Text.Flash.OutboxAgain") : req_fail(r, e);
}
