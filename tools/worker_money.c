/* Jobs about money. A failure of one order must not keep the others waiting:
 * the job goes on and reports it in the end. */
#include "worker.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/db/attempts.h"
#include "lib/domain/reconcile.h"

/* notify.fcgi answers within seconds; older open notices are orphans. */
#define ORPHAN 30
/* Between two questions about an order that is over. */
#define LEAVE_PAUSE 60

enum err worker_events(struct worker *w)
{
	const struct checkout k = worker_checkout(w);
	struct payment_event list[WORKER_BATCH];
	enum err e, worst;
	int i, n = 0;

	worst = event_open_list(w->db, w->arena, clock_now() - ORPHAN,
	    clock_now(), list, WORKER_BATCH, &n);
	for (i = 0; i < n && worker_goes_on(w); i++) {
		e = settle_again(&k, &list[i]);
		log_info("event %s taken up: %s", list[i].event_id,
		    err_name(e));
		if (e != OK)
			worst = e;
	}
	return worst;
}

enum err worker_expiry(struct worker *w)
{
	const struct checkout k = worker_checkout(w);
	struct order list[WORKER_BATCH];
	enum err e, worst;
	int i, n = 0;

	worst = order_expired(w->db, w->arena, clock_now(), list,
	    WORKER_BATCH, &n);
	for (i = 0; i < n && worker_goes_on(w); i++) {
		e = checkout_close(&k, &list[i]);
		/* ERR_CONFLICT: paid in the last second, and settled. */
		if (e != OK && e != ERR_CONFLICT) {
			log_warn("order %s: not closed: %s", list[i].token,
			    err_name(e));
			worst = e;
		}
	}
	return worst;
}

enum err worker_asking(struct worker *w)
{
	const struct checkout k = worker_checkout(w);
	struct order list[WORKER_BATCH];
	enum err e, worst;
	int i, n = 0;

	worst = order_unasked(w->db, w->arena, clock_now(), list,
	    WORKER_BATCH, &n);
	for (i = 0; i < n && worker_goes_on(w); i++) {
		e = checkout_ask(&k, &list[i], 1);
		if (e != OK)
			worst = e;
	}
	return worst;
}

enum err worker_leaving(struct worker *w)
{
	const struct checkout k = worker_checkout(w);
	struct order list[WORKER_BATCH];
	enum err e, worst;
	int i, n = 0;

	worst = attempt_left(w->db, w->arena, clock_now() - LEAVE_PAUSE, list,
	    WORKER_BATCH, &n);
	for (i = 0; i < n && worker_goes_on(w); i++) {
		e = checkout_leave(&k, &list[i]);
		if (e != OK) {
			log_warn("order %s: not closed at its providers: %s",
			    list[i].token, err_name(e));
			worst = e;
		}
	}
	return worst;
}

enum err worker_refunds(struct worker *w)
{
	const struct checkout k = worker_checkout(w);
	struct refund list[WORKER_BATCH];
	enum err e, worst;
	int i, n = 0;

	worst = refund_due(w->db, w->arena, clock_now(), list, WORKER_BATCH,
	    &n);
	for (i = 0; i < n && worker_goes_on(w); i++) {
		e = refund_step(&k, &list[i]);
		if (e != OK) {
			log_warn("refund %s: %s", list[i].token, err_name(e));
			worst = e;
		}
	}
	return worst;
}

enum err worker_bills(struct worker *w)
{
	const struct checkout k = worker_checkout(w);
	struct bill_day list[WORKER_BATCH];
	enum err e, worst = reconcile_plan(&k);
	int i, n = 0;

	if (worst == OK)
		worst = bill_day_due(w->db, w->arena, clock_now(), list,
		    WORKER_BATCH, &n);
	for (i = 0; i < n && worker_goes_on(w); i++) {
		e = reconcile_fetch(&k, &list[i]);
		if (e != OK) {
			log_warn("books of %s, %s: %s", list[i].provider,
			    list[i].day, err_name(e));
			worst = e;
		}
	}
	e = reconcile_again(&k);
	return worst == OK ? e : worst;
}
