/* gradphoto school, campaign, announce. */
#include "gradphoto.h"

#include "lib/base/clock.h"
#include "lib/base/id.h"
#include "lib/db/audit.h"
#include "lib/db/campaigns.h"
#include "lib/domain/announce.h"
#include "lib/domain/campaign_edit.h"
#include "lib/domain/school_edit.h"
#include "lib/image/photo.h"

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

int
command_school_add(struct tool *t, int argc, char **argv)
{
	const char *contact = "", *word[3];
	const struct option_row table[] = {
		{ .name = "--contact", .value = &contact },
		{ .name = NULL },
	};
	struct school s;
	unsigned wrong;
	uint64_t id;
	enum err e;

	if (options_read(table, argc, argv, word, 3) != OK)
		return EXIT_USAGE;
	s = (struct school){ .code = arena_strdup(t->arena, word[0]),
	    .name_zh = arena_strdup(t->arena, word[1]),
	    .name_en = arena_strdup(t->arena, word[2]),
	    .contact = arena_strdup(t->arena, contact) };
	wrong = school_faults(&s);
	if (wrong & SCHOOL_CODE)
		return refuse("not a code of at most 16 letters and digits",
		    s.code);
	if (wrong & (SCHOOL_NAME_ZH | SCHOOL_NAME_EN))
		return refuse("a name of 1 to 120 characters, please",
		    wrong & SCHOOL_NAME_ZH ? s.name_zh : s.name_en);
	if (wrong)
		return refuse("at most 200 characters, please", contact);
	e = school_create(t->db, &s, "operator", getuid(), &id);
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
check_texts(struct tool *t, const struct new_campaign *in,
    struct campaign *c)
{
	const struct campaign_text text = { in->kind, in->feature,
	    in->name_zh, in->name_en, in->opens, in->closes, in->price,
	    in->price_prints, in->routes ? in->routes : "online" };
	const char *const value[CAMPAIGN_FAULTS] = { text.kind, text.feature,
	    text.name_zh, text.name_en, text.opens, text.closes, text.price,
	    text.price_prints, text.routes };
	int wrong[CAMPAIGN_FAULTS], i;

	if (!campaign_read(t->arena, &text, c, wrong))
		return OK;
	for (i = 0; !wrong[i]; i++)
		;
	refuse(i == CAMPAIGN_OPENS || i == CAMPAIGN_CLOSES ?
	    "not a date, or not after the opening" :
	    i == CAMPAIGN_PRICE || i == CAMPAIGN_PRICE_PRINTS ?
	    "not a price in yuan, or less than without prints" :
	    "not a valid value", value[i]);
	return ERR_INPUT;
}

static enum err
check_campaign(struct tool *t, const struct new_campaign *in,
    struct campaign *c)
{
	struct school s;
	char token[ID_SIZE];
	enum err e;

	e = check_texts(t, in, c);
	if (e == OK && in->token && !is_code(in->token, 32)) {
		refuse("not a valid value", in->token);
		e = ERR_INPUT;
	}
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
	c->profile_base = arena_strdup(t->arena, in->profile);
	return OK;
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
	uint64_t id;
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
	e = campaign_create(t->db, &c, "operator", getuid(), &id);
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
	struct announcement an = { .published_at = clock_now() };
	struct campaign campaign;
	uint64_t id;
	enum err e;

	if (options_read(table, argc, argv, NULL, 0) != OK)
		return EXIT_USAGE;
	if (!campaign_fits(title_zh, 120) || !campaign_fits(title_en, 120))
		return refuse("a title of 1 to 120 characters, please",
		    title_zh);
	if (!campaign_fits(body_zh, 2000) || !campaign_fits(body_en, 2000))
		return refuse("a body of 1 to 2000 characters, please",
		    title_zh);
	if (expires && campaign_date(expires, &an.expires_at) != OK)
		return refuse("not a date", expires);
	e = campaign_by_feature(t->db, t->arena, feature, &campaign);
	if (e == ERR_NOTFOUND)
		return refuse("no such campaign", feature);
	an.title_zh = title_zh;
	an.title_en = title_en;
	an.body_zh = body_zh;
	an.body_en = body_en;
	if (e == OK) {
		an.campaign_id = campaign.id;
		e = announce(t->db, &an, "operator", getuid(), &id);
	}
	return e == OK ? EXIT_GOOD : EXIT_REFUSED;
}
