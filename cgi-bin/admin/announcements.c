/* /admin/announcements: what a registrar tells the students of a campaign or
 * of the school on their first page. */
#include "place.h"

#include "cgi-bin/web/form.h"
#include "lib/base/clock.h"
#include "lib/base/parse.h"
#include "lib/db/campaigns.h"
#include "lib/db/schools.h"
#include "lib/domain/announce.h"
#include "lib/domain/campaign_edit.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#define PAGE 50
#define CAMPAIGNS 200
#define SCHOOLS 50
#define BODY 2000		/* characters */

struct wish {
	char *place, *version;	/* of a new one, of a change */
	char *title_zh, *title_en, *body_zh, *body_en, *from, *until;
};

#define FIELD(name, kind, required, max, member, message) { name, kind, \
	required, max, offsetof(struct wish, member), \
	"Text.Announce." message, NULL }
#define ANY \
	FIELD("TitleZh", FORM_TEXT, 1, 480, title_zh, "TitleZhBad"), \
	FIELD("BodyZh", FORM_LINES, 1, 4 * BODY, body_zh, "BodyZhBad"), \
	FIELD("TitleEn", FORM_TEXT, 1, 480, title_en, "TitleEnBad"), \
	FIELD("BodyEn", FORM_LINES, 1, 4 * BODY, body_en, "BodyEnBad"), \
	FIELD("From", FORM_TEXT, 0, 16, from, "FromBad"), \
	FIELD("Until", FORM_TEXT, 0, 16, until, "UntilBad"), { 0 }

static const struct field add_fields[] = {
	FIELD("For", FORM_TEXT, 1, 24, place, "ForBad"),
	ANY
};

static const struct field fields[] = {
	FIELD("Version", FORM_TEXT, 1, 20, version, "Changed"),
	ANY
};

static const char *lang(const struct req *r, const char *zh, const char *en)
{
	return strcmp(r->lang, "en") ? zh : en;
}

static const char *const states[] = {
	[ANNOUNCEMENT_BEFORE] = "before", [ANNOUNCEMENT_OPEN] = "open",
	[ANNOUNCEMENT_OVER] = "over",
};

static const char *state_of(const struct announcement *n)
{
	return states[announcement_state(n, clock_now())];
}

static int state_wish(const struct req *r)
{
	int s = ANNOUNCEMENT_OVER;

	while (s >= 0 && strcmp(states[s], place_value(r, "state")))
		s--;
	return s;
}

/* --- the list ------------------------------------------------------------ */

static void show(struct req *r, int i, const struct announcement *n)
{
	static const char list[] = "List";

	req_set_item(r, list, i, "Id", arena_printf(r->arena, "%" PRIu64,
	    n->id));
	req_set_item(r, list, i, "Title", lang(r, n->title_zh, n->title_en));
	req_set_item(r, list, i, "For", lang(r, n->for_zh, n->for_en));
	req_set_item(r, list, i, "From", req_time(r, n->published_at));
	if (n->expires_at)
		req_set_item(r, list, i, "Until", req_deadline(r,
		    n->expires_at));
	req_set_item(r, list, i, "State", state_of(n));
}

int announcements_page(struct req *r)
{
	struct announcement *list = arena_alloc(r->arena,
	    (PAGE + 1) * sizeof *list);
	struct announcement_filter f = { .state = state_wish(r),
	    .now = clock_now() };
	const char *before = place_value(r, "before");
	int n = 0, i;
	enum err e = OK;

	if (*before)
		e = parse_u64(before, &f.before);
	if (e == OK)
		e = announcements_of_staff(r->db, r->arena, r->account, &f,
		    list, PAGE + 1, &n);
	if (e != OK)
		return req_fail(r, e);
	for (i = 0; i < n && i < PAGE; i++)
		show(r, i, &list[i]);
	req_set(r, "Filter.State", f.state < 0 ? "" : states[f.state]);
	if (f.before)
		req_set(r, "Filter.Before", "1");
	if (n > PAGE)
		req_setf(r, "Filter.Next", "%" PRIu64, list[PAGE - 1].id);
	return req_page(r, "admin/announcements");
}

/* --- reading ------------------------------------------------------------- */

static int fits(const char *lines)
{
	return parse_chars(lines) <= BODY;
}

/* OK, or ERR_INPUT with the fields' errors. No beginning: now. */
static enum err take(struct req *r, const struct wish *w,
    struct announcement *out)
{
	enum err e = OK;

#define CHECK(good, field, text) \
	if (!(good)) { \
		form_error(r, field, "Text.Announce." text); \
		e = ERR_INPUT; \
	}
	CHECK(campaign_fits(w->title_zh, 120), "TitleZh", "TitleZhBad")
	CHECK(fits(w->body_zh), "BodyZh", "BodyZhBad")
	CHECK(campaign_fits(w->title_en, 120), "TitleEn", "TitleEnBad")
	CHECK(fits(w->body_en), "BodyEn", "BodyEnBad")
	out->published_at = clock_now();
	CHECK(!*w->from || campaign_date(w->from, &out->published_at) == OK,
	    "From", "FromBad")
	out->expires_at = 0;
	CHECK(!*w->until || (campaign_date(w->until, &out->expires_at) == OK
	    && out->expires_at > out->published_at), "Until", "UntilBad")
#undef CHECK
	out->title_zh = w->title_zh;
	out->title_en = w->title_en;
	out->body_zh = w->body_zh;
	out->body_en = w->body_en;
	return e;
}

/* --- one more ------------------------------------------------------------ */

