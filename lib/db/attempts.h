/*
 * With which providers the payment of an order was begun. An attempt is
 * open until the provider takes no more money for it: it may outlive the
 * order's being paid or closed here.
 */
#ifndef GP_DB_ATTEMPTS_H
#define GP_DB_ATTEMPTS_H

#include "orders.h"

#define ATTEMPTS 4	/* of one order: as many as there are providers */

struct attempt {
	uint64_t id;
	const char *provider;
};

/* In a transaction that has locked the order, before the provider knows of
 * it. Begun again, it is open again. */
enum err attempt_add(struct db *db, uint64_t order, const char *provider,
    int64_t now);
enum err attempt_open(struct db *db, struct arena *a, uint64_t order,
    struct attempt list[ATTEMPTS], int *n);
/* Doing it twice is harmless. */
enum err attempt_close(struct db *db, uint64_t order, const char *provider,
    int64_t now);

/* Orders that are over here, with an attempt open that nobody asked about
 * since `before`, the longest unasked first: id, token and expires_at alone
 * are read. */
enum err attempt_left(struct db *db, struct arena *a, int64_t before,
    struct order *list, int max, int *n);
/* Notes that all open attempts of an order are asked about now. */
enum err attempt_asked(struct db *db, uint64_t order, int64_t now);

#endif
