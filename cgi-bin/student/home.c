/* Home: for each enrolment what is next, the deadline, what the school has
 * to say. */
#include "entry.h"
#include "student.h"

#include "lib/base/clock.h"
#include "lib/db/accounts.h"
#include "lib/db/announcements.h"
#include "lib/db/collections.h"
#include "lib/db/orders.h"
#include "lib/db/roster.h"
#include "lib/domain/enrol.h"

#include <inttypes.h>
#include <string.h>

#define ENROLMENTS	8
#define COLLECTIONS	40
#define NEWS		3	/* announcements of one campaign */

/* What stands on the card of an enrolment. "ended" is the pseudo state of
 * one whose last collection was sent back, "none" of one without any. */
static const struct state {
	const char *name, *text, *button, *link;
	int needs_window;	/* nothing to do outside it */
} states[] = {
	{ "none", "Text.Home.None", "Text.Home.Begin", "/collect/identity",
	    1 },
	{ "draft", "Text.Home.Draft", "Text.Home.GoOn", "/collect/identity",
	    1 },
	{ "photo_ready", "Text.Home.PhotoReady", "Text.Home.ToPreview",
	    "/collect/preview", 1 },
	{ "ordered", "Text.Home.Ordered", "Text.Home.ToPay", "/orders/%s",
	    0 },
	{ "ended", "Text.Home.Ended", "Text.Home.Again",
	    "/collect/identity", 1 },
	{ "submitted", "Text.Home.Submitted", "Text.Home.See",
	    "/collections/%s", 0 },
	{ "approved", "Text.Home.Approved", "Text.Home.See",
	    "/collections/%s", 0 },
	{ "handed_in", "Text.Home.HandedIn", "Text.Home.See",
	    "/collections/%s", 0 },
	{ "accepted", "Text.Home.Accepted", "Text.Home.See",
	    "/collections/%s", 0 },
	{ "delivered", "Text.Home.Delivered", "Text.Home.See",
	    "/collections/%s", 0 },
	{ "confirmed", "Text.Home.Confirmed", "Text.Home.See",
	    "/collections/%s", 0 },
};

/* All that home reads, once. */
struct view_data {
	struct enrolment enrolment[ENROLMENTS];
	struct collection collection[COLLECTIONS];
	int enrolments, collections, news;
	uint64_t told[ENROLMENTS * NEWS];
};

static const struct state *state_find(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof states / sizeof states[0]; i++)
		if (!strcmp(states[i].name, name))
			return &states[i];
	return &states[0];
}

/* The live collection of an enrolment, or else its newest one. */
static const struct collection *collection_of(const struct view_data *v,
    uint64_t enrolment)
{
	const struct collection *newest = NULL;
	int i;

	for (i = 0; i < v->collections; i++) {
		if (v->collection[i].enrolment_id != enrolment)
			continue;
		if (v->collection[i].live)
			return &v->collection[i];
		if (!newest)
			newest = &v->collection[i];
	}
	return newest;
}

static int sent_back(const struct collection *c)
{
	return !strcmp(c->state, "rejected") || !strcmp(c->state, "returned");
}

static const struct state *state_of(const struct collection *c)
{
	if (c && c->live)
		return state_find(c->state);
	return state_find(c && sent_back(c) ? "ended" : "none");
}

static void set(struct req *r, int i, const char *field, const char *value)
{
	req_set_item(r, "Enrolments", i, field, value);
}

/* An order that waits for its money: its page, and the seconds left. */
static enum err show_order(struct req *r, int i, const struct collection *c,
    const char **token)
{
	struct order o;
	int64_t left;
	enum err e = order_live(r->db, r->arena, r->account, c->id, &o);

	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	*token = o.token;
	left = o.expires_at - clock_now();
	if (left <= 0)
		return OK;
	set(r, i, "Left", arena_printf(r->arena, "%" PRId64, left));
	set(r, i, "LeftText", arena_printf(r->arena, "%" PRId64 ":%02d",
	    left / 60, (int)(left % 60)));
	return OK;
}

