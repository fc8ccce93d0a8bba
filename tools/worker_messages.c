/*
 * Messages: sent once, or known not to be. Each is taken (state "sending")
 * before anybody is asked; one that stays so belonged to a worker that died
 * or to an answer that got lost, and then the provider is asked for it first.
 */
#include "worker.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/base/parse.h"
#include "lib/db/outbox.h"
#include "lib/domain/words.h"

#include <string.h>

#define TAKEN 60	/* seconds: longer than a call */
#define LONGEST 3600	/* seconds between two tries */
#define SPENT 3600	/* a phone that got too many is tried again then */

/* Seconds after sending at which a receipt is asked for; the last is a day. */
static const int receipts[] = { 10, 30, 120, 600, 3600, 21600, 86400 };

#define RECEIPTS ((int)(sizeof receipts / sizeof *receipts))

static struct sender *sender_of(const struct worker *w,
    const struct outbox *m)
{
	return strcmp(m->channel, "email") ? w->svc.sms : w->svc.mail;
}

/* For the log: enough to find the row, too little to call. */
static const char *masked(struct worker *w, const struct outbox *m)
{
	char phone[24];

	if (!strcmp(m->channel, "email"))
		return "an address";
	parse_mask_phone(m->recipient, phone);
	return arena_strdup(w->arena, phone);
}

/* Those of an e-mail. Ours, where the others can't be read: it is better
 * sent so than not at all. */
static const struct message_words *own_words(struct worker *w,
    const struct outbox *m)
{
	struct wording own;

	if (strcmp(m->channel, "email") ||
	    wording_get(w->db, w->arena, m->tmpl, &own) != OK)
		return NULL;
	return words_of(w->arena, &own, m->lang);
}

static struct message as_message(struct worker *w, const struct outbox *m)
{
	return (struct message){
		.id = arena_printf(w->arena, "gp%llu-%lld",
		    (unsigned long long)m->id, (long long)m->created_at),
		.to = m->recipient, .lang = m->lang, .template = m->tmpl,
		.params = m->params, .own = own_words(w, m),
		.first_at = m->created_at,
		.provider_id = m->provider_id
	};
}

/* Rows of an older version have no end. */
static int64_t end_of(const struct outbox *m)
{
	return m->expires_at ? m->expires_at : m->created_at + OUTBOX_LIFE;
}

static enum err give_up(struct worker *w, const struct outbox *m,
    const char *state, const char *reason)
{
	log_error("message %llu (%s) to %s: %s: %s", (unsigned long long)m->id,
	    m->tmpl, masked(w, m), state, reason);
	return outbox_give_up(w->db, m->id, state, reason, clock_now());
}

static enum err sent(struct worker *w, const struct outbox *m,
    const char *provider, const char *id, int receipt)
{
	int64_t now = clock_now();

	log_info("message %llu (%s) to %s sent by %s as %s",
	    (unsigned long long)m->id, m->tmpl, masked(w, m), provider, id);
	return outbox_sent(w->db, m->id, provider, id, now,
	    receipt ? now + receipts[0] : 0);
}

/* Five seconds, then twice as long each time. */
static enum err try_later(struct worker *w, const struct outbox *m,
    enum err e, const char *reason)
{
	int64_t now = clock_now();
	int64_t pause = m->tries < 10 ? 5 << m->tries : LONGEST;

	if (e == ERR_LIMIT)
		pause = SPENT;
	if (pause > LONGEST)
		pause = LONGEST;
	if (now + pause >= end_of(m))
		return give_up(w, m, "failed", reason);
	log_warn("message %llu (%s) to %s: %s, again in %lld s",
	    (unsigned long long)m->id, m->tmpl, masked(w, m), reason,
	    (long long)pause);
	return outbox_wait(w->db, m->id, reason, now + pause);
}

/* The row is taken. What is known of it now goes into it; where nothing is,
 * it stays as it is until the next look. */
static enum err send_taken(struct worker *w, struct sender *s,
    const struct outbox *m)
{
	const struct message out = as_message(w, m);
	struct message_answer answer = { .reason = "busy" };
	enum err e = s->ops->send(s, w->arena, &out, &answer), kept;

	switch (e) {
	case OK:
		return sent(w, m, s->ops->name, answer.provider_id,
		    answer.receipt);
	case ERR_INPUT:
		kept = give_up(w, m, "failed", answer.reason);
		break;
	case ERR_UPSTREAM:
		if (s->ops->trace) {
			log_warn("message %llu: nobody knows whether it was "
			    "sent", (unsigned long long)m->id);
			return e;
		}
		/* fall through */
	default:
		kept = try_later(w, m, e, answer.reason);
		break;
	}
	return kept == OK ? e : kept;
}

