/*
 * What an order is made up of and comes to. Two kinds, as the manual has
 * them: without prints it is the photo's price; with prints the price with
 * prints, further sets and postage.
 */
#ifndef GP_DOMAIN_BILL_H
#define GP_DOMAIN_BILL_H

#include "lib/db/campaigns.h"
#include "lib/db/prices.h"

#define SETS_MAX 9		/* further sets of one size */

/* Further sets of one size, by the number of its price. */
struct wanted {
	uint64_t price;
	int sets;
};

struct bill {
	struct order_item item[ITEMS_MAX];
	int n;
	int64_t total_fen;
};

/* The price list of a campaign. */
struct price_list {
	int64_t price_fen, price_prints_fen;
	struct print_price price[PRICES_MAX];
	struct postage postage[POSTAGE_MAX];
	int n, postage_n;
};

/* As it is now. */
enum err bill_prices(struct db *db, struct arena *a,
    const struct campaign *c, struct price_list *out);
/* What a parcel to a region's code costs: its province's price, else the
 * usual one ("" and unknown codes too), else nothing. */
int64_t bill_postage(const struct price_list *l, const char *region_code);

/* region_code NULL: no prints, whatever is wanted. ERR_INPUT: fewer than 0 or
 * more than SETS_MAX sets. Sets of a size that the list does not have (any
 * more) are left out: the student sees the bill before paying it. */
enum err bill_make(const struct price_list *l, const char *region_code,
    const struct wanted *w, int count, struct bill *out);

/* The lines of an order; in its transaction. */
enum err bill_save(struct db *db, uint64_t order, const struct bill *b);

#endif