/* One that may be chosen. 1: it is what `now` says. */
static int option(struct req *r, int i, char kind, uint64_t id,
    const char *name, const char *now)
{
	const char *key = arena_printf(r->arena, "%c%" PRIu64, kind, id);

	req_set_item(r, "Places", i, "Key", key);
	req_set_item(r, "Places", i, "Name", name);
	if (strcmp(key, now))
		return 0;
	req_set_item(r, "Places", i, "Now", "1");
	return 1;
}

static enum err places(struct req *r, const char *now,
    struct announcement *out)
{
	struct campaign *c = arena_alloc(r->arena, CAMPAIGNS * sizeof *c);
	struct school *s = arena_alloc(r->arena, SCHOOLS * sizeof *s);
	int campaigns = 0, schools = 0, i;
	enum err e = campaigns_of_staff(r->db, r->arena, r->account, c,
	    CAMPAIGNS, &campaigns);

	if (e == OK)
		e = schools_of_registrar(r->db, r->arena, r->account, s,
		    SCHOOLS, &schools);
	for (i = 0; e == OK && i < campaigns; i++)
		if (option(r, i, 'c', c[i].id, lang(r, c[i].name_zh,
		    c[i].name_en), now))
			out->campaign_id = c[i].id;
	for (i = 0; e == OK && i < schools; i++)
		if (option(r, campaigns + i, 's', s[i].id, arena_printf(
		    r->arena, "%s (%s)", lang(r, s[i].name_zh,
		    s[i].name_en), req_text(r, "Text.Announce.WholeSchool")),
		    now))
			out->school_id = s[i].id;
	return e;
}

int announcement_new(struct req *r)
{
	struct announcement an = { .id = 0 };
	enum err e = places(r, "", &an);

	return e == OK ? req_page(r, "admin/announcement") : req_fail(r, e);
}

int announcement_add_post(struct req *r)
{
	struct wish w = { .place = NULL };
	struct announcement an = { .id = 0 };
	enum err good = form_read(r, add_fields, &w), e;

	e = places(r, w.place, &an);
	if (e != OK)
		return req_fail(r, e);
	if (*w.place && !an.campaign_id && !an.school_id) {
		form_error(r, "For", "Text.Announce.ForBad");
		good = ERR_INPUT;
	}
	if (good != OK || take(r, &w, &an) != OK)
		return req_page_status(r, 422, "admin/announcement");
	e = announce(r->db, &an, "staff", r->account, &an.id);
	return e == OK ? req_redirect_flash(r, "/admin/announcements",
	    "Text.Flash.AnnounceAdded") : req_fail(r, e);
}

/* --- one ----------------------------------------------------------------- */

/* As datetime-local has it. */
static const char *moment(struct req *r, int64_t t)
{
	char text[17];

	if (!t)
		return "";
	clock_beijing(t, text);
	text[10] = 'T';
	return arena_strdup(r->arena, text);
}

static void fill(struct req *r, const struct announcement *n)
{
	form_set(r, "TitleZh", n->title_zh);
	form_set(r, "TitleEn", n->title_en);
	form_set(r, "BodyZh", n->body_zh);
	form_set(r, "BodyEn", n->body_en);
	form_set(r, "From", moment(r, n->published_at));
	form_set(r, "Until", moment(r, n->expires_at));
}

/* Of the row that a form is filled from: what was typed with a mistake keeps
 * the one that it came with. */
static void set_version(struct req *r, int64_t version)
{
	form_set(r, "Version", arena_printf(r->arena, "%" PRId64, version));
}

static int page(struct req *r, int status, const struct announcement *n)
{
	req_setf(r, "Announcement.Id", "%" PRIu64, n->id);
	req_set(r, "Announcement.For", lang(r, n->for_zh, n->for_en));
	req_set(r, "Announcement.State", state_of(n));
	return req_page_status(r, status, "admin/announcement");
}

static enum err load(struct req *r, struct announcement *out)
{
	return announcement_of_staff(r->db, r->arena, r->account, r->arg_id,
	    out);
}

int announcement_one(struct req *r)
{
	struct announcement an;
	enum err e = load(r, &an);

	if (e != OK)
		return req_fail(r, e);
	set_version(r, an.version);
	fill(r, &an);
	return page(r, 200, &an);
}

/* What was typed stays; sent once more it counts. */
static int overtaken(struct req *r)
{
	struct announcement now;
	enum err e = load(r, &now);

	if (e != OK)
		return req_fail(r, e);
	set_version(r, now.version);
	form_error(r, NULL, "Text.Announce.Changed");
	return page(r, 409, &now);
}

static int save(struct req *r, const struct announcement *an,
    const char *done)
{
	enum err e = announce_change(r->db, an, "staff", r->account);

	if (e == ERR_CONFLICT)
		return overtaken(r);
	return e == OK ? req_redirect_flash(r, "/admin/announcements", done) :
	    req_fail(r, e);
}

int announcement_post(struct req *r)
{
	struct announcement an, now;
	struct wish w = { .place = NULL };
	enum err e = load(r, &now);

	if (e != OK)
		return req_fail(r, e);
	an = now;
	e = form_read(r, fields, &w);
	if (e == OK)
		e = parse_i64(w.version, &an.version);
	if (e != OK || take(r, &w, &an) != OK)
		return page(r, 422, &now);
	return save(r, &an, "Text.Flash.AnnounceSaved");
}

/* Off the students' pages, at once. */
int announcement_end_post(struct req *r)
{
	struct announcement an;
	enum err e = load(r, &an);

	if (e != OK)
		return req_fail(r, e);
	an.expires_at = clock_now();
	return save(r, &an, "Text.Flash.AnnounceEnded");
}
