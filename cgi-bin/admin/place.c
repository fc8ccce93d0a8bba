/* See place.h. */
#include "place.h"

#include "lib/base/clock.h"

#include <inttypes.h>
#include <string.h>

#define PLACES_MAX 400

struct desk desk_of(struct req *r)
{
	return (struct desk){ .db = r->db, .arena = r->arena,
	    .staff = r->account };
}

const char *place_value(const struct req *r, const char *name)
{
	const char *s = r->method == GET ? req_query(r, name) :
	    req_form(r, name);

	return s ? s : "";
}

const char *place_name(const struct req *r, const struct review_place *p)
{
	return strcmp(r->lang, "en") ? p->name_zh : p->name_en;
}

const char *place_key(struct req *r, const struct review_place *p)
{
	return arena_printf(r->arena, "%s-%" PRIu64, p->campaign,
	    p->department_id);
}

/* What was asked for; without a wish where work waits, or the first. */
static const struct review_place *choose(struct req *r,
    const struct review_place *list, int n)
{
	const char *key = place_value(r, "place");
	int i;

	for (i = 0; i < n; i++)
		if (*key ? !strcmp(key, place_key(r, &list[i])) :
		    list[i].waits)
			return &list[i];
	return *key || !n ? NULL : list;
}

static void show_list(struct req *r, const struct review_place *list, int n,
    const struct review_place *now)
{
	int i;

	for (i = 0; i < n; i++) {
		req_set_item(r, "Places", i, "Key", place_key(r, &list[i]));
		req_set_item(r, "Places", i, "Text", arena_printf(r->arena,
		    "%s · %s", list[i].department,
		    place_name(r, &list[i])));
		if (&list[i] == now)
			req_set_item(r, "Places", i, "Now", "1");
	}
}

static void show(struct req *r, const struct review_place *p)
{
	int en = !strcmp(r->lang, "en");

	req_set(r, "Place.Key", place_key(r, p));
	req_set(r, "Place.Name", place_name(r, p));
	req_set(r, "Place.School", en ? p->school_en : p->school_zh);
	req_set(r, "Place.Department", p->department);
	req_set(r, "Place.Closes", req_deadline(r, p->closes_at));
	if (p->closes_at > clock_now())
		req_set(r, "Place.Open", "1");
}

static int load(struct req *r, struct review_place *out, int need)
{
	struct review_place *list = arena_alloc(r->arena,
	    PLACES_MAX * sizeof *list);
	const struct review_place *p;
	int n = 0;
	enum err e = review_places(r->db, r->arena, r->account, list,
	    PLACES_MAX, &n);

	if (e != OK)
		return req_fail(r, e);
	p = choose(r, list, n);
	if (!p && n)
		return req_fail(r, ERR_NOTFOUND);
	*out = (struct review_place){ 0 };
	if (!p)
		return need ? req_page(r, "admin/department_none") : 0;
	show_list(r, list, n, p);
	show(r, p);
	*out = *p;
	return 0;
}

int place_load(struct req *r, struct review_place *out)
{
	return load(r, out, 1);
}

int place_load_any(struct req *r, struct review_place *out)
{
	return load(r, out, 0);
}
