/* Schools and campaigns. */
#include "campaigns.h"

#include "staff_scope.h"

#include "lib/base/clock.h"

#include <string.h>

enum {
	CAMPAIGN_GET, CAMPAIGN_BY_TOKEN, CAMPAIGN_BY_FEATURE, CAMPAIGN_LIST,
	CAMPAIGN_STAFF, CAMPAIGNS_STAFF, CAMPAIGN_ADD, CAMPAIGN_UPDATE,
	FEATURE_TAKEN, CAMPAIGN_WITHDRAW, CAMPAIGN_PROFILE,
	PROFILE_ADD, SCHOOL_ADD, SCHOOL_BY_CODE
};

#define CAMPAIGN \
	"SELECT c.id, c.school_id, c.token, c.kind, c.feature_code, " \
	"c.name_zh, c.name_en, s.name_zh, s.name_en, p.base, p.overrides, " \
	"c.opens_at, c.closes_at, c.price_fen, c.price_prints_fen, " \
	"c.routes, c.withdraw, s.contact, s.code, c.version " \
	"FROM campaign c " \
	"JOIN school s ON s.id = c.school_id " \
	"JOIN photo_profile p ON p.id = c.photo_profile_id "
#define OF_STAFF STAFF_SCOPE("'registrar'", "c.school_id", "NULL")

static const char *const sql[] = {
	[CAMPAIGN_GET] = CAMPAIGN "WHERE c.id = ?",
	[CAMPAIGN_BY_TOKEN] = CAMPAIGN "WHERE c.token = ?",
	[CAMPAIGN_BY_FEATURE] = CAMPAIGN "WHERE c.feature_code = ?",
	[CAMPAIGN_LIST] = CAMPAIGN "ORDER BY c.opens_at DESC, c.id DESC "
	    "LIMIT ?",
	[CAMPAIGN_STAFF] = CAMPAIGN "WHERE c.token = ? AND " OF_STAFF,
	[CAMPAIGNS_STAFF] = CAMPAIGN "WHERE " OF_STAFF
	    " ORDER BY c.opens_at DESC, c.id DESC LIMIT ?",
	[CAMPAIGN_UPDATE] = "UPDATE campaign SET feature_code = ?, "
	    "name_zh = ?, name_en = ?, opens_at = ?, closes_at = ?, "
	    "price_fen = ?, price_prints_fen = ?, routes = ?, withdraw = ?, "
	    "version = version + 1 WHERE id = ? AND version = ?",
	[FEATURE_TAKEN] = "SELECT 1 FROM campaign WHERE feature_code = ? "
	    "AND id <> ?",
	[CAMPAIGN_ADD] = "INSERT INTO campaign (token, school_id, kind, "
	    "feature_code, name_zh, name_en, photo_profile_id, opens_at, "
	    "closes_at, price_fen, price_prints_fen, routes, withdraw, "
	    "created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[CAMPAIGN_WITHDRAW] = "UPDATE campaign SET withdraw = ?, "
	    "version = version + 1 WHERE id = ?",
	[CAMPAIGN_PROFILE] = "UPDATE campaign SET photo_profile_id = ?, "
	    "version = version + 1 WHERE id = ? AND version = ?",
	[PROFILE_ADD] = "INSERT INTO photo_profile (base, overrides, "
	    "created_at) VALUES (?, ?, ?)",
	[SCHOOL_ADD] = "INSERT INTO school (code, name_zh, name_en, contact, "
	    "created_at) VALUES (?, ?, ?, ?, ?)",
	[SCHOOL_BY_CODE] = "SELECT id, code, name_zh, name_en, contact, "
	    "version FROM school WHERE code = ?",
};

static void
take_campaign(struct db_stmt *q, struct arena *a, struct campaign *c)
{
	c->id = db_u64(q);
	c->school_id = db_u64(q);
	c->token = db_text(q, a);
	c->kind = db_text(q, a);
	c->feature_code = db_text(q, a);
	c->name_zh = db_text(q, a);
	c->name_en = db_text(q, a);
	c->school_zh = db_text(q, a);
	c->school_en = db_text(q, a);
	c->profile_base = db_text(q, a);
	c->profile_overrides = db_text(q, a);
	c->opens_at = db_time(q);
	c->closes_at = db_time(q);
	c->price_fen = db_i64(q);
	c->price_prints_fen = db_i64(q);
	c->routes = db_text(q, a);
	c->withdraw = (int)db_i64(q);
	c->school_contact = db_text(q, a);
	c->school_code = db_text(q, a);
	c->version = db_i64(q);
}

static enum err
get_by_text(struct db *db, struct arena *a, const char *text,
    const char *value, struct campaign *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, text, &q);

	if (e != OK)
		return e;
	db_bind_text(q, value);
	e = db_row(q);
	if (e == OK)
		take_campaign(q, a, out);
	db_done(q);
	return e;
}

enum err
campaign_get(struct db *db, struct arena *a, uint64_t id,
    struct campaign *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[CAMPAIGN_GET], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, id);
	e = db_row(q);
	if (e == OK)
		take_campaign(q, a, out);
	db_done(q);
	return e;
}

enum err
campaign_by_token(struct db *db, struct arena *a, const char *token,
    struct campaign *out)
{
	return get_by_text(db, a, sql[CAMPAIGN_BY_TOKEN], token, out);
}

enum err
campaign_by_feature(struct db *db, struct arena *a, const char *feature_code,
    struct campaign *out)
{
	return get_by_text(db, a, sql[CAMPAIGN_BY_FEATURE], feature_code,
	    out);
}

