/* worker --jobs: what staff asked for, one job after the other. */
#include "worker.h"
#include "worker_enrolment.h"
#include "worker_export.h"
#include "worker_photos.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/domain/audit_trail.h"
#include "lib/domain/job.h"
#include "lib/domain/proof_job.h"
#include "lib/domain/roster_job.h"

static const struct job_kind kinds[] = {
	{ "audit.export", audit_export },
	{ "enrolment.import", worker_enrolment },
	{ "export", worker_export },
	{ "export.check", worker_export_check },
	{ "results.import", proof_job },
	{ "photos.import", worker_photos },
	{ "roster.import", roster_job },
	{ 0 }
};

enum err worker_jobs(struct worker *w,
    const volatile sig_atomic_t *stopping)
{
	struct job_run j = {
		.conf = w->conf, .db = w->db, .beat = w->beat,
		.arena = w->arena,
		.keys = &w->keys, .svc = &w->svc, .owner = w->owner,
		.stopping = stopping
	};
	enum err e = OK;

	while (e == OK && !*stopping) {
		e = db_begin_request(w->db);
		if (e == OK)
			e = db_begin_request(w->beat);
		if (e == OK)
			e = job_work(&j, kinds);
		arena_reset(w->arena);
	}
	return e == ERR_NOTFOUND ? job_sweep(w->conf, w->db, w->arena) : e;
}
