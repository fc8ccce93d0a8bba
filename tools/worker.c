/*
 * worker [--config FILE] [--once] [--jobs]: rounds of short jobs until
 * SIGTERM. --once runs every job once and exits 0 when all went well. With
 * --jobs it does the long work of staff instead, as the program "jobs".
 */
#include "worker.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/db/beats.h"
#include "lib/db/leases.h"

#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* Longer than the slowest item of a job: three questions to a provider. */
#define LEASE 60

static const struct job {
	const char *name;
	int every;			/* seconds between two runs */
	enum err (*run)(struct worker *w);
} jobs[] = {
	{ "worker.outbox", 0, worker_outbox },
	{ "worker.receipts", 5, worker_receipts },
	{ "worker.events", 0, worker_events },
	{ "worker.asking", 0, worker_asking },
	{ "worker.expiry", 0, worker_expiry },
	{ "worker.leaving", 5, worker_leaving },
	{ "worker.refunds", 0, worker_refunds },
	{ "worker.bills", 300, worker_bills },
	{ "worker.arrivals", 60, worker_arrivals },
	{ "worker.erasure", 10, worker_erasure },
	{ "worker.seal", 10, worker_seal },
	{ "worker.sweep", 60, worker_sweep },
};

#define JOBS (sizeof jobs / sizeof *jobs)

static volatile sig_atomic_t stopping;

static void on_stop(int sig)
{
	(void)sig;
	stopping = 1;
}

int worker_goes_on(struct worker *w)
{
	return !stopping && clock_ms() < w->until &&
	    lease_take(w->db, w->lease, w->owner, LEASE) == OK;
}

static int goes_on(void *w)
{
	return worker_goes_on(w);
}

struct checkout worker_checkout(struct worker *w)
{
	return (struct checkout){ .db = w->db, .arena = w->arena,
	    .service = &w->svc, .actor = "worker", .goes_on = goes_on,
	    .going = w };
}

static enum err run_job(struct worker *w, const struct job *j)
{
	enum err e = db_begin_request(w->db);

	w->lease = j->name;
	w->until = clock_ms() + 1000.0 *
	    (double)conf_int(w->conf, "worker_job_seconds");
	if (e == OK && worker_goes_on(w)) {
		e = j->run(w);
		/* For another worker, while this one sleeps. */
		lease_give(w->db, j->name, w->owner);
	}
	arena_reset(w->arena);
	return e;
}

/* 1 when all jobs that ran went well. A job may fail each round for as long
 * as a provider is away: it logs why itself. */
static int run_round(struct worker *w, int64_t due[JOBS])
{
	int64_t now = clock_now();
	int good = 1;
	size_t i;

	for (i = 0; i < JOBS && !stopping; i++) {
		if (now < due[i])
			continue;
		due[i] = now + jobs[i].every;
		if (run_job(w, &jobs[i]) != OK)
			good = 0;
	}
	return good;
}

static void rest(int seconds)
{
	struct timespec t = { .tv_sec = seconds };

	nanosleep(&t, NULL);	/* a signal ends it */
}

static void catch_signals(void)
{
	struct sigaction sa = { .sa_handler = on_stop };

	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);
	signal(SIGPIPE, SIG_IGN);
}

static enum err open_worker(struct worker *w)
{
	const struct conf *c = w->conf;
	enum err e;

	id_new(w->owner);
	w->arena = arena_new();
	if (conf_yes(c, "demo"))
		clock_set_offset(conf_int(c, "clock_offset"));
	e = w->long_jobs ? keys_load(c, &w->keys) :
	    keys_load_lookup(c, &w->keys);
	if (e == OK)
		e = db_open(c, &w->db);
	if (e == OK && w->long_jobs)
		e = db_open(c, &w->beat);
	if (e == OK)
		e = db_schema_check(w->db, conf_text(c, "schema_dir"));
	if (e == OK)
		e = service_open(c, w->long_jobs ? SERVICE_FILES :
		    SERVICE_PAY | SERVICE_SMS | SERVICE_FILES | SERVICE_MAIL,
		    &w->svc);
	return e;
}

static void close_worker(struct worker *w)
{
	service_close(&w->svc);
	db_close(w->beat);
	db_close(w->db);
	arena_free(w->arena);
	conf_free(w->conf);
}

static int usage(void)
{
	fprintf(stderr, "usage: worker [--config FILE] [--once] [--jobs]\n");
	return 2;
}

/* For the administrator's page; without a database it has no news anyway. */
static void beat(struct worker *w, int gone)
{
	int64_t now = clock_now();
	const struct beat b = { .program = log_program_name(), .pool = 1,
	    .requests = w->rounds, .gone = gone,
	    .started_at = w->started_at };

	if (!gone && now - w->beat_at < BEAT_EVERY)
		return;
	w->beat_at = now;
	if (db_begin_request(w->db) == OK)
		beat_write(w->db, &b, now);
}

static int work(struct worker *w, int once)
{
	int64_t due[JOBS] = {0};
	int good = 1, pause = (int)conf_int(w->conf, "worker_seconds");

	log_info("started");
	w->started_at = clock_now();
	do {
		beat(w, 0);
		good = w->long_jobs ? worker_jobs(w, &stopping) == OK :
		    run_round(w, due);
		arena_reset(w->arena);
		w->rounds++;
		if (!once && !stopping)
			rest(pause);
	} while (!once && !stopping);
	beat(w, 1);
	log_info("stopped");
	return once && !good;
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "config", required_argument, NULL, 'c' },
		{ "once", no_argument, NULL, 'o' },
		{ "jobs", no_argument, NULL, 'j' },
		{ 0 }
	};
	struct worker w = {0};
	const char *config = NULL;
	char why[256];
	int c, once = 0, status = 1;

	log_program("worker");
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (c == 'c')
			config = optarg;
		else if (c == 'o')
			once = 1;
		else if (c == 'j')
			w.long_jobs = 1;
		else
			return usage();
	}
	if (optind < argc)
		return usage();
	if (w.long_jobs)
		log_program("jobs");
	if (conf_load(config, &w.conf, why) != OK) {
		log_error("%s", why);
		return 1;
	}
	catch_signals();
	if (open_worker(&w) == OK)
		status = work(&w, once);
	close_worker(&w);
	return status;
}