enum err
campaign_list(struct db *db, struct arena *a, struct campaign *list, int max,
    int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[CAMPAIGN_LIST], &q);
	int i;

	if (e != OK)
		return e;
	db_bind_i64(q, max);
	for (i = 0; (e = db_row(q)) == OK; i++)
		take_campaign(q, a, &list[i]);
	db_done(q);
	if (e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}

enum err
campaign_of_staff(struct db *db, struct arena *a, uint64_t staff,
    const char *token, struct campaign *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[CAMPAIGN_STAFF], &q);

	if (e != OK)
		return e;
	db_bind_text(q, token);
	db_bind_u64(q, staff);
	e = db_row(q);
	if (e == OK)
		take_campaign(q, a, out);
	db_done(q);
	return e;
}

enum err
campaigns_of_staff(struct db *db, struct arena *a, uint64_t staff,
    struct campaign *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[CAMPAIGNS_STAFF], &q);
	int i;

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	db_bind_i64(q, max);
	for (i = 0; (e = db_row(q)) == OK; i++)
		take_campaign(q, a, &list[i]);
	db_done(q);
	*n = i;
	return e == ERR_NOTFOUND ? OK : e;
}

int
campaign_open(const struct campaign *c, int64_t now)
{
	return c->opens_at <= now && now < c->closes_at;
}

static enum err
profile_add(struct db *db, const char *base, const char *overrides,
    uint64_t *id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[PROFILE_ADD], &q);

	if (e != OK)
		return e;
	db_bind_text(q, base);
	db_bind_text(q, overrides);
	db_bind_time(q, clock_now());
	e = db_exec(q, NULL);
	if (e == OK)
		*id = db_insert_id(db);
	db_done(q);
	return e;
}

enum err
campaign_add(struct db *db, const struct campaign *c, uint64_t *id)
{
	struct db_stmt *q;
	uint64_t profile;
	enum err e;

	e = profile_add(db, c->profile_base, c->profile_overrides, &profile);
	if (e == OK)
		e = db_prepare(db, sql[CAMPAIGN_ADD], &q);
	if (e != OK)
		return e;
	db_bind_text(q, c->token);
	db_bind_u64(q, c->school_id);
	db_bind_text(q, c->kind);
	db_bind_text(q, c->feature_code);
	db_bind_text(q, c->name_zh);
	db_bind_text(q, c->name_en);
	db_bind_u64(q, profile);
	db_bind_time(q, c->opens_at);
	db_bind_time(q, c->closes_at);
	db_bind_i64(q, c->price_fen);
	db_bind_i64(q, c->price_prints_fen);
	db_bind_text(q, c->routes);
	db_bind_i64(q, c->withdraw);
	db_bind_time(q, clock_now());
	e = db_exec(q, NULL);
	if (e == OK)
		*id = db_insert_id(db);
	db_done(q);
	return e;
}

static enum err
feature_taken(struct db *db, const struct campaign *c)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[FEATURE_TAKEN], &q);

	if (e != OK)
		return e;
	db_bind_text(q, c->feature_code);
	db_bind_u64(q, c->id);
	e = db_row(q);
	db_done(q);
	return e == OK ? ERR_INPUT : e == ERR_NOTFOUND ? OK : e;
}

enum err
campaign_update(struct db *db, const struct campaign *c)
{
	struct db_stmt *q;
	enum err e = feature_taken(db, c);

	if (e == OK)
		e = db_prepare(db, sql[CAMPAIGN_UPDATE], &q);
	if (e != OK)
		return e;
	db_bind_text(q, c->feature_code);
	db_bind_text(q, c->name_zh);
	db_bind_text(q, c->name_en);
	db_bind_time(q, c->opens_at);
	db_bind_time(q, c->closes_at);
	db_bind_i64(q, c->price_fen);
	db_bind_i64(q, c->price_prints_fen);
	db_bind_text(q, c->routes);
	db_bind_i64(q, c->withdraw);
	db_bind_u64(q, c->id);
	db_bind_i64(q, c->version);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err
campaign_set_withdraw(struct db *db, uint64_t id, int on)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[CAMPAIGN_WITHDRAW], &q);

	if (e != OK)
		return e;
	db_bind_i64(q, on);
	db_bind_u64(q, id);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err
campaign_set_profile(struct db *db, const struct campaign *c)
{
	struct db_stmt *q;
	uint64_t profile;
	enum err e;

	e = profile_add(db, c->profile_base, c->profile_overrides, &profile);
	if (e == OK)
		e = db_prepare(db, sql[CAMPAIGN_PROFILE], &q);
	if (e != OK)
		return e;
	db_bind_u64(q, profile);
	db_bind_u64(q, c->id);
	db_bind_i64(q, c->version);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err
school_add(struct db *db, const struct school *s, uint64_t *id)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SCHOOL_ADD], &q);

	if (e != OK)
		return e;
	db_bind_text(q, s->code);
	db_bind_text(q, s->name_zh);
	db_bind_text(q, s->name_en);
	db_bind_text(q, s->contact);
	db_bind_time(q, clock_now());
	e = db_exec(q, NULL);
	if (e == OK)
		*id = db_insert_id(db);
	db_done(q);
	return e;
}

enum err
school_by_code(struct db *db, struct arena *a, const char *code,
    struct school *out)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[SCHOOL_BY_CODE], &q);

	if (e != OK)
		return e;
	db_bind_text(q, code);
	e = db_row(q);
	if (e == OK) {
		out->id = db_u64(q);
		out->code = db_text(q, a);
		out->name_zh = db_text(q, a);
		out->name_en = db_text(q, a);
		out->contact = db_text(q, a);
		out->version = db_i64(q);
	}
	db_done(q);
	return e;
}
