/*
 * The providers' books, day by day ("2026-06-30", in Beijing), as fetched.
 */
#ifndef GP_DB_BILLS_H
#define GP_DB_BILLS_H

#include "db.h"

struct bill_day {
	const char *provider, *day;
	int fetched;
	unsigned tries;
};

/* To be fetched from `at` on, unless it is known already. */
enum err bill_day_want(struct db *db, const char *provider, const char *day,
    int64_t at);
/* Waiting, and due. */
enum err bill_day_due(struct db *db, struct arena *a, int64_t now,
    struct bill_day *list, int max, int *n);
/* The latest first. */
enum err bill_day_list(struct db *db, struct arena *a, struct bill_day *list,
    int max, int *n);
/* Those with open differences, or fetched after `since`. */
enum err bill_day_recheck(struct db *db, struct arena *a, int64_t since,
    struct bill_day *list, int max, int *n);
/* Those of them that nobody has compared for an hour, the longest first. */
enum err bill_day_stale(struct db *db, struct arena *a, int64_t now,
    int64_t since, struct bill_day *list, int max, int *n);
/* Counts a try. ERR_CONFLICT: another process has it. */
enum err bill_day_try(struct db *db, const struct bill_day *d,
    int64_t next_at);
/* When the first order was begun to be paid; ERR_NOTFOUND: never. */
enum err bill_first(struct db *db, int64_t *at);
/* The latest day that is known of a provider; ERR_NOTFOUND: none. */
enum err bill_last(struct db *db, struct arena *a, const char *provider,
    const char **day);

struct bill_line {
	const char *order_token, *transaction_no, *refund_token;
	int64_t amount_fen, at;
	unsigned no;			/* in the book, from 0 */
};

/* In one transaction: clear, add each, fetched. */
enum err bill_clear(struct db *db, const char *provider, const char *day);
enum err bill_line_add(struct db *db, const char *provider, const char *day,
    const struct bill_line *l);
enum err bill_day_fetched(struct db *db, const char *provider,
    const char *day, int64_t now);

/* Payments of that day which the books have and we have not, of orders that
 * are ours, from line number `from` on. */
enum err bill_unbooked(struct db *db, struct arena *a, const char *provider,
    const char *day, unsigned from, struct bill_line *list, int max,
    int *n);

/* A day at a glance. */
struct bill_sums {
	int64_t paid_n, paid_fen;		/* our payments */
	int64_t notices;			/* of payments */
	int64_t billed_n, billed_fen;		/* the books' */
	int64_t back_n, back_fen;		/* our refunds */
	int64_t billed_back_n, billed_back_fen;
	int64_t open;				/* differences */
};
enum err bill_sum(struct db *db, const struct bill_day *d, int64_t from,
    int64_t to, struct bill_sums *out);

#endif
