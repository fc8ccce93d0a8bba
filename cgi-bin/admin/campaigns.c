/* /admin/campaigns: those of the registrar's schools, one more, and what can
 * be changed of one. */
#include "campaigns.h"

#include "cgi-bin/web/form.h"
#include "lib/base/clock.h"
#include "lib/base/id.h"
#include "lib/base/parse.h"
#include "lib/db/schools.h"
#include "lib/domain/campaign_edit.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#define LIST 200
#define SCHOOLS 50
#define PROFILES "chsi-graduate-blue|chsi-graduate-white|" \
	"chsi-graduate-grey|new-student-white"

struct wish {
	char *school, *kind, *profile, *version;	/* for one more: 3 */
	char *feature, *name_zh, *name_en, *opens, *closes;
	char *price, *price_prints;
	int online, department, onsite, withdraw;
};

#define TEXT(name, max, member, message) { name, FORM_TEXT, 1, max, \
	offsetof(struct wish, member), "Text.Campaign." message, NULL }
#define BOX(name, member) { name, FORM_CHECK, 0, 4, \
	offsetof(struct wish, member), NULL, NULL }
#define ANY \
	TEXT("NameZh", 480, name_zh, "NameBad"), \
	TEXT("NameEn", 480, name_en, "NameBad"), \
	TEXT("Feature", 12, feature, "FeatureBad"), \
	TEXT("Opens", 16, opens, "OpensBad"), \
	TEXT("Closes", 16, closes, "ClosesBad"), \
	TEXT("Price", 12, price, "PriceBad"), \
	TEXT("PricePrints", 12, price_prints, "PricePrintsBad"), \
	BOX("Online", online), BOX("Department", department), \
	BOX("Onsite", onsite), BOX("Withdraw", withdraw), { 0 }

static const struct field add_fields[] = {
	TEXT("School", 20, school, "SchoolBad"),
	{ "Kind", FORM_CHOICE, 1, 16, offsetof(struct wish, kind),
	  "Text.Campaign.KindMissing", "graduate|new_student" },
	{ "Profile", FORM_CHOICE, 1, 48, offsetof(struct wish, profile),
	  "Text.Campaign.ProfileMissing", PROFILES },
	ANY
};

static const struct field fields[] = {
	TEXT("Version", 20, version, "Changed"),
	ANY
};

const char *campaign_yuan(struct req *r, int64_t fen)
{
	return arena_printf(r->arena, "%" PRId64 ".%02" PRId64, fen / 100,
	    fen % 100);
}

/* As datetime-local has it. */
static const char *moment(struct req *r, int64_t t)
{
	char text[17];

	clock_beijing(t, text);
	text[10] = 'T';
	return arena_strdup(r->arena, text);
}

static const char *state(const struct campaign *c)
{
	return c->closes_at <= clock_now() ? "over" :
	    c->opens_at > clock_now() ? "before" : "open";
}

static const char *name_of(const struct req *r, const struct campaign *c)
{
	return strcmp(r->lang, "en") ? c->name_zh : c->name_en;
}

static const char *school_of(const struct req *r, const struct campaign *c)
{
	return strcmp(r->lang, "en") ? c->school_zh : c->school_en;
}

int campaign_load(struct req *r, struct campaign *out)
{
	enum err e = campaign_of_staff(r->db, r->arena, r->account, r->arg,
	    out);

	if (e != OK)
		return req_fail(r, e);
	req_set(r, "Campaign.Token", out->token);
	req_set(r, "Campaign.Name", name_of(r, out));
	req_set(r, "Campaign.School", school_of(r, out));
	req_set(r, "Campaign.Kind", out->kind);
	req_set(r, "Campaign.Feature", out->feature_code);
	req_set(r, "Campaign.Profile", out->profile_base);
	req_set(r, "Campaign.State", state(out));
	req_setf(r, "Campaign.Poster", "%s/c/%s", conf_text(r->conf,
	    "base_url"), out->token);
	return 0;
}

/* --- the list ------------------------------------------------------------ */