static enum err send_one(struct worker *w, const struct outbox *m)
{
	struct sender *s = sender_of(w, m);
	int64_t now = clock_now();
	enum err e;

	if (!s)
		return outbox_give_up(w->db, m->id, "off", "off", now);
	if (now >= end_of(m))
		return give_up(w, m, "failed", "expired");
	e = outbox_take(w->db, m->id, now + TAKEN);
	return e == OK ? send_taken(w, s, m) : e;
}

/* Sent or not? The one who knows is asked before it is sent again. */
static enum err resolve(struct worker *w, const struct outbox *m)
{
	struct sender *s = sender_of(w, m);
	struct message out = as_message(w, m);
	struct message_answer answer = { .provider_id = "" };
	enum message_fate fate = MESSAGE_UNKNOWN;
	int64_t now = clock_now();
	enum err e = outbox_retake(w->db, m->id, now, now + TAKEN);

	if (e == OK && !s)
		return outbox_give_up(w->db, m->id, "off", "off", now);
	if (e == OK && s->ops->trace)
		e = s->ops->trace(s, w->arena, &out, &fate, &answer);
	if (e != OK)
		return now >= end_of(m) && e != ERR_CONFLICT ?
		    give_up(w, m, "failed", "busy") : e;
	if (fate != MESSAGE_UNKNOWN)
		return sent(w, m, s->ops->name, answer.provider_id,
		    fate == MESSAGE_UNDERWAY);
	return try_later(w, m, OK, "busy");
}

/* 1: the provider as a whole is away or refuses us; the next message would
 * fare no better, and each would cost a time-out. */
static int all_fail(enum err e)
{
	return e == ERR_UPSTREAM || e == ERR_DENIED;
}

static enum err run_list(struct worker *w, enum outbox_list what,
    enum err (*one)(struct worker *, const struct outbox *))
{
	struct outbox list[WORKER_BATCH];
	struct sender *away = NULL;
	enum err e, worst;
	int i, n = 0;

	worst = outbox_list(w->db, w->arena, what, clock_now(), list,
	    WORKER_BATCH, &n);
	for (i = 0; i < n && worker_goes_on(w); i++) {
		struct sender *s = sender_of(w, &list[i]);

		if (s && s == away)
			continue;
		e = one(w, &list[i]);
		if (all_fail(e))
			away = s;
		if (e != OK && e != ERR_CONFLICT)
			worst = e;
	}
	return worst;
}

enum err worker_outbox(struct worker *w)
{
	enum err stuck = run_list(w, OUTBOX_STUCK, resolve);
	enum err e = run_list(w, OUTBOX_DUE, send_one);

	return e != OK ? e : stuck;
}

/* --- receipts --------------------------------------------------------- */

static enum err ask_receipt(struct worker *w, const struct outbox *m)
{
	struct sender *s = sender_of(w, m);
	struct message out = as_message(w, m);
	struct message_answer answer = { .reason = "lost" };
	enum message_fate fate = MESSAGE_UNDERWAY;
	int64_t now = clock_now();
	enum err e = OK;

	/* The provider was changed since: nobody left to ask. */
	if (!s || !s->ops->trace || strcmp(s->ops->name, m->provider))
		return outbox_receipt(w->db, m->id, "sent", "", now);
	e = s->ops->trace(s, w->arena, &out, &fate, &answer);
	if (e == OK && fate == MESSAGE_ARRIVED)
		return outbox_receipt(w->db, m->id, "arrived", "", now);
	if (e == OK && fate == MESSAGE_LOST) {
		log_warn("message %llu (%s) to %s: lost",
		    (unsigned long long)m->id, m->tmpl, masked(w, m));
		return outbox_receipt(w->db, m->id, "lost", answer.reason,
		    now);
	}
	if (m->asked + 1 >= RECEIPTS)
		return outbox_receipt(w->db, m->id, "sent", "", now);
	outbox_ask_later(w->db, m->id, m->sent_at + receipts[m->asked + 1] >
	    now ? m->sent_at + receipts[m->asked + 1] : now + receipts[0]);
	return e;
}

enum err worker_receipts(struct worker *w)
{
	return run_list(w, OUTBOX_UNANSWERED, ask_receipt);
}
