/*
 * What came in and went back for an order, as pages and receipts tell it:
 * read only, a row a payment with the refund it has, if any. Changes are
 * made in payments.h.
 */
#ifndef GP_DB_TRAILS_H
#define GP_DB_TRAILS_H

#include "db.h"

#define TRAIL_MAX 20

struct trail {
	const char *provider, *transaction_no;
	int64_t amount_fen, paid_at;
	int late;			/* came after the order was closed */
	const char *refund_token;	/* NULL: nothing goes back */
	const char *reason, *refund_state;
	int64_t refund_fen, refund_at, refund_done_at;
};

/* The oldest first; an order with more than TRAIL_MAX shows those. */
enum err trail_list(struct db *db, struct arena *a, uint64_t order,
    struct trail list[TRAIL_MAX], int *n);

/* When its parcel was printed, sent, received; 0: not yet. All are 0 where
 * there is no parcel. */
struct parcel_times {
	int64_t printed_at, shipped_at, received_at;
};
enum err trail_parcel(struct db *db, uint64_t order,
    struct parcel_times *out);

/* A student says that something is wrong with a payment. */
struct problem {
	uint64_t id;
	const char *order_token;
	const char *kind;	/* unpaid, twice, refund, amount, other */
	const char *message;	/* the student's words, may be "" */
	const char *facts;	/* what was known then, lines "name: value" */
	const char *state;	/* open, done */
	int64_t created_at;
};

enum err problem_add(struct db *db, uint64_t order, const struct problem *p,
    int64_t now, uint64_t *id);
/* The newest of an order that is open. ERR_NOTFOUND: none. */
enum err problem_open(struct db *db, struct arena *a, uint64_t order,
    struct problem *out);
/* Open ones of all orders, the oldest first. */
enum err problem_list(struct db *db, struct arena *a, struct problem *list,
    int max, int *n);
/* ERR_CONFLICT: there is no such open one. */
enum err problem_done(struct db *db, uint64_t id, int64_t now);

#endif
