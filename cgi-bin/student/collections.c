/* /collections: what has been handed in, and one of them with its photo. */
#include "collect_preview.h"
#include "collection_files.h"
#include "money.h"

#include "cgi-bin/web/reason.h"
#include "lib/db/proofs.h"
#include "lib/db/reviews.h"

#include "lib/base/parse.h"

#include <string.h>

#define COLLECTIONS_MAX 20

static enum err show_item(struct req *r, int i, const struct collection *c)
{
	struct campaign campaign;
	struct photo p;
	enum err e = campaign_get(r->db, r->arena, c->campaign_id, &campaign);

	if (e == OK)
		e = photo_of(r->db, r->arena, c->id, c->photo_id, &p);
	if (e != OK)
		return e;
	req_set_item(r, "Collections", i, "Token", c->token);
	req_set_item(r, "Collections", i, "Campaign",
	    work_campaign(r, &campaign));
	req_set_item(r, "Collections", i, "School",
	    work_school(r, &campaign));
	req_set_item(r, "Collections", i, "StateText",
	    money_collection_state(r, c->state));
	req_set_item(r, "Collections", i, "At",
	    req_time(r, c->submitted_at));
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

static enum err show_person(struct req *r, const struct finished *f)
{
	const struct roster *row = &f->e.roster;
	char *id, masked[33];
	enum err e = keys_open(r->keys, r->arena, "id", row->id_sealed,
	    row->id_sealed_n, &id);

	if (e != OK)
		return e;
	parse_mask_id(id, masked);
	req_set(r, "Info.Name", row->name);
	req_set(r, "Info.IdNo", masked);
	req_set(r, "Info.StudentNo", row->student_no);
	req_set(r, "Info.Department", row->department);
	req_set(r, "Info.Major", row->major);
	return OK;
}

static void show_photo(struct req *r, const struct finished *f)
{
	if (f->c.head_cover)
		req_set(r, "Collect.HeadCover", "1");
	if (f->p.removed_at)
		return;
	req_set(r, "Collection.Photo", f->p.token);
	req_set(r, "Collection.FileName", finished_name(r, f));
	if (f->p.certificate)
		req_set(r, "Collection.Certificate", "1");
	remark_show(r, &f->p);
}

/* The department's word on it, and what the student can do. */
static enum err show_review(struct req *r, const struct finished *f)
{
	struct review v;
	enum err e;

	if (strcmp(f->c.route, "department"))
		return OK;
	req_set(r, "Collection.Department", "1");
	if (!strcmp(f->c.state, "submitted"))
		req_set(r, "Collection.Waits", "1");
	if (strcmp(f->c.state, "rejected") && strcmp(f->c.state, "returned"))
		return OK;
	req_set(r, "Collection.Again", "1");
	e = review_last(r->db, r->arena, f->c.id, &v);
	if (e == OK)
		req_set(r, "Collection.Why", reason_words(r, r->lang,
		    v.reasons, v.note, 0));
	return e == ERR_NOTFOUND ? OK : e;
}

/* The student's own part: to confirm the photo at CHSI. */
static enum err show_proof(struct req *r, const struct finished *f)
{
	struct proof p;
	enum err e;

	if (!strcmp(f->c.state, "accepted") ||
	    !strcmp(f->c.state, "delivered"))
		req_set(r, "Collection.ToProve", "1");
	if (strcmp(f->c.state, "confirmed"))
		return OK;
	e = proof_get(r->db, r->arena, f->c.id, &p);
	if (e == OK && p.proved_at)
		req_set_time(r, "Collection.ProvedAt", p.proved_at);
	return e == ERR_NOTFOUND ? OK : e;
}

int collection_page(struct req *r)
{
	struct finished f;
	struct order o;
	enum err e = finished_load(r, &f);

	if (e == OK)
		e = show_person(r, &f);
	if (e != OK)
		return req_fail(r, e);
	show_photo(r, &f);
	req_set(r, "Collection.Token", f.c.token);
	req_set(r, "Collection.Campaign", work_campaign(r, &f.campaign));
	req_set(r, "Collection.School", work_school(r, &f.campaign));
	req_set(r, "Collection.StateText",
	    money_collection_state(r, f.c.state));
	req_set_time(r, "Collection.At", f.c.submitted_at);
	e = show_review(r, &f);
	if (e == OK)
		e = show_proof(r, &f);
	if (e != OK)
		return req_fail(r, e);
	if (order_live(r->db, r->arena, r->account, f.c.id, &o) == OK)
		req_set(r, "Collection.Order", o.token);
	return req_page(r, "student/collection");
}
