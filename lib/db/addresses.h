/* Where prints are sent. A row is never edited: a change is a new one, so
 * that an order keeps the address it was made with. */
#ifndef GP_DB_ADDRESSES_H
#define GP_DB_ADDRESSES_H

#include "db.h"

struct address {
	uint64_t id, account_id;
	const char *recipient, *phone, *region, *detail, *postcode;
};

enum err address_add(struct db *db, const struct address *ad, uint64_t *id);
/* By owner: another's is ERR_NOTFOUND. */
enum err address_get(struct db *db, struct arena *a, uint64_t account,
    uint64_t id, struct address *out);
/* The one used last; ERR_NOTFOUND before the first. */
enum err address_last(struct db *db, struct arena *a, uint64_t account,
    struct address *out);

#endif
