/* A checked list into the database, in one transaction. */
#include "roster_row.h"

#include "lib/base/clock.h"
#include "lib/db/audit.h"
#include "lib/db/roster.h"
#include "lib/db/rosters.h"

#include <stdlib.h>
#include <string.h>

#define TELL 100	/* rows */
#define NAMED 20	/* new departments by name */

struct store {
	const struct keys *keys;
	const struct campaign *campaign;
	struct import *im;
	int flags;
	const char *actor;
	uint64_t actor_id;
	uint64_t staff;			/* whose roles count; 0: nobody's */
	int whole;			/* they cover the whole school */
	uint64_t covered;		/* the last department they do */
	char *department;		/* the last one, and its id */
	uint64_t department_id;
	uint64_t *seen;			/* ids of the rows */
	int seen_n;
};

/* --- whose departments -------------------------------------------------- */

static enum err
covers(struct db *db, struct store *s, uint64_t department)
{
	enum err e;

	if (s->whole || department == s->covered)
		return OK;
	e = roster_covers(db, s->staff, s->campaign->school_id, department);
	if (e == OK)
		s->covered = department;
	return e;
}

static enum err
look_at_roles(struct db *db, struct store *s)
{
	enum err e = s->staff ? roster_covers(db, s->staff,
	    s->campaign->school_id, 0) : OK;

	s->covered = 0;
	s->whole = e == OK;
	return e == ERR_NOTFOUND ? OK : e;
}

/* A slip of the pen makes one too: whoever imports is told. */
static enum err
need_department(struct db *db, struct store *s, const char *name)
{
	struct import *im = s->im;
	int made;
	enum err e = department_need(db, s->campaign->school_id, name,
	    &s->department_id, &made);

	if (made && im->departments++ < NAMED)
		im->department = arena_printf(im->arena, "%s%s%s",
		    im->department, *im->department ? ", " : "", name);
	return e;
}

/* Lists are sorted by department as a rule: one look-up each. A new one is
 * made by who sees to all of them. */
static enum err
find_department(struct db *db, struct store *s, char *name, uint64_t *id)
{
	enum err e = OK;

	if (!s->department || strcmp(s->department, name)) {
		e = s->whole ? need_department(db, s, name) :
		    department_find(db, s->campaign->school_id, name,
			&s->department_id);
		s->department = e == OK ? name : NULL;
	}
	if (e != OK)
		return e;
	*id = s->department_id;
	return covers(db, s, *id);
}

/* --- one row ------------------------------------------------------------ */

static enum err
refuse(struct store *s, const struct import_row *row, const char *column,
    enum import_fault f, const char *detail)
{
	import_fault(s->im, row->line, column, f, detail);
	s->im->refused++;
	return OK;
}

/* ERR_CONFLICT: refused, and it is said why. */
static enum err
compare(struct db *db, struct store *s, const struct import_row *row,
    const uint8_t lookup[CRYPTO_HASH], struct roster_found *was)
{
	enum err e = roster_lock(db, s->im->arena, s->campaign->id,
	    row->text[ROSTER_STUDENT_NO], lookup, was);

	if (e == ERR_NOTFOUND) {
		was->id = 0;
		return OK;
	}
	if (e == OK)
		e = covers(db, s, was->department_id);
	if (e == ERR_NOTFOUND)
		refuse(s, row, "department", IMPORT_NOT_YOURS, NULL);
	else if (e == OK && was->held && !was->same)
		refuse(s, row, "id_no", IMPORT_HELD, NULL);
	else if (e == OK && !(s->flags & IMPORT_NAMES) &&
	    strcmp(was->name, row->text[ROSTER_NAME]) != 0)
		refuse(s, row, "name", IMPORT_NAME, was->name);
	else
		return e;
	return ERR_CONFLICT;
}

/* NULL, which leaves what is stored, for the columns that the file lacks; but
 * nothing of one person stays for another. The sex may come from the card. */
static void
keep_absent(const struct import *im, const struct import_row *row,
    int another, char *given[ROSTER_COLUMNS])
{
	int i;

	for (i = 0; i < ROSTER_COLUMNS; i++)
		given[i] = (im->given & 1u << i) || *row->text[i] ?
		    row->text[i] : NULL;
	for (i = 0; another && i < ROSTER_COLUMNS; i++)
		if (i == ROSTER_SEX || i == ROSTER_PHONE || i == ROSTER_EMAIL)
			given[i] = row->text[i];
}

