/* /collect/prints: with or without prints, how many, where to, and the
 * order. */
#include "address.h"
#include "collect.h"
#include "consent.h"
#include "money.h"

#include "cgi-bin/web/form.h"
#include "lib/base/parse.h"
#include "lib/db/settings.h"

#include <inttypes.h>
#include <string.h>

struct prints {
	char *prints, *address;
	int mailing;
};

static const struct field choice_form[] = {
	{ "Prints", FORM_CHOICE, 1, 3, offsetof(struct prints, prints),
	    "Text.Money.PrintsMissing", "no|yes" },
	{ 0 }
};

/* Read only where prints are wanted. */
static const struct field parcel_form[] = {
	{ "Address", FORM_TEXT, 0, 20, offsetof(struct prints, address),
	    "Text.Address.Choose", NULL },
	{ "Mailing", FORM_CHECK, 1, 1, offsetof(struct prints, mailing),
	    "Text.Money.MailingMissing", NULL },
	{ 0 }
};

/* The page's state: what is offered and what was chosen. */
struct page {
	struct work w;
	struct price_list prices;
	struct wanted wanted[PRICES_MAX];
	struct address book[ADDRESS_BOOK_MAX];
	int book_n;
};

/* --- show ------------------------------------------------------------ */

static void show_size(struct req *r, int i, const struct page *p)
{
	const struct print_price *price = &p->prices.price[i];
	const int sets = p->wanted[i].sets;
	static const char list[] = "Sizes";
	int k;

	req_set_item(r, list, i, "Id", arena_printf(r->arena, "%" PRIu64,
	    price->id));
	req_set_item(r, list, i, "Name", money_size(r, price->size));
	req_set_item(r, list, i, "Photos", arena_printf(r->arena, "%d",
	    price->photos));
	req_set_item(r, list, i, "Fen", arena_printf(r->arena, "%" PRId64,
	    price->set_fen));
	req_set_item(r, list, i, "Price", req_fen(r, price->set_fen));
	if (price->included)
		req_set_item(r, list, i, "Included", "1");
	for (k = 0; k <= SETS_MAX; k++) {
		req_set_item(r, list, i, arena_printf(r->arena,
		    "Counts.%d.N", k), arena_printf(r->arena, "%d", k));
		if (k == sets)
			req_set_item(r, list, i, arena_printf(r->arena,
			    "Counts.%d.Chosen", k), "1");
	}
}

/* The range in words; for scripts, every province's: "31:500 65:2500". */
static void show_postage(struct req *r, const struct price_list *l)
{
	int64_t low = bill_postage(l, ""), high = low;
	struct buf b = {0};
	int i;

	for (i = 0; i < l->postage_n; i++) {
		if (l->postage[i].fen < low)
			low = l->postage[i].fen;
		if (l->postage[i].fen > high)
			high = l->postage[i].fen;
		buf_printf(&b, "%s:%" PRId64 " ", l->postage[i].province,
		    l->postage[i].fen);
	}
	if (high)
		req_set_fen(r, "Prints.PostageLow", low);
	if (high > low)
		req_set_fen(r, "Prints.PostageHigh", high);
	if (b.p)
		req_set(r, "Prints.Postage", b.p);
	buf_free(&b);
}

static void show_book(struct req *r, const struct page *p)
{
	int i;

	for (i = 0; i < p->book_n; i++) {
		address_item(r, i, &p->book[i]);
		req_set_item(r, "Addresses", i, "Province", arena_printf(
		    r->arena, "%.2s", p->book[i].region_code));
	}
	if (p->book_n && !form_get(r, "Address"))
		form_set(r, "Address", arena_printf(r->arena, "%" PRIu64,
		    p->book[0].id));
}

static int show(struct req *r, int status, const struct page *p)
{
	const struct price_list *l = &p->prices;
	struct photo photo;
	enum err e = photo_of(r->db, r->arena, p->w.c.id, p->w.c.photo_id,
	    &photo);
	int i;

	if (e != OK)
		return req_fail(r, e);
	req_set(r, "Prints.Photo", photo.token);
	req_set_fen(r, "Prints.Price", l->price_fen);
	req_set_fen(r, "Prints.PricePrints", l->price_prints_fen);
	req_set_int(r, "Prints.Fen", l->price_fen);
	req_set_int(r, "Prints.FenPrints", l->price_prints_fen);
	for (i = 0; i < l->n; i++)
		show_size(r, i, p);
	show_postage(r, l);
	show_book(r, p);
	address_lists(r);
	return req_page_status(r, status, "student/prints");
}

/* --- load ------------------------------------------------------------ */

/* The collection, at the point where it can be ordered. Where an order was
 * made already (back button, second submit, the other phone) it leads to
 * that one. The collection is read once, and before the order: what is still
 * open here is judged again, under lock, when it is ordered. */
