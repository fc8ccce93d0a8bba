/*
 * Prints on their way: waiting, printed, shipped, received; cancelled where
 * the order went back before. One an order (table shipment).
 */
#ifndef GP_DB_PARCELS_H
#define GP_DB_PARCELS_H

#include "db.h"

struct parcel {
	const char *order_token, *state;
	const char *courier, *number;		/* "" before it is shipped */
	/* "" where the account is deleted */
	const char *recipient, *phone, *region, *detail, *postcode;
	int64_t paid_at;
};

/* In that state, the oldest first. */
enum err parcel_list(struct db *db, struct arena *a, const char *state,
    struct parcel *list, int max, int *n);
/* The next step, and when. ERR_CONFLICT: it is not at the one before. */
enum err parcel_printed(struct db *db, uint64_t order, int64_t now);
enum err parcel_shipped(struct db *db, uint64_t order, const char *courier,
    const char *number, int64_t now);
enum err parcel_received(struct db *db, uint64_t order, int64_t now);

#endif
