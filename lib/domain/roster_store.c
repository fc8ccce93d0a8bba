/* A checked list into the database, in one transaction. */
#include "roster_row.h"

#include "lib/db/audit.h"
#include "lib/db/roster.h"

#include <string.h>

#define TELL 100	/* rows */

struct store {
	const struct keys *keys;
	const struct campaign *campaign;
	struct import *im;
	int flags;
	const char *actor;
	uint64_t actor_id;
	char *department;		/* the last one, and its id */
	uint64_t department_id;
};

/* Lists are sorted by department as a rule: one look-up each. */
static enum err
find_department(struct db *db, struct store *s, char *name, uint64_t *id)
{
	enum err e = OK;

	if (!s->department || strcmp(s->department, name)) {
		e = department_need(db, s->campaign->school_id, name,
		    &s->department_id);
		s->department = e == OK ? name : NULL;
	}
	if (e == OK)
		*id = s->department_id;
	return e;
}

static enum err
store_row(struct db *db, struct store *s, const struct import_row *row)
{
	char *const *text = row->text;
	uint8_t lookup[CRYPTO_HASH];
	struct import *im = s->im;
	uint64_t department;
	struct roster r = { .campaign_id = s->campaign->id,
	    .student_no = text[ROSTER_STUDENT_NO],
	    .name = text[ROSTER_NAME], .sex = text[ROSTER_SEX],
	    .id_type = text[ROSTER_ID_TYPE], .major = text[ROSTER_MAJOR],
	    .class_name = text[ROSTER_CLASS], .level = text[ROSTER_LEVEL],
	    .graduation = text[ROSTER_GRADUATION],
	    .phone = text[ROSTER_PHONE], .email = text[ROSTER_EMAIL] };
	enum err e;
	int added;

	keys_lookup(s->keys, "id", text[ROSTER_ID_NO], lookup);
	r.id_sealed = keys_seal(s->keys, im->arena, "id", text[ROSTER_ID_NO],
	    &r.id_sealed_n);
	e = find_department(db, s, text[ROSTER_DEPARTMENT], &department);
	if (e == OK)
		e = roster_put(db, &r, department, lookup, &added);
	if (e == ERR_CONFLICT) {
		import_fault(im, row->line, "id_no", IMPORT_HELD);
		im->held++;
		return OK;
	}
	if (e == OK && added)
		im->added++;
	else if (e == OK)
		im->updated++;
	return e;
}

static enum err
log_import(struct db *db, const struct store *s)
{
	return audit_add(db, s->actor, s->actor_id, "roster.import",
	    "campaign", s->campaign->id, arena_printf(s->im->arena,
	    "added %d, updated %d", s->im->added, s->im->updated));
}

static enum err
store_rows(struct db *db, void *arg)
{
	struct store *s = arg;
	struct import *im = s->im;
	int i, errors = im->errors - im->held;
	enum err e = OK;

	/* It may be a second run. */
	im->errors = errors;
	im->added = im->updated = im->held = 0;
	s->department = NULL;
	for (i = 0; e == OK && i < im->rows; i++)
		if (im->goes_on && i % TELL == 0 &&
		    !im->goes_on(im->going, i, im->rows))
			e = ERR_LIMIT;
		else if (!im->row[i].bad)
			e = store_row(db, s, &im->row[i]);
	if (e == OK && im->held && !(s->flags & IMPORT_SKIP_BAD))
		e = ERR_INPUT;
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
	    .flags = flags, .actor = actor, .actor_id = actor_id };
	enum err e;

	if (im->unusable || (im->errors && !(flags & IMPORT_SKIP_BAD)))
		return ERR_INPUT;
	e = db_transaction(db, store_rows, &s);
	import_sort(im);
	return e == ERR_DENIED && (flags & IMPORT_DRY_RUN) ? OK : e;
}
