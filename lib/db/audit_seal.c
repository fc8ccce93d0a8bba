/* Sealing of audit rows. */
#include "audit_seal.h"

#include "lib/base/buf.h"

#include <string.h>

#define PAGE 500

enum { LAST, ROWS, SEAL, SEALED, WALK, OUTSIDE, UNSEALED };

static const char *const sql[] = {
	[LAST] = "SELECT seal_no, seal FROM audit WHERE seal_no IS NOT NULL "
	    "ORDER BY seal_no DESC LIMIT 1",
	[ROWS] = "SELECT id, actor, actor_id, action, object, object_id, "
	    "detail, created_at FROM audit WHERE seal_no IS NULL "
	    "ORDER BY id LIMIT ?",
	[WALK] = "SELECT id, actor, actor_id, action, object, object_id, "
	    "detail, created_at, seal_no, seal FROM audit "
	    "WHERE seal_no > ? ORDER BY seal_no LIMIT ?",
	[SEALED] = "SELECT seal FROM audit WHERE seal_no = ?",
	/* Numbers begin with 1: the walk does not see it. */
	[OUTSIDE] = "SELECT id FROM audit WHERE seal_no = 0",
	[UNSEALED] = "SELECT COUNT(*) FROM audit WHERE seal_no IS NULL",
	[SEAL] = "UPDATE audit SET seal_no = ?, seal = ? "
	    "WHERE id = ? AND seal_no IS NULL",
};

struct row {
	uint64_t id;
	uint8_t seal[CRYPTO_HASH];
};

struct sealing {
	struct arena *arena;
	const uint8_t *key;
	const struct audit_end *known;
	uint64_t number;		/* of the last one sealed */
	uint8_t seal[CRYPTO_HASH];
	struct row rows[AUDIT_BATCH];
	int n;
};

/* An empty trail begins with zeros. */
static enum err last(struct db *db, struct sealing *s)
{
	struct db_stmt *q;
	size_t n = 0;
	void *seal;
	enum err e = db_prepare(db, sql[LAST], &q);

	if (e != OK)
		return e;
	s->number = 0;
	memset(s->seal, 0, sizeof s->seal);
	e = db_row(q);
	if (e == OK) {
		s->number = db_u64(q);
		seal = db_blob(q, s->arena, &n);
		if (n == sizeof s->seal)
			memcpy(s->seal, seal, n);
	}
	db_done(q);
	return e == ERR_NOTFOUND ? OK : e;
}

/* All of its bytes: a NUL is one of them. */
static void add_text(struct buf *b, struct db_stmt *q, struct arena *a)
{
	size_t n = 0;
	const void *p = db_blob(q, a, &n);

	if (n)
		buf_add(b, p, n);
}

/* The detail is free text and stands last: no two rows read alike. */
static void chain(struct db_stmt *q, struct arena *a, const uint8_t *key,
    uint8_t seal[CRYPTO_HASH], uint64_t *id)
{
	struct buf b = {0};

	*id = db_u64(q);
	buf_add(&b, seal, CRYPTO_HASH);
	buf_printf(&b, "%llu\n", (unsigned long long)*id);
	add_text(&b, q, a);
	buf_printf(&b, "\n%llu\n", (unsigned long long)db_u64(q));
	add_text(&b, q, a);
	buf_adds(&b, "\n");
	add_text(&b, q, a);
	buf_printf(&b, "\n%llu\n", (unsigned long long)db_u64(q));
	add_text(&b, q, a);
	buf_printf(&b, "\n%lld", (long long)db_time(q));
	crypto_hmac(key, b.p, b.n, seal);
	buf_free(&b);
}

static enum err read_rows(struct db *db, struct sealing *s)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[ROWS], &q);

	if (e != OK)
		return e;
	s->n = 0;
	db_bind_i64(q, AUDIT_BATCH);
	while (s->n < AUDIT_BATCH && (e = db_row(q)) == OK) {
		chain(q, s->arena, s->key, s->seal, &s->rows[s->n].id);
		memcpy(s->rows[s->n++].seal, s->seal, sizeof s->seal);
	}
	db_done(q);
	return e == ERR_NOTFOUND ? OK : e;
}

static enum err write_seal(struct db *db, uint64_t number,
    const struct row *row)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SEAL], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, number);
	db_bind_blob(q, row->seal, sizeof row->seal);
	db_bind_u64(q, row->id);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

static enum err find_known(struct db *db, const struct sealing *s)
{
	struct db_stmt *q;
	size_t n = 0;
	const void *seal = NULL;
	enum err e;

