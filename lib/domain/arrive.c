/* See arrive.h. */
#include "arrive.h"

#include "shelf.h"

#include "lib/base/clock.h"
#include "lib/base/crypto.h"
#include "lib/base/log.h"

#include <string.h>

struct dropping {
	uint64_t collection;
	const char *sha256, *reason;
};

static enum err drop_all(struct db *db, void *arg)
{
	const struct dropping *d = arg;

	return upload_drop(db, d->collection, d->sha256, d->reason);
}

static enum err drop(struct db *db, uint64_t collection, const char *sha256,
    const char *reason)
{
	struct dropping d = { collection, sha256, reason };

	return db_transaction(db, drop_all, &d);
}

/* The picture being sent never gives way: one alone fits. */
static enum err make_room(struct db *db, struct arena *a,
    const struct arrival *p, size_t n)
{
	uint64_t bytes = 0;
	char *oldest = NULL;
	enum err e;

	for (;;) {
		e = upload_total(db, a, p->collection, p->sha256, &bytes,
		    &oldest);
		if (e != OK || bytes + n <= ARRIVE_WAITING || !oldest)
			return e;
		log_info("upload: an older picture gives way");
		e = drop(db, p->collection, oldest, "room");
		if (e != OK)
			return e;
	}
}

enum err arrive_piece(struct db *db, struct arena *a, struct files *f,
    const struct arrival *p, uint64_t position, const void *data, size_t n)
{
	char sha256[65];
	struct upload_piece piece = { sha256, position, n };
	uint64_t have = 0;
	struct shelf s;
	enum err e = upload_have(db, p->collection, p->sha256, &have);

	if (e != OK)
		return e;
	if (position != have)
		return ERR_CONFLICT;
	if (n == 0 || n > p->size - have ||
	    (n < ARRIVE_PIECE_MIN && have + n < p->size))
		return ERR_INPUT;
	e = make_room(db, a, p, n);
	/* The file first: a row never names one that is not there. */
	shelf_open(&s, db, f);
	if (e == OK)
		e = shelf_put(&s, data, n, sha256);
	if (e == OK)
		e = upload_add(db, p->collection, p->sha256, &piece);
	if (e == OK)
		shelf_named(&s);
	return e;
}

/* One piece to its place. ERR_CONFLICT: it is not what it should be. */
static enum err put_piece(struct arena *a, struct files *f,
    const struct arrival *p, const struct upload_piece *piece, size_t *at,
    uint8_t *out)
{
	uint8_t *data;
	size_t n;
	enum err e = f->ops->get(f, a, piece->sha256, &data, &n);

	if (e == ERR_NOTFOUND)
		return ERR_CONFLICT;
	if (e != OK)
		return e;
	if (piece->position != *at || piece->length != n ||
	    n > p->size - *at)
		return ERR_CONFLICT;
	memcpy(out + *at, data, n);
	*at += n;
	return OK;
}

static enum err gather(struct db *db, struct arena *a, struct files *f,
    const struct arrival *p, uint8_t *out)
{
	struct upload_piece *list = arena_alloc(a,
	    ARRIVE_PIECES * sizeof *list);
	uint8_t hash[CRYPTO_HASH];
	char hex[65];
	size_t at = 0;
	int i, n = 0;
	enum err e = upload_list(db, a, p->collection, p->sha256, list,
	    ARRIVE_PIECES, &n);

	for (i = 0; i < n && e == OK; i++)
		e = put_piece(a, f, p, &list[i], &at, out);
	if (e != OK)
		return e;
	crypto_sha256(out, at, hash);
	crypto_hex(hash, sizeof hash, hex);
	return at == p->size && strcmp(hex, p->sha256) == 0 ? OK :
	    ERR_CONFLICT;
}

enum err arrive_whole(struct db *db, struct arena *a, struct files *f,
    const struct arrival *p, uint8_t **data)
{
	uint8_t *out = arena_alloc(a, p->size);
	enum err e = gather(db, a, f, p, out), dropped;

	if (e == ERR_CONFLICT) {
		log_warn("upload: the pieces don't make the picture");
		dropped = drop(db, p->collection, p->sha256, "damaged");
		return dropped == OK ? e : dropped;
	}
	if (e == OK)
		*data = out;
	return e;
}

enum err arrive_sweep(struct db *db, struct arena *a, int max, int *n)
{
	uint64_t collection;
	char *sha256;
	enum err e = OK;

	for (*n = 0; *n < max && e == OK; ) {
		e = upload_stale(db, a, clock_now() - ARRIVE_SECONDS,
		    &collection, &sha256);
		if (e == OK)
			e = drop(db, collection, sha256, "abandoned");
		if (e == OK)
			(*n)++;
	}
	return e == ERR_NOTFOUND ? OK : e;
}