static enum err
store_row(struct db *db, struct store *s, const struct import_row *row)
{
	char *const *text = row->text;
	char *given[ROSTER_COLUMNS];
	uint8_t lookup[CRYPTO_HASH];
	struct roster_found was;
	uint64_t department;
	struct roster r = { .campaign_id = s->campaign->id,
	    .student_no = text[ROSTER_STUDENT_NO],
	    .name = text[ROSTER_NAME], .id_type = text[ROSTER_ID_TYPE] };
	enum err e = find_department(db, s, text[ROSTER_DEPARTMENT],
	    &department);

	if (e == ERR_NOTFOUND)
		return refuse(s, row, "department", IMPORT_NOT_YOURS, NULL);
	keys_lookup(s->keys, "id", text[ROSTER_ID_NO], lookup);
	if (e == OK)
		e = compare(db, s, row, lookup, &was);
	if (e != OK)
		return e == ERR_CONFLICT ? OK : e;
	keep_absent(s->im, row, was.id && !was.same, given);
	r.sex = given[ROSTER_SEX];
	r.major = given[ROSTER_MAJOR];
	r.class_name = given[ROSTER_CLASS];
	r.level = given[ROSTER_LEVEL];
	r.graduation = given[ROSTER_GRADUATION];
	r.phone = given[ROSTER_PHONE];
	r.email = given[ROSTER_EMAIL];
	r.id = was.id;
	r.id_sealed = keys_seal(s->keys, s->im->arena, "id",
	    text[ROSTER_ID_NO], &r.id_sealed_n);
	e = roster_put(db, &r, department, lookup);
	if (e == OK && was.id && !was.same)
		e = roster_forget_photo(db, was.id, clock_now());
	if (e != OK)
		return e;
	s->seen[s->seen_n++] = r.id;
	if (was.id)
		s->im->updated++;
	else
		s->im->added++;
	return OK;
}

/* --- rows that the list lacks ------------------------------------------- */

static int
by_id(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static enum err
remove_others(struct db *db, struct store *s)
{
	struct import *im = s->im;
	int64_t now = clock_now();
	int n, i;
	enum err e;

	qsort(s->seen, (size_t)s->seen_n, sizeof *s->seen, by_id);
	e = roster_others(db, im->arena, s->staff, s->campaign->id, s->seen,
	    s->seen_n, &im->rest, &n);
	for (i = 0; e == OK && i < n; i++)
		if (im->rest[i].held) {
			im->rest[im->kept++] = im->rest[i];
		} else {
			e = roster_remove(db, im->rest[i].id, now);
			im->removed += e == OK;
		}
	return e;
}

/* --- all of it ---------------------------------------------------------- */

static enum err
log_import(struct db *db, const struct store *s)
{
	const struct import *im = s->im;

	return audit_add(db, s->actor, s->actor_id, "roster.import",
	    "campaign", s->campaign->id, arena_printf(im->arena,
	    s->flags & IMPORT_REPLACE ? "added %d, updated %d, removed %d" :
	    "added %d, updated %d", im->added, im->updated, im->removed));
}

static enum err
store_rows(struct db *db, void *arg)
{
	struct store *s = arg;
	struct import *im = s->im;
	int i, errors = im->errors - im->refused;
	enum err e;

	/* It may be a second run. */
	im->errors = errors;
	im->added = im->updated = im->refused = im->removed = im->kept = 0;
	im->departments = 0;
	im->department = "";
	s->department = NULL;
	s->seen_n = 0;
	e = look_at_roles(db, s);
	for (i = 0; e == OK && i < im->rows; i++)
		if (im->goes_on && i % TELL == 0 &&
		    !im->goes_on(im->going, i, im->rows))
			e = ERR_LIMIT;
		else if (!im->row[i].bad)
			e = store_row(db, s, &im->row[i]);
	if (e == OK && im->refused && !(s->flags & IMPORT_SKIP_BAD))
		e = ERR_INPUT;
	if (e == OK && (s->flags & IMPORT_REPLACE))
		e = remove_others(db, s);
	if (e == OK)
		e = log_import(db, s);
	/* An error of nobody else's rolls a dry run back. */
	if (e == OK && (s->flags & IMPORT_DRY_RUN))
		e = ERR_DENIED;
	return e;
}

enum err
import_store(struct db *db, const struct keys *k, const struct campaign *c,
    struct import *im, int flags, const char *actor, uint64_t actor_id)
{
	struct store s = { .keys = k, .campaign = c, .im = im,
	    .flags = flags, .actor = actor, .actor_id = actor_id,
	    .staff = strcmp(actor, "staff") ? 0 : actor_id };
	enum err e;

	/* What is bad in the list would go from the roster. */
	if (flags & IMPORT_REPLACE)
		s.flags = flags &= ~IMPORT_SKIP_BAD;

	if ((flags & IMPORT_REPLACE) && !im->rows && !im->errors)
		import_fault(im, 1, "", IMPORT_MISSING, NULL);
	if (im->unusable || (im->errors && !(flags & IMPORT_SKIP_BAD)))
		return ERR_INPUT;
	s.seen = arena_alloc(im->arena, (size_t)(im->rows + 1) *
	    sizeof *s.seen);
	e = db_transaction(db, store_rows, &s);
	import_sort(im);
	return e == ERR_DENIED && (flags & IMPORT_DRY_RUN) ? OK : e;
}
