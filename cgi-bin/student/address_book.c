/* /addresses: where prints are sent, kept for the next order. An address is
 * never changed: orders refer to it. */
#include "address.h"

#include "cgi-bin/web/form.h"
#include "lib/db/audit.h"

int address_book_page(struct req *r)
{
	struct address list[ADDRESS_BOOK_MAX];
	int i, n;
	enum err e = address_list(r->db, r->arena, r->account, list,
	    ADDRESS_BOOK_MAX, &n);

	if (e != OK)
		return req_fail(r, e);
	for (i = 0; i < n; i++)
		address_item(r, i, &list[i]);
	if (n == ADDRESS_BOOK_MAX)
		req_set(r, "Book.Full", "1");
	return req_page(r, "student/addresses");
}

static int show(struct req *r, int status)
{
	address_lists(r);
	if (r->arg)
		req_set(r, "Book.Id", r->arg);
	return req_page_status(r, status, "student/address");
}

int address_new_page(struct req *r)
{
	return show(r, 200);
}

struct change {
	struct address *ad;
	uint64_t old;		/* 0: there is none */
};

static enum err save(struct db *db, void *arg)
{
	struct change *c = arg;
	uint64_t account = c->ad->account_id, id;
	enum err e = c->old ? address_remove(db, account, c->old) : OK;

	if (e == OK)
		e = address_add(db, c->ad, &id);
	if (e == OK)
		e = audit_add(db, "student", account, "address.add",
		    "address", id, NULL);
	return e;
}

static int saved(struct req *r, uint64_t old)
{
	struct address ad;
	struct change c = { &ad, old };
	enum err e;

	if (address_more(r)) {
		address_keep(r);
		return show(r, 200);
	}
	if (address_read(r, &ad) != OK)
		return show(r, 422);
	ad.listed = 1;
	e = db_transaction(r->db, save, &c);
	return e == OK ? req_redirect_flash(r, "/addresses",
	    "Text.Flash.AddressSaved") : req_fail(r, e);
}

int address_new_post(struct req *r)
{
	struct address list[ADDRESS_BOOK_MAX];
	int n;
	enum err e = address_list(r->db, r->arena, r->account, list,
	    ADDRESS_BOOK_MAX, &n);

	if (e != OK)
		return req_fail(r, e);
	if (n == ADDRESS_BOOK_MAX) {
		address_keep(r);
		form_error(r, NULL, "Text.Address.Full");
		return show(r, 409);
	}
	return saved(r, 0);
}

/* Of this account, and still in the book. */
static enum err load(struct req *r, struct address *ad)
{
	enum err e = address_get(r->db, r->arena, r->account, r->arg_id, ad);

	return e == OK && !ad->listed ? ERR_NOTFOUND : e;
}

int address_edit_page(struct req *r)
{
	struct address ad;
	enum err e = load(r, &ad);

	if (e != OK)
		return req_fail(r, e);
	address_put(r, &ad);
	return show(r, 200);
}

int address_edit_post(struct req *r)
{
	struct address ad;
	enum err e = load(r, &ad);

	return e == OK ? saved(r, ad.id) : req_fail(r, e);
}

static enum err forget(struct db *db, void *arg)
{
	const struct address *ad = arg;
	enum err e = address_remove(db, ad->account_id, ad->id);

	if (e == OK)
		e = audit_add(db, "student", ad->account_id,
		    "address.remove", "address", ad->id, NULL);
	return e;
}

int address_delete_post(struct req *r)
{
	struct address ad;
	enum err e = address_get(r->db, r->arena, r->account, r->arg_id,
	    &ad);

	if (e == OK)
		e = db_transaction(r->db, forget, &ad);
	/* ERR_CONFLICT: a second tap, it is gone. */
	return e == OK || e == ERR_CONFLICT ?
	    req_redirect_flash(r, "/addresses", "Text.Flash.AddressRemoved") :
	    req_fail(r, e);
}
