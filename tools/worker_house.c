/* Jobs of the house: files, seals, sweeping. */
#include "worker.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/db/accounts.h"
#include "lib/db/beats.h"
#include "lib/db/codes.h"
#include "lib/db/handoffs.h"
#include "lib/db/outbox.h"
#include "lib/db/sessions.h"
#include "lib/db/staff_sessions.h"
#include "lib/domain/arrive.h"
#include "lib/domain/audit_trail.h"
#include "lib/domain/shelf.h"

#define FAILED_KEPT (7 * 86400)	/* seconds: for the operator */
#define HANDOFFS_KEPT (7 * 86400)	/* seconds: for questions */
#define SWEEP 500		/* rows at once: a short transaction */

enum err worker_erasure(struct worker *w)
{
	int n = 0;
	enum err e = shelf_erase(w->db, w->arena, w->svc.files, &n);

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
	if (e == OK)
		e = shelf_sweep(w->db, w->arena, w->svc.files, &n);
	if (n)
		log_info("%d files that nobody named removed", n);
	return e;
}

enum err worker_seal(struct worker *w)
{
	const char *file = conf_text(w->conf, "audit_end_file");
	struct audit_end end = { 0 };
	int n = AUDIT_BATCH, sealed = 0;
	enum err e = *file ? audit_end_read(file, &end) : OK;

	if (e == ERR_NOTFOUND)
		e = OK;
	while (e == OK && n == AUDIT_BATCH && worker_goes_on(w)) {
		const struct audit_end known = end;

		e = audit_seal(w->db, w->arena, w->keys.lookup, &known, &n,
		    &end);
		sealed |= e == OK && n > 0;
	}
	if (e == ERR_CONFLICT)
		log_error("the audit trail no longer has the end that is kept "
		    "in %s: nothing is sealed; see gradphoto audit verify",
		    file);
	if (sealed && *file && audit_end_write(file, &end) != OK && e == OK)
		e = ERR_INTERNAL;
	return e;
}

enum err worker_sweep(struct worker *w)
{
	int64_t now = clock_now();
	uint64_t n = 0;
	enum err e = session_row_sweep(w->db, now, SWEEP, &n);

	if (e == OK)
		e = staff_session_sweep(w->db, now, SWEEP, &n);
	if (e == OK)
		e = rate_sweep(w->db, (uint32_t)(now / 60) - 1, SWEEP, &n);
	if (e == OK)
		e = code_sweep(w->db, now, SWEEP, &n);
	if (e == OK)
		e = login_failure_sweep(w->db, now, SWEEP, &n);
	if (e == OK)
		e = handoff_sweep(w->db, now - HANDOFFS_KEPT, SWEEP, &n);
	if (e == OK)
		e = beat_sweep(w->db, now, SWEEP, &n);
	if (e == OK)
		e = outbox_sweep(w->db, now - FAILED_KEPT, SWEEP, &n);
	return e;
}