static int load(struct req *r, struct page *p)
{
	struct order o;
	enum err e = collect_current(r, &p->w.c);
	int status;

	if (e != OK)
		return work_load(r, STEP_PHOTO, &p->w);
	if (!collect_open(&p->w.c) && order_live(r->db, r->arena,
	    r->account, p->w.c.id, &o) == OK)
		return req_redirect(r, money_path(r, o.token, ""));
	status = work_gate(r, STEP_PHOTO, &p->w);
	if (!status && work_department(&p->w))
		status = req_redirect(r, "/collect/submit");
	if (!status && strcmp(p->w.c.state, "photo_ready"))
		status = work_next(r, &p->w);
	if (status)
		return status;
	e = bill_prices(r->db, r->arena, &p->w.campaign, &p->prices);
	if (e == OK)
		e = address_list(r->db, r->arena, r->account, p->book,
		    ADDRESS_BOOK_MAX, &p->book_n);
	return e == OK ? 0 : req_fail(r, e);
}

int prints_page(struct req *r)
{
	struct page p = { .book_n = 0 };
	int status = load(r, &p);

	if (status)
		return status;
	form_set(r, "Prints", "no");
	return show(r, 200, &p);
}

/* --- order ----------------------------------------------------------- */

/* Sets<number of the price>; one that did not come is 0. */
static enum err read_sets(struct req *r, struct page *p)
{
	const char *s;
	uint64_t n;
	enum err e = OK;
	int i;

	for (i = 0; i < p->prices.n; i++) {
		p->wanted[i].price = p->prices.price[i].id;
		s = req_form(r, arena_printf(r->arena, "Sets%" PRIu64,
		    p->prices.price[i].id));
		if (!s || !*s)
			continue;
		if (parse_u64(s, &n) == OK && n <= SETS_MAX) {
			p->wanted[i].sets = (int)n;
			continue;
		}
		form_error(r, "Sets", "Text.Money.SetsWrong");
		e = ERR_INPUT;
	}
	return e;
}

/* One of the book, or a new one. */
static enum err read_address(struct req *r, const struct prints *f,
    const struct page *p, struct address *out)
{
	uint64_t id;
	int i;

	if (!p->book_n || !strcmp(f->address, "new")) {
		out->listed = 0;
		if (address_read(r, out) != OK)
			return ERR_INPUT;
		out->listed = p->book_n < ADDRESS_BOOK_MAX;
		return OK;
	}
	if (parse_u64(f->address, &id) == OK)
		for (i = 0; i < p->book_n; i++)
			if (p->book[i].id == id) {
				*out = p->book[i];
				return OK;
			}
	form_error(r, "Address", "Text.Address.Choose");
	return ERR_INPUT;
}

/* What was entered stays, though nobody asked for it yet. */
static void keep(struct req *r)
{
	static const char *const names[] = { "Prints", "Address", "Mailing" };
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (req_form(r, names[i]))
			form_set(r, names[i], req_form(r, names[i]));
	address_keep(r);
}

static int order(struct req *r, const struct page *p,
    struct checkout_wish *wish)
{
	const struct checkout k = money_checkout(r);
	char token[ID_SIZE];
	enum err e;

	wish->account = r->account;
	wish->collection = p->w.c.token;
	wish->minutes = (int)conf_int(r->conf, "order_minutes");
	e = checkout_create(&k, wish, token);
	return e == OK ? req_redirect(r, money_path(r, token, "")) :
	    req_fail(r, e);
}

static int order_prints(struct req *r, struct page *p, struct prints *f)
{
	struct checkout_wish wish = { .wanted = p->wanted,
	    .wanted_count = p->prices.n };
	struct address ad;
	struct consent mailing;
	enum err sets = read_sets(r, p), e;

	/* All that is wrong is said at once. */
	e = form_read(r, parcel_form, f);
	if (read_address(r, f, p, &ad) != OK)
		e = ERR_INPUT;
	if (e != OK || sets != OK)
		return show(r, 422, p);
	consent_now(r, "mailing", r->lang, &mailing);
	wish.address = &ad;
	wish.mailing = &mailing;
	return order(r, p, &wish);
}

int prints_post(struct req *r)
{
	struct checkout_wish wish = { .account = r->account };
	struct page p = { .book_n = 0 };
	struct prints f = {0};
	int status = load(r, &p);

	if (status)
		return status;
	keep(r);
	if (!setting_number(r->db, SETTING_ORDERS))
		return req_error(r, 503, "Text.Money.Shut");
	if (address_more(r)) {
		read_sets(r, &p);
		return show(r, 200, &p);
	}
	if (form_read(r, choice_form, &f) != OK) {
		read_sets(r, &p);
		return show(r, 422, &p);
	}
	return strcmp(f.prints, "yes") ? order(r, &p, &wish) :
	    order_prints(r, &p, &f);
}
