/*
 * Every day the books of each provider are fetched and compared with our
 * orders and its notices. Money that we missed is settled then; whatever
 * still differs is a row of `difference` until it is gone or explained.
 */
#ifndef GP_DOMAIN_RECONCILE_H
#define GP_DOMAIN_RECONCILE_H

#include "checkout.h"

#include "lib/db/bills.h"
#include "lib/db/differences.h"

/* The day that `at` is in, in Beijing. */
void reconcile_day_of(int64_t at, char day[11]);
/* ERR_INPUT: not a day. Its first second, and that of the next. */
enum err reconcile_span(const char *day, int64_t *from, int64_t *to);

/* Notes which days are to be fetched: from ten in the morning of the next
 * day on, up to 90 days back. */
enum err reconcile_plan(const struct checkout *k);
/* Fetches one, in place of what was there, and compares it and the days that
 * have open differences. ERR_UPSTREAM: the provider does not have it yet;
 * once more in an hour. */
enum err reconcile_fetch(const struct checkout *k, const struct bill_day *d);
/* Compares days again that may agree by now, or no longer: each once an hour,
 * also after a comparison that failed. */
enum err reconcile_again(const struct checkout *k);
/* Compares a fetched day. */
enum err reconcile_compare(const struct checkout *k, const char *provider,
    const char *day);

/* Somebody says why they differ. ERR_NOTFOUND: no open one has this
 * number. */
enum err reconcile_explain(const struct checkout *k, uint64_t id,
    const char *note, uint64_t staff);

#endif
