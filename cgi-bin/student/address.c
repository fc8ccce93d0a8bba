/* See address.h. */
#include "address.h"

#include "cgi-bin/web/form.h"
#include "lib/base/parse.h"
#include "lib/domain/regions.h"

#include <inttypes.h>
#include <string.h>

struct typed {
	char *recipient, *phone, *province, *city, *district, *detail;
	char *postcode;
};

/* More bytes than may come: what is too long gets words of its own. */
#define LONG 9000

static const struct field fields[] = {
	{ "Recipient", FORM_TEXT, 1, LONG, offsetof(struct typed, recipient),
	    "Text.Address.RecipientMissing", NULL },
	{ "Phone", FORM_PHONE, 1, 20, offsetof(struct typed, phone),
	    "Text.Address.PhoneWrong", NULL },
	{ "Province", FORM_TEXT, 1, 6, offsetof(struct typed, province),
	    "Text.Address.ProvinceMissing", NULL },
	{ "City", FORM_TEXT, 0, 6, offsetof(struct typed, city),
	    "Text.Address.CityMissing", NULL },
	{ "District", FORM_TEXT, 0, 6, offsetof(struct typed, district),
	    "Text.Address.DistrictMissing", NULL },
	{ "Detail", FORM_TEXT, 1, LONG, offsetof(struct typed, detail),
	    "Text.Address.DetailMissing", NULL },
	{ "Postcode", FORM_TEXT, 0, 6, offsetof(struct typed, postcode),
	    "Text.Address.PostcodeWrong", NULL },
	{ 0 }
};

/* One text: its length in characters, and whether it can be printed. */
static const struct limit {
	const char *name;
	size_t offset, min, max;
	const char *shorter, *longer, *odd;
} limits[] = {
	{ "Recipient", offsetof(struct typed, recipient), 2, 25,
	    "Text.Address.RecipientShort", "Text.Address.RecipientLong",
	    "Text.Address.RecipientOdd" },
	{ "Detail", offsetof(struct typed, detail), 4, 100,
	    "Text.Address.DetailShort", "Text.Address.DetailLong",
	    "Text.Address.DetailOdd" },
};

static const struct regions *regions(const struct req *r)
{
	return &((const struct student *)r->program)->regions;
}

static enum err check_text(struct req *r, const struct limit *l,
    const char *s)
{
	const char *wrong = NULL;
	size_t n = parse_chars(s);

	if (!n)		/* said already */
		return OK;
	if (!parse_written(s) || (!strcmp(l->name, "Recipient") &&
	    n >= l->min && n <= l->max && !parse_person(s)))
		wrong = l->odd;
	else if (n < l->min)
		wrong = l->shorter;
	else if (n > l->max)
		wrong = l->longer;
	if (!wrong)
		return OK;
	form_error(r, l->name, wrong);
	return ERR_INPUT;
}

/* One of the three; what does not lie under the one above is none. */
static enum err check_region(struct req *r, const char *name,
    const char *code, const char *above, size_t digits, const char *message)
{
	if (strlen(code) == 6 && region_find(regions(r), code) &&
	    strcmp(code + digits, &"000000"[digits]) == 0 &&
	    strncmp(code, above, digits - 2) == 0)
		return OK;
	form_set(r, name, "");
	form_error(r, name, message);
	return ERR_INPUT;
}

static enum err check_regions(struct req *r, const struct typed *t)
{
	enum err e = OK;

	if (!*t->province)	/* said already */
		return ERR_INPUT;
	e = check_region(r, "Province", t->province, "", 2,
	    "Text.Address.ProvinceMissing");
	if (e == OK)
		e = check_region(r, "City", t->city, t->province, 4,
		    "Text.Address.CityMissing");
	if (e == OK)
		e = check_region(r, "District", t->district, t->city, 6,
		    "Text.Address.DistrictMissing");
	return e;
}

static enum err check_postcode(struct req *r, const char *s)
{
	size_t n = strspn(s, "0123456789");

	if (!*s || (n == 6 && !s[n]))
		return OK;
	form_error(r, "Postcode", "Text.Address.PostcodeWrong");
	return ERR_INPUT;
}

enum err address_read(struct req *r, struct address *out)
{
	struct typed t = {0};
	enum err e = form_read(r, fields, &t), bad;
	char *s;
	size_t i;

