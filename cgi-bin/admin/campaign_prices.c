/* What a campaign's prints and parcels cost. Orders that are there keep what
 * they were made with. */
#include "campaigns.h"

#include "cgi-bin/web/form.h"
#include "lib/base/parse.h"
#include "lib/db/prices.h"
#include "lib/domain/campaign_edit.h"
#include "lib/domain/regions.h"
#include "lib/image/print.h"

#include <stddef.h>
#include <string.h>

#define SET_MAX 50		/* photos */
#define FEN_MAX 100000

struct wish {
	char *what, *size, *photos, *set_price, *province, *postage;
	int included;
};

#define TEXT(name, max, member, message) { name, FORM_TEXT, 1, max, \
	offsetof(struct wish, member), "Text.Campaign." message, NULL }

static const struct field size_fields[] = {
	{ "What", FORM_CHOICE, 1, 8, offsetof(struct wish, what),
	  "Text.Campaign.SizeBad", "set|drop" },
	TEXT("Size", 20, size, "SizeBad"),
	TEXT("Photos", 4, photos, "PhotosBad"),
	TEXT("SetPrice", 12, set_price, "SetPriceBad"),
	{ "Included", FORM_CHECK, 0, 4, offsetof(struct wish, included), NULL,
	  NULL },
	{ 0 }
};

static const struct field postage_fields[] = {
	{ "Province", FORM_TEXT, 0, 6, offsetof(struct wish, province),
	  "Text.Campaign.ProvinceBad", NULL },
	TEXT("PostagePrice", 12, postage, "SetPriceBad"),
	{ 0 }
};

static const char *size_name(const struct req *r, const struct print_size *s)
{
	return strcmp(r->lang, "en") ? s->zh : s->en;
}

static enum err show_sizes(struct req *r, uint64_t campaign)
{
	struct print_price list[PRICES_MAX];
	const struct print_size *all, *s;
	size_t many, k;
	int n = 0, i;
	enum err e = price_list(r->db, r->arena, campaign, list, &n);

	for (i = 0; i < n; i++) {
		s = print_size_find(list[i].size);
		req_set_item(r, "Sizes", i, "Size", list[i].size);
		req_set_item(r, "Sizes", i, "Name", s ? size_name(r, s) :
		    list[i].size);
		req_set_item(r, "Sizes", i, "Photos", arena_printf(r->arena,
		    "%d", list[i].photos));
		req_set_item(r, "Sizes", i, "Price", campaign_yuan(r,
		    list[i].set_fen));
		if (list[i].included)
			req_set_item(r, "Sizes", i, "Included", "1");
	}
	all = print_sizes(&many);
	for (k = 0; k < many; k++) {
		req_set_item(r, "All", (int)k, "Size", all[k].name);
		req_set_item(r, "All", (int)k, "Name", arena_printf(r->arena,
		    "%s, %d × %d mm", size_name(r, &all[k]),
		    all[k].mm_width, all[k].mm_height));
	}
	return e;
}

static enum err show_postage(struct req *r, uint64_t campaign,
    const struct regions *all)
{
	struct postage list[POSTAGE_MAX];
	int n = 0, i;
	enum err e = postage_list(r->db, r->arena, campaign, list, &n);

	for (i = 0; i < n; i++) {
		const struct region *at = region_find(all, arena_printf(
		    r->arena, "%s0000", list[i].province));

		req_set_item(r, "Postage", i, "Code", list[i].province);
		req_set_item(r, "Postage", i, "Name", at ? at->name :
		    list[i].province);
		req_set_item(r, "Postage", i, "Price", campaign_yuan(r,
		    list[i].fen));
	}
	return e;
}

static void show_provinces(struct req *r, const struct regions *all)
{
	const struct region *p = NULL;
	int i;

	for (i = 0; (p = region_next(all, "", p)); i++) {
		req_set_item(r, "Provinces", i, "Code", p->code);
		req_set_item(r, "Provinces", i, "Name", p->name);
	}
}

enum err campaign_prices_show(struct req *r, uint64_t campaign)
{
	struct regions all;
	enum err e = regions_load(conf_text(r->conf, "regions_file"),
	    r->arena, &all);

	if (e == OK)
		e = show_sizes(r, campaign);
	if (e == OK)
		e = show_postage(r, campaign, &all);
	if (e == OK)
		show_provinces(r, &all);
	return e;
}

/* --- changes ------------------------------------------------------------- */

static int done(struct req *r, enum err e, const struct campaign *c)
{
	return e == OK ? req_redirect_flash(r, arena_printf(r->arena,
	    "/admin/campaigns/%s#prices", c->token),
	    "Text.Flash.CampaignSaved") : req_fail(r, e);
}

/* OK, or ERR_INPUT with the fields' errors. */
static enum err size_read(struct req *r, const struct wish *w,
    struct print_price *out)
{
	uint64_t n = 0;
	const char *wrong = NULL;

	if (!print_size_find(w->size))
		form_error(r, wrong = "Size", "Text.Campaign.SizeBad");
	if (parse_u64(w->photos, &n) != OK || n < 1 || n > SET_MAX)
		form_error(r, wrong = "Photos", "Text.Campaign.PhotosBad");
	if (parse_fen(w->set_price, &out->set_fen) != OK ||
	    out->set_fen > FEN_MAX)
		form_error(r, wrong = "SetPrice",
		    "Text.Campaign.SetPriceBad");
	out->size = w->size;
	out->photos = (int)n;
	out->included = w->included;
	return wrong ? ERR_INPUT : OK;
}

int campaign_size_post(struct req *r)
{
	struct campaign c;
	struct wish w = { .what = NULL };
	struct print_price p = { .id = 0 };
	struct price_change ch = { .set = &p };
	int status = campaign_load(r, &c);
	enum err e;

	if (status)
		return status;
	e = form_read(r, size_fields, &w);
	if (e != OK || size_read(r, &w, &p) != OK)
		return campaign_page(r, 422, &c);
	if (!strcmp(w.what, "drop"))
		ch = (struct price_change){ .drop = w.size };
	e = campaign_price(r->db, r->arena, c.id, &ch, "staff", r->account);
	if (e == ERR_LIMIT) {
		form_error(r, "Size", "Text.Campaign.SizesFull");
		return campaign_page(r, 422, &c);
	}
	return done(r, e, &c);
}

int campaign_postage_post(struct req *r)
{
	struct campaign c;
	struct wish w = { .what = NULL };
	struct postage p = { .province = "" };
	const struct price_change ch = { .postage = &p };
	struct regions all;
	int status = campaign_load(r, &c), good;
	enum err e;

	if (status)
		return status;
	e = regions_load(conf_text(r->conf, "regions_file"), r->arena, &all);
	if (e != OK)
		return req_fail(r, e);
	good = form_read(r, postage_fields, &w) == OK;
	if (good && *w.province && (strlen(w.province) != 6 ||
	    strcmp(w.province + 2, "0000") ||
	    !region_find(&all, w.province))) {
		form_error(r, "Province", "Text.Campaign.ProvinceBad");
		good = 0;
	}
	if (good && (parse_fen(w.postage, &p.fen) != OK || p.fen > FEN_MAX)) {
		form_error(r, "PostagePrice", "Text.Campaign.SetPriceBad");
		good = 0;
	}
	if (!good)
		return campaign_page(r, 422, &c);
	p.province = arena_strndup(r->arena, w.province, 2);
	return done(r, campaign_price(r->db, r->arena, c.id, &ch, "staff",
	    r->account), &c);
}
