/* See export.h: the walk over the photos. */
#include "export.h"

#include "lib/base/crypto.h"
#include "lib/base/log.h"
#include "lib/pack/pixels.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define PAGE 200

struct walk {
	struct export *x;
	struct arena *page, *one;	/* of a page; of a photo */
	int ids;
	int64_t done, total;
	enum err (*fn)(void *arg, const struct export_photo *p);
	void *arg;
};

const char *export_word(enum export_state s)
{
	static const char *const words[] = {
		[EXPORT_NEW] = "new", [EXPORT_CHANGED] = "changed",
		[EXPORT_SAME] = "same", [EXPORT_REMOVED] = "removed",
		[EXPORT_MISSING] = "missing", [EXPORT_DAMAGED] = "damaged",
	};

	return words[s];
}

static enum export_state compared(struct arena *a,
    const struct package_row *r)
{
	if (!r->last_sha256)
		return EXPORT_NEW;
	return !strcmp(r->last_sha256, r->sha256) && !strcmp(r->last_who,
	    arena_printf(a, "%s %s", r->student_no, r->name)) ?
	    EXPORT_SAME : EXPORT_CHANGED;
}

/* A file is what its name says, or it does not leave the house. */
static enum err load(struct walk *w, struct export_photo *p)
{
	const struct package_row *r = p->row;
	uint8_t hash[CRYPTO_HASH], *bytes;
	char hex[65];
	enum err e;

	p->state = EXPORT_REMOVED;
	if (!r->photo_id)
		return OK;
	p->state = EXPORT_MISSING;
	if (!r->sha256)
		return OK;
	e = w->x->files->ops->get(w->x->files, w->one, r->sha256, &bytes,
	    &p->n);
	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	p->p = bytes;
	crypto_sha256(p->p, p->n, hash);
	crypto_hex(hash, sizeof hash, hex);
	p->state = strcmp(hex, r->sha256) != 0 ||
	    !pack_pixels(p->p, p->n, &p->width, &p->height) ?
	    EXPORT_DAMAGED : compared(w->one, r);
	return OK;
}

static enum err name(struct walk *w, struct export_photo *p)
{
	const struct package_row *r = p->row;
	struct pack_person who = {
		.student_no = r->student_no, .name = r->name,
		.department = r->department, .major = r->major,
		.class_name = r->class_name
	};
	char *id = NULL;

	if (w->ids && keys_open(w->x->keys, w->one, "id", r->id_sealed,
	    r->id_sealed_n, &id) != OK) {
		log_error("export: the number of row %" PRIu64
		    " can't be opened", r->roster_id);
		return ERR_INTERNAL;
	}
	who.id_no = id;
	p->name = pack_name(w->one, w->x->template, &who);
	return OK;
}

static void count(struct export *x, const struct export_photo *p)
{
	if (p->state == EXPORT_REMOVED)
		x->removed++;
	else if (p->state == EXPORT_MISSING || p->state == EXPORT_DAMAGED)
		x->faulty++;
	else {
		x->photos++;
		x->bytes += (int64_t)p->n;
	}
}

static enum err one(struct walk *w, const struct package_row *r)
{
	struct export_photo p = { .row = r, .name = "" };
	enum err e = load(w, &p);

	if (e == OK && p.state < EXPORT_REMOVED)
		e = name(w, &p);
	if (e == OK)
		e = w->fn(w->arg, &p);
	if (e == OK)
		count(w->x, &p);
	arena_reset(w->one);
	return e;
}

static enum err page(struct walk *w, struct package_filter *f, char after[],
    size_t size, int *n)
{
	struct package_row *list = arena_alloc(w->page, PAGE * sizeof *list);
	enum err e = package_rows(w->x->db, w->page, w->x->staff, f, w->ids,
	    list, PAGE, n);
	int i;

	for (i = 0; i < *n && e == OK; i++) {
		if (!w->x->goes_on(w->x->arg, w->done++, w->total))
			return ERR_CONFLICT;
		e = one(w, &list[i]);
	}
	if (e == OK && *n > 0) {
		f->after_department = list[*n - 1].department_id;
		snprintf(after, size, "%s", list[*n - 1].student_no);
	}
	arena_reset(w->page);
	return e;
}

static enum err walk(struct walk *w)
{
	struct export *x = w->x;
	char after[200] = "";
	struct package_filter f = {
		.campaign = x->campaign, .department = x->department,
		.changed = x->changed, .after = after
	};
	int n = PAGE;
	enum err e = package_count(x->db, x->staff, &f, &w->total);

	while (e == OK && n == PAGE)
		e = page(w, &f, after, sizeof after, &n);
	return e;
}

enum err export_each(struct export *x, enum err (*fn)(void *arg,
    const struct export_photo *p), void *arg)
{
	struct walk w = {
		.x = x, .page = arena_new(), .one = arena_new(), .fn = fn,
		.arg = arg
	};
	enum err e;

	x->photos = x->removed = x->faulty = x->bytes = 0;
	pack_name_check(x->template, &w.ids);
	e = walk(&w);
	arena_free(w.one);
	arena_free(w.page);
	return e;
}