	for (i = 0; i < sizeof limits / sizeof *limits; i++) {
		memcpy(&s, (char *)&t + limits[i].offset, sizeof s);
		bad = check_text(r, &limits[i], s);
		e = e == OK ? bad : e;
	}
	bad = check_regions(r, &t);
	e = e == OK ? bad : e;
	bad = check_postcode(r, t.postcode);
	e = e == OK ? bad : e;
	if (e == OK)
		*out = (struct address){ .recipient = t.recipient,
		    .phone = t.phone, .region_code = t.district,
		    .region = region_text(regions(r), r->arena, t.district),
		    .detail = t.detail, .postcode = t.postcode,
		    .account_id = r->account };
	return e;
}

void address_keep(struct req *r)
{
	const struct field *f;

	for (f = fields; f->name; f++)
		if (req_form(r, f->name))
			form_set(r, f->name, req_form(r, f->name));
}

void address_put(struct req *r, const struct address *ad)
{
	form_set(r, "Recipient", ad->recipient);
	form_set(r, "Phone", ad->phone);
	form_set(r, "Detail", ad->detail);
	form_set(r, "Postcode", ad->postcode);
	if (strlen(ad->region_code) != 6)	/* of before there were lists */
		return;
	form_set(r, "Province", arena_printf(r->arena, "%.2s0000",
	    ad->region_code));
	form_set(r, "City", arena_printf(r->arena, "%.4s00",
	    ad->region_code));
	form_set(r, "District", ad->region_code);
}

/* What lies under `parent` becomes a list; the value's name is chosen. */
static void list(struct req *r, const char *name, const char *parent,
    const char *chosen)
{
	const struct region *x = NULL;
	int i = 0;

	while ((x = region_next(regions(r), parent, x))) {
		req_set_item(r, name, i, "Code", x->code);
		req_set_item(r, name, i, "Name", x->name);
		if (chosen && strcmp(chosen, x->code) == 0)
			req_set_item(r, name, i, "Chosen", "1");
		i++;
	}
}

void address_lists(struct req *r)
{
	const char *province = form_get(r, "Province");
	const char *city = form_get(r, "City");

	list(r, "Provinces", "", province);
	if (!province || !region_find(regions(r), province))
		return;
	list(r, "Cities", province, city);
	if (city && region_find(regions(r), city) &&
	    strncmp(city, province, 2) == 0)
		list(r, "Districts", city, form_get(r, "District"));
}

int address_more(struct req *r)
{
	const char *district = req_form(r, "District");

	/* Enter in a field presses the form's first button, which is this
	 * one: with all three chosen it is as good as the last. */
	return req_form(r, "More") && (!district || !*district);
}

void address_item(struct req *r, int i, const struct address *ad)
{
	static const char name[] = "Addresses";

	req_set_item(r, name, i, "Id", arena_printf(r->arena, "%" PRIu64,
	    ad->id));
	req_set_item(r, name, i, "Recipient", ad->recipient);
	req_set_item(r, name, i, "Phone", ad->phone);
	req_set_item(r, name, i, "Region", ad->region);
	req_set_item(r, name, i, "Detail", ad->detail);
	req_set_item(r, name, i, "Postcode", ad->postcode);
}

/* --- GET /regions/:id: what lies under a province, for scripts ----------- */

static void add(struct buf *b, const struct region *x, const char *tail)
{
	buf_printf(b, "[\"%s\",\"%s\"%s", x->code, x->name, tail);
}

static void add_city(struct buf *b, const struct regions *all,
    const struct region *city)
{
	const struct region *x = NULL;
	const char *gap = "";

	add(b, city, ",[");
	while ((x = region_next(all, city->code, x))) {
		buf_adds(b, gap);
		add(b, x, "]");
		gap = ",";
	}
	buf_adds(b, "]]");
}

/* [["310100","上海市",[["310101","黄浦区"],...]],...] */
int regions_json(struct req *r)
{
	const struct regions *all = regions(r);
	const struct region *city = NULL;
	const char *gap = "", *province = arena_printf(r->arena, "%06" PRIu64,
	    r->arg_id);
	struct buf b = {0};
	int status;

	if (strlen(province) != 6 || strcmp(province + 2, "0000") ||
	    !region_find(all, province))
		return req_fail(r, ERR_NOTFOUND);
	buf_adds(&b, "[");
	while ((city = region_next(all, province, city))) {
		buf_adds(&b, gap);
		add_city(&b, all, city);
		gap = ",";
	}
	buf_adds(&b, "]\n");
	req_header(r, "Cache-Control", "public, max-age=86400");
	status = req_send(r, 200, "application/json", b.p, b.n);
	buf_free(&b);
	return status;
}
