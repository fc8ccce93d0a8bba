/*
 * The worker: what happens without anybody's request. Each job is short,
 * bounded, safe to interrupt anywhere and safe to run twice; a lease keeps
 * two workers from doing the same work, states that are compared and set
 * keep it harmless if they do.
 */
#ifndef GP_TOOLS_WORKER_H
#define GP_TOOLS_WORKER_H

#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/base/id.h"
#include "lib/base/keys.h"
#include "lib/db/db.h"
#include "lib/domain/checkout.h"
#include "lib/service/service.h"

#include <signal.h>

#define WORKER_BATCH 20		/* rows a job takes in one round */

struct worker {
	struct conf *conf;
	struct db *db;
	struct db *beat;		/* --jobs: for progress */
	struct arena *arena;		/* a job's; reset after it */
	struct keys keys;
	struct service svc;
	const char *lease;		/* of the job that runs */
	int long_jobs;			/* --jobs */
	int64_t started_at, beat_at;	/* signs of life */
	uint64_t rounds;
	double until;			/* its time is over, clock_ms */
	char owner[ID_SIZE];
};

/* Asked between two items of a job: 0 when the worker must stop, another one
 * has the lease, or the job has had its time: the others want theirs. */
int worker_goes_on(struct worker *w);
struct checkout worker_checkout(struct worker *w);

/* worker_money.c */
enum err worker_events(struct worker *w);	/* stored, not acted on */
enum err worker_expiry(struct worker *w);	/* time is over */
enum err worker_asking(struct worker *w);	/* lost callbacks */
/* Providers that may still take money for an order that is over. */
enum err worker_leaving(struct worker *w);
enum err worker_refunds(struct worker *w);
enum err worker_bills(struct worker *w);	/* the providers' books */

/* worker_jobs.c: all that wait, or until *stopping. */
enum err worker_jobs(struct worker *w, const volatile sig_atomic_t *stopping);

/* worker_messages.c */
enum err worker_outbox(struct worker *w);
enum err worker_receipts(struct worker *w);

/* worker_house.c */
enum err worker_erasure(struct worker *w);	/* files to remove */
enum err worker_arrivals(struct worker *w);	/* that never were */
enum err worker_seal(struct worker *w);		/* audit chain */
enum err worker_sweep(struct worker *w);	/* sessions, rate counts */

#endif
