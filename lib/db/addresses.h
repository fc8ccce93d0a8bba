/* Where prints are sent. A row is never edited: a change is a new one, so
 * that an order keeps the address it was made with. */
#ifndef GP_DB_ADDRESSES_H
#define GP_DB_ADDRESSES_H

#include "db.h"

struct address {
	uint64_t id, account_id;
	const char *recipient, *phone;
	const char *region_code;	/* of the district; "" of old rows */
	const char *region, *detail, *postcode;
	int listed;			/* in the address book */
};

enum err address_add(struct db *db, const struct address *ad, uint64_t *id);
/* By owner: another's is ERR_NOTFOUND. */
enum err address_get(struct db *db, struct arena *a, uint64_t account,
    uint64_t id, struct address *out);
/* The address book, the one used last first. */
enum err address_list(struct db *db, struct arena *a, uint64_t account,
    struct address *list, int max, int *n);
enum err address_used(struct db *db, uint64_t account, uint64_t id,
    int64_t now);
/* Out of the book, and emptied where no order was made with it. Call it in
 * a transaction. ERR_CONFLICT: it is not in the account's book. */
enum err address_remove(struct db *db, uint64_t account, uint64_t id);

#endif