static void show(struct req *r, int i, const struct campaign *c)
{
	static const char list[] = "List";

	req_set_item(r, list, i, "Token", c->token);
	req_set_item(r, list, i, "Name", name_of(r, c));
	req_set_item(r, list, i, "School", school_of(r, c));
	req_set_item(r, list, i, "Kind", c->kind);
	req_set_item(r, list, i, "Feature", c->feature_code);
	req_set_item(r, list, i, "Opens", req_time(r, c->opens_at));
	req_set_item(r, list, i, "Closes", req_deadline(r, c->closes_at));
	req_set_item(r, list, i, "State", state(c));
	req_set_item(r, list, i, "Price", campaign_yuan(r, c->price_fen));
	req_set_item(r, list, i, "PricePrints", campaign_yuan(r,
	    c->price_prints_fen));
	if (strstr(c->routes, "online"))
		req_set_item(r, list, i, "Online", "1");
	if (strstr(c->routes, "department"))
		req_set_item(r, list, i, "Department", "1");
	if (strstr(c->routes, "onsite"))
		req_set_item(r, list, i, "Onsite", "1");
}

int campaigns_page(struct req *r)
{
	struct campaign *list = arena_alloc(r->arena, LIST * sizeof *list);
	int n = 0, i;
	enum err e = campaigns_of_staff(r->db, r->arena, r->account, list,
	    LIST, &n);

	if (e != OK)
		return req_fail(r, e);
	for (i = 0; i < n; i++)
		show(r, i, &list[i]);
	return req_page(r, "admin/campaigns");
}

/* --- reading ------------------------------------------------------------- */

static const char *routes(struct req *r, const struct wish *w)
{
	const char *s = arena_printf(r->arena, "%s%s%s",
	    w->online ? ",online" : "", w->department ? ",department" : "",
	    w->onsite ? ",onsite" : "");

	return *s ? s + 1 : s;
}

/* OK, or ERR_INPUT with the fields' errors. */
static enum err take(struct req *r, const struct wish *w, const char *kind,
    struct campaign *out)
{
	static const struct {
		const char *field, *text;
	} told[CAMPAIGN_FAULTS] = {
		[CAMPAIGN_KIND] = { "Kind", "Text.Campaign.KindMissing" },
		[CAMPAIGN_FEATURE] = { "Feature", "Text.Campaign.FeatureBad" },
		[CAMPAIGN_NAME_ZH] = { "NameZh", "Text.Campaign.NameBad" },
		[CAMPAIGN_NAME_EN] = { "NameEn", "Text.Campaign.NameBad" },
		[CAMPAIGN_OPENS] = { "Opens", "Text.Campaign.OpensBad" },
		[CAMPAIGN_CLOSES] = { "Closes", "Text.Campaign.ClosesBad" },
		[CAMPAIGN_PRICE] = { "Price", "Text.Campaign.PriceBad" },
		[CAMPAIGN_PRICE_PRINTS] = { "PricePrints",
		    "Text.Campaign.PricePrintsBad" },
		[CAMPAIGN_ROUTES] = { "Online", "Text.Campaign.RoutesBad" },
	};
	const struct campaign_text text = { kind, w->feature, w->name_zh,
	    w->name_en, w->opens, w->closes, w->price, w->price_prints,
	    routes(r, w) };
	int wrong[CAMPAIGN_FAULTS], i;

	if (!campaign_read(r->arena, &text, out, wrong))
		return OK;
	for (i = 0; i < CAMPAIGN_FAULTS; i++)
		if (wrong[i])
			form_error(r, told[i].field, told[i].text);
	return ERR_INPUT;
}

/* --- one more ------------------------------------------------------------ */

static enum err schools(struct req *r, const char *now, uint64_t *chosen)
{
	struct school *list = arena_alloc(r->arena, SCHOOLS * sizeof *list);
	int n = 0, i;
	enum err e = schools_of_registrar(r->db, r->arena, r->account, list,
	    SCHOOLS, &n);

	*chosen = 0;
	for (i = 0; i < n; i++) {
		const char *id = arena_printf(r->arena, "%" PRIu64,
		    list[i].id);

		req_set_item(r, "Schools", i, "Id", id);
		req_set_item(r, "Schools", i, "Name", strcmp(r->lang, "en") ?
		    list[i].name_zh : list[i].name_en);
		if (strcmp(id, now))
			continue;
		req_set_item(r, "Schools", i, "Now", "1");
		*chosen = list[i].id;
	}
	return e;
}

static int new_page(struct req *r, int status)
{
	return req_page_status(r, status, "admin/campaign_new");
}

