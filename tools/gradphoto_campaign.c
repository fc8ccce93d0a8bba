/* gradphoto school, campaign, announce. */
#include "gradphoto.h"

#include "lib/base/clock.h"
#include "lib/base/id.h"
#include "lib/base/parse.h"
#include "lib/db/audit.h"
#include "lib/db/campaigns.h"
#include "lib/image/photo.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LIST_MAX 500

static int
refuse(const char *what, const char *value)
{
	fprintf(stderr, "gradphoto: %s: %s\n", what, value);
	return EXIT_REFUSED;
}

/* Text of a bounded number of characters, one line. */
static int
fits(const char *s, size_t max)
{
	size_t n = 0, i;

	for (i = 0; s[i]; i++)
		n += (s[i] & 0xc0) != 0x80;
	return n > 0 && n <= max && parse_utf8(s, i);
}

/* "2026-11-01" or "2026-11-01 08:00", Beijing time. */
static enum err
parse_date(const char *s, int64_t *out)
{
	char text[26];
	size_t n = strlen(s);

	if (n == 10)
		snprintf(text, sizeof text, "%sT00:00:00+08:00", s);
	else if (n == 16 && s[10] == ' ')
		snprintf(text, sizeof text, "%.10sT%s:00+08:00", s, s + 11);
	else
		return ERR_INPUT;
	return clock_from_rfc3339(text, out);
}

