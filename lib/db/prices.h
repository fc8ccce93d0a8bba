/*
 * What a campaign's prints and parcels cost, and the lines that an order was
 * made up of. The sums are lib/domain/bill.h's.
 */
#ifndef GP_DB_PRICES_H
#define GP_DB_PRICES_H

#include "db.h"

#define PRICES_MAX 12		/* sizes of a campaign */
#define ITEMS_MAX (PRICES_MAX * 2 + 2)

struct print_price {
	uint64_t id;
	const char *size;		/* a name of lib/image/print.h */
	int photos;			/* in one set */
	int64_t set_fen;		/* one further set */
	int included;		/* one set is in the price with prints */
};

/* Included ones first, then as they were added. */
enum err price_list(struct db *db, struct arena *a, uint64_t campaign,
    struct print_price list[PRICES_MAX], int *n);
/* Adds the size to the campaign, or changes it. */
enum err price_set(struct db *db, uint64_t campaign,
    const struct print_price *p);
enum err price_remove(struct db *db, uint64_t campaign, const char *size);

#define POSTAGE_MAX 40		/* more than there are provinces */

/* province: two digits, or "" for all that have no row of their own. */
struct postage {
	const char *province;
	int64_t fen;
};

/* "" comes first. */
enum err postage_list(struct db *db, struct arena *a, uint64_t campaign,
    struct postage list[POSTAGE_MAX], int *n);
enum err postage_set(struct db *db, uint64_t campaign,
    const struct postage *p);

struct order_item {
	const char *kind;		/* photo, prints, extra, postage */
	const char *size;		/* "" where it is no print */
	int photos, sets;
	int64_t amount_fen;
};

enum err order_item_add(struct db *db, uint64_t order, int no,
    const struct order_item *item);
/* In their order; none for an order older than the table. */
enum err order_items(struct db *db, struct arena *a, uint64_t order,
    struct order_item list[ITEMS_MAX], int *n);

#endif