/* Two at a time: which one, is chosen on the first page of the collection. */
static const char *link_of(const struct view_data *v, const struct state *s)
{
	int i, open = 0;

	for (i = 0; i < v->collections; i++)
		open += v->collection[i].live;
	return !strcmp(s->name, "photo_ready") && open > 1 ?
	    "/collect/identity" : s->link;
}

/* A school's news are those of each of its campaigns. */
static int told(const struct view_data *v, uint64_t announcement)
{
	int i;

	for (i = 0; i < v->news; i++)
		if (v->told[i] == announcement)
			return 1;
	return 0;
}

static enum err show_news(struct req *r, struct view_data *v,
    const struct campaign *c)
{
	struct announcement list[NEWS];
	int i, n = 0;
	enum err e = announcement_list(r->db, r->arena, c->id, clock_now(),
	    list, NEWS, &n);

	for (i = 0; i < n; i++) {
		if (told(v, list[i].id))
			continue;
		v->told[v->news] = list[i].id;
		req_set_item(r, "News", v->news, "Title", entry_lang(r,
		    list[i].title_zh, list[i].title_en));
		req_set_item(r, "News", v->news, "Body", entry_lang(r,
		    list[i].body_zh, list[i].body_en));
		req_set_item(r, "News", v->news, "At",
		    req_time(r, list[i].published_at));
		v->news++;
	}
	return e;
}

/* Two enrolments of one campaign have its news once. */
static int first_of_campaign(const struct view_data *v, int i)
{
	int k;

	for (k = 0; k < i; k++)
		if (v->enrolment[k].roster.campaign_id ==
		    v->enrolment[i].roster.campaign_id)
			return 0;
	return 1;
}

static enum err show_enrolment(struct req *r, struct view_data *v, int i)
{
	const struct enrolment *en = &v->enrolment[i];
	const struct collection *c = collection_of(v, en->id);
	const struct state *s = state_of(c);
	const char *token = c ? c->token : "", *link = link_of(v, s);
	struct campaign campaign;
	enum err e = campaign_get(r->db, r->arena, en->roster.campaign_id,
	    &campaign);

	if (e != OK)
		return e;
	entry_set_campaign(r, arena_printf(r->arena, "Enrolments.%d", i),
	    &campaign);
	set(r, i, "Department", en->roster.department);
	set(r, i, "StudentNo", en->roster.student_no);
	set(r, i, "Status", s->name);
	set(r, i, "Text", req_text(r, s->text));
	if (!strcmp(s->name, "ordered"))
		e = show_order(r, i, c, &token);
	if (!s->needs_window || campaign_open(&campaign, clock_now())) {
		set(r, i, "Button", req_text(r, s->button));
		set(r, i, "Link", strchr(link, '%') ? arena_printf(r->arena,
		    "%.*s%s", (int)strcspn(link, "%"), link, token) : link);
	}
	if (e == OK && first_of_campaign(v, i))
		e = show_news(r, v, &campaign);
	return e;
}

int home(struct req *r)
{
	struct view_data *v = arena_alloc(r->arena, sizeof *v);
	struct account acc;
	int i;
	enum err e = account_get(r->db, r->arena, r->account, &acc);

	if (e == OK)
		e = enrolment_list(r->db, r->arena, r->account, v->enrolment,
		    ENROLMENTS, &v->enrolments);
	if (e == OK)
		e = collection_list(r->db, r->arena, r->account,
		    v->collection, COLLECTIONS, &v->collections);
	for (i = 0; i < v->enrolments && e == OK; i++)
		e = show_enrolment(r, v, i);
	if (e != OK)
		return req_fail(r, e);
	req_set(r, "Home.Name", acc.name);
	if (!v->enrolments)
		entry_show_campaign(r);
	return req_page(r, "student/home");
}

/* "I have reached the school: look again." */
int home_enrol(struct req *r)
{
	struct enrolment list[1];
	int n = 0;
	enum err e = enrol_refresh(r->db, r->arena, r->keys, r->account);

	if (e == OK)
		e = enrolment_list(r->db, r->arena, r->account, list, 1, &n);
	if (e != OK)
		return req_fail(r, e);
	return req_redirect_flash(r, "/home", n ? "Text.Flash.EnrolFound" :
	    "Text.Flash.EnrolNone");
}