static int
is_code(const char *s, size_t max)
{
	size_t n = strlen(s);

	return n > 0 && n <= max && strspn(s, "0123456789"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-") == n;
}

static enum err
log_change(struct db *db, const char *action, const char *object,
    uint64_t id, const char *detail)
{
	return audit_add(db, "operator", getuid(), action, object, id,
	    detail);
}

/* --- school add ----------------------------------------------------- */

static enum err
add_school(struct db *db, void *arg)
{
	const struct school *s = arg;
	uint64_t id;
	enum err e = school_add(db, s, &id);

	if (e == OK)
		e = log_change(db, "school.add", "school", id, s->code);
	return e;
}

int
command_school_add(struct tool *t, int argc, char **argv)
{
	const char *contact = "", *word[3];
	const struct option_row table[] = {
		{ .name = "--contact", .value = &contact },
		{ .name = NULL },
	};
	struct school s;
	enum err e;

	if (options_read(table, argc, argv, word, 3) != OK)
		return EXIT_USAGE;
	if (!is_code(word[0], 16))
		return refuse("not a code of at most 16 letters and digits",
		    word[0]);
	if (!fits(word[1], 120) || !fits(word[2], 120))
		return refuse("a name of 1 to 120 characters, please",
		    word[1]);
	if (*contact && !fits(contact, 200))
		return refuse("at most 200 characters, please", contact);
	s = (struct school){ .code = arena_strdup(t->arena, word[0]),
	    .name_zh = arena_strdup(t->arena, word[1]),
	    .name_en = arena_strdup(t->arena, word[2]),
	    .contact = arena_strdup(t->arena, contact) };
	e = db_transaction(t->db, add_school, &s);
	if (e == ERR_CONFLICT)
		return refuse("a school with this code exists", s.code);
	return e == OK ? EXIT_GOOD : EXIT_REFUSED;
}

/* --- campaign add --------------------------------------------------- */

struct new_campaign {
	const char *school, *kind, *feature, *name_zh, *name_en, *opens;
	const char *closes, *price, *price_prints, *profile, *token;
	const char *routes;
	struct buf overrides;
};

/* The profile must exist, and take every override, before students meet
 * it. Lines "name=value" become "name = value". */
static enum err
check_profile(struct tool *t, const struct new_campaign *in, char **lines)
{
	struct photo_profile p;
	struct buf out = {0};
	char why[160], *line, *value, *rest;
	enum err e = OK;

	if (photo_profile_load(conf_text(t->conf, "profiles_dir"),
	    in->profile, &p, why) != PHOTO_OK) {
		refuse("profile", why);
		return ERR_INPUT;
	}
	rest = arena_strndup(t->arena, in->overrides.p ? in->overrides.p : "",
	    in->overrides.n);
	while (e == OK && (line = strsep(&rest, "\n")) && *line) {
		value = strchr(line, '=');
		if (value)
			*value++ = '\0';
		if (!value || photo_profile_set(&p, line, value) != PHOTO_OK) {
			refuse("not a name=value of a profile", line);
			e = ERR_INPUT;
		} else {
			buf_printf(&out, "%s = %s\n", line, value);
		}
	}
	if (e == OK)
		*lines = arena_strndup(t->arena, out.p ? out.p : "", out.n);
	buf_free(&out);
	return e;
}

/* Says what is wrong. */
static enum err
check_window(const struct new_campaign *in, struct campaign *c)
{
	const char *bad = NULL;

	if (parse_date(in->opens, &c->opens_at) != OK)
		bad = in->opens;
	else if (parse_date(in->closes, &c->closes_at) != OK ||
	    c->closes_at <= c->opens_at)
		bad = in->closes;
	if (bad) {
		refuse("not a date, or not after the opening", bad);
		return ERR_INPUT;
	}
	if (parse_fen(in->price, &c->price_fen) != OK || !c->price_fen)
		bad = in->price;
	else if (parse_fen(in->price_prints, &c->price_prints_fen) != OK ||
	    c->price_prints_fen < c->price_fen)
		bad = in->price_prints;
	if (bad) {
		refuse("not a price in yuan, or less than without prints",
		    bad);
		return ERR_INPUT;
	}
	return OK;
}

/* "online,onsite" and the like. */
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

static enum err
check_names(const struct new_campaign *in)
{
	const char *bad = NULL;

	if (strcmp(in->kind, "graduate") && strcmp(in->kind, "new_student"))
		bad = in->kind;
	else if (!is_code(in->feature, 12))
		bad = in->feature;
	else if (in->token && !is_code(in->token, 32))
		bad = in->token;
	else if (in->routes && !are_routes(in->routes))
		bad = in->routes;
	else if (!fits(in->name_zh, 120))
		bad = in->name_zh;
	else if (!fits(in->name_en, 120))
		bad = in->name_en;
	if (!bad)
		return OK;
	refuse("not a valid value", bad);
	return ERR_INPUT;
}

static enum err
check_campaign(struct tool *t, const struct new_campaign *in,
    struct campaign *c)
{
	struct school s;
	char token[ID_SIZE];
	enum err e;

	e = check_names(in);
	if (e == OK)
		e = check_window(in, c);
	if (e == OK)
		e = check_profile(t, in, &c->profile_overrides);
	if (e == OK) {
		e = school_by_code(t->db, t->arena, in->school, &s);
		if (e == ERR_NOTFOUND)
			refuse("no such school", in->school);
	}
	if (e != OK)
		return e;
	id_new(token);
	c->school_id = s.id;
	c->token = arena_strdup(t->arena, in->token ? in->token : token);
	c->kind = arena_strdup(t->arena, in->kind);
	c->feature_code = arena_strdup(t->arena, in->feature);
	c->name_zh = arena_strdup(t->arena, in->name_zh);
	c->name_en = arena_strdup(t->arena, in->name_en);
	c->profile_base = arena_strdup(t->arena, in->profile);
	c->routes = arena_strdup(t->arena, in->routes ? in->routes :
	    "online");
	return OK;
}

static enum err
add_campaign(struct db *db, void *arg)
{
	const struct campaign *c = arg;
	uint64_t id;
	enum err e = campaign_add(db, c, &id);

	if (e == OK)
		e = log_change(db, "campaign.add", "campaign", id,
		    c->feature_code);
	return e;
}

int
command_campaign_add(struct tool *t, int argc, char **argv)
{
	struct new_campaign in = { .profile = NULL };
	const struct option_row table[] = {
		{ .name = "--school", .required = 1, .value = &in.school },
		{ .name = "--kind", .required = 1, .value = &in.kind },
		{ .name = "--feature", .required = 1, .value = &in.feature },
		{ .name = "--name-zh", .required = 1, .value = &in.name_zh },
		{ .name = "--name-en", .required = 1, .value = &in.name_en },
		{ .name = "--opens", .required = 1, .value = &in.opens },
		{ .name = "--closes", .required = 1, .value = &in.closes },
		{ .name = "--price", .required = 1, .value = &in.price },
		{ .name = "--price-prints", .required = 1,
		    .value = &in.price_prints },
		{ .name = "--profile", .value = &in.profile },
		{ .name = "--set", .lines = &in.overrides },
		{ .name = "--token", .value = &in.token },
		{ .name = "--routes", .value = &in.routes },
		{ .name = NULL },
	};
	struct campaign c = {0};
	enum err e;

	if (options_read(table, argc, argv, NULL, 0) != OK) {
		buf_free(&in.overrides);
		return EXIT_USAGE;
	}
	if (!in.profile)
		in.profile = !strcmp(in.kind, "new_student") ?
		    "new-student-white" : PHOTO_PROFILE_DEFAULT;
	e = check_campaign(t, &in, &c);
	buf_free(&in.overrides);
	if (e != OK)
		return EXIT_REFUSED;
	e = db_transaction(t->db, add_campaign, &c);
	if (e == ERR_CONFLICT)
		return refuse("the feature code or token exists",
		    c.feature_code);
	if (e != OK)
		return EXIT_REFUSED;
	printf("%s\n%s/c/%s\n", c.token, conf_text(t->conf, "base_url"),
	    c.token);
	return EXIT_GOOD;
}

/* --- campaign withdraw ----------------------------------------------- */

static enum err
set_withdraw(struct db *db, void *arg)
{
	const struct campaign *c = arg;
	enum err e = campaign_set_withdraw(db, c->id, c->withdraw);

	if (e == OK)
		e = log_change(db, "campaign.withdraw", "campaign", c->id,
		    c->withdraw ? "yes" : "no");
	return e;
}

int
command_campaign_withdraw(struct tool *t, int argc, char **argv)
{
	static const struct option_row none[] = { { .name = NULL } };
	const char *words[2];
	struct campaign c;
	enum err e;

	if (options_read(none, argc, argv, words, 2) != OK)
		return EXIT_USAGE;
	if (strcmp(words[1], "yes") && strcmp(words[1], "no"))
		return refuse("yes or no", words[1]);
	e = campaign_by_feature(t->db, t->arena, words[0], &c);
	if (e == ERR_NOTFOUND)
		return refuse("no such campaign", words[0]);
	if (e == OK) {
		c.withdraw = !strcmp(words[1], "yes");
		e = db_transaction(t->db, set_withdraw, &c);
	}
	return e == OK ? EXIT_GOOD : EXIT_REFUSED;
}

/* --- campaign list, announce ---------------------------------------- */

int
command_campaign_list(struct tool *t, int argc, char **argv)
{
	static const struct option_row none[] = { { .name = NULL } };
	struct campaign *list;
	char opens[17], closes[17];
	int i, n;

	if (options_read(none, argc, argv, NULL, 0) != OK)
		return EXIT_USAGE;
	list = arena_alloc(t->arena, LIST_MAX * sizeof *list);
	if (campaign_list(t->db, t->arena, list, LIST_MAX, &n) != OK)
		return EXIT_REFUSED;
	for (i = 0; i < n; i++) {
		clock_beijing(list[i].opens_at, opens);
		clock_beijing(list[i].closes_at, closes);
		printf("%-12s %s %-11s %s to %s  %s %s\n",
		    list[i].feature_code, list[i].token, list[i].kind, opens,
		    closes, list[i].school_code, list[i].name_en);
	}
	return EXIT_GOOD;
}

struct new_announcement {
	struct campaign campaign;
	struct announcement an;
};

static enum err
add_announcement(struct db *db, void *arg)
{
	struct new_announcement *na = arg;
	uint64_t id;
	enum err e;

	e = announcement_add(db, na->campaign.id, &na->an, &id);
	if (e == OK)
		e = log_change(db, "announcement.add", "announcement", id,
		    na->campaign.feature_code);
	return e;
}

int
command_announce(struct tool *t, int argc, char **argv)
{
	const char *feature = NULL, *title_zh = NULL, *title_en = NULL;
	const char *body_zh = NULL, *body_en = NULL, *expires = NULL;
	const struct option_row table[] = {
		{ .name = "--campaign", .required = 1, .value = &feature },
		{ .name = "--title-zh", .required = 1, .value = &title_zh },
		{ .name = "--title-en", .required = 1, .value = &title_en },
		{ .name = "--body-zh", .required = 1, .value = &body_zh },
		{ .name = "--body-en", .required = 1, .value = &body_en },
		{ .name = "--expires", .value = &expires },
		{ .name = NULL },
	};
	struct new_announcement na = { .an.published_at = clock_now() };
	enum err e;

	if (options_read(table, argc, argv, NULL, 0) != OK)
		return EXIT_USAGE;
	if (!fits(title_zh, 120) || !fits(title_en, 120))
		return refuse("a title of 1 to 120 characters, please",
		    title_zh);
	if (!fits(body_zh, 2000) || !fits(body_en, 2000))
		return refuse("a body of 1 to 2000 characters, please",
		    title_zh);
	if (expires && parse_date(expires, &na.an.expires_at) != OK)
		return refuse("not a date", expires);
	e = campaign_by_feature(t->db, t->arena, feature, &na.campaign);
	if (e == ERR_NOTFOUND)
		return refuse("no such campaign", feature);
	na.an.title_zh = arena_strdup(t->arena, title_zh);
	na.an.title_en = arena_strdup(t->arena, title_en);
	na.an.body_zh = arena_strdup(t->arena, body_zh);
	na.an.body_en = arena_strdup(t->arena, body_en);
	if (e == OK)
		e = db_transaction(t->db, add_announcement, &na);
	return e == OK ? EXIT_GOOD : EXIT_REFUSED;
}