int campaign_new(struct req *r)
{
	uint64_t school;
	enum err e = schools(r, "", &school);

	if (e != OK)
		return req_fail(r, e);
	form_set(r, "Kind", "graduate");
	form_set(r, "Profile", "chsi-graduate-blue");
	form_set(r, "Online", "1");
	return new_page(r, 200);
}

int campaign_add_post(struct req *r)
{
	struct wish w = { .school = NULL };
	struct campaign c = { .profile_overrides = arena_strdup(r->arena,
	    "") };
	char token[ID_SIZE];
	uint64_t id;
	enum err good = form_read(r, add_fields, &w), e;

	e = schools(r, w.school ? w.school : "", &c.school_id);
	if (e != OK)
		return req_fail(r, e);
	if (good == OK && !c.school_id)
		form_error(r, "School", "Text.Campaign.SchoolBad");
	if (good != OK || take(r, &w, w.kind, &c) != OK || !c.school_id)
		return new_page(r, 422);
	id_new(token);
	c.token = token;
	c.profile_base = w.profile;
	c.withdraw = w.withdraw;
	e = campaign_create(r->db, &c, "staff", r->account, &id);
	if (e == ERR_CONFLICT) {
		form_error(r, "Feature", "Text.Campaign.FeatureTaken");
		return new_page(r, 422);
	}
	if (e != OK)
		return req_fail(r, e);
	return req_redirect_flash(r, arena_printf(r->arena,
	    "/admin/campaigns/%s", token), "Text.Flash.CampaignAdded");
}

/* --- one ----------------------------------------------------------------- */

static void fill(struct req *r, const struct campaign *c)
{
	form_set(r, "Version", arena_printf(r->arena, "%" PRId64,
	    c->version));
	form_set(r, "NameZh", c->name_zh);
	form_set(r, "NameEn", c->name_en);
	form_set(r, "Feature", c->feature_code);
	form_set(r, "Opens", moment(r, c->opens_at));
	form_set(r, "Closes", moment(r, c->closes_at));
	form_set(r, "Price", campaign_yuan(r, c->price_fen));
	form_set(r, "PricePrints", campaign_yuan(r, c->price_prints_fen));
	form_set(r, "Online", strstr(c->routes, "online") ? "1" : "");
	form_set(r, "Department", strstr(c->routes, "department") ? "1" :
	    "");
	form_set(r, "Onsite", strstr(c->routes, "onsite") ? "1" : "");
	form_set(r, "Withdraw", c->withdraw ? "1" : "");
}

/* With what the campaign's other forms show. */
static int page(struct req *r, int status, const struct campaign *c)
{
	enum err e = campaign_prices_show(r, c->id);

	return e == OK ? req_page_status(r, status, "admin/campaign") :
	    req_fail(r, e);
}

int campaign_page(struct req *r, int status, const struct campaign *c)
{
	fill(r, c);
	return page(r, status, c);
}

int campaign_one(struct req *r)
{
	struct campaign c;
	int status = campaign_load(r, &c);

	return status ? status : campaign_page(r, 200, &c);
}

/* What was typed stays; sent once more it counts. */
static int overtaken(struct req *r)
{
	struct campaign now;
	int status = campaign_load(r, &now);

	if (status)
		return status;
	form_set(r, "Version", arena_printf(r->arena, "%" PRId64,
	    now.version));
	form_error(r, NULL, "Text.Campaign.Changed");
	return page(r, 409, &now);
}

int campaign_post(struct req *r)
{
	struct campaign c;
	struct wish w = { .school = NULL };
	int status = campaign_load(r, &c);
	enum err e;

	if (status)
		return status;
	e = form_read(r, fields, &w);
	if (e == OK)
		e = parse_i64(w.version, &c.version);
	if (e != OK || take(r, &w, c.kind, &c) != OK)
		return page(r, 422, &c);
	c.withdraw = w.withdraw;
	e = campaign_save(r->db, &c, "staff", r->account);
	if (e == ERR_CONFLICT)
		return overtaken(r);
	if (e == ERR_INPUT) {
		form_error(r, "Feature", "Text.Campaign.FeatureTaken");
		return page(r, 422, &c);
	}
	return e == OK ? req_redirect_flash(r, arena_printf(r->arena,
	    "/admin/campaigns/%s", c.token), "Text.Flash.CampaignSaved") :
	    req_fail(r, e);
}
