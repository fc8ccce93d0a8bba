/* See campaign_edit.h. */
#include "campaign_edit.h"

#include "lib/base/clock.h"
#include "lib/base/parse.h"
#include "lib/db/audit.h"

#include <stdio.h>
#include <string.h>

int
campaign_fits(const char *s, size_t max)
{
	size_t n = strlen(s);

	return n > 0 && parse_utf8(s, n) && parse_chars(s) <= max;
}

static int
is_feature(const char *s)
{
	size_t n = strlen(s);

	return n > 0 && n <= 12 && strspn(s, "0123456789"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-") == n;
}

enum err
campaign_date(const char *s, int64_t *out)
{
	char text[26];
	size_t n = strlen(s);

	if (n == 10)
		snprintf(text, sizeof text, "%sT00:00:00+08:00", s);
	else if (n == 16 && (s[10] == ' ' || s[10] == 'T'))
		snprintf(text, sizeof text, "%.10sT%s:00+08:00", s, s + 11);
	else
		return ERR_INPUT;
	return clock_from_rfc3339(text, out);
}

static int
are_routes(const char *s)
{
	static const char *const known[] = { "online", "department",
	    "onsite" };
	size_t i, n;

	for (;; s += n + 1) {
		n = strcspn(s, ",");
		for (i = 0; i < 3; i++)
			if (strlen(known[i]) == n && !memcmp(s, known[i], n))
				break;
		if (i == 3 || !s[n])
			return i < 3;
	}
}

int
campaign_read(struct arena *a, const struct campaign_text *in,
    struct campaign *out, int wrong[CAMPAIGN_FAULTS])
{
	int i, n = 0;

	memset(wrong, 0, CAMPAIGN_FAULTS * sizeof *wrong);
	wrong[CAMPAIGN_KIND] = strcmp(in->kind, "graduate") &&
	    strcmp(in->kind, "new_student");
	wrong[CAMPAIGN_FEATURE] = !is_feature(in->feature);
	wrong[CAMPAIGN_NAME_ZH] = !campaign_fits(in->name_zh, 120);
	wrong[CAMPAIGN_NAME_EN] = !campaign_fits(in->name_en, 120);
	wrong[CAMPAIGN_OPENS] = campaign_date(in->opens, &out->opens_at) != OK;
	wrong[CAMPAIGN_CLOSES] = campaign_date(in->closes, &out->closes_at) !=
	    OK || (!wrong[CAMPAIGN_OPENS] &&
	    out->closes_at <= out->opens_at);
	wrong[CAMPAIGN_PRICE] = parse_fen(in->price, &out->price_fen) != OK ||
	    !out->price_fen;
	wrong[CAMPAIGN_PRICE_PRINTS] = parse_fen(in->price_prints,
	    &out->price_prints_fen) != OK || (!wrong[CAMPAIGN_PRICE] &&
	    out->price_prints_fen < out->price_fen);
	wrong[CAMPAIGN_ROUTES] = !are_routes(in->routes);
	out->kind = arena_strdup(a, in->kind);
	out->feature_code = arena_strdup(a, in->feature);
	out->name_zh = arena_strdup(a, in->name_zh);
	out->name_en = arena_strdup(a, in->name_en);
	out->routes = arena_strdup(a, in->routes);
	for (i = 0; i < CAMPAIGN_FAULTS; i++)
		n += wrong[i];
	return n;
}

/* --- stored -------------------------------------------------------------- */

struct change {
	const struct campaign *c;
	const char *actor;
	uint64_t actor_id, id;
};

static enum err
create(struct db *db, void *arg)
{
	struct change *ch = arg;
	enum err e = campaign_add(db, ch->c, &ch->id);

	if (e == OK)
		e = audit_add(db, ch->actor, ch->actor_id, "campaign.add",
		    "campaign", ch->id, ch->c->feature_code);
	return e;
}

enum err
campaign_create(struct db *db, const struct campaign *c, const char *actor,
    uint64_t actor_id, uint64_t *id)
{
	struct change ch = { c, actor, actor_id, 0 };
	enum err e = db_transaction(db, create, &ch);

	*id = ch.id;
	return e;
}

static enum err
save(struct db *db, void *arg)
{
	const struct change *ch = arg;
	const struct campaign *c = ch->c;
	char opens[17], closes[17], detail[300];
	enum err e = campaign_update(db, c);

	if (e != OK)
		return e;
	clock_beijing(c->opens_at, opens);
	clock_beijing(c->closes_at, closes);
	snprintf(detail, sizeof detail, "%s, %s to %s, %lld and %lld fen, %s"
	    "%s", c->feature_code, opens, closes, (long long)c->price_fen,
	    (long long)c->price_prints_fen, c->routes,
	    c->withdraw ? ", withdraw" : "");
	return audit_add(db, ch->actor, ch->actor_id, "campaign.change",
	    "campaign", c->id, detail);
}

enum err
campaign_save(struct db *db, const struct campaign *c, const char *actor,
    uint64_t actor_id)
{
	struct change ch = { c, actor, actor_id, 0 };

	return db_transaction(db, save, &ch);
}

static enum err
save_profile(struct db *db, void *arg)
{
	const struct change *ch = arg;
	char detail[300], *p;
	enum err e = campaign_set_profile(db, ch->c);

	if (e != OK)
		return e;
	snprintf(detail, sizeof detail, "%s\n%s", ch->c->profile_base,
	    ch->c->profile_overrides);
	for (p = detail; *p; p++)
		if (*p == '\n')
			*p = p[1] ? ';' : '\0';
	return audit_add(db, ch->actor, ch->actor_id, "campaign.profile",
	    "campaign", ch->id, detail);
}

enum err
campaign_profile_save(struct db *db, const struct campaign *c, uint64_t staff)
{
	struct change ch = { c, "staff", staff, c->id };

	return db_transaction(db, save_profile, &ch);
}

/* --- prices -------------------------------------------------------------- */

struct pricing {
	const struct price_change *ch;
	struct arena *arena;
	const char *actor;
	uint64_t campaign, actor_id;
};

/* A list that is full takes no new size. */
static enum err
room(struct db *db, const struct pricing *p)
{
	struct print_price list[PRICES_MAX];
	int i, n = 0;
	enum err e = price_list(db, p->arena, p->campaign, list, &n);

	for (i = 0; e == OK && i < n; i++)
		if (!strcmp(list[i].size, p->ch->set->size))
			return OK;
	return e == OK && n == PRICES_MAX ? ERR_LIMIT : e;
}

static const char *
said(const struct pricing *p)
{
	const struct price_change *ch = p->ch;

	if (ch->set)
		return arena_printf(p->arena, "%s: %d photos, %lld fen%s",
		    ch->set->size, ch->set->photos,
		    (long long)ch->set->set_fen,
		    ch->set->included ? ", included" : "");
	if (ch->postage)
		return arena_printf(p->arena, "postage %s: %lld fen",
		    *ch->postage->province ? ch->postage->province : "usual",
		    (long long)ch->postage->fen);
	return arena_printf(p->arena, "%.16s dropped", ch->drop);
}

static enum err
price(struct db *db, void *arg)
{
	const struct pricing *p = arg;
	enum err e = p->ch->set ? room(db, p) : OK;

	if (e == OK && p->ch->set)
		e = price_set(db, p->campaign, p->ch->set);
	if (e == OK && p->ch->postage)
		e = postage_set(db, p->campaign, p->ch->postage);
	if (e == OK && p->ch->drop)
		e = price_remove(db, p->campaign, p->ch->drop);
	if (e == OK)
		e = audit_add(db, p->actor, p->actor_id, "campaign.prices",
		    "campaign", p->campaign, said(p));
	return e;
}

enum err
campaign_price(struct db *db, struct arena *a, uint64_t campaign,
    const struct price_change *ch, const char *actor, uint64_t actor_id)
{
	struct pricing p = { ch, a, actor, campaign, actor_id };

	return db_transaction(db, price, &p);
}
