/* See shelf.h. */
#include "shelf.h"

#include "lib/base/clock.h"
#include "lib/base/crypto.h"
#include "lib/base/log.h"
#include "lib/db/erasures.h"

void shelf_open(struct shelf *s, struct db *db, struct files *f)
{
	s->db = db;
	s->files = f;
	id_new(s->claim);
}

enum err shelf_put(struct shelf *s, const void *p, size_t n, char sha256[65])
{
	uint8_t hash[CRYPTO_HASH];
	char name[65];
	enum err e;

	crypto_sha256(p, n, hash);
	crypto_hex(hash, sizeof hash, name);
	e = file_claim(s->db, s->claim, name, clock_now());
	return e == OK ? s->files->ops->put(s->files, p, n, sha256) : e;
}

void shelf_named(struct shelf *s)
{
	if (file_claim_drop(s->db, s->claim) != OK)
		log_warn("a claim of files stays until it is due");
}

/* --- removal ------------------------------------------------------------- */

struct removing {
	struct db *db;
	int claimed, named;
};

static enum err wanted(const char *sha256, void *arg)
{
	struct removing *g = arg;
	enum err e = file_claimed(g->db, sha256, clock_now() - SHELF_SECONDS);

	g->claimed = e == OK;
	if (e == ERR_NOTFOUND) {
		e = file_named(g->db, sha256);
		g->named = e == OK;
	}
	return e;
}

/* Asked first, so that a file which is shown is not moved at all. */
static enum err take(struct removing *g, struct files *f, const char *sha256)
{
	enum err e = wanted(sha256, g);

	if (e == ERR_NOTFOUND) {
		e = f->ops->remove(f, sha256, wanted, g);
		if (e == ERR_NOTFOUND)	/* no file has such a name */
			e = OK;
	}
	return e;
}

/* One that another photo shows stays, and the record is done all the same. */
static enum err erase(struct db *db, struct files *f,
    const struct erasure_file *file, int *n)
{
	struct removing g = { .db = db };
	enum err e = take(&g, f, file->sha256);

	if (e != OK || g.claimed)
		return e;
	e = erasure_file_done(db, file->id, clock_now());
	if (e == OK)
		(*n)++;
	return e;
}

enum err shelf_erase(struct db *db, struct arena *a, struct files *f, int *n)
{
	struct erasure_file list[SHELF_FILES];
	int i, count = 0;
	enum err e = erasure_files(db, a, list, SHELF_FILES, &count), one;

	for (*n = 0, i = 0; i < count; i++) {
		one = erase(db, f, &list[i], n);
		if (one != OK)
			e = one;
	}
	return e;
}

static enum err sweep(struct db *db, struct files *f,
    const struct erasure_file *file, int *n)
{
	struct removing g = { .db = db };
	enum err e = take(&g, f, file->sha256);

	if (e != OK || g.claimed)
		return e;
	*n += !g.named;
	return file_claim_done(db, file->id);
}

enum err shelf_sweep(struct db *db, struct arena *a, struct files *f, int *n)
{
	struct erasure_file list[SHELF_FILES];
	int i, count = 0;
	enum err e = file_claims(db, a, clock_now() - SHELF_SECONDS, list,
	    SHELF_FILES, &count), one;

	for (*n = 0, i = 0; i < count; i++) {
		one = sweep(db, f, &list[i], n);
		if (one != OK)
			e = one;
	}
	return e;
}
