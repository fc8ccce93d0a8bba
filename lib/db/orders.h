/*
 * Orders and what is sent for them. States: pending, paid, closed,
 * refunding, refunded; every change compares and sets. The token is the
 * merchant order number.
 */
#ifndef GP_DB_ORDERS_H
#define GP_DB_ORDERS_H

#include "db.h"

struct order {
	uint64_t id;
	const char *token;
	uint64_t account_id, collection_id, photo_id;
	const char *state;
	int prints;
	uint64_t address_id;		/* 0: nothing is sent */
	int64_t amount_fen;
	const char *currency;
	int64_t created_at, expires_at;
	int64_t paid_at, closed_at;	/* 0: not */
	int64_t asked_at;		/* 0: the provider was never asked */
	/* NULL until it is paid with prints: waiting, printed, ... */
	const char *shipment, *courier, *parcel_no;
};

/* By owner: another's is ERR_NOTFOUND. */
enum err order_get(struct db *db, struct arena *a, uint64_t account,
    const char *token, struct order *out);
/* The pending or paid one of a collection. */
enum err order_live(struct db *db, struct arena *a, uint64_t account,
    uint64_t collection, struct order *out);
/* Newest first. */
enum err order_list(struct db *db, struct arena *a, uint64_t account,
    struct order *list, int max, int *n);
/* Without an owner, locked until the transaction ends: for what the
 * provider says. The shipment is not read. */
enum err order_lock(struct db *db, struct arena *a, const char *token,
    struct order *out);

/* Pending, with the values of *o up to expires_at. ERR_CONFLICT: the
 * collection has a live order. */
enum err order_add(struct db *db, const struct order *o, uint64_t *id);
enum err order_paid(struct db *db, uint64_t id, int64_t paid_at);
enum err order_close(struct db *db, uint64_t id, int64_t now);
/* paid to refunding, and another order may be made. */
enum err order_undo(struct db *db, uint64_t id);
/* closed to refunding, refunding to refunded. */
enum err order_move(struct db *db, uint64_t id, const char *from,
    const char *to);
/* Notes that the provider is asked now. ERR_CONFLICT: somebody asked within
 * the last `pause` seconds. */
enum err order_ask(struct db *db, uint64_t id, int64_t now, int pause);

/* Pending orders whose time is over; those whose payment was begun and that
 * were not asked about for a while (longer the older they are). */
enum err order_expired(struct db *db, struct arena *a, int64_t now,
    struct order *list, int max, int *n);
enum err order_unasked(struct db *db, struct arena *a, int64_t now,
    struct order *list, int max, int *n);

enum err shipment_add(struct db *db, uint64_t order, int64_t now);
/* ERR_CONFLICT: it is printed already. */
enum err shipment_cancel(struct db *db, uint64_t order, int64_t now);

#endif
