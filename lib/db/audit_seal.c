/* Sealing of audit rows. */
#include "audit_seal.h"

#include "lib/base/buf.h"

#include <string.h>

enum { LAST, ROWS, SEAL };

static const char *const sql[] = {
	[LAST] = "SELECT seal_no, seal FROM audit WHERE seal_no IS NOT NULL "
	    "ORDER BY seal_no DESC LIMIT 1",
	[ROWS] = "SELECT id, actor, actor_id, action, object, object_id, "
	    "detail, created_at FROM audit WHERE seal_no IS NULL "
	    "ORDER BY id LIMIT ?",
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

/* The detail is free text and stands last: no two rows read alike. */
static void chain(struct sealing *s, struct db_stmt *q, struct row *row)
{
	struct buf b = {0};

	row->id = db_u64(q);
	buf_add(&b, s->seal, sizeof s->seal);
	buf_printf(&b, "%llu\n", (unsigned long long)row->id);
	buf_printf(&b, "%s\n", db_text(q, s->arena));
	buf_printf(&b, "%llu\n", (unsigned long long)db_u64(q));
	buf_printf(&b, "%s\n", db_text(q, s->arena));
	buf_printf(&b, "%s\n", db_text(q, s->arena));
	buf_printf(&b, "%llu\n", (unsigned long long)db_u64(q));
	buf_printf(&b, "%s", db_text(q, s->arena));
	buf_printf(&b, "\n%lld", (long long)db_time(q));
	crypto_hmac(s->key, b.p, b.n, s->seal);
	memcpy(row->seal, s->seal, sizeof row->seal);
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
	while (s->n < AUDIT_BATCH && (e = db_row(q)) == OK)
		chain(s, q, &s->rows[s->n++]);
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

static enum err run(struct db *db, void *arg)
{
	struct sealing *s = arg;
	enum err e = last(db, s);
	int i;

	if (e == OK)
		e = read_rows(db, s);
	for (i = 0; e == OK && i < s->n; i++)
		e = write_seal(db, s->number + (uint64_t)i + 1, &s->rows[i]);
	return e;
}

enum err audit_seal(struct db *db, struct arena *a,
    const uint8_t key[CRYPTO_KEY], int *n)
{
	struct sealing *s = arena_alloc(a, sizeof *s);
	enum err e;

	s->arena = a;
	s->key = key;
	e = db_transaction(db, run, s);
	if (e == OK)
		*n = s->n;
	return e;
}
