/* /collect/prints: with or without prints, where to, and the order. */
#include "collect.h"
#include "consent.h"
#include "money.h"

#include "cgi-bin/web/form.h"

#include <string.h>

struct prints {
	char *prints;
	char *recipient, *phone, *region, *detail, *postcode;
	int mailing;
};

static const struct field choice_form[] = {
	{ "Prints", FORM_CHOICE, 1, 3, offsetof(struct prints, prints),
	    "Text.Money.PrintsMissing", "no|yes" },
	{ 0 }
};

/* Read only where prints are wanted. */
static const struct field address_form[] = {
	{ "Recipient", FORM_TEXT, 1, 120, offsetof(struct prints, recipient),
	    "Text.Money.RecipientMissing", NULL },
	{ "Phone", FORM_PHONE, 1, 20, offsetof(struct prints, phone),
	    "Text.Money.PhoneWrong", NULL },
	{ "Region", FORM_TEXT, 1, 120, offsetof(struct prints, region),
	    "Text.Money.RegionMissing", NULL },
	{ "Detail", FORM_TEXT, 1, 300, offsetof(struct prints, detail),
	    "Text.Money.DetailMissing", NULL },
	{ "Postcode", FORM_TEXT, 0, 10, offsetof(struct prints, postcode),
	    "Text.Money.PostcodeWrong", NULL },
	{ "Mailing", FORM_CHECK, 1, 1, offsetof(struct prints, mailing),
	    "Text.Money.MailingMissing", NULL },
	{ 0 }
};

static int show(struct req *r, int status, const struct work *w)
{
	struct photo p;
	enum err e = photo_of(r->db, r->arena, w->c.id, w->c.photo_id, &p);

	if (e != OK)
		return req_fail(r, e);
	req_set(r, "Prints.Photo", p.token);
	req_set_fen(r, "Prints.Price", w->campaign.price_fen);
	req_set_fen(r, "Prints.PricePrints", w->campaign.price_prints_fen);
	return req_page_status(r, status, "student/prints");
}

/* An order was made already (back button, second submit): that one. 0 where
 * there is none. */
static int ordered(struct req *r)
{
	struct collection c;
	struct order o;

	if (collect_current(r, &c) != OK || order_live(r->db, r->arena,
	    r->account, c.id, &o) != OK)
		return 0;
	return req_redirect(r, money_path(r, o.token, ""));
}

/* The collection, at the point where it can be ordered. */
static int load(struct req *r, struct work *w)
{
	int status = ordered(r);

	if (!status)
		status = work_load(r, STEP_PHOTO, w);
	if (!status && strcmp(w->c.state, "photo_ready"))
		status = work_next(r, w);
	return status;
}

int prints_page(struct req *r)
{
	struct address ad;
	struct work w;
	int status = load(r, &w), n;
	enum err e;

	if (status)
		return status;
	form_set(r, "Prints", "no");
	e = address_list(r->db, r->arena, r->account, &ad, 1, &n);
	if (e == OK && n) {
		form_set(r, "Recipient", ad.recipient);
		form_set(r, "Phone", ad.phone);
		form_set(r, "Region", ad.region);
		form_set(r, "Detail", ad.detail);
		form_set(r, "Postcode", ad.postcode);
	}
	return e == OK ? show(r, 200, &w) : req_fail(r, e);
}

/* What was entered stays, though nobody asked for an address yet. */
static void keep_address(struct req *r)
{
	const struct field *f;

	for (f = address_form; f->name; f++)
		if (req_form(r, f->name))
			form_set(r, f->name, req_form(r, f->name));
}

int prints_post(struct req *r)
{
	const struct checkout k = money_checkout(r);
	struct checkout_wish wish = { .account = r->account };
	struct prints f = {0};
	struct address ad;
	struct consent mailing;
	struct work w;
	char token[ID_SIZE];
	int status = load(r, &w);
	enum err e;

	if (status)
		return status;
	if (form_read(r, choice_form, &f) != OK) {
		keep_address(r);
		return show(r, 422, &w);
	}
	if (!strcmp(f.prints, "yes")) {
		if (form_read(r, address_form, &f) != OK)
			return show(r, 422, &w);
		ad = (struct address){ .recipient = f.recipient,
		    .phone = f.phone, .region_code = "", .region = f.region,
		    .detail = f.detail, .postcode = f.postcode };
		consent_now(r, "mailing", r->lang, &mailing);
		wish.address = &ad;
		wish.mailing = &mailing;
	}
	wish.collection = w.c.token;
	wish.minutes = (int)conf_int(r->conf, "order_minutes");
	e = checkout_create(&k, &wish, token);
	return e == OK ? req_redirect(r, money_path(r, token, "")) :
	    req_fail(r, e);
}