	if (!s->known || !s->known->number)
		return OK;
	e = db_prepare(db, sql[SEALED], &q);
	if (e != OK)
		return e;
	db_bind_u64(q, s->known->number);
	e = db_row(q);
	if (e == OK)
		seal = db_blob(q, s->arena, &n);
	db_done(q);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	return n == CRYPTO_HASH && !memcmp(seal, s->known->seal, n) ? OK :
	    ERR_CONFLICT;
}

static enum err run(struct db *db, void *arg)
{
	struct sealing *s = arg;
	enum err e = find_known(db, s);
	int i;

	if (e == OK)
		e = last(db, s);

	if (e == OK)
		e = read_rows(db, s);
	for (i = 0; e == OK && i < s->n; i++)
		e = write_seal(db, s->number + (uint64_t)i + 1, &s->rows[i]);
	return e;
}

enum err audit_seal(struct db *db, struct arena *a,
    const uint8_t key[CRYPTO_KEY], const struct audit_end *known, int *n,
    struct audit_end *end)
{
	struct sealing *s = arena_alloc(a, sizeof *s);
	enum err e;

	s->arena = a;
	s->key = key;
	s->known = known;
	e = db_transaction(db, run, s);
	if (e == OK) {
		*n = s->n;
		end->number = s->number + (uint64_t)s->n;
		memcpy(end->seal, s->seal, sizeof end->seal);
	}
	return e;
}

/* --- verify --------------------------------------------------------------- */

struct walk {
	struct arena *arena;		/* a page's */
	const uint8_t *key;
	const struct audit_end *known;
	struct audit_check *check;
	uint8_t seal[CRYPTO_HASH];
	uint64_t number;
};

static enum audit_fault look(struct walk *w, struct db_stmt *q)
{
	struct audit_check *c = w->check;
	size_t n = 0;
	void *seal;

	chain(q, w->arena, w->key, w->seal, &c->id);
	c->number = db_u64(q);
	seal = db_blob(q, w->arena, &n);
	if (c->number != w->number + 1)
		return AUDIT_MISSING;
	if (n != CRYPTO_HASH || memcmp(seal, w->seal, n))
		return AUDIT_CHANGED;
	w->number = c->number;
	if (w->known && w->known->number == w->number &&
	    memcmp(w->known->seal, w->seal, CRYPTO_HASH))
		return AUDIT_REPLACED;
	c->rows++;
	return AUDIT_GOOD;
}

/* *more: there may be another page. */
static enum err page(struct db *db, struct walk *w, int *more)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[WALK], &q);
	int n = 0;

	if (e != OK)
		return e;
	db_bind_u64(q, w->number);
	db_bind_i64(q, PAGE);
	while (w->check->fault == AUDIT_GOOD && (e = db_row(q)) == OK) {
		w->check->fault = look(w, q);
		n++;
	}
	db_done(q);
	*more = w->check->fault == AUDIT_GOOD && n == PAGE;
	return e == ERR_NOTFOUND ? OK : e;
}

static enum err look_outside(struct db *db, struct audit_check *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[OUTSIDE], &q);

	if (e != OK)
		return e;
	e = db_row(q);
	if (e == OK) {
		out->fault = AUDIT_CHANGED;
		out->number = 0;
		out->id = db_u64(q);
	}
	db_done(q);
	return e == ERR_NOTFOUND ? OK : e;
}

static enum err count_unsealed(struct db *db, uint64_t *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[UNSEALED], &q);

	if (e != OK)
		return e;
	e = db_row(q);
	if (e == OK)
		*n = db_u64(q);
	db_done(q);
	return e;
}

enum err audit_verify(struct db *db, const uint8_t key[CRYPTO_KEY],
    const struct audit_end *known, struct audit_check *out)
{
	struct walk w = { .arena = arena_new(), .key = key, .known = known,
	    .check = out };
	int more = 1;
	enum err e = OK;

	*out = (struct audit_check){ .fault = AUDIT_GOOD };
	e = look_outside(db, out);
	while (e == OK && more && out->fault == AUDIT_GOOD) {
		e = page(db, &w, &more);
		arena_reset(w.arena);
	}
	arena_free(w.arena);
	if (e == OK && out->fault == AUDIT_GOOD && known &&
	    known->number > w.number) {
		out->fault = AUDIT_CUT;
		out->number = w.number;
	}
	return e == OK ? count_unsealed(db, &out->unsealed) : e;
}
