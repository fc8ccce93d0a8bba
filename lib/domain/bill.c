/* See bill.h. */
#include "bill.h"

#include <string.h>

enum err bill_prices(struct db *db, struct arena *a,
    const struct campaign *c, struct price_list *out)
{
	enum err e = price_list(db, a, c->id, out->price, &out->n);

	if (e == OK)
		e = postage_list(db, a, c->id, out->postage,
		    &out->postage_n);
	out->price_fen = c->price_fen;
	out->price_prints_fen = c->price_prints_fen;
	return e;
}

int64_t bill_postage(const struct price_list *l, const char *region_code)
{
	int64_t fen = 0;
	int i;

	for (i = 0; i < l->postage_n; i++)
		if (!l->postage[i].province[0] ||
		    strncmp(l->postage[i].province, region_code, 2) == 0)
			fen = l->postage[i].fen;
	return fen;
}

static void add(struct bill *b, const char *kind,
    const struct print_price *p, int sets, int64_t fen)
{
	b->item[b->n++] = (struct order_item){ .kind = kind,
	    .size = p ? p->size : "", .photos = p ? p->photos : 0,
	    .sets = sets, .amount_fen = fen };
	b->total_fen += fen;
}

/* The set that the price with prints holds; where a campaign has no list of
 * sizes, the line says prints and no more. */
static void add_included(const struct price_list *l, struct bill *b)
{
	int64_t fen = l->price_prints_fen - l->price_fen;
	int i, lines = 0;

	for (i = 0; i < l->n; i++) {
		if (!l->price[i].included)
			continue;
		add(b, "prints", &l->price[i], 1, lines++ ? 0 : fen);
	}
	if (!lines)
		add(b, "prints", NULL, 1, fen);
}

static enum err add_wanted(const struct price_list *l,
    const struct wanted *w, struct bill *b)
{
	int i;

	if (w->sets < 0 || w->sets > SETS_MAX)
		return ERR_INPUT;
	for (i = 0; w->sets && i < l->n; i++)
		if (l->price[i].id == w->price)
			add(b, "extra", &l->price[i], w->sets,
			    l->price[i].set_fen * w->sets);
	return OK;
}

enum err bill_make(const struct price_list *l, const char *region_code,
    const struct wanted *w, int count, struct bill *out)
{
	struct bill b = { .n = 0 };
	enum err e = count <= PRICES_MAX ? OK : ERR_INPUT;
	int64_t postage;
	int i;

	add(&b, "photo", NULL, 1, l->price_fen);
	if (region_code) {
		add_included(l, &b);
		for (i = 0; e == OK && i < count; i++)
			e = add_wanted(l, &w[i], &b);
		postage = bill_postage(l, region_code);
		if (postage)
			add(&b, "postage", NULL, 1, postage);
	}
	if (e == OK)
		*out = b;
	return e;
}

enum err bill_save(struct db *db, uint64_t order, const struct bill *b)
{
	enum err e = OK;
	int i;

	for (i = 0; e == OK && i < b->n; i++)
		e = order_item_add(db, order, i, &b->item[i]);
	return e;
}
