/* See setting_edit.h. */
#include "setting_edit.h"

#include "lib/base/clock.h"
#include "lib/base/parse.h"
#include "lib/db/audit.h"

#include <stdio.h>
#include <string.h>

static int is_phone(const char *s)
{
	return !*s || (strspn(s, "0123456789+- ") == strlen(s) &&
	    strlen(s) >= 3);
}

static int is_good(enum setting i, const char *s)
{
	const struct setting_info *k = &setting_info[i];
	int64_t n;

	if (k->number)
		return parse_i64(s, &n) == OK && n >= k->min && n <= k->max;
	return parse_utf8(s, strlen(s)) && (int64_t)parse_chars(s) <= k->max &&
	    (i != SETTING_SERVICE_PHONE || is_phone(s));
}

int settings_good(const char *const value[SETTINGS], int bad[SETTINGS])
{
	int i, good = 1;

	for (i = 0; i < SETTINGS; i++)
		bad[i] = !is_good((enum setting)i, value[i]);
	if (!*value[SETTING_NOTICE_ZH] != !*value[SETTING_NOTICE_EN])
		bad[*value[SETTING_NOTICE_ZH] ? SETTING_NOTICE_EN :
		    SETTING_NOTICE_ZH] = 1;
	for (i = 0; i < SETTINGS; i++)
		good &= !bad[i];
	return good;
}

struct change {
	const struct settings *now;
	const char *const *value;
	const char *actor;
	uint64_t actor_id;
};

static enum err put(struct db *db, const struct change *c, enum setting i,
    int64_t now)
{
	char detail[300];
	enum err e = setting_put(db, i, c->value[i], now);

	snprintf(detail, sizeof detail, "%s: %s", setting_info[i].name,
	    c->value[i]);
	return e == OK ? audit_add(db, c->actor, c->actor_id,
	    "setting.change", "setting", 0, detail) : e;
}

static enum err change(struct db *db, void *arg)
{
	const struct change *c = arg;
	int64_t now = clock_now();
	enum err e = settings_next(db, c->now->version, now);
	int i;

	for (i = 0; i < SETTINGS && e == OK; i++)
		if (strcmp(c->value[i], c->now->text[i]) != 0)
			e = put(db, c, (enum setting)i, now);
	return e;
}

enum err settings_change(struct db *db, const struct settings *now,
    const char *const value[SETTINGS], const char *actor, uint64_t actor_id)
{
	struct change c = { now, value, actor, actor_id };

	return db_transaction(db, change, &c);
}
