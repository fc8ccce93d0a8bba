/* /collections: what has been handed in, and one of them with its photo. */
#include "collect.h"
#include "money.h"

#include "lib/base/clock.h"
#include "lib/base/parse.h"

#include <string.h>

#define COLLECTIONS_MAX 20

static enum err show_item(struct req *r, int i, const struct collection *c)
{
	struct campaign campaign;
	struct photo p;
	char at[17];
	enum err e = campaign_get(r->db, r->arena, c->campaign_id, &campaign);

	if (e == OK)
		e = photo_of(r->db, r->arena, c->id, c->photo_id, &p);
	if (e != OK)
		return e;
	clock_beijing(c->submitted_at, at);
	req_set_item(r, "Collections", i, "Token", c->token);
	req_set_item(r, "Collections", i, "Campaign",
	    work_campaign(r, &campaign));
	req_set_item(r, "Collections", i, "School",
	    work_school(r, &campaign));
	req_set_item(r, "Collections", i, "StateText",
	    money_collection_state(r, c->state));
	req_set_item(r, "Collections", i, "At", at);
	if (!p.removed_at)
		req_set_item(r, "Collections", i, "Photo", p.token);
	return OK;
}

int collection_list_page(struct req *r)
{
	struct collection list[COLLECTIONS_MAX];
	int i, n = 0, shown = 0;
	enum err e = collection_list(r->db, r->arena, r->account, list,
	    COLLECTIONS_MAX, &n);

	for (i = 0; e == OK && i < n; i++)
		if (list[i].submitted_at)
			e = show_item(r, shown++, &list[i]);
	return e == OK ? req_page(r, "student/collections") : req_fail(r, e);
}

static enum err show_person(struct req *r, const struct collection *c)
{
	struct enrolment en;
	char *id, masked[33];
	enum err e = enrolment_get(r->db, r->arena, r->account,
	    c->enrolment_id, &en);

	if (e == OK)
		e = keys_open(r->keys, r->arena, "id", en.roster.id_sealed,
		    en.roster.id_sealed_n, &id);
	if (e != OK)
		return e;
	parse_mask_id(id, masked);
	req_set(r, "Info.Name", en.roster.name);
	req_set(r, "Info.IdNo", masked);
	req_set(r, "Info.StudentNo", en.roster.student_no);
	req_set(r, "Info.Department", en.roster.department);
	req_set(r, "Info.Major", en.roster.major);
	req_set(r, "Collection.FileName", arena_printf(r->arena, "%s.jpg",
	    en.roster.student_no));
	return OK;
}

static enum err show_photo(struct req *r, const struct collection *c)
{
	struct photo p;
	enum err e = photo_of(r->db, r->arena, c->id, c->photo_id, &p);

	if (e == OK && !p.removed_at)
		req_set(r, "Collection.Photo", p.token);
	return e;
}

/* ERR_NOTFOUND too while nothing has been handed in. */
int collection_page(struct req *r)
{
	struct collection c;
	struct campaign campaign;
	struct order o;
	enum err e = collection_get(r->db, r->arena, r->account, r->arg, &c);

	if (e == OK && !c.submitted_at)
		e = ERR_NOTFOUND;
	if (e == OK)
		e = campaign_get(r->db, r->arena, c.campaign_id, &campaign);
	if (e == OK)
		e = show_person(r, &c);
	if (e == OK)
		e = show_photo(r, &c);
	if (e != OK)
		return req_fail(r, e);
	req_set(r, "Collection.Campaign", work_campaign(r, &campaign));
	req_set(r, "Collection.School", work_school(r, &campaign));
	req_set(r, "Collection.StateText",
	    money_collection_state(r, c.state));
	req_set_time(r, "Collection.At", c.submitted_at);
	if (order_live(r->db, r->arena, r->account, c.id, &o) == OK)
		req_set(r, "Collection.Order", o.token);
	return req_page(r, "student/collection");
}
