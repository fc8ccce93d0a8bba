/*
 * What an order is made up of and comes to. Two kinds, as the manual has
 * them: without prints it is the photo's price; with prints the price with
 * prints, further sets and postage.
 */
#ifndef GP_DOMAIN_BILL_H
#define GP_DOMAIN_BILL_H

#include "lib/db/campaigns.h"
#include "lib/db/prices.h"

#define SETS_MAX 20		/* further sets of one size */

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

/* The price list of a campaign, as far as an order needs it. */
struct price_list {
	int64_t price_fen, price_prints_fen, postage_fen;
	struct print_price price[PRICES_MAX];
	int n;
};

/* As it is now, with the postage to the province of a region's code ("" or
 * one that is not known: the usual postage). */
enum err bill_prices(struct db *db, struct arena *a,
    const struct campaign *c, const char *region_code,
    struct price_list *out);

/* prints 0: the photo only, whatever is wanted. ERR_INPUT: fewer than 0 or
 * more than SETS_MAX sets. Sets of a size that the list does not have (any
 * more) are left out: the student sees the bill before paying it. */
enum err bill_make(const struct price_list *l, int prints,
    const struct wanted *w, int count, struct bill *out);

/* The lines of an order; in its transaction. */
enum err bill_save(struct db *db, uint64_t order, const struct bill *b);

#endif
