/* Jobs of the house: messages, files, seals, sweeping. */
#include "worker.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/db/accounts.h"
#include "lib/db/audit_seal.h"
#include "lib/db/codes.h"
#include "lib/db/handoffs.h"
#include "lib/db/outbox.h"
#include "lib/db/sessions.h"
#include "lib/domain/arrive.h"
#include "lib/domain/erase.h"

#define OUTBOX_TRIES 8		/* the last one after about ten minutes */
#define HANDOFFS_KEPT (7 * 86400)	/* seconds: for questions */
#define SWEEP 500		/* rows at once: a short transaction */

static enum err send_one(struct worker *w, const struct outbox *m)
{
	struct sms *sms = w->svc.sms;
	int64_t now = clock_now();
	char *id;
	int give_up;
	enum err e = sms->ops->send(sms, w->arena, m->recipient, m->lang,
	    m->tmpl, m->params, &id);

	if (e == OK) {
		log_info("message %llu (%s) sent as %s",
		    (unsigned long long)m->id, m->tmpl, id);
		return outbox_sent(w->db, m->id, id, now);
	}
	/* A template that does not fit will not fit later either. */
	give_up = e == ERR_INPUT || m->tries + 1 >= OUTBOX_TRIES;
	log_error("message %llu (%s): %s%s", (unsigned long long)m->id,
	    m->tmpl, err_name(e), give_up ? ", given up" : "");
	outbox_failed(w->db, m->id, now + (5 << m->tries), give_up);
	return e;
}

enum err worker_outbox(struct worker *w)
{
	struct outbox list[WORKER_BATCH];
	enum err e, worst;
	int i, n = 0;

	worst = outbox_due(w->db, w->arena, clock_now(), list, WORKER_BATCH,
	    &n);
	for (i = 0; i < n && worker_goes_on(w); i++) {
		e = send_one(w, &list[i]);
		if (e != OK)
			worst = e;
	}
	return worst;
}

enum err worker_erasure(struct worker *w)
{
	int n = 0;
	enum err e = erase_files(w->db, w->arena, w->svc.files, ERASE_FILES,
	    &n);

	if (n)
		log_info("%d files removed", n);
	return e;
}

enum err worker_arrivals(struct worker *w)
{
	int n = 0;
	enum err e = arrive_sweep(w->db, w->arena, WORKER_BATCH, &n);

	if (n)
		log_info("%d pictures never arrived", n);
	return e;
}

enum err worker_seal(struct worker *w)
{
	int n = AUDIT_BATCH;
	enum err e = OK;

	while (e == OK && n == AUDIT_BATCH && worker_goes_on(w))
		e = audit_seal(w->db, w->arena, w->keys.lookup, &n);
	return e;
}

enum err worker_sweep(struct worker *w)
{
	int64_t now = clock_now();
	uint64_t n = 0;
	enum err e = session_row_sweep(w->db, now, SWEEP, &n);

	if (e == OK)
		e = rate_sweep(w->db, (uint32_t)(now / 60) - 1, SWEEP, &n);
	if (e == OK)
		e = code_sweep(w->db, now, SWEEP, &n);
	if (e == OK)
		e = login_failure_sweep(w->db, now, SWEEP, &n);
	if (e == OK)
		e = handoff_sweep(w->db, now - HANDOFFS_KEPT, SWEEP, &n);
	return e;
}
